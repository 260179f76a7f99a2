import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus import statute_table
from corpus.documents import Document, Section, Status
from corpus.errors import StatutesMissingError
from corpus.progress import no_progress
from corpus.statute_table import ArticleRow, StatuteTable, find_statutes_file
from corpus.statutes import compose_text, read_statutes, read_statutes_file

DAY = date(2026, 11, 22)

Law = tuple[str, str, str, str, str, tuple[str, ...]]
"""Id, title, adopted, claimed effective, claimed status, articles."""

LAWS: tuple[Law, ...] = (
    ("a1", "甲法", "2010-01-01", "2010-05-01", "历史版本", ("本法自2010年5月1日起施行。",)),
    ("a2", "甲法", "2020-01-01", "2020-06-01", "现行有效", ("本法自2020年6月1日起施行。",)),
    ("b", "乙法", "2020-01-01", "1990-01-01", "现行有效", ("本法自1990年1月1日起施行。",)),
    ("c", "丙法", "2015-01-01", "2015-01-01", "现行有效", ("本法自公布之日起施行。",)),
    ("d", "丁法", "2015-01-01", "2015-01-01", "现行有效", ("没有说。",)),
    ("e", "戊法", "2015-01-01", "2015-02-01", "已废止", ("甲。",)),
    ("f", "己法", "2018-01-01", "2018-02-01", "已废止", ("甲。",)),
    (
        "g",
        "庚法",
        "2026-01-01",
        "2027-01-01",
        "现行有效",
        ("甲。", "本法自2027年1月1日起施行。《己法》同时废止。"),
    ),
)


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    path = tmp_path / "laws.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE laws (law_id, law_name, doc_type, level, issuing_body, publish_date, "
            "effective_date, version_date, status, law_department)"
        )
        database.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id, chapter, section, article_no, "
            "article_text)"
        )
        for law_id, title, adopted, effective, status, articles in LAWS:
            database.execute(
                "INSERT INTO laws VALUES (?, ?, '', '', NULL, ?, ?, ?, ?, '')",
                (law_id, title, adopted, effective, adopted, status),
            )
            for number, text in enumerate(articles):
                database.execute(
                    "INSERT INTO articles VALUES (NULL, ?, '第一章 总则', NULL, ?, ?)",
                    (law_id, f"第{'一二三'[number]}条", text),
                )
        database.commit()
    return path


@pytest.fixture
def small(small_file: Path) -> dict[tuple[str, int], Document]:
    documents = read_statutes_file(small_file, "all", no_progress)
    return {(d.title, d.published.year if d.published else 0): d for d in documents}


Small = dict[tuple[str, int], Document]


def test_a_day_later_than_adoption_is_believed(small: Small) -> None:
    assert small["甲法", 2020].effective == date(2020, 6, 1)


def test_the_first_versions_day_is_not_believed_of_an_amended_law(small: Small) -> None:
    assert small["乙法", 2020].status_on(DAY) is Status.UNVERIFIED


def test_the_day_of_adoption_is_believed_when_the_text_confirms_it(small: Small) -> None:
    assert small["丙法", 2015].effective == date(2015, 1, 1)


def test_the_day_of_adoption_is_not_believed_unconfirmed(small: Small) -> None:
    assert small["丁法", 2015].effective is None


def test_a_version_ends_the_day_before_its_successor_begins(small: Small) -> None:
    older, newer = small["甲法", 2010], small["甲法", 2020]
    assert (older.expires, older.superseded_by) == (date(2020, 5, 31), newer.id)


def test_what_the_table_calls_repealed_is_never_in_force_without_a_day(small: Small) -> None:
    assert small["戊法", 2015].status_on(DAY) is Status.UNVERIFIED


def test_a_law_ends_when_the_one_that_repeals_it_begins(small: Small) -> None:
    assert small["己法", 2018].expires == date(2026, 12, 31)
    assert small["己法", 2018].status_on(DAY) is Status.IN_FORCE


def test_a_law_published_but_not_begun_is_not_in_force(small: Small) -> None:
    assert small["庚法", 2026].status_on(DAY) is Status.NOT_YET


def test_progress_tells_every_law(small_file: Path) -> None:
    seen: list[tuple[int, int]] = []
    list(read_statutes_file(small_file, "all", lambda _, done, total: seen.append((done, total))))
    assert seen == [(n, len(LAWS)) for n in range(1, len(LAWS) + 1)]


def article(number: str, text: str, *, chapter: str | None = None) -> ArticleRow:
    return ArticleRow(chapter=chapter, section=None, number=number, text=text)


def test_a_chapter_is_printed_once_above_its_articles() -> None:
    rows = [
        article("第一条", "甲。", chapter="第一章 总则"),
        article("第二条", "乙。", chapter="第一章 总则"),
    ]
    assert compose_text(rows) == "第一章 总则\n第一条\u3000甲。\n第二条\u3000乙。\n"


def test_the_entries_of_an_amendment_are_numbered_as_it_prints_them() -> None:
    assert compose_text([article("条目二", "甲：\n“乙。”")]) == "二、甲：\n“乙。”\n"


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    installed_file()
    monkeypatch.setattr(statute_table, "SHA256", "0" * 64)
    with pytest.raises(StatutesMissingError, match="不是本版本核对过的"):
        find_statutes_file()


def test_a_missing_extra_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statute_table, "DISTRIBUTION", "no-such-distribution-anywhere")
    with pytest.raises(StatutesMissingError, match=r"zhice\[statutes\]"):
        find_statutes_file()


def installed_file() -> Path:
    try:
        return find_statutes_file()
    except StatutesMissingError:
        pytest.skip("the [statutes] extra is not installed")


@pytest.fixture(scope="module")
def statutes() -> dict[tuple[str, str], Document]:
    installed_file()
    return {(d.aliases[0], d.version or ""): d for d in read_statutes("ip")}


Statutes = dict[tuple[str, str], Document]


def sections(document: Document) -> Iterator[Section]:
    pending = list(document.sections)
    while pending:
        section = pending.pop(0)
        yield section
        pending = [*section.children, *pending]


def test_the_spans_of_every_statute_join_to_its_text(statutes: Statutes) -> None:
    for document in statutes.values():
        assert "".join(document.text[x.start : x.end] for x in document.leaves()) == document.text


def test_every_article_of_every_statute_is_a_section(statutes: Statutes) -> None:
    with StatuteTable(installed_file()) as table:
        printed = {
            law.title + law.published.isoformat(): [a.number for a in table.articles(law.law_id)]
            for law in table.laws()
        }
    for document in statutes.values():
        found = [s.label for s in sections(document) if s.label[-1:] == "条" or "条之" in s.label]
        assert found == printed[document.title + (document.version or "")]


def test_the_term_of_a_patent_has_three_paragraphs(statutes: Statutes) -> None:
    law = statutes["专利法", "2020-10-17"]
    term = next(section for section in sections(law) if section.label == "第四十二条")
    assert [child.label for child in term.children] == ["第一款", "第二款", "第三款"]


@pytest.mark.parametrize(
    ("version", "day", "status"),
    [
        ("2026-06-26", DAY, Status.NOT_YET),
        ("2026-06-26", date(2027, 1, 2), Status.IN_FORCE),
        ("2019-04-23", DAY, Status.IN_FORCE),
        ("2019-04-23", date(2027, 1, 2), Status.REPEALED),
    ],
)
def test_the_trademark_law_changes_over_at_new_year(
    statutes: Statutes, version: str, day: date, status: Status
) -> None:
    assert statutes["商标法", version].status_on(day) is status


def test_the_old_trademark_law_names_its_successor(statutes: Statutes) -> None:
    new = statutes["商标法", "2026-06-26"]
    assert statutes["商标法", "2019-04-23"].superseded_by == new.id


def test_every_selected_title_is_in_the_file(statutes: Statutes) -> None:
    from corpus.statutes import _selected

    assert {title for title, _ in statutes} == set(_selected())


def test_each_statute_has_an_id_of_its_own(statutes: Statutes) -> None:
    assert len({document.id for document in statutes.values()}) == len(statutes)

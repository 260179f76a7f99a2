"""Which text replaces which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document_store import DocumentSummary, Succession, summarise, with_succession
from corpus.documents import Form, Kind
from corpus.text_names import plain_title
from corpus.versions import link_versions, series_of
from tests.corpus.sample_documents import document


def text(name: str, title: str = "专利优先审查管理办法", **facts: Any) -> DocumentSummary:
    return summarise(document(name, title, **facts))


OLD = text("old", effective=date(2017, 8, 1), document_number="国家知识产权局令第76号")
NEW = text("new", effective=date(2026, 9, 1), document_number="国家知识产权局令第85号")


def test_an_older_version_ends_the_day_before_the_newer_takes_effect() -> None:
    assert link_versions([OLD, NEW]) == {
        "old": Succession(superseded_by="new", expires=date(2026, 8, 31))
    }


def test_three_versions_form_a_chain() -> None:
    middle = text("middle", effective=date(2020, 1, 1))
    links = link_versions([NEW, OLD, middle])
    assert (links["old"].superseded_by, links["middle"].superseded_by) == ("middle", "new")


def test_a_version_without_effective_day_replaces_but_does_not_end_the_older() -> None:
    unknown = text("unknown", published=date(2026, 7, 28))
    assert link_versions([OLD, unknown])["old"] == Succession(superseded_by="unknown", expires=None)


def test_a_version_nobody_can_date_is_not_linked() -> None:
    assert link_versions([OLD, text("undated")]) == {}


@pytest.mark.parametrize(
    "title",
    [
        "专利优先审查管理办法（2026年修订）",
        "《专利优先审查管理办法》",
        "专利优先审查管理办法 (2026)",
        "专利优先审查管理办法（2026年局令第85号）",
    ],
)
def test_a_bracket_that_names_the_version_is_no_part_of_the_title(title: str) -> None:
    assert plain_title(title) == "专利优先审查管理办法"


def test_a_bracket_that_says_more_is_part_of_the_title() -> None:
    assert plain_title("专利收费减缴办法（2016年原门槛，已调整）") != "专利收费减缴办法"


def test_the_name_of_the_state_is_no_part_of_the_title() -> None:
    assert plain_title("中华人民共和国专利法(2020修正)") == "专利法"


@pytest.mark.parametrize(
    "facts",
    [
        {"form": Form.DIGEST},
        {"region": "浙江省"},
        {"issuer": "财政部"},
        {"kind": Kind.GUIDANCE},
        {"title": "专利优先审查实施办法"},
    ],
)
def test_another_form_place_office_kind_or_title_is_another_instrument(
    facts: dict[str, Any],
) -> None:
    office = "国家知识产权局"
    older = text("older", issuer=office, effective=date(2017, 8, 1))
    changed: dict[str, Any] = {"issuer": office, "effective": date(2026, 9, 1)} | facts
    newer = text("newer", **changed)
    assert link_versions([older, newer]) == {}


@pytest.mark.parametrize(
    "title", ["关于申报工作的通知", "广州市人民政府门户网站", "国家知识产权局公告"]
)
def test_papers_of_one_occasion_have_no_versions(title: str) -> None:
    assert series_of(text("a", title)) is None


def test_a_notice_that_issues_an_instrument_is_a_version_of_it() -> None:
    title = "甲市乙局关于{}甲市奖励办法的通知"
    older = text("older", title.format("印发"), effective=date(2018, 1, 1))
    newer = text("newer", title.format("重新发布"), effective=date(2023, 1, 1))
    assert link_versions([older, newer])["older"].expires == date(2022, 12, 31)


def test_notices_of_two_instruments_are_no_versions() -> None:
    one = text("one", "关于印发《甲市奖励办法》的通知", effective=date(2018, 1, 1))
    other = text("other", "关于印发《甲市资助办法》的通知", effective=date(2023, 1, 1))
    assert link_versions([one, other]) == {}


def test_a_standard_printed_with_a_long_dash_is_the_same_standard() -> None:
    old = _numbered(text("o", "规范", kind=Kind.STANDARD, version="2013"), "GB/T 29490—2013")
    new = text("n", "要求", kind=Kind.STANDARD, effective=date(2024, 1, 1))
    new = replace(_numbered(new, "GB/T 29490-2023"), repeals=("GB/T 29490－2013",))
    assert link_versions([old, new])["o"].superseded_by == "n"


def test_a_repeal_on_a_day_of_its_own_ends_the_text_the_day_before() -> None:
    ending = text("ending", "关于废止部分文件的决定", effective=date(2025, 9, 12))
    ending = replace(ending, repeals=("《专利优先审查管理办法》，自2025-10-01起",))
    assert link_versions([OLD, ending])["old"].expires == date(2025, 9, 30)


PROLONGING = replace(
    text("longer", "关于延长有效期的通知", effective=date(2022, 7, 1)),
    prolongs=("《专利优先审查管理办法》，至2026-06-30",),
)


@pytest.mark.parametrize(
    ("own_end", "successor", "last"),
    [
        (date(2022, 7, 31), None, date(2026, 6, 30)),
        (None, None, date(2026, 6, 30)),
        (date(2030, 1, 1), None, date(2030, 1, 1)),
        (date(2022, 7, 31), date(2024, 5, 1), date(2024, 4, 30)),
        (date(2022, 7, 31), date(2027, 5, 1), date(2026, 6, 30)),
    ],
)
def test_a_term_that_another_text_prolongs_ends_later_unless_a_successor_comes_before(
    own_end: date | None, successor: date | None, last: date
) -> None:
    older = replace(OLD, expires=own_end)
    newer = [text("newer", effective=successor)] if successor else []
    linked = with_succession(older, link_versions([older, PROLONGING, *newer])["old"])
    assert linked.expires == last
    assert linked.superseded_by == ("newer" if successor else None)


def test_staffs_word_on_the_end_counts_before_a_prolongation() -> None:
    older = replace(OLD, expires=date(2023, 1, 1), corrected=("expires",))
    linked = with_succession(older, link_versions([older, PROLONGING])["old"])
    assert linked.expires == date(2023, 1, 1)


def test_the_successor_a_document_names_itself_counts_before_all() -> None:
    named = text("named", "合并后的办法", effective=date(2020, 1, 1))
    older = replace(OLD, superseded_by="named")
    assert link_versions([older, NEW, named])["old"] == Succession(
        superseded_by="named", expires=date(2019, 12, 31)
    )


@pytest.mark.parametrize("own_end", [None, date(2019, 1, 1), date(2030, 1, 1)])
def test_a_text_ends_at_its_own_end_or_its_successors_beginning_whichever_is_first(
    own_end: date | None,
) -> None:
    older = replace(OLD, expires=own_end)
    linked = with_succession(older, link_versions([older, NEW])["old"])
    assert linked.expires == min(own_end or date.max, date(2026, 8, 31))


@pytest.mark.parametrize("facts", [{"kind": Kind.PATENT}, {"form": Form.SAMPLE}])
def test_patents_and_samples_have_no_versions(facts: dict[str, Any]) -> None:
    assert series_of(text("a", **facts)) is None


def test_a_standard_keeps_its_number_when_its_title_changes() -> None:
    old = text("o", "企业知识产权管理规范", kind=Kind.STANDARD, version="2013")
    old = _numbered(old, "GB/T 29490-2013")
    new = text("n", "合规管理体系 要求", kind=Kind.STANDARD, effective=date(2024, 1, 1))
    new = _numbered(new, "GB/T 29490-2023")
    assert link_versions([old, new])["o"].expires == date(2023, 12, 31)


def _numbered(summary: DocumentSummary, number: str) -> DocumentSummary:
    return replace(summary, document_number=number)


@pytest.mark.parametrize(
    "words",
    [
        "2017年6月27日国家知识产权局令第76号发布的《专利优先审查管理办法》",
        "专利优先审查管理办法（2017年局令第76号）",
        "国家知识产权局令第七十六号",
        "《专利优先审查管理办法》",
    ],
)
def test_a_text_ends_what_it_says_it_repeals(words: str) -> None:
    newer = text("newer", "专利申请审查办法", effective=date(2026, 9, 1), repeals=(words,))
    assert link_versions([OLD, newer])["old"].superseded_by == "newer"


@pytest.mark.parametrize(
    "words", ["国家知识产权局令第77号", "《专利优先审查管理办法》（2012年）", "《专利审查办法》"]
)
def test_a_repeal_of_another_number_year_or_title_ends_nothing(words: str) -> None:
    newer = text("newer", "专利申请审查办法", effective=date(2026, 9, 1), repeals=(words,))
    assert link_versions([OLD, newer]) == {}


def test_an_order_number_of_another_ministry_is_another_order() -> None:
    other = text(
        "other",
        "会计办法",
        issuer="财政部",
        document_number="财政部令第76号",
        effective=date(2013, 1, 1),
    )
    newer = text(
        "newer",
        issuer="国家知识产权局",
        effective=date(2026, 9, 1),
        repeals=("国家知识产权局令第76号",),
    )
    assert link_versions([other, newer]) == {}


def test_a_digest_ends_the_original_it_says_it_repeals() -> None:
    digest = text(
        "digest",
        form=Form.DIGEST,
        effective=date(2026, 9, 1),
        repeals=("国家知识产权局令第76号",),
    )
    assert link_versions([OLD, digest])["old"].expires == date(2026, 8, 31)


def test_a_digest_and_the_original_of_one_version_are_both_kept() -> None:
    digest = text("digest", form=Form.DIGEST, effective=date(2026, 9, 1), version="2026")
    repealing = text("new", effective=date(2026, 9, 1), repeals=("《专利优先审查管理办法》",))
    assert link_versions([digest, repealing]) == {}


def test_a_later_text_is_not_ended_by_an_earlier_repeal() -> None:
    earlier = text(
        "earlier", "旧办法", effective=date(2010, 1, 1), repeals=("《专利优先审查管理办法》",)
    )
    assert link_versions([earlier, NEW]) == {}


VERSIONS = [
    text("a", effective=date(2008, 1, 1)),
    text("b", published=date(2012, 5, 1)),
    text("c", effective=date(2017, 8, 1), document_number="国家知识产权局令第76号"),
    text("d", effective=date(2026, 9, 1), repeals=("国家知识产权局令第76号",)),
    text("e", form=Form.DIGEST, effective=date(2026, 9, 1)),
    text("f", "专利收费减缴办法", effective=date(2016, 9, 1)),
    text("g", "关于调整收费的通知", effective=date(2018, 8, 1), repeals=("《专利收费减缴办法》",)),
    text("h"),
]


@settings(deadline=None)
@given(st.permutations(VERSIONS))
def test_the_order_of_documents_does_not_matter(order: list[DocumentSummary]) -> None:
    assert link_versions(order) == link_versions(VERSIONS)


@settings(deadline=None)
@given(st.lists(st.dates(date(1980, 1, 1), date(2030, 1, 1)), min_size=2, max_size=6, unique=True))
def test_on_every_day_at_most_one_version_is_in_force(days: list[date]) -> None:
    texts = [text(f"v{i}", effective=day) for i, day in enumerate(days)]
    links = link_versions(texts)
    spans = [
        (t.effective, links[t.id].expires if t.id in links else date.max)
        for t in sorted(texts, key=lambda t: t.effective or date.max)
    ]
    assert all(
        end is not None and begin is not None and end + timedelta(days=1) == begin
        for (_, end), (begin, _) in pairwise(spans)
    )

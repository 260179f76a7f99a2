"""The chain of an instrument's versions: their order, their days, and what these rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from corpus.documents import Basis, Document, Status
from corpus.history import Correction
from corpus.make_document import make_document
from corpus.source_text import SourceText
from corpus.validity import ValidityChain, chain_of, validity_chain
from tests.corpus.sample_documents import document

TODAY = date(2026, 11, 22)
OLD = (
    "甲市奖励办法\n2010年3月1日甲市乙局公布\n第一条 奖金三千元。\n"
    "第二条 本办法自2010年5月1日起施行。\n"
)
NEW = (
    "甲市奖励办法\n2020年3月1日甲市乙局公布\n第一条 奖金四千元。\n"
    "第二条 本办法自2020年5月1日起施行，有效期十年。2010年公布的《甲市奖励办法》同时废止。\n"
)
UNDATED = "甲市资助办法\n第一条 资助两千元。\n第二条 本办法自印发之日起施行。\n"


def read(text: str, name: str) -> Document:
    return make_document(SourceText(name=name, source=name, text=text))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path / "catalogue.sqlite3")
    with made.batch():
        for name, text in (("旧.txt", OLD), ("新.txt", NEW), ("无日期.txt", UNDATED)):
            made.add(read(text, name))
    return made


def chain(catalogue: Catalogue, text: str, day: date = TODAY) -> ValidityChain:
    return chain_of(catalogue, read(text, "x.txt").id, day=day)


@pytest.mark.parametrize("text", [OLD, NEW])
def test_versions_come_oldest_first_whichever_is_asked_for(catalogue: Catalogue, text: str) -> None:
    spans = [(v.effective, v.expires) for v in chain(catalogue, text).versions]
    assert spans == [
        (date(2010, 5, 1), date(2020, 4, 30)),
        (date(2020, 5, 1), date(2030, 4, 30)),
    ]


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        (date(2010, 4, 30), [Status.NOT_YET, Status.NOT_YET]),
        (date(2010, 5, 1), [Status.IN_FORCE, Status.NOT_YET]),
        (date(2020, 4, 30), [Status.IN_FORCE, Status.NOT_YET]),
        (date(2020, 5, 1), [Status.REPEALED, Status.IN_FORCE]),
        (date(2030, 4, 30), [Status.REPEALED, Status.IN_FORCE]),
        (date(2030, 5, 1), [Status.REPEALED, Status.REPEALED]),
    ],
)
def test_the_first_and_the_last_day_are_in_force(
    catalogue: Catalogue, day: date, statuses: list[Status]
) -> None:
    assert [v.status for v in chain(catalogue, OLD, day).versions] == statuses


def test_an_own_day_rests_on_its_sentence(catalogue: Catalogue) -> None:
    newer = chain(catalogue, OLD).versions[1]
    assert newer.begins is not None and newer.ends is not None
    assert newer.begins.basis is Basis.TEXT
    assert (
        newer.begins.quote == newer.ends.quote == "第二条 本办法自2020年5月1日起施行，有效期十年。"
    )
    assert newer.begins.start == NEW.index("第二条")


def test_the_end_a_successor_brings_rests_on_the_successors_sentence(catalogue: Catalogue) -> None:
    older, newer = chain(catalogue, OLD).versions
    assert older.ends is not None
    assert (older.ends.basis, older.ends.document_id) == (Basis.OTHER_TEXT, newer.document_id)
    assert older.ends.quote == "2010年公布的《甲市奖励办法》同时废止。"
    assert "《甲市奖励办法》写明" in older.ends.words


def test_in_force_from_an_unknown_day_of_issue_is_unverified_and_says_why(
    catalogue: Catalogue,
) -> None:
    (only,) = chain(catalogue, UNDATED).versions
    assert (only.status, only.effective, only.begins) == (Status.UNVERIFIED, None, None)
    assert "自印发之日起施行" in only.doubts[0]


def test_the_table_of_known_dates_is_named_as_unchecked() -> None:
    text = "中华人民共和国专利法实施细则\n2010年1月9日修订\n第一条 为了测试。\n"
    (only,) = validity_chain([read(text, "细则.txt")], day=TODAY).versions
    assert only.begins is not None
    assert only.begins.words.startswith("公布日期表，未对照公报：“国务院令")


def test_a_corrected_day_names_who_and_why(catalogue: Catalogue) -> None:
    document_id = read(UNDATED, "x.txt").id
    catalogue.correct(document_id, {"effective": "2021-02-03"}, reason="局公告", who="张三")
    (only,) = chain(catalogue, UNDATED).versions
    assert (only.status, only.effective) == (Status.IN_FORCE, date(2021, 2, 3))
    assert only.begins is not None
    assert only.begins.basis is Basis.CORRECTION
    assert "张三" in only.begins.words and "局公告" in only.begins.words


def test_a_successor_set_by_staff_ends_the_older_text(catalogue: Catalogue) -> None:
    older, newer = read(UNDATED, "x.txt").id, read(NEW, "x.txt").id
    catalogue.correct(
        older,
        {"superseded_by": newer, "effective": "2015-01-01"},
        reason="合并进新办法",
        who="张三",
    )
    assert catalogue.get(older).expires == date(2020, 4, 30)
    assert older in {v.document_id for v in chain(catalogue, NEW).versions}
    catalogue.withdraw_correction(older, "superseded_by", reason="弄错了", who="张三")
    assert catalogue.get(older).expires is None


def test_what_else_the_successor_ended_is_no_version(catalogue: Catalogue) -> None:
    merged = OLD.replace("奖励", "表彰")
    catalogue.add(read(merged, "另一件.txt"))
    both = NEW.replace("同时废止", "、《甲市表彰办法》同时废止")
    catalogue.add(read(both, "新.txt"))
    titles = [v.title for v in chain(catalogue, merged).versions]
    assert titles == ["甲市表彰办法", "甲市奖励办法"]


def test_days_without_any_version_are_remarked() -> None:
    older = document("a", effective=date(2010, 1, 1), expires=date(2012, 12, 31), superseded_by="b")
    newer = document("b", effective=date(2014, 1, 1))
    (remark,) = validity_chain([older, newer], day=TODAY).remarks
    assert remark.startswith("2013-01-01 至 2013-12-31 没有有效文本")


def test_days_with_two_versions_are_remarked() -> None:
    older = document("a", effective=date(2010, 1, 1), expires=date(2014, 12, 31), superseded_by="b")
    newer = document("b", effective=date(2014, 1, 1))
    (remark,) = validity_chain([older, newer], day=TODAY).remarks
    assert remark.startswith("2014-01-01 至 2014-12-31") and "同时有效" in remark


def test_a_successor_without_a_day_leaves_the_end_unverified() -> None:
    older = document("a", effective=date(2010, 1, 1), superseded_by="b")
    versions = validity_chain(
        [older, document("b", published=date(2014, 1, 1))], day=TODAY
    ).versions
    assert "失效日期未核实" in versions[0].doubts[0]


def test_corrections_of_other_facts_change_no_evidence() -> None:
    one = Correction(
        field="issuer", value="乙局", reason="公告", who="张三", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    dated = [read(NEW, "新.txt")]
    assert validity_chain(dated, day=TODAY, corrections={dated[0].id: [one]}) == validity_chain(
        dated, day=TODAY
    )


@settings(deadline=None)
@given(st.lists(st.dates(date(1980, 1, 1), date(2030, 1, 1)), max_size=5, unique=True), st.data())
def test_the_order_of_documents_does_not_matter(days: list[date], data: st.DataObject) -> None:
    made = [document(f"d{place}", effective=day) for place, day in enumerate(days)]
    shuffled = data.draw(st.permutations(made))
    assert validity_chain(shuffled, day=TODAY) == validity_chain(made, day=TODAY)
    assert [v.effective for v in validity_chain(made, day=TODAY).versions] == sorted(days)


def test_a_link_to_a_document_that_is_gone_is_told(catalogue: Catalogue) -> None:
    lone = replace(document("a", effective=date(2010, 1, 1)), superseded_by="gone")
    (only,) = validity_chain([lone], day=TODAY).versions
    assert "不在语料库里" in only.doubts[0]


ENDING = (
    "甲市乙局关于废止部分文件的决定\n2025年9月1日甲市乙局公布\n"
    "决定废止下列文件，自2025年10月1日起不再执行：\n1.《甲市奖励办法》\n本决定自公布之日起施行。\n"
)


def test_a_text_that_a_decision_lets_run_on_ends_on_the_day_named_without_a_remark(
    tmp_path: Path,
) -> None:
    made = Catalogue(tmp_path / "catalogue.sqlite3")
    with made.batch():
        made.add(read(OLD, "旧.txt"))
        made.add(read(ENDING, "废止.txt"))
    found = chain(made, OLD)
    assert found.versions[0].expires == date(2025, 9, 30)
    assert found.versions[0].ends is not None
    assert "不再执行" in found.versions[0].ends.quote
    assert found.remarks == ()


TERM = "甲市奖励办法\n2020年3月1日发布\n第一条 本办法自2020年5月1日起施行，有效期五年。\n"
PROLONGING = (
    "甲市乙局关于延长有效期的通知\n2025年3月1日甲市乙局发布\n"
    "《甲市奖励办法》的有效期延长至2027年4月30日，期满自行失效。\n"
)


def test_a_prolonged_text_is_in_force_by_the_words_of_the_text_that_prolongs_it(
    tmp_path: Path,
) -> None:
    made = Catalogue(tmp_path / "catalogue.sqlite3")
    with made.batch():
        made.add(read(PROLONGING, "延期.txt"))
        made.add(read(TERM, "办法.txt"))
    prolonged = chain(made, TERM).versions[0]
    assert (prolonged.status, prolonged.expires) == (Status.IN_FORCE, date(2027, 4, 30))
    assert prolonged.ends is not None and prolonged.ends.basis is Basis.OTHER_TEXT
    assert prolonged.ends.quote.startswith("《甲市奖励办法》的有效期延长至")
    made.remove(read(PROLONGING, "延期.txt").id)
    assert chain(made, TERM).versions[0].expires == date(2025, 4, 30)

"""What staff set on a document: how it shows, what it survives, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, Origin
from corpus.catalogue_check import check_catalogue
from corpus.documents import Basis, Ground, Kind, Level, Status
from corpus.errors import BadPlaceError, CatalogueError, UnknownDocumentError
from corpus.history import Action
from tests.corpus.sample_documents import document

WHO, WHY = "李四", "局令第76号"
OLD = document("old", effective=date(2017, 8, 1))
NEW = document("new", effective=date(2026, 9, 1))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path / "catalogue.sqlite3", who="张三")
    made.add(OLD)
    return made


def correct(catalogue: Catalogue, document_id: str = "old", **changes: date | str | None) -> None:
    catalogue.correct(document_id, changes, reason=WHY, who=WHO)


def test_a_correction_shows_in_the_document_its_summary_and_its_grounds(
    catalogue: Catalogue,
) -> None:
    correct(catalogue, effective="2018-01-01")
    (summary,) = catalogue.summaries()
    (listed,) = catalogue.documents()
    assert listed == catalogue.get("old")
    assert (listed.effective, summary.effective) == (date(2018, 1, 1), date(2018, 1, 1))
    assert listed.grounds == (Ground(fact="effective", value="2018-01-01", basis=Basis.CORRECTION),)
    assert summary.corrected == ("effective",)


def test_the_document_as_read_stays(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01", title="另一标题")
    assert catalogue.get_as_read("old") == OLD


@pytest.mark.parametrize(
    ("field", "given", "held"),
    [
        ("title", " 某 办法 ", "某 办法"),
        ("kind", "标准", Kind.STANDARD),
        ("level", "市", Level.CITY),
        ("region", "广州", "广东省/广州市"),
        ("region", "全国", None),
        ("issuer", None, None),
        ("document_number", "国知发〔2025〕1号", "国知发〔2025〕1号"),
        ("published", date(2017, 1, 1), date(2017, 1, 1)),
        ("expires", "2030-12-31", date(2030, 12, 31)),
    ],
)
def test_every_field_is_held_as_a_document_holds_it(
    catalogue: Catalogue, field: str, given: date | str | None, held: object
) -> None:
    catalogue.correct("old", {field: given}, reason=WHY, who=WHO)
    assert getattr(catalogue.get("old"), field) == held


def test_the_same_document_added_again_keeps_its_corrections(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    catalogue.add(document("old", effective=date(2017, 8, 1), text="第一条 改了。\n"))
    assert catalogue.get("old").effective == date(2018, 1, 1)


def test_a_renewed_built_in_text_keeps_its_corrections(catalogue: Catalogue) -> None:
    catalogue.add(NEW, origin=Origin.BUILTIN)
    correct(catalogue, "new", effective="2027-01-01")
    renewed = document("new", effective=date(2026, 9, 1), text="第一条 新程序。\n")
    catalogue.add(renewed, origin=Origin.BUILTIN)
    assert (catalogue.get("new").text, catalogue.get("new").effective) == (
        "第一条 新程序。\n",
        date(2027, 1, 1),
    )


def test_a_removed_document_that_comes_back_keeps_its_corrections(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    catalogue.remove("old")
    catalogue.add(OLD)
    assert catalogue.get("old").effective == date(2018, 1, 1)


def test_a_corrected_first_day_moves_the_end_of_the_version_before(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    correct(catalogue, "new", effective="2027-01-01")
    assert catalogue.get("old").expires == date(2026, 12, 31)


def test_a_corrected_title_joins_another_series(catalogue: Catalogue) -> None:
    catalogue.add(document("other", title="商标代理办法", effective=date(2020, 1, 1)))
    correct(catalogue, "other", title=OLD.title)
    assert catalogue.get("old").superseded_by == "other"


def test_an_end_taken_away_is_not_derived_again(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    correct(catalogue, expires=None)
    (old,) = (s for s in catalogue.summaries() if s.id == "old")
    assert (catalogue.get("old").expires, old.expires, old.superseded_by) == (None, None, "new")
    assert old.status_on(date(2027, 1, 1)) is Status.IN_FORCE


def test_a_correction_changes_the_revision_and_its_withdrawal_brings_it_back(
    catalogue: Catalogue,
) -> None:
    before = catalogue.revision
    correct(catalogue, verification="C")
    during = catalogue.revision
    catalogue.withdraw_correction("old", "verification", reason="误改", who=WHO)
    assert (during != before, catalogue.revision, catalogue.get("old")) == (True, before, OLD)


def test_a_second_word_replaces_the_first(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    catalogue.correct("old", {"effective": "2018-02-01"}, reason="再核", who="王五")
    (correction,) = catalogue.corrections("old")
    assert (correction.value, correction.reason, correction.who) == ("2018-02-01", "再核", "王五")


def test_the_history_tells_who_did_what_when_and_why(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    catalogue.withdraw_correction("old", "effective", reason="误改", who=WHO)
    catalogue.remove("old")
    told = [
        (c.action, c.who, c.field, c.before, c.after, c.reason) for c in catalogue.history("old")
    ]
    assert told == [
        (Action.REMOVED, "张三", None, None, None, None),
        (Action.WITHDRAWN, WHO, "effective", "2018-01-01", "2017-08-01", "误改"),
        (Action.CORRECTED, WHO, "effective", "2017-08-01", "2018-01-01", WHY),
        (Action.ADDED, "张三", None, None, None, None),
    ]


def test_times_are_aware_and_now(catalogue: Catalogue) -> None:
    begin = datetime.now(UTC)
    correct(catalogue, effective="2018-01-01")
    (correction,) = catalogue.corrections("old")
    assert begin <= correction.at <= datetime.now(UTC)
    assert correction.at == catalogue.history(limit=1)[0].at


def test_the_same_word_twice_is_one_entry(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    correct(catalogue, effective="2018-01-01")
    assert [c.action for c in catalogue.history("old")] == [Action.CORRECTED, Action.ADDED]


def test_built_in_texts_leave_no_history(catalogue: Catalogue) -> None:
    catalogue.add(NEW, origin=Origin.BUILTIN)
    catalogue.remove("new")
    assert catalogue.history("new") == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effective": "2018-13-01"}, "2018-13-01.*年-月-日"),
        ({"text": "x"}, "不能更正"),
        ({"kind": "小说"}, "只能是：政策"),
        ({"title": None}, "标题不能为空"),
        ({"title": "  "}, "内容是空的"),
        ({"expires": "2017-07-31"}, "早于施行日期"),
        ({"effective": "2020-01-01", "expires": "2019-01-01"}, "早于施行日期"),
        ({"superseded_by": "nothing"}, "没有编号为 nothing"),
        ({"superseded_by": "old"}, "由它自己代替"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    catalogue: Catalogue, changes: dict[str, str | None], words: str
) -> None:
    with pytest.raises((CatalogueError, UnknownDocumentError), match=words), catalogue.batch():
        catalogue.correct("old", changes, reason=WHY, who=WHO)
    assert (catalogue.corrections("old"), catalogue.get("old")) == ((), OLD)


def test_an_unknown_place_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(BadPlaceError, match="不认识的地名"):
        correct(catalogue, region="亚特兰蒂斯")


@pytest.mark.parametrize(("reason", "who"), [(" ", WHO), (WHY, "")])
def test_a_correction_without_reason_or_name_is_refused(
    catalogue: Catalogue, reason: str, who: str
) -> None:
    with pytest.raises(CatalogueError, match="要写明"):
        catalogue.correct("old", {"effective": "2018-01-01"}, reason=reason, who=who)


def test_an_unknown_document_cannot_be_corrected(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocumentError):
        correct(catalogue, "nothing", effective="2018-01-01")


def test_what_was_not_corrected_cannot_be_withdrawn(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="施行日期没有更正过"):
        catalogue.withdraw_correction("old", "effective", reason=WHY, who=WHO)


def test_a_withdrawal_that_leaves_a_contradiction_is_refused(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2016-01-01", expires="2016-12-31")
    with pytest.raises(CatalogueError, match="早于施行日期"):
        catalogue.withdraw_correction("old", "effective", reason=WHY, who=WHO)


def test_a_document_knows_where_it_was_found(catalogue: Catalogue) -> None:
    (source,) = catalogue.sources("old")
    assert (source.source, source.sha256, source.similarity) == (OLD.source, OLD.sha256, 1.0)


def test_a_removed_document_has_no_sources(catalogue: Catalogue) -> None:
    catalogue.remove("old")
    assert catalogue.sources("old") == ()


def test_check_sees_a_document_as_corrected(catalogue: Catalogue) -> None:
    catalogue.add(document("undated", title="无日期的办法"))
    correct(catalogue, "undated", effective="2020-01-01")
    assert check_catalogue(catalogue) == []


def test_check_names_corrections_of_a_document_that_is_gone(catalogue: Catalogue) -> None:
    correct(catalogue, effective="2018-01-01")
    catalogue.remove("old")
    (problem,) = check_catalogue(catalogue)
    assert (problem.document_id, problem.is_damage) == ("old", False)

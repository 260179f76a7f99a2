"""A repost becomes a further source of the text that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import AddOutcome, Catalogue, Origin
from corpus.documents import Document, Verification
from corpus.history import Action
from corpus.read_corpus import add_paths
from tests.corpus.sample_documents import document

TITLE = "云州市发明专利转化奖励办法"
TEXT = (
    "第一条 为了鼓励发明专利转化，依据有关法律，制定本办法。\n"
    "第二条 云州市内登记的企业，其专利上一年度转化收入达到50万元的，可以申请奖励。\n"
    "第三条 每件专利奖励3万元，同一企业一年内奖励总额不超过20万元；已获其他资助的，不重复奖励。\n"
    "第四条 申请应当在每年3月1日至4月30日提出，逾期不受理。\n"
    "第五条 本办法自2024年5月1日起施行，有效期3年。\n"
)
REPOST = f"来源：云州发布 编辑：小李\n{TEXT.replace('，', ',')}责任编辑：王某\n"


def copy(document_id: str, source: str, text: str = REPOST, **facts: Any) -> Document:
    """A copy of the text, found at `source`."""
    return document(document_id, title=TITLE, text=text, source=source, **facts)


KEPT = copy("kept", "原文.pdf", TEXT)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path / "catalogue.sqlite3", who="张三")
    made.add(KEPT)
    return made


def test_a_repost_is_kept_as_a_further_source(catalogue: Catalogue) -> None:
    added = catalogue.put(copy("repost", "转载.html"))
    assert (added.outcome, added.document_id) == (AddOutcome.SAME_TEXT, "kept")
    assert list(catalogue.documents()) == [KEPT]
    first, second = catalogue.sources("kept")
    assert (first.source, second.source) == ("原文.pdf", "转载.html")
    assert 0.8 < second.similarity <= 1
    assert second.sha256 != KEPT.sha256


def test_a_repost_under_the_same_identity_does_not_replace_the_text(catalogue: Catalogue) -> None:
    assert catalogue.add(copy("kept", "转载.html")) is AddOutcome.SAME_TEXT
    assert catalogue.get("kept") == KEPT


def test_the_same_file_read_anew_replaces_the_text(catalogue: Catalogue) -> None:
    assert catalogue.add(copy("kept", "原文.pdf")) is AddOutcome.UPDATED
    assert catalogue.get("kept").text == REPOST


def test_a_repost_added_again_changes_nothing(catalogue: Catalogue) -> None:
    catalogue.add(copy("repost", "转载.html"))
    revision, history = catalogue.revision, catalogue.history()
    assert catalogue.add(copy("repost", "转载.html")) is AddOutcome.UNCHANGED
    assert (catalogue.revision, catalogue.history()) == (revision, history)


def test_the_history_names_the_source_that_was_joined(catalogue: Catalogue) -> None:
    catalogue.add(copy("repost", "转载.html"))
    change = catalogue.history("kept")[0]
    assert (change.action, change.field, change.after) == (Action.MERGED, "source", "转载.html")


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ({"verification": Verification.B}, {"verification": Verification.A}),
        ({}, {"source": "https://yz.gov.cn/1.html"}),
    ],
)
def test_a_better_copy_takes_the_place_with_all_that_belongs_to_it(
    tmp_path: Path, kept: dict[str, Any], found: dict[str, Any]
) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    catalogue.add(document("poor", title=TITLE, text=REPOST, **{"source": "转载.html", **kept}))
    catalogue.correct("poor", {"effective": "2024-05-01"}, reason="第五条", who="李四")
    better = document("better", title=TITLE, text=TEXT, **{"source": "原文.pdf", **found})
    assert catalogue.put(better).document_id == "better"
    assert [(d.id, d.effective) for d in catalogue.documents()] == [("better", date(2024, 5, 1))]
    assert {one.source for one in catalogue.sources("better")} == {"转载.html", better.source}
    assert catalogue.history("poor")[0].after == "better"


def test_a_file_whose_identity_is_told_otherwise_stays_one_document(catalogue: Catalogue) -> None:
    catalogue.correct("kept", {"effective": "2024-05-01"}, reason="第五条", who="李四")
    renamed = document("renamed", title=f"云州市专利局{TITLE}", text=TEXT, source="原文.pdf")
    assert catalogue.add(renamed) is AddOutcome.UPDATED
    assert [(d.id, d.effective) for d in catalogue.documents()] == [("renamed", date(2024, 5, 1))]
    assert [one.source for one in catalogue.sources("renamed")] == ["原文.pdf"]


def test_a_better_copy_does_not_take_the_place_of_a_built_in_text(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    catalogue.add(copy("own", "转载.html", verification=Verification.B), origin=Origin.BUILTIN)
    assert catalogue.put(copy("new", "原文.pdf", TEXT)).document_id == "own"


def test_a_built_in_text_the_program_drops_stays_when_the_user_found_it_too(
    tmp_path: Path,
) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    catalogue.add(KEPT, origin=Origin.BUILTIN)
    catalogue.add(copy("repost", "转载.html"))
    catalogue.retire("kept")
    assert catalogue.ids(origin=Origin.USER) == {"kept"}


def test_a_built_in_text_the_program_drops_goes(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    catalogue.add(KEPT, origin=Origin.BUILTIN)
    catalogue.retire("kept")
    assert catalogue.summaries() == ()


def test_built_in_texts_are_never_joined(catalogue: Catalogue) -> None:
    outcome = catalogue.add(copy("own", "内置.md"), origin=Origin.BUILTIN)
    assert (outcome, len(catalogue.summaries())) == (AddOutcome.NEW_VERSION, 2)


def test_next_years_notice_is_a_document_of_its_own(catalogue: Catalogue) -> None:
    later = TEXT.replace("2024年5月", "2027年5月")
    assert catalogue.add(copy("later", "转载.html", later)) is AddOutcome.NEW_VERSION


def test_of_two_files_with_one_text_the_report_names_the_document_both_are(
    tmp_path: Path,
) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{TITLE}\n{TEXT}", encoding="utf-8")
    (folder / "b.txt").write_text(f"首页 > 政策 > 正文\n{TITLE}\n{REPOST}", encoding="utf-8")
    report = add_paths(catalogue, [folder])
    assert [item.outcome for item in report.items] == [AddOutcome.ADDED, AddOutcome.SAME_TEXT]
    assert len({item.document_id for item in report.items}) == 1
    assert (report.same_text, report.read) == (1, 2)

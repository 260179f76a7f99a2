from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.layout.import_lists import import_table
from assistant.layout.imported import Imported, Target
from assistant.layout.merged_records import merged_patents
from assistant.layout.patent_record import Standing
from assistant.layout.patent_rows import row_of
from assistant.layout.patent_store import PatentStore
from assistant.layout.patent_table import read_table
from assistant.layout.record_text import text_digest
from assistant.layout.renewed_rows import renewal
from tests.assistant.layout.patents import patent, store_at

FULL = (
    "公开号,标题,摘要,申请人,法律状态\n"
    "CN113000001A,一种锁,甲摘要,甲公司,实质审查\n"
    "CN113000002A,一种门,乙摘要,乙公司,授权\n"
)
NEWER = "公开号,标题,法律状态\nCN113000001A,一种锁,授权\nCN113000003A,一种窗,公开\n"


def _imported(store: PatentStore, folder: Path, text: str, name: str = "清单") -> Imported:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    return import_table(store, path, Target(owner=None, name=name))


def test_the_same_row_again_is_no_change() -> None:
    row = row_of(patent("CN113000001A", "锁"))

    done = renewal({row[0]: row}, [row])

    assert (done.rows, done.added, done.updated, done.unchanged) == ((), 0, 0, 1)


def test_a_blank_cell_takes_nothing_away_and_the_digest_stays_that_of_the_text() -> None:
    whole = patent("CN113000001A", "锁", abstract="有网", filed=date(2021, 3, 4))
    bare = replace(whole, title="新锁", abstract="", applicants_raw=(), filed=None)

    [row] = renewal({whole.id: row_of(whole)}, [row_of(bare)]).rows

    assert row == row_of(replace(whole, title="新锁"))
    assert text_digest(replace(whole, title="新锁")) in row


def test_a_newer_export_updates_the_legal_status_and_says_so(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    first = _imported(store, tmp_path, FULL)
    done = _imported(store, tmp_path, NEWER)

    assert first.summary() == "新增 2 件"
    assert (done.added, done.updated, done.restated, done.kept) == (1, 1, 1, 1)
    assert "更新 1 件（其中 1 件法律状态有变）" in done.summary()
    assert "另有 1 件不在这次的文件里" in done.summary()
    [record] = store.reader(None).by_number("CN113000001A")
    assert (record.legal_status, record.standing) == ("授权", Standing.VALID)
    assert (record.abstract, record.applicants) == ("甲摘要", ("甲公司",))


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    _imported(store, tmp_path, FULL)

    done = _imported(store, tmp_path, FULL)

    assert (done.rows, done.unchanged, done.summary()) == (2, 2, "2 件没有变化")


def test_of_two_lists_the_one_imported_last_tells_the_status(tmp_path: Path) -> None:
    for order in ((FULL, NEWER), (NEWER, FULL)):
        folder = tmp_path / str(len(order[0]))
        folder.mkdir()
        store = store_at(folder)
        for at, text in enumerate(order):
            _imported(store, folder, text, name=f"清单{at}")
        reader = store.reader(None)
        told = {r.number: r.legal_status for r in merged_patents(reader, read_table(reader))}

        assert told["CN113000001A"] == ("授权" if order[1] is NEWER else "实质审查")


def test_foreign_names_and_place_of_another_applicant_and_address_do_not_stay() -> None:
    old = patent("CN113000001A", "锁", other_names=("JIA CO",), address="某路 1 号", place="广东省")
    sold = replace(old, applicants_raw=("乙某公司",), other_names=(), place="")
    moved = replace(sold, address="某街 2 号")

    [row] = renewal({old.id: row_of(old)}, [row_of(sold)]).rows
    assert row == row_of(replace(sold, place="广东省"))

    [row] = renewal({old.id: row_of(old)}, [row_of(moved)]).rows
    assert row == row_of(moved)


def test_the_class_of_a_status_stays_while_the_status_does() -> None:
    old = patent("CN113000001A", "锁", legal_status="转移", standing=Standing.VALID)
    bare = replace(old, standing=Standing.UNKNOWN)

    assert renewal({old.id: row_of(old)}, [row_of(bare)]).unchanged == 1
    [row] = renewal({old.id: row_of(old)}, [row_of(replace(bare, legal_status="著录变更"))]).rows
    assert row == row_of(replace(bare, legal_status="著录变更"))


def test_of_two_incoming_rows_of_one_patent_the_second_renews_the_first() -> None:
    whole = patent("CN113000001A", "锁", abstract="有网")
    bare = replace(whole, title="新锁", abstract="")

    done = renewal({}, [row_of(whole), row_of(bare), row_of(bare)])

    assert done.rows == (row_of(replace(whole, title="新锁")),)
    assert (done.added, done.updated, done.unchanged) == (1, 1, 1)

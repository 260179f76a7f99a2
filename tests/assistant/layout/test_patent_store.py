import inspect
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import PatentStoreError
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_store import PatentStore, list_id
from assistant.layout.store_schema import APPLICATION_ID
from tests.assistant.layout.patents import fill, patent, store_at


def test_a_record_comes_back_as_it_went_in(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    record = patent(
        "CN113730992B",
        "一种过滤器",
        ipc=("B01D29/60", "B01D37/04"),
        granted=date(2022, 4, 15),
        inventors=("王一",),
        address="深圳市某路1号",
    )
    fill(store, "甲", [record], None)

    [found] = store.reader(None).records()

    assert (found.number, found.ipc, found.granted) == (record.number, record.ipc, record.granted)
    assert (found.inventors, found.address) == (("王一",), "深圳市某路1号")
    assert found.applicants == ("甲某技术有限公司",)
    assert found.publications == ("CN113730992B",)


def _two_owners(tmp_path: Path) -> PatentStore:
    store = store_at(tmp_path)
    fill(
        store, "张的清单", [patent("CN101000001A", "甲的秘密", applicants_raw=("秘密公司",))], "张"
    )
    fill(store, "李的清单", [patent("CN101000002A", "乙的秘密")], "李")
    fill(store, "共享", [patent("CN101000003A", "公开的")], None)
    return store


def _read_everything(reader: PatentReader) -> str:
    """All a reader gives, by every public method and property, as one text."""
    ids = [list_id(name, owner=owner) for name, owner in (("李的清单", "李"), ("张的清单", "张"))]
    found = (
        reader.lists(),
        reader.count(),
        list(reader.records()),
        list(reader.records(ids)),
        reader.by_number("CN101000001A"),
        reader.by_number("CN101000002A"),
        [tuple(row) for row in reader.select(("number", "title", "owner"))],
        reader.names.rows(),
        reader.kept_apart(),
    )
    return repr(found)


def test_a_private_list_is_seen_by_its_owner_alone(tmp_path: Path) -> None:
    store = _two_owners(tmp_path)

    assert "甲的秘密" in _read_everything(store.reader("张"))
    for viewer in ("李", None, "", "张 ", "' OR 1=1 --"):
        seen = _read_everything(store.reader(viewer))
        assert "甲的秘密" not in seen
        assert "秘密公司" not in seen
        assert "公开的" in seen


def test_records_of_others_are_not_found_by_their_ids(tmp_path: Path) -> None:
    store = _two_owners(tmp_path)
    [mine] = [r for r in store.reader("张").records() if r.owner == "张"]

    assert store.reader("李").by_id([mine.id]) == {}
    assert set(store.reader("张").by_id([mine.id])) == {mine.id}


def test_every_query_of_the_reader_goes_through_what_is_visible() -> None:
    source = inspect.getsource(PatentReader)

    assert source.count("execute(") == 1
    assert "execute(_VISIBLE + sql" in source


def test_deleting_a_list_takes_its_records_and_needs_its_owner(tmp_path: Path) -> None:
    store = _two_owners(tmp_path)
    mine = list_id("张的清单", owner="张")

    with pytest.raises(PatentStoreError, match="不属于您"):
        store.delete_list(mine, viewer="李")
    assert store.delete_list(mine, viewer="张") == 1
    assert "甲的秘密" not in _read_everything(store.reader("张"))


def test_the_same_publication_in_a_list_is_replaced_and_not_doubled(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "甲", [patent("CN101000001A", "旧标题")], None)
    fill(store, "甲", [patent("CN101000001A", "新标题")], None)

    assert [record.title for record in store.reader(None).records()] == ["新标题"]


def test_a_given_name_counts_for_its_giver_alone(tmp_path: Path) -> None:
    store = _two_owners(tmp_path)
    store.give_name(["甲某技术有限公司"], "甲集团", viewer="李")

    assert "甲集团" in _read_everything(store.reader("李"))
    assert "甲集团" not in _read_everything(store.reader("张"))
    store.give_name(["甲某技术有限公司"], None, viewer="李")
    assert "甲集团" not in _read_everything(store.reader("李"))


def test_the_revision_grows_with_every_change(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    before = store.reader(None).revision()
    fill(store, "甲", [patent("CN101000001A", "一种")], None)

    assert store.reader(None).revision() > before


@pytest.mark.parametrize("application", [0, 7])
def test_a_foreign_file_is_refused(tmp_path: Path, application: int) -> None:
    path = tmp_path / "patents.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(f"CREATE TABLE x (y); PRAGMA application_id = {application};")
    connection.close()

    with pytest.raises(PatentStoreError, match="不是知策的专利库"):
        PatentStore(path)


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "patents.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 4000)

    with pytest.raises(PatentStoreError, match="移走"):
        store_at(tmp_path)


def test_two_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    first, second = store_at(tmp_path), store_at(tmp_path)
    fill(first, "甲", [patent("CN101000001A", "一种")], None)
    fill(second, "乙", [patent("CN101000002A", "另一种")], None)

    assert first.reader(None).count() == 2


def test_the_data_reach_to_the_last_day_any_visible_record_names(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "甲", [patent("CN101000001A", "甲", published=date(2022, 3, 4))], None)
    fill(store, "乙", [patent("CN101000002A", "乙", granted=date(2024, 5, 6))], "张")
    fill(store, "丙", [patent("CN101000003A", "丙", filed=date(2062, 1, 1))], None)

    today = date(2026, 11, 22)
    assert store.reader(None).latest_day(today) == date(2022, 3, 4)
    assert store.reader("张").latest_day(today) == date(2024, 5, 6)
    assert store.reader(None).latest_day(date(2000, 1, 1)) is None


_FIRST_LISTS = """CREATE TABLE lists (id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT,
is_complete INTEGER NOT NULL, imported TEXT) STRICT"""
_FIRST_RECORDS = """CREATE TABLE records (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
list TEXT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, application TEXT, kind TEXT NOT NULL,
kind_code TEXT NOT NULL, abstract TEXT NOT NULL, first_claim TEXT NOT NULL,
applicants TEXT NOT NULL, inventors TEXT NOT NULL, filed TEXT, published TEXT, granted TEXT,
priority TEXT, ipc TEXT NOT NULL, legal_status TEXT NOT NULL, standing TEXT NOT NULL,
family TEXT NOT NULL, agency TEXT NOT NULL, address TEXT NOT NULL, place TEXT NOT NULL,
source TEXT NOT NULL, digest BLOB NOT NULL) STRICT"""


def test_a_file_of_the_first_version_is_brought_up_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "patents.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute(_FIRST_LISTS)
    connection.execute(_FIRST_RECORDS)
    connection.execute("INSERT INTO lists VALUES ('l', '旧清单', NULL, 1, '2026-01-02')")
    values = ("r", "l", "CN101000001A", "一种锁", None, "发明", "A", "", "", '["甲公司"]', "[]")
    blank = (None, None, None, None, "[]", "授权", "有效", "", "", "", "", "", b"x")
    marks = ", ".join("?" * (len(values) + len(blank)))
    connection.execute(f"INSERT INTO records VALUES (1, {marks})", (*values, *blank))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()

    for _ in range(2):
        [record] = PatentStore(path).reader(None).records()
        assert (record.title, record.applicants, record.twin) == ("一种锁", ("甲公司",), "")
    with pytest.raises(PatentStoreError, match="只有导入它的浏览器能删除"):
        PatentStore(path).delete_list("l", viewer="甲", by="甲")
    assert PatentStore(path).delete_list("l", viewer=None) == 1

import json
import multiprocessing
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.errors import LayoutError, PatentStoreError
from assistant.layout import import_lists
from assistant.layout.import_documents import import_corpus_patents
from assistant.layout.import_lists import import_table
from assistant.layout.imported import Imported, Target
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from assistant.layout.patent_store import PatentStore, list_id
from assistant.layout.renewed_rows import Renewal
from corpus.errors import UnreadableFileError
from corpus.patent import patent_document
from corpus.progress import Progress, no_progress
from corpus.source_text import PatentRecord as ExportRow
from tests.assistant.layout.patents import store_at
from tests.shared_data import shared_data

EXPORTS = {
    "cnipa": (
        "申请号,申请日,公开（公告）号,公开（公告）日,IPC分类号,申请（专利权）人,发明人,优先权号,"
        "优先权日,代理机构,申请人地址,发明名称,摘要",
        "CN202110000001.6,2021.03.04,CN113000001A,2021.09.07,B01D29/60;B01D37/04,甲某公司,王一;李二,"
        "CN202010000009.6,2020.03.04,某代理所,广东省深圳市某路,一种过滤器,摘要文字",
    ),
    "incopat": (
        "标题,摘要,申请人,公开(公告)号,公开(公告)日,申请号,申请日,IPC主分类号,IPC,法律状态,"
        "优先权信息,最早优先权日,代理机构,第一申请人地址",
        "一种过滤器,摘要文字,甲某公司,CN113000001A,20210907,202110000001.6,20210304,B01D29/60,"
        "B01D29/60; B01D37/04,实质审查,CN202010000009,2020-03-04,某代理所,广东省深圳市某路",
    ),
    "patsnap": (
        "公开(公告)号\t标题\t摘要\t[标]当前申请(专利权)人\t申请日\t公开(公告)日\t申请号\tIPC分类号\t"
        "简单法律状态\t优先权号\t优先权日\t代理机构\t当前申请(专利权)人地址",
        "CN113000001A\t一种过滤器\t摘要文字\t甲某公司\t2021-03-04\t2021-09-07\tCN202110000001\t"
        "B01D29/60 | B01D37/04\t审中\tCN202010000009.6\t2020-03-04\t某代理所\t广东省深圳市某路",
    ),
}
GOOGLE = (
    "search URL:,https://patents.google.com/?q=x\n"
    "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,"
    "grant date,result link,representative figure link\n"
    'CN-113000001-A,一种过滤器,甲某公司,"王一, 李二",2020-03-04,2021-03-04,2021-09-07,,'
    "https://patents.google.com/patent/CN113000001A/zh,\n"
)


def import_file(
    store: PatentStore,
    path: Path,
    *,
    owner: str | None,
    name: str = "",
    progress: Progress = no_progress,
) -> Imported:
    return import_table(store, path, Target(owner=owner, name=name), progress)


def _only(store: PatentStore) -> PatentRecord:
    [record] = store.reader(None).records()
    return record


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("export", EXPORTS)
def test_exports_of_every_service_give_one_record(
    tmp_path: Path, export: str, encoding: str
) -> None:
    path = tmp_path / f"{export}.csv"
    path.write_bytes("\n".join((*EXPORTS[export], "")).encode(encoding))

    done = import_file(store_at(tmp_path), path, owner=None)

    record = _only(store_at(tmp_path))
    assert (done.rows, done.faults) == (1, ())
    assert record.number == "CN113000001A"
    assert record.application_number == "CN202110000001.6"
    assert record.ipc == ("B01D29/60", "B01D37/04")
    assert (record.filed, record.published) == (date(2021, 3, 4), date(2021, 9, 7))
    assert (record.priority, record.family[:14]) == (date(2020, 3, 4), "CN202010000009")
    assert (record.kind, record.kind_code) == (PatentKind.INVENTION, "A")
    assert (record.agency, record.place) == ("某代理所", "广东省/深圳市")
    assert record.standing is (Standing.UNKNOWN if export == "cnipa" else Standing.PENDING)


def test_an_export_of_google_patents_is_read_below_its_search_address(tmp_path: Path) -> None:
    path = tmp_path / "gp-search.csv"
    path.write_text(GOOGLE, encoding="utf-8")

    import_file(store_at(tmp_path), path, owner=None)

    record = _only(store_at(tmp_path))
    assert record.number == "CN113000001A"
    assert record.inventors == ("王一", "李二")
    assert (record.filed, record.priority) == (date(2021, 3, 4), date(2020, 3, 4))


def test_a_workbook_is_read_with_its_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["公开（公告）号", "标题", "申请日", "授权日"])
    sheet.append(["CN113000001B", "一种过滤器", date(2021, 3, 4), 44900])
    book.save(tmp_path / "list.xlsx")

    import_file(store_at(tmp_path), tmp_path / "list.xlsx", owner="张", name="我的")

    [record] = store_at(tmp_path).reader("张").records()
    assert (record.filed, record.granted) == (date(2021, 3, 4), date(2022, 12, 5))
    assert store_at(tmp_path).reader(None).count() == 0


def test_bad_rows_are_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "公开号,标题,申请号,申请日\n"
        "CN113000001A,好的一行,CN202110000001.9,2021-03-04\n"
        ",没有号码,,\n"
        "CN113000002A,,,\n"
        "CN113000003A,日期不对,,三月四日\n"
        "CN113000001A,重复的一行,,\n",
        encoding="utf-8",
    )

    done = import_file(store_at(tmp_path), path, owner=None)

    assert done.rows == 2
    said = {int(fault.place.split()[1]): fault.reason for fault in done.faults}
    assert set(said) == {2, 3, 4, 5, 6}
    assert "校验位" in said[2]
    assert "公开（公告）号" in said[3]
    assert "标题" in said[4]
    assert "不是日期" in said[5]
    assert "重复" in said[6]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "甲,乙\n1,2\n", "没有"),
        ("a.csv", "公开号,标题\n", "一件能导入的专利"),
        ("a.csv", "公开号,标题\n,只有标题\n", "第 2 行"),
        ("a.txt", "公开号 标题", "不是专利清单表格"),
        ("a.jsonl", '{"a": 1}\n', "没有"),
    ],
)
def test_a_file_without_patents_is_refused_and_makes_no_list(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    store = store_at(tmp_path)

    with pytest.raises(UnreadableFileError, match=reason):
        import_file(store, tmp_path / name, owner=None)
    assert store.reader(None).lists() == ()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="无法打开"):
        import_file(store_at(tmp_path), tmp_path / "gone.csv", owner=None)


def _rows(path: Path, count: int) -> None:
    lines = (
        json.dumps(
            {"公开号": f"CN{113_000_000 + n}A", "标题": f"一种第{n}号装置"}, ensure_ascii=False
        )
        for n in range(count)
    )
    path.write_text("\n".join(lines), encoding="utf-8")


def _import_and_die(folder: str, path: str, after: int) -> None:
    """Run in a process of its own: ends without cleaning up in the middle of an import."""
    store = PatentStore(Path(folder) / "patents.sqlite3")
    whole = PatentStore.add

    def dying(
        self: PatentStore,
        list_id: str,
        records: Sequence[PatentRecord],
        *,
        at: tuple[str, int] | None = None,
    ) -> Renewal:
        if at and at[1] > after:
            os._exit(9)
        return whole(self, list_id, records, at=at)

    import_lists.BATCH = 100
    PatentStore.add = dying  # type: ignore[method-assign]
    import_file(store, Path(path), owner=None, name="大")


def test_an_import_that_was_killed_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.jsonl"
    _rows(path, 350)
    process = multiprocessing.get_context("spawn").Process(
        target=_import_and_die, args=(str(tmp_path), str(path), 200)
    )
    process.start()
    process.join()
    store = store_at(tmp_path)
    [cut_short] = store.reader(None).lists()
    assert process.exitcode == 9
    assert (cut_short.rows, cut_short.is_complete) == (200, False)

    monkeypatch.setattr(import_lists, "BATCH", 100)
    written: list[int] = []
    whole = PatentStore.add

    def counted(
        self: PatentStore,
        list_id: str,
        records: Sequence[PatentRecord],
        *,
        at: tuple[str, int] | None = None,
    ) -> Renewal:
        written.append(len(records))
        return whole(self, list_id, records, at=at)

    monkeypatch.setattr(PatentStore, "add", counted)
    done = import_file(store, path, owner=None, name="大")

    [whole_list] = store.reader(None).lists()
    assert sum(written) == 150
    assert (done.rows, whole_list.rows, whole_list.is_complete) == (350, 350, True)


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    _rows(path, 10)
    store = store_at(tmp_path)
    import_file(store, path, owner=None)
    before = list(store.reader(None).records())
    import_file(store, path, owner=None)

    assert list(store.reader(None).records()) == before


def test_a_list_deleted_during_its_import_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.jsonl"
    _rows(path, 10)
    monkeypatch.setattr(import_lists, "BATCH", 5)
    store = store_at(tmp_path)

    def delete(stage: str, done: int, total: int) -> None:
        if done == 5:
            store.delete_list(list_id("list", owner=None), viewer=None)

    with pytest.raises(PatentStoreError, match="被删除"):
        import_file(store, path, owner=None, progress=delete)
    assert store.reader(None).count() == 0


def test_patents_of_the_corpus_become_a_list(tmp_path: Path) -> None:
    row = ExportRow(
        number="CN113000001B",
        title="一种过滤器",
        abstract="本发明公开了一种过滤器，有网。",
        applicants=("甲某公司",),
        ipc=("B01D29/60",),
        application_number="202110000001.9",
        filed=date(2021, 3, 4),
        published=date(2022, 4, 5),
        first_claim="1.一种过滤器，其特征在于：有网。",
        extra=(("申请人地址", "广东省深圳市某路"),),
    )
    store = store_at(tmp_path)
    import_corpus_patents(store, [patent_document(row)], Target(owner=None, name="语料库"))

    record = _only(store)
    assert (record.number, record.title) == (row.number, row.title)
    assert record.abstract == row.abstract
    assert "其特征在于：有网" in record.first_claim
    assert (record.filed, record.granted) == (row.filed, row.published)
    assert (record.ipc, record.place) == (row.ipc, "广东省/深圳市")
    assert record.applicants == ("甲某公司",)


def test_a_corpus_without_patents_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="没有专利"):
        import_corpus_patents(store_at(tmp_path), [], Target(owner=None, name="x"))


@pytest.mark.shared
def test_the_real_list_goes_in_whole(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    done = import_file(store, shared_data("patents", "patents_cn.jsonl"), owner=None)

    assert (done.rows, done.faults) == (3440, ())
    assert sum(record.filing_year is not None for record in store.reader(None).records()) == 175

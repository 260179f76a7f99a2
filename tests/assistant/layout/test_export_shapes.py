"""Exports as the services write them: their columns, separators, days and families."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.layout.import_lists import import_table
from assistant.layout.imported import Imported, Target
from assistant.layout.merging import MergeKind
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from assistant.layout.patent_store import PatentStore
from assistant.layout.patent_table import read_table
from tests.assistant.layout.patents import store_at

INCOPAT = {
    "序号": "1",
    "标题 (中文)": "一种滤芯",
    "标题 (英文)": "Filter element",
    "摘要 (中文)": "本发明公开了一种滤芯。",
    "摘要 (英文)": "A filter element.",
    "申请人": "甲某过滤有限公司; 乙某大学",
    "申请人(其他)": "Jia Filter Co., Ltd.; Yi University",
    "公开（公告）号": "CN113000001B",
    "公开（公告）日": "20220415",
    "申请号": "CN202110000001.6",
    "申请日": "20210304",
    "公开类型": "授权",
    "专利类型": "发明授权",
    "公开国别": "CN",
    "链接到incoPat": '=HYPERLINK("http://example.invalid/a","查看")',
    "首项权利要求": "1.一种滤芯，其特征在于，\n包括网。" + "所述网" * 3000,
    "IPC主分类": "B01D29/60",
    "IPC": "B01D29/60; B01D37/04",
    "发明人": "王一; 李二",
    "简单同族": "CN113000001A; CN113000001B; US11000001B2",
    "扩展同族": "CN100000009A; CN113000001A; CN113000001B; US11000001B2",
    "DocDB同族": "CN113000001A; US11000001B2",
    "简单同族个数": "3",
    "同族国家/地区": "CN; US",
    "优先权信息": "CN202010000009.8 20200304",
    "最早优先权日": "20200304",
    "PCT国际申请号": "PCT/CN2021/070001",
    "母案": "",
    "一案双申": "CN202120000002.6",
    "专利有效性": "有效",
    "当前法律状态": "授权",
    "法律状态": "20220415 授权; 20210907 实质审查的生效; 20210607 公开",
    "申请人地址": "广东省深圳市某路1号",
    "中国申请人地市": "深圳",
    "代理机构": "某代理所",
    "授权公告日": "20220415",
    "首次公开日": "20210607",
    "合享价值度": "9",
}
PATSNAP = {
    "公开(公告)号": "US11000001B2",
    "标题": "Filter element",
    "标题(译)(简体中文)": "滤芯",
    "摘要(译)(简体中文)": "一种滤芯。",
    "[标]当前申请(专利权)人": "JIA FILTER | UNIV YI",
    "[标]原始申请(专利权)人": "JIA FILTER | UNIV YI",
    "原始申请(专利权)人": "JIA FILTER CO., LTD. | YI UNIVERSITY",
    "发明人": "WANG, YI | LI, ER",
    "申请日": "2021-03-01",
    "公开(公告)日": "2023-01-03",
    "授权日": "2023-01-03",
    "申请号": "US17/123456",
    "IPC分类号": "B01D29/60 | B01D37/04",
    "IPC主分类号": "B01D29/60",
    "法律状态/事件": "授权 | 权利转移",
    "简单法律状态": "有效",
    "专利类型": "授权发明",
    "受理局": "美国",
    "优先权号": "CN202010000009.8",
    "优先权日": "2020-03-04",
    "简单同族": "US11000001B2 | CN113000001B | CN113000001A",
    "简单同族成员数量": "3",
    "扩展同族": "US11000001B2 | CN113000001B | CN113000001A | CN100000009A",
    "INPADOC同族": "US11000001B2 | CN113000001A",
    "独立权利要求": "1. A filter element comprising a net.",
}
CNIPA = {
    "申请号": "CN202120000002",
    "申请日": "2021.03.04",
    "公开（公告）号": "CN216000001U",
    "公开（公告）日": "2022.02.18",
    "发明名称": "一种滤芯",
    "IPC分类号": "B01D29/60; B01D37/04",
    "申请（专利权）人": "甲某过滤有限公司;乙某大学;",
    "发明人": "王一;李二;",
    "优先权号": "",
    "优先权日": "",
    "申请人地址": "广东省深圳市某路1号",
    "申请人邮编": "518000",
    "申请人所在国（省）": "广东;44",
    "代理人": "张三",
    "代理机构": "某代理所",
    "CPC分类号": "",
    "摘要": "本实用新型公开了一种滤芯。",
}


def _csv(row: Mapping[str, str], mark: str = ",") -> str:
    out = io.StringIO()
    table = csv.writer(out, delimiter=mark)
    table.writerows((list(row), list(row.values())))
    return out.getvalue()


def _book(path: Path, row: Mapping[str, object], above: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if above:
        sheet.append([*above])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(row))
    sheet.append([*row])
    sheet.append([*row.values()])
    book.save(path)
    return path


def _imported(store: PatentStore, path: Path) -> Imported:
    return import_table(store, path, Target(owner=None))


def _only(store: PatentStore) -> PatentRecord:
    [record] = store.reader(None).records()
    return record


@pytest.mark.parametrize("shape", ["gb18030", "utf-8-sig", "tab", "xlsx"])
def test_an_export_of_incopat_is_read_whole(tmp_path: Path, shape: str) -> None:
    path = tmp_path / ("a.xlsx" if shape == "xlsx" else "a.csv")
    if shape == "xlsx":
        _book(path, INCOPAT, ("检索式：滤芯",))
    else:
        text = _csv(INCOPAT, "\t" if shape == "tab" else ",")
        path.write_bytes(text.encode("utf-16" if shape == "tab" else shape))

    done = _imported(store_at(tmp_path), path)

    record = _only(store_at(tmp_path))
    assert done.faults == ()
    assert set(done.unknown_columns) <= {"序号"}
    assert (record.title, record.kind) == ("一种滤芯", PatentKind.INVENTION)
    assert record.applicants_raw == ("甲某过滤有限公司", "乙某大学")
    assert record.other_names == ("Jia Filter Co., Ltd.", "Yi University")
    assert (record.filed, record.granted) == (date(2021, 3, 4), date(2022, 4, 15))
    assert record.published == date(2022, 4, 15)
    assert (record.legal_status, record.standing) == ("授权", Standing.VALID)
    assert record.family == "CN202010000009.8 PCT/CN2021/070001 CN113000001A"
    assert record.twin == "CN202120000002.6"
    assert (record.priority, record.place) == (date(2020, 3, 4), "广东省/深圳市")
    assert len(record.first_claim) > 9000
    assert record.first_claim.startswith("1.一种滤芯，其特征在于，\n包括网")


def test_an_export_of_patsnap_is_read_whole(tmp_path: Path) -> None:
    done = _imported(store_at(tmp_path), _book(tmp_path / "a.xlsx", PATSNAP))

    record = _only(store_at(tmp_path))
    assert (done.faults, done.unknown_columns) == ((), ())
    assert (record.title, record.abstract) == ("滤芯", "一种滤芯。")
    assert record.applicants_raw == ("JIA FILTER CO., LTD.", "YI UNIVERSITY")
    assert record.inventors == ("WANG, YI", "LI, ER")
    assert (record.granted, record.legal_status) == (date(2023, 1, 3), "授权 | 权利转移")
    assert record.standing is Standing.VALID
    assert record.family == "CN202010000009.8 CN113000001A"


def test_an_export_of_the_office_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(_csv(CNIPA).encode("gb18030"))

    done = _imported(store_at(tmp_path), path)

    record = _only(store_at(tmp_path))
    assert (done.faults, done.unknown_columns) == ((), ("申请人邮编",))
    assert record.application_number == "CN202120000002.6"
    assert (record.kind, record.granted) == (PatentKind.UTILITY, date(2022, 2, 18))
    assert record.applicants_raw == ("甲某过滤有限公司", "乙某大学")


def test_days_of_a_workbook_may_be_serials_days_or_text(tmp_path: Path) -> None:
    row = {"公开号": "CN113000001A", "标题": "锁", "申请日": 44259, "公开日": "2021/9/7 0:00:00"}
    _imported(store_at(tmp_path), _book(tmp_path / "a.xlsx", row))

    record = _only(store_at(tmp_path))
    assert (record.filed, record.published) == (date(2021, 3, 4), date(2021, 9, 7))


def test_lists_of_three_services_become_one_family_with_its_pair(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    for name, row in (("incopat", INCOPAT), ("patsnap", PATSNAP), ("cnipa", CNIPA)):
        _imported(store, _book(tmp_path / f"{name}.xlsx", row))

    table = read_table(store.reader(None))
    number = dict(zip(table.ids, table.numbers, strict=True))
    links = {
        (link.kind, frozenset((number[link.first], number[link.second])))
        for link in table.merged.links
    }

    assert links == {
        (MergeKind.FAMILY, frozenset(("CN113000001B", "US11000001B2"))),
        (MergeKind.TWIN, frozenset(("CN113000001B", "CN216000001U"))),
    }
    # The second column of incoPat gives the English names that PatSnap prints.
    assert set(table.printed.values()) == {"甲某过滤有限公司", "乙某大学"}

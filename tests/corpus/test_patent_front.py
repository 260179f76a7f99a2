from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.page_lines import Line, Page
from corpus.patent_front import front_entries, is_patent_front
from tests.corpus.sheets import Placed, column, sheet

HEAD: list[Placed] = [
    (74, 780, "(19)国家知识产权局"),
    (248, 742, "(12)发明专利申请"),
    (377, 718, "(10)申请公布号"),
    (452, 719, "CN 100000001 A"),
    (377, 703, "(43)申请公布日"),
    (452, 704, "2022.04.01"),
]
LEFT = column(
    73,
    685,
    [
        "(21)申请号 202010000001.X",
        "(22)申请日 2020.08.06",
        "(30)优先权数据",
        "10-2019-0000001 2019.08.28 KR",
        "(85)PCT国际申请进入国家阶段日",
        "2022.02.21",
        "(71)申请人 某某科技（广州）有限公",
        "司",
        "地址 510000 广东省广州市某某区某某",
        "大道1号",
        "(72)发明人 甲一 乙二 丙三",
        "丁四",
        "(51)Int.Cl.",
        "B01D 29/62(2006.01)",
    ],
)
RIGHT = column(
    330,
    685,
    [
        "B01D 35/16(2006.01)",
        "(74)专利代理机构 某某代理有限公司",
        "44000",
        "代理人 戊五",
        "(56)对比文件",
        "CN 200000001 U,2010.05.12,全文.",
        "CN 100000002 A,2012.03.21,说明书",
        "第2页.",
        "审查员 己六",
    ],
)
SHEETS: Placed = (340, 430, "权利要求书1页 说明书3页 附图2页")
ABSTRACT = [f"第{n}行摘要的文字排满了这一栏的宽度，" for n in range(6)]
WORDS = column(73, 405, ["(54)发明名称", "一种自动冲洗装", "备", "(57)摘要", *ABSTRACT])
DRAWING: list[Placed] = [(343, 330, "6"), (343, 307, "厚度方向"), (400, 250, "12b")]
TURNED = Line(text="CN 100000001 A", left=58, right=66, bottom=99, top=172)
FRONT = sheet(*HEAD, *LEFT, *RIGHT, SHEETS, *WORDS, *DRAWING)

ENTRIES = [
    "(19)国家知识产权局",
    "(12)发明专利申请",
    "(10)申请公布号 CN 100000001 A",
    "(43)申请公布日 2022.04.01",
    "(21)申请号 202010000001.X",
    "(22)申请日 2020.08.06",
    "(30)优先权数据 10-2019-0000001 2019.08.28 KR",
    "(85)PCT国际申请进入国家阶段日 2022.02.21",
    "(71)申请人 某某科技（广州）有限公司",
    "地址 510000 广东省广州市某某区某某大道1号",
    "(72)发明人 甲一 乙二 丙三 丁四",
    "(51)Int.Cl.",
    "B01D 29/62(2006.01)",
    "B01D 35/16(2006.01)",
    "(74)专利代理机构 某某代理有限公司 44000",
    "代理人 戊五",
    "(56)对比文件",
    "CN 200000001 U,2010.05.12,全文.",
    "CN 100000002 A,2012.03.21,说明书第2页.",
    "审查员 己六",
    "(54)发明名称 一种自动冲洗装备",
    "(57)摘要",
    "".join(ABSTRACT),
]


def test_a_front_page_is_known_by_its_codes() -> None:
    english = ["(21) Appl. No.: 1", "(54) FILTER", "(57) ABSTRACT", "(72) Inventor: A"]

    assert is_patent_front(FRONT)
    assert is_patent_front(sheet(*column(60, 700, english)))


def test_a_front_page_is_known_when_recognition_lost_some_of_its_codes() -> None:
    lines = ["（22）申请日2020.08.06", "（71）申请人甲", "（54）发明名称", "（57）摘要"]

    assert is_patent_front(sheet(*column(60, 700, lines)))


def test_signs_and_points_of_a_list_are_no_codes() -> None:
    points = [f"（{n}）第{n}项措施。" for n in range(20, 60)]

    assert not is_patent_front(sheet((60, 700, "1.一种装置（21），包括轴（54）。")))
    assert not is_patent_front(sheet(*column(60, 800, points)))


@given(st.permutations((*FRONT.lines, TURNED)))
def test_both_columns_are_read_in_order_however_they_are_drawn(lines: list[Line]) -> None:
    assert front_entries([replace(FRONT, lines=tuple(lines))]) == ENTRIES


def test_an_abstract_goes_on_in_the_right_column_when_no_drawing_stands_there() -> None:
    more = column(310, 405, ABSTRACT)
    page = sheet(*HEAD, *LEFT, *RIGHT, SHEETS, *WORDS, *more)

    assert front_entries([page])[-1] == "".join((*ABSTRACT, *ABSTRACT))


def test_labels_of_a_drawing_below_the_abstract_are_no_part_of_it() -> None:
    page = sheet(*HEAD, *LEFT, SHEETS, *WORDS, (100, 100, "图中标号"))

    assert front_entries([page])[-1] == "".join(ABSTRACT)


def test_entries_go_on_over_the_page() -> None:
    first = sheet(*HEAD, *LEFT, (450, 445, "[转续页]"), SHEETS, *WORDS)
    second = sheet((73, 760, "[接上页]"), *column(73, 740, ["B01D 37/04(2006.01)"]))
    entries = front_entries([first, second])

    assert entries.index("B01D 37/04(2006.01)") == entries.index("B01D 29/62(2006.01)") + 1
    assert entries[-2:] == ENTRIES[-2:]


def test_square_brackets_of_older_publications_are_codes_too() -> None:
    page = sheet(
        (74, 790, "[19] 中华人民共和国国家知识产权局"),
        (330, 760, "[51] Int. Cl."),
        (350, 745, "H02J 7/00 (2006.01)"),
        (74, 745, "[12] 实用新型专利说明书"),
        (74, 720, "[21] ZL 专利号 200720000001.X"),
        (74, 690, "[45] 授权公告日 2008年7月2日"),
        (330, 690, "[11] 授权公告号 CN 201000001Y"),
        *column(74, 660, ["[22] 申请日 2007.7.3", "[73] 专利权人 某某公司", "[72] 设计人 甲一"]),
        (330, 660, "[74] 专利代理机构 某某事务所"),
        (330, 500, "权利要求书 1 页 说明书 2 页 附图 1 页"),
        *column(74, 470, ["[54] 实用新型名称", "一种充电器", "[57] 摘要", *ABSTRACT]),
    )

    assert is_patent_front(page)
    assert front_entries([page]) == [
        "[19] 中华人民共和国国家知识产权局",
        "[12] 实用新型专利说明书",
        "[21]ZL专利号 200720000001.X",
        "[45]授权公告日 2008年7月2日",
        "[22]申请日 2007.7.3",
        "[73]专利权人 某某公司",
        "[72]设计人 甲一",
        "[51]Int.Cl.",
        "H02J 7/00 (2006.01)",
        "[11]授权公告号 CN 201000001Y",
        "[74]专利代理机构 某某事务所",
        "[54]实用新型名称 一种充电器",
        "[57]摘要",
        "".join(ABSTRACT),
    ]


def test_a_design_has_no_abstract() -> None:
    page = sheet(
        *HEAD,
        *column(73, 685, ["(21)申请号 202230000001.5", "(73)专利权人 某某公司", "(72)设计人 甲一"]),
        *column(330, 685, ["(51)LOC(13)Cl.", "14-03"]),
        (340, 430, "图片或照片 7 幅 简要说明 1 页"),
        *column(73, 405, ["(54)使用外观设计的产品名称", "手机壳"]),
        (290, 100, "立体图"),
    )

    assert front_entries([page])[-2:] == [
        "(51)LOC(13)Cl. 14-03",
        "(54)使用外观设计的产品名称 手机壳",
    ]


@pytest.mark.parametrize("blank", ["", " "])
def test_recognised_entries_need_no_blank_after_their_label(blank: str) -> None:
    lines = [
        f"（21）申请号{blank}202010000001.X",
        f"（73）专利权人{blank}甲一",
        f"专利权人{blank}乙二",
        f"代理人{blank}丙三",
        f"（54）发明名称{blank}一种装置",
    ]

    assert front_entries([sheet(*column(73, 600, lines))]) == [
        "（21）申请号 202010000001.X",
        "（73）专利权人 甲一",
        "专利权人 乙二",
        "代理人 丙三",
        "（54）发明名称 一种装置",
    ]


def test_a_page_of_nothing_gives_no_entries() -> None:
    assert front_entries([Page(lines=(), height=842)]) == []

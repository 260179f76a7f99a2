from datetime import date

from corpus.page_lines import Line, Page
from corpus.patent_pages import is_patent_front, patent_text


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(
        Line(text=text, left=60, right=60 + 10 * len(text), bottom=y, top=y + 10)
        for text, y in zip(texts, range(700, 0, -15), strict=False)
    )


FRONT = Page(
    height=800,
    lines=lines(
        "(12)发明专利",
        "(10)授权公告号",
        "(45)授权公告日",
        "(21)申请号 202111125134 .2",
        "(73)专利权人 某某农业科学院环境与可持",
        "续发展研究所",
        "(72)发明人 王一 李二",
        "张三",
        "(54)发明名称",
        "一种自动冲洗装",
        "备及其应用",
        "(57)摘要",
        "本发明公开了一种自",
        "动冲洗装备。",
        "权利要求书1页 说明书2页",
        "CN 113730992 B",
        "2022.04.15",
    ),
)
CLAIMS = Page(
    height=800, lines=lines("权　利　要　求　书 1/1 页", "CN 113730992 B", "1 .一种装备。", "2")
)
DRAWING = Page(height=800, lines=lines("说　明　书　附　图 1/1 页", "图1"))


def test_a_front_page_is_known_by_its_codes() -> None:
    assert is_patent_front(FRONT) and not is_patent_front(CLAIMS)


def test_entries_are_put_together() -> None:
    text = patent_text([FRONT, CLAIMS, DRAWING], name="a.pdf").text

    assert text.split("\n") == [
        "(12)发明专利",
        "(10)授权公告号 CN 113730992 B",
        "(45)授权公告日 2022.04.15",
        "(21)申请号 202111125134.2",
        "(73)专利权人 某某农业科学院环境与可持续发展研究所",
        "(72)发明人 王一 李二 张三",
        "(54)发明名称 一种自动冲洗装备及其应用",
        "(57)摘要",
        "本发明公开了一种自动冲洗装备。",
        "权利要求书",
        "1.一种装备。",
    ]


def test_number_and_day_come_from_the_entries() -> None:
    source = patent_text([FRONT], name="a.pdf")

    assert (source.document_number, source.published) == ("CN113730992B", date(2022, 4, 15))

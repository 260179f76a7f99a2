import random
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.documents import Kind
from corpus.page_text import pages_to_text
from corpus.patent import publication_document
from corpus.read_pdf import read_pdf
from tests.corpus.made_files import Placed, write_pdf
from tests.corpus.sheets import column, sheet
from tests.shared_data import shared_data

LEFT = [
    "第一条为了鼓励发明创造推动",
    "其应用提高创新能力促进科技",
    "进步和经济社会发展制定本办",
    "法。",
    "第二条本办法所称专利是指发",
]
RIGHT = [
    "明实用新型和外观设计。",
    "第三条市人民政府知识产权部",
    "门负责本市行政区域内的专利",
    "工作具体办法由其另行制定并",
    "且向社会公布。",
]
TITLE = "某市专利促进办法分作两栏的"
BOTH = "".join((*LEFT, *RIGHT))


def two_columns() -> list[Placed]:
    return [(140, 540, TITLE), *column(40, 500, LEFT), *column(220, 500, RIGHT)]


def front() -> list[Placed]:
    return [
        (40, 560, "(19)国家知识产权局"),
        (240, 530, "(10)授权公告号"),
        (330, 530, "CN100000001U"),
        *column(30, 500, ["(21)申请号2020200000011", "(73)专利权人某某科技", "公司"]),
        *column(240, 500, ["(74)专利代理机构某某", "事务所"]),
        *column(30, 400, ["(54)实用新型名称", "一种过滤器", "(57)摘要", "过滤器有一个网，网"]),
        (30, 336, "有孔。"),
        (300, 368, "12"),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_notice_in_two_columns_is_read_in_order_however_it_is_drawn(
    tmp_path: Path, seed: int
) -> None:
    placed = two_columns()
    random.Random(seed).shuffle(placed)
    text = read_pdf(write_pdf(tmp_path / "a.pdf", [placed]))[0].text

    assert text == (f"{TITLE}\n{''.join(LEFT[:4])}\n{LEFT[4]}{RIGHT[0]}\n{''.join(RIGHT[1:])}")


@pytest.mark.parametrize("seed", range(5))
def test_a_front_page_is_read_in_order_however_it_is_drawn(tmp_path: Path, seed: int) -> None:
    placed = front()
    random.Random(seed).shuffle(placed)
    source = read_pdf(write_pdf(tmp_path / "a.pdf", [placed]))[0]

    assert source.text.split("\n") == [
        "(19)国家知识产权局",
        "(10)授权公告号 CN100000001U",
        "(21)申请号 2020200000011",
        "(73)专利权人 某某科技公司",
        "(74)专利代理机构 某某事务所",
        "(54)实用新型名称 一种过滤器",
        "(57)摘要",
        "过滤器有一个网，网有孔。",
    ]


def test_a_publication_is_a_patent_with_its_outline(tmp_path: Path) -> None:
    claims = [
        (200, 560, "权利要求书"),
        *column(30, 500, ["1.一种过滤器。", "2.根据权利要求1所述的"]),
    ]
    source = read_pdf(write_pdf(tmp_path / "a.pdf", [front(), claims]))[0]
    document = publication_document(source)

    assert (source.kind, document.id) == (Kind.PATENT, "patent-CN100000001U")
    assert [x.heading for x in document.sections] == ["题录", "摘要", "权利要求书"]


def test_a_file_without_lines_has_no_text() -> None:
    assert pages_to_text([sheet()], name="a").text == ""


def redrawn(source: Path, target: Path) -> Path:
    """The file with what stands on each page drawn in another order."""
    document = pypdfium2.PdfDocument(source)
    order = random.Random(1)
    for page in document:
        count = pdfium.FPDFPage_CountObjects(page.raw)
        items = [pdfium.FPDFPage_GetObject(page.raw, n) for n in range(count)]
        for item in items:
            pdfium.FPDFPage_RemoveObject(page.raw, item)
        order.shuffle(items)
        for item in items:
            pdfium.FPDFPage_InsertObject(page.raw, item)
        pdfium.FPDFPage_GenerateContent(page.raw)
    document.save(target)
    document.close()
    return target


@pytest.mark.shared
@pytest.mark.parametrize("name", ["CN114270793A", "CN222765770U", "CN215841912U"])
def test_a_real_publication_drawn_in_another_order_gives_the_same_text(
    tmp_path: Path, name: str
) -> None:
    path = shared_data("pdf", f"{name}.pdf")

    assert read_pdf(redrawn(path, tmp_path / "a.pdf"))[0].text == read_pdf(path)[0].text

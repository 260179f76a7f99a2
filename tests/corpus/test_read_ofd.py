from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.read_ofd import read_ofd
from corpus.recognition import UNAIDED, Aids
from tests.corpus.made_files import write_zip
from tests.corpus.made_ofd import ofd_parts, page, picture_object, text_object, write_ofd
from tests.corpus.made_pictures import png
from tests.corpus.scripted_recogniser import ScriptedRecogniser, recognition

FIRST = "第一条 为了规范资助资金的管理，制定本办法。"
SECOND = "第二条 资助标准为每件一万元。"


def text_of(path: Path) -> str:
    return read_ofd(path, UNAIDED)[0][0].text


@pytest.mark.parametrize("prefix", ["ofd", "x", ""])
def test_the_writer_chooses_the_prefix(tmp_path: Path, prefix: str) -> None:
    parts = ofd_parts([page(text_object(30, 60, FIRST))])

    assert text_of(write_ofd(tmp_path / "a.ofd", parts, prefix=prefix)) == FIRST


def test_places_decide_the_order_of_lines_and_pages_that_of_pages(tmp_path: Path) -> None:
    first = page(text_object(30, 80, SECOND), text_object(30, 60, FIRST))
    parts = ofd_parts([first, page(text_object(30, 60, "第三条 本办法自印发之日起施行。"))])

    assert text_of(write_ofd(tmp_path / "a.ofd", parts)).split("\n") == [
        FIRST,
        SECOND,
        "第三条 本办法自印发之日起施行。",
    ]


def test_a_template_is_read_once(tmp_path: Path) -> None:
    pages = [page(text_object(30, 100, text), template="7") for text in (FIRST, SECOND)]
    parts = ofd_parts(pages, templates={"7": page(text_object(80, 60, "某市知识产权局文件"))})

    text = text_of(write_ofd(tmp_path / "a.ofd", parts))

    assert text.split("\n") == ["某市知识产权局文件", FIRST, SECOND]


def test_several_documents_in_one_file_stay_apart(tmp_path: Path) -> None:
    documents = [
        ofd_parts([page(text_object(30, 60, text))], folder=f"Doc_{n}")
        for n, text in enumerate((FIRST, SECOND))
    ]

    texts, _ = read_ofd(write_ofd(tmp_path / "a.ofd", *documents), UNAIDED)

    assert [(text.text, text.source) for text in texts] == [
        (FIRST, "a.ofd › 文档1"),
        (SECOND, "a.ofd › 文档2"),
    ]


@pytest.mark.parametrize(("title", "kept"), [("资助办法", "资助办法"), ("无标题文档1", None)])
def test_a_stated_title_counts_when_it_is_printed(
    tmp_path: Path, title: str, kept: str | None
) -> None:
    parts = ofd_parts([page(text_object(80, 40, "资助办法"), text_object(30, 60, FIRST))])

    texts, _ = read_ofd(write_ofd(tmp_path / "a.ofd", parts, title=title), UNAIDED)

    assert texts[0].title == kept


def test_attachments_are_named(tmp_path: Path) -> None:
    parts = ofd_parts([page(text_object(30, 60, FIRST))], attachments=["申报表.xlsx"])

    _, remarks = read_ofd(write_ofd(tmp_path / "a.ofd", parts), UNAIDED)

    assert remarks == ("a.ofd：内含附件 申报表.xlsx，未导入；请另存后单独导入。",)


def scan(path: Path) -> Path:
    return write_ofd(
        path, ofd_parts([page(picture_object("4"))], pictures={"4": png(width=210, height=297)})
    )


def test_a_page_that_is_a_picture_is_recognised(tmp_path: Path) -> None:
    engine = ScriptedRecogniser([recognition(FIRST)])

    texts, remarks = read_ofd(scan(tmp_path / "a.ofd"), Aids(recogniser=engine))

    assert (texts[0].text, engine.shapes) == (FIRST, [(297, 210, 3)])
    assert "文字识别" in texts[0].source and "第 1 页由文字识别得到" in remarks[0]


def test_a_scan_is_refused_without_recognition(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.ofd：第 1 页是扫描图片"):
        read_ofd(scan(tmp_path / "a.ofd"), UNAIDED)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"OFD.xml": b"<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"}, "缺少部件 D.xml"),
        ({"OFD.xml": b"<OFD>"}, "不是完整的 XML"),
        ({"OFD.xml": b"<OFD/>"}, "没有文档"),
        ({"OFD.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><OFD>&b;</OFD>'}, "不允许的声明"),
        ({"OFD.xml": b"<OFD><DocBody/></OFD>", "Encryptions.xml": b"<a/>"}, "OFD 已加密"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(
    tmp_path: Path, parts: dict[str, bytes], reason: str
) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read_file(write_zip(tmp_path / "a.ofd", parts))


def test_a_file_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有文字"):
        read_ofd(write_ofd(tmp_path / "a.ofd", ofd_parts([page()])), UNAIDED)

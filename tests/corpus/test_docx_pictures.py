from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest

from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.recognition import UNAIDED, Aids, Recognition
from corpus.source_text import SourceText
from tests.corpus.made_pictures import png
from tests.corpus.scripted_recogniser import ScriptedRecogniser, recognition

PAGE = png(width=600, height=400)
WORDS = "资助标准为每件一万元，按季度发放。"


def notice(folder: Path, *parts: str | bytes) -> Path:
    """A Word file of paragraphs and pictures."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            document.add_picture(BytesIO(part))
    document.save(str(folder / "通知.docx"))
    return folder / "通知.docx"


def read(path: Path, pages: Sequence[Recognition]) -> tuple[SourceText, tuple[str, ...]]:
    result = read_file(path, Aids(recogniser=ScriptedRecogniser(pages)))
    (item,) = result.items
    assert isinstance(item, SourceText)
    return item, result.remarks


def test_the_words_stand_where_the_picture_does_between_marks(tmp_path: Path) -> None:
    source, remarks = read(notice(tmp_path, "第一条 总则。", PAGE, "附则。"), [recognition(WORDS)])

    assert source.text.split("\n") == [
        "第一条 总则。",
        "（以下为图 1 中文字，由文字识别得到）",
        WORDS,
        "（图 1 中文字完）",
        "附则。",
    ]
    (page,) = source.recognised
    assert source.text[page.start : page.end] == WORDS
    assert source.source == "通知.docx（文中图片由文字识别，请核对原件）"
    assert "文中 1 张图片的文字由文字识别得到，平均置信度 0.98" in remarks[0]


def test_small_pictures_are_passed_over(tmp_path: Path) -> None:
    path = notice(tmp_path, "正文。", png(width=100, height=100), png(width=900, height=40))

    assert read_file(path, UNAIDED).remarks == ()


def test_a_picture_with_a_few_words_is_an_illustration(tmp_path: Path) -> None:
    source, remarks = read(notice(tmp_path, "正文。", PAGE), [recognition("图1")])

    assert (source.text, source.recognised, remarks) == ("正文。", (), ())


def test_an_unclear_picture_is_remarked(tmp_path: Path) -> None:
    source, remarks = read(notice(tmp_path, "正文。", PAGE), [recognition(WORDS, confidence=0.5)])

    assert source.text == "正文。"
    assert remarks == ("通知.docx：文中有 1 张图片字迹不清，其中的文字未导入。",)


def test_without_recognition_the_pictures_are_counted(tmp_path: Path) -> None:
    result = read_file(notice(tmp_path, "正文。", PAGE, png(width=500, height=300)), UNAIDED)

    assert "文中有 2 张图片未识别" in result.remarks[0] and "zhice[ocr]" in result.remarks[0]


def test_the_same_picture_twice_is_read_once(tmp_path: Path) -> None:
    source, _ = read(notice(tmp_path, "正文。", PAGE, PAGE), [recognition(WORDS)])

    assert source.text.count(WORDS) == 1


def test_a_file_of_pictures_alone_is_refused_without_recognition(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="里面只有 1 张图片，没有文字"):
        read_file(notice(tmp_path, PAGE), UNAIDED)

from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.read_picture import read_picture
from corpus.recognition import UNAIDED, Aids
from tests.corpus.made_pictures import png
from tests.corpus.scripted_recogniser import ScriptedRecogniser, recognition

FIRST = "第一条 为了规范资助资金的管理，制定本办法。"


def picture(folder: Path) -> Path:
    path = folder / "扫描.png"
    path.write_bytes(png(width=100, height=140))
    return path


def test_the_words_of_a_picture_are_read_and_marked(tmp_path: Path) -> None:
    engine = ScriptedRecogniser([recognition(FIRST)])

    source, remarks = read_picture(picture(tmp_path), Aids(recogniser=engine))

    assert (source.text, source.source) == (FIRST, "扫描.png（扫描件，文字识别，请核对原件）")
    assert remarks == ("扫描.png：第 1 页由文字识别得到，平均置信度 0.98；引用前请核对原件。",)


def test_without_recognition_the_picture_and_the_command_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"扫描\.png：是图片，没有文字。.*zhice\[ocr\]"):
        read_picture(picture(tmp_path), UNAIDED)


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    engine = ScriptedRecogniser([recognition()])

    with pytest.raises(UnreadableFileError, match="没有认出文字"):
        read_picture(picture(tmp_path), Aids(recogniser=engine))

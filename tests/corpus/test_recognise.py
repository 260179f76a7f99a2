"""The engine itself, on print made on the spot and on one page of a real scan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from corpus.read_pdf import read_pdf
from corpus.recognise import PACKAGE, RapidRecogniser, find_recogniser
from corpus.recognition import Aids, Recognition
from corpus.scans import MIN_CONFIDENCE
from tests.corpus.made_pictures import printed
from tests.shared_data import shared_data

LINES = ("关于印发专利资助办法的通知", "为了规范专利资助资金的管理", "资助标准为每件一万元")


@pytest.fixture(scope="module")
def engine() -> RapidRecogniser:
    pytest.importorskip(PACKAGE, reason="needs the [ocr] extra")
    return RapidRecogniser()


def read(engine: RapidRecogniser, *, quarter_turns: int = 0) -> Recognition:
    sheet = np.asarray(printed(LINES).convert("RGB"))
    turned = np.ascontiguousarray(np.rot90(sheet, quarter_turns))
    return engine.read(turned, dots_per_point=2)


def squeezed(found: Recognition) -> list[str]:
    ordered = sorted(found.lines, key=lambda line: -line.top)
    return ["".join(line.text.split()) for line in ordered]


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_print_is_read_however_the_sheet_lies(engine: RapidRecogniser, quarter_turns: int) -> None:
    found = read(engine, quarter_turns=quarter_turns)

    assert squeezed(found) == ["".join(line.split()) for line in LINES]
    assert found.confidence > MIN_CONFIDENCE


def test_places_are_in_points_from_the_lower_left_corner(engine: RapidRecogniser) -> None:
    found = read(engine)
    first = max(found.lines, key=lambda line: line.top)

    assert found.height == 280
    assert 25 < first.left < 35 and 235 < first.bottom < first.top < 265


def test_an_empty_sheet_has_no_lines(engine: RapidRecogniser) -> None:
    found = engine.read(np.full((200, 200, 3), 255, np.uint8), dots_per_point=2)

    assert (found.lines, found.confidence) == ((), 0.0)


def test_a_strip_takes_no_more_memory_than_a_sheet(engine: RapidRecogniser) -> None:
    strip = np.full((2, 1500, 3), 255, np.uint8)

    assert engine.read(strip, dots_per_point=2).lines == ()


def test_the_recogniser_is_there_when_the_extra_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.recognise.find_spec", lambda name: None)
    assert find_recogniser() is None

    monkeypatch.setattr("corpus.recognise.find_spec", lambda name: object())
    assert isinstance(find_recogniser(), RapidRecogniser)


@pytest.mark.shared
def test_the_front_page_of_a_scanned_patent_gives_its_facts(
    engine: RapidRecogniser, tmp_path: Path
) -> None:
    path = first_page(shared_data("pdf", "CN201760177U.pdf"), tmp_path)

    source, remarks = read_pdf(path, Aids(recogniser=engine))

    assert (source.title, source.document_number, str(source.published)) == (
        "二并联四寸小型组合网式过滤器",
        "CN201760177U",
        "2011-03-16",
    )
    assert "文字识别" in source.source and "第 1 页由文字识别得到" in remarks[0]


def first_page(path: Path, folder: Path) -> Path:
    whole, alone = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    alone.import_pages(whole, [0])
    alone.save(str(folder / "front.pdf"))
    alone.close()
    whole.close()
    return folder / "front.pdf"

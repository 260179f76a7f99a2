import numpy as np
import pytest

from corpus.errors import UnreadableFileError
from corpus.page_lines import Page
from corpus.page_text import pages_to_text
from corpus.recognition import Aids, Recognition
from corpus.scans import MIN_CONFIDENCE, SURE_CONFIDENCE, Scans, Want
from corpus.source_text import SourceText
from tests.corpus.scripted_recogniser import ScriptedRecogniser, recognition

FIRST = "第一条 为了规范资助资金的管理，制定本办法。"
SECOND = "第二条 资助标准为每件一万元。"


def read(
    *found: Recognition | None, want: Want = Want.SCANNED, printed: Page | None = None
) -> tuple[Scans, list[Page]]:
    """Scans and pages of a file; None stands for a page whose text layer serves."""
    engine = ScriptedRecogniser([page for page in found if page])
    scans = Scans("a.pdf", Aids(recogniser=engine))
    blank = np.zeros((10, 10, 3), np.uint8)
    own = printed or Page(lines=recognition(SECOND).lines, height=842)
    pages = [
        scans.read(number, want, lambda: blank, dots_per_point=1) if page else own
        for number, page in enumerate(found, 1)
    ]
    return scans, pages


def marked(scans: Scans, pages: list[Page]) -> SourceText:
    return scans.marked(pages_to_text(pages, name="a.pdf"), pages)


def test_a_recognised_file_says_so_in_its_source_and_names_its_pages() -> None:
    source = marked(*read(recognition(FIRST, confidence=0.97)))

    assert source.source == "a.pdf（扫描件，文字识别，请核对原件）"
    assert [(p.page, p.confidence) for p in source.recognised] == [(1, 0.97)]
    assert source.text[source.recognised[0].start : source.recognised[0].end] == FIRST


def test_of_a_mixed_file_only_the_scanned_pages_are_marked() -> None:
    source = marked(*read(None, recognition(FIRST)))

    assert source.source == "a.pdf（部分内容为扫描件，文字识别，请核对原件）"
    assert [page.page for page in source.recognised] == [2]


def test_a_file_with_text_alone_stays_as_it_is() -> None:
    scans, pages = read(None)

    assert (marked(scans, pages).source, scans.remarks()) == ("a.pdf", ())


def test_pages_read_less_surely_are_named() -> None:
    scans, _ = read(recognition(FIRST), recognition(SECOND, confidence=SURE_CONFIDENCE - 0.05))

    assert (
        "第 1—2 页由文字识别得到，平均置信度 0.95，其中较低的有第 2 页 0.92" in scans.remarks()[0]
    )


def test_lines_that_could_not_be_read_are_counted() -> None:
    scans, _ = read(recognition(FIRST, unread=2))

    assert "第 1 页有 2 行没有认出" in scans.remarks()[1]


def test_an_unclear_page_is_left_out_and_named() -> None:
    scans, pages = read(None, recognition(FIRST, confidence=MIN_CONFIDENCE - 0.01))
    scans.refuse_if_mostly_lost(pages)

    assert pages[1].lines == ()
    assert "第 2 页字迹不清，文字识别不可靠，未导入。请换用更清晰的扫描件" in scans.remarks()[0]


def test_rubbish_is_left_out_however_sure_the_engine_is() -> None:
    scans, _ = read(recognition("麤麤龘龘" * 20, confidence=0.99))

    assert "字迹不清" in scans.remarks()[0]


def test_a_page_with_garbled_text_that_was_recognised_is_named() -> None:
    scans, _ = read(recognition(FIRST), want=Want.GARBLED)

    assert "（第 1 页原有文字是乱码）" in scans.remarks()[0]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ((None, recognition(), recognition()), "第 2—3 页是图片，没有认出文字"),
        ((recognition(FIRST, confidence=0.5),), "第 1 页字迹不清"),
    ],
)
def test_a_file_mostly_lost_is_refused(found: tuple[Recognition | None, ...], reason: str) -> None:
    scans, pages = read(*found)

    with pytest.raises(UnreadableFileError, match=reason):
        scans.refuse_if_mostly_lost(pages)

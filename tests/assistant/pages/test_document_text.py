"""A document's text as blocks for its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.pages.document_outline import OutlineNode, outline_of
from assistant.pages.document_text import (
    Block,
    TextLine,
    TextRow,
    TextTable,
    blocks_of,
    first_marked,
    label_end,
)
from corpus.documents import Document, RecognisedPage, Section
from tests.assistant.pages.site_for_tests import a_document, some_documents

NEW, CITING = some_documents()[1:3]


def words(block: Block) -> str:
    assert isinstance(block, TextLine)
    return "".join(piece.text for piece in block.pieces)


def anchors(blocks: list[Block]) -> set[str]:
    lines = {p.anchor for b in blocks if isinstance(b, TextLine) for p in b.pieces if p.anchor}
    rows = {r.anchor for b in blocks if isinstance(b, TextTable) for r in (*b.header, *b.rows)}
    return lines | rows


def labelled(blocks: list[Block]) -> list[str]:
    return [p.text for b in blocks if isinstance(b, TextLine) for p in b.pieces if p.is_label]


def all_sections(document: Document) -> list[Section]:
    found, pending = [], list(document.sections)
    while pending:
        section = pending.pop()
        found.append(section)
        pending.extend(section.children)
    return found


def test_every_section_has_an_anchor_at_its_first_character() -> None:
    blocks = blocks_of(NEW)
    assert anchors(blocks) == {f"c{section.start}" for section in all_sections(NEW)}


def test_lines_joined_are_the_text() -> None:
    assert [words(block) for block in blocks_of(NEW)] == NEW.text.splitlines()


def test_a_chapter_is_a_heading_and_an_article_is_not() -> None:
    levels = {words(b)[:3]: b.level for b in blocks_of(NEW) if isinstance(b, TextLine)}
    assert (levels["第一章"], levels["第一条"]) == (1, 0)


def test_numbers_of_clauses_stand_out_and_items_stand_in() -> None:
    blocks = blocks_of(NEW)
    assert labelled(blocks)[:4] == ["第一章", "第一条", "第二条", "（一）"]
    assert [b.indent for b in blocks if isinstance(b, TextLine)] == [0, 0, 0, 1, 1, 0]


def test_what_is_asked_for_is_marked_and_nothing_else() -> None:
    start = NEW.text.index("独立设计")
    blocks = blocks_of(NEW, (start, start + 4))
    marked = [p.text for b in blocks if isinstance(b, TextLine) for p in b.pieces if p.is_marked]
    assert marked == ["独立设计"]
    found = first_marked(blocks)
    assert found is not None and "独立设计" in words(blocks[found])


def test_a_span_behind_the_text_marks_nothing() -> None:
    assert first_marked(blocks_of(NEW, (10_000, 10_004))) is None


def test_rows_of_a_table_can_be_jumped_to() -> None:
    tables = [block for block in blocks_of(CITING) if isinstance(block, TextTable)]
    assert tables[0].header[0].cells == ("等级", "奖励金额")
    start = CITING.text.index("银奖")
    row = TextRow(cells=("银奖", "十万元"), anchor=f"c{start}", is_marked=False)
    assert tables[0].rows[1] == row


def test_a_recognised_page_says_so_before_its_first_line() -> None:
    page = RecognisedPage(page=2, confidence=0.9, start=NEW.text.index("第二条"), end=len(NEW.text))
    blocks = blocks_of(replace(NEW, recognised=(page,)))
    place = blocks.index(page)
    assert words(blocks[place + 1]).startswith("第二条")


def test_a_label_printed_with_blanks_is_found_whole() -> None:
    section = Section(label="第三章", heading="登记", start=2, end=12)
    assert label_end("甲\n第 三　章 登记乙丙丁", section) == 7


def test_a_label_that_is_not_printed_has_no_length() -> None:
    assert label_end("本办法所称标志", Section(label="第一款", heading="", start=0, end=7)) == 0


@given(
    st.text(alphabet="第一二三条章（）、甲乙 |\n", max_size=200),
    st.tuples(st.integers(0, 220), st.integers(0, 220)),
)
def test_no_character_is_lost_or_doubled(text: str, marked: tuple[int, int]) -> None:
    document = a_document("甲", text or "甲", day=date(2020, 1, 1))
    shown = "".join(
        words(block) if isinstance(block, TextLine) else "".join(_cells(block))
        for block in blocks_of(document, marked)
    )
    assert _bare(shown) == _bare(document.text)


def _cells(block: Block) -> list[str]:
    assert isinstance(block, TextTable)
    return [cell for row in (*block.header, *block.rows) for cell in row.cells]


def _bare(text: str) -> str:
    return "".join(text.replace("|", "").split())


def test_the_outline_holds_chapters_and_articles_with_their_first_words() -> None:
    (chapter,) = outline_of(NEW)
    assert (chapter.label, chapter.words) == ("第一章", "总则")
    assert [node.label for node in chapter.children] == ["第一条", "第二条", "第三条"]
    assert chapter.children[0].words.startswith("为了规范云雀标志")
    assert chapter.children[1].children == ()


def test_every_line_of_the_outline_leads_to_an_anchor() -> None:
    for document in some_documents():
        known = anchors(blocks_of(document))
        pending: list[OutlineNode] = list(outline_of(document))
        while pending:
            node = pending.pop()
            assert node.anchor in known
            pending.extend(node.children)

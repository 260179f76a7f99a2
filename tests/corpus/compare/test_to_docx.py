from __future__ import annotations

from io import BytesIO

import docx
from docx.text.run import Run

from corpus.compare.compare_documents import compare_documents
from corpus.compare.to_docx import to_docx
from tests.corpus.compare.made_versions import NEW, OLD, articles, made


def test_it_holds_the_summary_and_a_row_for_every_change_and_clause() -> None:
    comparison = compare_documents(made(OLD), made(NEW))
    word = docx.Document(BytesIO(to_docx(comparison, comparison.pairs)))
    changes, clauses = word.tables
    assert any(p.text.startswith("旧版 9 条，新版 11 条") for p in word.paragraphs)
    assert len(changes.rows) == len(comparison.changes) + 1
    assert len(clauses.rows) == len(comparison.pairs) + 1
    names = [row.cells[0].text for row in clauses.rows]
    assert "第六条 → 第七条、第八条\n拆分" in names


def test_words_left_out_are_struck_through_and_words_put_in_underlined() -> None:
    comparison = compare_documents(articles("资助3000元。"), articles("资助4000元。"))
    word = docx.Document(BytesIO(to_docx(comparison, comparison.pairs)))
    row = word.tables[1].rows[-1]
    left, right = (_run(row.cells[i].paragraphs[0].runs, "000元") for i in (1, 2))
    assert (left.text, left.font.strike, bool(left.font.underline)) == ("3000元", True, False)
    assert (right.text, bool(right.font.strike), right.font.underline) == ("4000元", False, True)


def test_characters_that_word_cannot_hold_are_left_out() -> None:
    comparison = compare_documents(articles("控制\x0b符。"), articles("控制\ud800符。"))
    word = docx.Document(BytesIO(to_docx(comparison, comparison.pairs)))
    assert "控制符。" in word.tables[-1].rows[-1].cells[1].text


def _run(runs: list[Run], text: str) -> Run:
    return next(run for run in runs if text in run.text)

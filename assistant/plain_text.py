"""An answer for the terminal: sentences with [n], then what each n points to."""

from __future__ import annotations

from assistant.answer import Answer, Citation, Sentence
from assistant.answer_table import TableRow
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import LEVELS
from assistant.unseen import without_unseen

_BETWEEN_CELLS = " ｜ "


def answer_as_text(answer: Answer) -> str:
    """Sentences, notices and sources; a refusal gives its reason and the nearest clauses.

    Quotes of one clause share a source line.

    No markup and no control characters beyond line ends.
    """
    numbered = numbered_citations(answer)
    if answer.refused:
        lines = [answer.text]
        if answer.nearest:
            lines += ["", "最接近的条款："]
    else:
        lines = _said(answer)
        lines += [f"提示：{notice}" for notice in answer.notices]
        lines += ["", "出处："]
    marks: dict[str, str] = {}
    for number, citation in enumerate(numbered, start=1):
        source = _source(citation)
        marks[source] = f"{marks.get(source, '')}[{number}]"
    sources = (f"{mark} {source}" for source, mark in marks.items())
    return without_unseen("\n".join([*lines, *sources]))


def _said(answer: Answer) -> list[str]:
    """The sentences, and the rows of the table in place of those they stand for."""
    if answer.table is None:
        return [_sentence(sentence, answer) for sentence in answer.sentences]
    before, after = answer.table.around(answer.sentences)
    rows = [_row(row, answer) for row in answer.table.rows]
    return [
        *(_sentence(sentence, answer) for sentence in before),
        _BETWEEN_CELLS.join(answer.table.columns),
        *rows,
        *(_sentence(sentence, answer) for sentence in after),
    ]


def _sentence(sentence: Sentence, answer: Answer) -> str:
    opens = f"【{sentence.opens}】\n" if sentence.opens else ""
    return opens + sentence.text + _marks(sentence.citations, answer)


def _row(row: TableRow, answer: Answer) -> str:
    return _BETWEEN_CELLS.join(row.cells) + _marks(answer.cited_in(row), answer)


def _marks(citations: tuple[Citation, ...], answer: Answer) -> str:
    return "".join(f"[{n}]" for n in numbers_of(citations, answer))


def _source(citation: Citation) -> str:
    place = f"，{citation.region.replace('/', '')}" if citation.region else ""
    return (
        f"《{citation.title}》{citation.locator}"
        f"（{citation.status}{place}；{citation.form}，{LEVELS[citation.verification]}）"
    )

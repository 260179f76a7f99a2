"""A conversation as Markdown, every citation a footnote with its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, Reason, Sentence
from assistant.answer_table import AnswerTable
from assistant.conversations import StoredTurn
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import LEVELS, MODES, REASONS, scope_words, web_address
from corpus.clause_address import address_of_locator
from corpus.markdown_text import plain, plain_line

_FINGERPRINT_CHARACTERS = 12


def to_markdown(title: str, turns: Sequence[StoredTurn]) -> str:
    """The conversation from its first question on; text of users and documents stays text."""
    parts = [f"# {plain_line(title)}", *(_turn(n, stored) for n, stored in enumerate(turns, 1))]
    return "\n\n".join(parts) + "\n"


def _turn(number: int, stored: StoredTurn) -> str:
    answer = stored.turn.answer
    footnotes = [
        _footnote(f"{number}-{n}", citation)
        for n, citation in enumerate(numbered_citations(answer), 1)
    ]
    asked = stored.asked.astimezone().strftime("%Y-%m-%d %H:%M")
    mode = MODES.get(answer.mode, answer.mode)
    parts = [
        f"## 问 {number}：{plain_line(stored.turn.question)}",
        f"*{asked} 提问 · {plain_line(scope_words(answer))} · {plain_line(mode)}*",
        *_refusal_heading(answer.reason),
        _sentences(number, answer),
        *(f"> 提示：{plain_line(notice)}" for notice in answer.notices),
        *_nearest(number, answer),
        *footnotes,
    ]
    return "\n\n".join(part for part in parts if part)


def _refusal_heading(reason: Reason | None) -> tuple[str, ...]:
    return () if reason is None else (f"**未作回答：{REASONS[reason].title}**",)


def _sentences(number: int, answer: Answer) -> str:
    if answer.table is None:
        return _joined(number, answer.sentences, answer) or plain(answer.text)
    before, after = answer.table.around(answer.sentences)
    parts = (
        _joined(number, before, answer),
        _table(number, answer.table, answer),
        _joined(number, after, answer),
    )
    return "\n\n".join(part for part in parts if part)


def _joined(number: int, sentences: Sequence[Sentence], answer: Answer) -> str:
    said = [
        (f"\n**{plain_line(sentence.opens)}**\n\n" if sentence.opens else "")
        + plain(sentence.text)
        + _marks(number, numbers_of(sentence.citations, answer))
        for sentence in sentences
    ]
    return "\n".join(said).lstrip("\n")


def _table(number: int, table: AnswerTable, answer: Answer) -> str:
    """Each row with the marks of its sentence behind its last cell."""
    lines = [_cells(table.columns), "|" + " --- |" * len(table.columns)]
    for row in table.rows:
        marks = _marks(number, numbers_of(answer.cited_in(row), answer))
        lines.append(_cells(row.cells, marks))
    return "\n".join(lines)


def _cells(cells: Sequence[str], marks: str = "") -> str:
    return "| " + " | ".join(plain_line(cell) for cell in cells) + f"{marks} |"


def _nearest(number: int, answer: Answer) -> tuple[str, ...]:
    if not answer.nearest:
        return ()
    lines = [
        f"- 《{plain_line(c.title)}》{plain_line(c.locator)}"
        + _marks(number, numbers_of((c,), answer))
        for c in answer.nearest
    ]
    return ("最接近的条款：", "\n".join(lines))


def _marks(turn: int, numbers: Sequence[int]) -> str:
    return "".join(f"[^{turn}-{number}]" for number in numbers)


def _footnote(label: str, citation: Citation) -> str:
    states = "，".join((citation.status, citation.form, LEVELS[citation.verification]))
    name = f"《{plain_line(citation.title)}》{plain_line(citation.locator)}"
    quote = "\n".join(f"    > {plain(line.strip())}" for line in citation.quote.splitlines())
    source = web_address(citation.source)
    shown = f"<{source}>" if source and not re.search(r"[\s<>]", source) else None
    address = address_of_locator(citation.locator)
    written = f"    引用写法：《{plain_line(citation.title)}》{address}\n\n" if address else ""
    return (
        f"[^{label}]: {name}（{states}）\n\n"
        f"{quote}\n\n"
        f"{written}"
        f"    来源：{shown or plain_line(citation.source)} · "
        f"第 {citation.start + 1}–{citation.end} 字 · "
        f"文本指纹 {citation.sha256[:_FINGERPRINT_CHARACTERS]}"
    )

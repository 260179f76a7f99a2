"""Answers, citations and refusals as HTML; everything that came from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Citation, Reason, Sentence
from assistant.conversations import StoredTurn
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import (
    MODES,
    REASONS,
    scope_words,
)
from assistant.unseen import shown
from assistant.web_clause import badges_html
from assistant.web_feedback import feedback_form_html, thumbs_html
from assistant.web_table import table_html
from assistant.web_trace import completed_question, duration, how_html

_STARTS_A_LINE = re.compile(
    r"\s*(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[①-⑳]|\d+[.．、]|[-·•])"
)
"""Items of a list each begin a line; other sentences flow on."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer, and in Chinese what for."""

    question: str
    doing: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A question whose answer is being written; each of its sentences was checked already."""

    question: str
    sentences: tuple[Sentence, ...]
    doing: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that was not taken, or an error met on the way; `message` is Chinese."""

    question: str
    message: str


Last = Pending | Writing | Refused
"""What follows the stored turns of a conversation."""


def conversation_html(
    title: str,
    export_address: str,
    turns: Sequence[StoredTurn],
    *,
    last: Last | None = None,
    shown_sentences: int | None = None,
) -> str:
    """A conversation from its first question on.

    Args:
        export_address: where the Markdown file is; "" while nothing was stored.
        last: what follows the stored turns.
        shown_sentences: how much of the newest answer to show, in sentences; None for all of it.
    """
    rendered = [turn_html(stored) for stored in turns[:-1]]
    rendered += [turn_html(stored, shown_sentences=shown_sentences) for stored in turns[-1:]]
    link = (
        f'<a class="zc-export" href="{shown(export_address)}" download>导出 Markdown</a>'
        if export_address
        else ""
    )
    heading = f'<header class="zc-talk"><h2>{shown(title)}</h2>{link}</header>'
    return f'<div class="zc-thread">{heading}{"".join(rendered)}{_last_html(last)}</div>'


def turn_html(stored: StoredTurn, *, shown_sentences: int | None = None) -> str:
    """A question with its answer, or with the first sentences of it while it streams in."""
    answer = stored.turn.answer
    shown = answer.sentences[:shown_sentences]
    is_whole = len(shown) == len(answer.sentences)
    body = _says(shown, answer) + (_after_sentences(stored) if is_whole else "")
    kind = "zc-answer zc-refusal" if answer.refused else "zc-answer"
    heading = _refusal_heading(answer.reason)
    return (
        f'<article class="zc-turn" data-turn="{stored.id}">'
        f"{_question(stored.turn.question, scope_words(answer))}"
        f'<div class="{kind}" aria-busy="{"false" if is_whole else "true"}">{heading}{body}</div>'
        "</article>"
    )


def _question(question: str, scope: str) -> str:
    small = f"<small>{shown(scope)}</small>" if scope else ""
    return f'<div class="zc-question"><p>{shown(question)}</p>{small}</div>'


def _understood(answer: Answer) -> str:
    """The question that stands alone, where it is not the one that was typed."""
    alone = completed_question(answer)
    return f'<p class="zc-understood">按「{shown(alone)}」查找</p>' if alone else ""


def _refusal_heading(reason: Reason | None) -> str:
    return "" if reason is None else f'<h3 class="zc-reason">{REASONS[reason].title}</h3>'


def _says(sentences: Sequence[Sentence], answer: Answer) -> str:
    if not answer.sentences:
        return f'<p class="zc-says">{shown(answer.text)}</p>'
    if answer.table is None:
        return _paragraph(sentences, answer)
    before, after = answer.table.around(sentences)
    marks = [_marks(answer.cited_in(row), answer) for row in answer.table.rows]
    table = table_html(answer.table, marks)
    return _paragraph(before, answer) + table + _paragraph(after, answer)


def _paragraph(sentences: Sequence[Sentence], answer: Answer) -> str:
    if not sentences:
        return ""
    return f'<p class="zc-says">{"".join(_sentence(s, answer) for s in sentences)}</p>'


def _marks(citations: tuple[Citation, ...], answer: Answer) -> str:
    return "".join(
        f'<sup><button type="button" class="zc-cite" data-ref="{number}" '
        f'aria-label="查看依据 {number}">{number}</button></sup>'
        for number in numbers_of(citations, answer)
    )


def _sentence(sentence: Sentence, answer: Answer) -> str:
    line = " zc-line" if _STARTS_A_LINE.match(sentence.text) else ""
    text = sentence.text.strip()
    opens = f'<strong class="zc-part">{shown(sentence.opens)}</strong>' if sentence.opens else ""
    end = shown(text[-1:]) + _marks(sentence.citations, answer)
    return (
        f'{opens}<span class="zc-sentence{line}">{shown(text[:-1])}'
        f'<span class="zc-end">{end}</span></span>'
    )


def _after_sentences(stored: StoredTurn) -> str:
    answer = stored.turn.answer
    notices = "".join(f"<li>{shown(notice)}</li>" for notice in answer.notices)
    advice = f'<p class="zc-advice">{REASONS[answer.reason].advice}</p>' if answer.reason else ""
    how = "未作回答" if answer.refused else MODES.get(answer.mode, answer.mode)
    meta = shown(f"{how} · 用时 {duration(answer.took_ms)}")
    return (
        _understood(answer)
        + (f'<ul class="zc-notices">{notices}</ul>' if notices else "")
        + advice
        + _sources(answer)
        + how_html(answer)
        + f'<footer><span class="zc-meta">{meta}</span>{thumbs_html(stored.feedback)}</footer>'
        + feedback_form_html(stored.feedback)
    )


def _sources(answer: Answer) -> str:
    """The clauses an answer rests on; quotes of one clause share a line."""
    clauses: dict[tuple[str, str], list[tuple[int, Citation]]] = {}
    for number, citation in enumerate(numbered_citations(answer), 1):
        clause = clauses.setdefault((citation.document_id, citation.locator), [])
        clause.append((number, citation))
    if not clauses:
        return ""
    rows = "".join(_source_row(quotes) for quotes in clauses.values())
    title = "最接近的条款" if answer.refused else "依据"
    return f'<h4>{title}</h4><ol class="zc-sources">{rows}</ol>'


def _source_row(quotes: Sequence[tuple[int, Citation]]) -> str:
    first, citation = quotes[0]
    numbers = "".join(
        f'<button type="button" class="zc-number" data-ref="{number}" '
        f'aria-label="查看依据 {number}">{number}</button>'
        for number, _ in quotes
    )
    return (
        f'<li><span class="zc-numbers">{numbers}</span>'
        f'<button type="button" class="zc-source" data-ref="{first}"><span class="zc-where">'
        f"<b>{shown(citation.title)}</b> {shown(citation.locator)}</span>"
        f'<span class="zc-badges">{badges_html(citation)}</span></button></li>'
    )


def _last_html(last: Last | None) -> str:
    if last is None:
        return ""
    match last:
        case Pending():
            body = f'<div class="zc-answer">{_doing_html(last.doing)}</div>'
        case Writing():
            body = (
                f'<div class="zc-answer" aria-busy="true">{_draft_html(last)}'
                f"{_doing_html(last.doing)}</div>"
            )
        case Refused():
            body = f'<div class="zc-answer zc-error" role="alert">{shown(last.message)}</div>'
    question = _question(last.question, "") if last.question.strip() else ""
    return f'<article class="zc-turn" data-turn="">{question}{body}</article>'


def _doing_html(doing: str) -> str:
    dots = "<i></i><i></i><i></i>"
    return f'<div class="zc-waiting" role="status">{dots}<span>{shown(doing)}</span></div>'


def _draft_html(writing: Writing) -> str:
    """Its marks open nothing yet: the answer has no number before it is stored."""
    so_far = Answer(
        question=writing.question,
        as_of=date.today(),
        region=None,
        text="",
        sentences=writing.sentences,
    )
    return f'<fieldset class="zc-draft" disabled>{_paragraph(writing.sentences, so_far)}</fieldset>'

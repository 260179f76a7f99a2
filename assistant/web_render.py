"""Answers, citations and refusals as HTML; everything that came from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.addresses import place_address
from assistant.answer import Answer, Citation, ClauseInContext, Reason, Sentence
from assistant.conversations import Feedback, StoredTurn
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import (
    FORM_NOTES,
    LEVEL_NOTES,
    LEVELS,
    MODES,
    REASONS,
    WHOLE_COUNTRY,
    scope_words,
    web_address,
)
from corpus.clause_address import address_of_locator
from corpus.documents import Form, Status

_STATUS_CLASSES = {
    Status.IN_FORCE: "is-valid",
    Status.REPEALED: "is-repealed",
    Status.NOT_YET: "is-coming",
    Status.UNVERIFIED: "is-unknown",
}

_STARTS_A_LINE = re.compile(
    r"\s*(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[①-⑳]|\d+[.．、]|[-·•])"
)
"""Items of a list each begin a line; other sentences flow on."""

_THUMB = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 10v10H4a1 1 0 0 1-1-1v-8a1 1 0 0 1'
    " 1-1h3Zm0 0 4.2-6.6c.3-.5 1-.6 1.5-.3 1 .7 1.5 2 1.2 3.200L13.200 10H18.500a2 2 0 0 1 2 2.400"
    'l-1.200 6A2 2 0 0 1 17.300 20H7"/></svg>'
)

_COMPLAINTS = ("条款不对", "已经过时", "没答到点上", "地区不对")


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer, and in Chinese what for."""

    question: str
    doing: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that was not taken, or an error met on the way; `message` is Chinese."""

    question: str
    message: str


def conversation_html(
    title: str,
    export_address: str,
    turns: Sequence[StoredTurn],
    *,
    last: Pending | Refused | None = None,
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
        f'<a class="zc-export" href="{escape(export_address)}" download>导出 Markdown</a>'
        if export_address
        else ""
    )
    heading = f'<header class="zc-talk"><h2>{escape(title)}</h2>{link}</header>'
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
        f"{_question(stored.turn.question, _asked_for(answer))}"
        f'<div class="{kind}" aria-busy="{"false" if is_whole else "true"}">{heading}{body}</div>'
        "</article>"
    )


def panel_html(number: int, citation: Citation, clause: ClauseInContext) -> str:
    """The side panel: the cited clause in its surroundings, the quoted characters marked."""
    notes = [clause.changed, FORM_NOTES[citation.form], LEVEL_NOTES[citation.verification]]
    notes_html = "".join(f"<li>{escape(note)}</li>" for note in notes if note)
    return (
        f'<section class="zc-clause" role="dialog" aria-label="依据 {number}">'
        f'<header><span class="zc-number">{number}</span>'
        f'<h3 tabindex="-1">{escape(citation.title)}</h3>'
        '<button type="button" class="zc-close" data-close aria-label="关闭">×</button></header>'
        f'<p class="zc-locator">{escape(clause.heading or citation.locator)}</p>'
        f'<p class="zc-badges">{badges_html(citation)}</p>'
        f'<blockquote class="zc-text" tabindex="0">{escape(clause.before)}'
        f"<mark>{escape(clause.quote)}</mark>{escape(clause.after)}</blockquote>"
        f'<ul class="zc-notes">{notes_html}</ul>'
        f"<dl>{_written(citation)}<dt>来源</dt><dd>{_source(citation.source)}</dd>"
        f"<dt>适用地域</dt><dd>{escape(citation.region or WHOLE_COUNTRY)}</dd>"
        f"<dt>引文位置</dt><dd>全文第 {citation.start + 1}–{citation.end} 字</dd></dl>"
        f"{_in_corpus(citation, clause)}</section>"
    )


def _in_corpus(citation: Citation, clause: ClauseInContext) -> str:
    """The way to the clause in its document; "" when it stands there no more."""
    if clause.start is None:
        return ""
    address = place_address(citation.document_id, clause.start, clause.start + len(clause.quote))
    return f'<p class="zc-in-corpus"><a href="{escape(address)}">在语料中查看 →</a></p>'


def badges_html(citation: Citation) -> str:
    """Its validity, how far it can be checked, and whether it is a digest or a sample."""
    badges = [
        f'<span class="zc-badge {_STATUS_CLASSES[citation.status]}">{citation.status}</span>',
        f'<span class="zc-badge is-level-{citation.verification.lower()}">'
        f"{LEVELS[citation.verification]}</span>",
    ]
    if citation.form is not Form.ORIGINAL:
        kind = "is-sample" if citation.form is Form.SAMPLE else "is-digest"
        badges.append(f'<span class="zc-badge {kind}">{citation.form}</span>')
    return "".join(badges)


def _question(question: str, scope: str) -> str:
    small = f"<small>{escape(scope)}</small>" if scope else ""
    return f'<div class="zc-question"><p>{escape(question)}</p>{small}</div>'


def _asked_for(answer: Answer) -> str:
    completed = answer.standalone_question
    scope = scope_words(answer)
    return f"{scope} · 按「{completed}」查找" if completed not in ("", answer.question) else scope


def _refusal_heading(reason: Reason | None) -> str:
    return "" if reason is None else f'<h3 class="zc-reason">{REASONS[reason].title}</h3>'


def _says(sentences: Sequence[Sentence], answer: Answer) -> str:
    if not answer.sentences:
        return f'<p class="zc-says">{escape(answer.text)}</p>'
    return f'<p class="zc-says">{"".join(_sentence(s, answer) for s in sentences)}</p>'


def _sentence(sentence: Sentence, answer: Answer) -> str:
    line = " zc-line" if _STARTS_A_LINE.match(sentence.text) else ""
    marks = "".join(
        f'<sup><button type="button" class="zc-cite" data-ref="{number}" '
        f'aria-label="查看依据 {number}">{number}</button></sup>'
        for number in numbers_of(sentence.citations, answer)
    )
    text = sentence.text.strip()
    opens = f'<strong class="zc-part">{escape(sentence.opens)}</strong>' if sentence.opens else ""
    return (
        f'{opens}<span class="zc-sentence{line}">{escape(text[:-1])}'
        f'<span class="zc-end">{escape(text[-1:])}{marks}</span></span>'
    )


def _after_sentences(stored: StoredTurn) -> str:
    answer = stored.turn.answer
    notices = "".join(f"<li>{escape(notice)}</li>" for notice in answer.notices)
    advice = f'<p class="zc-advice">{REASONS[answer.reason].advice}</p>' if answer.reason else ""
    how = "未作回答" if answer.refused else MODES.get(answer.mode, answer.mode)
    meta = f"{how} · 用时 {_duration(answer.took_ms)}"
    return (
        (f'<ul class="zc-notices">{notices}</ul>' if notices else "")
        + advice
        + _sources(answer)
        + f'<footer><span class="zc-meta">{escape(meta)}</span>{_thumbs(stored.feedback)}</footer>'
        + _feedback_form(stored.feedback)
    )


def _written(citation: Citation) -> str:
    """How the clause is cited in a document: 《…》第十五条第二款第（三）项."""
    address = address_of_locator(citation.locator)
    if address is None:
        return ""
    return f"<dt>引用写法</dt><dd>《{escape(citation.title)}》{escape(str(address))}</dd>"


def _duration(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} 毫秒"
    return f"{milliseconds / 1000:.1f} 秒"


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
        f"<b>{escape(citation.title)}</b> {escape(citation.locator)}</span>"
        f'<span class="zc-badges">{badges_html(citation)}</span></button></li>'
    )


def _thumbs(feedback: Feedback | None) -> str:
    liked = feedback is not None and feedback.liked
    disliked = feedback is not None and not feedback.liked
    return (
        '<span class="zc-thumbs">'
        f'<button type="button" data-rate="up" aria-pressed="{str(liked).lower()}" '
        f'aria-label="有帮助" title="有帮助">{_THUMB}</button>'
        f'<button type="button" data-rate="down" aria-pressed="{str(disliked).lower()}" '
        f'aria-label="没帮上" title="没帮上">{_THUMB}</button></span>'
    )


def _feedback_form(feedback: Feedback | None) -> str:
    """Asks for the reason once a thumb was pressed, then repeats what was kept."""
    if feedback is None:
        return ""
    if feedback.reason:
        return f'<p class="zc-thanks">已记下：{escape(feedback.reason)}</p>'
    chips = (
        ""
        if feedback.liked
        else "".join(
            f'<button type="button" data-complaint="{words}">{words}</button>'
            for words in _COMPLAINTS
        )
    )
    asks = "哪里有帮助？" if feedback.liked else "哪里不对？"
    return (
        f'<form class="zc-why" data-liked="{str(feedback.liked).lower()}">'
        f'<label>已记下，谢谢。{asks}（可不填）<input name="reason" maxlength="1000" '
        f'autocomplete="off"></label><span class="zc-chips">{chips}</span>'
        '<button type="submit">提交</button></form>'
    )


def _last_html(last: Pending | Refused | None) -> str:
    if last is None:
        return ""
    if isinstance(last, Pending):
        body = (
            '<div class="zc-answer zc-waiting" role="status"><i></i><i></i><i></i>'
            f"<span>{escape(last.doing)}</span></div>"
        )
    else:
        body = f'<div class="zc-answer zc-error" role="alert">{escape(last.message)}</div>'
    question = _question(last.question, "") if last.question.strip() else ""
    return f'<article class="zc-turn" data-turn="">{question}{body}</article>'


def _source(source: str) -> str:
    address = web_address(source)
    if address is None:
        return escape(source)
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">'
        f"{escape(address)}</a>"
    )

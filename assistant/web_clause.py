"""The side panel with a cited clause, and what its source is, as HTML."""

from __future__ import annotations

from assistant.addresses import place_address
from assistant.answer import Citation, ClauseInContext
from assistant.labels import FORM_NOTES, LEVEL_NOTES, LEVELS, WHOLE_COUNTRY, web_address
from assistant.unseen import shown
from corpus.clause_address import address_of_locator
from corpus.documents import Form, Status

_STATUS_CLASSES = {
    Status.IN_FORCE: "is-valid",
    Status.REPEALED: "is-repealed",
    Status.NOT_YET: "is-coming",
    Status.UNVERIFIED: "is-unknown",
}


def panel_html(number: int, citation: Citation, clause: ClauseInContext) -> str:
    """The side panel: the cited clause in its surroundings, the quoted characters marked."""
    notes = [clause.changed, FORM_NOTES[citation.form], LEVEL_NOTES[citation.verification]]
    notes_html = "".join(f"<li>{shown(note)}</li>" for note in notes if note)
    return (
        f'<section class="zc-clause" role="dialog" aria-label="依据 {number}">'
        f'<header><span class="zc-number">{number}</span>'
        f'<h3 tabindex="-1">{shown(citation.title)}</h3>'
        '<button type="button" class="zc-close" data-close aria-label="关闭">×</button></header>'
        f'<p class="zc-locator">{shown(clause.heading or citation.locator)}</p>'
        f'<p class="zc-badges">{badges_html(citation)}</p>'
        f'<blockquote class="zc-text" tabindex="0">{shown(clause.before)}'
        f"<mark>{shown(clause.quote)}</mark>{shown(clause.after)}</blockquote>"
        f'<ul class="zc-notes">{notes_html}</ul>'
        f"<dl>{_written(citation)}<dt>来源</dt><dd>{_source(citation.source)}</dd>"
        f"<dt>适用地域</dt><dd>{shown(citation.region or WHOLE_COUNTRY)}</dd>"
        f"<dt>引文位置</dt><dd>全文第 {citation.start + 1}–{citation.end} 字</dd></dl>"
        f"{_in_corpus(citation, clause)}</section>"
    )


def _in_corpus(citation: Citation, clause: ClauseInContext) -> str:
    """The way to the clause in its document; "" when it stands there no more."""
    if clause.start is None:
        return ""
    address = place_address(citation.document_id, clause.start, clause.start + len(clause.quote))
    return f'<p class="zc-in-corpus"><a href="{shown(address)}">在语料中查看 →</a></p>'


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


def _written(citation: Citation) -> str:
    """How the clause is cited in a document: 《…》第十五条第二款第（三）项."""
    address = address_of_locator(citation.locator)
    if address is None:
        return ""
    return f"<dt>引用写法</dt><dd>《{shown(citation.title)}》{shown(str(address))}</dd>"


def _source(source: str) -> str:
    address = web_address(source)
    if address is None:
        return shown(source)
    return (
        f'<a href="{shown(address)}" target="_blank" rel="noopener noreferrer">{shown(address)}</a>'
    )

"""An answer for the terminal: sentences with [n], then what each n points to."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import LEVELS


def answer_as_text(answer: Answer) -> str:
    """Sentences, notices and sources, one a line; a refusal gives its reason and nearest clauses.

    No markup and no control characters beyond line ends.
    """
    numbered = numbered_citations(answer)
    if answer.refused:
        lines = [answer.text]
        if answer.nearest:
            lines += ["", "最接近的条款："]
    else:
        lines = [
            sentence.text + "".join(f"[{n}]" for n in numbers_of(sentence.citations, answer))
            for sentence in answer.sentences
        ]
        lines += [f"提示：{notice}" for notice in answer.notices]
        lines += ["", "出处："]
    lines += [_source(n, citation) for n, citation in enumerate(numbered, start=1)]
    return "\n".join(lines)


def _source(number: int, citation: Citation) -> str:
    place = f"，{citation.region.replace('/', '')}" if citation.region else ""
    return (
        f"[{number}] 《{citation.title}》{citation.locator}"
        f"（{citation.status}{place}；{citation.form}，{LEVELS[citation.verification]}）"
    )

"""An answer for the terminal: sentences with [n], then what each n points to."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from assistant.footnotes import numbered_citations, numbers_of
from assistant.labels import LEVELS


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
        lines = [
            (f"【{sentence.opens}】\n" if sentence.opens else "")
            + sentence.text
            + "".join(f"[{n}]" for n in numbers_of(sentence.citations, answer))
            for sentence in answer.sentences
        ]
        lines += [f"提示：{notice}" for notice in answer.notices]
        lines += ["", "出处："]
    marks: dict[str, str] = {}
    for number, citation in enumerate(numbered, start=1):
        source = _source(citation)
        marks[source] = f"{marks.get(source, '')}[{number}]"
    return "\n".join([*lines, *(f"{mark} {source}" for source, mark in marks.items())])


def _source(citation: Citation) -> str:
    place = f"，{citation.region.replace('/', '')}" if citation.region else ""
    return (
        f"《{citation.title}》{citation.locator}"
        f"（{citation.status}{place}；{citation.form}，{LEVELS[citation.verification]}）"
    )

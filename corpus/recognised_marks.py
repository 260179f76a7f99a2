"""The marks that engines confuse, made those of Chinese print; pure functions."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HALF_MARK = re.compile(f"(?<=[{_CJK}])[,:;!?]|[,;](?=[{_CJK}])")
_FULL_MARKS = str.maketrans(",:;!?", "，：；！？")
_BRACKETS = re.compile(r"([（(])([^（）()]*)([）)])")
_OUTER_BRACKET = re.compile(f"(?<=[{_CJK}])[()]|[()](?=[{_CJK}])")


def tidy(text: str) -> str:
    """`text` with half-width marks beside Chinese characters made full-width.

    The brackets of a pair get one width: full, unless both are half-width and Latin stands around.
    Everything else stays as it was read. Idempotent.
    """
    marks = _HALF_MARK.sub(lambda match: match[0].translate(_FULL_MARKS), text.strip())
    return _BRACKETS.sub(_even, marks)


def _even(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    is_chinese = {"（", "）"} & set(match[0]) or _OUTER_BRACKET.search(around)
    return f"（{match[2]}）" if is_chinese else match[0]

"""The marks that engines confuse, made those of Chinese print; pure functions."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HALF_MARK = re.compile(f"(?<=[{_CJK}])[,:;!?]|[,;](?=[{_CJK}])")
_FULL_MARKS = str.maketrans(",:;!?", "，：；！？")
_BRACKETS = re.compile(r"([（(])([^（）()]*)([）)])")
_OUTER_BRACKET = re.compile(f"(?<=[{_CJK}])[()]|[()](?=[{_CJK}])")

_PARAGRAPH = re.compile(r"^[\[［【〔](\d{4})[\]］】〕]?(?!\d)\s*")
"""Number of a paragraph of a patent's description, of which the closing bracket is often lost."""

_ENTRY = re.compile(
    r"^[（(](\d\d)[）)]\s*(?=中华|发明|实用新型|外观设计|申请|授权|公[开告]|专利|摘要|本国|优先权"
    r"|对比|分案|设计人|同一|生物|PCT|Int)"
)
"""Code of an entry on the front page of a patent: WIPO Standard ST.9."""


def tidy(text: str) -> str:
    """`text` with half-width marks beside Chinese characters made full-width.

    The brackets of a pair get one width: full, unless both are half-width and Latin stands around.
    [0001] and (54) at the head of a line of a patent get the brackets they are printed with.
    Everything else stays as it was read. Idempotent.
    """
    marks = _HALF_MARK.sub(lambda match: match[0].translate(_FULL_MARKS), text.strip())
    even = _BRACKETS.sub(_even, marks)
    return _ENTRY.sub(r"(\1)", _PARAGRAPH.sub(r"[\1]", even))


def _even(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    is_chinese = {"（", "）"} & set(match[0]) or _OUTER_BRACKET.search(around)
    return f"（{match[2]}）" if is_chinese else match[0]

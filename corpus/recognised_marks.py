"""The marks that engines confuse, made those of Chinese print; pure functions."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_HALF_MARKS = re.compile(f"(?<=[{_HAN}）》”])[,:;!?]+|[,;]+(?=[{_HAN}（《“])")
_FULL = str.maketrans(",:;!?", "，：；！？")
_BRACKETS = re.compile(r"([（(])([^（）()]*)([）)])")
_BESIDE_HAN = re.compile(f"(?<=[{_HAN}])[()]|[()](?=[{_HAN}])")
_PARAGRAPH = re.compile(r"^[\[［【]([01]\d{3})[\]］】]?(?!\d)\s*")
"""Number of a paragraph of a patent's description, of which the closing bracket is often lost;
"〔2024〕12号" at the head of a line is something else."""

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
    even = _BRACKETS.sub(_even, text.strip())
    marked = _HALF_MARKS.sub(lambda match: match[0].translate(_FULL), even)
    return _ENTRY.sub(r"(\1)", _PARAGRAPH.sub(r"[\1]", marked))


def _even(match: re.Match[str]) -> str:
    around = match.string[max(0, match.start() - 1) : match.end() + 1]
    is_chinese = {"（", "）"} & set(match[0]) or _BESIDE_HAN.search(around)
    return f"（{match[2]}）" if is_chinese else match[0]

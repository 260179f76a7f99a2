"""What stands in the brackets after a yearly field: 去年, 2024, 近3年合计, 近2年平均增长率."""

from __future__ import annotations

import re

from assistant.eligibility.profile_fields import ProfileField
from assistant.eligibility.rules.number_nodes import Over, YearlyNumber
from assistant.eligibility.rules.units import PURE, UNITS

_BACK = {"今年": 0, "去年": 1, "前年": 2}
_SEVERAL = re.compile(r"近(\d{1,2})年(合计|平均增长率|平均|最小|最大)")
_LAST_GROWTH = "去年增长率"


def yearly_number(field: ProfileField, span: str) -> YearlyNumber:
    """The figure `field[span]`.

    Args:
        field: a yearly one.
        span: as the grammar allows it, without blanks.
    """
    dimension = UNITS[field.unit].dimension
    if span in _BACK:
        return YearlyNumber(field, dimension, span, Over.EACH, _BACK[span])
    if span == _LAST_GROWTH:
        return YearlyNumber(field, PURE, span, Over.GROWTH, 1)
    several = _SEVERAL.fullmatch(span)
    if several is None:
        return YearlyNumber(field, dimension, span, Over.EACH, 0, year=int(span))
    over = Over(several[2])
    count = max(1, int(several[1]))
    return YearlyNumber(field, PURE if over is Over.GROWTH else dimension, span, over, count)

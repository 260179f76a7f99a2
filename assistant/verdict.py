"""The short word that opens the answer to a yes/no question, when the clause decides it."""

from __future__ import annotations

import re

from assistant.asking import Asking
from assistant.understand import ParsedQuestion
from corpus.quantities import Quantity, find_quantities

_DENIES = re.compile(
    r"不予|不得|不能|不可以|不享受|不再|不适用|不属于|不受理|不额外|没有公布|未公布|没有规定|无须|无需|已废止|已不适用|不批准|禁止"
)
_PERMITS = re.compile(r"可以|可请求|可申请|有权|允许|享受|可以由|能够|推荐")
_ABILITY = re.compile(
    r"能不能|可不可以|能否|可否|可以.{0,20}吗|能.{0,20}吗|行不行|可以不|走得了|允许"
)
_ASSERTS = re.compile(r"对吗|对吧|是吗|是吧|对不对|是不是|没错吧|吗[?？]?$")


def opening_word(question: ParsedQuestion, clause: str) -> str:
    """ "可以：", "不可以：", "不对：" or "" when the clause alone does not settle it.

    Args:
        question: as read.
        clause: the sentence that answers it best, verbatim.
    """
    if Asking.YES_NO not in question.asking:
        return ""
    premise = contradicted(question, clause)
    if premise:
        return "不对："
    if _ABILITY.search(question.text):
        if _DENIES.search(clause):
            return "一般不可以：" if "一般" in clause else "不可以："
        if _PERMITS.search(clause):
            return "可以："
    return ""


def contradicted(question: ParsedQuestion, clause: str) -> frozenset[Quantity]:
    """Quantities a question asserts that the clause replaces by others of the same dimension.

    Only for questions that ask for confirmation; empty when the clause has the quantity too or
    has none of that dimension.
    """
    if not _ASSERTS.search(question.text):
        return frozenset()
    asserted, stated = find_quantities(question.text), find_quantities(clause)
    dimensions = {quantity.dimension for quantity in stated}
    return frozenset(q for q in asserted if q.dimension in dimensions and q not in stated)

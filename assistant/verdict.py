"""The word that opens the answer when the clause contradicts a figure the question asserts.

Nothing else is put before a quote. Reading 可以 or 不可以 off words in a clause was tried and was
wrong in a third of the cases: a clause permits, forbids and sets conditions in one sentence.
"""

from __future__ import annotations

import re

from assistant.understand import ParsedQuestion
from corpus.quantities import Dimension, Quantity, find_quantities

_CONFIRMS = re.compile(r"对吗|对吧|对不对|是吗|是吧|是不是|没错吧|[是为][^，,。]{1,12}吗[?？]?$")
_LIMITS = re.compile(
    r"低于|高于|少于|多于|不满|以上|以下|以内|超过|至少|最低|最高|[须应]满|期满|届满|不到|达到|之间"
)
_BARE = (Dimension.COUNT,)
"""Counts of unlike things (两家, 五种) share a dimension and contradict nothing."""


def opening_word(question: ParsedQuestion, clause: str) -> str:
    """ "不对：" when the clause replaces a figure the question wants confirmed, else "".

    Args:
        question: as read.
        clause: the sentence that answers it best, verbatim.
    """
    return "不对：" if contradicted(question, clause) else ""


def contradicted(question: ParsedQuestion, clause: str) -> frozenset[Quantity]:
    """Quantities a question asserts that the clause replaces by others of the same dimension.

    Only for questions that ask for confirmation, and for clauses that state a figure rather than
    a limit: 80万元 does not contradict 「低于100万元」. Empty when the clause has the quantity too.
    """
    if not _CONFIRMS.search(question.text) or _LIMITS.search(clause):
        return frozenset()
    asserted, stated = find_quantities(question.text), find_quantities(clause)
    dimensions = {quantity.dimension for quantity in stated if quantity.dimension not in _BARE}
    return frozenset(q for q in asserted if q.dimension in dimensions and q not in stated)

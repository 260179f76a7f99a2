"""Whether a question says what it is about, before anything is searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking import Asking
from assistant.terms import question_words
from assistant.understand import ParsedQuestion
from indexing.tagged_words import Role

_GENERIC_ENOUGH = 3
"""So many common words together do say what is asked: 企业, 专利, 费用."""

_LEANING = frozenset(Asking) - {Asking.WHO, Asking.DEFINITION, Asking.REASON}
"""「要多久」 without a subject leans on something unsaid; 「谁赢了」 does not."""

_NO_HAN_WORDS = re.compile(r"[^\u4e00-\u9fff]*")
_WORDS = re.compile(r"[a-z0-9]{3,}")


def is_about_something_else(question: ParsedQuestion) -> bool:
    """Words or figures, none of which belongs to the field; as opposed to hardly any words."""
    if not question.text or _NO_HAN_WORDS.fullmatch(question.text):
        return bool(_WORDS.search(question.text)) or not question.text
    return not question.asking & _LEANING and any(not t.is_generic for t in question.terms)


def asks_local_support(question: ParsedQuestion) -> bool:
    """Whether the question is about money or other support that places grant, and not about what
    the law makes an employer pay."""
    words = question_words()
    if any(word in question.text for word in words.paid_by_employer):
        return False
    return any(word in question.text for word in words.local_support)


def says_what(question: ParsedQuestion, places: Sequence[str]) -> bool:
    """Whether the words name something that can be looked for; a place makes 「补贴」 enough."""
    if question.mentions or question.clauses:
        return True
    specific = [term for term in question.terms if not term.is_generic]
    actions = [term for term in specific if term.role is Role.ACTION]
    if any(term.role in (Role.NAME, Role.PROPER) for term in specific) or len(actions) > 1:
        return True
    generic = {term.word for term in question.terms if term.is_generic}
    if generic and any(term.alternatives for term in actions):
        return True  # 专利 and 公开, a word for what the law does: 公布
    return len(generic) >= _GENERIC_ENOUGH or bool(places and generic)

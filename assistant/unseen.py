"""Characters nobody sees, which can reorder what is shown or hide words in it."""

from __future__ import annotations

import re
from html import escape

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls besides tab and line feed, zero-width characters, marks of direction, tags."""


def without_unseen(text: str) -> str:
    """The text as a reader takes it in."""
    return _UNSEEN.sub("", text)


def shown(text: str) -> str:
    """The same as HTML that holds no markup."""
    return escape(without_unseen(text))

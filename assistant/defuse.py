"""Words of documents and users on their way into a prompt, where nothing in them may steer it."""

from __future__ import annotations

import re

from corpus.clean_text import clean

_FORGED_MARK = re.compile(r"[\[【［](\s*(?:\d{1,3}|\^\d{1,3})\s*)[\]】］]")
_TEMPLATE_TOKEN = re.compile(
    r"<(?=[|｜/]?\s*(?:im_(?:start|end)|system|user|assistant|human|think|tool|function|instruction"
    r"|start_of_turn|end_of_turn|bos|eos|s\s*>|s\||sys|begin|end|endoftext|eot|start_header))"
    r"|<(?=[|｜<])|(?<=[|｜>])>|\[(?=/?INST\])|\{(?=[{%])",
    re.IGNORECASE,
)
_FULL_WIDTH = {"<": "＜", ">": "＞", "[": "［", "{": "｛"}


def defused(text: str) -> str:
    """The text without what nobody sees, numbers of clauses and marks of chat templates.

    Servers turn `<|im_start|>` and its kin into the tokens that begin a message, wherever they
    stand; in full width they are plain text. A [n] in a clause would name another clause.
    """
    unmarked = _FORGED_MARK.sub(r"（\1）", clean(text))
    return _TEMPLATE_TOKEN.sub(lambda match: _FULL_WIDTH[match[0]], unmarked)


def defused_line(text: str) -> str:
    """The same on one line, for titles and questions: they cannot begin a part of the prompt."""
    return " ".join(defused(text).split())

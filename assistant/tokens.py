"""How many tokens a text takes, without the tokenizer of the model, which only its server knows."""

from __future__ import annotations

import math

_ASCII_A_TOKEN = 3
"""Tokenizers take three to four Latin letters a token; Chinese ones at most one character."""

PER_MESSAGE = 16
"""Tokens that mark where a message begins and ends."""


def tokens_at_most(text: str) -> int:
    """An upper bound of the tokens of a text, whichever tokenizer counts them."""
    ascii_characters = sum(character.isascii() for character in text)
    return len(text) - ascii_characters + math.ceil(ascii_characters / _ASCII_A_TOKEN)

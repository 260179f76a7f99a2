"""Text to the units that keyword search counts, and a question to the terms it is about."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from indexing.cutter import Cutter

if TYPE_CHECKING:
    from opencc import OpenCC

# Change it with the rules of `units`, so that an index built by other rules is refused.
UNITS_VERSION = 1

_BLANKS = re.compile(r"\s+")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]+")
_LATIN_WORD = re.compile(r"[^\W_\u2e80-\U0003ffff]+(?:\.\d+)*")
# Written names of instruments, found after normalising: year and number of a 发文字号, the number
# of an order or announcement, and the number of a standard. Each is kept whole besides its parts.
_DOCUMENT_NUMBER = re.compile(r"[〔\[(【]((?:19|20)\d\d)[〕\])】]\s?(?:第\s?)?(\d+)\s?号")
_ORDER_NUMBER = re.compile(r"(?:令|公告)第?\s?(\d+)\s?号|第\s?(\d+)\s?号(?:令|公告)")
_STANDARD_NUMBER = re.compile(r"\b(gb|iso|iec|db\d\d|iso/iec)(?:\s?/\s?([tz]))?\s?(\d{2,})")

_STOP_WORDS = frozenset(
    "什么 怎么 怎样 如何 哪些 哪个 哪里 为什么 是否 可以 能否 能够 需要 应当 应该 多少 多久 "
    "几个 有没有 是不是 我们 你们 他们 自己 一个 这个 那个 这种 那种 以及 或者 并且 如果 "
    "因为 所以 关于 对于 进行 有关 相关 请问 想问 一下 问题 情况 时候 现在 已经 还是 就是 "
    "不是 没有 然后 这样 那么 不能 能不能 可不可以".split()
)


def normalise(text: str) -> str:
    """One spelling for what reads the same: simplified characters, half width, lower case.

    For searching only: lengths change, so offsets into the result mean nothing in `text`.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    if not _traditional_characters().isdisjoint(folded):
        folded = _simplifier().convert(folded)
    return _BLANKS.sub(" ", folded).strip()


def units(text: str) -> list[str]:
    """Units for BM25, repeated as often as they occur.

    Han characters one by one and in adjacent pairs; Latin words and numbers whole, patent numbers
    among them ("cn113730992b"); document, order and standard numbers whole besides ("〔2025〕28",
    "第85号", "gb/t29490"). Punctuation gives nothing.
    """
    folded = normalise(text)
    found: list[str] = []
    for run in _HAN_RUN.findall(folded):
        found.extend(run)
        found.extend(map("".join, pairwise(run)))
    found.extend(_LATIN_WORD.findall(folded))
    found.extend(_written_numbers(folded))
    return found


def expand(question: str) -> tuple[str, ...]:
    """Terms that official texts use for what the question says in everyday words.

    In the order of `synonyms.toml`, without those the question already contains; () for none.
    """
    folded = normalise(question)
    return tuple(
        term
        for term, forms in _table().terms.items()
        if term not in folded and any(_says(folded, form) for form in forms)
    )


def key_terms(question: str) -> list[str]:
    """Words that carry the meaning, longest cuts of the domain dictionary, in order, once each.

    Leaves out single characters and question words; [] when nothing is left.
    """
    return list(
        dict.fromkeys(
            word for word in cut_words(question) if len(word) > 1 and word not in _STOP_WORDS
        )
    )


def cut_words(text: str) -> list[str]:
    """Words in text order, by jieba with the domain dictionary; blanks and punctuation left out."""
    return [word for word, _ in _cutter().cut(normalise(text)) if any(map(str.isalnum, word))]


def official_terms() -> frozenset[str]:
    """Every term and everyday form of the synonym table, for a dictionary of whole words."""
    table = _table().terms
    return frozenset(table) | {form for forms in table.values() for form in forms}


def action_terms() -> frozenset[str]:
    """Terms of the synonym table that say what is done, and their everyday forms."""
    table = _table()
    return frozenset(table.actions) | {
        form for term in table.actions for form in table.terms.get(term, ())
    }


def _says(folded: str, form: str) -> bool:
    """Whether the form occurs outside the contexts in which it means something else."""
    if form not in folded:
        return False
    for context in _table().not_inside.get(form, ()):
        folded = folded.replace(context, " ")
    return form in folded


def _written_numbers(folded: str) -> list[str]:
    numbers = [f"〔{year}〕{number}" for year, number in _DOCUMENT_NUMBER.findall(folded)]
    numbers += [f"第{first or second}号" for first, second in _ORDER_NUMBER.findall(folded)]
    for body, grade, number in _STANDARD_NUMBER.findall(folded):
        numbers.append(f"{body}/{grade}{number}" if grade else f"{body}{number}")
    return numbers


class _SynonymFile(BaseModel):
    """`synonyms.toml`: term → everyday forms; form → contexts in which it means something else."""

    model_config = ConfigDict(extra="forbid")

    actions: list[str]
    terms: dict[str, list[str]]
    not_inside: dict[str, list[str]]


@cache
def _table() -> _SynonymFile:
    content = files("indexing").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return _SynonymFile.model_validate(tomllib.loads(content))


@cache
def _traditional_characters() -> frozenset[str]:
    """Characters OpenCC would change; tells in microseconds that there is nothing to convert."""
    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines())
    return frozenset(old for old, new in pairs if new.split(" ")[0] != old)


@cache
def _simplifier() -> OpenCC:
    from opencc import OpenCC  # most texts never need it

    return OpenCC("t2s")


@cache
def _cutter() -> Cutter:
    return Cutter()

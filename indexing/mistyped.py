"""Finds words of the field that were mistyped: by their sound, or with characters out of order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexing.tagged_words import pieces_of
from indexing.words import official_terms

# Asked for in most questions, and not in the dictionary of the field.
_COMMON = frozenset(
    "条件 材料 需要 怎么 哪些 要求 流程 费用 标准 时间 手续 部门 企业 公司 申请 办理 文件 专利 "
    "商标 版权 发明 奖励 补贴 期限 规定 审查 保护 登记".split()
)
# Where one of these stands, its neighbours are read as they are: no word of the field holds them.
_FUNCTION_WORDS = frozenset(
    "不没有的了是吗呢吧嘛做要叫啥哪几谁个用也都就还在和与被把给让到从向对为会能想问交拿走算多老"
)
_LONGEST = 6
_SHORTEST = 2
_SELDOM_CHANCE = 4
"""From this length on, a word of the field does not come about by chance."""

_LEAST_SHARED = 0.5
"""Share of its characters a word must keep: input methods rarely get all of them wrong."""


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A stretch of a question, and the word it stands for.

    Attributes:
        start: offset in the question.
        typed: as it stands there.
        meant: as long as `typed`.
    """

    start: int
    typed: str
    meant: str


def find_mistyped(question: str) -> tuple[Mistyped, ...]:
    """Mistyped words of the field, in order, without overlaps; the longest reading wins.

    Only stretches that fall into single characters are looked at, because no dictionary can read
    them; a word that can be read is never changed for the sake of one character beside it.
    """
    speller = _speller()
    found: list[Mistyped] = []
    pieces = list(pieces_of(question))
    at = 0
    while at < len(pieces):
        stretch = next(speller.readings(pieces, at), None)
        if stretch is None:
            at += 1
            continue
        mistyped, taken = stretch
        found.append(mistyped)
        at += taken
    return tuple(found)


def mended(question: str, mistyped: tuple[Mistyped, ...]) -> str:
    """The question with the words meant in place of those typed."""
    for found in mistyped:
        end = found.start + len(found.typed)
        question = question[: found.start] + found.meant + question[end:]
    return question


class _Speller:
    """Words of the field by their sound and by their characters."""

    def __init__(self) -> None:
        self._sound_of = _sounds()
        words = {*_lines("domain_words.txt"), *official_terms(), *_COMMON}
        self._by_sound: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_characters: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(filter(_is_worth_mending, words)):
            self._by_sound[self._sound(word)].append(word)
            self._by_characters["".join(sorted(word))].append(word)

    def readings(
        self, pieces: Sequence[tuple[int, str]], at: int
    ) -> Iterator[tuple[Mistyped, int]]:
        """Words meant by the pieces from `at` on, longest first, with the pieces they take."""
        for count in range(min(_LONGEST, len(pieces) - at), 1, -1):
            window = [word for _, word in pieces[at : at + count]]
            typed = "".join(window)
            has_fallen_apart = sum(len(word) == 1 for word in window) > 1
            if has_fallen_apart and (meant := self._meant_by(typed)):
                yield Mistyped(pieces[at][0], typed, meant), count

    def _meant_by(self, typed: str) -> str | None:
        """The only word of this sound, or of these characters."""
        if len(typed) > _LONGEST or not _is_han(typed):
            return None
        if len(typed) < _SELDOM_CHANCE and _FUNCTION_WORDS & set(typed):
            return None
        alike = [w for w in self._by_sound.get(self._sound(typed), ()) if _near(w, typed)]
        alike = alike or [
            w for w in self._by_characters.get("".join(sorted(typed)), ()) if _one_swap(w, typed)
        ]
        return alike[0] if len(alike) == 1 and alike[0] != typed else None

    def _sound(self, text: str) -> tuple[str, ...]:
        return tuple(self._sound_of.get(character, character) for character in text)


def _is_worth_mending(word: str) -> bool:
    is_plain = word in _COMMON or not _FUNCTION_WORDS & set(word)
    return _SHORTEST <= len(word) <= _LONGEST and _is_han(word) and is_plain


def _sounds() -> dict[str, str]:
    """The sound of each character, without tone; `scripts.build_sounds` writes the file."""
    rows = (line.split(" ") for line in _lines("sounds.txt"))
    return {character: sound for sound, alike in rows for character in alike}


def _lines(name: str) -> list[str]:
    return files("indexing").joinpath(name).read_text(encoding="utf-8").splitlines()


def _is_han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def _one_swap(word: str, typed: str) -> bool:
    """Whether two neighbouring characters changed places and nothing else did."""
    differs = [at for at in range(len(word)) if word[at] != typed[at]]
    return len(differs) == 2 and differs[1] == differs[0] + 1


def _near(word: str, typed: str) -> bool:
    shared = sum(a == b for a, b in zip(word, typed, strict=True))
    return shared >= _LEAST_SHARED * len(word)


@cache
def _speller() -> _Speller:
    return _Speller()

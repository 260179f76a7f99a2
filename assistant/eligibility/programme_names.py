"""Which programme a question names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.eligibility.honours import canonical
from assistant.eligibility.profile_cues import profile_words
from assistant.eligibility.programme import Programme
from assistant.eligibility.written_amounts import folded

_BRACKETS = "（("
_TAKEN = "\0"
"""In place of a name that was found, so that no shorter one is found in it."""


class ProgrammeNames(BaseModel):
    """The file programme_names.toml: id -> what people say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: dict[str, tuple[str, ...]]


def named_programmes(
    text: str, programmes: Sequence[Programme], *, region: str | None
) -> tuple[Programme, ...]:
    """The programmes `text` names, by their longest names, in its order; () when it names none.

    Args:
        region: where the company is; of programmes of one place only those that hold there, or
            whose place `text` names, are meant.
    """
    plain = rest = _letters(text)
    names = sorted(
        (
            (name, programme)
            for programme in programmes
            if _is_here(programme, plain, region)
            for name in _names_of(programme)
        ),
        key=lambda one: -len(one[0]),
    )
    found: dict[str, tuple[int, Programme]] = {}
    for name, programme in names:
        if name in rest:
            found.setdefault(programme.id, (rest.index(name), programme))
            rest = rest.replace(name, _TAKEN * len(name))
    return tuple(programme for _, programme in sorted(found.values(), key=lambda one: one[0]))


def _is_here(programme: Programme, plain: str, region: str | None) -> bool:
    if not programme.region:
        return True
    if region is not None and f"{region}/".startswith(f"{programme.region}/"):
        return True
    place = programme.region.split("/")[-1]
    return _letters(place).rstrip("省市区县") in plain


def _names_of(programme: Programme) -> Iterator[str]:
    yield _letters(programme.name)
    yield _letters(programme.name.split(_BRACKETS[0])[0].split(_BRACKETS[1])[0])
    for name in _said().names.get(programme.id, ()):
        yield _letters(name)
    if programme.honour:
        yield _letters(programme.honour)
        for title in profile_words().honour:
            if canonical(title.name) == canonical(programme.honour):
                yield from map(_letters, title.words)


def _letters(text: str) -> str:
    """Folded, without quotation marks and blanks, which people leave out."""
    return "".join(one for one in folded(text) if one not in "“”\"'「」『』 　")


@cache
def _said() -> ProgrammeNames:
    text = Path(__file__).with_name("programme_names.toml").read_text(encoding="utf-8")
    return ProgrammeNames.model_validate(tomllib.loads(text))

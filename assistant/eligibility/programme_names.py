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


class ProgrammeNames(BaseModel):
    """The file programme_names.toml: id -> what people say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: dict[str, tuple[str, ...]]


def named_programme(
    text: str, programmes: Sequence[Programme], *, region: str | None
) -> Programme | None:
    """The programme `text` names, by its longest name; None when it names none.

    Args:
        region: where the company is; of programmes of one place only those that hold there, or
            whose place `text` names, are meant.
    """
    plain = _letters(text)
    found = [
        (len(name), programme)
        for programme in programmes
        for name in _names_of(programme)
        if name in plain and _is_here(programme, plain, region)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


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

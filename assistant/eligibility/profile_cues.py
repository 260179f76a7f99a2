"""What people call the fields of a profile: profile_words.toml and the labels of the fields."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.eligibility.profile import field_by_label, fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.written_amounts import Measure, WrittenAmount, folded

_BY_UNIT = {"万元": "money", "元": "money", "%": "percent", "分": "points", "天": "days"}


class Cue(BaseModel):
    """Words for a figure; every other key names the field that an amount of that kind fills.

    Attributes:
        loss: a sum of money that counts as negative.
        share: "field/of": an amount in % is this share of another field.
        asks: no field can be told; what the writer should say instead.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    money: str = ""
    loss: str = ""
    count: str = ""
    percent: str = ""
    share: str = ""
    points: str = ""
    days: str = ""
    asks: str = ""

    def names(self) -> frozenset[str]:
        """The fields it may fill."""
        share = self.share.partition("/")[0]
        all_ = (self.money, self.loss, self.count, self.percent, share, self.points, self.days)
        return frozenset(filter(None, all_))


class Statement(BaseModel):
    """A field that is so or not so; regular expressions over one folded clause.

    Attributes:
        holds, fails: for yes and no, `fails` is tried first.
        some, none: for what happened once or never.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    holds: str = ""
    fails: str = ""
    some: str = ""
    none: str = ""


class HonourWords(BaseModel):
    """What a title is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    words: tuple[str, ...]


class ProfileWords(BaseModel):
    """The file profile_words.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cue: tuple[Cue, ...]
    statement: tuple[Statement, ...]
    honour: tuple[HonourWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCue:
    """A cue at `text[start:end]` of the folded text."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an amount fills.

    Attributes:
        field: name of the field of the profile.
        share_of: the field it is a share of, in %; "" when it is the value itself.
        sign: -1 for a loss.
    """

    field: str
    share_of: str = ""
    sign: int = 1


@cache
def profile_words() -> ProfileWords:
    """The file that comes with the program."""
    text = Path(__file__).with_name("profile_words.toml").read_text(encoding="utf-8")
    return ProfileWords.model_validate(tomllib.loads(text))


def find_cues(text: str) -> tuple[FoundCue, ...]:
    """The cues in folded `text`, in order, the longest where several begin at one place."""
    pattern, by_word = _cue_pattern()
    return tuple(
        FoundCue(start=match.start(), end=match.end(), cue=by_word[match.group()])
        for match in pattern.finditer(text)
    )


def target_of(cue: Cue, amount: WrittenAmount) -> Target | None:
    """The field that `amount` fills beside `cue`; None when its unit does not fit."""
    measure = amount.measure
    if measure is Measure.MONEY or (measure is Measure.NONE and amount.is_scaled):
        return Target(field=cue.loss, sign=-1) if cue.loss else _target(cue.money)
    if measure is Measure.PERCENT:
        share, _, whole = cue.share.partition("/")
        return _target(cue.percent) or (Target(field=share, share_of=whole) if share else None)
    if measure is Measure.POINTS:
        return _target(cue.points)
    if measure is Measure.DAYS:
        return _target(cue.days)
    if measure in (Measure.PEOPLE, Measure.PIECES):
        return _target(cue.count) if _counts(cue.count, measure) else None
    if measure is Measure.NONE:  # a bare number is clear where the field can be nothing else
        return None if cue.money else _target(cue.count or cue.points)
    return None


def _target(field: str) -> Target | None:
    return Target(field=field) if field else None


def _counts(field: str, measure: Measure) -> bool:
    """Whether 件, 项, 个 or 人 may count it: 12 个研发 are people, 3 人发明 are no patents."""
    unit = next((one.unit for one in fields() if one.name == field), "")
    return measure is Measure.PIECES or unit == "人"


@cache
def _cue_pattern() -> tuple[re.Pattern[str], dict[str, Cue]]:
    by_word = {folded(word): cue for cue in profile_words().cue for word in cue.words}
    for label, field in field_by_label().items():
        cue = _cue_of_label(field)
        if cue is not None:
            by_word.setdefault(folded(label), cue)
    longest_first = sorted(by_word, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), by_word


def _cue_of_label(field: ProfileField) -> Cue | None:
    if field.kind not in (FieldKind.NUMBER, FieldKind.COUNT, FieldKind.YEARLY):
        return None
    kind = _BY_UNIT.get(field.unit, "count")
    return Cue.model_validate({"words": (field.label,), kind: field.name})

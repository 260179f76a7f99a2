from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.layout.patent_record import PatentRecord
from assistant.layout.technology_effect import technology_effects
from assistant.layout.white_spots import Surroundings, Verdict, WhiteSpot, white_spots
from tests.assistant.layout.planted_field import (
    SUBJECTS,
    TODAY,
    TOPIC_WITHOUT_NOISE,
    planted_field,
)

NOISE = "降低噪声与振动"


def _spots(records: list[PatentRecord]) -> tuple[WhiteSpot, ...]:
    field = planted_field()
    effects = technology_effects(records, field.subject, list(SUBJECTS))
    return white_spots(
        Surroundings(
            records=records,
            vectors=field.vectors,
            rows_of={id_: (subject,) for id_, subject in field.subject.items()},
            table=effects.table,
            data_day=TODAY,
        )
    )


def test_the_planted_white_spot_is_the_only_one_found_and_worth_a_look() -> None:
    (spot,) = _spots(planted_field().records)
    assert (spot.topic, spot.effect) == (TOPIC_WITHOUT_NOISE, NOISE)
    assert spot.verdict is Verdict.WORTH_A_LOOK
    assert spot.cell.patents == ()
    assert spot.cell.expected > 20
    assert len(spot.nearest) == 5
    assert all(check.text for check in spot.checks)


def test_the_rare_effect_leaves_empty_cells_but_no_white_spot() -> None:
    field = planted_field()
    effects = technology_effects(field.records, field.subject, list(SUBJECTS))
    empty = [s for s in SUBJECTS if not effects.table.patents_at(s, "信息安全与隐私")]
    assert len(empty) == 3
    assert "信息安全与隐私" not in {spot.effect for spot in _spots(field.records)}


def test_a_topic_that_is_mostly_unpublished_is_called_too_new() -> None:
    field = planted_field()
    records = [
        replace(r, filed=date(2026, 2, 3)) if field.subject[r.id] == TOPIC_WITHOUT_NOISE else r
        for r in field.records
    ]
    (spot,) = _spots(records)
    assert spot.verdict is Verdict.TOO_NEW
    assert "可能太新" in spot.checks[-1].text
    assert len(spot.checks[-1].patents) == 150


def test_a_topic_that_speaks_of_the_thing_in_other_words_is_told_apart() -> None:
    field = planted_field()
    records = [
        replace(r, abstract=f"{r.abstract}运行时的噪声由吸音层吸收。")
        if field.subject[r.id] == TOPIC_WITHOUT_NOISE
        else r
        for r in field.records
    ]
    (spot,) = _spots(records)
    assert spot.verdict is Verdict.OTHER_WORDS
    assert len(spot.mentioned) == 150


def test_an_effect_that_only_a_far_corner_promises_shows_no_demand() -> None:
    field = planted_field()
    corner = "盲文点显键盘"
    vectors = field.vectors.copy()
    for at, one in enumerate(field.records):
        if field.subject[one.id] == corner:
            vectors[at, :3] = -1
    records = [
        replace(
            r, abstract="提高工作效率，保密性好。" if field.subject[r.id] == corner else r.abstract
        )
        for r in field.records
    ]
    effects = technology_effects(records, field.subject, list(SUBJECTS))
    spots = white_spots(
        Surroundings(
            records=records,
            vectors=vectors,
            rows_of={id_: (subject,) for id_, subject in field.subject.items()},
            table=effects.table,
            data_day=TODAY,
        )
    )
    secrecy = {spot.topic: spot.verdict for spot in spots if spot.effect == "信息安全与隐私"}
    assert len(secrecy) == 3
    assert Verdict.WORTH_A_LOOK not in secrecy.values()


@pytest.mark.parametrize("count", [0, 20])
def test_few_patents_leave_no_white_spot(count: int) -> None:
    field = planted_field()
    records = field.records[:count]
    effects = technology_effects(records, field.subject, list(SUBJECTS))
    around = Surroundings(
        records=records,
        vectors=field.vectors[:count],
        rows_of={id_: (subject,) for id_, subject in field.subject.items()},
        table=effects.table,
        data_day=TODAY,
    )
    assert white_spots(around) == ()

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from assistant.eligibility.programme_files import load_programmes
from assistant.layout.advice import Advice, Wishes, advise
from assistant.layout.compare import Sides, compare
from assistant.layout.findings import Finding
from assistant.layout.landscape import Landscape, survey
from assistant.layout.patent_record import PatentKind, PatentRecord
from assistant.layout.patterns import Pattern
from assistant.layout.time_rules import OwnDates
from tests.assistant.layout.planted_field import (
    ENTRANT,
    LEADER,
    TODAY,
    TOPIC_WITHOUT_NOISE,
    clauses,
    no_clauses,
    planted_field,
    record,
)

SIDES = Sides(mine=(ENTRANT,), theirs=(LEADER,))
NANSHA = "广东省/广州市/南沙区"


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    field = planted_field()
    return survey(field.records, field.vectors, data_day=TODAY, clauses=clauses())


@pytest.fixture(scope="module")
def plan(landscape: Landscape) -> Advice:
    field = planted_field()
    comparison = compare(
        field.records, field.vectors, landscape.topics, sides=SIDES, clauses=clauses()
    )
    wishes = Wishes(
        sides=SIDES, dates=OwnDates(kind=PatentKind.INVENTION, filed=TODAY), region=NANSHA
    )
    return advise(
        field.records,
        landscape,
        wishes,
        clauses=clauses(),
        comparison=comparison,
        programmes=load_programmes(),
    )


def _claims(plan: Advice) -> Iterator[Finding]:
    """Every sentence that says something of the field or of the law."""
    for fit in plan.patterns:
        yield from fit.reasons
    yield from (role.reason for role in plan.topics)
    yield from (opening.sentence for opening in plan.openings)
    yield from (*plan.sequence, *plan.types)
    if plan.timing:
        yield from (limit.sentence for limit in plan.timing.limits)


def test_every_sentence_carries_patents_or_clauses(plan: Advice) -> None:
    claims = list(_claims(plan))
    assert len(claims) > 20
    assert [claim.text for claim in claims if not claim.patents and not claim.citations] == []


def test_every_patent_behind_a_sentence_is_one_of_the_field(
    plan: Advice, landscape: Landscape
) -> None:
    known = set(landscape.patents)
    assert all(set(claim.patents) <= known for claim in _claims(plan))


def test_the_white_spot_is_proposed_with_what_to_read_first(
    plan: Advice, landscape: Landscape
) -> None:
    opening = plan.openings[0]
    assert opening.spot is not None
    assert "核实" in opening.sentence.text
    assert set(opening.spot.nearest) <= set(opening.sentence.patents)
    members = {
        id_ for t in landscape.topics.topics if t.label == opening.spot.topic for id_ in t.patents
    }
    assert {planted_field().subject[id_] for id_ in members} == {TOPIC_WITHOUT_NOISE}


def test_all_six_forms_are_weighed_and_carry_their_definition(plan: Advice) -> None:
    assert {fit.pattern for fit in plan.patterns} == set(Pattern)
    for fit in plan.patterns:
        assert fit.definition is not None
        assert fit.definition.quote.startswith(fit.pattern.value)
    told = [fit.fits for fit in plan.patterns]
    assert told == sorted(told, key=lambda fits: (True, None, False).index(fits))


def test_filing_on_one_day_is_advised_against_for_priority_examination(plan: Advice) -> None:
    (said,) = [f for f in plan.types if "优先审查" in f.text]
    assert {c.title for c in said.citations} == {"专利优先审查管理办法"}
    assert any("同日" in c.quote for c in said.citations)


def test_local_support_is_named_only_where_the_user_is(plan: Advice, landscape: Landscape) -> None:
    names = {link.programme for link in plan.support}
    assert {"fee-reduction", "nansha-award"} <= names
    assert "qingdao-pledge" not in names
    elsewhere = advise(
        planted_field().records,
        landscape,
        Wishes(),
        clauses=clauses(),
        programmes=load_programmes(),
    )
    names = {link.programme for link in elsewhere.support}
    assert "fee-reduction" in names
    assert "nansha-award" not in names
    assert all("以主管部门认定为准" in link.why for link in plan.support)


def test_without_own_names_and_dates_the_plan_says_what_it_cannot_tell(
    landscape: Landscape,
) -> None:
    plan = advise(planted_field().records, landscape, Wishes(), clauses=clauses())
    texts = "".join(limit.text for limit in plan.limits)
    assert "没有给出本方申请人" in texts
    assert "没有给出申请、公开等日期" in texts
    assert plan.timing is None
    fits = {fit.pattern: fit.fits for fit in plan.patterns}
    assert fits[Pattern.NETWORK] is None
    assert fits[Pattern.BLOCKING] is None


def test_too_few_patents_allow_no_form_and_no_opening() -> None:
    field = planted_field()
    records, vectors = field.records[:20], field.vectors[:20]
    thin = survey(records, vectors, data_day=TODAY, clauses=clauses())
    plan = advise(records, thin, Wishes(sides=SIDES), clauses=clauses())
    assert {fit.fits for fit in plan.patterns} == {None}
    assert plan.openings == ()
    assert any("不足 30 件" in limit.text for limit in plan.limits)


def test_without_the_texts_no_sentence_on_the_law_is_said(landscape: Landscape) -> None:
    plan = advise(planted_field().records, landscape, Wishes(), clauses=no_clauses())
    assert plan.sequence == plan.types == ()
    assert any("找不到依据条文" in limit.text for limit in plan.limits)


def _field_of(owners: dict[int, tuple[str, ...]]) -> tuple[list[PatentRecord], np.ndarray]:
    """One group of vectors for each number, owned as given."""
    draw = np.random.default_rng(9)
    records: list[PatentRecord] = []
    rows = []
    for group, names in owners.items():
        for name in names:
            records.append(record(len(records), title=f"样品{group}", applicants=(name,)))
            rows.append(np.eye(8)[group] + draw.normal(0, 0.02, 8))
    return records, np.array(rows, dtype=np.float32)


@pytest.mark.parametrize(
    ("owners", "pattern", "fits"),
    [
        ({0: ("对手",) * 30, 1: ("本方",) * 12}, Pattern.SURROUNDING, True),
        ({0: ("对手",) * 8, 1: tuple(f"甲{n}" for n in range(40))}, Pattern.SURROUNDING, False),
        ({0: ("本方",) * 20, 1: ("对手",) * 20}, Pattern.STRATEGIC, True),
        ({0: ("本方",) * 5 + ("对手",) * 20, 1: ("对手",) * 20}, Pattern.STRATEGIC, False),
        ({n: ("本方",) * 12 for n in range(4)}, Pattern.NETWORK, True),
        ({0: ("本方",) * 12, 1: ("对手",) * 30}, Pattern.NETWORK, False),
        ({0: ("本方",) * 3, 1: tuple(f"甲{n}" for n in range(40))}, Pattern.BLOCKING, True),
        ({0: ("本方",) * 3, 1: ("对手",) * 40}, Pattern.BLOCKING, False),
    ],
)
def test_a_form_fits_where_its_rule_says_so(
    owners: dict[int, tuple[str, ...]], pattern: Pattern, fits: bool
) -> None:
    records, vectors = _field_of(owners)
    found = survey(records, vectors, data_day=TODAY, clauses=clauses())
    plan = advise(records, found, Wishes(sides=Sides(mine=("本方",))), clauses=clauses())
    assert {fit.pattern: fit.fits for fit in plan.patterns}[pattern] is fits

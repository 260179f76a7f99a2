"""The harness finds faults planted in a real run, each in its own figure and in no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pytest

from assistant.open_assistant import open_assistant
from assistant.settings import AssistantSettings
from corpus.catalogue import Catalogue
from corpus.documents import Document, Kind
from corpus.home import Home
from corpus.progress import no_progress
from evals.answer_measures import StatusOn
from evals.beir import Dataset, Row
from evals.cases import Case, named_cases
from evals.compare_runs import compare
from evals.gate import gate
from evals.measured import lookups
from evals.measures import Joined
from evals.quote_measures import TextOf
from evals.retrieval import ranked
from evals.run_cases import run_cases
from evals.stored_runs import StoredRun, stored
from tests.evals import planted_faults as faults
from tests.evals.planted_faults import Replayed, Spoil

EVERY = 6
OWN_WORDS = {"invented_numbers", "citation_precision", "citation_recall"}
"""Sentences that no longer match their quotes also show here."""


@dataclass(frozen=True)
class World:
    """A real run, and what replays and judges it."""

    cases: tuple[Case, ...]
    replayed: Replayed
    former: dict[str, Document]
    text_of: TextOf
    status_on: StatusOn

    def run(self, spoil: Spoil = lambda answer: answer, *, seconds: float = 0.0) -> StoredRun:
        assistant = Replayed(self.replayed.answers, spoil, seconds)
        found = run_cases(self.cases, assistant, text_of=self.text_of, status_on=self.status_on)
        return stored(found, name="run")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    home = Home(tmp_path_factory.mktemp("faults"))
    assistant = open_assistant(home, settings=AssistantSettings(statutes="none"))
    catalogue = Catalogue(home.catalogue)
    text_of, status_on = lookups(catalogue)
    cases = tuple(case for case in named_cases(["dev", "test"]) if not case.history)[::EVERY]
    answers = {
        (c.question, c.as_of, c.region): assistant.ask(c.question, as_of=c.as_of, region=c.region)
        for c in cases
    }
    former = {
        document.superseded_by: document
        for document in catalogue.documents()
        if document.superseded_by and document.kind is Kind.POLICY
    }
    return World(cases, Replayed(answers), former, text_of, status_on)


@pytest.fixture(scope="module")
def sound(world: World) -> StoredRun:
    return world.run()


def worse(before: StoredRun, after: StoredRun) -> set[str]:
    """Measures that became worse: by more than chance, or at all where things are counted."""
    changes = compare(before.values, after.values).changes
    return {
        change.measure.name
        for change in changes
        if change.measure.name != "took_ms"
        and (change.is_regression or (change.measure.joined is Joined.SUM and change.is_worse))
    }


def test_a_run_like_the_first_shows_nothing(world: World, sound: StoredRun) -> None:
    assert worse(sound, world.run()) == set()


@pytest.mark.parametrize(
    ("spoil", "shown", "allowed"),
    [
        (
            faults.change_numbers,
            {"invented_numbers", "fact_recall", "right", "exact_right", "exact_wrong"}
            | {"citation_recall", "citation_precision"},
            {"exact_missing"},
        ),
        (
            faults.negate,
            {"citation_recall", "citation_precision"},
            {"fact_recall", "right"},
        ),
        # A question that may be refused or answered is now answered, without its gold number.
        (
            faults.never_refuse,
            {"unanswerable_refused"},
            {"status_errors", "place_errors", "exact_wrong", "exact_missing"},
        ),
        (
            faults.always_refuse,
            {"right", "fact_recall", "source_right", "false_refusals"},
            set(),
        ),
        (faults.say_twice, {"repeated_sentences"}, set()),
        (faults.cut_quotes, {"quotes_cut"}, OWN_WORDS),
        (faults.stale, {"quotes_stale"}, set()),
        (faults.elsewhere, {"place_errors"}, set()),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_a_fault_shows_in_its_own_figure(
    world: World, sound: StoredRun, spoil: Spoil, shown: set[str], allowed: set[str]
) -> None:
    found = worse(sound, world.run(spoil))
    assert shown <= found
    assert found <= shown | allowed


def test_citing_a_former_version_shows_as_a_status_error(world: World, sound: StoredRun) -> None:
    found = worse(sound, world.run(faults.former_version(world.former)))
    assert "status_errors" in found
    assert found <= {"status_errors", "right", "source_right", "quotes_cut"} | OWN_WORDS


def test_a_tenfold_slowdown_shows_in_the_time_alone(world: World) -> None:
    quick, slow = world.run(seconds=0.001), world.run(seconds=0.01)
    changes = {c.measure.name: c for c in compare(quick.values, slow.values).changes}
    assert changes["took_ms"].is_regression
    assert worse(quick, slow) == set()


def test_the_gate_names_the_questions_a_fault_costs(world: World, sound: StoredRun) -> None:
    after = world.run(faults.always_refuse)
    verdict = gate(compare(sound.values, after.values), {c.id: c for c in world.cases})
    assert not verdict.passes
    assert any("？" in question or "吗" in question for question in verdict.questions)


@pytest.fixture
def numbered_law() -> Dataset:
    """Twelve articles, every second one inserted later as 之一."""
    labels = [f"第{n}条{'之一' if n % 2 else ''}" for n in range(1, 13)]
    return Dataset(
        name="law",
        rows=tuple(Row(_id=label, title=label, text=label) for label in labels),
        queries={label: label for label in labels},
        gains={label: {label: 1} for label in labels},
    )


def test_a_retriever_that_drops_inserted_articles_shows_in_the_recall(
    numbered_law: Dataset,
) -> None:
    found = ranked(numbered_law, partial(_without_inserted, ["x"]), progress=no_progress)
    whole = ranked(numbered_law, lambda question: [question], progress=no_progress)
    lost = [q for q, value in found.values["recall@10"].items() if not value]
    assert (whole.means["recall@10"], found.means["recall@10"]) == (1.0, 0.5)
    assert all(question.endswith("之一") for question in lost)


def _without_inserted(instead: Sequence[str], question: str) -> list[str]:
    return list(instead) if question.endswith("之一") else [question]

"""What must hold of every answer on the built-in texts, however the decision is tuned."""

from __future__ import annotations

from pathlib import Path

import pytest

import evals
from assistant.open_assistant import open_assistant
from assistant.settings import AssistantSettings
from corpus.catalogue import Catalogue
from corpus.home import Home
from evals.answer_figures import Figures
from evals.cases import read_cases
from evals.measured import lookups
from evals.run_cases import run_cases

QUESTIONS = Path(str(evals.__file__)).parent / "questions" / "dev.jsonl"
EVERY = 4  # a quarter of the questions, some seconds


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    home = Home(tmp_path_factory.mktemp("quality"))
    assistant = open_assistant(home, settings=AssistantSettings(statutes="none"))
    text_of, status_on = lookups(Catalogue(home.catalogue))
    cases = read_cases(QUESTIONS)[::EVERY]
    return run_cases(cases, assistant, text_of=text_of, status_on=status_on).figures


def test_no_question_crashes(figures: Figures) -> None:
    assert figures.crashed == 0


def test_no_sentence_goes_without_citation(figures: Figures) -> None:
    assert figures.sentences_without_citation == 0


def test_every_quote_is_verbatim(figures: Figures) -> None:
    assert figures.quotes > 100
    assert figures.quotes_verbatim == 1


def test_no_number_is_invented(figures: Figures) -> None:
    assert figures.invented_numbers == 0


def test_no_text_out_of_force_is_passed_off_as_valid(figures: Figures) -> None:
    assert figures.status_errors == 0


def test_no_local_text_answers_for_another_place(figures: Figures) -> None:
    assert figures.place_errors == 0

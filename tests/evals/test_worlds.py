from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.home import Home
from evals.cases import Case, Category, SourceWanted, Split
from evals.measured import Measured, lookups
from evals.robustness import Robustness
from evals.worlds import abilities
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import TODAY, assistant_over, home_in, make_assistant


def case(name: str, question: str, fact: str, title: str) -> Case:
    return Case(
        id=name,
        question=question,
        as_of=TODAY,
        category=Category.TIME_LIMIT,
        answerable=True,
        facts=((fact,),),
        sources=(SourceWanted(title=title),),
        split=Split.DEV,
    )


CASES = (
    case("term", "云雀标志的保护期是几年？", "八年", "云雀标志登记办法"),
    case("decision", "云雀标志登记要几日内作出决定？", "三十日", "云雀标志登记办法"),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Robustness]:
    embedder = OnnxEmbedder()

    def open_world(home: Home) -> Measured:
        text_of, status_on = lookups(Catalogue(home.catalogue))
        return Measured(
            assistant=assistant_over(home, embedder),
            text_of=text_of,
            status_on=status_on,
            settings={},
        )

    home = home_in(tmp_path_factory.mktemp("world"))
    make_assistant(home, embedder)
    before = _revision(home)
    rows = abilities(home, CASES, open_world=open_world)
    assert _revision(home) == before  # the corpus itself is left as it is
    return {row.name: row for row in rows}


def _revision(home: Home) -> str:
    return Catalogue(Path(home.catalogue)).revision


@pytest.mark.parametrize("ability", ["noise", "former", "elsewhere"])
def test_texts_that_do_not_apply_leave_right_answers_right(
    found: dict[str, Robustness], ability: str
) -> None:
    assert (found[ability].cases, found[ability].right_after) == (2, 1)


def test_without_its_text_a_question_is_refused(found: dict[str, Robustness]) -> None:
    assert (found["rejection"].cases, found["rejection"].right_after) == (2, 1)


def test_two_questions_in_one_message_are_both_answered(found: dict[str, Robustness]) -> None:
    assert (found["integration"].cases, found["integration"].right_after) == (1, 1)

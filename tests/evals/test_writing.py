"""Extracts, checked drafts and unchecked ones: what each says of the same question."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.open_assistant import open_assistant
from assistant.settings import AssistantSettings
from corpus.home import Home
from evals.answer_measures import Judgement
from evals.attacks.attack import CORPUS
from evals.attacks.obedient_server import obedient_server
from evals.cases import Case, Category, SourceWanted, Split
from evals.writing import CHECKED, EXTRACTS, UNCHECKED, compare_writing, sample, writing_figures
from evals.writing_report import as_table

CASE = Case(
    id="a",
    question="首次通过白鹭工坊评定奖励多少钱？",
    category=Category.AMOUNT,
    answerable=True,
    facts=(("六万元",),),
    sources=(SourceWanted(title="白鹭工坊评定办法", locator="第三条"),),
    split=Split.DEV,
)
INVENTED = "首次通过白鹭工坊评定的单位，给予一次性奖励九万元[1]。"
Judged = dict[str, tuple[Judgement, ...]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    home = Home(tmp_path_factory.mktemp("writing") / "home")
    offline = AssistantSettings(llm_url="", statutes="none")
    open_assistant(home, settings=offline).take_in([Path(CORPUS)])
    with obedient_server() as server:
        server.reply = INVENTED
        settings = offline.model_copy(
            update={"llm_url": server.url, "llm_key": SecretStr(""), "llm_timeout_seconds": 120}
        )
        return compare_writing(home, [CASE], settings)


def test_only_the_unchecked_draft_invents_a_number(judged: Judged) -> None:
    invented = {name: writing_figures(found).invented_numbers for name, found in judged.items()}
    assert invented == {EXTRACTS: 0, CHECKED: 0, UNCHECKED: 1}


def test_checking_keeps_the_fact_the_draft_would_have_lost(judged: Judged) -> None:
    recall = {name: writing_figures(found).fact_recall for name, found in judged.items()}
    assert recall == {EXTRACTS: 1.0, CHECKED: 1.0, UNCHECKED: 0.0}


def test_citations_that_do_not_carry_their_sentence_count_against_precision(
    judged: Judged,
) -> None:
    precision = {n: writing_figures(found).citation_precision for n, found in judged.items()}
    assert precision == {EXTRACTS: 1.0, CHECKED: 1.0, UNCHECKED: 0.0}


def test_the_share_worded_by_the_model_is_told(judged: Judged) -> None:
    shares = {name: writing_figures(found).by_model for name, found in judged.items()}
    assert shares[CHECKED] == 0.0


def test_the_table_has_a_column_each_way(judged: Judged) -> None:
    table = as_table({name: writing_figures(found) for name, found in judged.items()})
    assert table.splitlines()[0] == f"| 1 题 | {EXTRACTS} | {CHECKED} | {UNCHECKED} |"
    assert "| 凭空出现的数字 | 0 | 0 | 1 |" in table


def test_a_sample_is_the_same_every_time_and_in_order() -> None:
    cases = [CASE.model_copy(update={"id": str(number)}) for number in range(50)]
    drawn = sample(cases, 10)
    assert drawn == sample(cases, 10)
    assert [case.id for case in drawn] == sorted((case.id for case in drawn), key=int)
    assert len(sample(cases, 99)) == 50

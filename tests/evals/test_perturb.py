from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.perturb import (
    PERTURBATIONS,
    Perturbation,
    attacked,
    full_width,
    paraphrase,
    perturbed,
    polite,
    swapped,
    traditional,
    wrong_sound,
)

Apply = Callable[[str, random.Random], str | None]
QUESTION = "2026年我们企业申请《专利优先审查管理办法》里的优先审查要3份材料吗？"
questions = st.text(
    "专利申请费用减缴多少年不能可以审查商标企业2026《办法》第条，。？ab", min_size=1
)


def chance() -> random.Random:
    return random.Random(1)


def test_every_perturbation_has_a_name_of_its_own() -> None:
    assert len({p.name for p in PERTURBATIONS}) == len(PERTURBATIONS)


@pytest.mark.parametrize("apply", [paraphrase, polite, attacked])
def test_words_around_leave_the_question_as_it_is(apply: Apply) -> None:
    assert QUESTION in (apply(QUESTION, chance()) or "")


def test_full_width_reaches_digits() -> None:
    assert full_width("2026年", chance()) == "２０２６年"


def test_a_question_without_latin_or_digits_has_no_full_width() -> None:
    assert full_width("专利费用", chance()) is None


def test_traditional_characters_replace_simplified_ones() -> None:
    assert traditional("专利", chance()) == "專利"


def test_one_word_is_typed_by_its_sound() -> None:
    assert wrong_sound("商标怎么续展", chance()) in {"商表怎么续展", "商标怎末续展"}


def test_names_in_title_marks_keep_their_characters() -> None:
    assert wrong_sound("《商标法》", chance()) is None


@given(questions, st.integers(0, 50))
def test_swapping_keeps_every_character(question: str, seed: int) -> None:
    found = swapped(question, random.Random(seed))
    assert found is None or (found != question and sorted(found) == sorted(question))


@given(questions, st.integers(0, 50))
def test_swapping_keeps_numbers_titles_and_negations_in_place(question: str, seed: int) -> None:
    found = swapped(question, random.Random(seed))
    fixed = re.compile("《[^》]*》|\\d+|不")
    if found is not None:
        assert fixed.findall(found) == fixed.findall(question)


@pytest.mark.parametrize("perturbation", PERTURBATIONS, ids=lambda p: p.name)
def test_the_same_seed_gives_the_same_words(perturbation: Perturbation) -> None:
    once, again = (perturbed(QUESTION, perturbation, seed=3) for _ in range(2))
    assert once == again

"""Citation recall and precision by hand-made answers, and numbers against the gold facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Sentence
from evals.answer_measures import judge
from evals.cases import Case
from evals.claim_measures import Claims, ExactFacts, check_sentence, claims_of, exact_facts
from evals.measures import values_of
from tests.evals.scripted_assistant import ANSWERABLE, answer, citation, refusal, status_on, text_of

TERM = citation()
SUBSIDY = citation("评估费补贴百分之五十，每年最高十万元。")


def claims(*sentences: Sentence) -> Claims:
    given = replace(answer(), sentences=sentences)
    found = claims_of(ANSWERABLE, given)
    assert found is not None
    return found


def said(text: str, *citations: Citation) -> Sentence:
    return Sentence(text=text, citations=citations)


def test_a_sentence_its_clause_says_counts_in_full() -> None:
    found = claims(said("发明专利权的期限为20年。", TERM))
    assert (found.citation_recall, found.citation_precision) == (1.0, 1.0)


def test_a_sentence_its_clause_does_not_say_makes_its_citations_idle() -> None:
    found = claims(said("发明专利权的期限为15年。", TERM), said("评估费补贴50%。", SUBSIDY))
    assert (found.citation_recall, found.citation_precision) == (0.5, 0.5)
    assert found.sentences[0].objections


def test_a_citation_that_is_not_needed_is_idle() -> None:
    found = check_sentence(said("发明专利权的期限为20年。", TERM, SUBSIDY))
    assert (found.is_supported, found.citations, found.idle) == (True, 2, 1)


def test_citations_that_support_only_together_are_both_needed() -> None:
    found = check_sentence(
        said("发明专利权的期限为二十年，评估费补贴百分之五十，每年最高十万元。", TERM, SUBSIDY)
    )
    assert (found.is_supported, found.idle) == (True, 0)


def test_the_same_clause_cited_twice_is_one_citation() -> None:
    assert check_sentence(said("发明专利权的期限为20年。", TERM, TERM)).citations == 1


def test_a_sentence_without_citation_is_not_supported() -> None:
    found = claims(said("发明专利权的期限为20年。"))
    assert (found.citation_recall, found.citation_precision) == (0.0, None)


def test_an_answer_without_sentences_has_no_recall() -> None:
    assert claims().citation_recall == 0.0


def test_a_refusal_takes_no_part() -> None:
    assert claims_of(ANSWERABLE, refusal()) is None


def wanting(*facts: tuple[str, ...]) -> Case:
    return ANSWERABLE.model_copy(update={"facts": facts})


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        ("3年", "有效期为三十六个月。", "right"),
        ("50%", "补贴百分之五十。", "right"),
        ("2023年7月", "自2023年7月1日起施行。", "right"),
        ("第十二条", "见第十二条第二款。", "right"),
        ("星知发〔2022〕18号", "依据星知发〔2022〕18号。", "right"),
        ("3年", "有效期为五年。", "wrong"),
        ("第十二条", "见第十三条。", "wrong"),
        ("星知发〔2022〕18号", "依据星知发〔2022〕28号。", "wrong"),
        ("2023年7月1日", "自2023年8月1日起施行。", "wrong"),
        ("3年", "补贴百分之五十。", "missing"),
        ("3年", "有效期见附件。", "missing"),
    ],
)
def test_a_gold_number_is_right_wrong_or_missing(fact: str, text: str, expected: str) -> None:
    assert exact_facts(wanting((fact,)), text) == ExactFacts(**{expected: (fact,)})


def test_any_spelling_of_a_fact_will_do() -> None:
    assert exact_facts(
        wanting(
            ("五年", "3年"),
        ),
        "有效期三年。",
    ).right == ("五年",)


def test_facts_of_words_and_those_that_may_be_said_in_words_are_no_exact_facts() -> None:
    assert exact_facts(wanting(("优先审查",), ("3年", "长期")), "有效期五年。").all == 0


def test_exact_facts_are_counted_in_the_measures() -> None:
    def values(given: Answer) -> dict[str, float | None]:
        wanted = wanting(("20年",))
        return values_of(judge(wanted, given, text_of=text_of, status_on=status_on, took_ms=1.0))

    right, wrong, refused = values(answer()), values(answer("期限为15年。")), values(refusal())
    assert (right["exact_right"], right["exact_wrong"]) == (1.0, 0.0)
    assert (wrong["exact_right"], wrong["exact_wrong"]) == (0.0, 1.0)
    assert (refused["exact_right"], refused["citation_recall"]) == (None, None)

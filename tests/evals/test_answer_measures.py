from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, Citation, Reason, Sentence
from corpus.documents import Status
from evals.answer_measures import Judgement, judge, lies_in
from evals.cases import Case, SourceWanted
from evals.quote_measures import is_verbatim
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    TEXT,
    UNANSWERABLE,
    answer,
    citation,
    refusal,
    status_on,
    text_of,
    with_citation_changed,
)


def judged(case: Case, given: Answer) -> Judgement:
    return judge(case, given, text_of=text_of, status_on=status_on, took_ms=1.0)


def test_all_facts_with_a_wanted_source_is_right() -> None:
    assert judged(ANSWERABLE, answer()).right


def test_a_changed_number_is_wrong() -> None:
    assert not judged(ANSWERABLE, answer("发明专利权的期限为15年。")).right


def test_a_changed_number_is_counted_as_invented() -> None:
    found = judged(ANSWERABLE, answer("发明专利权的期限为15年。")).invented_numbers
    assert found == ("15年",)


def test_a_number_of_the_question_may_be_repeated_to_correct_it() -> None:
    case = ANSWERABLE.model_copy(update={"question": "是十五年吗？"})
    assert judged(case, answer("不是15年，期限为20年。")).invented_numbers == ()


def test_a_number_of_the_quote_in_another_spelling_is_not_invented() -> None:
    given = answer("补贴50%，最高 10 万元。", citation("评估费补贴百分之五十，每年最高十万元"))
    assert judged(ANSWERABLE, given).invented_numbers == ()


def test_the_number_of_an_article_is_no_quantity() -> None:
    assert judged(ANSWERABLE, answer("第九年条之后，第99条：20年。")).invented_numbers == ()


def test_facts_without_the_wanted_clause_are_not_right() -> None:
    case = ANSWERABLE.model_copy(
        update={"sources": (SourceWanted(title="示例法", locator="第二条"),)}
    )
    found = judged(case, answer())
    assert (found.text_right, found.source_right, found.right) == (True, False, False)


def test_one_wanted_source_of_several_is_enough() -> None:
    sources = (SourceWanted(title="别的法"), SourceWanted(title="示例法"))
    case = ANSWERABLE.model_copy(update={"sources": sources})
    assert judged(case, answer()).right


def test_of_every_group_of_sources_one_must_be_cited() -> None:
    second = (SourceWanted(title="别的法"), SourceWanted(title="示例法", locator="第二条"))
    case = ANSWERABLE.model_copy(update={"and_sources": (second,)})
    assert not judged(case, answer()).source_right
    both = answer("期限为20年。", citation(), citation(TEXT.splitlines()[1]))
    assert judged(case, both).source_right


@pytest.mark.parametrize(
    ("wanted", "cited"),
    [
        ("第二十五条", True),
        ("第二十五条 › 第一款 › （二）", True),
        ("第二十五条 › （二）", True),
        ("第二十五条 › 第二款", False),
        ("第二十五条 › （二） › 第一款", False),
        ("第五条", False),
        ("（三）", False),
    ],
)
def test_a_wanted_part_holds_the_clause_cited(wanted: str, cited: bool) -> None:
    assert lies_in("第二章 › 第二十五条 › 第一款 › （二）", wanted) is cited


def test_an_article_of_its_own_is_not_the_article_before_it() -> None:
    assert not lies_in("第二百一十九条之一", "第二百一十九条")
    assert lies_in("第二百一十九条之一", "第二百一十九条之一")


def test_a_source_may_be_named_by_its_source_line() -> None:
    case = ANSWERABLE.model_copy(update={"sources": (SourceWanted(title="sample"),)})
    assert judged(case, answer()).source_right


def test_forbidden_words_make_an_answer_wrong() -> None:
    case = ANSWERABLE.model_copy(update={"forbidden": ("十年续展",)})
    assert not judged(case, answer("期限为二十年，10年续展。")).right


def test_a_sentence_without_citation_is_counted() -> None:
    given = replace(answer(), sentences=(Sentence(text="期限为20年。", citations=()),))
    assert judged(ANSWERABLE, given).uncited_sentences == ("期限为20年。",)


def test_an_answer_without_sentences_is_one_uncited_sentence() -> None:
    given = replace(answer(), sentences=())
    assert judged(ANSWERABLE, given).uncited_sentences == (given.text,)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: replace(c, start=c.start + 1, end=c.end + 1),
        lambda c: replace(c, quote=c.quote.replace("二十", "三十")),
        lambda c: replace(c, document_id="nowhere"),
        lambda c: replace(c, end=10_000),
        lambda c: replace(c, start=-3, end=-1),
        lambda c: replace(c, quote="", end=c.start),
    ],
)
def test_a_quote_that_differs_from_its_document_is_not_verbatim(change: object) -> None:
    assert callable(change)
    found = judged(ANSWERABLE, with_citation_changed(answer(), change))
    assert (found.quotes, found.quotes_verbatim) == (1, 0)


def test_a_quote_at_its_offsets_is_verbatim() -> None:
    assert is_verbatim(citation(), text_of)


def test_quotes_of_a_refusal_are_checked_too() -> None:
    found = judged(UNANSWERABLE, refusal())
    assert (found.quotes, found.quotes_verbatim) == (1, 1)


def test_refusing_an_answerable_question_is_a_false_refusal() -> None:
    found = judged(ANSWERABLE, refusal())
    assert (found.right, found.falsely_refused) == (False, True)


def test_a_refusal_the_label_calls_as_good_is_right() -> None:
    case = ANSWERABLE.model_copy(update={"also": (Reason.NOT_IN_FORCE,)})
    found = judged(case, refusal(Reason.NOT_IN_FORCE))
    assert (found.right, found.falsely_refused) == (True, False)


def test_answering_an_unanswerable_question_is_wrong() -> None:
    assert not judged(UNANSWERABLE, answer()).right


def test_a_wrong_reason_still_refuses_but_is_seen() -> None:
    found = judged(UNANSWERABLE, refusal(Reason.TOO_VAGUE))
    assert (found.right, found.refusal_is_accepted) == (True, False)


def repealed(given: Citation) -> Citation:
    return replace(given, document_id="old", status=Status.REPEALED)


def on_old(document_id: str, day: date) -> Status | None:
    return Status.REPEALED if document_id == "old" else Status.IN_FORCE


def status_faults(given: Answer) -> tuple[str, ...]:
    return judge(ANSWERABLE, given, text_of=text_of, status_on=on_old, took_ms=0).status_errors


def test_a_repealed_clause_cited_in_silence_is_a_status_error() -> None:
    assert status_faults(with_citation_changed(answer(), repealed)) == ("示例法",)


def test_a_repealed_clause_that_is_called_so_is_no_error() -> None:
    given = answer("该法已废止，原期限为20年。")
    assert status_faults(with_citation_changed(given, repealed)) == ()


def test_a_status_other_than_the_catalogue_s_is_an_error() -> None:
    given = with_citation_changed(answer(), lambda c: replace(c, status=Status.NOT_YET))
    assert status_faults(given) == ("示例法",)


def local(given: Citation) -> Citation:
    return replace(given, region="河南省/许昌市")


def place_faults(question: str, region: str | None) -> tuple[str, ...]:
    case = ANSWERABLE.model_copy(update={"question": question, "region": region})
    return judged(case, with_citation_changed(answer(), local)).place_errors


def test_a_local_text_of_another_place_is_a_place_error() -> None:
    assert place_faults("评估费补多少？", "山东省/青岛市") == ("示例法",)


def test_a_local_text_without_any_place_asked_is_a_place_error() -> None:
    assert place_faults("评估费补多少？", None) == ("示例法",)


@pytest.mark.parametrize(
    ("question", "region"),
    [
        ("许昌评估费补多少？", None),
        ("补多少？", "河南省/许昌市"),
        ("补多少？", "河南省/许昌市/魏都区"),
    ],
)
def test_a_local_text_of_the_place_asked_about_is_right(question: str, region: str | None) -> None:
    assert place_faults(question, region) == ()

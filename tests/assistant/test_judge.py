"""The rules of the decision, on a calibration that looks at coverage and figures alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Reason
from assistant.calibration import FEATURES, Calibration, load_calibration
from assistant.evidence import Evidence, TermWeights, Weigher
from assistant.instruments import Instruments
from assistant.judge import Judge, Judgement
from assistant.understand import ParsedQuestion, understand
from indexing.make_passages import make_passages
from indexing.passages import Passage, ScoredPassage
from tests.assistant.small_corpus import NANSHA, small_corpus

PASSAGES = [p for document in small_corpus() for p in make_passages(document)]
INSTRUMENTS = Instruments(PASSAGES)
PLAIN = Calibration(
    bias=-5.0,
    weights={name: 0.0 for name in FEATURES} | {"coverage": 10.0},
    threshold=0.6,
    scope_margin=0.05,
)
WEIGHER = Weigher(TermWeights(lambda unit: 1, 100))


def passage(words: str, *, version: str | None = "2024") -> Passage:
    return next(p for p in PASSAGES if words in p.text and version in (None, p.version))


TERM = passage("保护期为八年")
ENDED = passage("保护期为五年", version="2018")
REWARD = passage("一次性奖励三十万元", version=None)
OMITTED = passage("（略）", version=None)
NOT_TAKEN_IN = passage("（未收录）", version=None)


def evidence(
    question: ParsedQuestion, found: Passage, *, in_force: bool = True, in_place: bool = True
) -> Evidence:
    scored = ScoredPassage(passage=found, score=1.0, vector_score=0.9, keyword_score=1.0)
    return WEIGHER.weigh(question, scored, in_force=in_force, in_place=in_place)


def decide(
    words: str,
    *found: Passage,
    outside: tuple[Passage, ...] = (),
    elsewhere: tuple[Passage, ...] = (),
    places: tuple[str, ...] = (),
    out_of_force: frozenset[str] = frozenset(),
) -> Judgement:
    question = understand(words, INSTRUMENTS)
    seen = [evidence(question, p) for p in found]
    seen += [evidence(question, p, in_force=False) for p in outside]
    seen += [evidence(question, p, in_place=False) for p in elsewhere]
    return Judge(PLAIN).decide(question, seen, places=places, out_of_force=out_of_force)


def test_a_clause_that_says_what_is_asked_answers() -> None:
    judgement = decide("云雀标志的保护期多久", TERM)
    assert [e.passage for e in judgement.answering] == [TERM]
    assert judgement.reason is None


def test_a_clause_that_does_not_say_it_is_no_answer() -> None:
    assert decide("发射场的噪声限值", passage("为了规范")).reason is Reason.NOT_IN_CORPUS


def test_no_evidence_is_no_answer() -> None:
    assert decide("云雀标志的保护期多久").reason is Reason.NOT_IN_CORPUS


def test_the_order_of_the_evidence_does_not_matter() -> None:
    one = decide("云雀标志的保护期多久", TERM, passage("三十日内作出决定"))
    other = decide("云雀标志的保护期多久", passage("三十日内作出决定"), TERM)
    assert one == other


def test_a_clause_out_of_force_explains_the_refusal() -> None:
    judgement = decide("云雀标志的保护期多久", outside=(ENDED,))
    assert judgement.reason is Reason.NOT_IN_FORCE
    assert judgement.nearest[0].passage == ENDED


def test_a_clause_in_force_that_answers_as_well_is_preferred() -> None:
    assert decide("云雀标志的保护期多久", TERM, outside=(ENDED,)).reason is None


def test_a_clause_of_another_place_explains_the_refusal() -> None:
    judgement = decide("云雀标志金奖奖励多少", elsewhere=(REWARD,), places=("河南省/许昌市",))
    assert judgement.reason is Reason.OTHER_REGION


def test_a_place_that_was_not_named_is_asked_back() -> None:
    assert decide("云雀标志金奖奖励多少", elsewhere=(REWARD,)).reason is Reason.TOO_VAGUE


def test_national_texts_do_not_promise_what_a_place_grants() -> None:
    judgement = decide("云雀标志金奖的奖励", TERM, elsewhere=(REWARD,), places=("河南省/许昌市",))
    assert judgement.reason is Reason.OTHER_REGION


def test_a_local_text_answers_in_its_place() -> None:
    assert decide("云雀标志金奖奖励多少", REWARD, places=(NANSHA,)).reason is None


def test_an_omission_in_the_source_is_the_reason() -> None:
    judgement = decide("云雀谷骨干单位培育方案的评选程序", OMITTED)
    assert judgement.reason is Reason.OMITTED_IN_SOURCE
    assert judgement.nearest[0].passage == OMITTED


def test_what_was_not_taken_in_is_not_in_the_corpus() -> None:
    assert decide("云雀标志的评估费", NOT_TAKEN_IN).reason is Reason.NOT_IN_CORPUS


def test_words_that_name_nothing_are_too_vague() -> None:
    assert decide("怎么申请", TERM).reason is Reason.TOO_VAGUE


def test_named_versions_out_of_force_are_the_reason_whatever_answers() -> None:
    judgement = decide(
        "云雀标志登记办法的保护期", TERM, ENDED, out_of_force=frozenset({ENDED.document_id})
    )
    assert judgement.reason is Reason.NOT_IN_FORCE
    assert [e.passage for e in judgement.nearest] == [ENDED]


def test_a_question_on_one_case_is_no_question_of_rules() -> None:
    judgement = decide("我的云雀标志登记审到哪了", TERM)
    assert judgement.reason is Reason.NOT_IN_CORPUS


def test_support_is_a_probability() -> None:
    question = understand("云雀标志的保护期多久", INSTRUMENTS)
    assert 0 < Judge(PLAIN).support(evidence(question, TERM)) < 1


def test_more_coverage_never_means_less_support() -> None:
    question = understand("云雀标志的保护期多久", INSTRUMENTS)
    found = evidence(question, TERM)
    less = replace(found, coverage=replace(found.coverage, share=0.1))
    judge = Judge(load_calibration())
    assert judge.support(less) < judge.support(found)


def test_the_shipped_calibration_has_a_weight_for_every_feature() -> None:
    assert set(load_calibration().weights) == set(FEATURES)


@pytest.mark.parametrize("entry", ["threshold", "scope_margin"])
def test_the_shipped_limits_are_shares(entry: str) -> None:
    assert 0 <= getattr(load_calibration(), entry) <= 1


def test_an_omitted_section_that_is_not_named_gives_way_to_a_clause_that_says_it() -> None:
    full = replace(OMITTED, text="云雀谷骨干单位由县里推荐，经评选程序确定。", id="full")
    judgement = decide("骨干单位的评选程序", OMITTED, full)
    assert [e.passage.id for e in judgement.answering] == ["full"]


def test_the_heading_decides_between_clauses_that_say_as_much() -> None:
    plain = replace(TERM, heading="一、答复期限", id="plain")
    headed = replace(TERM, heading="二、保护期限", id="headed")
    judgement = decide("云雀标志的保护要多久", plain, headed)
    assert [e.passage.id for e in judgement.answering] == ["headed", "plain"]

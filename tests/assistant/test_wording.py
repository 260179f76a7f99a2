from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Citation, Reason
from assistant.citations import cite_passage
from assistant.evidence import TermWeights, Weigher
from assistant.instruments import Instruments
from assistant.understand import understand
from assistant.wording import not_in_force_text, notices_for, refusal_text
from corpus.documents import Form, Status, Verification
from indexing.make_passages import make_passages
from indexing.passages import ScoredPassage
from tests.assistant.small_corpus import NANSHA, TODAY, small_corpus

RULES = next(d for d in small_corpus() if d.version == "2024")
NEXT = next(d for d in small_corpus() if d.version == "2027")
PASSAGE = make_passages(RULES)[0]
CITATION = cite_passage(PASSAGE, day=TODAY, document=RULES)


def notices(*citations: Citation, places: tuple[str, ...] = ()) -> str:
    return "\n".join(notices_for(citations, day=TODAY, successors=(), places=places))


def refusal(reason: Reason, *places: str, known: tuple[str, ...] = (NANSHA,)) -> str:
    return refusal_text(reason, nearest=(), day=TODAY, places=places, known_places=known)


def test_an_original_in_force_needs_no_notice() -> None:
    assert notices(CITATION) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": Form.DIGEST}, "摘编"),
        ({"form": Form.SAMPLE}, "虚构"),
        ({"verification": Verification.B}, "标 B"),
        ({"verification": Verification.C}, "标 C"),
        ({"status": Status.REPEALED}, "已废止"),
        ({"status": Status.NOT_YET}, "尚未施行"),
        ({"status": Status.UNVERIFIED}, "未能核实"),
    ],
)
def test_what_a_reader_must_know_of_a_source_is_said(change: dict[str, object], words: str) -> None:
    assert words in notices(replace(CITATION, **change))  # type: ignore[arg-type]


def test_a_notice_comes_once_however_many_citations() -> None:
    digest = replace(CITATION, form=Form.DIGEST)
    assert notices(digest, digest).count("摘编") == 1


def test_a_version_to_come_is_announced_with_its_day() -> None:
    (notice,) = notices_for([], day=TODAY, successors=[make_passages(NEXT)[0]], places=())
    assert "2027-01-01" in notice


def test_a_place_without_texts_of_its_own_is_told_so() -> None:
    assert "河南省许昌市" in notices(CITATION, places=("河南省/许昌市",))


@pytest.mark.parametrize("reason", [r for r in Reason if r is not Reason.NOT_IN_FORCE])
def test_every_refusal_is_a_chinese_sentence(reason: Reason) -> None:
    assert refusal(reason).endswith("。")


def test_a_refusal_for_another_place_lists_the_places_at_hand() -> None:
    text = refusal(Reason.OTHER_REGION, "河南省/许昌市")
    assert "河南省许昌市" in text
    assert "广东省广州市南沙区" in text


def test_without_any_local_text_no_place_is_listed() -> None:
    assert "没有收录地方文件" in refusal(Reason.OTHER_REGION, "河南省/许昌市", known=())


def test_a_text_to_come_is_said_to_begin_later() -> None:
    assert "自 2027-01-01 起施行" in not_in_force_text(NEXT, TODAY)


def test_a_text_that_ended_is_said_to_have_ended() -> None:
    ended = replace(RULES, expires=date(2026, 6, 25))
    assert "有效期截至 2026-06-25" in not_in_force_text(ended, TODAY)


def test_a_refusal_names_no_word_twice_in_longer_forms() -> None:
    question = understand("外观设计申请费", Instruments([PASSAGE]))
    scored = ScoredPassage(passage=PASSAGE, score=1.0, vector_score=0.8, keyword_score=1.0)
    weigher = Weigher(TermWeights(lambda _: 1, 100))
    evidence = weigher.weigh(question, scored, in_force=True, in_place=True)
    found = replace(
        evidence, coverage=replace(evidence.coverage, missing=("外观设计申请费", "申请费"))
    )
    text = refusal_text(
        Reason.NOT_IN_CORPUS, nearest=[found], day=TODAY, places=(), known_places=()
    )
    assert "没有写到：申请费。" in text

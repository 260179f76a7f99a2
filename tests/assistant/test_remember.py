from __future__ import annotations

from dataclasses import replace

from assistant.evidence import Coverage, Evidence
from assistant.remember import within_conversation
from indexing.make_passages import make_passages
from indexing.passages import ScoredPassage
from tests.assistant.small_corpus import small_corpus

PASSAGES = [passage for document in small_corpus() for passage in make_passages(document)]


def evidence(number: int, *, share: float, in_force: bool = True) -> Evidence:
    """A clause of the corpus that covers this share of the question."""
    coverage = Coverage(
        share=share,
        heaviest_missing=0.0,
        lacks_target=False,
        lacks_exact=False,
        lacks_beyond=False,
        unheard_of=0.0,
        missing=(),
    )
    passage = replace(PASSAGES[number], document_id=f"doc-{number}")
    return Evidence(
        scored=ScoredPassage(passage=passage, score=1.0, vector_score=0.9, keyword_score=1.0),
        coverage=coverage,
        body_coverage=share,
        lacks_beyond=False,
        asked_share=0.0,
        lacks_figure=False,
        lacks_year=False,
        is_named=False,
        names_other=False,
        in_force=in_force,
        in_place=True,
    )


def kept(found: list[Evidence], cited: str) -> list[str]:
    result = within_conversation(
        found, frozenset({cited}), support=lambda e: e.coverage.share, threshold=0.5
    )
    return [e.passage.document_id for e in result]


def test_a_text_before_the_user_is_kept_to_when_it_answers_as_well() -> None:
    assert kept([evidence(0, share=0.8), evidence(1, share=0.8)], "doc-1") == ["doc-1"]


def test_a_change_of_subject_leaves_the_text() -> None:
    found = [evidence(0, share=0.8), evidence(1, share=0.3)]
    assert kept(found, "doc-1") == ["doc-0", "doc-1"]


def test_a_text_that_hardly_answers_is_not_kept_to() -> None:
    found = [evidence(0, share=0.4), evidence(1, share=0.4)]
    assert kept(found, "doc-1") == ["doc-0", "doc-1"]


def test_a_text_out_of_force_is_not_kept_to() -> None:
    found = [evidence(0, share=0.8), evidence(1, share=0.8, in_force=False)]
    assert kept(found, "doc-1") == ["doc-0", "doc-1"]


def test_a_text_without_the_figure_asked_for_is_not_kept_to() -> None:
    without = replace(evidence(1, share=0.8), lacks_figure=True)
    assert kept([evidence(0, share=0.8), without], "doc-1") == ["doc-0", "doc-1"]

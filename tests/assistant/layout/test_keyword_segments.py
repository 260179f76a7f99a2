from pathlib import Path

import numpy as np
import pytest

from assistant.layout import keyword_segments
from assistant.layout.keyword_segments import KeywordSegments
from assistant.layout.vector_file import keys_of
from corpus.progress import no_progress
from indexing.keyword_index import build_keyword_index
from indexing.words import units

TEXTS = [f"一种{what}{n}" for n in range(12) for what in ("过滤器", "充电桩", "轧机")]
DIGESTS = [f"{n:08d}".encode() for n in range(len(TEXTS))]


@pytest.fixture(autouse=True)
def _small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyword_segments, "SEGMENT", 10)


def test_segments_score_as_one_index_does(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    for start in range(0, len(TEXTS), 7):  # lists of odd sizes, small segments are taken in
        segments.add(DIGESTS[start : start + 7], TEXTS[start : start + 7], no_progress)
    order = np.random.default_rng(1).permutation(len(TEXTS))
    keys = keys_of([DIGESTS[i] for i in order])

    whole = build_keyword_index(units(TEXTS[i]) for i in order)

    assert np.allclose(segments.open(keys).scores("充电桩3"), whole.scores("充电桩3"), atol=1e-5)


def test_only_the_texts_asked_for_are_counted(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    segments.add(DIGESTS, TEXTS, no_progress)

    index = segments.open(keys_of(DIGESTS[:3]))

    assert len(index) == 3
    assert index.document_frequencies(["过滤", "充电", "xyz"]).tolist() == [1, 1, 0]


def test_a_text_not_counted_yet_has_no_words(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    segments.add(DIGESTS[:1], TEXTS[:1], no_progress)

    scores = segments.open(keys_of(DIGESTS[:2])).scores("一种")

    assert scores[0] > 0
    assert scores[1] == 0


def test_postings_nobody_needs_are_taken_out(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    segments.add(DIGESTS, TEXTS, no_progress)
    segments.keep_only(DIGESTS[20:])

    index = segments.open(keys_of(DIGESTS))
    assert (index.scores("一种")[:20] == 0).all()
    assert (index.scores("一种")[20:] > 0).all()


def test_nothing_is_found_in_an_empty_folder(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    segments.keep_only([])

    assert segments.open(keys_of(DIGESTS[:2])).scores("一种").tolist() == [0, 0]
    assert len(segments.open(keys_of([]))) == 0


def test_segments_joined_while_they_are_opened_are_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = KeywordSegments(tmp_path)
    segments.add(DIGESTS[:2], TEXTS[:2], no_progress)
    listed = KeywordSegments._segments
    before = [listed(segments)]
    segments.add(DIGESTS[2:4], TEXTS[2:4], no_progress)
    monkeypatch.setattr(
        KeywordSegments, "_segments", lambda self: before.pop() if before else listed(self)
    )

    index = segments.open(keys_of(DIGESTS[:4]))

    assert (index.scores("一种") > 0).all()


def test_a_damaged_segment_is_no_reason_to_try_for_ever(tmp_path: Path) -> None:
    segments = KeywordSegments(tmp_path)
    segments.add(DIGESTS[:2], TEXTS[:2], no_progress)
    next(segments.folder.glob("segment-*/keys.npy")).unlink()

    with pytest.raises(FileNotFoundError):
        segments.open(keys_of(DIGESTS[:2]))

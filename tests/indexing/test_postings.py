from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.keyword_index import KeywordIndex, build_keyword_index
from indexing.postings import Postings, count_postings, load_postings
from tests.indexing.test_keyword_index import collections, passage_units, queries


@given(collections, st.data())
def test_updating_gives_the_index_that_building_gives(
    passages: list[list[str]], data: st.DataObject
) -> None:
    added = data.draw(st.lists(passage_units, max_size=4))
    order = data.draw(st.permutations(range(len(passages) + len(added))))
    removed = data.draw(st.sets(st.sampled_from(range(len(passages)))))
    everything = [*passages, *added]
    final = [old for old in order if old not in removed]
    place = {old: new for new, old in enumerate(final)}
    kept = np.array([place.get(old, -1) for old in range(len(passages))], dtype=np.int64)
    added_at = [place[len(passages) + i] for i in range(len(added))]
    updated = index_on(count_postings(passages).updated(kept, added, added_at))
    rebuilt = build_keyword_index([everything[old] for old in final])
    for unit in ("专", "专利", "cn113730992b"):
        expected = rebuilt.scores_of_units({unit: 1.0})
        assert updated.scores_of_units({unit: 1.0}).tolist() == pytest.approx(expected.tolist())


@given(collections, queries)
def test_saving_and_loading_changes_no_score(
    tmp_path_factory: pytest.TempPathFactory, passages: list[list[str]], query: dict[str, float]
) -> None:
    folder = tmp_path_factory.mktemp("keywords")
    postings = count_postings(passages)
    postings.save(folder)
    loaded = index_on(load_postings(folder))
    assert (
        loaded.scores_of_units(query).tolist() == index_on(postings).scores_of_units(query).tolist()
    )


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="codes"):
        load_postings(tmp_path)


def index_on(postings: Postings) -> KeywordIndex:
    return KeywordIndex([(postings, np.arange(len(postings)))])

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.progress import no_progress
from indexing.current_index import CurrentIndex
from indexing.errors import IndexBusyError
from indexing.folder_lock import locked_for_writing
from indexing.open_index import HybridIndex
from tests.fakes import WordHashEmbedder
from tests.indexing.test_build_index import Source, documents


def current(folder: Path, count: int) -> CurrentIndex:
    return CurrentIndex(folder, Source(documents(count)), WordHashEmbedder())


def document_ids(index: HybridIndex) -> list[str]:
    return list(dict.fromkeys(hit.passage.document_id for hit in index.search("甲", limit=99)))


def test_opening_builds_what_is_missing(tmp_path: Path) -> None:
    with current(tmp_path, 2).open(no_progress) as index:
        assert sorted(document_ids(index)) == ["d0", "d1"]


def test_opening_again_shows_what_was_added_and_shares_the_base(tmp_path: Path) -> None:
    source = Source(documents(2))
    opener = CurrentIndex(tmp_path, source, WordHashEmbedder())
    with opener.open(no_progress) as first:
        source.found |= {document.id: document for document in documents(3)}
        with opener.open(no_progress) as second:
            assert second.base is first.base
            assert (len(document_ids(first)), len(document_ids(second))) == (2, 3)


def test_an_index_goes_on_when_the_one_that_shares_its_files_is_closed(tmp_path: Path) -> None:
    opener = current(tmp_path, 2)
    first = opener.open(no_progress)
    with opener.open(no_progress) as second:
        first.close()
        assert len(document_ids(second)) == 2


def test_refreshing_is_enough_for_the_next_opening(tmp_path: Path) -> None:
    current(tmp_path, 2).refresh(no_progress)
    source = Source(documents(2))
    CurrentIndex(tmp_path, source, WordHashEmbedder()).open(no_progress).close()
    assert source.read == []


@pytest.mark.parametrize("pattern", ["chroma/**/*", "passages.jsonl", "keywords/rows.npy"])
def test_a_base_that_is_damaged_is_built_anew(tmp_path: Path, pattern: str) -> None:
    current(tmp_path, 2).refresh(no_progress)
    for path in (tmp_path / "generation-1").glob(pattern):
        if path.is_file():
            path.unlink()
    with current(tmp_path, 2).open(no_progress) as index:
        assert len(document_ids(index)) == 2


def test_while_another_process_builds_the_old_index_is_opened(tmp_path: Path) -> None:
    current(tmp_path, 2).refresh(no_progress)
    with (
        locked_for_writing(tmp_path / "building.lock"),
        current(tmp_path, 3).open(no_progress) as index,
    ):
        assert len(document_ids(index)) == 2


def test_while_another_process_builds_the_first_index_one_has_to_wait(tmp_path: Path) -> None:
    with (
        locked_for_writing(tmp_path / "building.lock"),
        pytest.raises(IndexBusyError, match="等它完成"),
    ):
        current(tmp_path, 1).open(no_progress)

from pathlib import Path

import pytest

from assistant.layout.patent_index import PatentIndex
from corpus.progress import no_progress
from evals.errors import CasesError
from evals.layout.features import LabelledFeature, as_table, measure_features, read_features
from tests.assistant.layout.patents import fill, patent, store_at
from tests.fakes import WordHashEmbedder

SAYS = patent("CN113000001A", "一种过滤器", abstract="滤网内侧安装有旋转刷。")
PLACE = {"part": "摘要", "start": 0, "end": 11}


def _one(feature: str, **place: object) -> LabelledFeature:
    given = {"part": "", "start": 0, "end": 0, **place}
    return LabelledFeature(half="检验", feature=feature, patent="CN113000001A", **given)  # type: ignore[arg-type]


def test_found_missed_and_wrongly_found_pairs_are_counted(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "清单", [SAYS], None)
    index = PatentIndex(tmp_path / "index", WordHashEmbedder())
    reader = store.reader(None)
    index.update(reader, no_progress)
    pairs = [
        _one("滤网内侧安装有旋转刷", **PLACE),
        _one("石墨烯涂层", **PLACE),
        _one("旋转刷"),
        _one("太阳能供电"),
    ]
    figures = measure_features(pairs, index.open(reader), reader)

    [words, _] = figures
    assert (words.said, words.found, words.at_place) == (2, 1, 1)
    assert (words.unsaid, words.wrongly_found) == (2, 1)
    assert (words.recall, words.precision) == (0.5, 0.5)
    assert "召回率 50%" in as_table(figures)


def test_the_shipped_pairs_name_a_place_where_they_are_said() -> None:
    labelled = read_features()

    assert len(labelled) > 150
    assert {one.half for one in labelled} == {"选定", "检验"}
    assert all(one.end > one.start for one in labelled if one.is_said)
    assert sum(one.is_said for one in labelled) > 100


def test_no_patent_stands_in_both_halves_with_its_own_features() -> None:
    halves: dict[str, set[str]] = {}
    for one in read_features():
        halves.setdefault(one.feature, set()).add(one.half)
    assert all(len(half) == 1 for half in halves.values())


def test_patents_nobody_imported_are_named(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    index = PatentIndex(tmp_path / "index", WordHashEmbedder())
    with pytest.raises(CasesError, match="清单"):
        measure_features([_one("滤网")], index.open(store.reader(None)), store.reader(None))


def test_a_file_with_other_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(CasesError, match=r"pairs\.csv"):
        read_features(path)

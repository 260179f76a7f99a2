from pathlib import Path

import numpy as np
import pytest

from assistant.layout.import_lists import import_table
from assistant.layout.imported import Target
from assistant.layout.patent_store import PatentStore
from corpus.source_text import PatentRecord
from scripts.synthetic_patents import FIRST_DAY, JitteredEmbedder, days_of, write_list
from tests.fakes import WordHashEmbedder

ORIGINALS = [
    PatentRecord(
        number=f"CN11300000{at}A",
        title=f"一种{what}",
        abstract=f"公开一种{what}，包括壳体，壳体内设有电机；电机带动转轴。",
        source="样例",
    )
    for at, what in enumerate(("过滤器", "充电桩", "轧机"))
]
TITLES = [row.title for row in ORIGINALS]


def test_a_list_of_any_length_is_imported_without_faults(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    write_list(ORIGINALS, path, count=400)
    store = PatentStore(tmp_path / "patents.sqlite3")
    imported = import_table(store, path, Target(owner=None))
    records = list(store.reader(None).records())

    assert (imported.rows, imported.faults) == (400, ())
    assert {record.title for record in records} == set(TITLES)
    last = FIRST_DAY.toordinal() + days_of(0.25)
    early = sum(record.filed is not None and record.filed.toordinal() <= last for record in records)
    assert early == pytest.approx(100, abs=40)


def test_the_same_originals_give_the_same_list(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_list(ORIGINALS, tmp_path / name, count=20)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_passage_lies_near_the_original_with_its_title() -> None:
    real = WordHashEmbedder()
    vectors = real.embed_passages(TITLES)
    jittered = JitteredEmbedder(real, TITLES, vectors)

    moved = jittered.embed_passages([f"{title}。包括壳体。" for title in TITLES])

    assert np.allclose(np.linalg.norm(moved, axis=1), 1, atol=1e-5)
    assert (np.diag(moved @ vectors.T) > 0.98).all()
    assert not np.allclose(moved, vectors)
    assert jittered.embed_passages([]).shape == (0, real.dimension)
    assert (jittered.embed_query("轧机") == real.embed_query("轧机")).all()

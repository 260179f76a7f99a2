"""What the catalogue says when its file is another one, damaged, locked or cannot be written."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue_schema import APPLICATION_ID, explain
from corpus.errors import CatalogueError
from tests.corpus.sample_documents import document

OLD = document("old", effective=date(2017, 8, 1))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "home" / "catalogue.sqlite3")


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    path.write_bytes("不是数据库".encode() * 200)
    with pytest.raises(CatalogueError, match="不是语料库文件"):
        Catalogue(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(CatalogueError, match="不是知策的语料库文件"):
        Catalogue(path)


def test_a_catalogue_of_another_version_is_refused(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CatalogueError, match="请升级知策"):
        Catalogue(catalogue.path)


def test_a_damaged_file_is_named(catalogue: Catalogue) -> None:
    with catalogue.batch():
        for number in range(50):
            catalogue.add(document(f"d{number}", title=f"第{number}号办法"))
    connection = sqlite3.connect(catalogue.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(catalogue.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    catalogue.path.write_bytes(bytes(content))
    with pytest.raises(CatalogueError, match="已损坏"):
        catalogue.summaries()


def test_a_damaged_record_says_how_to_remove_it(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{'")
    with pytest.raises(CatalogueError, match="zhice corpus remove old"):
        catalogue.get("old")


def test_a_damaged_record_can_be_removed(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{', summary = '{'")
    catalogue.remove("old")
    assert catalogue.summaries() == ()


def test_a_locked_catalogue_asks_to_wait(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(CatalogueError, match="正被另一个知策进程占用"):
            Catalogue(catalogue.path, busy_seconds=0.05).add(OLD)
    finally:
        connection.close()


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueError, match="ZHICE_HOME"):
        Catalogue(tmp_path / "file" / "home" / "c.sqlite3")


def test_a_full_disk_is_called_full() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("CREATE TABLE t AS SELECT zeroblob(99999)")
    connection.close()
    assert "磁盘已满" in explain(caught.value)


def test_a_read_only_file_is_called_read_only(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(f"file:{catalogue.path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("DELETE FROM documents")
    connection.close()
    assert "只读" in explain(caught.value)


def test_the_file_is_marked_as_ours(catalogue: Catalogue) -> None:
    connection = sqlite3.connect(catalogue.path)
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    assert mark == APPLICATION_ID


def _spoil(catalogue: Catalogue, statement: str) -> None:
    connection = sqlite3.connect(catalogue.path)
    with connection:
        connection.execute(statement)
    connection.close()

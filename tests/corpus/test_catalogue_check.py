"""What `zhice corpus check` finds."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue_check import check_catalogue
from corpus.documents import Document, Section
from tests.corpus.sample_documents import document

OLD = document("old", effective=date(2017, 8, 1))


NEW = document("new", effective=date(2026, 9, 1))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "home" / "catalogue.sqlite3")


def _spoil(catalogue: Catalogue, statement: str) -> None:
    connection = sqlite3.connect(catalogue.path)
    with connection:
        connection.execute(statement)
    connection.close()


def _problems(catalogue: Catalogue) -> str:
    return "；".join(problem.text for problem in check_catalogue(catalogue))


def test_a_sound_catalogue_has_no_problems(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    catalogue.add(NEW)
    assert check_catalogue(catalogue) == []


def test_check_finds_a_damaged_record(catalogue: Catalogue) -> None:
    catalogue.add(OLD)
    _spoil(catalogue, "UPDATE documents SET document = '{'")
    assert "记录已损坏" in _problems(catalogue)


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (document("a", effective=date(2020, 1, 1), sha256="0" * 64), "校验值不符"),
        (document("a", effective=date(2020, 1, 1), sections=()), "不能拼回全文"),
        (
            document(
                "a",
                effective=date(2020, 1, 1),
                sections=(Section(label="", heading="", start=1, end=11),),
            ),
            "不能拼回全文",
        ),
        (document("a", effective=date(2020, 1, 1), expires=date(2019, 1, 1)), "晚于失效日"),
        (document("a", effective=date(2020, 1, 1), superseded_by="gone"), "gone 不在语料库里"),
        (document("a"), "未核实"),
    ],
)
def test_check_finds_what_is_wrong_in_a_document(
    catalogue: Catalogue, spoilt: Document, words: str
) -> None:
    catalogue.add(spoilt)
    assert words in _problems(catalogue)


def test_check_finds_one_version_added_twice(catalogue: Catalogue) -> None:
    catalogue.add(NEW)
    catalogue.add(document("twin", effective=date(2026, 9, 1)))
    assert "同一版本" in _problems(catalogue)

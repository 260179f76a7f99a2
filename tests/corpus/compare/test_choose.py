from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.compare.choose import choose
from corpus.documents import Form
from corpus.errors import ComparisonError
from tests.corpus.compare.made_versions import NEW, OLD, made
from tests.corpus.sample_documents import document


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    catalogue = Catalogue(tmp_path / "c.sqlite")
    for document_id, text, version in (("doc-aa1", OLD, "2015"), ("doc-ab2", NEW, "2021-04-01")):
        catalogue.add(
            document(document_id, "示例市专利资助办法", text=text, version=version, sections=())
        )
    return catalogue


@pytest.mark.parametrize(
    ("given", "document_id"),
    [
        ("doc-aa1", "doc-aa1"),
        ("doc-aa", "doc-aa1"),
        ("示例市专利资助办法@2015", "doc-aa1"),
        ("《示例市专利资助办法》@2021", "doc-ab2"),
    ],
)
def test_ids_their_beginnings_and_titles_with_a_version_are_understood(
    catalogue: Catalogue, given: str, document_id: str
) -> None:
    assert choose(catalogue, given).id == document_id


def test_a_file_is_read_and_not_added(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "草案.txt"
    path.write_text(NEW, encoding="utf-8")
    assert choose(catalogue, str(path)).title == made(NEW).title
    assert len(catalogue.summaries()) == 2


def test_an_original_is_meant_rather_than_the_digest_of_it(catalogue: Catalogue) -> None:
    digest = replace(catalogue.get("doc-aa1"), id="doc-zz", form=Form.DIGEST)
    catalogue.add(digest)
    assert choose(catalogue, "示例市专利资助办法@2015").id == "doc-aa1"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("示例市专利资助办法", "有 2 份：doc-aa1（2015，原文）；doc-ab2"),
        ("不存在的办法", "没有找到「不存在的办法」"),
        (" ", "有一边是空的"),
        ("很长的标题" * 400, "没有找到"),
    ],
)
def test_what_cannot_be_told_is_answered_with_the_choices(
    catalogue: Catalogue, given: str, words: str
) -> None:
    with pytest.raises(ComparisonError, match=words):
        choose(catalogue, given)


def test_a_table_of_many_documents_is_no_side_of_a_comparison(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "专利.csv"
    path.write_text("公开号,标题\nCN1A,杯\nCN2A,壶\n", encoding="utf-8")
    with pytest.raises(ComparisonError, match="2 份"):
        choose(catalogue, str(path))

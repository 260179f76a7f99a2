from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from corpus.documents import Kind, Level, Section, Verification
from indexing.index_record import (
    Contents,
    IndexRecord,
    fingerprint,
    read_record,
    record_of,
    write_record,
)
from tests.fakes import WordHashEmbedder
from tests.indexing.sample_texts import outlined


def record() -> IndexRecord:
    contents = Contents(
        documents={"d1": "f"}, passages=2, recent=("d1",), base_passages=0, base_bytes=9
    )
    return record_of(contents, embedder=WordHashEmbedder(), vectors="本机")


def test_a_record_survives_writing(tmp_path: Path) -> None:
    write_record(record(), tmp_path / "record.json")
    assert read_record(tmp_path / "record.json") == record()


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text(record().model_dump_json()[:-1] + ', "extra": 1}', encoding="utf-8")
    with pytest.raises(ValidationError, match="extra"):
        read_record(path)


def test_an_index_built_as_now_has_no_differences() -> None:
    assert record().differences(WordHashEmbedder(), vectors="本机") == []


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("embedder", "other", "向量模型"),
        ("dimension", 3, "向量维数"),
        ("units_version", 0, "检索单元规则"),
        ("cut_version", 0, "分段规则"),
        ("longest", 9, "分段长度"),
        ("format_version", 0, "文件格式"),
        ("vectors", "http://x", "向量存放处"),
    ],
)
def test_each_difference_is_named(field: str, value: object, named: str) -> None:
    changed = record().model_copy(update={field: value})
    (difference,) = changed.differences(WordHashEmbedder(), vectors="本机")
    assert named in difference


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0"},
        {"title": "别的"},
        {"kind": Kind.PATENT},
        {"source": "x"},
        {"verification": Verification.C},
        {"level": Level.CITY},
        {"aliases": ("别名",)},
        {"document_number": "1号"},
        {"version": "2024"},
        {"region": "广东省"},
        {"published": date(2024, 1, 1)},
        {"effective": date(2024, 1, 1)},
        {"expires": date(2024, 1, 1)},
        {"superseded_by": "d2"},
        {"sections": (Section(label="一、", heading="", start=0, end=7),)},
    ],
)
def test_a_fingerprint_changes_with_all_that_passages_carry(change: dict[str, Any]) -> None:
    document = outlined("第一条 测试。")
    assert fingerprint(replace(document, **change)) != fingerprint(document)


def test_the_same_document_has_the_same_fingerprint() -> None:
    assert fingerprint(outlined("第一条 测试。")) == fingerprint(outlined("第一条 测试。"))

"""Reads a retrieval data set in BEIR format: corpus, queries and what is relevant to each."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.documents import Document, Kind, Section, Verification
from evals.errors import DatasetError


class Row(BaseModel):
    """One document of the corpus; further keys, such as `metadata`, are allowed and not read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(alias="_id")
    title: str = ""
    text: str = ""


class Query(BaseModel):
    """One question; further keys are allowed and not read."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(alias="_id")
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A corpus with judged questions.

    Attributes:
        name: of the folder.
        rows: the corpus in file order.
        queries: id → text, only those that have something relevant, in file order.
        gains: query id → document id → gain, above 0 only.
    """

    name: str
    rows: tuple[Row, ...]
    queries: dict[str, str]
    gains: dict[str, dict[str, int]]


def read_beir(folder: Path) -> Dataset:
    """Read `corpus.jsonl` (or `.gz`), `queries.jsonl` and `qrels/test.tsv` of a folder.

    Raises:
        DatasetError: a file is missing, a line cannot be read, or no question is judged.
    """
    gains = _read_gains(folder / "qrels" / "test.tsv")
    queries = {query.id: query.text for query in _read_lines(folder / "queries.jsonl", Query)}
    judged = {id_: text for id_, text in queries.items() if id_ in gains}
    if not judged:
        raise DatasetError(f"{folder} 里没有带标注的问题。请检查 queries.jsonl 与 qrels/test.tsv。")
    return Dataset(
        name=folder.resolve().name,
        rows=tuple(_read_lines(folder / "corpus.jsonl", Row)),
        queries=judged,
        gains={id_: gains[id_] for id_ in judged},
    )


def row_document(row: Row) -> Document:
    """A row as a document of one section; its title stands in where it has no text."""
    text = row.text if row.text.strip() else row.title
    return Document(
        id=row.id,
        title=row.title,
        kind=Kind.STATUTE,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sections=(Section(label="", heading="", start=0, end=len(text)),),
        source=row.id,
        verification=Verification.B,
    )


_Line = TypeVar("_Line", Row, Query)


def _read_lines(path: Path, model: type[_Line]) -> Iterator[_Line]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield model.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors()[0]
                where = ".".join(str(part) for part in fault["loc"]) or "整行"
                raise DatasetError(
                    f"{path.name} 第 {number} 行有误：{where}：{fault['msg']}。请改正后再评测。"
                ) from error


def _read_gains(path: Path) -> dict[str, dict[str, int]]:
    """Query id → document id → gain, from lines "query-id, corpus-id, score" under a header."""
    gains: dict[str, dict[str, int]] = {}
    with _opened(path) as lines:
        for number, cells in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if number == 1 or not cells:
                continue
            try:
                query, document, gain = cells
                if int(gain) > 0:
                    gains.setdefault(query, {})[document] = int(gain)
            except ValueError as error:
                raise DatasetError(
                    f"{path.name} 第 {number} 行有误：应为“问题编号、文件编号、整数”三列。"
                ) from error
    return gains


def _opened(path: Path) -> IO[str]:
    """A text file, or its `.gz` when only that is there."""
    packed = path.with_name(path.name + ".gz")
    try:
        if not path.exists() and packed.exists():
            return gzip.open(packed, "rt", encoding="utf-8")
        return path.open(encoding="utf-8")
    except OSError as error:
        raise DatasetError(
            f"打不开 {path}：{error.strerror}。BEIR 文件夹应含 corpus.jsonl(.gz)、queries.jsonl、"
            "qrels/test.tsv。"
        ) from error

"""The planted field as an export file, and a workbench over it."""

from __future__ import annotations

import csv
from pathlib import Path

from assistant.layout.imported import Target
from assistant.layout.workbench import Workbench
from corpus.catalogue import Catalogue
from corpus.home import Home
from indexing.embed import Embedder
from tests.assistant.layout.planted_field import builtin_documents, planted_field
from tests.fakes import WordHashEmbedder

COLUMNS = (
    "公开（公告）号",
    "标题",
    "摘要",
    "申请人",
    "申请日",
    "IPC分类号",
    "法律状态",
    "专利类型",
)
SHARED, PRIVATE = "样例清单", "我的清单"
OWNER = "甲"


def export_file(folder: Path, *, rows: int | None = None) -> Path:
    """The planted records as CSV, the first `rows` of them."""
    path = folder / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for record in planted_field().records[:rows]:
            filed = record.filed.isoformat() if record.filed else ""
            cells = (record.title, record.abstract, "；".join(record.applicants), filed)
            ipc = "; ".join(record.ipc)
            writer.writerow((record.number, *cells, ipc, record.standing.value))
    return path


def planted_bench(
    folder: Path, embedder: Embedder | None = None, *, rows: int | None = None
) -> Workbench:
    """A data folder with the built-in texts and the planted field as a shared list."""
    home = Home(folder)
    catalogue = Catalogue(home.catalogue)
    with catalogue.batch():
        for document in builtin_documents():
            catalogue.add(document)
    bench = Workbench(home, catalogue, embedder or WordHashEmbedder())
    bench.import_paths([export_file(folder, rows=rows)], Target(owner=None, name=SHARED))
    return bench

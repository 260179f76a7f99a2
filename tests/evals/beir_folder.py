"""Writes a small data set in BEIR format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

ROWS = (
    {"_id": "law-1", "title": "专利法第一条", "text": "为了保护专利权人的合法权益，制定本法。"},
    {"_id": "law-2", "title": "专利法第二条", "text": "发明创造是指发明、实用新型和外观设计。"},
    {"_id": "law-3", "title": "商标法第四十条", "text": "注册商标有效期满，应当办理续展。"},
)
QUERIES = ({"_id": "q1", "text": "商标续展怎么办理"}, {"_id": "q2", "text": "什么是外观设计"})
QRELS = "query-id\tcorpus-id\tscore\nq1\tlaw-3\t1\nq2\tlaw-2\t1\n"


def write_beir(
    folder: Path,
    *,
    rows: Iterable[Mapping[str, str]] = ROWS,
    queries: Iterable[Mapping[str, str]] = QUERIES,
    qrels: str = QRELS,
) -> Path:
    """The folder itself, with its three files; the corpus is packed."""
    (folder / "qrels").mkdir(parents=True)
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    lines = "".join(json.dumps(query, ensure_ascii=False) + "\n" for query in queries)
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder

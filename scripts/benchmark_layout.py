"""Speed and memory of the patent layout over many records: python -m scripts.benchmark_layout FILE.

FILE holds real patents (JSON Lines); the list that is measured is made of their parts, see
`scripts.synthetic_patents`. The import is killed twice, half-way through the rows and half-way
through the index, and gone on with. A plain search of the same data runs beside ours: a busy
machine slows both, so the ratio is what to compare between machines.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer

from assistant.layout.features import features_of
from assistant.layout.import_lists import BATCH
from assistant.layout.import_lists import STAGE as IMPORTING
from assistant.layout.imported import Target
from assistant.layout.keyword_segments import SEGMENT
from assistant.layout.keyword_segments import STAGE as COUNTING
from assistant.layout.landscape import survey
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Workbench
from corpus.catalogue import Catalogue
from corpus.home import Home
from evals.retrieval import peak_rss_mb
from indexing.embed import Embedder, OnnxEmbedder, Vectors
from scripts.synthetic_patents import (
    FIRST_DAY,
    JitteredEmbedder,
    days_of,
    read_originals,
    write_list,
)

BASE = 600
"""Originals whose vectors are computed; the others of the list are made from these."""

ROUNDS = 5
_KILLED = 9

QUESTIONS = ("光伏板清洗机器人", "污水处理用过滤装置的反冲洗控制方法", "电池模组的液冷散热结构")
IDEAS = (
    "光伏板清洗机器人，用磁吸履带在板面行走，前端装有旋转毛刷和喷水嘴，通过摄像头识别污渍位置，"
    "从而减少用水",
    "一种沼液过滤器，包括壳体、滤网和排污管，其特征在于：所述滤网内侧设有旋转刷；所述旋转刷由电机"
    "驱动，电机与控制器电连接；所述控制器根据进出口压差启动电机。",
    "一种电缆故障监测方法，其特征在于：采集电缆接头的温度和局部放电信号；对放电信号作小波去噪；"
    "用神经网络判断故障类型；温升超过阈值时断开开关并上报位置。",
)


@dataclass(slots=True)
class Timing:
    """Seconds of each call, on the clock and of the processor (all threads together)."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Milliseconds, a row of the table."""
        figures = (median(self.wall), min(self.wall), median(self.cpu), min(self.cpu))
        return f"| {self.name} | " + " | ".join(f"{1000 * one:,.0f}" for one in figures) + " |"


def main(
    file: Annotated[Path, typer.Argument(help="Real patents as JSON Lines.")],
    records: Annotated[int, typer.Option(help="Records of the list that is made.")] = 200_000,
    surveyed: Annotated[int, typer.Option(help="Patents of the landscape, about.")] = 10_000,
    folder: Annotated[
        Path | None, typer.Option(help="Keeps the data for another run; else a temporary folder.")
    ] = None,
) -> None:
    """Print a Markdown table."""
    with _kept(folder) as place:
        embedder = OnnxEmbedder()
        if not (place / "base.npy").exists():
            _prepare(place, file, records, embedder)
        _print(f"{records:,} records")
        _import(place, records)
        bench = _bench(place, embedder)
        _print("| | wall median, ms | min | CPU median, ms | min |\n|---|---|---|---|---|")
        opening = _timed("open", lambda: bench.patents(None), rounds=1)
        _print(opening.row())
        _measure(bench, embedder)
        _landscape(bench, surveyed / records)
        _print(f"\npeak memory of searching and the landscape {peak_rss_mb():,.0f} MiB")


def _prepare(place: Path, file: Path, records: int, embedder: Embedder) -> None:
    originals = read_originals(file)
    write_list(originals, place / "list.jsonl", count=records)
    some = originals[:: max(1, len(originals) // BASE)]
    titles = [row.title for row in some]
    (place / "titles.json").write_text(json.dumps(titles, ensure_ascii=False), encoding="utf-8")
    texts = [f"{row.title}。{row.abstract}"[:200] for row in some]
    np.save(place / "base.npy", embedder.embed_passages(texts))


def _bench(place: Path, embedder: Embedder) -> Workbench:
    titles = json.loads((place / "titles.json").read_text(encoding="utf-8"))
    jittered = JitteredEmbedder(embedder, titles, np.load(place / "base.npy"))
    home = Home(place)
    return Workbench(home, Catalogue(home.catalogue), jittered)


def _import(place: Path, records: int) -> None:
    """Import in processes of their own, the first two of which are killed half-way."""
    store = Home(place).patents
    if store.exists():
        _print("imported before")
        return
    started = time.perf_counter()
    for stage, calls in ((IMPORTING, records // BATCH // 2), (COUNTING, records // SEGMENT // 2)):
        _in_process(place, stage, max(calls, 1))
    _in_process(place, "", 0)
    took, times = time.perf_counter() - started, os.times()
    cpu = times.children_user + times.children_system
    found = _bench(place, OnnxEmbedder()).patents(None)
    ids, numbers = set(found.table.ids), set(found.table.numbers)
    if not len(ids) == len(numbers) == len(found.table.ids) == records or found.unindexed:
        raise SystemExit(f"lost or doubled: {len(ids)} ids, {found.unindexed} not indexed")
    _print(f"imported and indexed in {took:,.0f} s, CPU {cpu:,.0f} s")
    _print("killed twice on the way; nothing lost or doubled")
    _print(f"peak memory of the import {_peak_of_children():,.0f} MiB\n")


def _in_process(place: Path, stage: str, calls: int) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_import_until, args=(place, stage, calls)
    )
    process.start()
    process.join()
    if process.exitcode != (_KILLED if stage else 0):
        raise SystemExit(f"the import ended with {process.exitcode}")


def _import_until(place: Path, until: str, calls: int) -> None:
    """Ends at once, without any clearing up, after so many reports of a stage."""
    left = calls

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal left
        left -= stage == until
        if until and left <= 0:
            os._exit(_KILLED)

    bench = _bench(place, OnnxEmbedder())
    bench.import_paths([place / "list.jsonl"], Target(name="清单", owner=None), tell)


def _measure(bench: Workbench, embedder: Embedder) -> None:
    for question in QUESTIONS:
        scope = partial(bench.scope, ScopeQuery(question=question), viewer=None)
        _print(_timed(f"scope: {question}", scope).row())
    for idea in IDEAS:
        name = f"nearest: {len(idea)} characters, {len(features_of(idea).features)} features"
        _print(_timed(name, partial(bench.nearest, idea, viewer=None)).row())
    patents = bench.patents(None)
    parts = [[feature.text for feature in features_of(idea).features] for idea in IDEAS]
    vectors = patents.vectors_of(np.arange(len(patents.table.ids)))
    for idea, said in zip(IDEAS, parts, strict=True):
        ours = _timed("scores alone", partial(patents.nearness, idea, said))
        plain = _timed("plain", partial(_plain_search, vectors, (idea, *said), embedder))
        _print(f"{ours.row()}\n{plain.row()}")
        _print(f"| ratio | {median(plain.wall) / median(ours.wall):.1f}× | | | |")


def _plain_search(vectors: Vectors, texts: Sequence[str], embedder: Embedder) -> list[object]:
    """What one writes first: a product and a ranking of everything for each text."""
    return [np.argsort(-(vectors @ embedder.embed_query(text)))[:40] for text in texts]


def _landscape(bench: Workbench, share: float) -> None:
    """The patents filed in the first days: nothing else about them differs from the rest."""
    last = date.fromordinal(FIRST_DAY.toordinal() + days_of(share))
    query = ScopeQuery(filed_to=last)
    clauses = bench.clauses(last)

    def whole() -> None:
        found = bench.field(query, viewer=None)
        survey(found.records, found.vectors, data_day=last, clauses=clauses)

    count = len(bench.scope(query, viewer=None).hits)
    _print(_timed(f"landscape of {count:,}", whole, rounds=3).row())


def _timed(name: str, work: Callable[[], object], *, rounds: int = ROUNDS) -> Timing:
    """After one call that warms up, unless there is one round only."""
    if rounds > 1:
        work()
    timing = Timing(name)
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        timing.wall.append(time.perf_counter() - wall)
        timing.cpu.append(time.process_time() - cpu)
    return timing


@contextmanager
def _kept(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with TemporaryDirectory(prefix="zhice-") as made:
        yield Path(made)


def _peak_of_children() -> float:
    """Most memory one of them held, in MiB; NaN on Windows, which does not tell."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)

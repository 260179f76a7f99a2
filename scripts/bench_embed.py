"""Speed of the shipped model, and of the same weights on torch: python -m scripts.bench_embed.

The second part runs where sentence-transformers is installed. Both use one core, in turns, so that
a busy machine slows both alike; the ratio is what to compare between machines.
"""

from __future__ import annotations

import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import typer

from indexing.embed import SHIPPED_MODEL, Embedder, OnnxEmbedder

CHARACTERS = 200
# Invented, of the words and sentence lengths of regulations; shuffled into passages.
CLAUSES = (
    "申请人应当自收到通知之日起三十日内提交有关证明文件，",
    "逾期未提交的，视为撤回申请；",
    "符合前款规定条件的企业，可以向所在地知识产权主管部门提出书面请求，",
    "主管部门应当在十五个工作日内作出决定并告知理由。",
    "对高价值发明专利给予一次性资助，最高不超过50万元，",
    "同一项目已获得其他财政资金支持的不再重复资助。",
    "本办法所称优先审查，是指对符合条件的发明专利申请加快处理。",
    "申请材料不齐全的，应当一次性告知需要补正的全部内容，",
)
QUERY = "小微企业申请发明专利可以减缴多少费用？"


def passages(count: int, seed: int = 7) -> list[str]:
    """Different texts of 200 characters each."""
    random = Random(seed)
    return ["".join(random.choices(CLAUSES, k=20))[:CHARACTERS] for _ in range(count)]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, all threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def passages_per_core_second(embedder: Embedder, texts: list[str], rounds: int) -> float:
    """The median over `rounds`."""
    times = [cpu_seconds(lambda: embedder.embed_passages(texts)) for _ in range(rounds)]
    return len(texts) / statistics.median(times)


def query_ms(embedder: Embedder, times: int = 40) -> float:
    """Median latency of a query on the wall clock."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        embedder.embed_query(QUERY)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def torch_embedder() -> Embedder:
    """The shipped weights in float32 on torch, one thread."""
    import torch

    from indexing.embed_transformer import SentenceTransformerEmbedder
    from scripts.build_model.sentence_transformers_folder import write_sentence_transformer

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        write_sentence_transformer(SHIPPED_MODEL, Path(folder) / "e5")
        return SentenceTransformerEmbedder(
            str(Path(folder) / "e5"), query_prompt="query: ", passage_prompt="passage: "
        )


def main(count: int = 64, rounds: int = 5) -> None:
    """Print load time, query latency and passages a second and core, with the ratio."""
    start = time.perf_counter()
    shipped = OnnxEmbedder(threads=1)
    loaded = time.perf_counter() - start
    texts = passages(count)
    typer.echo(f"{shipped.name}: load {loaded:.2f} s, query {query_ms(shipped):.1f} ms")
    if importlib.util.find_spec("sentence_transformers") is None:
        speed = passages_per_core_second(shipped, texts, rounds)
        typer.echo(f"{speed:.1f} passages/s a core; install zhice[models] to compare with torch")
        return
    plain = torch_embedder()
    typer.echo(f"sentence-transformers on torch: query {query_ms(plain):.1f} ms")
    pairs = [
        (passages_per_core_second(shipped, texts, 1), passages_per_core_second(plain, texts, 1))
        for _ in range(rounds)
    ]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    typer.echo(f"{ours:.1f} against {theirs:.1f} passages/s a core: {ratio:.2f} times as fast")


if __name__ == "__main__":
    typer.run(main)

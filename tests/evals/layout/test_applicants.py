from pathlib import Path

import pytest

from evals.errors import CasesError
from evals.layout.applicants import LabelledName, measure_applicants, read_labelled


def test_pairs_are_counted_by_hand() -> None:
    figures = measure_applicants(
        [
            LabelledName("某某材料有限公司", "甲"),
            LabelledName("某某材料股份有限公司", "甲"),
            LabelledName("某某材料", "乙"),
            LabelledName("甲的英文名", "甲"),
        ]
    )

    assert (figures.together, figures.belonging, figures.right) == (3, 3, 1)
    assert figures.precision == figures.recall == pytest.approx(1 / 3)
    assert len(figures.wrong) == len(figures.missed) == 2


def test_the_labelled_list_is_brought_together_well() -> None:
    figures = measure_applicants(read_labelled())

    assert figures.names >= 200
    assert figures.precision > 0.95
    assert figures.recall > 0.9


def test_a_file_with_other_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(CasesError, match=r"names\.csv"):
        read_labelled(path)

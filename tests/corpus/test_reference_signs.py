import pytest

from corpus.documents import Document, Kind, Verification
from corpus.patent_outline import patent_outline
from corpus.reference_signs import reference_signs_of


def signs(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(["(54)发明名称 过滤器", "说明书", "附图说明", *lines])
    document = Document(
        id="patent-x",
        title="过滤器",
        kind=Kind.PATENT,
        text=text,
        sha256="",
        sections=patent_outline(text),
        source="",
        verification=Verification.A,
    )
    return [(x.sign, x.name) for x in reference_signs_of(document)]


FOUND = [("1", "进水管"), ("101", "PE微孔管"), ("2a", "第一阀")]


@pytest.mark.parametrize(
    "lines",
    [
        ["[0017] 图中：1、进水管；101、PE微孔管；2a、第一阀。"],
        ["[0017] 图中：1进水管、101PE微孔管、2a第一阀。"],
        ["[0017] 附图标记说明：1-进水管，101-PE微孔管，2a-第一阀。"],
        ["附图标记说明", "[0017] 1—进水管；101—PE微孔管；2a—第一阀"],
        ["[0017］其中，图中附图标记为：1.进水管；101.PE微孔管；2a.第一阀。"],
        [
            "附图标记：",
            "1、进水管；",
            "101、PE微孔管；",
            "2a、第一阀。",
            "具体实施方式",
            "3、无关。",
        ],
        ["[0017] 图中：进水管1，PE微孔管101，第一阀2a。"],
    ],
)
def test_signs_are_listed_in_many_ways(lines: list[str]) -> None:
    assert signs(*lines) == FOUND


def test_a_description_without_a_list_has_no_signs() -> None:
    assert signs("[0017] 图1为过滤器的结构示意图。") == []

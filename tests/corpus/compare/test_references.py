from __future__ import annotations

import pytest

from corpus.compare.references import own_references, renumbered


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("依照本办法第三条和第五条第二款的规定", ["第三条", "第五条"]),
        ("第十二条规定的期限", ["第十二条"]),
        ("依照专利法第二十条、第三十一条的规定", []),
        ("不符合专利法第二十二条第三款、第四款、第二十七条规定的", []),
        ("依照《示例条例》第九条", []),
        ("专利法第四十条和本细则第六条至第九条", ["第六条", "第九条"]),
        ("本省实施办法第三条之一", ["第三条之一"]),
        ("根据权利要求 2 所述的装置", ["权利要求2"]),
    ],
)
def test_only_mentions_of_the_document_itself_are_its_own(text: str, labels: list[str]) -> None:
    assert [reference.label for reference in own_references(text)] == labels


def test_renumbering_touches_nothing_but_own_references() -> None:
    text = "依照本办法第三条、第四条和专利法第三条办理。"
    assert renumbered(text, {"第三条": "第五条"}) == "依照本办法第五条、第四条和专利法第三条办理。"

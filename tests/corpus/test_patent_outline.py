import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Section
from corpus.patent_outline import is_part_name, moved, patent_outline

LINES = st.sampled_from(
    [
        *("(54)发明名称 一种装置", "(57)摘要", "权利要求书", "说明书", "简要说明", "序列表", ""),
        *("技术领域", "背景技术", "[0003] 发明内容", "具体实施方式", "实施例", "附图标记说明："),
        *("[0001] 本发明", "[0002］现有", "[0031如图", "1.一种装置", "2.根据权利要求1", "1.5毫米"),
    ]
)


def paths(text: str) -> list[str]:
    """Label or heading of every section, with those above it."""

    def walk(sections: tuple[Section, ...], above: str) -> list[str]:
        found = []
        for section in sections:
            path = f"{above}{section.label or section.heading}"
            found += [path, *walk(section.children, f"{path}/")]
        return found

    return walk(patent_outline(text), "")


@given(st.lists(LINES).map("\n".join))
def test_the_spans_join_to_the_text(text: str) -> None:
    leaves = [leaf for section in patent_outline(text) for leaf in section.leaves()]

    assert "".join(text[leaf.start : leaf.end] for leaf in leaves) == text


def test_paragraphs_stand_below_their_part() -> None:
    text = "说明书\n一种装置\n技术领域\n[0001]甲\n背景技术\n[0002］乙\n接着说\n[0003丙"

    assert paths(text) == [
        "说明书",
        "说明书/",
        "说明书/技术领域",
        "说明书/技术领域/",
        "说明书/技术领域/[0001]",
        "说明书/背景技术",
        "说明书/背景技术/",
        "说明书/背景技术/[0002]",
        "说明书/背景技术/[0003]",
    ]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "技术领域",
            "所属技术领域",
            "【背景技术】",
            "一、技术领域",
            "[0003] 发明内容",
            "实用新型内容：",
        ),
        *(
            "附图说明",
            "附图的简要说明",
            "附图标记说明",
            "图中标记说明：",
            "具体实施方式",
            "具体实施例",
        ),
        *("相关申请的交叉引用", "工业实用性", "附图标记", "主要元件符号说明"),
    ],
)
def test_parts_are_named_in_many_ways(line: str) -> None:
    assert is_part_name(line)


@pytest.mark.parametrize(
    "line", ["本发明的技术领域", "技术领域中常用的", "背景技术不好。", "[0001]"]
)
def test_a_sentence_is_no_part(line: str) -> None:
    assert not is_part_name(line)


def test_examples_within_the_embodiments_are_no_parts() -> None:
    text = "说明书\n具体实施方式\n[0001]甲\n实施例\n[0002]乙"

    assert "说明书/具体实施方式/[0002]" in paths(text)


def test_a_part_that_is_numbered_itself_holds_the_paragraphs_after_it() -> None:
    text = "说明书\n[0001] 技术领域\n[0002] 甲"

    assert paths(text)[1:] == [
        "说明书/",
        "说明书/技术领域",
        "说明书/技术领域/[0001]",
        "说明书/技术领域/[0002]",
    ]


def test_points_of_a_brief_explanation_are_sections() -> None:
    assert paths("简要说明\n1.名称：壳。\n2.用途。") == [
        "简要说明",
        "简要说明/",
        "简要说明/1.",
        "简要说明/2.",
    ]


def test_a_claim_lost_in_recognition_does_not_end_the_sequence() -> None:
    text = "权利要求书\n1.一种装置。\n3.根据权利要求1所述的装置。\n4.根据权利要求3所述的装置。"

    assert paths(text)[2:] == [f"权利要求书/权利要求{n}" for n in (1, 3, 4)]


def test_figures_at_the_start_of_a_line_are_no_claims() -> None:
    text = "权利要求书\n1.一种装置，长\n2.5毫米，宽\n3.步骤。\n2.根据权利要求1所述的装置。"

    assert paths(text)[2:] == ["权利要求书/权利要求1", "权利要求书/权利要求2"]


def test_a_moved_section_keeps_its_shape() -> None:
    child = Section(label="权利要求1", heading="", start=3, end=5)
    section = Section(label="", heading="权利要求书", start=0, end=5, children=(child,))

    assert (moved(section, 7).end, moved(section, 7).children[0].start) == (12, 10)

"""Hypothesis strategies for statutes and official documents whose outline is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from corpus.chinese_numbers import to_chinese

Outline = list[tuple[int, str]]

SENTENCES = (
    "申请人应当提交材料",
    "登记机构应当在十五日内作出决定",
    "第九十九条规定的期限不变",
    "第一条所称申请，是指书面申请",
    "第二条、第三条另有规定的除外",
    "（一）、（二）项所称材料，是指原件",
    "依照本办法第四十二条办理",
    "附件所列的材料应当齐全",
    "2.5亿元以上的项目另行规定",
    "中小企业优先办理",
)
PLAIN = ("本办法适用于登记", "材料应当齐全")
# Only their place in the count tells these from a reference to the article.
LIKE_REFERENCES = ("以下情形不予登记", "及时办理登记", "至少每年检查", "等级由登记机构评定")
_HEADINGS = ("总则", "申请", "中介服务", "以奖代补", "监督管理", "及时公开", "和解")
_FRONT = (
    "",
    "云雀标志条例\n",
    "云雀标志条例\n（2001年6月15日公布　根据2010年1月9日《关于修改的决定》修正）\n",
)
_BACK = ("", "\n云雀市登记局\n2024年3月1日", "\n云雀市登记局 2024年3月1日\n（此件公开发布）")


@dataclass(frozen=True)
class Planted:
    """A text and the labels of its outline with their depth, unlabelled sections left out."""

    text: str
    outline: Outline


@dataclass(frozen=True)
class Paragraph:
    """Words, and how many 目 each of its 项 has."""

    words: str
    items: tuple[int, ...]


_paragraphs = st.builds(
    Paragraph,
    words=st.sampled_from(SENTENCES),
    items=st.one_of(
        st.just(()), st.lists(st.sampled_from((0, 0, 2, 3)), min_size=2, max_size=4).map(tuple)
    ),
)
_BLANKS = st.sampled_from((" ", "　", ""))
_articles = st.lists(_paragraphs, min_size=1, max_size=3)


@st.composite
def statutes(draw: st.DrawFn, openings: Sequence[str] = PLAIN + LIKE_REFERENCES) -> Planted:
    """Chapters, some with sections, of articles that count through; some with a 条之一.

    Args:
        openings: words an article may begin with.
    """
    lines: list[str] = []
    outline: Outline = []
    last = 0
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        label = f"第{to_chinese(chapter)}章"
        lines.append(_printed_chapter(draw, label, draw(st.sampled_from(_HEADINGS))))
        outline.append((0, label))
        for section in range(1, draw(st.sampled_from((0, 2))) + 1) or (0,):
            if section:
                outline.append((1, f"第{to_chinese(section)}节"))
                lines.append(f"第{to_chinese(section)}节　{draw(st.sampled_from(_HEADINGS))}")
            for _ in range(draw(st.integers(1, 3))):
                last += 1
                name = f"第{to_chinese(last)}条"
                inserted = draw(st.integers(0, 5)) == 0
                for printed in (name, f"{name}之一") if inserted else (name,):
                    first = f"{printed}{draw(_BLANKS)}{draw(st.sampled_from(openings))}"
                    outline.append((2 if section else 1, printed))
                    _plant_paragraphs(draw(_articles), first, lines, outline)
    text = draw(st.sampled_from(_FRONT)) + "\n".join(lines) + draw(st.sampled_from(_BACK))
    return Planted(text, outline)


def _printed_chapter(draw: st.DrawFn, label: str, heading: str) -> str:
    spaced = " ".join(label)
    wide = "　".join(heading) if len(heading) == 2 else heading
    forms = (f"{label} {heading}", f"{spaced}　{wide}", f"{label}\n{heading}", f"{label}　{wide}")
    return draw(st.sampled_from(forms))


def _plant_paragraphs(
    paragraphs: Sequence[Paragraph], first: str, lines: list[str], outline: Outline
) -> None:
    """The 款 of the article whose label was planted last; the first begins with `first`."""
    depth, several = outline[-1][0] + 1, len(paragraphs) > 1
    for number, paragraph in enumerate(paragraphs, start=1):
        words = first if number == 1 else paragraph.words
        if several:
            outline.append((depth, f"第{to_chinese(number)}款"))
        lines.append(words + ("：" if paragraph.items else "。"))
        _plant_items(paragraph.items, depth + several, lines, outline)


def _plant_items(items: Sequence[int], depth: int, lines: list[str], outline: Outline) -> None:
    for number, points in enumerate(items, start=1):
        end = "。" if number == len(items) else "；"
        outline.append((depth, f"（{to_chinese(number)}）"))
        lines.append(f"（{to_chinese(number)}）材料齐全" + ("的：" if points else end))
        for point in range(1, points + 1):
            outline.append((depth + 1, f"{point}."))
            lines.append(f"{point}.原件" + (end if point == points else "；"))


_FORMS = ("{}、", "（{}）", "{}.", "（{}）")


@st.composite
def official_documents(draw: st.DrawFn) -> Planted:
    """一、（一）1.（1）, headings inline or on their own line; a note, a signature, annexes."""
    lines = ["关于支持云雀标志的通知", "各区登记局：", "现将有关事项通知如下。"]
    outline: Outline = []
    _plant_list(draw, 0, lines, outline)
    annexes = draw(st.sampled_from((0, 2)))
    if annexes:
        outline += [(0, "附件"), (1, "1."), (1, "2.")]
        lines += ["附件：1.申报表", "2.材料清单"]
    lines += ["云雀市登记局", "二〇二四年三月一日"] if annexes or draw(st.booleans()) else []
    for annex in range(1, annexes + 1):
        outline.append((0, f"附件{annex}"))
        lines += [f"附件{annex}", draw(st.sampled_from(("申报表", "材料清单")))]
        outline += [(1, "一、"), (1, "二、")]
        lines += ["一、填写要求", "应当如实填写。", "二、报送方式"]
        lines.append("统一报送。")
    return Planted("\n".join(lines), outline)


def _plant_list(draw: st.DrawFn, depth: int, lines: list[str], outline: Outline) -> None:
    for number in range(1, draw(st.integers(2, 3)) + 1):
        printed = to_chinese(number) if depth < 2 else str(number)
        label = _FORMS[depth].format(printed)
        outline.append((depth, label))
        heading, body = draw(st.sampled_from((("工作目标", True), ("支持创新", False))))
        lines.append(f"{label}{heading}。应当如实申报，逐级审核。" if body else f"{label}{heading}")
        if depth < 3 and draw(st.integers(0, 2)) == 0:
            _plant_list(draw, depth + 1, lines, outline)
        elif not body:
            lines.append("应当如实申报，逐级审核。")

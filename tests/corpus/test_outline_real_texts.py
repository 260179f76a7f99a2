import re
from pathlib import Path

import pytest

from corpus.chinese_numbers import parse_number
from corpus.outline import parse_outline
from tests.corpus.outlines import labels, outline, walk
from tests.shared_data import SHARED, shared_data

STATUTES = sorted((SHARED / "statutes").glob("*/*.md")) if SHARED.exists() else []

# Replies to a question put by a lower court, and a decision that amends eighteen texts, count in
# 一、二、; they have no articles of their own.
WITHOUT_ARTICLES = ("批复.md", "十八件知识产权类司法解释的决定.md")


def without_marks(markdown: str) -> str:
    plain = re.sub(r"^#+ *", "", markdown, flags=re.MULTILINE)
    return re.sub(r"<!--.*?-->", "", plain, flags=re.DOTALL)


@pytest.mark.shared
@pytest.mark.parametrize("path", STATUTES, ids=lambda path: path.stem)
def test_the_articles_of_a_real_statute_run_on_without_gap(path: Path) -> None:
    text = without_marks(path.read_text(encoding="utf-8"))
    numbers = [
        parse_number(section.label[1:-1])
        for section in walk(parse_outline(text))
        if section.label.endswith("条")
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert bool(numbers) != path.name.endswith(WITHOUT_ARTICLES)


@pytest.mark.shared
@pytest.mark.parametrize("path", STATUTES, ids=lambda path: path.stem)
def test_every_printed_chapter_of_a_real_statute_is_found(path: Path) -> None:
    markdown = path.read_text(encoding="utf-8")
    printed = re.findall(r"^#{2,} *(第[^章节]{1,8}[章节])", markdown, flags=re.MULTILINE)
    found = [
        s.label for s in walk(parse_outline(without_marks(markdown))) if s.label[-1:] in "章节"
    ]
    assert [label for label in found if label] == ["".join(label.split()) for label in printed]


@pytest.mark.shared
def test_the_founding_plan_nests_as_printed() -> None:
    text = shared_data("policies", "国家知识产权优势企业培育工作方案.txt").read_text("utf-8")
    assert [label for depth, label in outline(text) if depth == 0] == [
        *("一、", "二、", "三、", "四、", "五、")
    ]
    assert [label for depth, label in outline(text) if depth == 1] == [
        *("（一）", "（二）", "（三）", "（一）", "（二）", "（三）", "（四）")
    ]


@pytest.mark.shared
def test_the_priority_measures_have_twenty_four_articles() -> None:
    path = shared_data("policies", "专利优先审查管理办法_2026年局令第85号.txt")
    articles = [label for label in labels(path.read_text("utf-8")) if label.endswith("条")]
    assert [parse_number(label[1:-1]) for label in articles] == list(range(1, 25))


@pytest.mark.shared
def test_excerpts_keep_the_numbers_they_have() -> None:
    text = shared_data("policies", "专利收费减缴_要点条文.txt").read_text("utf-8")
    assert [label for label in labels(text) if label.endswith("条")] == [
        *("第二条", "第三条", "第四条", "第七条", "第九条", "第十二条")
    ]

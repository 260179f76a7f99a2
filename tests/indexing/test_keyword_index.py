from __future__ import annotations

from collections import Counter
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexing.keyword_index import (
    KeywordIndex,
    Tuning,
    build_keyword_index,
    units_of_passage,
)
from indexing.make_passages import make_passages
from indexing.postings import count_postings
from tests.indexing.sample_texts import outlined

passage_units = st.lists(
    st.sampled_from(["专", "利", "专利", "cn113730992b", "〔2025〕28"]), max_size=8
)
collections = st.lists(passage_units, min_size=1, max_size=8)
queries = st.dictionaries(
    st.sampled_from(["专", "利", "专利", "〔2025〕28", "无"]), st.floats(0.1, 2)
)


def by_definition(
    passages: list[list[str]], query: dict[str, float], tuning: Tuning
) -> list[float]:
    """BM25 straight from the formula of the docstring."""
    n = len(passages)
    mean = max(sum(map(len, passages)) / n, 1)
    scores = []
    for passage in passages:
        score = 0.0
        for unit, weight in query.items():
            c = passage.count(unit)
            d = sum(unit in other for other in passages)
            damping = tuning.k1 * (1 - tuning.b + tuning.b * len(passage) / mean)
            rarity = log(1 + (n - d + 0.5) / (d + 0.5))
            score += weight * rarity * c * (tuning.k1 + 1) / (c + damping) if c else 0
        scores.append(score)
    return scores


@given(collections, queries)
def test_scores_are_those_of_the_formula(
    passages: list[list[str]], query: dict[str, float]
) -> None:
    scores = build_keyword_index(passages).scores_of_units(query)
    assert scores.tolist() == pytest.approx(
        by_definition(passages, query, Tuning(k1=0.9, b=0.7)), rel=1e-4, abs=1e-5
    )


@given(collections, queries, st.data())
def test_parts_score_to_the_last_bit_as_the_whole_does(
    passages: list[list[str]], query: dict[str, float], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(passages))))
    first = data.draw(st.integers(0, len(passages)))
    rows = [np.array(order[:first], dtype=np.int64), np.array(order[first:], dtype=np.int64)]
    left_out = data.draw(passage_units)  # a passage that is there no more
    parts = [
        (count_postings([*(passages[row] for row in own), left_out]), np.append(own, -1))
        for own in rows
    ]
    whole, joined = build_keyword_index(passages), KeywordIndex(parts)
    assert joined.scores_of_units(query).tolist() == whole.scores_of_units(query).tolist()
    assert [joined.document_frequency(unit) for unit in query] == [
        whole.document_frequency(unit) for unit in query
    ]


def test_a_question_of_no_known_unit_scores_nothing() -> None:
    assert build_keyword_index([["专"], ["利"]]).scores("zzz").tolist() == [0, 0]


def test_an_index_of_nothing_has_no_scores() -> None:
    assert build_keyword_index([]).scores("专利").tolist() == []


def test_an_everyday_word_finds_the_official_one() -> None:
    index = index_of("专利费用可以减缴。", "专利申请应当提交材料。")
    scores = index.scores("能打折吗")
    assert scores[0] > scores[1]


def test_a_document_number_finds_its_document() -> None:
    passages = [
        make_passages(outlined("第一条 测试。", document_number=number))[0]
        for number in ("国知发运字〔2025〕28号", "国知发运字〔2024〕29号")
    ]
    scores = build_keyword_index(map(units_of_passage, passages)).scores("〔2025〕28号文")
    assert scores[0] > scores[1]


def test_the_title_counts_twice_and_the_article_number_not_at_all() -> None:
    (passage,) = make_passages(outlined("第十二条 甲。", title="乙法第十二条"))
    assert Counter(units_of_passage(passage)) == {"乙": 2, "法": 2, "乙法": 2, "甲": 1}


def index_of(*texts: str) -> KeywordIndex:
    passages = [make_passages(outlined(text))[0] for text in texts]
    return build_keyword_index(map(units_of_passage, passages))

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.errors import LayoutError
from assistant.layout.feature_match import Match, Verdict, best_match, stretches_of, weighed
from assistant.layout.nearest_art import DISCLAIMER, NearestArt, find_nearest_art
from assistant.layout.patent_index import OpenPatents, PatentIndex
from assistant.layout.patent_reader import PatentReader
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import ScopeQuery
from corpus.progress import no_progress
from tests.assistant.layout.patents import fill, patent, store_at
from tests.fakes import WordHashEmbedder

CLAIM = (
    "1.一种过滤器，其特征在于：滤网内侧设有旋转刷；电机带动旋转刷转动；压差传感器触发排污阀开启。"
)
RECORDS = [
    patent(
        "CN113000001A",
        "一种自清洗过滤器",
        abstract="本发明公开了一种过滤器，滤网内侧安装有旋转刷，由电机带动旋转刷转动。",
    ),
    patent(
        "CN113000002A",
        "一种排污装置",
        abstract="本发明公开了一种排污装置，压差传感器检测压差并触发排污阀开启。",
    ),
    patent("CN113000003A", "一种充电桩", abstract="继电器接通电池组。"),
    patent("CN113000004A", "一种只有标题的过滤器"),
    patent("CN113000004B", "一种只有标题的过滤器"),
]


@pytest.fixture
def opened(tmp_path: Path) -> tuple[OpenPatents, PatentReader]:
    store = store_at(tmp_path)
    fill(store, "共享", RECORDS, None)
    secret = patent("CN114000001A", "一种过滤器", abstract=CLAIM)
    fill(store, "私有", [secret], "张")
    index = PatentIndex(tmp_path / "index", WordHashEmbedder())
    index.update(store.reader("张"), no_progress)
    reader = store.reader(None)
    return index.open(reader), reader


def _verdicts(art: NearestArt) -> dict[str, list[Verdict]]:
    return {p.record.number: [match.verdict for match in p.matches] for p in art.patents}


def test_each_feature_is_found_where_it_is_said(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, CLAIM)

    said = _verdicts(art)
    assert [art.patents[0].record.number, art.patents[1].record.number] == [
        "CN113000001A",
        "CN113000002A",
    ]
    assert said["CN113000001A"][1:3] == [Verdict.FOUND, Verdict.FOUND]
    assert said["CN113000001A"][3] is Verdict.NOT_FOUND
    assert said["CN113000002A"][3] is Verdict.FOUND
    assert not any(v is Verdict.FOUND for v in said["CN113000003A"])


def test_every_quote_stands_at_its_offsets(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, CLAIM)
    quotes = 0
    for near in art.patents:
        parts = {
            "标题": near.record.title,
            "摘要": near.record.abstract,
            "首项权利要求": near.record.first_claim,
        }
        for match in near.matches:
            if match.quote:
                quotes += 1
                assert parts[match.part][match.start : match.end] == match.quote
    assert quotes > 5


def test_what_no_single_patent_covers_is_said_as_not_found_in_this_data(
    opened: tuple[OpenPatents, PatentReader],
) -> None:
    said = find_nearest_art(*opened, CLAIM).statements()

    assert "在本数据的 4 件专利中，未找到单独一件写有全部 4 项特征的专利" in said[0]
    assert "CN113000001A" in said[1]
    assert "4.压差传感器触发排污阀开启" in said[1]
    assert said[-1] == DISCLAIMER
    assert any("1 件在本数据里只有标题" in one for one in said)
    assert not any(word in "".join(said[:-1]) for word in ("新颖性", "创造性", "侵权"))


def test_a_patent_that_says_everything_is_named(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, "一种过滤器，其特征在于：滤网内侧安装有旋转刷。")

    assert [patent.record.number for patent in art.covering][:1] == ["CN113000001A"]
    assert "找到全部 2 项特征的有：CN113000001A" in art.statements()[0]


def test_a_feature_nobody_says_is_named(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, "一种过滤器，其特征在于：石墨烯涂层自愈合裂纹。")

    assert [feature.text for feature in art.nowhere] == ["石墨烯涂层自愈合裂纹"]
    assert art.best[1][0] == ""


def test_filters_and_excluded_numbers_apply(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, CLAIM, query=ScopeQuery(exclude=("CN-113000001-A",)))

    assert "CN113000001A" not in _verdicts(art)
    assert find_nearest_art(*opened, CLAIM, query=ScopeQuery(ipc=("H",))).patents == ()


def test_an_application_stands_in_the_table_once(opened: tuple[OpenPatents, PatentReader]) -> None:
    art = find_nearest_art(*opened, CLAIM)

    assert (art.searched, art.compared) == (4, 4)


def test_private_patents_of_others_are_never_compared(
    opened: tuple[OpenPatents, PatentReader],
) -> None:
    assert "CN114000001A" not in repr(find_nearest_art(*opened, CLAIM))


def test_a_text_without_features_is_refused(opened: tuple[OpenPatents, PatentReader]) -> None:
    with pytest.raises(LayoutError, match="技术特征"):
        find_nearest_art(*opened, "？")


def _even(units: Sequence[str]) -> NDArray[np.float64]:
    return np.ones(len(units))


def _matched(feature: str, record: PatentRecord, *others: str) -> Match:
    """Found among the stretches that any of some features ask for."""
    asked = [weighed(text, _even) for text in (feature, *others)]
    wanted = frozenset().union(*(one.weights for one in asked))
    return best_match(asked[0], stretches_of(record, wanted), record)


@given(st.text(alphabet="滤网旋转刷电机，。；(1)a", max_size=40), st.text(max_size=20))
def test_a_match_is_a_stretch_of_the_record_with_a_score_in_range(text: str, feature: str) -> None:
    match = _matched(feature, patent("CN113000009A", "滤网", abstract=text))

    assert 0 <= match.score <= 1
    if match.part == "摘要":
        assert text[match.start : match.end] == match.quote


@given(
    st.text(alphabet="滤网旋转刷电，。；", max_size=40), st.text(alphabet="滤网旋转刷", max_size=9)
)
def test_what_other_features_ask_for_changes_no_match(text: str, feature: str) -> None:
    record = patent("CN113000009A", "滤网", abstract=text)

    assert _matched(feature, record) == _matched(feature, record, "电机带动旋转", "刷网")


def test_of_two_stretches_that_say_the_same_the_shorter_is_shown() -> None:
    record = patent("CN113000009A", "x", abstract="首先准备，滤网内设有旋转刷，然后结束。")
    match = _matched("滤网内设有旋转刷", record)

    assert match.quote == "滤网内设有旋转刷，"
    assert match.verdict is Verdict.FOUND


def test_a_search_in_very_few_patents_is_said_to_prove_little(
    opened: tuple[OpenPatents, PatentReader],
) -> None:
    said = find_nearest_art(*opened, CLAIM).statements()

    assert any("可比的只有 4 件专利（不足 30 件）" in one for one in said)


def test_where_nothing_is_found_no_patent_is_called_the_nearest(
    opened: tuple[OpenPatents, PatentReader],
) -> None:
    said = find_nearest_art(*opened, "葡萄藤嫁接夹").statements()
    assert "写有这项特征的专利" in said[0]
    assert said[1].startswith("没有一件找到其中任何一项")
    assert not [one for one in said if "最接近的是" in one]


def test_an_english_claim_over_chinese_patents_is_told_to_be_translated(
    opened: tuple[OpenPatents, PatentReader],
) -> None:
    claim = (
        "1. A filter, comprising: a rotating brush inside the screen; and a motor for the brush."
    )
    assert [s for s in find_nearest_art(*opened, claim).statements() if "译成中文" in s]
    assert not [s for s in find_nearest_art(*opened, CLAIM).statements() if "译成中文" in s]

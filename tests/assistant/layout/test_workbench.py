from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import LayoutError, PatentStoreError
from assistant.layout import workbench
from assistant.layout.imported import Target
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Field, Workbench
from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.layout.patents import fill, patent
from tests.assistant.layout.planted_bench import OWNER, PRIVATE, export_file, planted_bench
from tests.assistant.layout.planted_field import EACH, LEADER, TODAY
from tests.fakes import WordHashEmbedder

DIVING = ScopeQuery(ipc=("B63C",))


def test_a_survey_counts_the_patents_of_its_scope(bench: Workbench) -> None:
    surveyed = bench.survey(DIVING, viewer=None, day=TODAY)
    assert len(surveyed.landscape.patents) == EACH
    assert len(surveyed.field.vectors) == EACH


def test_a_survey_of_no_technology_says_that_topics_may_have_nothing_in_common(
    bench: Workbench,
) -> None:
    whole, technology = (
        bench.survey(query, viewer=None, day=TODAY).landscape.remarks
        for query in (ScopeQuery(applicants=(LEADER,)), DIVING)
    )
    assert "不相干的技术" in whole[-1].text
    assert not any("不相干的技术" in remark.text for remark in technology)


def test_a_survey_is_kept_until_the_lists_change(tmp_path: Path) -> None:
    bench = planted_bench(tmp_path, rows=60)
    first = bench.survey(DIVING, viewer=None, day=TODAY)
    assert bench.survey(DIVING, viewer=None, day=TODAY) is first
    (shared,) = bench.reader(None).lists()
    bench.store.give_name(["领头仪器有限公司"], "领头集团", viewer=None)
    again = bench.survey(DIVING, viewer=None, day=TODAY)
    assert again.landscape.applicants.shares[0].name == "领头集团"
    bench.delete_list(shared.id, viewer=None)
    with pytest.raises(LayoutError, match="还没有专利清单"):
        bench.survey(DIVING, viewer=None, day=TODAY)


def test_names_are_read_once_until_the_lists_change(tmp_path: Path) -> None:
    bench = planted_bench(tmp_path, rows=20)
    first = bench.reader(None)
    assert bench.reader(None).names is first.names
    bench.store.give_name(["领头仪器有限公司"], "领头集团", viewer=None)
    assert bench.reader(None).names.of_name("领头仪器有限公司") == "领头集团"


def test_a_private_list_is_seen_and_deleted_by_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    bench = Workbench(home, Catalogue(home.catalogue), WordHashEmbedder())
    target = Target(owner=OWNER, name=PRIVATE)
    [imported] = bench.import_paths([export_file(tmp_path, rows=20)], target)
    assert bench.scope(DIVING, viewer=OWNER).hits
    with pytest.raises(LayoutError, match="还没有专利清单"):
        bench.scope(DIVING, viewer="乙")
    with pytest.raises(PatentStoreError):
        bench.delete_list(imported.list_id, viewer="乙")
    assert bench.delete_list(imported.list_id, viewer=OWNER) == 20


def test_viewers_without_anything_of_their_own_share_what_is_opened(tmp_path: Path) -> None:
    bench = planted_bench(tmp_path, rows=60)
    opened = bench.patents(None)
    surveyed = bench.survey(DIVING, viewer=None, day=TODAY)
    for viewer in ("乙", "丙"):
        assert bench.patents(viewer) is opened
        assert bench.survey(DIVING, viewer=viewer, day=TODAY) is surveyed


def test_a_private_list_never_shows_in_what_others_share(tmp_path: Path) -> None:
    bench = planted_bench(tmp_path, rows=60)
    shared = set(bench.patents("乙").table.numbers)
    fill(bench.store, PRIVATE, [patent("CN114000001A", "一种秘密滤网", ipc=("B63C1/00",))], OWNER)
    bench.index(OWNER)
    for viewer in ("乙", OWNER, None, "丙", OWNER):  # in any order, from the caches too
        seen = {
            *bench.patents(viewer).table.numbers,
            *(hit.number for hit in bench.scope(DIVING, viewer=viewer).hits),
            *(r.number for r in bench.survey(DIVING, viewer=viewer, day=TODAY).field.records),
            *(near.record.number for near in bench.nearest("秘密滤网", viewer=viewer).patents),
        }
        assert seen == (shared | {"CN114000001A"} if viewer == OWNER else shared)
    assert bench.patents("丙") is bench.patents("乙")


def test_names_and_merges_of_ones_own_are_seen_by_oneself_alone(tmp_path: Path) -> None:
    bench = planted_bench(tmp_path, rows=60)
    first, second = bench.patents(None).table.ids[:2]
    bench.store.give_name([LEADER], "我的叫法", viewer=OWNER)
    bench.store.keep_apart(first, [second], viewer="丁")

    assert "我的叫法" in bench.patents(OWNER).table.applicants.names
    assert bench.reader("丁").kept_apart()
    for viewer in ("乙", None):
        assert "我的叫法" not in bench.patents(viewer).table.applicants.names
        assert not bench.reader(viewer).kept_apart()
    bench.store.keep_apart(first, [second], viewer=None)
    assert not bench.reader("乙").kept_apart()


def test_one_who_gets_a_list_during_a_survey_leaves_nothing_of_it_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = planted_bench(tmp_path, rows=60)
    secret = patent("CN114000001A", "一种秘密滤网", ipc=("B63C1/00",))
    as_it_is = bench.field

    def field(query: ScopeQuery, *, viewer: str | None) -> Field:
        fill(bench.store, PRIVATE, [secret], OWNER)
        bench.index(OWNER)
        return as_it_is(query, viewer=viewer)

    monkeypatch.setattr(bench, "field", field)
    surveyed = bench.survey(DIVING, viewer=OWNER, day=TODAY)

    assert "CN114000001A" not in {record.number for record in surveyed.field.records}


def test_an_empty_scope_says_how_to_widen_it(bench: Workbench) -> None:
    with pytest.raises(LayoutError, match="写得宽一些"):
        bench.survey(ScopeQuery(ipc=("A61K",)), viewer=None, day=TODAY)


def test_a_scope_that_is_too_large_says_how_to_narrow_it(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench, "MOST_SURVEYED", 100)
    with pytest.raises(LayoutError, match="收窄"):
        bench.field(DIVING, viewer=None)


def test_without_patents_in_the_corpus_there_is_nothing_to_take(tmp_path: Path) -> None:
    home = Home(tmp_path)
    bench = Workbench(home, Catalogue(home.catalogue), WordHashEmbedder())
    with pytest.raises(LayoutError, match="语料库里没有专利"):
        bench.import_corpus(Target(owner=None, name="语料库"))


def test_a_claim_is_compared_feature_by_feature(bench: Workbench) -> None:
    art = bench.nearest("一种珊瑚礁巡检艇，包括推进舱、缆绳绞盘和浮力外壳。", viewer=None)
    assert "珊瑚礁巡检艇" in art.patents[0].record.title


def test_publications_of_one_application_are_one_record_with_what_each_says(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path)
    bench = Workbench(home, Catalogue(home.catalogue), WordHashEmbedder())
    first = patent(
        "CN113000001A", "一种滤网", application_number="CN202110000001.0", ipc=("B01D1/00",)
    )
    granted = replace(first, number="CN113000001B", ipc=(), legal_status="有效", abstract="可清洗")
    fill(bench.store, "清单", [first, granted], None)
    bench.index(None)
    (record,) = bench.field(ScopeQuery(ipc=("B01D",)), viewer=None).records
    assert (record.ipc, record.legal_status, record.abstract) == (("B01D1/00",), "有效", "可清洗")

"""The store of drafts and labels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.drafts import DraftStore, State, draft_id
from evals.errors import DraftsError
from tests.evals.some_drafts import a_case, a_draft, a_label, drafts_in


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return drafts_in(tmp_path)


@pytest.mark.parametrize(
    "same", ["发明专利保护多久", " 发明专利 保护多久？？", "發明專利保護多久？"]
)
def test_writing_a_question_otherwise_makes_no_other_draft(same: str) -> None:
    assert draft_id(same, region=None, chosen_day=None) == a_draft().id


@pytest.mark.parametrize(
    ("region", "day"), [("广东省/广州市", None), (None, date(2020, 1, 1))], ids=["place", "day"]
)
def test_another_place_or_day_makes_another_question(region: str | None, day: date | None) -> None:
    assert draft_id(a_draft().question, region=region, chosen_day=day) != a_draft().id


@given(st.text(min_size=1))
def test_every_question_has_an_id(question: str) -> None:
    question = question.encode("utf-8", "replace").decode()
    assert draft_id(question, region=None, chosen_day=None).startswith("life-")


def test_what_is_added_is_read_back(store: DraftStore) -> None:
    assert (store.add([a_draft()]), store.drafts()) == (1, [a_draft()])


def test_adding_twice_adds_nothing(store: DraftStore) -> None:
    store.add([a_draft()])
    assert (store.add([a_draft()]), store.drafts()) == (0, [a_draft()])


def test_asking_again_is_kept_with_the_same_draft(store: DraftStore) -> None:
    store.add([a_draft(turn=1, complaint="过时"), a_draft(turn=2, complaint="地区不对")])
    (draft,) = store.drafts()
    assert draft.complaints == ("过时", "地区不对")


def test_a_complaint_written_after_collecting_is_added(store: DraftStore) -> None:
    store.add([a_draft()])
    store.add([a_draft(complaint="过时")])
    assert [s.complaint for s in store.drafts()[0].sightings] == ["过时"]


def test_a_label_decides_the_state(store: DraftStore) -> None:
    kept, dropped, draft = a_draft("甲"), a_draft("乙"), a_draft("丙")
    store.add([kept, dropped, draft])
    store.label(kept.id, a_label(a_case(kept)), after=0)
    store.label(dropped.id, a_label(None), after=0)
    assert [d.state for d in store.drafts()] == [State.LABELLED, State.REJECTED, State.OPEN]


def test_collecting_again_keeps_the_label(store: DraftStore) -> None:
    draft = a_draft()
    store.add([draft])
    store.label(draft.id, a_label(a_case(draft)), after=0)
    store.add([a_draft(turn=9)])
    assert store.draft(draft.id).state is State.LABELLED


def test_the_last_label_holds_and_the_earlier_ones_stay(store: DraftStore) -> None:
    draft = a_draft()
    store.add([draft])
    store.label(draft.id, a_label(a_case(draft)), after=0)
    store.label(draft.id, a_label(None, who="李四"), after=1)
    found = store.draft(draft.id)
    assert (found.state, [label.who for label in found.labels]) == (
        State.REJECTED,
        ["张三", "李四"],
    )


def test_a_label_by_somebody_who_saw_an_older_state_is_refused(store: DraftStore) -> None:
    draft = a_draft()
    store.add([draft])
    store.label(draft.id, a_label(a_case(draft)), after=0)
    with pytest.raises(DraftsError, match="刚刚有人标注过"):
        store.label(draft.id, a_label(None), after=0)
    assert store.draft(draft.id).state is State.LABELLED


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    drafts = [a_draft(f"问题{number}", turn=number) for number in range(20)]
    stores = [drafts_in(tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        new = sum(threads.map(lambda store: sum(store.add([d]) for d in drafts), stores))
    assert (new, len(drafts_in(tmp_path).drafts())) == (20, 20)


def test_of_two_labels_at_once_exactly_one_is_kept(tmp_path: Path) -> None:
    draft = a_draft()
    drafts_in(tmp_path).add([draft])

    def try_to(who: str) -> bool:
        try:
            drafts_in(tmp_path).label(draft.id, a_label(None, who=who), after=0)
        except DraftsError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(try_to, "甲乙丙丁")) == 1


def test_cases_are_those_of_labelled_drafts(store: DraftStore) -> None:
    kept, dropped = a_draft("甲"), a_draft("乙")
    store.add([kept, dropped])
    store.label(kept.id, a_label(a_case(kept)), after=0)
    store.label(dropped.id, a_label(None), after=0)
    assert store.cases() == (a_case(kept),)


def test_an_unknown_draft_is_named(store: DraftStore) -> None:
    with pytest.raises(DraftsError, match="life-x"):
        store.draft("life-x")


def test_a_label_needs_its_draft(store: DraftStore) -> None:
    with pytest.raises(DraftsError, match="打不开或写不进去"):
        store.label("life-x", a_label(None), after=0)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "drafts.sqlite3").write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(DraftsError, match=r"drafts\.sqlite3"):
        drafts_in(tmp_path)

"""Linking only what a change may bear on gives what linking everything gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from corpus.corrections import overlay
from corpus.document_store import summarise, with_succession
from corpus.documents import Document, Kind
from corpus.versions import link_versions
from tests.corpus.sample_documents import document

TITLES = ("专利资助办法", "商标奖励规定", "专利管理条例")
IDS = tuple(f"d{number}" for number in range(6))

_some_documents = st.builds(
    document,
    st.sampled_from(IDS),
    title=st.sampled_from(TITLES),
    kind=st.sampled_from((Kind.POLICY, Kind.STATUTE, Kind.PATENT)),
    effective=st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)),
    document_number=st.none() | st.sampled_from(("局令第1号", "局令第2号")),
    repeals=st.lists(
        st.sampled_from(("《商标奖励规定》", "《专利资助办法》（局令第1号）", "局令第2号")),
        max_size=2,
    ).map(tuple),
    prolongs=st.lists(
        st.sampled_from(
            ("《商标奖励规定》，至2021-06-30", "《专利资助办法》（局令第1号），至2020-01-05")
        ),
        max_size=1,
    ).map(tuple),
    superseded_by=st.none() | st.sampled_from(IDS),
)
_steps = st.lists(
    st.one_of(
        _some_documents,
        st.sampled_from(IDS),
        st.tuples(st.sampled_from(IDS), st.dates(date(2020, 1, 1), date(2020, 1, 9))),
    ),
    min_size=1,
    max_size=12,
)


def _take(catalogue: Catalogue, step: Document | str | tuple[str, date]) -> None:
    """Add a document, take one out, or correct its first day; nothing when it is not there."""
    if isinstance(step, Document):
        catalogue.add(step)
        return
    document_id = step if isinstance(step, str) else step[0]
    if document_id not in {summary.id for summary in catalogue.summaries()}:
        return
    if isinstance(step, str):
        catalogue.remove(document_id)
    else:
        catalogue.correct(document_id, {"effective": step[1]}, reason="公告", who="李四")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=_steps)
def test_after_any_changes_the_links_are_those_of_all_documents_together(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Document | str | tuple[str, date]]
) -> None:
    catalogue = Catalogue(tmp_path_factory.mktemp("c") / "c.sqlite3")
    for step in steps:
        _take(catalogue, step)
    linked = {summary.id: summary for summary in catalogue.summaries()}
    apart = {key: summarise(_corrected(catalogue, key)) for key in linked}
    whole = link_versions(apart.values())
    assert linked == {key: with_succession(one, whole.get(key)) for key, one in apart.items()}


def _corrected(catalogue: Catalogue, document_id: str) -> Document:
    """The document with its corrections, without what the others tell of it."""
    return overlay(catalogue.get_as_read(document_id), catalogue.corrections(document_id))


def test_linking_all_anew_changes_nothing(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "c.sqlite3")
    catalogue.add(document("old", effective=date(2017, 8, 1)))
    catalogue.add(document("new", effective=date(2026, 9, 1)))
    before = catalogue.revision
    catalogue.relink()
    assert catalogue.revision == before

"""The shipped programmes: every statement rests on a clause of the built-in corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant.eligibility.assess import assess
from assistant.eligibility.profile import Profile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.programme_parts import Amount, Criterion, Material, State, Step
from assistant.eligibility.recorded_clauses import recorded_clauses
from assistant.eligibility.references import clause_digests, flagged, references_of, resolve
from assistant.eligibility.wording import promises_in
from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue
from corpus.documents import Document, Form

TODAY = date(2026, 11, 22)
PROGRAMMES = load_programmes()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    with Catalogue(tmp_path_factory.mktemp("builtin") / "catalogue.sqlite") as catalogue:
        load_builtin(catalogue)
        return {document.id: document for document in catalogue.documents()}


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_every_reference_is_found_as_it_was_reviewed(
    programme: Programme, documents: dict[str, Document]
) -> None:
    """If a digest was changed: look at the rules, then run `python -m scripts.record_clauses`."""
    recorded = recorded_clauses()
    assert clause_digests(programme, documents.get, day=TODAY).keys() <= recorded.keys()
    assert flagged(programme, documents.get, day=TODAY, recorded=recorded) == ()


def test_nothing_is_recorded_that_no_rule_refers_to(documents: dict[str, Document]) -> None:
    used = {
        key
        for programme in PROGRAMMES
        for key in clause_digests(programme, documents.get, day=TODAY)
    }
    assert used == recorded_clauses().keys()


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_criteria_and_amounts_name_a_clause_and_not_a_whole_document(programme: Programme) -> None:
    for version in programme.versions:
        parts: list[Criterion | Amount | Step | Material] = [*version.criteria, *version.amounts]
        for part in (*parts, *version.steps, *version.materials):
            assert all(reference.locator for reference in part.references), part


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_a_criterion_claims_no_better_level_than_its_documents(
    programme: Programme, documents: dict[str, Document]
) -> None:
    for version in programme.versions:
        parts: list[Criterion | Amount] = [*version.criteria, *version.amounts]
        for part in parts:
            levels = {documents[reference.document].verification for reference in part.references}
            assert part.level == max(levels), part.id


def test_what_rests_on_digests_is_not_called_original(documents: dict[str, Document]) -> None:
    cited = {reference.document for p in PROGRAMMES for reference in references_of(p)}
    assert {documents[name].form for name in cited} == {Form.DIGEST}


def test_a_version_starts_no_earlier_than_the_documents_that_decide_it(
    documents: dict[str, Document],
) -> None:
    for programme in PROGRAMMES:
        for version in programme.versions:
            for reference in version.references:
                effective = documents[reference.document].effective
                assert effective is None or effective <= version.start, (programme.id, version.id)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_versions_follow_one_another_without_a_gap(programme: Programme) -> None:
    for earlier, later in zip(programme.versions, programme.versions[1:], strict=False):
        assert earlier.until is not None
        assert (later.start - earlier.until).days == 1


def test_the_fifteen_programmes_are_there_and_published() -> None:
    assert {programme.id for programme in PROGRAMMES} == {
        "fee-reduction",
        "high-tech",
        "ip-advantage",
        "ip-demonstration",
        "ip-standard",
        "little-giant",
        "nansha-award",
        "nansha-pledge",
        "open-licence-fee",
        "pledge-registration",
        "priority-examination",
        "qingdao-pledge",
        "rights-assistance",
        "specialised-sme",
        "xuchang-pledge",
    }
    assert {programme.state for programme in PROGRAMMES} == {State.PUBLISHED}


def test_no_number_of_patents_is_asked_of_advantage_and_demonstration_enterprises() -> None:
    for programme in PROGRAMMES:
        if programme.id in ("ip-advantage", "ip-demonstration"):
            for version in programme.versions:
                for criterion in version.criteria:
                    assert not re.search(
                        r"\d+\s*[件项]", criterion.text + (criterion.expression or "")
                    )


def test_the_advantage_enterprise_is_for_people_to_judge_in_every_version() -> None:
    advantage = next(p for p in PROGRAMMES if p.id == "ip-advantage")
    for version in advantage.versions:
        assert all(criterion.expression is None for criterion in version.criteria)
        assert any("没有公布" in note for note in version.notes)


def _texts(programme: Programme) -> Iterator[str]:
    yield from (programme.name, programme.summary)
    yield from (link.text for link in (*programme.requires, *programme.leads_to))
    yield from (conflict.text for conflict in programme.conflicts)
    for version in programme.versions:
        yield from version.notes
        parts: list[Criterion | Amount | Step | Material] = [*version.criteria, *version.amounts]
        yield from (part.text for part in (*parts, *version.steps, *version.materials))
        yield from (criterion.help for criterion in version.criteria)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_no_text_of_a_programme_promises_anything(programme: Programme) -> None:
    assert [found for text in _texts(programme) for found in promises_in(text)] == []


def test_every_clause_is_quoted_from_its_own_document(documents: dict[str, Document]) -> None:
    for programme in PROGRAMMES:
        for reference in references_of(programme):
            citation = resolve(reference, documents.get, day=TODAY).citation
            assert citation is not None
            text = documents[reference.document].text
            assert text[citation.start : citation.end] == citation.quote
            assert reference.quote in citation.quote


@pytest.mark.parametrize("day", [TODAY, date(2018, 7, 31), date(2015, 1, 1), date(2029, 1, 1)])
@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda programme: programme.id)
def test_there_is_no_verdict_without_a_clause(
    programme: Programme, day: date, documents: dict[str, Document]
) -> None:
    found = assess(programme, Profile(), day=day)
    assert found.references
    for result in found.results:
        clauses = [resolve(r, documents.get, day=day).citation for r in result.references]
        assert clauses and all(clauses)

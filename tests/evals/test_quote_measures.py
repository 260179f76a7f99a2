from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Citation
from evals.quote_measures import is_cut_short, is_stale, is_verbatim
from tests.evals.scripted_assistant import TEXT, citation, text_of


def cut(*, by: int) -> Citation:
    whole = citation()
    return replace(whole, quote=whole.quote[:-by], end=whole.end - by)


def test_a_quote_up_to_its_full_stop_is_whole() -> None:
    assert not is_cut_short(citation(), text_of)


@pytest.mark.parametrize("by", [1, 3])
def test_a_quote_that_ends_inside_a_clause_is_cut(by: int) -> None:
    assert is_cut_short(cut(by=by), text_of)


def test_a_quote_that_ends_with_its_line_is_whole() -> None:
    quote = TEXT.splitlines()[0]
    given = replace(citation(), quote=quote, start=0, end=len(quote))
    assert not is_cut_short(given, text_of)


def test_an_altered_quote_is_not_called_cut() -> None:
    assert not is_cut_short(replace(citation(), quote="发明专利权的期限为三十"), text_of)


def test_a_citation_of_the_present_text_is_fresh() -> None:
    assert not is_stale(citation(), text_of)


def test_a_citation_of_an_earlier_text_is_stale() -> None:
    assert is_stale(replace(citation(), sha256="0" * 64), text_of)


def test_a_citation_of_a_removed_document_is_stale() -> None:
    assert is_stale(replace(citation(), document_id="gone"), text_of)


def test_a_blank_quote_is_not_verbatim() -> None:
    assert not is_verbatim(replace(citation(), quote="", end=citation().start), text_of)

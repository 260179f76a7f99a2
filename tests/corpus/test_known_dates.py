from datetime import date

import pytest
from pydantic import ValidationError

from corpus.known_dates import KnownVersion, _known_versions, find_known_version


def test_no_version_begins_before_it_was_adopted_or_ends_before_it_began() -> None:
    for version in _known_versions():
        assert version.published <= version.effective
        assert version.expires is None or version.effective <= version.expires


def test_each_version_is_listed_once() -> None:
    listed = [(v.title, v.titles_starting, v.published) for v in _known_versions()]
    assert len(set(listed)) == len(listed)


def test_the_states_name_does_not_matter() -> None:
    day = date(2020, 10, 17)
    found = find_known_version("中华人民共和国专利法", published=day)
    assert found is not None
    assert found == find_known_version("专利法", published=day)


def test_a_version_that_is_not_listed_is_unknown() -> None:
    assert find_known_version("专利法", published=date(2020, 10, 18)) is None


def test_texts_amended_together_are_found_by_how_their_titles_begin() -> None:
    found = find_known_version("最高人民法院关于某事的解释", published=date(2020, 12, 29))
    assert found is not None
    assert found.effective == date(2021, 1, 1)


def test_an_entry_must_name_an_instrument() -> None:
    with pytest.raises(ValidationError, match="title"):
        KnownVersion(published=date(2020, 1, 1), effective=date(2020, 1, 1), source="某令")

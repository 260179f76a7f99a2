from __future__ import annotations

from datetime import date

import pytest

from assistant.instruments import Instruments
from assistant.understand import understand
from assistant.versions_named import out_of_force
from corpus.documents import Document
from indexing.make_passages import make_passages
from tests.assistant.small_corpus import TODAY

Linked = dict[str, Document]


def versions(linked: Linked, question: str, day: date = TODAY) -> set[str | None]:
    instruments = Instruments(p for d in linked.values() for p in make_passages(d))
    ids = out_of_force(understand(question, instruments), linked.get, day=day)
    return {linked[id_].version for id_ in ids}


def test_an_instrument_with_a_version_in_force_is_in_force(linked: Linked) -> None:
    assert versions(linked, "云雀标志登记办法的保护期多久") == set()


def test_a_version_named_by_its_year_may_have_ended(linked: Linked) -> None:
    assert versions(linked, "2018年云雀标志登记办法的保护期多久") == {"2018"}


def test_the_old_version_named_as_such_has_ended(linked: Linked) -> None:
    assert versions(linked, "旧的云雀标志登记办法的保护期多久") == {"2018"}


def test_the_new_version_named_as_such_may_not_have_begun(linked: Linked) -> None:
    assert versions(linked, "新的云雀标志登记办法的保护期多久") == {"2027"}


def test_the_day_decides_what_has_ended(linked: Linked) -> None:
    day = date(2020, 1, 1)
    assert versions(linked, "2018年云雀标志登记办法的保护期多久", day) == set()


@pytest.mark.parametrize(
    "question", ["2018年云雀标志登记办法还有效吗", "新旧云雀标志登记办法有什么区别"]
)
def test_questions_on_validity_and_change_may_look_at_any_version(
    linked: Linked, question: str
) -> None:
    assert versions(linked, question) == set()


def test_a_question_that_names_no_instrument_names_no_version(linked: Linked) -> None:
    assert versions(linked, "2018年的保护期多久") == set()

"""What `zhice corpus validity` prints."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.commands.validity import describe
from corpus.validity import validity_chain
from tests.corpus.sample_documents import document


@pytest.mark.parametrize(
    ("begins", "ends", "span"),
    [
        (date(2020, 5, 1), None, "2020-05-01 至 今  现行有效"),
        (date(2020, 5, 1), date(2024, 4, 30), "2020-05-01 至 2024-04-30  已废止"),
        (date(2027, 3, 1), None, "2027-03-01 起  尚未施行"),
        (date(2027, 3, 1), date(2029, 2, 28), "2027-03-01 至 2029-02-28  尚未施行"),
        (None, None, "未核实 至 今  未核实"),
    ],
)
def test_a_span_never_ends_today_before_it_begins(
    begins: date | None, ends: date | None, span: str
) -> None:
    version = document("a", "甲办法", effective=begins, expires=ends)
    assert describe(validity_chain([version], day=date(2026, 11, 22)))[0].startswith(span)

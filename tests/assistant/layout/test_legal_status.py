from __future__ import annotations

from assistant.layout.legal_status import legal_status
from assistant.layout.patent_record import Standing
from tests.assistant.layout.planted_field import record


def test_every_patent_stands_in_one_class_and_the_unknown_are_said() -> None:
    found = legal_status(
        [
            record(1, standing=Standing.VALID, legal_status="授权"),
            record(2, standing=Standing.VALID, legal_status="有权"),
            record(3),
        ]
    )
    assert [(c.label, c.number) for c in found.standings] == [("有效", 2), ("未注明", 1)]
    assert {c.label for c in found.stated} == {"授权", "有权"}
    assert found.remarks[0].patents == ("id00003",)
    assert "1 件没有写明法律状态" in found.remarks[0].text
    assert "其余 2 件可以区分" in found.remarks[0].text


def test_where_nothing_is_stated_no_rest_is_spoken_of() -> None:
    assert "其余" not in legal_status([record(1)]).remarks[0].text


def test_no_records_give_no_remark() -> None:
    assert legal_status([]).remarks == ()

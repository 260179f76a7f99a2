from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout.from_export import (
    faults_of_row,
    place_of,
    record_of_row,
)
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing, year_of_application
from assistant.layout.standing import last_event, standing_of
from corpus.source_text import PatentRecord as ExportRow


def _record(**given: object) -> PatentRecord:
    row = ExportRow(**{"number": "CN113000001A", "title": "一种", **given})  # type: ignore[arg-type]
    return record_of_row(row, list_id="l", owner=None)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("授权", Standing.VALID),
        ("有效", Standing.VALID),
        ("部分无效", Standing.VALID),
        ("未缴年费终止失效", Standing.LAPSED),
        ("专利权的终止", Standing.LAPSED),
        ("驳回", Standing.LAPSED),
        ("Expired - Fee Related", Standing.LAPSED),
        ("实质审查的生效", Standing.PENDING),
        ("公开", Standing.PENDING),
        ("Active", Standing.VALID),
        ("避重授权", Standing.LAPSED),
        ("期限届满", Standing.LAPSED),
        ("驳回 | 一案双申", Standing.LAPSED),
        ("授权 | 权利转移", Standing.VALID),
        ("等年费滞纳金", Standing.VALID),
        ("等年登印费", Standing.PENDING),
        ("进入审查", Standing.PENDING),
        ("PCT指定期内", Standing.PENDING),
        ("", Standing.UNKNOWN),
        ("不详", Standing.UNKNOWN),
    ],
)
def test_a_status_falls_into_a_class(status: str, standing: Standing) -> None:
    assert standing_of(status) is standing


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"number": "CN202644312U", "extra": (("专利类型", "发明"),)}, PatentKind.UTILITY),
        ({"number": "x1", "application_number": "201220249767"}, PatentKind.UTILITY),
        ({"number": "x1", "extra": (("专利类型", "外观设计专利"),)}, PatentKind.DESIGN),
        ({"number": "x1", "abstract": "本实用新型公开了一种锁。"}, PatentKind.UTILITY),
        ({"number": "x1"}, PatentKind.UNKNOWN),
    ],
)
def test_the_kind_comes_from_number_then_words(facts: dict[str, object], kind: PatentKind) -> None:
    assert _record(**facts).kind is kind


def test_a_granted_publication_was_granted_on_its_day() -> None:
    day = date(2022, 4, 15)

    assert _record(number="CN113000001B", published=day).granted == day
    assert _record(number="CN113000001A", published=day).granted is None


@pytest.mark.parametrize(
    ("extra", "family"),
    [
        ({"优先权号": "201910799430.7 2019-08-28 CN"}, "CN201910799430.7"),
        ({"优先权号": "US62/123,456; CN202010000009"}, "US62123456"),
        ({"简单同族": "CN113000001A;US10123456B2"}, "CN113000001A"),
        ({}, ""),
    ],
)
def test_a_family_goes_by_priority_or_by_what_is_stated(extra: dict[str, str], family: str) -> None:
    assert _record(extra=tuple(extra.items())).family[:14] == family[:14]


def test_the_narrowest_family_a_list_states_counts() -> None:
    stated = {"扩展同族": "CN100000009A;US1", "简单同族": "US10123456B2", "INPADOC同族": "EP1"}

    assert _record(extra=tuple(stated.items())).family == "CN113000001A"
    assert _record(extra=(("扩展同族", "CN100000009A"),)).family == "CN100000009A"
    numbered = (("扩展同族编号", "12"), ("简单同族编号", "345 678"))
    assert _record(extra=numbered).family == "简单同族:345678"


def test_an_international_application_ties_national_phases_together() -> None:
    abroad = _record(number="US11000001B2", extra=(("国际申请号", "PCT/CN2020/107400"),))
    here = _record(extra=(("国际申请号", "PCT/CN2020/107400 2020.08.06"),))

    assert here.family == abroad.family == "PCT/CN2020/107400"


def test_of_a_dated_history_the_last_event_is_the_status() -> None:
    history = "20210907 实质审查的生效; 20220415 授权；20210607 公开"
    record = _record(legal_status=history)

    assert (record.legal_status, record.standing) == ("授权", Standing.VALID)
    assert last_event("授权 | 权利转移") == "授权 | 权利转移"
    assert last_event("2022.04.15 授权") == "2022.04.15 授权"


def test_an_event_that_tells_no_class_leaves_that_of_the_one_before() -> None:
    record = _record(legal_status="20200301 授权; 20180301 公开; 20220301 专利权的转移")

    assert (record.legal_status, record.standing) == ("专利权的转移", Standing.VALID)


def test_of_events_without_days_the_one_that_comes_last_in_a_life_counts() -> None:
    assert _record(legal_status="公开；实质审查；授权").standing is Standing.VALID
    assert _record(legal_status="授权|权利终止").standing is Standing.LAPSED


def test_the_column_for_validity_goes_before_the_words_of_the_status() -> None:
    record = _record(legal_status="公开", extra=(("专利有效性", "失效"),))

    assert (record.legal_status, record.standing) == ("公开", Standing.LAPSED)


@pytest.mark.parametrize(
    ("application", "filed", "said"),
    [
        ("CN201910000001.1", date(2021, 1, 1), "申请号是 2019 年的"),
        ("CN209910000001.1", None, "还没有到"),
        ("CN202110000001.6", date(2015, 1, 1), ""),  # a divisional keeps its parent's day
        ("CN202110000001.6", date(2021, 12, 31), ""),
    ],
)
def test_a_day_that_does_not_fit_the_number_is_named(
    application: str, filed: date | None, said: str
) -> None:
    serial = application[2:14]
    row = ExportRow(
        number="CN113000001A",
        title="一种",
        application_number=f"CN{serial}",
        filed=filed,
    )

    faults = faults_of_row(row)
    assert any(said in fault for fault in faults) if said else faults == ()


def test_a_place_comes_from_the_address_then_from_the_columns() -> None:
    columns = {"申请人省市": "广东", "申请人地市": "深圳市"}

    assert place_of("518129 广东省深圳市龙岗区某路", columns) == "广东省/深圳市/龙岗区"
    assert place_of("", columns) == "广东省/深圳市"
    assert place_of("某路1号", {}) == ""


def test_days_the_wrong_way_round_are_named() -> None:
    row = ExportRow(
        number="CN113000001A", title="一种", filed=date(2021, 1, 1), published=date(2020, 1, 1)
    )

    assert "早于申请日" in faults_of_row(row)[0]


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("CN202110000001.6", 2021),
        ("CN97123456.6", 1997),
        ("CN03123456.7", 2003),
        ("US1", None),
        (None, None),
    ],
)
def test_the_year_stands_in_a_chinese_application_number(
    number: str | None, year: int | None
) -> None:
    assert year_of_application(number) == year


@given(st.text(max_size=15), st.text(max_size=15), st.text(max_size=40))
def test_no_cell_breaks_the_import_of_a_row(number: str, application: str, cell: str) -> None:
    record = _record(
        number=number or "x",
        application_number=application or None,
        legal_status=cell,
        abstract=cell,
        extra=(("优先权号", cell), ("优先权日", cell), ("授权日", cell), ("简单同族", cell)),
    )

    assert record.id

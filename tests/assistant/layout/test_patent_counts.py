"""Counts of patents from imported lists."""

from __future__ import annotations

from assistant.layout.patent_counts import count_patents
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing

OWN = "云雀谷科技有限公司"


def patent(
    number: str,
    kind: PatentKind,
    standing: Standing,
    *,
    application: str | None = None,
    applicants: tuple[str, ...] = (OWN,),
) -> PatentRecord:
    return PatentRecord(
        id=number,
        list_id="list",
        owner=None,
        number=number,
        title="一种散热装置",
        kind=kind,
        kind_code=number[-1],
        standing=standing,
        application_number=application,
        applicants_raw=applicants,
    )


def test_valid_ones_count_by_kind_and_pending_inventions_apart() -> None:
    counted = count_patents(
        [
            patent("CN1B", PatentKind.INVENTION, Standing.VALID),
            patent("CN2A", PatentKind.INVENTION, Standing.PENDING),
            patent("CN3U", PatentKind.UTILITY, Standing.VALID),
            patent("CN4S", PatentKind.DESIGN, Standing.VALID),
            patent("CN5U", PatentKind.UTILITY, Standing.LAPSED),
            patent("CN6B", PatentKind.INVENTION, Standing.VALID, applicants=("别家有限公司",)),
        ],
        OWN,
    )
    assert counted.fields == {
        "invention_patents": 1,
        "invention_applications": 1,
        "utility_patents": 1,
        "design_patents": 1,
    }
    assert counted.found == 5
    assert counted.remarks == ("已失效的 1 件没有计入。",)


def test_two_publications_of_one_application_count_once_as_granted() -> None:
    counted = count_patents(
        [
            patent("CN1A", PatentKind.INVENTION, Standing.UNKNOWN, application="CN2021"),
            patent("CN1B", PatentKind.INVENTION, Standing.UNKNOWN, application="CN2021"),
        ],
        OWN,
    )
    assert (counted.found, counted.fields["invention_patents"]) == (1, 1)
    assert counted.fields["invention_applications"] == 0
    assert "没有注明法律状态" in counted.remarks[0]


def test_one_applicant_of_several_counts_under_each_spelling_of_its_name() -> None:
    joint = ("别家有限公司", "云雀谷科技有限公司 ")
    counted = count_patents(
        [patent("CN1U", PatentKind.UTILITY, Standing.VALID, applicants=joint)], OWN
    )
    assert counted.fields["utility_patents"] == 1


def test_of_an_applicant_not_in_the_lists_nothing_is_said_to_be_nought() -> None:
    mine = [patent("CN1U", PatentKind.UTILITY, Standing.VALID)]
    assert count_patents(mine, "乌有公司").fields == {}
    assert count_patents(mine, " ").fields == {}

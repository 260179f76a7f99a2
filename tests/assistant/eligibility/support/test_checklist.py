"""The materials of several programmes, each once."""

from __future__ import annotations

from datetime import date

from assistant.eligibility.profile import Profile
from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.rules.case import Case
from assistant.eligibility.support.checklist import checklist
from tests.assistant.eligibility.lark_programmes import REFERENCES, lark_programme

DAY = date(2026, 11, 22)
SHIPPED = {programme.id: programme for programme in load_programmes()}


def _material(text: str, when: str = "") -> str:
    condition = f"when = '{when}'\n" if when else ""
    return f'[[versions.materials]]\nid = "m"\ntext = "{text}"\n{condition}{REFERENCES}\n'


def test_what_two_programmes_ask_for_is_listed_once() -> None:
    both = [lark_programme(name, version=_material("营业执照")) for name in ("a", "b")]
    (item,) = checklist(both, Case(Profile(), DAY))
    assert (item.text, item.programmes, item.is_certain) == ("营业执照", ("a", "b"), True)
    assert len(item.references) == 1


def test_what_is_certain_for_one_programme_is_certain() -> None:
    maybe = lark_programme("a", version=_material("营业执照", "独立法人"))
    sure = lark_programme("b", version=_material("营业执照"))
    (item,) = checklist([maybe, sure], Case(Profile(), DAY))
    assert item.is_certain


def test_what_is_not_for_this_company_is_left_out_and_what_may_be_is_marked() -> None:
    programme = lark_programme(version=_material("授权书", "独立法人"))
    assert checklist([programme], Case(Profile(legal_person=False), DAY)) == ()
    (item,) = checklist([programme], Case(Profile(), DAY))
    assert not item.is_certain


def test_a_company_hands_in_a_tax_return_and_an_institute_its_certificate() -> None:
    def texts(profile: Profile) -> str:
        return "".join(i.text for i in checklist([SHIPPED["fee-reduction"]], Case(profile, DAY)))

    company, institute = texts(Profile(applicant="企业")), texts(Profile(applicant="事业单位"))
    assert "纳税申报表" in company and "法人证明" not in company
    assert "法人证明" in institute and "纳税申报表" not in institute


def test_no_recommendation_is_asked_for_after_an_application_abroad() -> None:
    profile = Profile(matter="发明", first_in_china=True)
    items = checklist([SHIPPED["priority-examination"]], Case(profile, DAY))
    assert items and not any("推荐意见" in item.text for item in items)

"""The lines of patent matters, pledges and local support, by hand."""

from __future__ import annotations

from tests.assistant.eligibility.filled import (
    ADVANTAGE,
    DEMONSTRATION,
    GROUNDS,
    MET,
    NO_GROUNDS,
    OPEN,
    SIZES,
    TODAY,
    UNMET,
    Lines,
    held,
    last_year,
    no_yes,
    yes_no,
)

_HOPELESS = {"first_in_china": True, "plainly_hopeless": True}
MATTER_LINES: Lines = {
    ("priority-examination", "2026", "scope"): (
        "2026-09-01",
        [
            ({"matter": "发明", "in_examination": True, "first_action": False}, MET),
            ({"matter": "发明", "in_examination": False, "first_action": False}, UNMET),
            ({"matter": "发明", "in_examination": True, "first_action": True}, UNMET),
            ({"matter": "发明", "in_examination": True}, OPEN),
            ({"matter": "实用新型"}, MET),
            ({"matter": "外观设计"}, MET),
            ({"matter": "复审"}, MET),
            ({"matter": "无效宣告"}, MET),
            ({}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "value"): (
        TODAY,
        [
            ({"matter": "发明", "valuable": True}, MET),
            ({"matter": "发明", "valuable": False}, UNMET),
            ({"matter": "无效宣告", "valuable": False}, MET),
            ({"matter": "复审"}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "grounds"): (
        TODAY,
        [
            *(({"matter": "发明"} | NO_GROUNDS | {ground: True}, MET) for ground in GROUNDS),
            ({"matter": "外观设计", "first_in_china": True}, MET),
            ({"matter": "发明", "first_in_china": False} | NO_GROUNDS, UNMET),
            ({"matter": "发明"} | NO_GROUNDS, OPEN),
            (
                {"matter": "发明", "infringement_suit": True, "first_in_china": False} | NO_GROUNDS,
                UNMET,
            ),
            ({"matter": "无效宣告", "infringement_suit": True}, MET),
            ({"matter": "无效宣告", "administrative_ruling": True}, MET),
            ({"matter": "无效宣告", "licence_arbitration": True}, MET),
            ({"matter": "无效宣告", "public_interest": True}, MET),
            ({"matter": "无效宣告", "emerging_industry": True}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "divided"): (
        TODAY,
        [
            ({"matter": "外观设计", "divided_from_fast": True}, UNMET),
            ({"matter": "发明", "divided_from_fast": False}, MET),
            ({"matter": "复审", "divided_from_fast": True}, MET),
            ({"matter": "无效宣告"}, MET),
            ({"divided_from_fast": True}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "same-day"): (
        TODAY,
        [
            ({"matter": "发明", "same_day_utility": True}, UNMET),
            ({"matter": "发明", "same_day_utility": False}, MET),
            ({"matter": "实用新型", "same_day_utility": True}, MET),
            ({"matter": "发明"}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "already-fast"): (TODAY, no_yes("already_fast")),
    ("priority-examination", "2026", "hopeless"): (
        TODAY,
        [
            (_HOPELESS | {"matter": "发明"} | NO_GROUNDS, UNMET),
            (_HOPELESS | {"matter": "复审"} | NO_GROUNDS, MET),
            (_HOPELESS | NO_GROUNDS, OPEN),
            (_HOPELESS | {"in_practice": True}, MET),
            ({"first_in_china": False, "plainly_hopeless": True}, MET),
            ({"first_in_china": True, "plainly_hopeless": False}, MET),
            (_HOPELESS | {"matter": "发明"}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "all-agree"): (
        TODAY,
        [
            ({"applicants": 1}, MET),
            ({"applicants": 2}, OPEN),
            ({"applicants": 2, "all_agree": False}, UNMET),
            ({"applicants": 2, "all_agree": True}, MET),
        ],
    ),
    ("priority-examination", "2026", "electronic"): (TODAY, yes_no("electronic")),
    ("priority-examination", "2026", "recommended"): (
        TODAY,
        [
            ({"recommended": True}, MET),
            ({"recommended": False, "matter": "发明", "first_in_china": True}, MET),
            ({"recommended": False, "matter": "发明", "first_in_china": False}, UNMET),
            ({"recommended": False, "matter": "复审", "first_in_china": True}, UNMET),
            ({"recommended": False, "matter": "无效宣告"}, UNMET),
            ({"matter": "发明"}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "bad-faith"): (
        TODAY,
        [
            ({"last_bad_faith": "无"}, MET),
            ({"last_bad_faith": "2025-11-22"}, MET),
            ({"last_bad_faith": "2025-11-23"}, UNMET),
            ({"last_bad_faith": "2025-11-21"}, MET),
            ({}, OPEN),
        ],
    ),
    ("priority-examination", "2026", "false-materials"): (TODAY, no_yes("false_materials")),
    ("fee-reduction", "2016", "applicant"): (
        TODAY,
        [
            ({"applicant": "企业"} | last_year(TODAY, taxable_income=99.99), MET),
            ({"applicant": "企业"} | last_year(TODAY, taxable_income=100), UNMET),
            ({"applicant": "企业"} | last_year(TODAY, taxable_income=100.01), UNMET),
            ({"applicant": "企业"} | last_year(TODAY, taxable_income=-30), MET),
            ({"applicant": "个人"} | last_year(TODAY, monthly_income=4999.99), MET),
            ({"applicant": "个人"} | last_year(TODAY, monthly_income=5000), UNMET),
            ({"applicant": "个人"} | last_year(TODAY, monthly_income=5000.01), UNMET),
            ({"applicant": "事业单位"}, MET),
            ({"applicant": "社会团体"}, MET),
            ({"applicant": "非营利性科研机构"}, MET),
            ({"applicant": "企业"}, OPEN),
            ({"applicant": "企业", "taxable_income": {"2024": 1}}, OPEN),
        ],
    ),
    ("fee-reduction", "2016", "co-applicants"): (
        TODAY,
        [
            ({"applicants": 1}, MET),
            ({"applicants": 2}, OPEN),
            ({"applicants": 2, "all_qualify": True}, MET),
            ({"applicants": 2, "all_qualify": False}, UNMET),
        ],
    ),
    ("open-licence-fee", "2024", "in-open-licence"): ("2024-08-06", yes_no("open_licence")),
    ("pledge-registration", "2021", "contract"): ("2021-11-15", yes_no("pledge_contract")),
    ("pledge-registration", "2021", "co-owners"): (
        TODAY,
        [
            ({"co_owned": False}, MET),
            ({"co_owned": True}, OPEN),
            ({"co_owned": True, "co_owners_agree": True}, MET),
            ({"co_owned": True, "co_owners_agree": False}, UNMET),
        ],
    ),
    ("nansha-award", "2023", "honour"): (
        TODAY,
        [
            (held(ADVANTAGE, year=2023), MET),
            (held(DEMONSTRATION, year=2023), MET),
            (held("省知识产权示范企业", year=2023), MET),
            (held("高新技术企业", year=2025), UNMET),
            ({}, OPEN),
        ],
    ),
    ("nansha-pledge", "2023", "sme"): (TODAY, SIZES),
    ("nansha-pledge", "2023", "loan"): (
        TODAY,
        [({"loan": 0.01}, MET), ({"loan": 0}, UNMET), ({}, OPEN)],
    ),
    ("nansha-pledge", "2023", "no-same-support"): (TODAY, no_yes("same_support")),
    ("xuchang-pledge", "2023", "costs"): (
        "2023-03-08",
        [
            ({"valuation_fee": 0.01}, MET),
            ({"insurance_premium": 0.01}, MET),
            ({"valuation_fee": 0, "insurance_premium": 0}, UNMET),
            ({"valuation_fee": 0}, OPEN),
        ],
    ),
    ("qingdao-pledge", "rules", "legal-person"): (TODAY, yes_no("legal_person")),
    ("qingdao-pledge", "rules", "sme"): (TODAY, SIZES),
    ("qingdao-pledge", "rules", "owner"): (TODAY, yes_no("owns_pledged")),
    ("qingdao-pledge", "rules", "clear"): (TODAY, yes_no("patents_clear")),
    ("qingdao-pledge", "rules", "first-pledge"): (TODAY, yes_no("first_pledge")),
}

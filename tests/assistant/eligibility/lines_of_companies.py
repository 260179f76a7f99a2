"""The lines of 高新技术企业, 专精特新 and 小巨人, by hand."""

from __future__ import annotations

from tests.assistant.eligibility.filled import (
    HIGH_TECH_HEADCOUNT,
    MET,
    OPEN,
    SIZES,
    TODAY,
    UNMET,
    Lines,
    domestic,
    growth,
    held,
    last_year,
    research,
    since,
    yes_no,
)

COMPANY_LINES: Lines = {
    ("high-tech", "2016", "registered-one-year"): (
        TODAY,
        [
            ({"registered": "2025-11-21"}, MET),
            ({"registered": "2025-11-22"}, MET),
            ({"registered": "2025-11-23"}, UNMET),
            ({}, OPEN),
        ],
    ),
    ("high-tech", "2016", "core-ip"): (TODAY, yes_no("owns_core_ip")),
    ("high-tech", "2016", "supported-field"): (TODAY, yes_no("supported_field")),
    ("high-tech", "2016", "technical-staff"): (TODAY, HIGH_TECH_HEADCOUNT),
    ("high-tech", "2016", "rd-ratio"): (
        TODAY,
        [
            (research(4000, 600), MET),
            (research(4000, 599.99), UNMET),
            (research(4000, 600.01), MET),
            (research(5000, 750), MET),
            (research(5000, 749.99), UNMET),
            (research(5000.01, 601), MET),
            (research(20000, 2400), MET),
            (research(20000, 2399.99), UNMET),
            (research(20000.01, 1801), MET),
            (research(20000.01, 1800), UNMET),
            ({"revenue": {"2025": 4000}, "rd_expense": {"2025": 400}}, OPEN),
        ],
    ),
    ("high-tech", "2016", "domestic-rd"): (
        TODAY,
        [(domestic(600), MET), (domestic(599.99), UNMET), (domestic(600.01), MET), ({}, OPEN)],
    ),
    ("high-tech", "2016", "high-tech-income"): (
        TODAY,
        [
            (last_year(TODAY, total_income=1000, high_tech_income=600), MET),
            (last_year(TODAY, total_income=1000, high_tech_income=599.99), UNMET),
            (last_year(TODAY, total_income=1000, high_tech_income=600.01), MET),
            (last_year(TODAY, total_income=1000), OPEN),
        ],
    ),
    ("high-tech", "2016", "innovation-score"): (
        TODAY,
        [
            ({"innovation_score": 71}, MET),
            ({"innovation_score": 70.9}, UNMET),
            ({"innovation_score": 71.1}, MET),
            ({}, OPEN),
        ],
    ),
    ("high-tech", "2016", "no-incident"): (
        TODAY,
        [
            ({"last_incident": "无"}, MET),
            ({"last_incident": "2025-11-21"}, MET),
            ({"last_incident": "2025-11-22"}, MET),
            ({"last_incident": "2025-11-23"}, UNMET),
            ({"last_incident": "2026-11-22"}, UNMET),
            ({}, OPEN),
        ],
    ),
    ("specialised-sme", "2022", "sme"): (TODAY, SIZES),
    ("specialised-sme", "2022", "market-years"): (
        TODAY,
        [
            (since("2024-11-21"), MET),
            (since("2024-11-22"), MET),
            (since("2024-11-23"), UNMET),
            ({}, OPEN),
        ],
    ),
    ("specialised-sme", "2022", "rd-expense"): (
        TODAY,
        [
            (last_year(TODAY, rd_expense=100), MET),
            (last_year(TODAY, rd_expense=99.99), UNMET),
            (last_year(TODAY, rd_expense=100.01), MET),
            ({"rd_expense": {"2024": 500}}, OPEN),
        ],
    ),
    ("specialised-sme", "2022", "rd-ratio"): (
        TODAY,
        [
            (last_year(TODAY, rd_expense=30, revenue=1000), MET),
            (last_year(TODAY, rd_expense=29.99, revenue=1000), UNMET),
            (last_year(TODAY, rd_expense=30.01, revenue=1000), MET),
            (last_year(TODAY, rd_expense=30), OPEN),
        ],
    ),
    ("specialised-sme", "2022", "revenue-or-financing"): (
        TODAY,
        [
            (last_year(TODAY, revenue=1000), MET),
            (last_year(TODAY, revenue=1000.01), MET),
            (last_year(TODAY, revenue=999.99), OPEN),
            ({"revenue": {"2025": 0}, "equity_financing": {"2024": 0, "2025": 2000}}, MET),
            ({"revenue": {"2025": 0}, "equity_financing": {"2024": 0, "2025": 2000.01}}, MET),
            (
                {"revenue": {"2025": 999.99}, "equity_financing": {"2024": 0, "2025": 1999.99}},
                UNMET,
            ),
        ],
    ),
    ("specialised-sme", "2022", "score"): (
        TODAY,
        [
            ({"specialised_score": 60}, MET),
            ({"specialised_score": 60.1}, MET),
            ({"specialised_score": 59.9}, OPEN),
            ({"specialised_score": 59.9, "specialised_case": False}, UNMET),
            ({"specialised_score": 0, "specialised_case": True}, MET),
        ],
    ),
    ("little-giant", "2022", "specialised-sme"): (
        TODAY,
        [
            (held("专精特新中小企业", obtained="2023-11-23"), MET),
            (held("专精特新中小企业", obtained="2023-11-22"), UNMET),
            (held("专精特新中小企业", obtained="2026-11-22"), MET),
            (held("专精特新中小企业", obtained="2026-11-23"), UNMET),
            (held("专精特新中小企业", year=2023), OPEN),
            (held("高新技术企业", year=2025), UNMET),
            ({}, OPEN),
        ],
    ),
    ("little-giant", "2022", "market-years"): (
        TODAY,
        [(since("2023-11-22"), MET), (since("2023-11-23"), UNMET), (since("2023-11-21"), MET)],
    ),
    ("little-giant", "2022", "leading-product"): (
        TODAY,
        [
            (last_year(TODAY, leading_product_revenue=700, revenue=1000), MET),
            (last_year(TODAY, leading_product_revenue=699.99, revenue=1000), UNMET),
            (last_year(TODAY, leading_product_revenue=700.01, revenue=1000), MET),
            (last_year(TODAY, revenue=1000), OPEN),
        ],
    ),
    ("little-giant", "2022", "growth"): (
        TODAY,
        [
            (growth(1000, 1050, 1102.5, "main_business_revenue"), MET),
            (growth(1000, 1050, 1102.4, "main_business_revenue"), OPEN),
            (growth(1000, 1050, 1102.6, "main_business_revenue"), MET),
            (growth(1000, 1100, 1100, "net_profit"), MET),
            (
                growth(1000, 1050, 1102.4, "main_business_revenue")
                | growth(100, 105, 110.2, "net_profit"),
                UNMET,
            ),
            (growth(-5, 20, 40, "net_profit"), OPEN),
        ],
    ),
    ("little-giant", "2022", "debt-ratio"): (
        TODAY,
        [
            ({"debt_ratio": 70}, MET),
            ({"debt_ratio": 70.01}, UNMET),
            ({"debt_ratio": 69.99}, MET),
            ({}, OPEN),
        ],
    ),
    ("little-giant", "2022", "market-share"): (
        TODAY,
        [
            ({"market_share": 10}, MET),
            ({"market_share": 10.01}, MET),
            ({"market_share": 9.99}, OPEN),
            ({"market_share": 9.99, "market_leading": False}, UNMET),
            ({"market_share": 1, "market_leading": True}, MET),
        ],
    ),
    ("little-giant", "2022", "rd-ratio"): (
        TODAY,
        [
            (last_year(TODAY, revenue=10000, rd_expense=300), MET),
            (last_year(TODAY, revenue=10000, rd_expense=299.99), UNMET),
            (last_year(TODAY, revenue=10000, rd_expense=300.01), MET),
            (last_year(TODAY, revenue=9999.99, rd_expense=599.99), UNMET),
            (last_year(TODAY, revenue=9999.99, rd_expense=600), MET),
            (last_year(TODAY, revenue=5000, rd_expense=300), MET),
            (last_year(TODAY, revenue=5000, rd_expense=299.99), UNMET),
            (last_year(TODAY, revenue=4999.99, rd_expense=4000), OPEN),
            (last_year(TODAY, revenue=4999.99) | {"little_giant_funding": True}, MET),
            (last_year(TODAY, revenue=4999.99) | {"little_giant_funding": False}, UNMET),
        ],
    ),
    ("little-giant", "2022", "class-one-ip"): (
        TODAY,
        [
            ({"class_one_ip": 2}, MET),
            ({"class_one_ip": 1}, UNMET),
            ({"class_one_ip": 3}, MET),
            ({}, OPEN),
        ],
    ),
    ("little-giant", "2022", "class-one-earns"): (TODAY, yes_no("class_one_earns")),
    ("little-giant", "2022", "rd-institution"): (TODAY, yes_no("rd_institution")),
}

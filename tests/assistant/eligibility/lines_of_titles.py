"""The lines of 贯标 and 示范企业, by hand."""

from __future__ import annotations

from tests.assistant.eligibility.filled import (
    ADVANTAGE,
    DEMONSTRATION,
    MET,
    NEW,
    OLD,
    OPEN,
    UNMET,
    Lines,
    held,
)

TITLE_LINES: Lines = {
    ("ip-demonstration", "2015", "cultivated"): (
        "2021-11-22",
        [
            (held(ADVANTAGE, obtained="2018-11-22"), MET),
            (held(ADVANTAGE, obtained="2018-11-23"), UNMET),
            (held(ADVANTAGE, obtained="2018-11-21"), MET),
            ({}, OPEN),
        ],
    ),
    ("ip-demonstration", "2022", "cultivated"): (
        "2025-09-18",
        [
            (held(ADVANTAGE, obtained="2022-09-18"), MET),
            (held(ADVANTAGE, obtained="2022-09-19"), UNMET),
            (held(ADVANTAGE, obtained="2022-09-17"), MET),
            (held(ADVANTAGE, year=2021), MET),
            (held(ADVANTAGE, year=2022), OPEN),
            (held(ADVANTAGE, year=2023), UNMET),
        ],
    ),
    ("ip-demonstration", "2025", "not-yet-demonstration"): (
        "2025-09-19",
        [(held(DEMONSTRATION, year=2013), UNMET), ({"honours": []}, MET), ({}, OPEN)],
    ),
    ("ip-demonstration", "2025", "advantage-first"): (
        "2025-09-19",
        [(held(ADVANTAGE, year=2024), MET), ({"honours": []}, UNMET), ({}, OPEN)],
    ),
    ("ip-standard", "2013", "certificate"): (
        "2023-12-31",
        [({"certificate": OLD}, MET), ({"certificate": NEW}, MET), ({"certificate": "无"}, UNMET)],
    ),
    ("ip-standard", "2024", "certificate"): (
        "2025-12-31",
        [({"certificate": OLD}, MET), ({"certificate": NEW}, MET), ({"certificate": "无"}, UNMET)],
    ),
    ("ip-standard", "2026", "certificate"): (
        "2026-01-01",
        [
            ({"certificate": OLD}, UNMET),
            ({"certificate": NEW}, MET),
            ({"certificate": "无"}, UNMET),
            ({}, OPEN),
        ],
    ),
    **{
        ("ip-standard", version, "certificate-valid"): (
            day,
            [
                ({"certificate_expires": day}, MET),
                ({"certificate_expires": before}, UNMET),
                ({"certificate_expires": after}, MET),
                ({}, OPEN),
            ],
        )
        for version, before, day, after in (
            ("2013", "2023-12-30", "2023-12-31", "2024-01-01"),
            ("2024", "2025-12-30", "2025-12-31", "2026-01-01"),
            ("2026", "2028-02-28", "2028-02-29", "2028-03-01"),
        )
    },
}

"""The pages of this stage, in the order of the navigation; a new one adds its `PAGE` here."""

from __future__ import annotations

from assistant.pages import (
    compare_page,
    corpus_page,
    eligibility_page,
    layout_page,
    settings_page,
)

PAGES = (
    eligibility_page.PAGE,
    layout_page.PAGE,
    corpus_page.PAGE,
    compare_page.PAGE,
    settings_page.PAGE,
)

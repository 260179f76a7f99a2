"""The staff's pages on programmes, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.assistant.eligibility.test_programme_store import EXAMPLE, MEASURES, RULES
from tests.assistant.pages.site_for_tests import FROM_OURSELVES, Served, serve_in_test

BASE = "/eligibility/rules"


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return serve_in_test(tmp_path, [MEASURES])


def post(served: Served, address: str, **sent: str) -> str:
    """The page that a form leads to."""
    return served.client.post(f"{BASE}{address}", data=sent, headers=FROM_OURSELVES).text


def draft(served: Served, *, rules: str = RULES, based_on: str = "0") -> str:
    return post(
        served, "/save", rules=rules, examples=EXAMPLE, based_on=based_on, who="甲", note="起草"
    )


def test_a_programme_goes_from_draft_over_review_to_publication(served: Served) -> None:
    page = draft(served)
    assert "第 1 稿" in page
    assert "标记为已复核" in page
    page = post(served, "/lark-sign/review", number="1", who="乙")
    assert "算例全部通过" in page
    page = post(served, "/lark-sign/publish", number="1", who="丙", note="发布")
    assert "已发布" in page
    assert "起草" in page
    assert "云雀标志" in served.client.get("/eligibility").text


def test_the_list_names_rules_whose_documents_are_missing(served: Served) -> None:
    page = served.client.get(BASE).text
    assert "高新技术企业" in page
    assert "文件不在语料库" in page


def test_what_is_wrong_is_told_and_the_text_is_kept_for_editing(served: Served) -> None:
    wrong = RULES.replace("职工总数 >=", "职工数目 >=")
    page = draft(served, rules=wrong)
    assert 'role="alert"' in page
    assert "职工数目" in page
    assert "第 15 行起的 staff" in page
    assert "第 1 稿" not in page
    toml = draft(served, rules=RULES.replace('name = "云雀标志"', "name = 云雀标志"))
    assert "第 3 行第 8 列" in toml


def test_who_saves_second_is_told_and_keeps_what_they_wrote(served: Served) -> None:
    draft(served)
    page = draft(served, rules=RULES.replace("30 人", "45 人"))
    assert "已有人保存了第 1 稿" in page
    assert "45 人" in page


def test_examples_can_be_run_without_saving(served: Served) -> None:
    page = post(served, "/save", rules=RULES, examples=EXAMPLE, based_on="0", test="1")
    assert "1 个算例全部通过" in page
    other = EXAMPLE.replace('"staff": 30', '"staff": 3')
    page = post(served, "/save", rules=RULES, examples=other, based_on="0", test="1")
    assert "算得“不满足”" in page
    assert "lark-sign" not in served.client.get(BASE).text


def test_a_draft_shows_what_differs_from_what_is_published(served: Served) -> None:
    shipped = served.client.get(f"{BASE}/rights-assistance/edit").text
    assert 'name="based_on" value="0"' in shipped
    draft(served)
    post(served, "/lark-sign/review", number="1", who="乙")
    post(served, "/lark-sign/publish", number="1", who="丙")
    page = draft(served, rules=RULES.replace("30 人", "60 人"), based_on="1")
    assert re.search(r"is-removed\">-expression[^<]*30 人", page)
    assert re.search(r"is-added\">\+expression[^<]*60 人", page)


def test_markup_in_a_rule_is_shown_as_text(served: Served) -> None:
    page = draft(served, rules=RULES.replace("登记云雀标志。", "<img src=x onerror=alert(1)>"))
    assert "<img" not in page
    start = served.client.get(f"{BASE}/lark-sign/edit").text
    assert "<img" not in start


@pytest.mark.parametrize("address", ["/nothing", "/lark-sign?number=x", "/high-tech?number=77"])
def test_an_address_of_nothing_says_so(served: Served, address: str) -> None:
    answer = served.client.get(f"{BASE}{address}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text

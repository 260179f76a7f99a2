"""The pages 「资格与支持」, without a browser."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.pages.site_for_tests import FROM_OURSELVES, OWN, Served, serve_in_test

FORM = {
    "name": "云雀谷科技有限公司",
    "region": "广东省/广州市/南沙区",
    "registered": "2019-03-01",
    "revenue.2025": "6000",
    "rd_expense.2025": "300",
    "staff": "80",
    "honours": "国家知识产权优势企业2022",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("site")
    load_builtin(Catalogue(Home(folder / "home").catalogue))
    return serve_in_test(folder, [])


def visitor(served: Served) -> TestClient:
    """A browser of its own."""
    return TestClient(served.client.app, base_url=OWN, raise_server_exceptions=False)


def saved(client: TestClient, **changes: str) -> str:
    """The address of a profile just saved."""
    answer = client.post(
        "/eligibility/save", data=FORM | changes, headers=FROM_OURSELVES, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_words_are_read_and_shown_for_checking_before_anything_is_kept(served: Served) -> None:
    client = visitor(served)
    answer = client.post(
        "/eligibility/words",
        data={"text": "我们2019年3月5日成立，去年研发 380 万，营收 6000"},
        headers=FROM_OURSELVES,
    )
    assert "我理解为：注册日期 2019-03-05；2025 年研发费用 380 万元" in answer.text
    assert "没有写单位" in answer.text
    assert re.search(r'name="rd_expense.2025" value="380"', answer.text)
    assert "我的企业" not in client.get("/eligibility").text


def test_a_saved_profile_is_shown_with_every_programme_of_its_place(served: Served) -> None:
    client = visitor(served)
    page = client.get(saved(client)).text
    assert "高新技术企业" in page
    assert "广州市南沙区知识产权示范、优势企业奖励" in page
    assert "青岛" not in page
    assert "主管部门认定为准" in page


def test_verdicts_carry_clauses_that_open(served: Served) -> None:
    client = visitor(served)
    page = client.get(f"{saved(client)}/high-tech").text
    addresses = re.findall(r'href="(/corpus/[^"]+at=[^"]+)"', page)
    assert addresses
    opened = client.get(addresses[0].replace("&amp;", "&"))
    assert opened.status_code == 200
    assert "<mark" in opened.text


def test_nobody_else_can_open_list_or_delete_it(served: Served) -> None:
    ann, ben = visitor(served), visitor(served)
    address = saved(ann)
    assert "没有这份企业信息" in ben.get(address).text
    assert FORM["name"] not in ben.get("/eligibility").text
    for ending in ("/profile.json", "/report.md", "/edit", "/high-tech", "/dates.ics"):
        assert FORM["name"] not in ben.get(address + ending).text
    ben.post(f"{address}/delete", headers=FROM_OURSELVES)
    assert FORM["name"] in ann.get(address).text


def test_the_secret_of_a_browser_is_kept_from_scripts_and_other_sites(served: Served) -> None:
    cookie = visitor(served).get("/eligibility").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_visit_from_another_site_does_not_cost_the_browser_its_secret(served: Served) -> None:
    answer = visitor(served).get("/eligibility", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_what_cannot_be_taken_is_marked_and_the_rest_stays(served: Served) -> None:
    answer = visitor(served).post(
        "/eligibility/save",
        data=FORM | {"staff": "八十多", "registered": "2019-02-30", "debt_ratio": "-5"},
        headers=FROM_OURSELVES,
    )
    assert answer.status_code == 400
    assert "有 3 处没能识别" in answer.text
    assert "不是准数" in answer.text
    assert 'value="2019-02-30"' in answer.text
    assert FORM["name"] in answer.text


def test_the_form_gives_back_what_was_saved(served: Served) -> None:
    client = visitor(served)
    address = saved(client, honours="高新技术企业（2024-01-05，至 2027-01-04）；未获创新型中小企业")
    page = client.get(f"{address}/edit").text
    assert "高新技术企业（2024-01-05，至 2027-01-04）；未获创新型中小企业" in page
    before = client.get(f"{address}/profile.json").json()
    form = dict(re.findall(r'name="([a-z_.0-9]+)" value="([^"]*)"', page))
    areas = dict(re.findall(r'<textarea id="f-(\w+)"[^>]*>([^<]*)<', page))
    again = client.post(
        "/eligibility/save", data=form | areas, headers=FROM_OURSELVES, follow_redirects=False
    )
    assert client.get(f"{again.headers['location']}/profile.json").json() == before


def test_reports_calendar_and_profile_can_be_taken_away(served: Served) -> None:
    client = visitor(served)
    address = saved(client)
    markdown = client.get(f"{address}/report.md?programme=high-tech")
    assert "逐条对照" in markdown.text
    assert "[^1]" in markdown.text
    assert client.get(f"{address}/report.docx").content.startswith(b"PK")
    assert client.get(f"{address}/dates.ics").text.startswith("BEGIN:VCALENDAR")
    exported = json.loads(client.get(f"{address}/profile.json").content)
    assert exported["rd_expense"] == {"2025": 300}
    assert client.get(f"{address}/report.exe").status_code == 400


def test_a_table_is_read_bad_cells_named_and_each_company_saved(served: Served) -> None:
    client = visitor(served)
    table = "企业名称,2025年营业收入（万元）,职工总数,幸运色\n甲厂,九百多,20,红\n乙厂,800,30,蓝\n"
    answer = client.post(
        "/eligibility/upload",
        files={"files": ("企业.csv", table.encode("gb18030"))},
        headers=FROM_OURSELVES,
    )
    assert "第 2 行 B 列“2025年营业收入（万元）”" in answer.text
    assert "幸运色" in answer.text
    assert "甲厂" in client.get("/eligibility").text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("图.png", b"\x89PNG\r\n\x1a\n", "不是表格"),
        ("空.csv", b"", "认得的列名"),
        ("坏.xlsx", b"PK\x03\x04broken", "已损坏"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    served: Served, name: str, data: bytes, words: str
) -> None:
    answer = visitor(served).post(
        "/eligibility/upload", files={"files": (name, data)}, headers=FROM_OURSELVES
    )
    assert answer.status_code == 400
    assert words in answer.text


def test_another_day_is_assessed_by_the_rules_of_that_day(served: Served) -> None:
    client = visitor(served)
    address = saved(client)
    for day, version in (("2026-08-31", "2017"), ("2026-09-01", "2026")):
        page = client.get(f"{address}/priority-examination?day={day}").text
        assert f"{version} 版规则" in page
    assert "申请日要写成" in client.get(f"{address}?day=tomorrow").text


@pytest.mark.parametrize("path", ["0" * 32, "nothing", "..%2f..%2fetc"])
def test_an_address_of_nothing_says_so(served: Served, path: str) -> None:
    answer = visitor(served).get(f"/eligibility/{path}")
    assert answer.status_code in (400, 404)
    assert "Traceback" not in answer.text


def test_patent_counts_cannot_be_filled_without_a_name_or_a_list(served: Served) -> None:
    client = visitor(served)
    for name, words in (("", "请先填企业名称"), ("甲厂", "还没有导入专利清单")):
        answer = client.post(
            "/eligibility/patents", data={"name": name, "staff": "12"}, headers=FROM_OURSELVES
        )
        assert words in answer.text
        assert 'name="staff" value="12"' in answer.text


def test_a_story_too_long_is_refused_whole_and_not_cut(served: Served) -> None:
    answer = visitor(served).post(
        "/eligibility/words", data={"text": "营收 6000 万。" * 1000}, headers=FROM_OURSELVES
    )
    assert answer.status_code == 400
    assert "请分几次说" in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(served: Served, day: str) -> None:
    client = visitor(served)
    address = saved(client)
    for path in ("", "/high-tech", "/dates.ics", "/report.md"):
        assert client.get(f"{address}{path}?day={day}").status_code == 200

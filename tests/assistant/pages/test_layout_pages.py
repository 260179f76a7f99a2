"""The pages 「专利布局」, without a browser."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.assistant.layout.planted_field import ENTRANT, LEADER
from tests.assistant.pages.layout_samples import (
    HOSTILE,
    HOSTILE_FIRM,
    export,
    layout_site,
    links,
    uploaded,
    visitor,
)
from tests.assistant.pages.site_for_tests import Served

CLAIM = "一种蜂箱温控模组，包括巢框和采蜜口，其特征在于：巢框上设有加热垫；还包括量子罗盘天线"
SCOPE = {"q": "蜂箱温控模组的加热垫", "at": "0"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with layout_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="module")
def client(served: Served) -> TestClient:
    """A browser with a private list of about a hundred patents."""
    client = visitor(served)
    assert "件导入" in uploaded(client, export(hostile=3))
    return client


def test_without_a_list_the_page_says_what_to_do_and_how(served: Served) -> None:
    page = visitor(served).get("/layout").text
    assert "还没有专利清单" in page
    assert 'type="file"' in page
    assert "还没有专利清单" in visitor(served).get("/layout/landscape").text


def test_a_scope_is_in_the_address_with_both_sides_of_its_boundary(client: TestClient) -> None:
    page = client.get("/layout", params=SCOPE | {"at": "2"}).text
    assert SCOPE["q"] in page
    assert "刚好在内" in page
    assert "刚好在外" in page
    assert "件数约在" in page


def test_a_patent_is_left_out_with_one_click_and_taken_back_with_another(
    client: TestClient,
) -> None:
    page = client.get("/layout", params=SCOPE).text
    count = re.findall(r"范围内 \d+ 件</h2>", page)[0]
    out = next(link for link in links(page, "/layout\\?") if "out=" in link)
    number = parse_qs(urlsplit(out).query)["out"][0]
    less = client.get(out).text
    assert f'zc-number">{number}<' in page
    assert f'zc-number">{number}<' not in less
    back = html.unescape(re.findall(r'class="zc-chip" href="([^"]+)"', less)[0])
    assert count in client.get(back).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ipc": "zz9"}, "看不懂的 IPC"),
        ({"q": "蜂箱", "at": "nan"}, "不是数"),
        ({"from": "2024-13-40"}, "不是日期"),
        ({"from": "2024-01-01", "to": "2020-01-01"}, "起点晚于终点"),
        ({"kind": "软件"}, "没有“软件”这种专利类型"),
        ({"q": "字" * 4001}, "太长"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept_in_the_form(
    client: TestClient, asked: dict[str, str], said: str
) -> None:
    answer = client.get("/layout", params=asked)
    assert (answer.status_code, said in answer.text) == (400, True)


def test_an_empty_scope_says_how_to_widen_it(client: TestClient) -> None:
    asked = {"q": "蜂箱", "at": "90"}
    assert "这个范围里没有专利" in client.get("/layout", params=asked).text
    refused = client.get("/layout/landscape", params=asked)
    assert (refused.status_code, "调低边界" in refused.text) == (400, True)


def test_a_saved_scope_opens_again_at_the_same_address(client: TestClient) -> None:
    asked = {"q": "蜂箱", "at": "1.5", "ipc": "A01K", "from": "2015-01-01"}
    saved = client.get("/layout/scope.json", params=asked)
    opened = client.post("/layout/scope", files={"files": ("scope.json", saved.content)})
    assert dict(opened.url.params) == asked
    broken = client.post("/layout/scope", files={"files": ("scope.json", b'{"x": 1}')})
    assert (broken.status_code, "不是可用的检索范围" in broken.text) == (400, True)


def test_every_number_of_the_landscape_opens_as_many_patents(client: TestClient) -> None:
    page = client.get("/layout/landscape").text
    numbers = re.findall(r'<a href="(/layout/patents\?[^"]*)">([\d,]+)</a>', page)
    assert len(numbers) > 100
    for address, number in numbers[:: len(numbers) // 25]:
        behind = client.get(html.unescape(address))
        assert f">{number} 件</span>" in behind.text, address


def test_every_sentence_opens_the_patents_it_names(client: TestClient) -> None:
    for path in ("/layout/landscape", "/layout/advice"):
        page = client.get(path, params={"mine": LEADER}).text
        proofs = re.findall(r'class="zc-proof" href="([^"]+)">依据 ([\d,]+) 件', page)
        assert proofs
        for address, number in proofs:
            assert f">{number} 件</span>" in client.get(html.unescape(address)).text, address


def test_a_figure_that_is_not_there_any_more_says_so(client: TestClient) -> None:
    for asked in ({"part": "trend", "row": "1900"}, {"part": "nothing"}, {"said": "0"}):
        answer = client.get("/layout/patents", params=asked)
        assert (answer.status_code, "没有找到这个数字" in answer.text) == (400, True)


def test_the_tail_that_is_not_published_is_marked_with_its_clause(client: TestClient) -> None:
    page = client.get("/layout/landscape").text
    assert "未公开完" in page
    clause = next(link for link in links(page, "/corpus/") if "at=" in link)
    assert "<mark" in client.get(clause).text


def test_few_patents_are_said_to_be_too_few(client: TestClient) -> None:
    page = client.get("/layout/landscape", params={"ipc": "B63C", "to": "2014-12-31"}).text
    assert "不足 30 件" in page
    assert "专利太少" in page


def test_a_scope_too_large_for_one_analysis_says_how_to_narrow_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("assistant.layout.workbench", "assistant.pages.layout_scope"):
        monkeypatch.setattr(f"{module}.MOST_SURVEYED", 5)
    asked = {"ipc": "A01K", "from": "2013-02-03"}
    assert "超过一次分析的 5 件" in client.get("/layout", params=asked).text
    refused = client.get("/layout/landscape", params=asked)
    assert (refused.status_code, "收窄" in refused.text) == (400, True)


def test_text_of_patents_is_never_markup(client: TestClient) -> None:
    for path in ("/layout", "/layout/landscape", "/layout/patents", "/layout/names"):
        page = client.get(path, params={"q": "粗 装置", "at": "0"}).text
        assert "<img src=x" not in page, path
        assert "javascript:alert(2)'>" not in page, path
    drawn = client.get("/layout/landscape", params={"q": "粗 装置", "at": "0"}).text
    for script in re.findall(r'data-for="\w+">(.*?)</script>', drawn, re.DOTALL):
        assert "\\u003cimg" not in re.sub(r'"key": "[^"]*"', "", script)
    points = client.get("/layout/landscape/points.json", params={"q": "粗 装置", "at": "0"}).text
    assert "<" not in points
    assert HOSTILE.replace("<", "＜").replace("&", "＆") in points


def test_the_workbook_runs_no_formula_of_a_name(client: TestClient) -> None:
    data = client.get("/layout/report.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(HOSTILE_FIRM[1:8] in str(cell.value) for cell in cells)


def test_a_patent_shows_what_the_list_says_and_what_is_near(client: TestClient) -> None:
    behind = client.get("/layout/patents", params={"part": "applicants", "row": LEADER}).text
    page = client.get(links(behind, "/layout/patents/")[0]).text
    for words in ("申请人", LEADER, "摘要", "主题", "最接近的专利"):
        assert words in page


def test_an_idea_is_compared_feature_by_feature_and_kept_out_of_addresses(
    client: TestClient,
) -> None:
    answer = client.post("/layout/nearest", data={"text": CLAIM})
    assert "加热垫" in answer.text
    assert "都未找到的特征" in answer.text
    assert "量子罗盘天线" in answer.text
    assert "<mark>" in answer.text
    assert "不是新颖性、创造性或侵权的法律意见" in answer.text
    assert not answer.url.query


def test_an_idea_without_features_is_named_and_stays_in_the_form(client: TestClient) -> None:
    answer = client.post("/layout/nearest", data={"text": "？"})
    assert (answer.status_code, "没有读出可以比较的技术特征" in answer.text) == (400, True)


def test_the_comparison_counts_both_sides_and_opens_their_patents(client: TestClient) -> None:
    page = client.get("/layout/compare", params={"mine": LEADER, "theirs": ENTRANT}).text
    numbers = re.findall(r'<a href="(/layout/patents\?[^"]*compare-[^"]*)">([\d,]+)</a>', page)
    assert len(numbers) > 6
    for address, number in numbers:
        assert f">{number} 件</span>" in client.get(html.unescape(address)).text


def test_an_applicant_is_known_by_the_names_it_is_printed_under_too(served: Served) -> None:
    client = visitor(served)
    rows = ["公开（公告）号,标题,摘要,申请人", "CN1A,一种蜂箱,带加热垫,华为技术有限公司"]
    uploaded(client, "\n".join(rows).encode(), name="华为.csv")
    assert "范围内 1 件" in client.get("/layout", params={"applicant": "华为"}).text
    unknown = client.get("/layout", params={"applicant": "技术有限"}).text
    assert "名称里有这几个字的：华为技术有限公司" in unknown


def test_own_dates_become_limits_with_their_clauses(client: TestClient) -> None:
    page = client.get("/layout/advice", params={"filed": "2026-03-31"}).text
    assert "2029-03-31" in page
    assert "第三十五条" in page
    assert "/eligibility" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"filed": "2026-03-31", "noticed": "2026-01-02"}, "晚于授权通知日"),
        ({"filed": "3月"}, "不是日期"),
        ({"region": "火星"}, "不认识的地名"),
    ],
)
def test_what_cannot_be_taken_of_oneself_is_said_above_the_form(
    client: TestClient, asked: dict[str, str], said: str
) -> None:
    answer = client.get("/layout/advice", params=asked)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert 'name="filed"' in answer.text


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_report_of_a_scope_is_a_file_to_keep(client: TestClient, ending: str) -> None:
    answer = client.get(f"/layout/report.{ending}", params=SCOPE)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "附录" in answer.text


def test_an_unknown_format_of_report_is_named(client: TestClient) -> None:
    answer = client.get("/layout/report.ppt", params=SCOPE)
    assert (answer.status_code, ".docx" in answer.text) == (400, True)


def test_the_drawing_script_comes_from_us_and_is_fetched_once(client: TestClient) -> None:
    page = client.get("/layout/landscape").text
    script = client.get(re.findall(r'src="(/plotly/[^"]+)"', page)[0])
    assert "immutable" in script.headers["cache-control"]
    assert b"plotly.js v" in script.content[:500]

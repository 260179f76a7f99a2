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


def links(page: str, path: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(rf'href="({path}[^"]*)"', page)]


def test_without_a_list_the_page_says_what_to_do_and_how(served: Served) -> None:
    page = visitor(served).get("/layout").text
    assert "还没有专利清单" in page
    assert 'type="file"' in page
    assert "还没有专利清单" in visitor(served).get("/layout/landscape").text


def test_a_list_is_seen_by_the_browser_that_uploaded_it_alone(
    served: Served, client: TestClient
) -> None:
    assert "蜂箱" in client.get("/layout/lists").text
    stranger = visitor(served)
    assert "蜂箱" not in stranger.get("/layout/lists").text
    patent = links(client.get("/layout", params=SCOPE).text, "/layout/patents/")[0]
    assert client.get(patent).status_code == 200
    assert stranger.get(patent).status_code == 400
    own = re.findall(r"/layout/lists/([0-9a-f]+)/delete", client.get("/layout/lists").text)[0]
    assert stranger.post(f"/layout/lists/{own}/delete").status_code == 400
    assert "蜂箱" in client.get("/layout/lists").text


def test_the_report_of_an_import_is_for_who_uploaded(served: Served, client: TestClient) -> None:
    report = links(client.get("/layout/lists").text, "/layout/lists/imports/")[0]
    assert "件导入" in client.get(report).text
    assert visitor(served).get(report).status_code == 400


def test_a_shared_list_is_seen_by_others_and_deleted_by_who_shared_it_alone(
    served: Served,
) -> None:
    one, other = visitor(served), visitor(served)
    uploaded(one, export(step=60), name="共享的.csv", shared="1")
    [id_] = re.findall(r"/layout/lists/([0-9a-f]+)/delete", one.get("/layout/lists").text)
    page = other.get("/layout/lists").text
    assert "共享的" in page
    assert id_ in page
    assert f"{id_}/delete" not in page
    refused = other.post(f"/layout/lists/{id_}/delete")
    assert refused.status_code == 400
    assert "zhice layout remove" in refused.text
    assert "共享的" in other.get("/layout/lists").text

    one.post(f"/layout/lists/{id_}/delete")
    assert "共享的" not in one.get("/layout/lists").text.split("最近的导入")[0]


def test_a_shared_list_is_renewed_by_who_shared_it_alone(served: Served) -> None:
    one, other = visitor(served), visitor(served)
    uploaded(one, export(step=60), name="同名.csv", shared="1")
    assert "10 件没有变化" in uploaded(one, export(step=60), name="同名.csv", shared="1")
    assert "只有导入它的浏览器能更新" in uploaded(other, export(), name="同名.csv", shared="1")


def test_rows_that_cannot_be_taken_are_named(served: Served) -> None:
    data = export(step=60) + ",没有公开号的一件,,,,,,\n".encode()
    page = uploaded(visitor(served), data)
    assert re.search(r"第 12 行</td><td>[^<]*公开", page)


def test_a_file_that_cannot_be_read_is_named_in_chinese(served: Served) -> None:
    page = uploaded(visitor(served), b"%PDF-1.4 x", name="说明书.pdf")
    assert "没有成功" in page
    assert "说明书.pdf" in page


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


def test_merged_publications_can_be_taken_apart_and_joined_again(served: Served) -> None:
    client = visitor(served)
    rows = [
        "公开（公告）号,申请号,标题,摘要,申请人,申请日",
        "CN113730992A,CN202110823456.7,一种蜂箱,摘要一,甲厂,2021-01-02",
        "CN113730992B,CN202110823456.7,一种蜂箱,摘要二,甲厂,2021-01-02",
    ]
    uploaded(client, "\n".join(rows).encode(), name="两次公开.csv")
    hits = client.get("/layout", params={"applicant": "甲厂"}).text
    assert "范围内 1 件" in hits
    patent = links(hits, "/layout/patents/")[0].partition("?")[0]
    assert "同一申请的先后公开" in client.get(patent).text
    apart = client.post(f"{patent}/apart")
    assert "您已拆开的" in apart.text
    assert "范围内 2 件" in client.get("/layout", params={"applicant": "甲厂"}).text
    assert "同一申请的先后公开" in client.post(f"{patent}/join").text


def test_a_name_put_right_counts_under_the_new_one_for_this_browser(client: TestClient) -> None:
    client.post("/layout/names", data={"printed": ENTRANT, "name": "改名之后"})
    assert "改名之后" in client.get("/layout/landscape").text
    assert "人工指定" in client.get("/layout/names").text
    client.post("/layout/names", data={"printed": ENTRANT, "name": ""})
    assert "改名之后" not in client.get("/layout/landscape").text


def test_renaming_an_applicant_takes_its_prints_along_shows_at_once_and_can_be_undone(
    served: Served,
) -> None:
    client, other = visitor(served), visitor(served)
    rows = ["公开号,标题,申请人"]
    firms = ("丙某电器有限公司", "丙某电器有限公司上海分公司", "丁某有限公司")
    rows += [f"CN11380000{at}A,一种锁{at},{firm}" for at, firm in enumerate(firms)]
    data = "\n".join(rows).encode()
    for one in (client, other):
        uploaded(one, data, name="改名.csv")
    assert "连同归入它的 1 个写法" in client.get("/layout/names?q=丙某").text

    sent = {"printed": firms[0], "name": "丙集团", "together": "1"}
    page = client.post("/layout/names", data=sent).text
    assert page.count("人工指定") == 2
    for said in ("丙集团", "丙某电器", firms[0]):
        assert "范围内 2 件" in client.get("/layout", params={"applicant": said}).text
    assert "丙集团" not in other.get("/layout/names?q=丙某").text

    client.post("/layout/names", data={"printed": firms[0], "name": "", "together": "1"})
    page = client.get("/layout/names?q=丙某").text
    assert "人工指定" not in page
    assert "丙集团" not in page


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


def test_patents_of_the_corpus_become_a_list(served: Served) -> None:
    client = visitor(served)
    sent = client.post("/layout/lists/corpus", data={})
    assert sent.status_code == 200
    for _ in range(200):
        page = client.get(sent.url.path).text
        if "正在导入" not in page:
            break
    assert "没有专利文献" in page or "件导入" in page

"""The lists of patents and the names in them on 「专利布局」, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.assistant.layout.planted_field import ENTRANT
from tests.assistant.pages.layout_samples import (
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


def test_patents_of_the_corpus_become_a_list(served: Served) -> None:
    client = visitor(served)
    sent = client.post("/layout/lists/corpus", data={})
    assert sent.status_code == 200
    for _ in range(200):
        page = client.get(sent.url.path).text
        if "正在导入" not in page:
            break
    assert "没有专利文献" in page or "件导入" in page

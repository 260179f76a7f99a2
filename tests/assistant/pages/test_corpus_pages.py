"""The corpus pages over HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.testclient import TestClient

from assistant.conversations import ConversationStore
from assistant.pages.site import Site, SitePage
from corpus.documents import RecognisedPage
from tests.assistant.pages.site_for_tests import (
    FROM_OURSELVES,
    Served,
    a_document,
    serve_in_test,
    some_documents,
)
from tests.assistant.scripted_asker import HOSTILE
from tests.assistant.test_conversations import a_turn

RULES = "云雀标志登记办法"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Read from it only."""
    return serve_in_test(tmp_path_factory.mktemp("pages"), some_documents())


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return serve_in_test(tmp_path, some_documents())


@pytest.fixture
def own(served: Served) -> Iterator[TestClient]:
    """A visitor on our own pages."""
    served.client.headers.update(FROM_OURSELVES)
    yield served.client
    served.client.close()


def page(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


def correction(served: Served, document_id: str, **changes: str) -> dict[str, str]:
    """The form as the page sends it, with some fields changed."""
    document = served.catalogue.get(document_id)
    form = {"reason": "依公告", "who": "张三"}
    for name in ("title", "effective", "expires", "issuer"):
        value = getattr(document, name)
        form[name] = form[f"was_{name}"] = "" if value is None else str(value)
    return form | changes


def test_while_opening_the_page_looks_again_by_itself(tmp_path: Path) -> None:
    closed = serve_in_test(tmp_path, [], is_open=False)
    html = page(closed.client, "/corpus", 503)
    assert "正在准备资料库" in html
    assert 'http-equiv="refresh"' in html


def test_an_empty_corpus_says_how_to_fill_it(tmp_path: Path) -> None:
    html = page(serve_in_test(tmp_path, []).client, "/corpus")
    assert "资料库里还没有文件" in html
    assert 'href="/corpus/upload"' in html


def test_a_filter_without_result_leads_back_to_everything(shared: Served) -> None:
    assert "没有符合条件的文件" in page(shared.client, "/corpus?q=火星")


def test_every_page_of_the_site_is_in_the_navigation(shared: Served) -> None:
    html = page(shared.client, "/corpus")
    assert '<a href="/">问答</a>' in html
    assert '<a href="/corpus" aria-current="page">语料</a>' in html
    assert '<a href="/compare">版本对比</a>' in html


def test_a_document_shows_its_versions_with_a_way_to_compare_them(shared: Served) -> None:
    old, new = shared.id_of(RULES, "2018"), shared.id_of(RULES, "2024")
    html = page(shared.client, f"/corpus/{old}")
    assert "已废止" in html
    assert f'href="/corpus/{new}"' in html
    assert f"/compare?old={old}&amp;new={new}" in html


def test_an_unknown_first_day_is_shown_as_unverified(shared: Served) -> None:
    html = page(shared.client, f"/corpus/{shared.id_of('云雀标志续展口径')}")
    assert "施行日期未核实" in html


def test_the_text_asked_for_is_marked_where_the_address_points(shared: Served) -> None:
    id_ = shared.id_of(RULES, "2024")
    start = shared.catalogue.get(id_).text.index("独立设计")
    html = page(shared.client, f"/corpus/{id_}?at={start}-{start + 4}")
    assert "<mark>独立设计</mark>" in html
    assert html.count('id="at"') == 1


@pytest.mark.parametrize("at", ["", "9-1", "x", "99999-999999", "0-0", "-1-5"])
def test_a_bad_span_marks_nothing(shared: Served, at: str) -> None:
    assert "<mark" not in page(shared.client, f"/corpus/{shared.id_of(RULES, '2024')}?at={at}")


def test_a_document_says_who_names_it(shared: Served) -> None:
    html = page(shared.client, f"/corpus/{shared.id_of(RULES, '2018')}")
    cited = html[html.index('id="cited"') :]
    assert "南沙区云雀标志奖励措施" in cited
    assert RULES not in cited[: cited.index("</section>")]


def test_a_document_says_which_answers_cited_it(served: Served) -> None:
    store = ConversationStore(served.home.conversations)
    turn = a_turn()
    id_ = turn.answer.sentences[0].citations[0].document_id
    store.append(store.start("甲"), turn)
    assert [c.question for c in store.citing(id_, limit=5)] == [turn.question]
    assert store.citing("doc-0", limit=5) == []


def test_a_patent_shows_its_claims_and_no_validity(shared: Served) -> None:
    html = page(shared.client, f"/corpus/{shared.id_of('一种散热装置')}")
    assert 'id="claims"' in html
    assert 'id="validity"' not in html


def test_the_list_marks_what_was_read_from_pictures(tmp_path: Path) -> None:
    scan = RecognisedPage(page=1, confidence=0.9, start=0, end=4)
    document = replace(a_document("扫描件", "第一条 内容。\n"), recognised=(scan,))
    served = serve_in_test(tmp_path, [document])
    assert "文字识别" in page(served.client, "/corpus")
    assert "平均置信度 90%" in page(served.client, f"/corpus/{document.id}")


def test_a_later_stage_adds_a_page_of_its_own(tmp_path: Path) -> None:
    def add_routes(app: FastAPI, site: Site) -> None:
        def show() -> HTMLResponse:
            return site.render("own.html", address="/own", words="<b>")

        app.get("/own")(show)

    (tmp_path / "own.html").write_text(
        '{% extends "layout.html" %}{% block main %}{{ words }}{% endblock %}', encoding="utf-8"
    )
    own = SitePage(address="/own", label="自带页", add_routes=add_routes, templates=tmp_path)
    served = serve_in_test(tmp_path, [], more_pages=(own,))
    html = page(served.client, "/own")
    assert '<a href="/own" aria-current="page">自带页</a>' in html
    assert "&lt;b&gt;" in html


def test_an_unknown_document_is_not_found(shared: Served) -> None:
    assert "语料库里没有" in page(shared.client, "/corpus/doc-unknown", 404)


def test_the_text_is_downloaded_as_it_is(shared: Served) -> None:
    id_ = shared.id_of(RULES, "2024")
    answer = shared.client.get(f"/corpus/{id_}/text")
    assert answer.text == shared.catalogue.get(id_).text
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_nothing_a_document_says_becomes_markup(tmp_path: Path) -> None:
    evil = a_document(
        HOSTILE, f"第一条 {HOSTILE}\n{HOSTILE} | 乙\n丙 | {HOSTILE}\n", issuer=HOSTILE
    )
    served = serve_in_test(tmp_path, [evil])
    for address in ("/corpus", f"/corpus/{evil.id}?at=0-30", f"/corpus/{evil.id}/removal"):
        html = page(served.client, address)
        assert "<img src=x" not in html
        assert "<script>alert" not in html
    removed = page(served.client, "/corpus?removed=<script>alert(1)</script>&q=<img src=x>")
    assert "<img src=x" not in removed


def test_a_correction_counts_at_once_and_is_kept_with_who_and_why(
    served: Served, own: TestClient
) -> None:
    id_ = served.id_of("云雀标志续展口径")
    form = correction(served, id_, effective="2020-05-01", reason="依公告第3号", who="李四")
    answer = own.post(f"/corpus/{id_}/corrections", data=form)
    assert "更正已生效" in answer.text
    assert "李四" in answer.text
    assert "依公告第3号" in answer.text
    assert "2020-05-01" in page(own, "/corpus?q=续展")
    (kept,) = served.catalogue.corrections(id_)
    assert (kept.field, kept.value, kept.who) == ("effective", "2020-05-01", "李四")


def test_the_assistant_is_told_of_a_correction(served: Served, own: TestClient) -> None:
    id_ = served.id_of("云雀标志续展口径")
    form = correction(served, id_, effective="2020-05-01")
    own.post(f"/corpus/{id_}/corrections", data=form)
    until = time.monotonic() + 10
    while not served.asker.refreshed and time.monotonic() < until:
        time.sleep(0.01)
    assert served.asker.refreshed == 1


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"effective": "2020-05-01", "reason": " "}, "理由"),
        ({"effective": "2020-05-01", "who": ""}, "由谁"),
        ({"effective": "2020-05-40"}, "日期"),
        ({"effective": "2020-05-01", "expires": "2019-01-01"}, "早于"),
        ({"title": ""}, "标题"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_the_form_kept(
    served: Served, own: TestClient, changes: dict[str, str], trouble: str
) -> None:
    id_ = served.id_of("云雀标志续展口径")
    answer = own.post(f"/corpus/{id_}/corrections", data=correction(served, id_, **changes))
    assert answer.status_code == 400
    assert trouble in answer.text
    assert served.catalogue.corrections(id_) == ()
    if "effective" in changes:
        assert f'name="effective" value="{changes["effective"]}"' in answer.text


def test_a_form_left_as_it_was_changes_nothing(served: Served, own: TestClient) -> None:
    id_ = served.id_of(RULES, "2018")
    answer = own.post(f"/corpus/{id_}/corrections", data=correction(served, id_))
    assert "没有改动" in answer.text
    assert served.catalogue.corrections(id_) == ()


def test_a_correction_can_be_taken_back(served: Served, own: TestClient) -> None:
    id_ = served.id_of("云雀标志续展口径")
    form = correction(served, id_, effective="2020-05-01")
    own.post(f"/corpus/{id_}/corrections", data=form)
    back = {"field": "effective", "reason": "看错", "who": "张三"}
    assert "更正已撤销" in own.post(f"/corpus/{id_}/withdrawals", data=back).text
    assert served.catalogue.get(id_).effective is None


def test_a_document_is_removed_only_after_asking(served: Served, own: TestClient) -> None:
    id_ = served.id_of("云雀标志续展口径")
    assert "删除这份文件？" in page(own, f"/corpus/{id_}/removal")
    assert served.id_of("云雀标志续展口径") == id_
    assert "已删除《云雀标志续展口径》" in own.post(f"/corpus/{id_}/removal").text
    page(own, f"/corpus/{id_}", 404)


def uploaded(client: TestClient, *files: tuple[str, bytes]) -> str:
    """The report on these files."""
    answer = client.post("/corpus/upload", files=[("files", file) for file in files])
    until = time.monotonic() + 20
    while "正在读入" in answer.text and time.monotonic() < until:
        time.sleep(0.02)
        answer = client.get(str(answer.url))
    return answer.text


def test_an_upload_reports_what_was_read_and_what_was_left_out(
    served: Served, own: TestClient
) -> None:
    text = "星灯认证规则\n第一条 星灯认证每年一次。\n第二条 本规则自2025年1月1日起施行。\n"
    report = uploaded(
        own,
        ("星灯认证规则.txt", text.encode()),
        ("坏.pdf", b"%PDF-1.4 broken"),
        ("程序.exe", b"MZ"),
    )
    assert "星灯认证规则" in report
    assert "2025-01-01" in report
    assert "坏.pdf" in report
    assert "程序.exe" in report
    assert served.id_of("星灯认证规则") in report
    assert list((served.home.root / "uploads").iterdir()) == []


@pytest.mark.parametrize("name", ["../../evil.txt", "..\\evil.txt", "/etc/evil.txt", "a\x00b.txt"])
def test_a_file_name_never_leaves_its_folder(served: Served, own: TestClient, name: str) -> None:
    uploaded(own, (name, "第一条 内容。".encode()))
    assert not (served.home.root / "evil.txt").exists()
    assert not (served.home.root.parent / "evil.txt").exists()


def test_an_upload_without_a_file_says_so(own: TestClient) -> None:
    answer = own.post("/corpus/upload", files=[("files", ("", b""))])
    assert answer.status_code == 400
    assert "还没有选择文件" in answer.text


def test_an_unknown_report_is_explained(own: TestClient) -> None:
    assert "报告已不在" in page(own, "/corpus/upload/abc", 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_site_can_change_nothing(served: Served, headers: dict[str, str]) -> None:
    id_ = served.id_of("云雀标志续展口径")
    answer = served.client.post(f"/corpus/{id_}/removal", headers=headers)
    assert answer.status_code == 403
    assert served.id_of("云雀标志续展口径") == id_
    upload = served.client.post(
        "/corpus/upload", files=[("files", ("a.txt", b"x"))], headers=headers
    )
    assert upload.status_code == 403


def test_a_body_that_is_too_long_is_refused_before_it_is_read(own: TestClient) -> None:
    answer = own.post("/corpus/upload", headers={"content-length": "900000000000"}, content=b"")
    assert answer.status_code == 413


def test_an_error_of_ours_is_told_in_general_words(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("assistant.pages.corpus_page.listing", fail)
    html = page(served.client, "/corpus", 500)
    assert "程序内部出错" in html
    assert "secret" not in html

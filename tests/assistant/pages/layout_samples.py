"""An invented field as an export, and the pages over it in a client that needs no browser."""

from __future__ import annotations

import csv
import html
import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue
from corpus.home import Home
from tests.assistant.layout.planted_field import planted_field
from tests.assistant.pages.site_for_tests import FROM_OURSELVES, OWN, Served, serve_in_test
from tests.fakes import WordHashEmbedder

HOSTILE = "<b>粗</b>&lt;i&gt;<img src=x onerror=alert(1)>装置"
HOSTILE_FIRM = "=cmd<a href='javascript:alert(2)'>甲</a>有限公司"
_COLUMNS = ("公开（公告）号", "标题", "摘要", "申请人", "申请日", "IPC", "专利类型", "法律状态")


def export(*, step: int = 6, hostile: int = 0) -> bytes:
    """Every `step`-th of six hundred invented patents as CSV, and some that try to be markup."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for record in planted_field().records[::step]:
        table.writerow(
            (
                *(record.number, record.title, record.abstract, record.applicants[0]),
                *(record.filed, "; ".join(record.ipc), record.kind, record.standing),
            )
        )
    for at in range(hostile):
        number = f"CN{200_000_000 + at}A"
        row = (HOSTILE, f"{HOSTILE}，能提高工作效率。", HOSTILE_FIRM, "2020-01-02", "A01K47/06")
        table.writerow((number, *row, "发明", "有效"))
    return out.getvalue().encode("utf-8-sig")


@contextmanager
def layout_site(folder: Path) -> Iterator[Served]:
    """The pages over the built-in texts, with an embedder that needs no model."""
    load_builtin(Catalogue(Home(folder / "home").catalogue))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "assistant.pages.layout_desk.make_embedder", lambda settings: WordHashEmbedder()
        )
        yield serve_in_test(folder, [])


def visitor(served: Served) -> TestClient:
    """A browser of its own."""
    client = TestClient(served.client.app, base_url=OWN, raise_server_exceptions=False)
    client.headers.update(FROM_OURSELVES)
    return client


def uploaded(client: TestClient, data: bytes, *, name: str = "蜂箱.csv", **fields: str) -> str:
    """Upload an export and wait for the report; the page of the report."""
    sent = client.post("/layout/lists", data=fields, files={"files": (name, data)})
    assert sent.status_code == 200, sent.text
    for _ in range(400):
        page = client.get(sent.url.path)
        if "正在导入" not in page.text:
            return page.text
        time.sleep(0.05)
    raise AssertionError("the import does not end")


def links(page: str, path: str) -> list[str]:
    """Addresses below a path that a page links to, in its order."""
    return [html.unescape(found) for found in re.findall(rf'href="({path}[^"]*)"', page)]

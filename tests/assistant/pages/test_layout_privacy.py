"""A private list is seen by its owner alone, whichever way one looks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from assistant.layout.cited_patent import document_of, find_patent
from assistant.layout.patent_record import PatentRecord
from assistant.layout.patent_store import PatentStore
from assistant.layout.store_schema import opened
from tests.assistant.pages.layout_samples import export, layout_site, uploaded, visitor
from tests.assistant.pages.site_for_tests import Served

NUMBER, APPLICATION = "CN113777001B", "CN202110777001.0"
FIRM, TITLE, LIST, WORD = "隐秘仪表有限公司", "一种琥珀罗盘锁扣", "不给看的清单", "蓝晶密封"
PRIVATE = (
    "公开（公告）号,申请号,标题,摘要,申请人,申请日,IPC,法律状态\n"
    f"{NUMBER},202110777001,{TITLE},包括{WORD}圈和蜂箱温控模组的加热垫，能提高效率,{FIRM},"
    "2021-03-04,A01K47/06,授权\n"
)
SECRETS = (NUMBER, FIRM, TITLE, LIST, WORD)


@dataclass(frozen=True)
class Seen:
    """The owner, a stranger with shared patents only, and what the owner holds."""

    served: Served
    owner: TestClient
    stranger: TestClient
    store: PatentStore
    record: PatentRecord
    page_of_import: str


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with layout_site(tmp_path_factory.mktemp("site")) as served:
        yield _filled(served)


def _filled(served: Served) -> Seen:
    owner, stranger = visitor(served), visitor(served)
    uploaded(stranger, export(step=20), name="大家的.csv", shared="1")
    uploaded(owner, PRIVATE.encode(), name=f"{LIST}.csv")
    lists = owner.get("/layout/lists").text
    [page] = set(re.findall(r"/layout/lists/imports/[0-9a-f]+", lists))
    store = PatentStore(served.home.patents)
    with opened(store.path) as connection:
        [whose] = connection.execute("SELECT owner FROM lists WHERE name = ?", (LIST,)).fetchone()
    [record] = store.reader(whose).by_number(NUMBER)
    return Seen(served, owner, stranger, store, record, page)


def _addresses(seen: Seen) -> list[str]:
    """Every page, asked for what is private by number, list, record, applicant and words."""
    key, id_ = seen.record.list_id, seen.record.id
    own = f"list={key}"
    wide = "q=蜂箱温控模组的加热垫&at=-9"
    found = (own, f"in={NUMBER}", "q=罗盘锁扣&at=-9", "applicant=隐秘", "ipc=A01K47/06", wide)
    asked = [f"/layout?{scope}" for scope in found]
    for page in ("landscape", "landscape/points.json", "patents"):
        asked += [f"/layout/{page}?{scope}" for scope in (own, "applicant=隐秘", wide)]
    asked.append(f"/layout/advice?{wide}")
    asked += [f"/layout/report.{ending}?{own}" for ending in ("md", "html")]
    asked.append(f"/layout/report.xlsx?{wide}")
    asked += [f"/layout/compare?{wide}&mine=隐秘&theirs=仪表", "/layout/lists"]
    asked += ["/layout/names", "/layout/names?q=隐秘", "/layout/names?q=仪表", "/layout/scope.json"]
    asked += [f"/layout/patents/{id_}", f"/layout/patents?of={id_}", seen.page_of_import]
    return asked


def _words(data: bytes) -> str:
    """All text of an answer; of an office document that of its parts."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def _told(words: str, address: str) -> list[str]:
    """The secrets in an answer that the question did not hold itself."""
    return [secret for secret in SECRETS if secret in words and secret not in address]


def test_no_page_and_no_file_shows_a_private_patent_to_others(seen: Seen) -> None:
    told = {
        address: found
        for address in _addresses(seen)
        if (found := _told(_words(seen.stranger.get(address).content), address))
    }

    assert told == {}


def test_its_owner_sees_it_by_those_ways(seen: Seen) -> None:
    own = f"list={seen.record.list_id}"
    for address in (f"/layout?{own}", f"/layout/report.md?{own}", f"/layout/patents?{own}"):
        assert _told(_words(seen.owner.get(address).content), ""), address
    assert FIRM in seen.owner.get("/layout/names?q=隐秘").text


def test_nearest_art_of_others_names_no_private_patent(seen: Seen) -> None:
    idea = {"text": "一种锁扣，包括罗盘和加热垫；还包括密封圈"}
    for path in ("/layout/nearest", "/layout/nearest/report.md"):
        assert not _told(seen.stranger.post(path, data=idea).text, "")
    assert NUMBER in seen.owner.post("/layout/nearest", data=idea).text


def test_others_cannot_change_it_and_are_told_no_more_than_of_one_that_is_not(seen: Seen) -> None:
    key, id_ = seen.record.list_id, seen.record.id
    for one, none in (
        (f"/layout/lists/{key}/delete", "/layout/lists/0123456789abcdef0123/delete"),
        (f"/layout/patents/{id_}/apart", "/layout/patents/0123456789abcdef0123/apart"),
        (f"/layout/patents/{id_}/join", "/layout/patents/0123456789abcdef0123/join"),
    ):
        answers = [seen.stranger.post(path) for path in (one, none)]
        assert answers[0].status_code == answers[1].status_code == 400
        shown = [re.sub(r"[0-9a-f]{20}", "", answer.text) for answer in answers]
        assert shown[0] == shown[1]
    assert seen.store.reader(seen.record.owner).by_id([id_])


def test_a_list_of_the_same_name_is_another_list(seen: Seen) -> None:
    other = visitor(seen.served)
    page = uploaded(other, PRIVATE.replace(TITLE, "别的").encode(), name=f"{LIST}.csv")

    assert "新增 1 件" in page
    [record] = seen.store.reader(seen.record.owner).by_number(NUMBER)
    assert record.title == TITLE


def test_a_citation_of_the_chat_leads_to_shared_patents_alone(seen: Seen) -> None:
    reader = seen.store.reader(None)

    assert find_patent(document_of(seen.record).id, reader) is None
    assert find_patent(document_of(seen.record).id, seen.store.reader(seen.record.owner))
    assert reader.by_number(NUMBER) == ()
    assert reader.by_number(APPLICATION) == ()

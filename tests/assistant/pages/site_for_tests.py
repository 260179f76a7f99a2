"""The pages over a small corpus in a client that needs no browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from assistant.conversations import ConversationStore
from assistant.opening import Opening
from assistant.pages.site import SitePage
from assistant.serve import build_pages, make_site
from assistant.web_desk import ChatDesk
from corpus.catalogue import Catalogue
from corpus.documents import Document, Kind, Verification
from corpus.front_matter import FrontMatter
from corpus.home import Home
from corpus.make_document import make_document
from corpus.patent import patent_document
from corpus.source_text import PatentRecord, SourceText
from tests.assistant.scripted_asker import ScriptedAsker

OWN = "http://localhost"
FROM_OURSELVES = {"sec-fetch-site": "same-origin"}

_OLD = """第一章 总则
第一条 为了规范云雀标志的登记，制定本办法。
第二条 云雀标志的保护期为五年。
第三条 本办法自2018年3月1日起施行。
"""
_NEW = """第一章 总则
第一条 为了规范云雀标志的登记，制定本办法。
第二条 申请登记应当符合下列条件：
（一）图形由申请人独立设计；
（二）申请人依法登记为企业。
第三条 本办法自2024年3月1日起施行，2018年3月1日起施行的《云雀标志登记办法》同时废止。
"""
_CITING = """一、总体要求
按照《云雀标志登记办法》的规定，支持企业登记云雀标志。
二、奖励标准
等级 | 奖励金额
金奖 | 三十万元
银奖 | 十万元
"""


@dataclass(frozen=True)
class Served:
    """The pages of one data folder."""

    client: TestClient
    home: Home
    asker: ScriptedAsker

    @property
    def catalogue(self) -> Catalogue:
        """What the pages show."""
        return Catalogue(self.home.catalogue)

    def id_of(self, title: str, version: str | None = None) -> str:
        """The id of a document of the corpus below."""
        return next(
            one.id
            for one in self.catalogue.summaries()
            if one.title == title and version in (None, one.version)
        )


def a_document(
    title: str,
    text: str,
    *,
    day: date | None = None,
    region: str | None = None,
    issuer: str = "云雀谷管理局",
) -> Document:
    """A policy with these facts, in force from `day`."""
    front = FrontMatter(
        title=title,
        kind=Kind.POLICY,
        issuer=issuer,
        version=str(day.year) if day else None,
        region=region,
        published=day,
        effective=day,
        verification=Verification.A,
    )
    name = f"{title}.md"
    return make_document(SourceText(name=name, source=name, text=text, front_matter=front))


def some_documents() -> list[Document]:
    """Two versions of one instrument, a local text that names it, one of unknown date, a patent."""
    return [
        a_document("云雀标志登记办法", _OLD, day=date(2018, 3, 1)),
        a_document("云雀标志登记办法", _NEW, day=date(2024, 3, 1)),
        a_document(
            "南沙区云雀标志奖励措施",
            _CITING,
            day=date(2023, 10, 1),
            region="广东省/广州市/南沙区",
            issuer="南沙区管理局",
        ),
        a_document("云雀标志续展口径", "一、续展\n应当在期满前六个月内提出。\n"),
        patent_document(
            PatentRecord(
                number="CN900000001A",
                title="一种散热装置",
                abstract="本发明公开一种散热装置。",
                first_claim="1.一种散热装置，其特征在于包括壳体。",
                published=date(2025, 5, 1),
                source="示例专利.jsonl",
            )
        ),
    ]


def fill(home: Home, documents: list[Document]) -> None:
    """Put documents into the catalogue of a home."""
    catalogue = Catalogue(home.catalogue)
    with catalogue.batch():
        for document in documents:
            catalogue.add(document)


def serve_in_test(
    folder: Path,
    documents: list[Document],
    *,
    is_open: bool = True,
    more_pages: Sequence[SitePage] = (),
) -> Served:
    """All pages but the chat over these documents, its assistant open or still opening."""
    home = Home(folder / "home")
    fill(home, documents)
    asker = ScriptedAsker(catalogue=home.catalogue)
    opening = Opening(lambda _: asker)
    if is_open:
        opening.start()
        opening.result()
    store = ConversationStore(home.conversations)
    app = build_pages(
        make_site(home, store, opening, more_pages=more_pages), ChatDesk(store, opening)
    )
    client = TestClient(app, base_url=OWN, raise_server_exceptions=False)
    return Served(client, home, asker)

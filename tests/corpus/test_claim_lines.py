import pytest

from corpus.claim_lines import claim_lines
from corpus.patent import patent_document, publication_document
from corpus.read_pdf import read_pdf
from corpus.source_text import PatentRecord
from tests.shared_data import shared_data


def lines(*claims: str) -> list[str]:
    record = PatentRecord(number="CN1A", title="过滤器", claims="\n".join(claims))
    return claim_lines(patent_document(record))


def test_dependents_stand_behind_the_claim_they_depend_on() -> None:
    assert lines(
        "1.一种过滤器，有网。",
        "2.根据权利要求1所述的过滤器。",
        "3.根据权利要求2所述的过滤器。",
        "4.根据权利要求1所述的过滤器。",
    ) == ["权利要求：4 项，其中独立权利要求 1 项", "  1（产品）过滤器：2（3）、4"]


def test_multiple_dependents_and_references_are_named() -> None:
    assert lines(
        "1.一种过滤器，有网。",
        "2.根据权利要求1所述的过滤器。",
        "3.根据权利要求1或2所述的过滤器。",
        "4.一种灌溉系统，包括权利要求1-3任一项所述的过滤器。",
    )[1:] == [
        "  1（产品）过滤器：2、3",
        "  4（产品，引用 1—3）灌溉系统",
        "  多项从属：3 引用 1、2",
    ]


def test_faults_are_named() -> None:
    assert lines("1.一种过滤器。", "2.根据权利要求5所述的过滤器。")[-1] == (
        "  注意：权利要求2引用了在后的权利要求5"
    )


def test_a_patent_without_claims_has_no_lines() -> None:
    assert claim_lines(patent_document(PatentRecord(number="CN1A", title="过滤器"))) == []


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "claims", "paragraphs"),
    [("CN113730992B", 5, 66), ("CN215841912U", 5, 16), ("CN222765770U", 6, 24)],
)
def test_real_publications_give_every_claim_and_paragraph(
    name: str, claims: int, paragraphs: int
) -> None:
    document = publication_document(read_pdf(shared_data("pdf", f"{name}.pdf"))[0])
    labels = [leaf.label for leaf in document.leaves() if leaf.label.startswith("[")]

    assert claim_lines(document)[0] == f"权利要求：{claims} 项，其中独立权利要求 1 项"
    assert labels == [f"[{n:04}]" for n in range(1, paragraphs + 1)]

import pytest

from corpus.documents import Document, Kind, Verification
from corpus.patent import publication_document
from corpus.patent_outline import patent_outline
from corpus.read_pdf import read_pdf
from corpus.structure_check import structure_faults
from tests.shared_data import shared_data


def faults(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    document = Document(
        id="patent-x",
        title="过滤器",
        kind=Kind.PATENT,
        text=text,
        sha256="",
        sections=patent_outline(text),
        source="",
        verification=Verification.A,
    )
    return [(fault.locator, fault.detail) for fault in structure_faults(document)]


def test_a_reference_to_a_later_claim_is_named_with_its_place() -> None:
    assert faults(
        "权利要求书", "1.一种过滤器。", "2.根据权利要求3所述的过滤器。", "3.一种网。"
    ) == [("权利要求书 › 权利要求2", "权利要求2引用了在后的权利要求3")]


def test_a_lost_paragraph_is_named_with_its_place() -> None:
    assert faults("说明书", "技术领域", "[0001]甲", "[0003]乙") == [
        ("说明书 › 技术领域 › [0003]", "[0001]之后是[0003]")
    ]


def test_a_sound_patent_has_no_faults() -> None:
    assert (
        faults(
            "权利要求书", "1.一种过滤器。", "2.根据权利要求1所述的过滤器。", "说明书", "[0001]甲"
        )
        == []
    )


@pytest.mark.shared
@pytest.mark.parametrize("name", ["CN113730992B", "CN114270793A", "CN215841912U", "CN222765770U"])
def test_real_publications_are_sound(name: str) -> None:
    source, _ = read_pdf(shared_data("pdf", f"{name}.pdf"))

    assert structure_faults(publication_document(source)) == ()

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.claims import (
    Category,
    Claim,
    ClaimNode,
    claim_faults,
    claim_tree,
    claims_of,
    references_in,
)
from corpus.documents import Document, Kind, Verification
from corpus.patent import patent_document
from corpus.patent_outline import patent_outline
from corpus.source_text import PatentRecord

OPENINGS = ("根据权利要求{}所述的过滤器", "如权利要求{}所述的过滤器", "按照权利要求 {} 的过滤器")


def spelled(numbers: tuple[int, ...], style: int) -> str:
    """Numbers as claims name them: "1或2", "1-3任一项", "2、5或6中任意一项"."""
    if len(numbers) == 1:
        return str(numbers[0])
    if numbers == tuple(range(numbers[0], numbers[-1] + 1)) and style % 2:
        return f"{numbers[0]}{('-', '至', '～', '‑')[style % 4]}{numbers[-1]}任一项"
    listed = "、".join(map(str, numbers[:-1]))
    return f"{listed}{('或', '或权利要求')[style % 2]}{numbers[-1]}中任意一项"


@st.composite
def planted(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """For every claim the earlier claims it depends on."""
    count = draw(st.integers(1, 15))
    parents: list[tuple[int, ...]] = [()]
    for number in range(2, count + 1):
        earlier = st.sets(st.integers(1, number - 1), max_size=min(3, number - 1))
        parents.append(tuple(sorted(draw(earlier))))
    return parents


def publication(lines: list[str]) -> Document:
    text = "\n".join(["(54)发明名称 过滤器", "权利要求书", *lines, "说明书", "过滤器"])
    return Document(
        id="patent-x",
        title="过滤器",
        kind=Kind.PATENT,
        text=text,
        sha256="",
        sections=patent_outline(text),
        source="",
        verification=Verification.A,
    )


def claims(*lines: str) -> tuple[Claim, ...]:
    return claims_of(publication(list(lines)))


def written(parents: list[tuple[int, ...]], style: int) -> list[str]:
    lines = []
    for number, numbers in enumerate(parents, start=1):
        opening = OPENINGS[(number + style) % 3]
        name = opening.format(spelled(numbers, style)) if numbers else "一种过滤器"
        lines.append(f"{number}.{name}，其特征在于，孔径为{number}.5毫米。")
    return lines


def numbers_below(nodes: tuple[ClaimNode, ...]) -> list[int]:
    return [n for node in nodes for n in (node.claim.number, *numbers_below(node.children))]


@given(planted(), st.integers(0, 3))
def test_planted_dependencies_are_found_again(parents: list[tuple[int, ...]], style: int) -> None:
    found = claims(*written(parents, style))

    assert [claim.depends_on for claim in found] == parents
    assert [claim.is_independent for claim in found] == [not p for p in parents]


@given(planted(), st.integers(0, 3))
def test_every_claim_stands_in_the_tree_once_below_its_first_parent(
    parents: list[tuple[int, ...]], style: int
) -> None:
    tree = claim_tree(claims(*written(parents, style)))
    direct: dict[int, int] = {}

    def walk(nodes: tuple[ClaimNode, ...], parent: int) -> None:
        for node in nodes:
            direct[node.claim.number] = parent
            walk(node.children, node.claim.number)

    walk(tree, 0)
    assert sorted(numbers_below(tree)) == list(range(1, len(parents) + 1))
    assert [direct[n] for n in sorted(direct)] == [p[0] if p else 0 for p in parents]


@given(planted(), st.integers(0, 3))
def test_spans_hold_the_words_of_each_claim(parents: list[tuple[int, ...]], style: int) -> None:
    lines = written(parents, style)
    document = publication(lines)

    assert [document.text[c.start : c.end] for c in claims_of(document)] == lines


@given(st.lists(st.sets(st.integers(0, 20), max_size=4), max_size=12))
def test_references_to_anything_never_break_the_tree(targets: list[set[int]]) -> None:
    lines = [
        f"{n}.根据权利要求{spelled(tuple(sorted(t)), 0)}所述的过滤器。"
        if t
        else f"{n}.一种过滤器。"
        for n, t in enumerate(targets, start=1)
    ]
    found = claims(*lines)

    assert sorted(numbers_below(claim_tree(found))) == [claim.number for claim in found]
    assert [c.depends_on for c in found] == [tuple(sorted(t)) for t in targets]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("根据权利要求1所述的装置", (1,)),
        ("如权利要求 2 或 3 所述的装置", (2, 3)),
        ("根据权利要求1-3任一项所述的装置", (1, 2, 3)),
        ("根据权利要求1至4中任意一项所述的装置", (1, 2, 3, 4)),
        ("根据权利要求1、3或5—7中任一项所述的装置", (1, 3, 5, 6, 7)),
        ("根据权利要求2或权利要求4所述的装置", (2, 4)),
        ("根据权利要求1到权利要求3之一所述的装置", (1, 2, 3)),
        ("根据上述任一项权利要求所述的装置", (1, 2, 3, 4, 5, 6, 7, 8)),
        ("根据前述权利要求中任一项所述的装置", (1, 2, 3, 4, 5, 6, 7, 8)),
        ("根据前述权利要求2所述的装置", (2,)),
        ("一种车辆，包括权利要求1～3任一项所述的装置", (1, 2, 3)),
        ("根据权利要求3-1所述的装置", (1, 3)),
        ("长度为3毫米的装置", ()),
    ],
)
def test_claims_are_named_in_many_ways(words: str, numbers: tuple[int, ...]) -> None:
    assert references_in(words, before=9) == numbers


@pytest.mark.parametrize(
    ("line", "subject", "category", "is_independent"),
    [
        ("2.根据权利要求1所述的过滤器，其特征在于，有孔。", "过滤器", Category.PRODUCT, False),
        ("2.一种如权利要求1所述的过滤器，其特征在于，有孔。", "过滤器", Category.PRODUCT, False),
        ("2.如权利要求1所述的过滤器其特征在于有孔。", "过滤器", Category.PRODUCT, False),
        ("2.根据权利要求 1 中任一项所述的滤器，其中，有孔。", "滤器", Category.PRODUCT, False),
        ("2.一种灌溉系统，包括权利要求1所述的过滤器。", "灌溉系统", Category.PRODUCT, True),
        ("2.如权利要求1所述的过滤器的清洗方法。", "过滤器的清洗方法", Category.METHOD, True),
        ("2.权利要求1所述的过滤器在灌溉中的应用。", "过滤器在灌溉中的应用", Category.USE, True),
        ("2.一种清洗方法，用于权利要求1所述的过滤器。", "清洗方法", Category.METHOD, True),
        ("2.一种包含树脂的组合物，其特征在于，可溶。", "包含树脂的组合物", Category.PRODUCT, True),
    ],
)
def test_a_claim_of_another_kind_stands_on_its_own(
    line: str, subject: str, category: Category, is_independent: bool
) -> None:
    claim = claims("1.一种过滤器，其特征在于，有网。", line)[1]

    assert (claim.subject, claim.category, claim.is_independent) == (
        subject,
        category,
        is_independent,
    )


def test_a_short_name_ends_at_its_comma() -> None:
    found = claims("1.一种清洗方法，包括步骤。", "2.根据权利要求1所述的方法，其中加热。")

    assert (found[1].subject, found[1].is_independent) == ("方法", False)


def test_a_bare_name_is_what_the_parent_calls_by_a_longer_one() -> None:
    found = claims(
        "1.一种降低能耗的策略。", "2.根据权利要求1所述的方法。", "3.如权利要求1，其中加热。"
    )

    assert [claim.is_independent for claim in found] == [True, False, False]


def test_a_product_made_by_a_claimed_method_stands_on_its_own() -> None:
    found = claims("1.一种滤网的制备方法。", "2.根据权利要求1所述的制备方法制得的滤网。")

    assert (found[1].category, found[1].depends_on, found[1].is_independent) == (
        Category.PRODUCT,
        (1,),
        True,
    )


def test_forward_and_own_and_missing_references_are_reported() -> None:
    found = claims(
        "1.一种过滤器。",
        "2.根据权利要求3所述的过滤器。",
        "3.根据权利要求3所述的过滤器。",
        "5.根据权利要求4所述的过滤器。",
    )

    assert [(fault.claim.number, fault.text) for fault in claim_faults(found)] == [
        (2, "权利要求2引用了在后的权利要求3"),
        (3, "权利要求3引用了自身"),
        (5, "缺权利要求4"),
        (5, "权利要求5引用了不存在的权利要求4"),
    ]


def test_sound_claims_have_no_faults() -> None:
    assert claim_faults(claims("1.一种过滤器。", "2.根据权利要求1所述的过滤器。")) == ()


def test_the_claims_of_a_row_are_found_in_its_cell() -> None:
    cell = "一种过滤器。2．根据权利要求1所述的过滤器。3．根据权利要求1或2所述的过滤器。"
    document = patent_document(PatentRecord(number="CN1A", title="过滤器", claims=cell))
    found = claims_of(document)

    assert [c.depends_on for c in found] == [(), (1,), (1, 2)]
    assert document.text[found[2].start : found[2].end].startswith("3．根据")


def test_the_first_claim_of_a_row_is_a_claim() -> None:
    document = patent_document(
        PatentRecord(number="CN1A", title="过滤器", first_claim="1.一种过滤器，其特征在于，有网。")
    )

    assert [(c.number, c.subject) for c in claims_of(document)] == [(1, "过滤器")]


def test_a_document_without_claims_has_none() -> None:
    assert claims_of(patent_document(PatentRecord(number="CN1A", title="过滤器"))) == ()

import pytest

from assistant.clause_reference import find_clause_references


@pytest.mark.parametrize(
    ("question", "spelt"),
    [
        ("专利法第四十二条怎么说", "第四十二条"),
        ("专利法第22条第3款", "第二十二条第三款"),
        ("第七十五条第（二）项", "第七十五条第（二）项"),
        ("刑法第217条之一", "第二百一十七条之一"),
        ("著作权法第二十四条第一款第三项", "第二十四条第一款第（三）项"),
        ("专利法 33 条修改不得超范围", "第三十三条"),
        ("专利法第15条第2款第(三)项第2目", "第十五条第二款第（三）项第2目"),
    ],
)
def test_numbers_are_spelt_as_statutes_print_them(question: str, spelt: str) -> None:
    assert [str(reference) for reference in find_clause_references(question)] == [spelt]


def test_several_clauses_are_found_in_order() -> None:
    found = find_clause_references("第五条和第八条有什么关系")
    assert [reference.article for reference in found] == ["第五条", "第八条"]


@pytest.mark.parametrize(
    ("question", "spelt"),
    [
        ("第三条第一款和第二款", ["第三条第一款", "第三条第二款"]),
        ("第三条第（一）项、第（三）项", ["第三条第（一）项", "第三条第（三）项"]),
        ("第三条第二款第一项和第三款", ["第三条第二款第（一）项", "第三条第三款"]),
        ("第三条和第五条第二款", ["第三条", "第五条第二款"]),
    ],
)
def test_further_parts_of_an_article_are_found_without_its_number(
    question: str, spelt: list[str]
) -> None:
    assert [str(reference) for reference in find_clause_references(question)] == spelt


def test_a_count_of_things_is_no_clause() -> None:
    assert find_clause_references("一共有24条款式相同的裙子") == ()


def test_the_span_is_where_the_reference_stands() -> None:
    (reference,) = find_clause_references("请问第五条讲什么")
    assert (reference.start, reference.end) == (2, 5)

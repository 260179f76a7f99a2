from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from corpus.documents import Kind
from corpus.patent import patent_document
from corpus.source_text import PatentRecord
from indexing.keyword_index import units_of_passage
from indexing.make_passages import LONGEST, make_passages, text_to_embed, whole_passage
from tests.indexing.sample_texts import any_text, outlined


@given(any_text)
def test_passages_cover_every_character_that_is_not_blank_once(text: str) -> None:
    passages = make_passages(outlined(text))
    ends = [0, *(passage.end for passage in passages)]
    starts = [*(passage.start for passage in passages), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(end <= start for end, start in zip(ends, starts, strict=True))


@given(any_text)
def test_a_passage_is_verbatim_and_neither_blank_nor_too_long(text: str) -> None:
    for passage in make_passages(outlined(text)):
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip()
        assert len(passage.text) <= LONGEST


@given(any_text)
def test_a_patent_loses_nothing_either(text: str) -> None:
    document = outlined(text, kind=Kind.PATENT)
    joined = "".join(passage.text for passage in make_passages(document))
    assert "".join(joined.split()) == "".join(text.split())


def test_each_article_is_a_passage_under_its_path() -> None:
    document = outlined("第一章 总则\n第一条 为了测试。\n第二条 本办法适用于测试。\n")
    assert [passage.heading for passage in make_passages(document)] == [
        "第一章 › 第一条",
        "第一章 › 第二条",
    ]


def test_a_chapter_line_goes_with_the_article_after_it() -> None:
    first, _ = make_passages(outlined("第一章 总则\n第一条 为了测试。\n第二条 适用。\n"))
    assert first.text == "第一章 总则\n第一条 为了测试。"


def test_conditions_stay_with_the_words_that_introduce_them() -> None:
    text = "第一条 符合下列条件之一的，可以请求：\n（一）个人；\n（二）企业。\n第二条 施行。\n"
    assert make_passages(outlined(text))[0].text == text[: text.index("\n第二条")]


def test_headed_subsections_are_passages_of_their_own() -> None:
    text = "一、措施\n（一）健全体系\n协调各部门。\n（二）优化管理\n引导企业。\n"
    assert [passage.heading for passage in make_passages(outlined(text))] == [
        "一、措施 › （一）健全体系",
        "一、措施 › （二）优化管理",
    ]


def test_an_article_too_long_is_cut_between_its_items() -> None:
    items = "".join(f"（{n}）{'情形' * 100}；\n" for n in "一二三四")
    passages = make_passages(outlined(f"第一条 下列情形：\n{items}"))
    assert [passage.text[:3] for passage in passages] == ["第一条", "（三）"]


def test_a_paragraph_too_long_is_cut_between_sentences() -> None:
    passages = make_passages(outlined(f"{'甲乙丙丁' * 40}。" * 5))
    assert all(passage.text.endswith("。") for passage in passages)


def test_bibliography_and_abstract_of_a_patent_are_one_passage() -> None:
    record = PatentRecord(
        number="CN1A", title="一种装置", abstract="本发明公开了一种装置。", first_claim="1.装置。"
    )
    front, claim = make_passages(patent_document(record))
    assert "CN1A" in front.text and "摘要" in front.text
    assert claim.heading == "权利要求"


def test_a_passage_carries_the_validity_and_place_of_its_document() -> None:
    document = replace(outlined("第一条 测试。"), region="广东省/广州市", superseded_by="d2")
    (passage,) = make_passages(document)
    assert (passage.region, passage.superseded_by) == ("广东省/广州市", "d2")


def test_a_whole_passage_ignores_length_and_outline() -> None:
    text = "第一条 甲。\n第二条 乙。\n" * 100
    (passage,) = whole_passage(outlined(text))
    assert passage.text == text.strip()


def test_a_blank_document_has_no_passage() -> None:
    assert make_passages(outlined(" \n ")) == whole_passage(outlined(" \n ")) == []


def test_title_and_path_are_embedded_with_the_text() -> None:
    (passage,) = make_passages(outlined("第一条 测试。"))
    assert text_to_embed(passage) == "测试办法 第一条\n第一条 测试。"


def test_rows_cut_from_their_header_are_searched_with_the_names_of_the_columns() -> None:
    rows = "".join(f"{n} | 第{n}类专利 | {n}00元\n" for n in range(1, 120))
    first, *rest = make_passages(outlined("序号 | 类别 | 资助金额\n" + rows))

    assert (first.columns, {p.columns for p in rest}) == ("", {"序号 | 类别 | 资助金额"})
    assert "资助金额" in text_to_embed(rest[0]) and "资助金额" not in rest[0].text
    assert "资助" in units_of_passage(rest[0])


def test_text_after_a_table_has_no_columns() -> None:
    rows = "".join(f"{n} | 第{n}类专利 | {n}00元\n" for n in range(1, 40))
    passages = make_passages(outlined(f"序号 | 类别 | 资助金额\n{rows}第一条 {'说明。' * 200}\n"))

    assert passages[-1].columns == ""

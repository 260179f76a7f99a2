from __future__ import annotations

from assistant.numbered_clauses import NumberedClause, numbered_clauses
from corpus.documents import Document
from indexing.make_passages import make_passages
from tests.assistant.evidence_of import evidence_of
from tests.assistant.small_corpus import TODAY, small_corpus
from tests.indexing.sample_texts import outlined

RULES = next(d for d in small_corpus() if d.version == "2024")
TABLE = outlined("附件\n等级 | 奖励\n金奖 | 三十万元\n银奖 | 十万元\n")


def clauses_of(document: Document) -> tuple[NumberedClause, ...]:
    evidence = [evidence_of(passage) for passage in make_passages(document)]
    return numbered_clauses(evidence, {document.id: document}.get)


def test_clauses_are_numbered_from_one_in_the_order_of_the_evidence() -> None:
    clauses = clauses_of(RULES)
    assert [c.number for c in clauses] == list(range(1, len(clauses) + 1))
    assert [c.passage for c in clauses] == list(make_passages(RULES))


def test_a_document_that_is_gone_leaves_no_clause() -> None:
    evidence = [evidence_of(passage) for passage in make_passages(RULES)]
    assert numbered_clauses(evidence, lambda _: None) == ()


def test_the_last_part_is_the_whole_clause_and_the_others_come_shortest_first() -> None:
    for clause in clauses_of(RULES):
        *parts, whole = clause.parts
        assert whole.text == clause.passage.text.strip()
        assert [len(part.text) for part in parts] == sorted(len(part.text) for part in parts)


def test_every_part_cites_its_words_verbatim() -> None:
    for document in (RULES, TABLE):
        for clause in clauses_of(document):
            for part in clause.parts:
                for citation in clause.cite(part, day=TODAY):
                    assert document.text[citation.start : citation.end] == citation.quote


def test_an_item_of_a_list_knows_what_introduces_it() -> None:
    parts = [part for clause in clauses_of(RULES) for part in clause.parts]
    item = next(part for part in parts if part.text == "（二）图形使用满一年；")
    assert item.lead is not None
    assert item.lead.text == "申请登记云雀标志，应当符合下列条件："


def test_a_row_of_a_table_is_said_with_its_columns_and_quoted_with_its_header() -> None:
    (clause,) = clauses_of(TABLE)
    row = next(part for part in clause.parts if part.text == "等级：金奖；奖励：三十万元")
    quotes = [citation.quote for citation in clause.cite(row, day=TODAY)]
    assert any("三十万元" in quote for quote in quotes)
    assert any("等级" in quote for quote in quotes)
    assert "等级：金奖；奖励：三十万元" in clause.as_evidence.text

from __future__ import annotations

from corpus.compare.compare_documents import compare_documents
from corpus.compare.sides import Mark, new_side, old_side
from tests.corpus.compare.made_versions import NEW, OLD, made


def test_each_clause_is_cut_into_pieces_that_join_to_it() -> None:
    for each in compare_documents(made(OLD), made(NEW)).pairs:
        for marked in (*old_side(each), *new_side(each)):
            assert "".join(piece.text for piece in marked.pieces) == marked.clause.body


def test_the_halves_of_a_split_clause_carry_no_changed_words() -> None:
    [split] = [
        each for each in compare_documents(made(OLD), made(NEW)).pairs if len(each.pair.new) > 1
    ]
    assert [marked.clause.label for marked in new_side(split)] == ["第七条", "第八条"]
    pieces = [piece for marked in (*old_side(split), *new_side(split)) for piece in marked.pieces]
    assert {piece.mark for piece in pieces} == {Mark.SAME}

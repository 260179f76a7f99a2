"""The clauses that may answer a question, from several searches, weighed as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.asking import VALIDITY_STATEMENT, Asking
from assistant.evidence import Evidence, TermWeights, Weigher
from assistant.rerank import POOL, Reranker, best_of
from assistant.understand import ParsedQuestion
from corpus.documents import Kind
from indexing.open_index import HybridIndex
from indexing.passages import Passage, Scope, ScoredPassage

_RULES = frozenset(Kind) - {Kind.PATENT}
_SCORED_AGAIN = 400
"""Passages of the texts that further queries find, to have a score of the question itself."""


class Gatherer:
    """Searches one index for evidence.

    Args:
        index: open.
        weights: of terms in this corpus.
        candidates: passages wanted inside and outside the day and the place each.
        reranker: picks them out of more; None takes the first ones found.

    Attributes:
        places: places the corpus has texts of, "省/市/区", sorted.
    """

    def __init__(
        self,
        index: HybridIndex,
        weights: TermWeights,
        *,
        candidates: int,
        reranker: Reranker | None = None,
    ) -> None:
        self._index = index
        self._weigher = Weigher(weights)
        self._candidates = candidates
        self._reranker = reranker
        self._regions = {p.document_id: p.region for p in index.passages if p.region is not None}
        self.places = tuple(sorted(set(self._regions.values())))

    def gather(
        self,
        parsed: ParsedQuestion,
        *,
        day: date,
        places: Sequence[str],
        also: frozenset[str] = frozenset(),
        queries: Sequence[str] = (),
    ) -> list[Evidence]:
        """Clauses that may answer, inside and outside the day and the places asked about.

        Patents are looked at only when the question seeks them. The texts of the places, of the
        instruments named and those of `also` are searched by themselves too, so that they are
        never crowded out.

        Args:
            parsed: what every clause is weighed against.
            day, places: asked about.
            also: documents to search by themselves.
            queries: further ones, which only add clauses to weigh.
        """
        limit = self._candidates
        kinds = None if parsed.seeks_patents else _RULES
        dated = Scope(day=day)
        found = self._widely_found(parsed, kinds=kinds)
        if sum(dated.admits_day(scored.passage) for scored in found) < limit // 2:
            in_force = Scope(day=day, kinds=kinds)
            found += self._index.search(parsed.text, limit=limit // 2, scope=in_force)
        for documents in (self.local_documents(places), parsed.named_documents, also):
            if documents:
                near = Scope(documents=documents)
                found += self._index.search(parsed.text, limit=limit, scope=near)
        if queries:
            found += self._found_besides(parsed, queries, kinds=kinds)
        unique = {scored.passage.id: scored for scored in found}
        scopes = [Scope(region=place) for place in places]
        return [
            self._weigher.weigh(
                parsed,
                scored,
                in_force=dated.admits_day(scored.passage) or _tells_validity(parsed, scored),
                in_place=_in_place(scored.passage, scopes),
            )
            for scored in unique.values()
        ]

    def _widely_found(
        self, parsed: ParsedQuestion, *, kinds: frozenset[Kind] | None
    ) -> list[ScoredPassage]:
        """Passages of any day and place, the best fitting of more where there is a reranker."""
        limit, scope = 2 * self._candidates, Scope(kinds=kinds)
        if self._reranker is None:
            return self._index.search(parsed.text, limit=limit, scope=scope)
        pool = self._index.search(parsed.text, limit=POOL * limit, scope=scope)
        return best_of(parsed.text, pool, self._reranker, limit=limit)

    def _found_besides(
        self, parsed: ParsedQuestion, queries: Sequence[str], *, kinds: frozenset[Kind] | None
    ) -> list[ScoredPassage]:
        """What further queries find, scored by the question itself: a query proves nothing."""
        scope, limit = Scope(kinds=kinds), self._candidates // 2
        found = [
            one for query in queries for one in self._index.search(query, limit=limit, scope=scope)
        ]
        ids = {scored.passage.id for scored in found}
        near = Scope(documents=frozenset(scored.passage.document_id for scored in found))
        scored_again = self._index.search(parsed.text, limit=_SCORED_AGAIN, scope=near)
        return [scored for scored in scored_again if scored.passage.id in ids]

    def local_documents(self, places: Sequence[str]) -> frozenset[str]:
        """Texts of these places and of the places above them."""
        scopes = [Scope(region=place) for place in places]
        return frozenset(
            document_id
            for document_id, region in self._regions.items()
            if any(scope.admits_place(region) for scope in scopes)
        )


def _tells_validity(parsed: ParsedQuestion, scored: ScoredPassage) -> bool:
    """A question about validity may be answered from a text that is not in force itself."""
    return Asking.VALIDITY in parsed.asking and bool(VALIDITY_STATEMENT.search(scored.passage.text))


def _in_place(passage: Passage, scopes: Sequence[Scope]) -> bool:
    """National texts apply everywhere; a local one only where the question places itself."""
    if passage.region is None:
        return True
    return any(scope.admits_place(passage.region) for scope in scopes)

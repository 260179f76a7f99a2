"""A passage as evidence, without a search."""

from __future__ import annotations

from assistant.evidence import Evidence, TermWeights, Weigher
from assistant.instruments import Instruments
from assistant.understand import understand
from indexing.passages import Passage, ScoredPassage


def evidence_of(passage: Passage, question: str = "云雀标志登记的规定") -> Evidence:
    """The passage weighed against a question, in force and in place."""
    scored = ScoredPassage(passage=passage, score=1.0, vector_score=0.9, keyword_score=1.0)
    asked = understand(question, Instruments(()))
    weigher = Weigher(TermWeights(lambda unit: 1, 100))
    return weigher.weigh(asked, scored, in_force=True, in_place=True)

"""Which statements of two texts are about the same matter."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

_CONTRASTS = (
    (
        "商标",
        "著作权",
        "版权",
        "植物新品种",
        "布图设计",
        "商业秘密",
        "地理标志",
        "国防专利",
        "专利",
    ),
    ("发明", "实用新型", "外观设计"),
    ("转让", "许可", "作价", "自行实施", "合作实施", "质押", "保险"),
    ("个人", "企业", "共同", "事业单位"),
    ("示范企业", "优势企业", "高新技术企业", "专精特新"),
    ("申请费", "年费", "复审费", "登记费", "审查费"),
    ("复审", "无效", "初步审查", "实质审查", "优先审查"),
    ("一等", "二等", "三等", "特等"),
    ("国家级", "省级", "市级", "区级"),
    ("首次", "复核", "延长"),
)
"""Words of which each names another matter; texts that hold different ones are not compared."""

_LEAST_TERMS = 3


class Statement(Protocol):
    """One thing a text says, with the words around it."""

    @property
    def document_id(self) -> str:
        """Of the text."""
        ...

    @property
    def core(self) -> str:
        """The words right around it."""
        ...

    @property
    def clause(self) -> str:
        """`core`, with words before it when it says little."""
        ...

    @property
    def terms(self) -> frozenset[str]:
        """Pairs of neighbouring characters of `clause`, without formulas."""
        ...

    @property
    def topic(self) -> str:
        """Statements of different topics are not compared."""
        ...

    @property
    def least_likeness(self) -> float:
        """From which likeness, 0 to 1, another statement is on the same matter."""
        ...


StatementT = TypeVar("StatementT", bound=Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[StatementT]):
    """Two statements of different documents on the same matter; `likeness` from 0 to 1."""

    one: StatementT
    other: StatementT
    likeness: float


class Likeness(Generic[StatementT]):
    """How alike the words of clauses are, against all clauses of a corpus."""

    def __init__(self, statements: Sequence[StatementT], titles: Mapping[str, str]) -> None:
        """Count how often each pair of characters occurs.

        Args:
            titles: of the documents, by id.
        """
        self._statements = statements
        self._titles = titles
        counts = Counter(term for statement in statements for term in statement.terms)
        self._weight = {t: math.log(1 + len(statements) / n) for t, n in counts.items()}

    def pairs(self) -> Iterator[Pair[StatementT]]:
        """Every pair of different documents on the same matter, in order of the statements."""
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, statement in enumerate(self._statements):
            rare = self._rarest(statement)
            found = {p for term in rare for p in places.get((statement.topic, term), ())}
            for candidate in sorted(found):
                other = self._statements[candidate]
                likeness = self._likeness(other, statement)
                if likeness is not None:
                    yield Pair(one=other, other=statement, likeness=likeness)
            for term in rare:
                places[statement.topic, term].append(place)

    def _rarest(self, statement: StatementT) -> list[str]:
        """The rarest terms, so many that statements without one in common cannot be alike enough.

        Prefix filtering for weighted overlap: Chaudhuri, Ganti and Kaushik, ICDE 2006.
        """
        in_order = sorted(statement.terms, key=lambda term: (-self._weight[term], term))
        allowed = (1 - statement.least_likeness) * self._sum(in_order)
        weight, kept = 0.0, []
        for term in in_order:
            kept.append(term)
            weight += self._weight[term]
            if weight > allowed:
                break
        return kept

    def _likeness(self, one: StatementT, other: StatementT) -> float | None:
        """None when the two are on other matters."""
        shared = one.terms & other.terms
        if len(shared) < _LEAST_TERMS or one.document_id == other.document_id:
            return None
        likeness = self._sum(shared) / self._sum(one.terms | other.terms)
        if likeness < one.least_likeness or self._contrast(one, other):
            return None
        return likeness

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight[term] for term in terms)

    def _contrast(self, one: StatementT, other: StatementT) -> bool:
        return any(
            bool(a) and bool(b) and a.isdisjoint(b)
            for group in _CONTRASTS
            for a, b in [(self._named(one, group), self._named(other, group))]
        )

    def _named(self, statement: StatementT, group: tuple[str, ...]) -> set[str]:
        """Words of the group right around the statement, else in its clause, else in the title."""
        title = self._titles[statement.document_id]
        for words in (statement.core, statement.clause, title):
            if found := {word for word in group if word in words}:
                return found
        return set()

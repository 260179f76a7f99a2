"""What the landscape is made of: figures with their patents, sentences with their proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.layout.patent_record import PatentRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure and the list behind it.

    Attributes:
        label: what was counted, as shown: a year, a subclass, a name.
        patents: ids of the records, ascending, each once.
    """

    label: str
    patents: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many patents."""
        return len(self.patents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One Chinese sentence to show, with what it rests on.

    Attributes:
        patents: ids of the records behind the figures in it.
        citations: clauses behind what it says of the law.
    """

    text: str
    patents: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def ids_of(records: Iterable[PatentRecord]) -> tuple[str, ...]:
    """Their ids, ascending."""
    return tuple(sorted(record.id for record in records))


def count_by(
    records: Iterable[PatentRecord], labels: Callable[[PatentRecord], Iterable[str]]
) -> tuple[Counted, ...]:
    """Records under each of their labels, most first, then by label.

    A record counts once under a label it bears twice, and under none when it bears none.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for label in labels(record):
            found[label].add(record.id)
    counted = (Counted(label=label, patents=tuple(sorted(found[label]))) for label in found)
    return tuple(sorted(counted, key=lambda one: (-one.number, one.label)))


def left_out(records: Sequence[PatentRecord], lack: str) -> tuple[Finding, ...]:
    """The remark that some records could not be counted; () when there are none.

    Args:
        lack: what is wrong with them: "没有申请日".
    """
    if not records:
        return ()
    text = f"其中 {len(records):,} 件{lack}，未计入。"
    return (Finding(text=text, patents=ids_of(records)),)

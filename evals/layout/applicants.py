"""Precision and recall of bringing applicants' names together, on a list labelled by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from assistant.layout.applicants import ApplicantNames
from evals.errors import CasesError

LABELLED = Path(__file__).with_name("applicants.csv")


@dataclass(frozen=True, slots=True)
class LabelledName:
    """A printed name and the legal person it belongs to."""

    printed: str
    applicant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Pairs of names; `together` were brought together, `belonging` belong together.

    Attributes:
        right: pairs that are both.
        wrong, missed: the names of pairs brought together wrongly, and not brought together.
    """

    names: int
    together: int
    belonging: int
    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Right pairs of those brought together; 1 when there are none."""
        return self.right / self.together if self.together else 1.0

    @property
    def recall(self) -> float:
        """Right pairs of those that belong together; 1 when there are none."""
        return self.right / self.belonging if self.belonging else 1.0


def read_labelled(path: Path = LABELLED) -> list[LabelledName]:
    """The names of a CSV file with the columns printed and applicant.

    Raises:
        CasesError: the file is missing or has other columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [LabelledName(row["printed"], row["applicant"]) for row in rows]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise CasesError(f"读不了 {path.name}：要求是有 printed、applicant 两列的 CSV。") from error


def measure_applicants(labelled: Sequence[LabelledName]) -> PairFigures:
    """Compare the names brought together with the labels, pair by pair."""
    names = ApplicantNames({name.printed: 1 for name in labelled}, {})
    found = [names.of_name(name.printed) for name in labelled]
    pairs = [
        (one.printed, other.printed, one.applicant == other.applicant, found[i] == found[j])
        for (i, one), (j, other) in combinations(enumerate(labelled), 2)
    ]
    return PairFigures(
        names=len(labelled),
        together=sum(is_found for _, _, _, is_found in pairs),
        belonging=sum(is_same for _, _, is_same, _ in pairs),
        right=sum(is_same and is_found for _, _, is_same, is_found in pairs),
        wrong=tuple((a, b) for a, b, is_same, is_found in pairs if is_found and not is_same),
        missed=tuple((a, b) for a, b, is_same, is_found in pairs if is_same and not is_found),
    )

"""What the pages 「专利布局」 share: the workbench, imports under way, what a visitor looks at."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice

from fastapi import Request

from assistant.eligibility.programme_store import ProgrammeStore
from assistant.layout.compare import Sides
from assistant.layout.imported import Imported
from assistant.layout.layout_plan import Plan, make_plan
from assistant.layout.patent_record import PatentRecord
from assistant.layout.scope import ScopeQuery
from assistant.layout.workbench import Surveyed, Workbench
from assistant.open_assistant import make_embedder
from assistant.pages.advice_writings import AdviceWritings, Writing
from assistant.pages.jobs import Jobs
from assistant.pages.layout_address import Place, scope_of, wishes_of
from assistant.pages.site import Site
from assistant.saved_settings import read_settings
from corpus.catalogue import Catalogue

_SIMILAR = 8


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name nobody is counted by, and names that contain it."""

    name: str
    similar: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A field with its landscape, as one visitor looks at it."""

    owner: str
    place: Place
    surveyed: Surveyed

    @cached_property
    def records(self) -> Mapping[str, PatentRecord]:
        """By id, best first."""
        return {record.id: record for record in self.surveyed.field.records}

    @cached_property
    def topic_of(self) -> Mapping[str, str]:
        """Label of the topic by id."""
        return self.surveyed.landscape.topics.label_of()


class LayoutDesk:
    """Opens the patents of a data folder for the pages; safe to use from several threads."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.jobs: Jobs[tuple[Imported, ...]] = Jobs()
        self.writings = AdviceWritings(site.home)
        self._programmes = ProgrammeStore(site.home.programmes)
        self._opening = threading.Lock()
        self._bench: Workbench | None = None

    def bench(self) -> Workbench:
        """The workbench: that of the chat, or one of our own where the chat could not be opened.

        Raises:
            NotReadyError: the data folder is still being prepared.
            IndexingError: the embedding model is missing.
        """
        catalogue = self.site.catalogue()
        with self._opening:
            if self._bench is None:
                asker = self.site.opening.asker()
                self._bench = (asker.workbench() if asker else None) or self._own(catalogue)
            return self._bench

    def _own(self, catalogue: Catalogue) -> Workbench:
        embedder = make_embedder(read_settings(self.site.home))
        return Workbench(self.site.home, catalogue, embedder)

    def seen(self, owner: str, place: Place) -> Seen:
        """The landscape of the scope of an address, with the clauses of today; of everything the
        visitor sees when the address names no scope.

        Raises:
            LayoutError: it cannot be read, is empty or too large.
        """
        bench = self.bench()
        if not place.has_scope:
            lists = bench.reader(owner).lists()
            place = Place.of((*place.given, *(("list", one.id) for one in lists)))
        query = self.query(owner, place)
        return Seen(owner, place, bench.survey(query, viewer=owner, day=date.today()))

    def query(self, owner: str, place: Place) -> ScopeQuery:
        """The scope of an address, applicants under the names they are counted by.

        Raises:
            LayoutError: it cannot be read.
        """
        query = scope_of(place)
        counted = self.counted_names(owner, query.applicants)
        return query.model_copy(update={"applicants": counted})

    def counted_names(self, owner: str, written: Sequence[str]) -> tuple[str, ...]:
        """Applicants as written under the names they are counted by; unknown ones as they are."""
        if not written:
            return ()
        shown = self._shown_names(owner)
        if all(name in shown for name in written):
            return tuple(written)
        names = self.bench().reader(owner).names
        counted = (name if name in shown else names.of_name(name) for name in written)
        return tuple(dict.fromkeys(counted))

    def strangers(self, owner: str, written: Sequence[str]) -> list[Stranger]:
        """Names that no applicant is counted by, with some that hold them."""
        if not written:
            return []
        shown = self._shown_names(owner)
        unknown = [name for name in self.counted_names(owner, written) if name not in shown]
        return [
            Stranger(name, tuple(islice((one for one in shown if name in one), _SIMILAR)))
            for name in unknown
        ]

    def _shown_names(self, owner: str) -> dict[str, None]:
        """In the order of import."""
        return dict.fromkeys(self.bench().patents(owner).table.applicants.names)

    def plan(self, seen: Seen) -> Plan:
        """Comparison and advice for what the address says of the user.

        Raises:
            LayoutError, BadQuestionError, BadPlaceError: something it says cannot be taken.
        """
        wishes = wishes_of(seen.place)
        sides = Sides(
            mine=self.counted_names(seen.owner, wishes.sides.mine),
            theirs=self.counted_names(seen.owner, wishes.sides.theirs),
        )
        wishes = replace(wishes, sides=sides)
        return make_plan(seen.surveyed, wishes, self._programmes.published())

    def writing_of(self, owner: str, number: str, plan: Plan) -> Writing | None:
        """The words of a model for just this advice; None when there are none, or none any more."""
        writing = self.writings.find(number, owner=owner)
        return writing if writing is not None and writing.advice == plan.advice else None


def place_of(request: Request) -> Place:
    """Where the visitor stands."""
    return Place.of(request.query_params.multi_items())

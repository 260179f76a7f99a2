"""Which documents the list shows: filters with counts, order, pages. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import compress
from types import MappingProxyType
from urllib.parse import urlencode

from assistant.labels import WHOLE_COUNTRY
from assistant.pages.shelf import Books, folded
from corpus.document_store import DocumentSummary
from corpus.documents import Form, Kind, Level, Status

PAGE_SIZE = 50
_LATE = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What is asked of the list, as its address says it; "" for no restriction.

    Attributes:
        words: parts of title, number or issuer, divided by blanks; all must be there.
        day: for which the status is asked.
        sort: a key of `SORTS`.
        page: from 1.
    """

    day: date
    words: str = ""
    kind: str = ""
    level: str = ""
    place: str = ""
    status: str = ""
    form: str = ""
    sort: str = "kind"
    page: int = 1

    def address(self, base: str, **changes: object) -> str:
        """The address of this list with some fields changed, at its first page unless `page` is."""
        wanted = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        named = {
            "q": wanted.words,
            "kind": wanted.kind,
            "level": wanted.level,
            "place": wanted.place,
            "status": wanted.status,
            "form": wanted.form,
            "day": "" if wanted.day == date.today() else wanted.day.isoformat(),
            "sort": "" if wanted.sort == "kind" else wanted.sort,
            "page": "" if wanted.page == 1 else str(wanted.page),
        }
        words = urlencode({name: value for name, value in named.items() if value})
        return f"{base}?{words}" if words else base

    @property
    def is_restricted(self) -> bool:
        """Whether anything but the kind is asked for."""
        return any((self.words, self.level, self.place, self.status, self.form))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value to filter by, and how many documents the list would then show."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A filter with its values; `name` is the field in the address, `label` Chinese."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list.

    Attributes:
        total: documents that fit, over all pages.
        pages: at least 1.
        facets: by name; counts are of documents that fit every other filter.
    """

    query: ListQuery
    rows: tuple[DocumentSummary, ...]
    total: int
    pages: int
    facets: Mapping[str, Facet]

    @property
    def page_links(self) -> tuple[int | None, ...]:
        """The first, the last and the pages around this one; None for those left out."""
        near = {1, self.pages, *range(self.query.page - 2, self.query.page + 3)}
        shown = sorted(page for page in near if 1 <= page <= self.pages)
        links: list[int | None] = []
        for before, page in zip([0, *shown], shown, strict=False):
            if page > before + 1:
                links.append(None)
            links.append(page)
        return tuple(links)


def read_query(parameters: Mapping[str, str], *, today: date) -> ListQuery:
    """The query of an address; what it cannot mean is passed over."""
    sort = parameters.get("sort", "")
    page = parameters.get("page", "")
    return ListQuery(
        words=" ".join(parameters.get("q", "").split())[:200],
        kind=_one_of(Kind, parameters.get("kind", "")),
        level=_one_of(Level, parameters.get("level", "")),
        place=parameters.get("place", ""),
        status=_one_of(Status, parameters.get("status", "")),
        form=_one_of(Form, parameters.get("form", "")),
        day=_day(parameters.get("day", ""), today),
        sort=sort if sort in SORTS else "kind",
        page=max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1,
    )


def listing(books: Books, query: ListQuery) -> Listing:
    """The page of the list that the query asks for; a page behind the last gives the last."""
    columns = _columns(books, query.day)
    chosen: dict[str, str] = {name: getattr(query, name) for name in _VALUES}
    masks = {
        name: [_fits(name, value, wanted) for value in columns[name]]
        for name, wanted in chosen.items()
        if wanted
    }
    if words := folded(query.words).split():
        masks[""] = [all(word in text for word in words) for text in books.haystacks]
    fits = _all_of(masks.values())
    order = _order(books, query.sort)
    fitting = order if fits is None else [place for place in order if fits[place]]
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    page = min(query.page, pages)
    shown = fitting[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    facets = {}
    for name, column in columns.items():
        others = _all_of(mask for other, mask in masks.items() if other != name)
        counts = Counter(column if others is None else compress(column, others))
        facets[name] = _facet(name, counts, chosen[name])
    return Listing(
        query=replace(query, page=page),
        rows=tuple(books.summaries[place] for place in shown),
        total=len(fitting),
        pages=pages,
        facets=facets,
    )


@lru_cache(maxsize=2)
def _columns(books: Books, day: date) -> Mapping[str, list[str]]:
    """What each filter looks at, for every document."""
    return {
        name: [value(summary, day) for summary in books.summaries]
        for name, value in _VALUES.items()
    }


@lru_cache(maxsize=4)
def _order(books: Books, sort: str) -> Sequence[int]:
    """Places of the documents in the order of a sort."""
    key = SORTS[sort].key
    return sorted(range(len(books.summaries)), key=lambda place: key(books.summaries[place]))


def _all_of(masks: Iterable[list[bool]]) -> list[bool] | None:
    """Where every mask holds; None without masks: everywhere."""
    found: list[bool] | None = None
    for mask in masks:
        found = mask if found is None else [a and b for a, b in zip(found, mask, strict=True)]
    return found


def _one_of(choices: Iterable[str], word: str) -> str:
    return word if word in list(choices) else ""


def _day(word: str, today: date) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return today


# Patents come by the thousand and have neither level nor place nor validity: they count in none
# of these, so that the counts speak of policies.
def _of_instruments(
    value: Callable[[DocumentSummary, date], str],
) -> Callable[[DocumentSummary, date], str]:
    return lambda summary, day: "" if summary.kind is Kind.PATENT else value(summary, day)


_VALUES: Mapping[str, Callable[[DocumentSummary, date], str]] = MappingProxyType(
    {
        "kind": lambda summary, _: summary.kind,
        "level": _of_instruments(lambda summary, _: summary.level),
        "place": _of_instruments(lambda summary, _: summary.region or WHOLE_COUNTRY),
        "status": _of_instruments(lambda summary, day: summary.status_on(day)),
        "form": lambda summary, _: summary.form,
    }
)
_LABELS = MappingProxyType(
    {"kind": "类别", "level": "层级", "place": "地域", "status": "效力", "form": "文本"}
)
_ORDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": tuple(Kind),
        "level": tuple(Level),
        "status": (Status.IN_FORCE, Status.NOT_YET, Status.REPEALED, Status.UNVERIFIED),
        "form": tuple(Form),
    }
)


def _fits(name: str, value: str, wanted: str) -> bool:
    if not wanted or value == wanted:
        return True
    return name == "place" and value.startswith(f"{wanted}/")


def _facet(name: str, counts: Counter[str], chosen: str) -> Facet:
    if name == "place":
        values = _places(counts)
    else:
        values = [(value, value, counts[value]) for value in _ORDERS[name]]
    choices = tuple(
        Choice(value=value, label=label, count=count, is_chosen=value == chosen)
        for value, label, count in values
        if count or value == chosen
    )
    return Facet(name=name, label=_LABELS[name], choices=choices)


def _places(counts: Counter[str]) -> list[tuple[str, str, int]]:
    """Whole country first, then every place and what holds it, each with what lies inside it."""
    inside: Counter[str] = Counter()
    for path, count in counts.items():
        parts = path.split("/") if path else []
        for depth in range(1, len(parts) + 1):
            inside["/".join(parts[:depth])] += count
    whole = inside.pop(WHOLE_COUNTRY, 0)
    local = [
        (path, "\u3000" * path.count("/") + path.split("/")[-1], count)
        for path, count in sorted(inside.items())
    ]
    return [(WHOLE_COUNTRY, WHOLE_COUNTRY, whole), *local]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """An order of the list; `label` is Chinese."""

    label: str
    key: Callable[[DocumentSummary], tuple[int | str, ...]]


def _newest(day: date | None) -> int:
    """Later days first, unknown ones last."""
    return _LATE if day is None else -day.toordinal()


_KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}
SORTS: Mapping[str, Sort] = MappingProxyType(
    {
        "kind": Sort(
            label="类别、公布日期",
            key=lambda s: (_KIND_ORDER[s.kind], _newest(s.published), s.title, s.id),
        ),
        "published": Sort(
            label="公布日期，新的在前", key=lambda s: (_newest(s.published), s.title, s.id)
        ),
        "effective": Sort(
            label="施行日期，新的在前", key=lambda s: (_newest(s.effective), s.title, s.id)
        ),
        "title": Sort(label="标题", key=lambda s: (s.title, s.id)),
    }
)

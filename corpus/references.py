"""Which documents name which: by title in 《》, by document number, or as "专利法第四十二条"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.chinese_numbers import CHINESE_NUMERALS
from corpus.document_store import DocumentSummary
from corpus.documents import Document
from corpus.text_names import names_of, numbers_in, plain_title
from corpus.versions import series_of

_LONGEST_NAME = 80
_TITLED = re.compile(
    rf"《([^《》\n]{{2,{_LONGEST_NAME}}})》(?:\s*[（(]([^（）()\n]{{2,40}}号)[）)])?"
)
_PAPER = re.compile(
    r"([\u4e00-\u9fffA-Z]{1,14})\s*[〔\[［【（(](\d{4})[〕\]］】）)]\s*第?(\d{1,5})号"
)
_STANDARD = re.compile(
    r"[A-Z]{2,6}(?:\s?/\s?[A-Z]{1,3})?\s?\d{2,6}(?:\.\d+)*\s?[-—–]\s?(?:19|20)\d{2}"
)
_BEFORE_CLAUSE = re.compile(
    r"([\u4e00-\u9fff]{2,30}(?:法|法典|条例|细则|办法|规定|规则|解释))"
    rf"第[{CHINESE_NUMERALS}\d]{{1,6}}条"
)
_LEADING_WORDS = re.compile(
    r"依照|按照|遵照|依据|根据|违反|适用|符合|参照|以及|或者|和|与|或|及|在|对|由|将|为|是|的|本法|前款|所称"
)
_TAIL = re.compile(r"\[\d{4}\]\d+号$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of some document in running text, whether we hold that document or not.

    Attributes:
        key: what it is found by: a title as `plain_title` spells it, the tail "[2016]78号" of a
            document number, or a standard's number.
        numbers: every document number given with it, as `numbers_in` spells them; for a tail, the
            number with the words before it.
        start, end: where it stands in the text.
    """

    key: str
    numbers: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in a text that names a document we hold.

    Attributes:
        document_id: of the document named.
        start, end: of its name in the text that names it.
    """

    document_id: str
    start: int
    end: int


def references_of(
    document: Document, names: Mapping[str, Iterable[DocumentSummary]]
) -> tuple[Reference, ...]:
    """Where this text names other documents, in text order; every version a name fits is given.

    Args:
        names: documents by key, see `by_name`.
    """
    return tuple(
        Reference(document_id=named.id, start=mention.start, end=mention.end)
        for mention in mentions_in(document.text)
        for named in names.get(mention.key, ())
        if named.id != document.id and is_meant(mention, named)
    )


def by_name(summaries: Iterable[DocumentSummary]) -> dict[str, list[DocumentSummary]]:
    """Documents by every key they can be mentioned by, each list sorted by id."""
    found: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for summary in sorted(summaries, key=lambda one: one.id):
        for key in keys_of(summary):
            found[key].append(summary)
    return dict(found)


def keys_of(summary: DocumentSummary) -> set[str]:
    """Every `Mention.key` that can mean this document."""
    names = names_of(summary)
    tails = {match.group() for name in names if (match := _TAIL.search(name))}
    return {name for name in names if not name.startswith(("令第", "公告第", "第"))} | tails


def is_meant(mention: Mention, summary: DocumentSummary) -> bool:
    """Whether a mention whose key fits agrees with the document's number where both give one."""
    numbers = numbers_in(summary.document_number or "")
    if _TAIL.fullmatch(mention.key):
        return any(words.endswith(number) for words in mention.numbers for number in numbers)
    return not mention.numbers or not numbers or not numbers.isdisjoint(mention.numbers)


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Names of documents in a text, in order, without overlaps; its own name may be among them."""
    found = sorted(_all_mentions(text), key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _all_mentions(text: str) -> Iterator[Mention]:
    for match in _TITLED.finditer(text):
        numbers = frozenset(numbers_in(match.group(2) or ""))
        yield _mention(plain_title(match.group(1)), match.span(), numbers)
    for match in _PAPER.finditer(text):
        office, year, number = match.groups()
        tail = f"[{year}]{number}号"
        yield _mention(tail, match.span(), frozenset((office + tail,)))
    for match in _STANDARD.finditer(text):
        for number in numbers_in(match.group()):
            yield _mention(number, match.span(), frozenset((number,)))
    for match in _BEFORE_CLAUSE.finditer(text):
        name = _LEADING_WORDS.split(match.group(1))[-1]
        if len(name) > 1:
            yield _mention(plain_title(name), (match.end(1) - len(name), match.end(1)), frozenset())


def _mention(key: str, span: tuple[int, int], numbers: frozenset[str]) -> Mention:
    return Mention(key=key, numbers=numbers, start=span[0], end=span[1])


class ReferenceIndex:
    """What every text mentions, to be asked the other way round; holds no text.

    A text is read once for each sha256, so that bringing the index up to date after one more
    document reads that document alone.
    """

    def __init__(self) -> None:
        self._mentions: dict[str, tuple[str, tuple[Mention, ...]]] = {}
        self._mentioning: dict[str, list[tuple[str, Mention]]] = {}

    def missing(self, summaries: Iterable[DocumentSummary]) -> list[str]:
        """Ids of the documents whose text, as it is now, was not read yet."""
        return [one.id for one in summaries if self._mentions.get(one.id, ("",))[0] != one.sha256]

    def read(self, document: Document) -> None:
        """Take in what a text mentions, each name once."""
        first: dict[tuple[str, frozenset[str]], Mention] = {}
        for mention in mentions_in(document.text):
            first.setdefault((mention.key, mention.numbers), mention)
        self._mentions[document.id] = (document.sha256, tuple(first.values()))

    def keep(self, ids: frozenset[str]) -> None:
        """Forget other documents, and let what was read count; call it after `read`."""
        self._mentions = {id_: read for id_, read in self._mentions.items() if id_ in ids}
        mentioning: defaultdict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for id_, (_, mentions) in self._mentions.items():
            for mention in mentions:
                mentioning[mention.key].append((id_, mention))
        self._mentioning = dict(mentioning)

    def naming(self, summary: DocumentSummary) -> dict[str, Mention]:
        """Ids of the documents whose text names this one, with the first place where it does."""
        found: dict[str, Mention] = {}
        for key in sorted(keys_of(summary)):
            for id_, mention in self._mentioning.get(key, ()):
                if id_ != summary.id and is_meant(mention, summary):
                    earlier = found.get(id_)
                    if earlier is None or mention.start < earlier.start:
                        found[id_] = mention
        return found


def is_another_instrument(one: DocumentSummary, other: DocumentSummary) -> bool:
    """Whether two documents are not versions of one instrument."""
    series = series_of(one)
    return series is None or series != series_of(other)

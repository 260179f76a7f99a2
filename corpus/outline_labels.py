"""Find, line by line, what looks like the number of a section.

A mark found here is a candidate: `corpus.outline_numbering` drops the cross-references and the
table of contents among them, `corpus.outline` nests what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.chinese_numbers import CHINESE_NUMERALS, parse_number
from corpus.outline_marks import CHAPTERS, Line, Mark, MarkKind, is_table_row
from corpus.outline_spoken import (
    may_speak_of_article,
    speaks_of_annex,
    speaks_of_article,
    speaks_of_chapter,
    speaks_of_item,
)

_BLANK = r"[ \t\u3000\xa0]"
_HAN = f"[{CHINESE_NUMERALS}]"
_STRUCTURE = re.compile(
    f"第(?P<number>(?:[{CHINESE_NUMERALS}0-9０-９]|{_BLANK}){{1,14}})(?P<unit>分编|[编章节条])"
    f"(?:{_BLANK}*之{_BLANK}*(?P<sub>[一二三四五六七八九十]+))?"
)
_ANNEX = re.compile(
    f"附{_BLANK}*[件录表]{_BLANK}*(?P<number>[A-Z](?![A-Za-z])|[0-9０-９]{{1,2}}|{_HAN}{{1,3}})?"
)
_HAN_LIST = re.compile(f"(?P<number>{_HAN}{{1,4}}){_BLANK}*[、．.]")
_HAN_PAREN = re.compile(f"[（(]{_BLANK}*(?P<number>{_HAN}{{1,4}}){_BLANK}*[）)]")
_ARABIC = re.compile(r"(?P<number>[0-9０-９]{1,3})(?:[、．]|[.](?![0-9])|[.](?=[12][0-9]{3}年))")
_ARABIC_PAREN = re.compile(f"[（(]?{_BLANK}*(?P<number>[0-9０-９]{{1,2}}){_BLANK}*[）)]")
_CIRCLED = re.compile("(?P<number>[①-⑳])")
_DECIMAL = re.compile(
    r"(?P<number>(?:[A-Z]|[0-9]{1,2})(?:\.[0-9]{1,4}){1,5})\.?(?=[ \t\u3000\xa0]|[\u4e00-\u9fff]|$)"
)
_WHOLE = re.compile(r"(?P<number>[0-9]{1,2})(?=[ \t\u3000\xa0]+[\u4e00-\u9fff])")

_MAY_BEGIN = re.compile(f"[第附（(0-9０-９①-⒛㈠-㈩A-Z{CHINESE_NUMERALS}]")  # spares most lines
_UNITS = {
    "编": MarkKind.PART,
    "分编": MarkKind.SUBPART,
    "章": MarkKind.CHAPTER,
    "节": MarkKind.DIVISION,
    "条": MarkKind.ARTICLE,
}
_LIST_PATTERNS = (
    (MarkKind.HAN, _HAN_LIST),
    (MarkKind.HAN_PAREN, _HAN_PAREN),
    (MarkKind.ARABIC, _ARABIC),
    (MarkKind.ARABIC_PAREN, _ARABIC_PAREN),
    (MarkKind.CIRCLED, _CIRCLED),
    (MarkKind.HAN_PAREN, re.compile("(?P<number>[㈠-㈩])")),
    (MarkKind.ARABIC_PAREN, re.compile("(?P<number>[⑴-⒇])")),
    (MarkKind.ARABIC, re.compile("(?P<number>[⒈-⒛])")),
)

_QUANTITY = re.compile("[亿万元%％倍年月日号个件天分米克吨级秒时平]|小时|公里")

_SENTENCE_MARK = re.compile("[，。；：！？,;:!?]")
_BRACKETED = re.compile(r"[（(【〔\[](?P<words>[^（）()【】〔〕\[\]。；]{2,20})[）)】〕\]]")
_FILE_SUFFIX = re.compile("[.]?(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar|ofd|jpe?g|png)", re.I)
_BROKEN_OFF = re.compile("(?:第|[、和与或及]|第[^第]{1,6}[条款项]|依照|按照|根据|违反)$")
_HEADING_LIMIT = 40
_FIRST_SENTENCE_LIMIT = 20


def find_marks(lines: Sequence[Line]) -> Iterator[Mark]:
    """Every candidate in text order, one a line, and the first item of 「附件：1.…」."""
    for index, line in enumerate(lines):
        words = line.stripped
        if not _MAY_BEGIN.match(words) or is_table_row(line.text):
            continue
        start = line.start + line.text.index(words[0])
        mark = _read_mark(words, start=start, line=index)
        if mark is None:
            continue
        first_item = _item_on_annex_line(mark, words)
        if first_item is not None:
            yield replace(mark, heading="")
            yield first_item
        else:
            yield _with_next_line(mark, lines)


def _read_mark(words: str, *, start: int, line: int) -> Mark | None:
    for read in (_read_structure, _read_annex, _read_decimal, _read_list):
        mark = read(words, start=start, line=line)
        if mark is not None:
            return mark
    return None


def _read_structure(words: str, *, start: int, line: int) -> Mark | None:
    match = _STRUCTURE.match(words)
    number = match and _value(match["number"])
    if not match or number is None:
        return None
    kind, rest = _UNITS[match["unit"]], words[match.end() :]
    if kind is MarkKind.ARTICLE:
        if speaks_of_article(rest):
            return None
        doubtful = may_speak_of_article(rest)
        numbers: tuple[int, ...] = (number, _value(match["sub"] or "0") or 0)
        heading = _article_heading(rest)
        bare = not rest.strip() or rest.strip() == heading
    else:
        if not _is_chapter_heading(rest):
            return None
        numbers, heading, bare, doubtful = (number,), close_up(rest), True, False
    return Mark(
        kind=kind,
        numbers=numbers,
        label=_without_blanks(match.group()),
        heading=heading,
        start=start,
        line=line,
        bare=bare,
        doubtful=doubtful,
    )


def _article_heading(rest: str) -> str:
    words = rest.strip()
    bracketed = _BRACKETED.match(words)
    if bracketed:
        return bracketed["words"]
    short = len(words) <= _FIRST_SENTENCE_LIMIT + 5 and not _BROKEN_OFF.search(words)
    return words if short and not _SENTENCE_MARK.search(words) else ""


def _is_chapter_heading(rest: str) -> bool:
    words = rest.strip()
    if len(words) > _HEADING_LIMIT or re.search("[。；;]", words):
        return False
    return not speaks_of_chapter(words)


def _read_annex(words: str, *, start: int, line: int) -> Mark | None:
    match = _ANNEX.match(words)
    if not match or len(words) > _HEADING_LIMIT + 20 or "。" in words:
        return None
    rest = words[match.end() :]
    separated = not rest or rest[0] in ":： .、\t\u3000\xa0"
    if not separated and (not match["number"] or speaks_of_annex(rest)):
        return None
    return Mark(
        kind=MarkKind.ANNEX,
        numbers=(_annex_value(match["number"]),),
        label=_without_blanks(match.group()),
        heading="" if _FILE_SUFFIX.fullmatch(rest) else rest.strip(":： .、\t\u3000\xa0"),
        start=start,
        line=line,
        bare=True,
    )


def _item_on_annex_line(annex: Mark, words: str) -> Mark | None:
    """The mark of 1. in 「附件：1.申请表」, whose other items stand on the lines below."""
    if annex.kind is not MarkKind.ANNEX or not annex.heading or not annex.label.isalpha():
        return None
    offset = words.rindex(annex.heading)
    item = _read_list(annex.heading, start=annex.start + offset, line=annex.line)
    return item if item is not None and item.numbers == (1,) else None


def _read_decimal(words: str, *, start: int, line: int) -> Mark | None:
    match = _DECIMAL.match(words) or _WHOLE.match(words)
    if not match:
        return None
    rest = words[match.end() :].strip()
    whole = "." not in match["number"]
    if _QUANTITY.match(rest) or (whole and (len(rest) > 25 or _SENTENCE_MARK.search(rest))):
        return None
    parts = match["number"].split(".")
    return Mark(
        kind=MarkKind.DECIMAL,
        numbers=tuple(int(part) if part.isdigit() else ord(part) for part in parts),
        label=match["number"],
        heading=(heading := _list_heading(rest)),
        start=start,
        line=line,
        bare=rest == heading,
    )


def _read_list(words: str, *, start: int, line: int) -> Mark | None:
    for kind, pattern in _LIST_PATTERNS:
        match = pattern.match(words)
        number = match and _value(match["number"])
        if not match or number is None:
            continue
        rest = words[match.end() :].strip()
        if speaks_of_item(rest, number=number, bracketed=words[0] in "（("):
            return None
        rest = rest.lstrip("、 ")  # （三）、 is a slip
        heading = _list_heading(rest)
        return Mark(
            kind=kind,
            numbers=(number,),
            label=_without_blanks(match.group()),
            heading=heading,
            start=start,
            line=line,
            bare=rest.rstrip("：:") == heading,
            lead=_only_sentence(rest),
        )
    return None


def _only_sentence(rest: str) -> str:
    words = rest.removesuffix("。")
    is_short = 1 < len(words) <= _FIRST_SENTENCE_LIMIT and words != rest
    return words if is_short and not _SENTENCE_MARK.search(words) else ""


def _list_heading(rest: str) -> str:
    """The heading of a numbered line: the whole line, or a short first sentence before more."""
    whole = rest.rstrip("：:")
    if len(whole) <= _HEADING_LIMIT and not _SENTENCE_MARK.search(whole):
        return "" if _BROKEN_OFF.search(whole) else whole
    first, stop, more = rest.partition("。")
    short = len(first) <= _FIRST_SENTENCE_LIMIT and not re.search("[；：;:]", first)
    return first if stop and len(more.strip()) > 2 and short else ""


def _with_next_line(mark: Mark, lines: Sequence[Line]) -> Mark:
    """The mark with the heading of a chapter or annex that was set on the lines below."""
    if mark.kind not in (*CHAPTERS, MarkKind.ANNEX):
        return mark
    below = [line for line in lines[mark.line + 1 : mark.line + 6] if line.stripped][:3]
    titles = list(takewhile(_is_title_line, below))[:2]
    if mark.kind is MarkKind.ANNEX:
        goes_on = titles and re.fullmatch("[（(].{2,6}[）)]", titles[0].stripped)
        titles = [] if mark.heading else titles[: 2 if goes_on else 1]
    elif not (len(below) > len(titles) and _opens_a_clause(below[len(titles)])):
        titles = [] if mark.heading else titles[:1]
    elif mark.heading and len(titles) > 1:
        titles = []
    return replace(mark, heading="".join([mark.heading, *(close_up(t.stripped) for t in titles)]))


def _is_title_line(line: Line) -> bool:
    words = line.stripped
    if is_table_row(line.text) or len(words) > 30 or _SENTENCE_MARK.search(words):
        return False
    return _read_mark(words, start=0, line=0) is None


def _opens_a_clause(line: Line) -> bool:
    mark = _read_mark(line.stripped, start=0, line=0)
    return mark is not None and mark.kind in (MarkKind.DIVISION, MarkKind.ARTICLE)


def _value(number: str) -> int | None:
    try:
        return parse_number(_without_blanks(number))
    except ValueError:
        return None


def _annex_value(number: str | None) -> int:
    if not number:
        return 0
    return (
        ord(number) - ord("A") + 1 if number.isascii() and number.isalpha() else _value(number) or 0
    )


def _without_blanks(printed: str) -> str:
    return "".join(printed.split())


def close_up(heading: str) -> str:
    """ "总　则" is one word set wide; words of more than one character keep their blank."""
    pieces = heading.split()
    return ("" if all(len(piece) == 1 for piece in pieces) else " ").join(pieces)

"""Single cells of patent exports -> values; pure functions."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from corpus.clean_text import clean_line

_NOTHING = frozenset(
    ("", "-", "--", "—", "——", "/", "无", "暂无", "n/a", "na", "null", "none", "nan")
)
_HYPERLINK = re.compile(r'=HYPERLINK\(".*?"\s*[,;]\s*"(.*?)"\)', re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[;；|｜\n]\s*")
_COMMAS = re.compile(r"\s*[,，、]\s*")
_IPC = re.compile(
    r"(?<![A-Z\d])(?P<subclass>[A-H]\d{2}[A-Z])"
    r"(?:(?P<st8>\d{10})(?!\d)|[\s-]*0*(?P<group>\d{1,4})\s*[/:]\s*(?P<sub>\d{2,6}))?"
    r"|(?<![A-Z\d./:])0*(?P<next>\d{1,3})\s*/\s*(?P<next_sub>\d{2,6})"
)
"""A symbol, in the fixed form of WIPO ST.8 or free; or a group whose subclass was said before."""

_NUMBER = re.compile(r"[A-Z]{2}\d{4,}[A-Z]?\d?(?:\.[\dX])?")
_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?.*)?"
)
_DAYS = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}")
_COMPACT_DATE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's 1900 date system, its false leap day allowed for."""

_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_050
"""1950-01-01 and 2099-12-31: other numbers in a date column are not dates."""

_CLAIM = re.compile(r"(?:^|(?<=[。；;.．\s]))(?:权利要求\s?)?(\d{1,3})\s?[.．、:：]\s?(?!\d)", re.M)
_CLAIM_OPENING = re.compile(
    r"一种|根据|如|按|依|权利要求|用|由|采用|使用|包括|上述|前述|所述|任一|(?:An?|The)\s"
)
_NUMBERED_PARAGRAPH = re.compile(r"(?<=\S)\s*(?=\[\d{4,5}\])")
_PART_NAME = re.compile(
    "(?<=[。；;])(?=(?:技术领域|背景技术|(?:发明|实用新型)内容|附图说明|具体实施方式)$)", re.M
)

_YES = frozenset(("是", "示例", "1", "true", "yes", "y"))


def plain_cell(value: object) -> str:
    """A cell as text: blank for "-", "无", "N/A" and the like; a link formula gives its words.

    Whole days and whole numbers are written without time and decimals.
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(plain_cell, value)))
    text = str(value).strip()
    link = _HYPERLINK.fullmatch(text)
    text = link[1] if link else text
    return "" if text.lower() in _NOTHING else text


def folded_name(column: str) -> str:
    """A column name for comparison: width, case, blanks, quotes, stars and brackets set aside."""
    folded = unicodedata.normalize("NFKC", column).lower()
    return "".join(
        c for c in folded if c not in "()[]{}【】《》\"'*_" and not c.isspace() and c != "\ufeff"
    )


def names_in(cell: str) -> tuple[str, ...]:
    """People or firms, separated by ; ；| or line ends; a comma may be part of a firm's name."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, _SEPARATORS.split(cell)))))


def persons_in(cell: str) -> tuple[str, ...]:
    """As `names_in`; without those marks commas separate, as Google Patents prints inventors."""
    names = names_in(cell)
    if len(names) != 1:
        return names
    return tuple(dict.fromkeys(filter(None, _COMMAS.split(names[0]))))


def ipc_in(*cells: str) -> tuple[str, ...]:
    """IPC symbols in order, each once, without version: "H02J7/00", "G06F".

    Read are "H02J 7/00", "h02j7/00(2006.01)I", "H02J-007/00", "H02J0007000000", and of
    "H04L12/56, 12/28" both groups.
    """
    found: list[str] = []
    for cell in cells:
        subclass = ""
        for match in _IPC.finditer(unicodedata.normalize("NFKC", cell).upper()):
            subclass = match["subclass"] or subclass
            if subclass:
                found.append(subclass + _group(match))
    return tuple(dict.fromkeys(found))


def _group(match: re.Match[str]) -> str:
    """ "7/00" of a symbol's match; "" when it ends with the subclass."""
    if match["st8"]:
        return f"{int(match['st8'][:4])}/{match['st8'][4:6]}{match['st8'][6:].rstrip('0')}"
    group, sub = match["group"] or match["next"], match["sub"] or match["next_sub"]
    return f"{group}/{sub}" if group else ""


def patent_number(cell: str) -> str:
    """A publication number without blanks and hyphens, in capitals: "CN113730992B".

    Other ids stay as printed.
    """
    printed = unicodedata.normalize("NFKC", clean_line(cell))
    squeezed = re.sub(r"[\s-]", "", printed).upper()
    return squeezed if _NUMBER.fullmatch(squeezed) else printed


def day_in(cell: str) -> date:
    """The day of "2012.05.31", "2024-12-02", "2024年1月5日", "20240105" or an Excel serial.

    Raises:
        ValueError: none of these, or no such day.
    """
    folded = unicodedata.normalize("NFKC", cell).strip()
    match = _DATE.fullmatch(folded) or _COMPACT_DATE.fullmatch(folded)
    if match:
        return date(*map(int, match.groups()))
    serial = _SERIAL.fullmatch(folded)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    raise ValueError(f"not a day: {cell!r}")


def earliest_day(cell: str) -> date | None:
    """The earliest day in a cell of one or several; None without any."""
    try:
        return day_in(plain_cell(cell))
    except ValueError:
        found = [_day_or_none(match) for match in _DAYS.findall(cell)]
    return min(filter(None, found), default=None)


def _day_or_none(text: str) -> date | None:
    try:
        return day_in(text)
    except ValueError:  # no such day: 2021-02-30
        return None


def claims_in(cell: str) -> tuple[tuple[int, str], ...]:
    """The claims in a cell as (number, words as printed), numbers ascending.

    They stand on lines of their own or follow each other's full stop; the first may lack its
    number. A cell without numbers is one claim, a blank one none.
    """
    if not cell.strip():
        return ()
    starts: list[tuple[int, int]] = []
    for match in _CLAIM.finditer(cell):
        number, last = int(match[1]), starts[-1][0] if starts else 0
        if not starts and match.start() > 0 and number == 2:  # the first came without its number
            starts, last = [(1, 0)], 1
        begins_line = cell[: match.start()].rpartition("\n")[2] == ""
        is_opening = begins_line or bool(_CLAIM_OPENING.match(cell, match.end()))
        if number == last + 1 and is_opening:
            starts.append((number, match.start()))
    starts = starts or [(1, 0)]
    stops = [*(start for _, start in starts[1:]), len(cell)]
    return tuple((n, cell[a:b].strip()) for (n, a), b in zip(starts, stops, strict=True))


def description_lines(cell: str) -> str:
    """A description with each numbered paragraph and each name of a part on a line of its own."""
    return _PART_NAME.sub("\n", _NUMBERED_PARAGRAPH.sub("\n", cell))


def is_yes(cell: str) -> bool:
    """Whether a cell of the 示例 column marks the row as a sample."""
    return cell.strip().lower() in _YES

"""The numbers Word prints before paragraphs but does not store in their text.

Word keeps them in numbering.xml as levels: a number format, a start and a pattern such as
"第%1条" or "%1.%2"; ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.chinese_numbers import to_chinese

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_CHINESE_FORMATS = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
    )
)
_LISTED_FORMATS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_NO_SPACE_AFTER = "、）)．，,。：:①②③④⑤⑥⑦⑧⑨⑩"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a numbered list.

    Attributes:
        number_format: ST_NumberFormat, e.g. "decimal", "chineseCounting", "bullet", "none".
        pattern: what is printed; "%1" stands for the number of the first level.
        start: number of the first paragraph.
        is_legal: print the numbers of all levels in Arabic figures.
    """

    number_format: str
    pattern: str
    start: int
    is_legal: bool


@dataclass(slots=True)
class ListNumbers:
    """Counts paragraphs as Word does; ask for every numbered paragraph in document order.

    Attributes:
        lists: list id -> (id of the counters it shares, its levels from 0).
        counters: number last printed at each level, of each set of counters.
    """

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph at `depth` (from 0), with the blank that follows it.

        "" for bullets and for lists the document does not define.
        """
        shared, levels = self.lists.get(list_id, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counted = self.counters.setdefault(shared, {})
        counted[depth] = counted[depth] + 1 if depth in counted else level.start
        for deeper in [d for d in counted if d > depth]:
            del counted[deeper]
        if level.number_format in ("bullet", "none"):
            return ""
        label = level.pattern
        for d, above in levels.items():
            shown = "decimal" if level.is_legal else above.number_format
            label = label.replace(f"%{d + 1}", format_number(counted.get(d, above.start), shown))
        return label if not label or label[-1] in _NO_SPACE_AFTER else label + " "


def format_number(number: int, number_format: str) -> str:
    """`number` as Word prints it; formats we do not know are printed in Arabic figures."""
    if number_format in _CHINESE_FORMATS and 0 <= number <= 9999:
        return to_chinese(number)
    listed = _LISTED_FORMATS.get(number_format, "")
    if 1 <= number <= len(listed):
        return listed[number - 1]
    if number_format == "decimalFullWidth":
        return str(number).translate(_FULL_WIDTH)
    if number_format == "decimalZero":
        return f"{number:02d}"
    return _letters_or_figures(number, number_format)


def _letters_or_figures(number: int, number_format: str) -> str:
    if number < 1 or number_format[:5] not in ("lower", "upper"):
        return str(number)
    if number_format.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif number_format.endswith("Roman"):
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if number_format.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def read_list_numbers(numbering: BaseOxmlElement | None) -> ListNumbers:
    """The lists of a document from the root of its numbering.xml; None when it has none."""
    if numbering is None:
        return ListNumbers({})
    abstract = {
        item.get(_w("abstractNumId"), ""): _levels(item)
        for item in numbering.iter(_w("abstractNum"))
    }
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for item in numbering.iter(_w("num")):
        list_id, shared = item.get(_w("numId"), ""), _value(item, "abstractNumId") or ""
        levels = dict(abstract.get(shared, {}))
        overrides = {
            int(change.get(_w("ilvl"), "0")): change for change in item.iter(_w("lvlOverride"))
        }
        for depth, change in overrides.items():
            levels.update(_levels(change))
            start = _value(change, "startOverride")
            if start is not None and depth in levels:
                levels[depth] = _restarted(levels[depth], int(start))
        lists[list_id] = (f"{shared}/{list_id}" if overrides else shared, levels)
    return ListNumbers(lists)


def _levels(item: BaseOxmlElement) -> dict[int, Level]:
    return {
        int(level.get(_w("ilvl"), "0")): Level(
            number_format=_value(level, "numFmt") or "decimal",
            pattern=_value(level, "lvlText") or "",
            start=int(_value(level, "start") or "1"),
            is_legal=level.find(_w("isLgl")) is not None,
        )
        for level in item.findall(_w("lvl"))
    }


def _restarted(level: Level, start: int) -> Level:
    return Level(
        number_format=level.number_format,
        pattern=level.pattern,
        start=start,
        is_legal=level.is_legal,
    )


def _value(item: BaseOxmlElement, name: str) -> str | None:
    child = item.find(_w(name))
    return None if child is None else child.get(_w("val"))


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name

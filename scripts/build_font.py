"""Cut Noto Sans CJK SC down to the characters reports need, for PDF files and charts.

    python -m scripts.build_font FONT_COLLECTION_FOLDER

reads NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc (SIL Open Font License 1.1) and writes
assistant/reports/fonts/*.otf. Machines without any Chinese font then make the same reports.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from assistant.reports.fonts import FAMILY, FOLDER

_SOURCE_FAMILY = "Noto Sans CJK SC"
_STYLES = ("Regular", "Bold")

_SYMBOLS = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
    "㎡㎥℃‰€£¥©®™°±×÷√∞≈≠≤≥→←↑↓↔⇒■□▲△▼▽◆◇○●★☆✓✗✔✘›‹—–…·••〔〕【】《》〈〉「」『』〇"
    "αβγδεθλμπρστφχψωΔΣΩ½¼¾²³⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
)
_NAME_FAMILY, _NAME_FULL, _NAME_POSTSCRIPT, _NAME_TYPOGRAPHIC = 1, 4, 6, 16


def main(folder: Path) -> None:
    """Write one file a style."""
    wanted = _wanted()
    for style in _STYLES:
        collection = TTCollection(str(folder / f"NotoSansCJK-{style}.ttc"))
        font = next(f for f in collection.fonts if f["name"].getDebugName(1) == _SOURCE_FAMILY)
        _cut(font, wanted)
        _rename(font, style)
        FOLDER.mkdir(exist_ok=True)
        font.save(str(FOLDER / f"zhice-sans-{style.lower()}.otf"))


def _wanted() -> set[int]:
    """Latin, GB 2312, what the word lists and our own texts use, and signs of charts."""
    two_bytes = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = "".join(pair.decode("gb2312", "ignore") for pair in two_bytes)
    root = Path(__file__).parents[1]
    texts = [root / "indexing" / "common_words.txt", *root.glob("corpus/*.toml")]
    texts += root.glob("corpus/builtin/*.md")
    used = "".join(path.read_text(encoding="utf-8") for path in texts)
    latin = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)]))
    full_width = "".join(map(chr, [*range(0x3000, 0x3020), *range(0xFF00, 0xFFF0)]))
    return {ord(c) for c in (chinese, used, latin, full_width, _SYMBOLS) for c in c if c > "\x1f"}


def _cut(font: TTFont, wanted: set[int]) -> None:
    options = Options()
    options.layout_features = ["kern", "palt", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = False
    subsetter = Subsetter(options=options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def _rename(font: TTFont, style: str) -> None:
    """A name of its own: what is cut down is not the font others know by its name."""
    plain = FAMILY.replace(" ", "")
    names = {
        _NAME_FAMILY: FAMILY,
        _NAME_FULL: f"{FAMILY} {style}",
        _NAME_POSTSCRIPT: f"{plain}-{style}",
        _NAME_TYPOGRAPHIC: FAMILY,
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames = [names[_NAME_POSTSCRIPT]]
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = names[_NAME_FULL]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

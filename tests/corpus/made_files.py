"""Small files of every format, made on the spot."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Placed = tuple[float, float, str]
"""A stretch of text and where it is printed: x and y in points from the lower left corner."""

PAGE_WIDTH, PAGE_HEIGHT = 420, 595
SIZE = 10


def write_pdf(
    path: Path,
    pages: Sequence[Sequence[Placed]],
    *,
    pictures: Sequence[int] = (),
    trailer: str = "",
    has_font_map: bool = True,
    operators: str = "",
    sheet: str = f"/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]",
) -> Path:
    """A PDF whose pages print the given text; pages named in `pictures` (from 0) are one image.

    Args:
        operators: of the content stream, before the text: strokes, a turn of what follows.
        sheet: entries of every page that say how large it is and how it is shown.
    """
    characters = sorted({c for page in pages for _, _, text in page for c in text})
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 1000>>",
        b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        _stream(_to_unicode(characters if has_font_map else ())),
        _stream(
            b"\xff",
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        ),
    ]
    kids = []
    for number, page in enumerate(pages):
        drawn = operators + "".join(
            f"BT /F {SIZE} Tf {x} {y} Td <{''.join(f'{ord(c):04x}' for c in text)}> Tj ET\n"
            for x, y, text in page
        )
        if number in pictures:
            drawn += f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /I Do Q"
        objects.append(_stream(drawn.encode()))
        objects.append(
            f"<</Type/Page/Parent 2 0 R{sheet}/Contents "
            f"{len(objects)} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    path.write_bytes(_assembled(objects, trailer))
    return path


def write_encrypted_pdf(path: Path) -> Path:
    """A PDF that asks for a password: its user key (U) matches none."""
    key = "00" * 32
    return write_pdf(
        path,
        [[(50, 500, "密")]],
        trailer=f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>",
    )


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    """A packed archive with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _to_unicode(characters: Sequence[str]) -> bytes:
    lines = "".join(
        f"1 beginbfchar\n<{ord(c):04x}> <{ord(c):04x}>\nendbfchar\n" for c in characters
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{lines}endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
            f"<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF"
        ).encode()
    )

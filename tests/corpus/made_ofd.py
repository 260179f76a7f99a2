"""Small OFD files (GB/T 33190), made on the spot."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.corpus.made_files import write_zip

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210, 297
SIZE = 4


def text_object(x: float, y: float, text: str, *, more: str = "", deltas: str | None = None) -> str:
    """A line of text whose first character stands on the baseline at x, y millimetres."""
    steps = f"g {len(text) - 1} {SIZE}" if deltas is None else deltas
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - SIZE} 180 6" Font="3" Size="{SIZE}" {more}>'
        f'<ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="{SIZE}" DeltaX="{steps}">'
        f"{text}</ofd:TextCode></ofd:TextObject>"
    )


def picture_object(resource: str, *, box: str = f"0 0 {WIDTH} {HEIGHT}") -> str:
    """A picture in its place."""
    return f'<ofd:ImageObject ID="8" ResourceID="{resource}" Boundary="{box}"/>'


def page(*objects: str, template: str = "") -> str:
    """A page with one layer."""
    used = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    layer = f'<ofd:Layer ID="1" Type="Body">{"".join(objects)}</ofd:Layer>'
    return _part("Page", f"{used}<ofd:Content>{layer}</ofd:Content>")


def ofd_parts(
    pages: Sequence[str],
    *,
    folder: str = "Doc_0",
    templates: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    attachments: Sequence[str] = (),
) -> dict[str, bytes]:
    """The parts of one document; pictures and templates by id."""
    parts = {f"{folder}/Pages/Page_{n}/Content.xml": body for n, body in enumerate(pages)}
    listed = "".join(
        f'<ofd:Page ID="{n + 100}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(pages))
    )
    used = ""
    for number, body in (templates or {}).items():
        used += f'<ofd:TemplatePage ID="{number}" BaseLoc="Tpls/Tpl_{number}.xml"/>'
        parts[f"{folder}/Tpls/Tpl_{number}.xml"] = body
    media = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{number}.png</ofd:MediaFile>'
        "</ofd:MultiMedia>"
        for number in pictures or {}
    )
    parts[f"{folder}/DocumentRes.xml"] = _part(
        "Res", f"<ofd:MultiMedias>{media}</ofd:MultiMedias>", 'BaseLoc="Res"'
    )
    after = ""
    if attachments:
        after = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
        names = "".join(f'<ofd:Attachment ID="5" Name="{name}"/>' for name in attachments)
        parts[f"{folder}/Attachs/Attachments.xml"] = _part("Attachments", names)
    parts[f"{folder}/Document.xml"] = _part(
        "Document",
        f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox>"
        f"</ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{used}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{after}",
    )
    found = {name: text.encode() for name, text in parts.items()}
    return found | {f"{folder}/Res/{n}.png": data for n, data in (pictures or {}).items()}


def write_ofd(
    path: Path, *documents: Mapping[str, bytes], title: str = "", prefix: str = "ofd"
) -> Path:
    """An OFD file of these documents, whose folders are Doc_0, Doc_1 …; all share the title."""
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Title>{title}</ofd:Title>"
        f"</ofd:DocInfo><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for n in range(len(documents))
    )
    parts = {"OFD.xml": _part("OFD", bodies, 'Version="1.0" DocType="OFD"').encode()}
    for document in documents:
        parts |= document
    return write_zip(path, {name: _prefixed(data, prefix) for name, data in parts.items()})


def _part(name: str, content: str, more: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<ofd:{name} xmlns:ofd="{NAMESPACE}" {more}>{content}</ofd:{name}>'
    )


def _prefixed(data: bytes, prefix: str) -> bytes:
    """XML with another prefix, or none, for the namespace."""
    if not data.startswith(b"<?xml"):
        return data
    text = data.decode()
    if not prefix:
        return text.replace("xmlns:ofd", "xmlns").replace("ofd:", "").encode()
    return text.replace("xmlns:ofd", f"xmlns:{prefix}").replace("ofd:", f"{prefix}:").encode()

"""Mail in EML files -> its words and the files attached to it."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from corpus.clean_text import clean_line
from corpus.nested_files import Member, Nest
from corpus.read_html import read_html
from corpus.read_text import read_text
from corpus.source_text import SourceText

_MALFORMED = (LookupError, ValueError, TypeError, AttributeError)
"""What the header parser of `email` lets through for headers that break the rules."""

_NAME = re.compile(r'name="?([^";\r\n]+)', re.IGNORECASE)
"""The file name in a header that the parser cannot decode."""

_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def read_message(path: Path) -> EmailMessage:
    """The parsed mail; the parser takes anything."""
    return BytesParser(EmailMessage, policy=email.policy.default).parsebytes(path.read_bytes())


def is_encrypted(message: EmailMessage) -> bool:
    """Whether the mail as a whole is encrypted (S/MIME, PGP)."""
    return message.get_content_type() in _ENCRYPTED


def body_of(message: EmailMessage, *, name: str) -> SourceText | None:
    """The words of the mail itself under its subject; None when there are none.

    Of a mail sent as text and as a web page, the text counts.

    Raises:
        UnreadableFileError: the words are in no known encoding.
    """
    for part in _bodies(message):
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        read = read_html if part.get_content_type() == "text/html" else read_text
        found = read(data, name=name)
        if found.text.strip():
            subject = _header(message, "subject")
            return SourceText(name=name, source=name, text=found.text, title=subject or None)
    return None


def attachments_of(message: EmailMessage, nest: Nest) -> Iterator[Member]:
    """The attached files in their order, mails among them; pictures set into the words are not.

    Some programs call every attachment that they show "inline", so that says nothing of others.
    """
    for part in message.walk():
        if part is message or not isinstance(part, EmailMessage):
            continue
        name = _file_name(part)
        if part.get_content_type() == "message/rfc822":
            yield _enclosed(part, name, nest)
        elif name and not part.is_multipart() and not _is_set_in(part):
            data = part.get_payload(decode=True)
            yield _member(name, data if isinstance(data, bytes) else b"", nest)


def _is_set_in(part: EmailMessage) -> bool:
    is_picture = part.get_content_maintype() == "image"
    return is_picture and part.get_content_disposition() != "attachment"


def _bodies(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that may be the body, best first."""
    for kind in ("plain", "html"):
        found = message.get_body(preferencelist=(kind,))
        if isinstance(found, EmailMessage):
            yield found


def _enclosed(part: EmailMessage, name: str, nest: Nest) -> Member:
    """A mail forwarded as an attachment."""
    enclosed = part.get_payload(0)
    if not isinstance(enclosed, EmailMessage):
        return Member(name=name or "转发邮件.eml", fault="所附邮件已损坏。请单独导出后导入。")
    name = name or f"{_header(enclosed, 'subject') or '转发邮件'}.eml"
    return _member(name if name.lower().endswith(".eml") else f"{name}.eml", bytes(enclosed), nest)


def _member(name: str, data: bytes, nest: Nest) -> Member:
    if not nest.has_room(len(data)):
        return Member(name=name, fault="附件过大或过多。请另存后分批导入。")
    return Member(name=name, data=data)


def _file_name(part: EmailMessage) -> str:
    raw = _raw(part, "content-disposition") or _raw(part, "content-type")
    if _is_undeclared(raw):
        found = _NAME.search(_readable(raw))
        return found[1].strip() if found else "附件"
    try:
        return clean_line(part.get_filename() or "")
    except _MALFORMED:
        return "附件"


def _header(message: EmailMessage, name: str) -> str:
    raw = _raw(message, name)
    try:
        return clean_line(_readable(raw) if _is_undeclared(raw) else str(message[name] or ""))
    except _MALFORMED:
        return ""


def _raw(message: EmailMessage, name: str) -> str:
    """A header as it stands in the file; bytes beyond ASCII are lone surrogates."""
    items = ((key.lower(), str(value)) for key, value in message.raw_items())
    return next((value for key, value in items if key == name), "")


def _is_undeclared(raw: str) -> bool:
    """Whether a header holds bytes of no stated encoding, as old programs write them."""
    return any("\ud800" <= character <= "\udfff" for character in raw)


def _readable(raw: str) -> str:
    data = raw.encode("utf-8", "surrogateescape")
    for codec in ("utf-8", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")

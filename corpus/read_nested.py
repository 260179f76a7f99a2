"""Archives and mail -> what the files in them hold, each named by its way from the outer file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import CorpusError, UnreadableFileError
from corpus.nested_files import Member, Nest, write_member
from corpus.read_archive import archive_members
from corpus.read_mail import attachments_of, body_of, is_encrypted, read_message
from corpus.read_result import LeftOut, ReadResult
from corpus.source_text import PatentRecord, SourceText

Read = Callable[[Path], ReadResult]
"""Reads a file that lies on disk; raises `CorpusError` when it cannot."""

MIN_BODY = 30
"""Characters below which the words of a mail with attachments only point to these."""

_ARROW = " › "


def read_archive(path: Path, nest: Nest, read: Read) -> ReadResult:
    """What the files of an archive hold; those that cannot be read are left out with their reason.

    Raises:
        UnreadableFileError: the archive is empty.
    """
    found = [_inside(path.name, member, nest, read) for member in archive_members(path, nest)]
    if not found:
        raise UnreadableFileError(
            path.name, reason="压缩包是空的", remedy="请核对文件内容后重新导入。"
        )
    return _joined(found)


def read_mail(path: Path, nest: Nest, read: Read) -> ReadResult:
    """The words of a mail, and what the files attached to it hold.

    Raises:
        UnreadableFileError: encrypted, or without words and attachments.
    """
    message = read_message(path)
    if is_encrypted(message):
        raise UnreadableFileError(
            path.name, reason="邮件已加密", remedy="请在邮件程序里打开，另存附件后导入。"
        )
    attached = [_inside(path.name, member, nest, read) for member in attachments_of(message, nest)]
    body = body_of(message, name=path.name)
    if body is None and not attached:
        raise UnreadableFileError(
            path.name, reason="邮件里没有正文和附件", remedy="请核对文件内容后重新导入。"
        )
    return _joined([_body(body, is_alone=not attached), *attached])


def _body(body: SourceText | None, *, is_alone: bool) -> ReadResult:
    if body is None:
        return ReadResult()
    length = len("".join(body.text.split()))
    if length < MIN_BODY and not is_alone:
        return ReadResult(remarks=(f"{body.name}：正文只有 {length} 个字，未导入；附件照常读取。",))
    return ReadResult(items=(body,))


def _inside(outer: str, member: Member, nest: Nest, read: Read) -> ReadResult:
    """What one file inside `outer` holds."""
    name = f"{outer}{_ARROW}{member.shown}"
    if member.fault:
        return ReadResult(left_out=(LeftOut(name=name, reason=member.fault),))
    twin = nest.twin(member)
    if twin:
        return ReadResult(remarks=(f"{name}：与{twin}内容相同，未重复导入。",))
    with TemporaryDirectory(prefix="zhice-") as folder:
        path = write_member(member, Path(folder))
        try:
            result = read(path)
        except CorpusError as error:
            reason = str(error).removeprefix(f"读不了 {path.name}：")
            return ReadResult(left_out=(LeftOut(name=name, reason=reason),))
    return _renamed(result, path.name, name)


def _renamed(result: ReadResult, inner: str, name: str) -> ReadResult:
    """`result` of a file called `inner`, with that name replaced by its way from the outer one."""

    def renamed(text: str) -> str:
        return name + text.removeprefix(inner) if text.startswith(inner) else text

    def item(found: SourceText | PatentRecord) -> SourceText | PatentRecord:
        if isinstance(found, PatentRecord):
            return replace(found, source=renamed(found.source))
        return replace(found, name=renamed(found.name), source=renamed(found.source))

    return ReadResult(
        items=tuple(map(item, result.items)),
        remarks=tuple(map(renamed, result.remarks)),
        left_out=tuple(replace(left, name=renamed(left.name)) for left in result.left_out),
    )


def _joined(results: list[ReadResult]) -> ReadResult:
    return ReadResult(
        items=tuple(item for result in results for item in result.items),
        remarks=tuple(remark for result in results for remark in result.remarks),
        left_out=tuple(left for result in results for left in result.left_out),
    )

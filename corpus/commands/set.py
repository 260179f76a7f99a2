"""`zhice corpus set` and `zhice corpus history`: staff's word on a document, with who and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import AsJson, DocumentId, open_catalogue, print_json, write_line
from corpus.corrections import FIELD_NAMES, FIELDS, WHOLE_COUNTRY
from corpus.errors import UnknownDocumentError

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.history import Change

NONE = "无"
"""What a user gives to say that a text has no such day, number, issuer or successor."""

Day = Annotated[str | None, typer.Option(help=f"年-月-日，例如 2026-11-22；{NONE} 表示没有。")]
Words = Annotated[str | None, typer.Option(help=f"{NONE} 表示没有。")]


def set_facts(
    context: typer.Context,
    document_id: DocumentId,
    reason: Annotated[str, typer.Option(help="为什么更正，例如依据的公告或文号。必填。")],
    effective: Day = None,
    expires: Day = None,
    published: Day = None,
    title: Annotated[str | None, typer.Option(help="更正后的标题。")] = None,
    kind: Annotated[str | None, typer.Option(help="政策、法律法规、标准、专利或问答口径。")] = None,
    issuer: Words = None,
    document_number: Annotated[
        str | None, typer.Option("--number", help=f"发文字号；{NONE} 表示没有。")
    ] = None,
    version: Words = None,
    level: Annotated[str | None, typer.Option(help="国家、省、市或区。")] = None,
    region: Annotated[
        str | None, typer.Option(help=f"例如 广东省/广州市；{WHOLE_COUNTRY} 表示不限地域。")
    ] = None,
    verification: Annotated[str | None, typer.Option(help="A、B 或 C。")] = None,
    superseded_by: Annotated[
        str | None, typer.Option(help=f"代替它的文件的编号；{NONE} 表示没有。")
    ] = None,
    undo: Annotated[
        list[str] | None, typer.Option(help="撤销对一项的更正，例如 effective；可以给多次。")
    ] = None,
    who: Annotated[str | None, typer.Option(help="由谁更正；默认是当前系统用户。")] = None,
) -> None:
    """更正一份文件的日期、文号、地域等；原文不动，谁、何时、为何都记入历史。"""
    from corpus.history import current_user

    # The options for a text's facts are named as its fields.
    given = {field: context.params[field] for field in FIELDS}
    changes = {field: value for field, value in given.items() if value is not None}
    withdrawn = [_field(name) for name in undo or ()]
    if not changes and not withdrawn:
        raise typer.BadParameter("没有要更正的内容。请给出例如 --effective 2026-11-22。")
    catalogue = open_catalogue()
    whole = catalogue.resolve(document_id)
    who = current_user() if who is None else who
    with catalogue.batch():
        for field in withdrawn:
            catalogue.withdraw_correction(whole, field, reason=reason, who=who)
        if changes:
            catalogue.correct(whole, _values(catalogue, changes), reason=reason, who=who)
    _print_now(catalogue, whole)


def _values(catalogue: Catalogue, changes: dict[str, str]) -> dict[str, str | None]:
    """What was given, with 无 as None and the beginning of an id as the whole id."""
    values = {field: None if v.strip() == NONE else v for field, v in changes.items()}
    if "region" in values and values["region"] is None:
        # None is the whole country in a document; 无 might mean that nobody knows the place.
        raise typer.BadParameter(f"--region 没有“{NONE}”。不限地域请写 {WHOLE_COUNTRY}。")
    successor = values.get("superseded_by")
    if successor:
        values["superseded_by"] = catalogue.resolve(successor)
    return values


def _field(name: str) -> str:
    """The field a user means by its option or its Chinese name."""
    asked = name.strip().removeprefix("--").replace("-", "_")
    by_name = {shown: field for field, shown in FIELD_NAMES.items()}
    field = {"number": "document_number", **by_name}.get(asked, asked)
    if field not in FIELDS:
        raise typer.BadParameter(f"没有“{name}”这一项。能撤销的有：{'、'.join(by_name)}。")
    return field


def _shown(field: str, value: str | None) -> str:
    return value or (WHOLE_COUNTRY if field == "region" else NONE)


def _print_now(catalogue: Catalogue, document_id: str) -> None:
    document = catalogue.get(document_id)
    write_line(f"《{document.title}》（{document_id}）现在的更正：")
    corrections = catalogue.corrections(document_id)
    for one in corrections:
        write_line(
            f"  {FIELD_NAMES[one.field]}：{_shown(one.field, one.value)}（{one.who}：{one.reason}）"
        )
    if not corrections:
        write_line("  没有更正，各项以原文为准。")


def history(
    document_id: Annotated[
        str | None, typer.Argument(help="文件编号；不写则列出全部文件的历史。")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多列出多少条，新的在前。")] = 50,
    as_json: AsJson = False,
) -> None:
    """查看谁在何时对语料做过什么、为什么。"""
    catalogue = open_catalogue()
    changes = catalogue.history(_present_or_gone(catalogue, document_id), limit=limit)
    if as_json:
        print_json([asdict(change) for change in changes])
        return
    for change in changes:
        write_line(_describe(change))
    if not changes:
        write_line("还没有记录。编号可用 zhice corpus list 查看。")


def _present_or_gone(catalogue: Catalogue, document_id: str | None) -> str | None:
    """The whole id; as given when the document is there no more, because its history stays."""
    if document_id is None:
        return None
    try:
        return catalogue.resolve(document_id)
    except UnknownDocumentError:
        return document_id


def _describe(change: Change) -> str:
    at = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
    line = f"{at}  {change.who}  {change.action}  《{change.title}》（{change.document_id}）"
    if change.field is not None and change.field in FIELD_NAMES:
        before, after = (_shown(change.field, value) for value in (change.before, change.after))
        line += f"  {FIELD_NAMES[change.field]}：{before} → {after}"
    return line + (f"  理由：{change.reason}" if change.reason else "")

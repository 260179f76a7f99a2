"""The table to fill in for many companies, as CSV and as a workbook with notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from assistant.eligibility.profile import fields
from assistant.eligibility.profile_fields import FieldKind, ProfileField
from assistant.eligibility.profile_parts import Basics, Conduct, Operations, Property

_GROUPS = (Basics.GROUP, Operations.GROUP, Property.GROUP, Conduct.GROUP)
"""Loans and single patent matters are no facts of many companies at once."""

_THREE_YEARS = ("revenue", "rd_expense")
_WIDTH = 16
_NOTES = "填写说明"
_LEAVE_OUT = "可以只填知道的，其余留空；留空的算“待确认”，不会算成不满足。"
_HOW = {
    FieldKind.REGION: "省/市/区，例如 广东省/广州市/南沙区",
    FieldKind.CODE: "例如 C3562",
    FieldKind.DATE: "例如 2019-03-01",
    FieldKind.EVENT: "最近一次的日期；没有填“无”",
    FieldKind.YES_NO: "是 或 否",
    FieldKind.HONOURS: "多项用分号隔开，年份或日期写在后面，例如 高新技术企业2024；没有填“无”",
}


def template_headings(day: date) -> tuple[str, ...]:
    """The headings of the table; figures are asked for the last full years before `day`."""
    return tuple(heading for heading, _ in _columns(day))


def template_csv(day: date) -> bytes:
    """The empty table, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    csv.writer(text).writerow(template_headings(day))
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(day: date) -> bytes:
    """The empty table, lists to choose from where there is a choice, and a sheet of notes."""
    import openpyxl  # slow to import, needed for workbooks only
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "企业"
    for column, (heading, field) in enumerate(_columns(day), 1):
        letter = get_column_letter(column)
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[letter].width = _WIDTH
        if choices := ("是", "否") if field.kind is FieldKind.YES_NO else field.choices:
            check = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            sheet.add_data_validation(check)
            check.add(f"{letter}2:{letter}20000")
    sheet.freeze_panes = "B2"
    notes = book.create_sheet(_NOTES)
    notes.append(("列名", "怎么填"))
    notes.append(("", _LEAVE_OUT))
    for heading, field in _columns(day):
        notes.append((heading, _how(field)))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _columns(day: date) -> Iterator[tuple[str, ProfileField]]:
    for field in fields():
        if field.group not in _GROUPS:
            continue
        unit = f"（{field.unit}）" if field.unit else ""
        if field.kind is FieldKind.YEARLY:
            for ago in range(3 if field.name in _THREE_YEARS else 1, 0, -1):
                yield f"{day.year - ago}年{field.label}{unit}", field
        else:
            yield f"{field.label}{unit}", field


def _how(field: ProfileField) -> str:
    parts = (field.help, _HOW.get(field.kind, ""), "、".join(field.choices))
    return "；".join(dict.fromkeys(filter(None, parts)))

"""Files of many companies -> profiles: tables (CSV, XLSX) and JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_json import read_profile
from assistant.eligibility.profile_tables import ProfileRow, read_profiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """What a file holds.

    Attributes:
        rows: companies with their row or line, from 1.
        remarks: Chinese: what was left blank or out, and why; in order.
    """

    rows: tuple[ProfileRow, ...]
    remarks: tuple[str, ...]


def read_companies(path: Path, *, day: date) -> Companies:
    """The companies of a table or of a file of JSON Lines; what cannot be read is told.

    Raises:
        ProfileError: there is no such file, or no company in it.
        UnreadableFileError: the table is damaged.
    """
    if not path.is_file():
        raise ProfileError(f"没有 {path.name} 这个文件，请检查路径。")
    companies = _json_lines(path) if path.suffix.lower() == ".jsonl" else _table(path, day)
    if not companies.rows:
        detail = "".join(f"\n{remark}" for remark in companies.remarks[:5])
        raise ProfileError(f"{path.name} 里没有可用的企业信息，请检查内容。{detail}")
    return companies


def _table(path: Path, day: date) -> Companies:
    table = read_profiles(path, day=day)
    unknown = "、".join(f"“{column}”" for column in table.unknown_columns)
    columns = (f"没有用到的列：{unknown}。",) if unknown else ()
    faults = tuple(f"{fault}。" for fault in table.faults)
    return Companies(rows=table.rows, remarks=(*columns, *table.remarks, *faults))


def _json_lines(path: Path) -> Companies:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"读不了 {path.name}：请确认是 UTF-8 编码的 JSON Lines。") from error
    remarks: list[str] = []
    rows = tuple(_rows(lines, remarks))
    return Companies(rows=rows, remarks=tuple(remarks))


def _rows(lines: list[str], remarks: list[str]) -> Iterator[ProfileRow]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            profile: Profile = read_profile(line, name=f"第 {number} 行")
        except ProfileError as error:
            remarks.append(str(error))
            continue
        yield ProfileRow(number=number, profile=profile)

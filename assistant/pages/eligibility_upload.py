"""A table of companies, uploaded: what was read, what was not, and where each company stands."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.datastructures import UploadFile

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.matching import Match, Standing, match_support
from assistant.eligibility.profile_tables import ProfileTable, read_profiles
from assistant.pages.eligibility_desk import ELIGIBILITY, EligibilityDesk, profile_address
from assistant.pages.forms import UploadedFiles
from assistant.pages.owner import Owner
from assistant.pages.site import Site

_MOST_ROWS = 200
_FAULTS_SHOWN = 200
_GOOD = (Standing.HELD, Standing.ELIGIBLE, Standing.JUDGED, Standing.NEARLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRow:
    """One company of the table with what it may have, best first."""

    number: int
    name: str
    address: str
    matches: tuple[Match, ...]


def add_routes(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    """Receives the table."""

    def receive(owner: Owner, files: UploadedFiles) -> HTMLResponse:
        named = [file for file in files if file.filename]
        if not named:
            raise ProfileError("还没有选择文件。请返回上一页选择 XLSX 或 CSV 表格后再上传。")
        table = _read(named[0])
        if len(table.rows) > _MOST_ROWS:
            raise ProfileError(
                f"表里有 {len(table.rows)} 家企业，页面一次最多处理 {_MOST_ROWS} 家；"
                "更多的请用 zhice assess --batch 企业.xlsx。"
            )
        return site.render(
            "eligibility_table.html",
            address=ELIGIBILITY,
            name=named[0].filename,
            table=table,
            faults=table.faults[:_FAULTS_SHOWN],
            unshown=max(0, len(table.faults) - _FAULTS_SHOWN),
            companies=_companies(desk, owner, table),
        )

    app.post(f"{ELIGIBILITY}/upload")(receive)


def _read(file: UploadFile) -> ProfileTable:
    """The companies of the file, of which no copy is kept."""
    with tempfile.TemporaryDirectory(prefix="zhice-") as folder:
        suffix = Path(file.filename or "").suffix[:8] or ".csv"
        path = Path(folder) / f"上传的表格{suffix}"
        with path.open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
        return read_profiles(path)


def _companies(desk: EligibilityDesk, owner: str, table: ProfileTable) -> list[CompanyRow]:
    programmes = desk.rules.published()
    rows = []
    for row in table.rows:
        plan = match_support(programmes, row.profile, day=date.today())
        rows.append(
            CompanyRow(
                number=row.number,
                name=row.profile.name or f"第 {row.number} 行",
                address=profile_address(desk.profiles.save(owner, row.profile)),
                matches=tuple(match for match in plan.matches if match.standing in _GOOD),
            )
        )
    return rows

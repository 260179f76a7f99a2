"""Write what a screening of many companies found: XLSX, CSV or JSON Lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from assistant.eligibility.batch import Screened
from assistant.eligibility.errors import EligibilityError
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Reference

Title = Callable[[Reference], str]
"""How a reference is shown: "《…》六、研发费用"."""

CAUTION = "按所填信息和本库收录的规则计算，仅供参考，以主管部门认定为准。"
_REASONS = ("行号", "企业", "项目", "结论", "原因", "依据")
_CLAUSES = ("项目", "适用规则", "条件", "核验级别", "依据")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula; a name must not run in Excel."""


def write_screening(
    path: Path,
    screened: Iterable[Screened],
    programmes: Sequence[Programme],
    *,
    day: date,
    title: Title,
) -> int:
    """Write all of it; the suffix of `path` tells the format.

    Returns:
        How many companies were written.

    Raises:
        EligibilityError: another suffix, or the file cannot be written.
    """
    suffix = path.suffix.lower()
    bases = {one.id: _basis(one, day, title) for one in programmes}
    try:
        if suffix == ".xlsx":
            clauses = _clause_rows(programmes, day, title)
            return _write_xlsx(path, screened, [one.name for one in programmes], bases, clauses)
        if suffix == ".csv":
            return _write_csv(path, screened, bases)
        if suffix == ".jsonl":
            return _write_jsonl(path, screened, bases)
    except OSError as error:
        raise EligibilityError(
            f"写不了 {path.name}：请确认文件夹存在、文件没有被别的程序打开。"
        ) from error
    raise EligibilityError(f"结果文件 {path.name} 的后缀要是 .xlsx、.csv 或 .jsonl。")


def _write_xlsx(
    path: Path,
    screened: Iterable[Screened],
    names: Sequence[str],
    bases: Mapping[str, str],
    clauses: Iterable[Sequence[str]],
) -> int:
    import openpyxl  # slow to import, needed for workbooks only

    book = openpyxl.Workbook(write_only=True)
    verdicts, reasons = book.create_sheet("结论"), book.create_sheet("原因")
    verdicts.append(("行号", "企业", *names))
    reasons.append(_REASONS)
    count = 0
    for company in screened:
        count += 1
        name = _plain(company.name)
        outcomes = company.outcomes
        verdicts.append((company.number, name, *(outcome.verdict.value for outcome in outcomes)))
        for row in _reason_rows(company, bases):
            reasons.append(row)
    basis = book.create_sheet("依据")
    basis.append(_CLAUSES)
    for cells in clauses:
        basis.append(cells)
    basis.append((CAUTION,))
    book.save(path)
    return count


def _write_csv(path: Path, screened: Iterable[Screened], bases: Mapping[str, str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_REASONS)
        for company in screened:
            count += 1
            writer.writerows(_reason_rows(company, bases))
    return count


def _write_jsonl(path: Path, screened: Iterable[Screened], bases: Mapping[str, str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for company in screened:
            count += 1
            file.write(json.dumps(screened_as_json(company, bases), ensure_ascii=False) + "\n")
    return count


def screened_as_json(company: Screened, bases: Mapping[str, str]) -> dict[str, object]:
    """One company as an object.

    Args:
        bases: what each programme rests on, by its id.
    """
    return {
        "row": company.number,
        "name": company.name,
        "programmes": [
            {
                "id": outcome.programme.id,
                "name": outcome.programme.name,
                "verdict": outcome.verdict.value,
                "unmet": list(outcome.unmet),
                "missing": list(outcome.missing),
                "needs_judgement": outcome.judged,
                "basis": bases[outcome.programme.id],
            }
            for outcome in company.outcomes
        ],
    }


def _reason_rows(
    company: Screened, bases: Mapping[str, str]
) -> Iterator[tuple[int, str, str, str, str, str]]:
    name = _plain(company.name)
    for outcome in company.outcomes:
        yield (
            company.number,
            name,
            outcome.programme.name,
            outcome.verdict.value,
            _plain(outcome.reason()),
            bases[outcome.programme.id],
        )


def _clause_rows(
    programmes: Sequence[Programme], day: date, title: Title
) -> Iterator[tuple[str, str, str, str, str]]:
    for programme in programmes:
        version = programme.version_on(day)
        if version is None:
            yield programme.name, "当日没有施行中的规则", "", "", _basis(programme, day, title)
            continue
        for criterion in version.criteria:
            basis = "；".join(title(reference) for reference in criterion.references)
            yield programme.name, version.id, criterion.text, criterion.level.value, basis


def _basis(programme: Programme, day: date, title: Title) -> str:
    """What the version of the day rests on; without one, the last version."""
    version = programme.version_on(day) or programme.versions[-1]
    return "；".join(dict.fromkeys(title(reference) for reference in version.references))


def _plain(text: str) -> str:
    """Text that a spreadsheet shows and does not run."""
    shown = _UNSAFE.sub("", text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown

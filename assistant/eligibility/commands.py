"""The commands `zhice assess` and `zhice support`: companies against the programmes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.eligibility.errors import EligibilityError
from corpus.home import default_home

if TYPE_CHECKING:
    from assistant.eligibility.batch_output import Title
    from assistant.eligibility.profile import Profile
    from assistant.eligibility.programme import Programme
    from assistant.eligibility.programme_parts import Reference
    from assistant.eligibility.references import Find

_MOST_REMARKS = 20
"""Lines about cells left blank that are shown; a file with thousands would flood the terminal."""


def assess(
    profile: Annotated[Path | None, typer.Argument(help="企业信息，JSON 文件。")] = None,
    programme: Annotated[
        list[str] | None, typer.Option(help="只看这个项目（编号或名称），可以写多次。")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="申请日，如 2026-11-22；默认今天。")] = None,
    region: Annotated[str | None, typer.Option(help="没有填地区的企业所在的省/市/区。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="输出企业信息的 JSON Schema。")] = False,
    batch: Annotated[
        Path | None, typer.Option(help="企业清单：XLSX、CSV 或 JSONL，每行一家。")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="批量结果写到哪里：.xlsx、.csv 或 .jsonl。")
    ] = None,
) -> None:
    """对照资格与支持政策，逐条看满足、不满足、待确认；或用 --batch 筛一批企业。"""
    if schema:
        _print_schema()
        return
    if (profile is None) == (batch is None):
        raise typer.BadParameter("请给出企业信息文件，或用 --batch 指定企业清单，二者选一。")
    if (batch is None) != (output is None):
        raise typer.BadParameter("--batch 和 --output 要一起用。")
    from assistant.given_day import parse_day

    day = parse_day(as_of) or date.today()
    chosen = _chosen(programme or ())
    if batch is not None and output is not None:
        _screen_file(batch, output, chosen, day=day, region=region)
    elif profile is not None:
        _assess_one(profile, chosen, day=day, region=region, as_json=as_json)


def support(
    profile: Annotated[Path, typer.Argument(help="企业信息，JSON 文件。")],
    as_of: Annotated[str | None, typer.Option(help="申请日，如 2026-11-22；默认今天。")] = None,
    region: Annotated[str | None, typer.Option(help="没有填地区的企业所在的省/市/区。")] = None,
    calendar: Annotated[
        Path | None, typer.Option("--ics", help="把日程写成日历文件（.ics）。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """匹配当地和全国的支持项目：能享受的、差一点的、金额、冲突、日程和材料清单。"""
    from assistant.eligibility.matching import match_support
    from assistant.eligibility.support.calendar_file import as_calendar
    from assistant.eligibility.support_json import plan_as_json
    from assistant.eligibility.support_text import plan_as_text
    from assistant.given_day import parse_day

    day = parse_day(as_of) or date.today()
    plan = match_support(_chosen(()), _read(profile, region), day=day)
    if calendar is not None:
        _write(calendar, as_calendar(plan.dates))
    find = _documents()
    if as_json:
        _print(json.dumps(plan_as_json(plan, find=find), ensure_ascii=False, indent=2))
        return
    _print(plan_as_text(plan, title=_titled(find)))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise EligibilityError(
            f"写不了 {path}。请确认它所在的文件夹存在、可以写入，而且它自己不是文件夹。"
        ) from error


def _print_schema() -> None:
    from assistant.eligibility.profile_json import profile_schema

    _print(json.dumps(profile_schema(), ensure_ascii=False, indent=2))


def _chosen(names: Sequence[str]) -> tuple[Programme, ...]:
    """The published programmes of those ids or names; all when none is named."""
    from assistant.eligibility.programme_store import ProgrammeStore

    programmes = ProgrammeStore(default_home().programmes).published()
    for name in names:
        if not any(_is_named(programme, name) for programme in programmes):
            known = "\n".join(f"  {one.id}  {one.name}" for one in programmes)
            raise EligibilityError(f"没有“{name}”这个项目，可用的有：\n{known}")
    if not names:
        return programmes
    return tuple(one for one in programmes if any(_is_named(one, name) for name in names))


def _is_named(programme: Programme, name: str) -> bool:
    return name == programme.id or name in programme.name


def _assess_one(
    path: Path, programmes: Sequence[Programme], *, day: date, region: str | None, as_json: bool
) -> None:
    from assistant.eligibility.assess import assess_case
    from assistant.eligibility.assessment_json import assessments_as_json
    from assistant.eligibility.assessment_text import assessments_as_text
    from assistant.eligibility.rules.case import Case

    company = _read(path, region)
    assessed = [assess_case(programme, Case(company, day)) for programme in programmes]
    find = _documents()
    if as_json:
        shown = assessments_as_json(assessed, company, day=day, find=find)
        _print(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    _print(assessments_as_text(assessed, company, day=day, title=_titled(find)))


def _read(path: Path, region: str | None) -> Profile:
    from assistant.eligibility.profile_json import read_profile

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EligibilityError(
            f"读不了 {path.name}：请确认文件存在且是 UTF-8 编码的 JSON。"
        ) from error
    return _placed(read_profile(text, name=path.name), region)


def _screen_file(
    path: Path, output: Path, programmes: Sequence[Programme], *, day: date, region: str | None
) -> None:
    from assistant.eligibility.batch import screen
    from assistant.eligibility.batch_output import write_screening
    from assistant.eligibility.company_files import read_companies

    companies = read_companies(path, day=day)
    for remark in companies.remarks[:_MOST_REMARKS]:
        sys.stderr.write(f"{remark}\n")
    hidden = len(companies.remarks) - _MOST_REMARKS
    if hidden > 0:
        sys.stderr.write(f"……还有 {hidden} 条类似提示。\n")
    screened = (
        screen(row.number, _placed(row.profile, region), programmes, day=day)
        for row in companies.rows
    )
    count = write_screening(output, screened, programmes, day=day, title=_titled(_documents()))
    _print(f"已对照 {count} 家企业、{len(programmes)} 个项目，结果写入 {output}。")


def _placed(profile: Profile, region: str | None) -> Profile:
    from corpus.places import normalise_region

    if region is None or profile.region is not None:
        return profile
    return profile.model_copy(update={"region": normalise_region(region)})


def _documents() -> Find:
    """The documents of the data folder, with the built-in texts in it."""
    from corpus.builtin import load_builtin
    from corpus.catalogue import Catalogue
    from corpus.documents import Document
    from corpus.errors import UnknownDocumentError

    catalogue = Catalogue(default_home().catalogue)
    load_builtin(catalogue)

    def find(document_id: str) -> Document | None:
        try:
            return catalogue.get(document_id)
        except UnknownDocumentError:
            return None

    return find


def _titled(find: Find) -> Title:
    def title(reference: Reference) -> str:
        document = find(reference.document)
        name = f"《{document.title}》" if document else f"（语料库中没有 {reference.document}）"
        return f"{name}{reference.locator}"

    return title


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")

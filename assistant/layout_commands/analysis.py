"""Commands that say what a field of patents shows: landscape, comparison, advice, report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.layout_commands.option_groups import with_groups
from assistant.layout_commands.options import AsJson, AsOf, ByRules, Field, Parties, Region
from assistant.layout_commands.terminal import open_bench, print_result, query_of, worded, write
from corpus.console import write_line
from corpus.home import default_home

if TYPE_CHECKING:
    from assistant.layout.advice import Wishes
    from assistant.layout.layout_plan import Plan
    from assistant.layout.scope import ScopeQuery
    from assistant.layout.workbench import Workbench


@with_groups
def show_landscape(field: Field, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """全景：趋势、申请人、分类、主题、功效、生命周期、空白点。"""
    plan = _plan(field, as_of)
    if as_json:
        print_result(plan.surveyed.landscape)
        return
    from assistant.layout.layout_report import landscape_report
    from assistant.reports.to_text import to_text

    write_line(to_text(landscape_report(plan.surveyed)))


@with_groups
def show_comparison(
    field: Field, parties: Parties, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """本方与对方的专利对比：重叠、空缺、独有、到期。"""
    if not parties.mine or not parties.theirs:
        raise typer.BadParameter("请用 --mine 和 --theirs 各给出至少一个申请人。")
    plan = _plan(field, as_of, _wishes(parties))
    if as_json:
        print_result(plan.comparison)
        return
    from assistant.layout.layout_report import comparison_report
    from assistant.reports.to_text import to_text

    write_line(to_text(comparison_report(plan)))


@with_groups
def show_advice(
    field: Field,
    parties: Parties,
    region: Region = None,
    as_of: AsOf = None,
    by_rules: ByRules = False,
    as_json: AsJson = False,
) -> None:
    """布局建议：形态、主题、空白、顺序、类型，每句都有专利或条文；接了大模型就由它撰写、逐句核对。"""
    plan = _plan(field, as_of, _wishes(parties, region))
    plan = plan if by_rules else worded(plan)
    if as_json:
        from assistant.layout.advice_json import advice_as_json

        print_result(advice_as_json(plan))
        return
    from assistant.layout.layout_report import advice_report
    from assistant.reports.to_text import to_text

    write_line(to_text(advice_report(plan)))


@with_groups
def write_report(
    output: Annotated[Path, typer.Option(help=".pdf、.docx、.html、.md 或 .xlsx。")],
    field: Field,
    parties: Parties,
    region: Region = None,
    as_of: AsOf = None,
    by_rules: ByRules = False,
) -> None:
    """写出完整的布局分析报告。"""
    from assistant.layout.report_file import WORKBOOK, check_suffix, plan_file

    check_suffix(output.suffix)
    plan = _plan(field, as_of, _wishes(parties, region))
    has_advice = output.suffix.lower() != WORKBOOK
    plan = worded(plan) if has_advice and not by_rules else plan
    write(output, plan_file(plan, output.suffix))


def _plan(field: Field, as_of: str | None, wishes: Wishes | None = None) -> Plan:
    from assistant.eligibility.programme_store import ProgrammeStore
    from assistant.given_day import parse_day
    from assistant.layout.advice import Wishes
    from assistant.layout.layout_plan import make_plan

    day = parse_day(as_of) or date.today()
    bench = open_bench()
    surveyed = bench.survey(_query(field, bench), viewer=field.owner, day=day)
    programmes = ProgrammeStore(default_home().programmes).published()
    return make_plan(surveyed, wishes or Wishes(), programmes)


def _query(field: Field, bench: Workbench) -> ScopeQuery:
    """What was asked for; all lists the viewer sees when nothing was."""
    query = query_of(field)
    if field.question or field.scope:
        return query
    lists = tuple(one.id for one in bench.reader(field.owner).lists())
    return query.model_copy(update={"lists": lists})


def _wishes(parties: Parties, region: str | None = None) -> Wishes:
    from assistant.layout.advice import Wishes
    from assistant.layout.compare import Sides
    from corpus.places import normalise_region

    return Wishes(
        sides=Sides(mine=tuple(parties.mine or ()), theirs=tuple(parties.theirs or ())),
        region=normalise_region(region) if region else None,
    )

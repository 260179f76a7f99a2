"""The command that counts statutory time limits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import LayoutError
from assistant.layout_commands.options import AsJson, AsOf
from assistant.layout_commands.terminal import open_bench, print_result
from corpus.console import write_line

if TYPE_CHECKING:
    from assistant.layout.patent_record import PatentKind


def show_deadlines(
    kind: Annotated[str, typer.Option(help="发明、实用新型或外观设计。")] = "发明",
    disclosed: Annotated[str | None, typer.Option(help="首次公开的日期。")] = None,
    first_filed: Annotated[str | None, typer.Option(help="首次申请（优先权）日。")] = None,
    filed: Annotated[str | None, typer.Option(help="在中国的申请日。")] = None,
    noticed: Annotated[str | None, typer.Option(help="收到授权通知的日期。")] = None,
    granted: Annotated[str | None, typer.Option(help="授权公告日。")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """由自己的日期推算法定期限，每项都有条文。"""
    from assistant.given_day import parse_day
    from assistant.layout.time_rules import OwnDates
    from assistant.layout.timing import time_limits

    dates = OwnDates(
        kind=_kind(kind),
        disclosed=parse_day(disclosed),
        first_filed=parse_day(first_filed),
        filed=parse_day(filed),
        noticed=parse_day(noticed),
        granted=parse_day(granted),
    )
    if not any((dates.disclosed, dates.first_filed, dates.filed, dates.noticed, dates.granted)):
        raise typer.BadParameter("请至少给出一个日期，例如 --filed 2026-03-31。")
    day = parse_day(as_of) or date.today()
    limits = time_limits(dates, open_bench().clauses(day))
    if as_json:
        print_result(limits)
        return
    from assistant.layout.layout_report import deadlines_report
    from assistant.reports.to_text import to_text

    write_line(to_text(deadlines_report(limits, day=day)))


def _kind(written: str) -> PatentKind:
    from assistant.layout.patent_record import PatentKind

    kinds = [kind for kind in PatentKind if kind is not PatentKind.UNKNOWN]
    for kind in kinds:
        if written.removesuffix("专利") == kind.value:
            return kind
    raise LayoutError(f"没有“{written}”这种专利，请写{'、'.join(kinds)}之一。")

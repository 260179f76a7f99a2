"""`zhice eval drafts`: what users were not helped with, on its way to becoming cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import AsJson, complain, print_json, write_line
from corpus.home import default_home

if TYPE_CHECKING:
    from evals.drafts import Draft, DraftStore


def drafts(
    export: Annotated[
        Path | None, typer.Option(help="把已标注的写成题目文件（.jsonl），可交给 zhice eval run。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """从问答页收集点了「没帮上」的和没有回答的问题，列成待标注的草稿。"""
    from assistant.conversations import ConversationStore
    from evals.collect_drafts import collect
    from evals.drafts import DraftStore

    home = default_home()
    store = DraftStore(home.drafts)
    if export is not None:
        _export(store, export)
        return
    collected = collect(ConversationStore(home.conversations), store)
    found = store.drafts()
    if collected.damaged:
        numbers = "、".join(map(str, collected.damaged))
        complain(f"有 {len(collected.damaged)} 段对话的记录已损坏，没有收集：第 {numbers} 段。")
    if as_json:
        print_json({"new": collected.new, "drafts": [d.model_dump(mode="json") for d in found]})
        return
    write_line(f"新收集 {collected.new} 道，{_counts(found)}。")
    for draft in found:
        write_line(_line(draft))
    if found:
        write_line("\n标注：运行 zhice serve，打开「评测」里的「草稿」。")


def _export(store: DraftStore, path: Path) -> None:
    from evals.export_drafts import export_cases

    write_line(f"已把 {export_cases(store, path)} 道题写进 {path}，可运行 zhice eval run {path}。")


def _counts(drafts: list[Draft]) -> str:
    from evals.drafts import State

    by_state = (f"{state} {sum(d.state is state for d in drafts)}" for state in State)
    return f"共 {len(drafts)} 道（{'，'.join(by_state)}）"


def _line(draft: Draft) -> str:
    why = "没有回答" if draft.answer.refused else "没帮上"
    said = "；".join(draft.complaints)
    where = "，".join((str(draft.as_of), *([draft.region] if draft.region else ())))
    question = " → ".join((*draft.history[-1:], draft.question))
    return f"{draft.id}  {draft.state}  {question}（{where}）{why}{'：' + said if said else ''}"

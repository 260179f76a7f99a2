"""`zhice eval judge`: a language model's opinion of a run, beside the labels."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer

from assistant.__main__ import show_progress
from corpus.console import write_line
from corpus.home import default_home


def judge(
    run: Annotated[
        str, typer.Argument(help="评测的名字、名字开头，或文件夹；见 zhice eval runs。")
    ],
    endpoint: Annotated[str, typer.Option(help="OpenAI 兼容接口，例如 http://127.0.0.1:8077/v1。")],
    model: Annotated[str, typer.Option(help="接口里的模型名；密钥放在 ZHICE_ENDPOINT_KEY。")] = "",
) -> None:
    """请一个大模型评判一次评测的回答，看它与标注有多一致；不改动评测的指标。"""
    from evals.chat_client import ChatClient
    from evals.llm_judge import as_text, judge_run
    from evals.measured import ENDPOINT_KEY
    from evals.stored_runs import find_run, read_run

    folder = find_run([default_home().runs], run)
    client = ChatClient(endpoint, model, key=os.environ.get(ENDPOINT_KEY, ""))
    found = judge_run(read_run(folder).rows, client, progress=show_progress)
    path = folder / f"judge-{found.rubric}.json"
    path.write_text(
        json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    write_line(as_text(found))
    write_line(f"全部意见存在 {path}")

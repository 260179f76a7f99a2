"""The `zhice` command: the stages' commands under one name."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

import assistant.__main__ as assistant_commands
import assistant.eligibility.commands as eligibility_commands
import assistant.layout_commands.menu as layout_commands
import assistant.model_commands as model_commands
import corpus.__main__ as corpus_commands
import evals.__main__ as evals_commands

app = typer.Typer(
    name="zhice",
    help="知策：知识产权政策、标准与专利文本问答，句句有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def serve(port: assistant_commands.Port = assistant_commands.DEFAULT_PORT) -> None:
    """打开聊天页（只在本机 127.0.0.1 上）。"""
    from evals.page.evals_page import PAGE  # brings fastapi

    assistant_commands.serve_with((PAGE,), port)


app.command("ask")(assistant_commands.ask)
app.command("search")(assistant_commands.search)
app.command("assess")(eligibility_commands.assess)
app.command("support")(eligibility_commands.support)
app.add_typer(model_commands.app, name="model", help="大模型：检查接口。")
app.add_typer(layout_commands.app, name="layout", help="专利布局：清单、检索、全景、建议、报告。")
app.add_typer(
    corpus_commands.app,
    name="corpus",
    help="语料：添加、查看、删除、检查。",
    result_callback=assistant_commands.refresh_index,
)
app.add_typer(evals_commands.app, name="eval", help="评测：检索与回答。")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors a user can act on go to stderr in Chinese, exit code 1."""
    sys.exit(assistant_commands.run(app, arguments))

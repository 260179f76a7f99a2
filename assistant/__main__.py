"""Commands of this stage: serve, ask, search; run as `zhice …` or `python -m assistant …`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from assistant.model_commands import app as model_app
from corpus.errors import ZhiceError
from corpus.home import default_home
from corpus.usage_errors import in_chinese

if TYPE_CHECKING:
    from assistant.pages.site import SitePage

Region = Annotated[str | None, typer.Option(help="省/市/区，例如 广东省/广州市；不填为全国。")]
AsOf = Annotated[str | None, typer.Option(help="以哪一天有效的文本为准，如 2026-11-22；默认今天。")]
Port = Annotated[int, typer.Option(help="端口。", min=1, max=65535)]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]

DEFAULT_PORT = 7860
INTERRUPTED = 130
"""What typer makes of Ctrl-C, silently."""


def serve(port: Port = DEFAULT_PORT) -> None:
    """打开聊天页（只在本机 127.0.0.1 上）。"""
    serve_with((), port)


def serve_with(more_pages: Sequence[SitePage], port: int) -> None:
    """Serve the chat with our pages and those of later stages, which this one may not import."""
    from assistant.open_assistant import open_assistant
    from assistant.serve import serve as serve_page

    home = default_home()
    serve_page(
        home,
        port,
        open_asker=lambda tell: open_assistant(home, progress=tell),
        more_pages=more_pages,
        progress=show_progress,
    )


def ask(
    question: Annotated[str | None, typer.Argument(help="要问的问题。")] = None,
    as_of: AsOf = None,
    region: Region = None,
    batch: Annotated[
        Path | None, typer.Option(help="问题文件，每行一个 JSON：question、as_of、region、id。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """问一个问题，或用 --batch 问一批。"""
    from assistant.batch import answer_lines
    from assistant.given_day import parse_day
    from assistant.open_assistant import open_assistant

    if (question is None) == (batch is None):
        raise typer.BadParameter("请给出一个问题，或用 --batch 指定问题文件，二者选一。")
    day = parse_day(as_of)
    assistant = open_assistant(progress=show_progress)
    if batch is not None:
        for row in answer_lines(assistant, batch, as_of=day, region=region):
            _print(json.dumps(row, ensure_ascii=False))
        return
    answer = assistant.ask(question or "", as_of=day, region=region)
    if as_json:
        _print(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
        return
    from assistant.plain_text import answer_as_text

    _print(answer_as_text(answer))


def search(
    query: Annotated[str, typer.Argument(help="要找的内容。")],
    limit: Annotated[int, typer.Option(help="最多几条。", min=1, max=100)] = 10,
    as_of: AsOf = None,
    region: Region = None,
    as_json: AsJson = False,
) -> None:
    """检索条款，按相关程度排列。"""
    from assistant.given_day import parse_day
    from assistant.open_assistant import open_assistant

    day = parse_day(as_of)
    found = open_assistant(progress=show_progress).search(
        query, limit=limit, as_of=day, region=region
    )
    if as_json:
        _print(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=2))
        return
    for place, row in enumerate(found, start=1):
        _print(f"{place}. 《{row.title}》{row.locator}（{row.status}）\n   {row.text}")
    if not found:
        _print("没有找到相关条款。")


def refresh_index(*_: object, **__: object) -> None:
    """Bring the index up to date after a corpus command changed the catalogue."""
    from assistant.open_assistant import refresh

    refresh(default_home(), progress=show_progress)


def show_progress(stage: str, done: int, total: int) -> None:
    """One line on stderr, rewritten in place; nothing when stderr is not a terminal."""
    if not sys.stderr.isatty():
        return
    share = f"{done}/{total}" if total else str(done)
    sys.stderr.write(f"\r\033[K{stage} {share}")
    if total and done >= total:
        sys.stderr.write("\r\033[K")
    sys.stderr.flush()


def run(commands: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit code. Errors a user can act on go to stderr in Chinese."""
    try:
        code = commands(
            args=list(arguments) if arguments is not None else None, standalone_mode=False
        )
    except ZhiceError as error:
        return _complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except TyperException as error:
        fault = in_chinese(error)
        return _complain(f"命令行参数有误：{fault}。用 zhice --help 查看用法。") if fault else 1
    if code == INTERRUPTED:
        return _complain("已中断；已完成的部分都保留着，再次运行会接着做。", code=INTERRUPTED)
    return code if isinstance(code, int) else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _complain(message: str, *, code: int = 1) -> int:
    sys.stderr.write(f"{message}\n")
    return code


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
app.command()(serve)
app.command()(ask)
app.command()(search)
app.add_typer(model_app, name="model")

if __name__ == "__main__":
    sys.exit(run(app))

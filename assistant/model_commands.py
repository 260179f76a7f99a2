"""Commands about the language model: `zhice model check`."""

from __future__ import annotations

import sys

import typer

from assistant.errors import ModelError
from assistant.model_check import knows_schemas, try_model
from assistant.model_report import ADVICE, configured, measured, structured
from assistant.saved_settings import read_settings
from corpus.home import default_home

_HOW_TO_SET = (
    "没有配置大模型，回答用条文摘录。要用大模型撰写，请在网页的“设置”里填写，"
    "或设置环境变量（也可写进 .env）：\n"
    "  ZHICE_LLM_URL    接口地址，例如 http://127.0.0.1:11434/v1\n"
    "  ZHICE_LLM_MODEL  模型名\n"
    "  ZHICE_LLM_KEY    密钥；本机服务一般不用"
)

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def model() -> None:
    """大模型：检查接口。"""


@app.command()
def check() -> None:
    """试问一次大模型接口，报告连通与速度。"""
    from assistant.open_model import make_model  # brings the model's library

    settings = read_settings(default_home())
    if not settings.llm_url:
        raise ModelError(_HOW_TO_SET)
    for line in configured(settings):
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    tried = make_model(settings)
    try:
        speed = try_model(tried)
        asks_json = settings.llm_structured != "off"
        schemas = (structured(knows_schemas(tried)),) if asks_json else ()
    except ModelError as error:
        raise ModelError(f"没有通过：{error}。{ADVICE}") from error
    finally:
        tried.close()
    for line in (*schemas, *measured(speed)):
        sys.stdout.write(line + "\n")

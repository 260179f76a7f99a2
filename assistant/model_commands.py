"""Commands about the language model: `zhice model check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from assistant.errors import ModelError
from assistant.model_check import ModelSpeed, try_model
from assistant.settings import AssistantSettings

_HOW_TO_SET = (
    "没有配置大模型，回答用条文摘录。要用大模型撰写，请设置环境变量（或写进 .env）：\n"
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
    from assistant.open_assistant import make_model  # brings the model's library

    settings = AssistantSettings()
    if not settings.llm_url:
        raise ModelError(_HOW_TO_SET)
    for line in _configured(settings):
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    tried = make_model(settings)
    try:
        speed = try_model(tried)
    except ModelError as error:
        raise ModelError(f"没有通过：{error}。{_ADVICE}") from error
    finally:
        tried.close()
    for line in _measured(speed):
        sys.stdout.write(line + "\n")


_ADVICE = (
    "请核对以上地址（一般以 /v1 结尾）、模型名和密钥；"
    "服务较慢时可加大 ZHICE_LLM_FIRST_TOKEN_SECONDS 和 ZHICE_LLM_TIMEOUT_SECONDS。"
    "修好之前，回答用条文摘录。"
)


def _configured(settings: AssistantSettings) -> Iterator[str]:
    yield f"地址：{settings.llm_url}"
    yield f"模型：{settings.llm_model or '没有设置（ZHICE_LLM_MODEL）'}"
    yield f"密钥：{'已设置' if settings.llm_key.get_secret_value() else '没有设置'}"


def _measured(speed: ModelSpeed) -> Iterator[str]:
    yield f"首字：{speed.first_token_seconds * 1000:.0f} 毫秒"
    if speed.tokens_per_second is not None:
        yield f"速度：约 {speed.tokens_per_second:.1f} 个词元/秒"
    yield f"回答：{speed.reply or '（空）'}"
    yield "接口可用。" if speed.reply else "接口通了，但模型没有写出内容，请换一个对话模型。"

"""What a trial of the language model showed, in lines for the command line and the page."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model_check import ModelSpeed
from assistant.settings import AssistantSettings

ADVICE = (
    "请核对以上地址（一般以 /v1 结尾）、模型名和密钥；"
    "服务较慢时可加大 ZHICE_LLM_FIRST_TOKEN_SECONDS 和 ZHICE_LLM_TIMEOUT_SECONDS，"
    "或在“设置”页改。修好之前，回答用条文摘录。"
)


def configured(settings: AssistantSettings) -> Iterator[str]:
    """What is tried; the key is said to be there and never shown."""
    yield f"地址：{settings.llm_url}"
    yield f"模型：{settings.llm_model or '没有设置（ZHICE_LLM_MODEL）'}"
    yield f"密钥：{'已设置' if settings.llm_key.get_secret_value() else '没有设置'}"


def measured(speed: ModelSpeed) -> Iterator[str]:
    """How it went."""
    yield f"首字：{speed.first_token_seconds * 1000:.0f} 毫秒"
    if speed.tokens_per_second is not None:
        yield f"速度：约 {speed.tokens_per_second:.1f} 个词元/秒"
    yield f"回答：{speed.reply or '（空）'}"
    yield "接口可用。" if speed.reply else "接口通了，但模型没有写出内容，请换一个对话模型。"


def structured(is_known: bool) -> str:
    """Whether drafts in JSON can be asked for."""
    if is_known:
        return "结构化输出：支持。"
    return "结构化输出：接口不支持，或没有照办；请设为“关”或“自动”，用普通格式。"

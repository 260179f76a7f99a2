"""The form of 「设置」: what it shows of the settings, and what a sent one means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.errors import SettingsError
from assistant.model_address import address_trouble, server_of
from assistant.saved_settings import NAMES, Value
from assistant.settings import AssistantSettings

KEY = "llm_key"
FORGET_KEY = "forget_key"
_URL = "llm_url"
_SHOWN_OF_KEY = 4
_LONG_KEY = 16
"""Characters of a key from which on its last four give nothing away."""
_LONGEST_KEY = 500
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input.

    Attributes:
        hint: Chinese, below it.
        unit: Chinese, behind its name; "" for none.
        choices: value and words of each; () for an input that is typed into.
        read: makes the value from what was typed.
    """

    name: str
    hint: str
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    read: Callable[[str], Value] = field(default=str)

    @property
    def label(self) -> str:
        """As people call it."""
        return NAMES[self.name]


SERVER = (
    Field(
        name=_URL,
        hint="OpenAI 兼容接口，一般以 /v1 结尾，例如 http://127.0.0.1:11434/v1。留空就不用大模型。",
    ),
    Field(name="llm_model", hint="接口认得的名字，例如 qwen3:8b、deepseek-chat。"),
)
LIMITS = (
    Field(
        name="llm_timeout_seconds",
        unit="秒",
        hint="到时还没写完就改给条文摘录；排队也算在内。",
        read=float,
    ),
    Field(
        name="llm_first_token_seconds",
        unit="秒",
        hint="这么久还没有开始写就不再等。",
        read=float,
    ),
    Field(name="llm_max_tokens", unit="词元", hint="一次回答最多写这么长。", read=int),
    Field(
        name="llm_daily_tokens",
        unit="词元",
        hint="提问和回答合计，用完后当天改给条文摘录；0 为不限。",
        read=int,
    ),
    Field(
        name="llm_context_tokens",
        unit="词元",
        hint="模型一次读得下的长度，条款按这个长度整条放入。",
        read=int,
    ),
    Field(name="llm_concurrency", unit="个", hint="多出来的问题排队。", read=int),
)
CHECKS = (
    Field(
        name="llm_structured",
        hint="要求模型按固定的 JSON 格式写；自动：接口不支持时改用普通格式。",
        choices=(("off", "关"), ("auto", "自动"), ("on", "开")),
    ),
    Field(
        name="llm_meaning_check",
        hint="规则核对之后再请模型判断条款是否说了这句话；只会删句子，不会加，回答会慢一些。",
        choices=(("", "关"), ("on", "开")),
        read=bool,
    ),
)
FIELDS = (*SERVER, *LIMITS, *CHECKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One input as the page shows it.

    Attributes:
        variable: environment variable that gives its value; "" where the page does.
    """

    field: Field
    value: str
    variable: str = ""


def shown(
    part: tuple[Field, ...], settings: AssistantSettings, fixed: frozenset[str]
) -> list[Shown]:
    """The inputs of one part of the form, with what holds now."""
    return [
        Shown(
            field=one,
            value=_written(getattr(settings, one.name)),
            variable=variable_of(one.name) if one.name in fixed else "",
        )
        for one in part
    ]


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"ZHICE_{name.upper()}"


def key_shown(settings: AssistantSettings) -> str:
    """Whether there is a key, in Chinese; the end of a long one tells which it is."""
    key = settings.llm_key.get_secret_value()
    if not key:
        return "没有设置"
    return f"已设置，末四位 {key[-_SHOWN_OF_KEY:]}" if len(key) >= _LONG_KEY else "已设置"


def values_of(
    form: Mapping[str, str], before: Mapping[str, Value], fixed: frozenset[str]
) -> dict[str, Value]:
    """What is to be saved: the form, with what the environment fixes left as it was saved.

    An empty input stands for the default. The key stays when none was typed, unless it is to be
    forgotten or would now go to another server.

    Raises:
        SettingsError: something typed cannot be taken; the message never holds the key.
    """
    values: dict[str, Value] = {name: value for name, value in before.items() if name in fixed}
    for one in FIELDS:
        typed = form.get(one.name, "").strip()
        if typed and one.name not in fixed:
            values[one.name] = _read(one, typed)
    if KEY not in fixed and (key := _key(form, before, str(values.get(_URL, "")))):
        values[KEY] = key
    return values


def key_left_behind(before: Mapping[str, Value], values: Mapping[str, Value]) -> bool:
    """Whether a saved key went because the address is now another server's."""
    return KEY in before and KEY not in values and before.get(_URL) != values.get(_URL)


def _read(one: Field, typed: str) -> Value:
    if one.choices and typed not in dict(one.choices):
        raise SettingsError(f"“{one.label}”请从列出的几项里选。")
    if len(typed) > _LONGEST_TEXT or not typed.isprintable():
        raise SettingsError(f"“{one.label}”太长，或有看不见的字符，请重新填写。")
    try:
        return one.read(typed)
    except ValueError:
        raise SettingsError(f"“{one.label}”应填数字。") from None


def _key(form: Mapping[str, str], before: Mapping[str, Value], url: str) -> str:
    typed = form.get(KEY, "").strip()
    if typed:
        if len(typed) > _LONGEST_KEY or not typed.isascii() or not typed.isprintable():
            raise SettingsError("密钥里有不该有的字符，请重新复制。")
        return typed
    if form.get(FORGET_KEY) or not url or address_trouble(url):
        return ""
    return str(before.get(KEY, "")) if _is_same_server(str(before.get(_URL, "")), url) else ""


def _is_same_server(old: str, new: str) -> bool:
    return not old or (not address_trouble(old) and server_of(old) == server_of(new))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)

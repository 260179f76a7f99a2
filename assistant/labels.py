"""Chinese words for states of an answer, the same on the page and in an export."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.answer import Answer, Reason
from corpus.documents import Form, Verification

LEVELS = {
    Verification.A: "A 原文可查",
    Verification.B: "B 摘编待核",
    Verification.C: "C 通行口径，以原文为准",
}

LEVEL_NOTES = {
    Verification.A: "有正式文本可查，可逐字核对。",
    Verification.B: "只见到转载或摘录，事实一致但原文不全，引用前请核对原文。",
    Verification.C: "凭公开的通行口径整理，手头没有原文，一切以原文为准。",
}

FORM_NOTES = {
    Form.ORIGINAL: "",
    Form.DIGEST: "这里显示的是本库的摘编，不是文件原文。",
    Form.SAMPLE: "这是为演示而编写的示例，不是真实文件。",
}

WHOLE_COUNTRY = "全国"

MODES = {"extractive": "摘录条文作答", "llm": "大模型撰写，逐句核对过条文"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWords:
    """How a refusal is put to the user: what is missing, and what they can do."""

    title: str
    advice: str


REASONS = {
    Reason.NOT_IN_CORPUS: ReasonWords(
        title="资料库里没有能回答这个问题的依据",
        advice="可以换个说法再问，或把相关文件加入资料库后再问。",
    ),
    Reason.OMITTED_IN_SOURCE: ReasonWords(
        title="来源文本略去了这一部分",
        advice="请查阅发文机关公布的完整文本，或把完整文件加入资料库后再问。",
    ),
    Reason.NOT_IN_FORCE: ReasonWords(
        title="相关规定在所问的这一天不在有效期内",
        advice="可以改动「以哪一天的有效文本为准」后再问。",
    ),
    Reason.OTHER_REGION: ReasonWords(
        title="没有所问地区的资料",
        advice="可以改选地域，或把当地文件加入资料库后再问。",
    ),
    Reason.TOO_VAGUE: ReasonWords(
        title="问题还缺少必要的信息",
        advice="请补充说明后再问，例如专利类型、资格名称、地区或时间。",
    ),
}


def scope_words(answer: Answer) -> str:
    """The place and day an answer holds for, in one line."""
    return f"{answer.region or WHOLE_COUNTRY} · 以 {answer.as_of.isoformat()} 的有效文本为准"


def web_address(source: str) -> str | None:
    """`source` when it is an http(s) address that may become a link; None otherwise."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    return source if parts.scheme in ("http", "https") and parts.netloc else None

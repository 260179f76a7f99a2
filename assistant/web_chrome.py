"""What stands around the conversation, as HTML: welcome, history, readiness, upload report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.addresses import CORPUS
from assistant.conversations import ConversationTitle
from assistant.opening import OpeningState
from assistant.unseen import shown

STATIC = Path(__file__).parent / "static"
ASSETS = "/page"
"""Where `serve` offers the files of `STATIC`."""

SCRIPT = f'<script src="{ASSETS}/page.js"></script>'
HEAD = "".join(
    f'<link rel="stylesheet" href="{ASSETS}/{name}.css">' for name in ("frame", "page", "answers")
)
DATE_FIELD = (
    '<label class="zc-date"><span>以哪一天的有效文本为准</span>'
    '<input type="date" value="${value}" required></label>'
)
"""A template of gradio's: its value is a date that the server or the field itself has set."""

EXAMPLES = (
    "优势企业的专利申请可以走优先审查吗？",
    "外观设计专利权的期限是多少年？",
    "专利申请费用可以减缴多少？",
    "2026年修订的商标法什么时候施行？",
    "申报国家知识产权优势企业要什么条件？",
    "广州市南沙区对国家知识产权示范企业奖励多少钱？",
)

CONNECTION_LOST = (
    '<p class="zc-gone" role="alert" hidden>与知策的连接断开了：请在终端重新运行 zhice serve，'
    "再刷新本页。已有的对话都还在。</p>"
)

UPLOAD_HINT = (
    "<p>PDF、Word、网页、文本、专利表格；只存在本机。"
    f'在<a href="{CORPUS}">语料</a>里可查看、更正、删除。</p>'
)
THIS_TAB = """
() => {
  const named = new URLSearchParams(location.search).get("conversation");
  if (named) history.replaceState(null, "", location.pathname);
  return [named || sessionStorage.getItem("zhice-conversation") || ""];
}
"""
"""The conversation an address such as /?conversation=3 names, else the one the tab showed last."""
REMEMBER = "(number) => { sessionStorage.setItem('zhice-conversation', number); }"


def welcome_html() -> str:
    """What an empty conversation shows: what this is, and questions to click."""
    examples = "".join(
        f'<li><button type="button" data-example="{shown(question)}">{shown(question)}'
        "</button></li>"
        for question in EXAMPLES
    )
    return (
        '<div class="zc-thread zc-welcome"><h2>想了解哪项政策？</h2>'
        "<p>每一句回答都标出依据，点角标即可看到条款原文；没有依据时会直说原因。</p>"
        f'<ul aria-label="示例问题">{examples}</ul></div>'
    )


def history_html(titles: Sequence[ConversationTitle], *, current: int | None, today: date) -> str:
    """The list of conversations, newest first, each to open, rename or delete."""
    if not titles:
        return '<p class="zc-nothing">还没有对话</p>'
    rows = "".join(
        _history_row(title, is_current=title.id == current, today=today) for title in titles
    )
    return f'<nav aria-label="历史对话"><ul class="zc-history">{rows}</ul></nav>'


def _history_row(title: ConversationTitle, *, is_current: bool, today: date) -> str:
    mark = ' aria-current="true"' if is_current else ""
    name = shown(title.title)
    return (
        f'<li data-conversation="{title.id}"{mark}>'
        f'<button type="button" class="zc-open" data-open title="{name}"><span>{name}</span>'
        f"<small>{_day_words(title.updated.astimezone().date(), today)}</small></button>"
        f'<button type="button" data-rename aria-label="重命名「{name}」" title="重命名">✎'
        f'</button><button type="button" data-delete aria-label="删除「{name}」" title="删除">×'
        "</button></li>"
    )


def _day_words(day: date, today: date) -> str:
    ago = (today - day).days
    if ago in (0, 1):
        return ("今天", "昨天")[ago]
    return f"{day.month}月{day.day}日" if day.year == today.year else day.isoformat()


def status_html(state: OpeningState) -> str:
    """Whether questions can be answered yet, with the progress of what is being prepared."""
    if state.error:
        return f'<div class="zc-status is-failed" role="alert">{shown(state.error)}</div>'
    if state.is_ready:
        return '<div class="zc-status is-ready" role="status">资料库已就绪</div>'
    value = f' value="{state.done}" max="{state.total}"' if state.total > 0 else ""
    return (
        f'<div class="zc-status is-loading" role="status"><span>{shown(state.words)}</span>'
        f'<progress aria-label="准备进度"{value}></progress></div>'
    )


def report_html(lines: Sequence[str]) -> str:
    """What became of uploaded files, a line each; "" without lines."""
    if not lines:
        return ""
    rows = "".join(f"<li>{shown(line)}</li>" for line in lines)
    return f'<ul class="zc-report" role="status">{rows}</ul>'

"""The chat page: widgets and events, no logic.

Importing this module imports gradio; `assistant.serve` sets gradio's environment first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import wraps
from html import escape
from pathlib import Path
from typing import ParamSpec, TypeVar

import gradio as gr
from fastapi import FastAPI
from gradio.events import Dependency

from assistant import web_chrome
from assistant.conversations import Feedback
from assistant.under_way import ASKS_AT_ONCE, Asked
from assistant.web_desk import ChatDesk, View
from assistant.web_widgets import (
    SILENT,
    Form,
    history_widgets,
    html,
    html_with_events,
    question_form,
)
from corpus.errors import ZhiceError

_FONTS = ("PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", "system-ui", "sans-serif")
_UPLOADS_KEPT_SECONDS = 3600
"""The corpus keeps the text of an upload; the file itself is only passing through."""
_TICK_SECONDS = 0.5

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """What shows the conversations; `current` holds the number of the one shown, or ""."""

    current: gr.Textbox
    thread: gr.HTML
    history: gr.HTML

    def outputs(self) -> list[gr.components.Component]:
        """What a `View` fills, in the order of `_parts`."""
        return [self.current, self.thread, self.history]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aside:
    """What stands beside the conversation; `asking` are the events under way in it."""

    new: gr.Button
    panel: gr.HTML
    asking: list[Dependency]


def build_page(desk: ChatDesk, header: str) -> gr.Blocks:
    """The page below `header`; it shows how far opening is and takes questions at once."""
    page = gr.Blocks(
        title="知策",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_UPLOADS_KEPT_SECONDS, _UPLOADS_KEPT_SECONDS),
    )
    with page:
        html("zc-header", f"{header}{web_chrome.CONNECTION_LOST}", "zhice.header(element);")
        current = gr.Textbox("", visible="hidden", elem_id="zc-current")
        with gr.Row(elem_id="zc-shell"):
            with gr.Column(elem_id="zc-side"):
                new, history = history_widgets()
                _upload_widgets(desk)
            with gr.Column(elem_id="zc-main"):
                status = html("zc-status", web_chrome.status_html(desk.opening.state))
                thread = html_with_events("zc-thread", "thread", ("example", "cite", "rate"))
                form = question_form()
            panel = html("zc-panel", "", "zhice.panel(element, props, watch);")
        talk = _Talk(current=current, thread=thread, history=history)
        loaded = _connect_start(page, desk, talk, form, status=status)
        asking = _connect_asking(desk, talk, form)
        _connect_answers(desk, talk, panel)
        opened = _connect_history(desk, talk, _Aside(new=new, panel=panel, asking=asking))
        _connect_reading_on(desk, talk, [loaded, opened], new)
    return page


def mount_page(app: FastAPI, page: gr.Blocks) -> None:
    """Serve the page at the root of `app`, without footer, history or anything from outside."""
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        head=web_chrome.HEAD,
        favicon_path=str(web_chrome.STATIC / "favicon.png"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
    )


def _upload_widgets(desk: ChatDesk) -> None:
    with gr.Accordion("添加资料", open=False, elem_id="zc-upload"):
        html("zc-hint", web_chrome.UPLOAD_HINT)
        upload = gr.UploadButton("选择文件", file_count="multiple", size="sm")
        report = html("zc-report", "")

    def take_in(files: list[str]) -> Iterator[str]:
        yield from desk.add_files([Path(file) for file in files])

    upload.upload(take_in, upload, report, **SILENT)


def _connect_start(
    page: gr.Blocks, desk: ChatDesk, talk: _Talk, form: Form, *, status: gr.HTML
) -> Dependency:
    timer = gr.Timer(_TICK_SECONDS)

    @_told
    def start(number: str) -> tuple[object, ...]:
        view = desk.show(_number(number))
        return *_parts(view), date.today().isoformat(), web_chrome.status_html(desk.opening.state)

    def tick() -> tuple[object, ...]:
        state = desk.opening.state
        regions = gr.update(choices=desk.regions()) if state.is_ready else gr.skip()
        is_over = state.is_ready or bool(state.error)
        return web_chrome.status_html(state), regions, gr.Timer(active=not is_over)

    loaded = page.load(
        start,
        talk.current,
        [*talk.outputs(), form.as_of, status],
        js=web_chrome.THIS_TAB,
        queue=False,
        **SILENT,
    )
    timer.tick(tick, None, [status, form.region, timer], queue=False, **SILENT)
    talk.current.change(None, talk.current, None, js=web_chrome.REMEMBER)
    return loaded


def _connect_asking(desk: ChatDesk, talk: _Talk, form: Form) -> list[Dependency]:
    """The events that ask, for those that end them."""

    def ask(question: str, region: str, as_of: str, number: str) -> Iterator[tuple[object, ...]]:
        asked = Asked(
            question=question, region=region or "", as_of=as_of, conversation=_number(number)
        )
        try:
            with closing(desk.ask(asked)) as views:
                for view in views:
                    yield _shown_so_far(view)
        except ZhiceError as error:
            raise _shown(error) from error

    def ask_example(
        region: str, as_of: str, number: str, event: gr.EventData
    ) -> Iterator[tuple[object, ...]]:
        yield from ask(event.question, region, as_of, number)

    scope = [form.region, form.as_of, talk.current]
    outputs = [*talk.outputs(), form.question]
    typed = gr.on(
        [form.question.submit, form.send.click],
        ask,
        [form.question, *scope],
        outputs,
        concurrency_limit=ASKS_AT_ONCE,
        **SILENT,
    )
    clicked = talk.thread.example(
        ask_example, scope, outputs, concurrency_limit=ASKS_AT_ONCE, **SILENT
    )
    return [typed, clicked]


def _connect_answers(desk: ChatDesk, talk: _Talk, panel: gr.HTML) -> None:
    @_told
    def cite(event: gr.EventData) -> str:
        return desk.clause(int(event.turn), int(event.number))

    @_told
    def rate(number: str, event: gr.EventData) -> tuple[object, ...]:
        feedback = Feedback(liked=bool(event.liked), reason=str(event.reason))
        return _parts(desk.rate(int(event.turn), feedback, current=_number(number)))

    talk.thread.cite(cite, None, panel, queue=False, **SILENT)
    talk.thread.rate(rate, talk.current, talk.outputs(), queue=False, **SILENT)


def _connect_reading_on(
    desk: ChatDesk, talk: _Talk, shown: list[Dependency], new: gr.Button
) -> None:
    """Once a conversation is shown, an answer under way in it is read on, until another is."""

    def read_on(number: str) -> Iterator[tuple[object, ...]]:
        yield (gr.skip(),) * 3  # gradio empties what a generator without a first step fills
        with closing(desk.read_on(_number(number))) as views:
            for view in views:
                yield _shown_so_far(view)[:-1]

    reading = [
        event.then(read_on, talk.current, talk.outputs(), concurrency_limit=ASKS_AT_ONCE, **SILENT)
        for event in shown
    ]
    new.click(None, None, None, cancels=reading, **SILENT)
    talk.history.open(None, None, None, cancels=reading, **SILENT)


def _connect_history(desk: ChatDesk, talk: _Talk, aside: _Aside) -> Dependency:
    """Whoever goes to another conversation waits no more for the answer in this one.

    Returns:
        The event of opening a conversation.
    """

    @_told
    def begin() -> tuple[object, ...]:
        return *_parts(desk.show(None)), ""

    @_told
    def open_one(event: gr.EventData) -> tuple[object, ...]:
        return *_parts(desk.show(int(event.conversation))), ""

    @_told
    def rename(number: str, event: gr.EventData) -> tuple[object, ...]:
        chosen, title = int(event.conversation), str(event.title)
        return _parts(desk.rename(chosen, title, current=_number(number)))

    @_told
    def delete(number: str, event: gr.EventData) -> tuple[object, ...]:
        return *_parts(desk.delete(int(event.conversation), current=_number(number))), ""

    all_of_it = [*talk.outputs(), aside.panel]
    aside.new.click(begin, None, all_of_it, queue=False, cancels=[*aside.asking], **SILENT)
    opened: Dependency = talk.history.open(
        open_one, None, all_of_it, queue=False, cancels=[*aside.asking], **SILENT
    )
    talk.history.rename(rename, talk.current, talk.outputs(), queue=False, **SILENT)
    talk.history.delete(delete, talk.current, all_of_it, queue=False, **SILENT)
    return opened


def _shown_so_far(view: View | None) -> tuple[object, ...]:
    """A view with what to put into the question field; nothing changes where there is none."""
    if view is None:
        return (gr.skip(),) * 4
    return *_parts(view), gr.skip() if view.question is None else view.question


def _parts(view: View) -> tuple[object, ...]:
    number = "" if view.conversation is None else str(view.conversation)
    return number, view.thread, view.history


def _number(current: str) -> int | None:
    return int(current) if current.isdecimal() else None


def _told(handler: Callable[_P, _R]) -> Callable[_P, _R]:
    """Our errors appear as a message on the page, in their own words."""

    @wraps(handler)
    def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return handler(*args, **kwargs)
        except ZhiceError as error:
            raise _shown(error) from error

    return wrapped


def _shown(error: ZhiceError) -> gr.Error:
    return gr.Error(escape(str(error)), title="没有成功", print_exception=False)

"""Widgets of the chat page, each with the part of `page.js` that serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

import gradio as gr

from assistant import web_chrome
from assistant.labels import WHOLE_COUNTRY


class Silent(TypedDict):
    """Arguments of an event."""

    show_progress: Literal["hidden"]
    api_visibility: Literal["private"]


SILENT: Silent = {"show_progress": "hidden", "api_visibility": "private"}
"""No spinner of gradio's, and no place in a public interface."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Where a question is put."""

    question: gr.Textbox
    region: gr.Dropdown
    as_of: gr.HTML
    send: gr.Button


def html(
    elem_id: str, value: str, script: str | None = None, *, template: str = "${value}"
) -> gr.HTML:
    """HTML of ours, under our own styles, with the part of `page.js` that serves it."""
    return gr.HTML(
        value,
        elem_id=elem_id,
        apply_default_css=False,
        head=web_chrome.SCRIPT,
        html_template=template,
        js_on_load=script,
    )


def html_with_events(elem_id: str, script: str, events: tuple[str, ...]) -> gr.HTML:
    """HTML whose clicks arrive as named events; gradio looks for the quoted names."""
    names = list(events)
    return html(elem_id, "", f"zhice.{script}(element, trigger, watch, {names!r});")


def history_widgets() -> tuple[gr.Button, gr.HTML]:
    """The button for a new conversation, and the list of those there are."""
    new = gr.Button("＋ 新对话", elem_id="zc-new")
    return new, html_with_events("zc-history", "history", ("open", "rename", "delete"))


def question_form() -> Form:
    """The field for a question, with the place and the day it is asked for."""
    with gr.Column(elem_id="zc-composer"):
        question = gr.Textbox(
            placeholder="写下想问的政策问题，回车发送",
            label="问题",
            show_label=False,
            container=False,
            max_lines=6,
            autofocus=True,
            elem_id="zc-question",
        )
        with gr.Row(elem_id="zc-scope"):
            region = gr.Dropdown(
                [WHOLE_COUNTRY],
                value=WHOLE_COUNTRY,
                label="地域",
                allow_custom_value=True,
                elem_id="zc-region",
            )
            as_of = html(
                "zc-as-of",
                date.today().isoformat(),
                "zhice.date(element, props);",
                template=web_chrome.DATE_FIELD,
            )
            send = gr.Button("发送", variant="primary", elem_id="zc-send")
    return Form(question=question, region=region, as_of=as_of, send=send)

"""What a reader thinks of an answer, as HTML: the thumbs, and the form that asks why."""

from __future__ import annotations

from assistant.conversations import Feedback
from assistant.unseen import shown

_THUMB = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 10v10H4a1 1 0 0 1-1-1v-8a1 1 0 0 1'
    " 1-1h3Zm0 0 4.2-6.6c.3-.5 1-.6 1.5-.3 1 .7 1.5 2 1.2 3.200L13.200 10H18.500a2 2 0 0 1 2 2.400"
    'l-1.200 6A2 2 0 0 1 17.300 20H7"/></svg>'
)

_COMPLAINTS = ("条款不对", "已经过时", "没答到点上", "地区不对")


def thumbs_html(feedback: Feedback | None) -> str:
    """Two buttons, the one that was pressed marked."""
    liked = feedback is not None and feedback.liked
    disliked = feedback is not None and not feedback.liked
    return (
        '<span class="zc-thumbs">'
        f'<button type="button" data-rate="up" aria-pressed="{str(liked).lower()}" '
        f'aria-label="有帮助" title="有帮助">{_THUMB}</button>'
        f'<button type="button" data-rate="down" aria-pressed="{str(disliked).lower()}" '
        f'aria-label="没帮上" title="没帮上">{_THUMB}</button></span>'
    )


def feedback_form_html(feedback: Feedback | None) -> str:
    """Asks for the reason once a thumb was pressed, then repeats what was kept."""
    if feedback is None:
        return ""
    if feedback.reason:
        return f'<p class="zc-thanks">已记下：{shown(feedback.reason)}</p>'
    chips = (
        ""
        if feedback.liked
        else "".join(
            f'<button type="button" data-complaint="{words}">{words}</button>'
            for words in _COMPLAINTS
        )
    )
    asks = "哪里有帮助？" if feedback.liked else "哪里不对？"
    return (
        f'<form class="zc-why" data-liked="{str(feedback.liked).lower()}">'
        f'<label>已记下，谢谢。{asks}（可不填）<input name="reason" maxlength="1000" '
        f'autocomplete="off"></label><span class="zc-chips">{chips}</span>'
        '<button type="submit">提交</button></form>'
    )

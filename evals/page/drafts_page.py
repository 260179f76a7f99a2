"""Drafts: the list, and the form in which staff label one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.addresses import conversation_address, place_address
from assistant.labels import REASONS
from assistant.pages.document_changes import remembering
from assistant.pages.document_page import WHO_COOKIE
from assistant.pages.download import download
from assistant.pages.forms import TextFields
from assistant.pages.site import Site
from evals.cases import CATEGORY_NAMES
from evals.collect_drafts import collect
from evals.drafts import Draft, DraftStore, Label, State
from evals.errors import DraftsError, LabelError
from evals.export_drafts import as_lines
from evals.page import addresses
from evals.page.addresses import DRAFTS, EVALS
from evals.page.label_form import fields_at_first, offered_sources, read_label
from evals.page.paging import page_of

_SEE_OTHER = 303
_DRAFTS_ON_A_PAGE = 50
_DONE = {"labelled": "已保存标注。", "rejected": "已标为不采用。"}
_STYLES = {State.OPEN: "is-coming", State.LABELLED: "is-valid", State.REJECTED: ""}


def add_routes(app: FastAPI, site: Site, store: Callable[[], DraftStore]) -> None:
    """The list, collecting, one draft, what is decided about it, and the cases as a file."""

    def show_list(request: Request) -> HTMLResponse:
        return _list(site, store(), request.query_params)

    def collect_now() -> RedirectResponse:
        found = collect(site.store, store())
        return RedirectResponse(
            f"{DRAFTS}?new={found.new}&damaged={len(found.damaged)}", _SEE_OTHER
        )

    def export() -> Response:
        kind = "application/jsonl; charset=utf-8"
        return download(as_lines(store()), "已标注的题.jsonl", kind)

    def show(request: Request, id_: str) -> HTMLResponse:
        draft = store().draft(id_)
        who = unquote(request.cookies.get(WHO_COOKIE, ""))
        done = _DONE.get(request.query_params.get("done", ""), "")
        return _form(site, draft, {**fields_at_first(draft), "who": who}, done=done)

    def decide(id_: str, given: TextFields) -> Response:
        draft = store().draft(id_)
        try:
            return _decide(store(), draft, given)
        except LabelError as error:
            return _form(site, draft, given, faults=error.faults)
        except DraftsError as error:
            return _form(site, store().draft(id_), given, trouble=str(error))

    app.get(DRAFTS)(show_list)
    app.post(f"{DRAFTS}/collect")(collect_now)
    app.get(f"{DRAFTS}/labelled.jsonl")(export)
    app.get(f"{DRAFTS}/{{id_}}")(show)
    app.post(f"{DRAFTS}/{{id_}}")(decide)


def _list(site: Site, store: DraftStore, query: Mapping[str, str]) -> HTMLResponse:
    drafts = store.drafts()
    counts = {state: sum(draft.state is state for draft in drafts) for state in State}
    asked = query.get("state", "")
    state = State(asked) if asked in tuple(State) else State.OPEN
    return site.render(
        "evals_drafts.html",
        address=EVALS,
        tabs=[(f"{DRAFTS}?state={quote(one)}", one, counts[one], one is state) for one in State],
        found=page_of(
            [draft for draft in reversed(drafts) if draft.state is state],
            size=_DRAFTS_ON_A_PAGE,
            address=DRAFTS,
            query={"state": state, "page": query.get("page", "")},
        ),
        state=state,
        labelled=counts[State.LABELLED],
        is_empty=not drafts,
        done=_collected(query) or _DONE.get(query.get("done", ""), ""),
        reasons=REASONS,
        addresses=addresses,
    )


def _collected(query: Mapping[str, str]) -> str:
    new, damaged = query.get("new", ""), query.get("damaged", "0")
    if not new.isdecimal():
        return ""
    said = f"新收集 {new} 道草稿。" if int(new) else "没有新的草稿：有的都已经在这里了。"
    return said + (
        f"有 {damaged} 段对话的记录已损坏，没有收集。" if damaged not in ("", "0") else ""
    )


def _form(
    site: Site,
    draft: Draft,
    given: Mapping[str, str],
    *,
    faults: Mapping[str, str] | None = None,
    trouble: str = "",
    done: str = "",
) -> HTMLResponse:
    return site.render(
        "evals_draft.html",
        address=EVALS,
        status=400 if faults or trouble else 200,
        draft=draft,
        style=_STYLES[draft.state],
        given=defaultdict(str, given),
        faults=faults or {},
        trouble=trouble,
        done=done,
        offered=offered_sources(draft.answer),
        categories=CATEGORY_NAMES,
        reasons=REASONS,
        addresses=addresses,
        conversation_address=conversation_address,
        place_address=place_address,
    )


def _decide(store: DraftStore, draft: Draft, given: Mapping[str, str]) -> RedirectResponse:
    """Keep the label and go on to the next draft.

    Raises:
        LabelError: fields are missing or wrong.
        DraftsError: somebody has labelled it meanwhile.
    """
    is_rejected = given.get("decision") == "reject"
    who = given.get("who", "").strip()
    if is_rejected and not who:
        raise LabelError({"who": "请写上标注人。"})
    label = Label(
        who=who,
        at=datetime.now(UTC),
        case=None if is_rejected else read_label(given, draft),
        note=given.get("note", "").strip(),
    )
    after = given.get("after", "")
    store.label(draft.id, label, after=int(after) if after.isdecimal() else -1)
    done = "rejected" if is_rejected else "labelled"
    return remembering(RedirectResponse(_next(store, draft, done), _SEE_OTHER), who)


def _next(store: DraftStore, draft: Draft, done: str) -> str:
    """The draft that waits next, or the list."""
    drafts = store.drafts()
    place = next(n for n, one in enumerate(drafts) if one.id == draft.id)
    # the list shows the latest first
    waiting = [
        one for one in (*drafts[:place][::-1], *drafts[:place:-1]) if one.state is State.OPEN
    ]
    return f"{addresses.draft_address(waiting[0].id) if waiting else DRAFTS}?done={done}"

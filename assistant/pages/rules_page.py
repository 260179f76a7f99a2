"""The staff's pages on programmes: browse, edit, test, review and publish."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.eligibility.errors import EligibilityError, ProgrammeError
from assistant.eligibility.profile import fields
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_files import read_programme
from assistant.eligibility.programme_parts import State
from assistant.eligibility.programme_revisions import STATE_WORDS, Revision
from assistant.eligibility.publishing import Check, check, flags_of, publish
from assistant.eligibility.worked_examples import example_faults, read_examples
from assistant.pages.document_page import WHO_COOKIE
from assistant.pages.eligibility_desk import ELIGIBILITY, RULES, EligibilityDesk
from assistant.pages.eligibility_form import ProfileFields
from assistant.pages.eligibility_view import Clauses
from assistant.pages.site import Site

_SEE_OTHER = 303
_STATE_STYLES = {State.DRAFT: "", State.REVIEWED: "is-coming", State.PUBLISHED: "is-valid"}
_LONGEST_DIFF = 400
_TOML_LINE = re.compile(r"at line (\d+), column (\d+)")
_NAMED_ID = re.compile(r"\[([^\[\]；：]+)\]")
_YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One programme in the list.

    Attributes:
        programme: as published; None when it never was.
        latest: the revision made last.
        flags: Chinese: what is wrong with its references now.
    """

    id: str
    programme: Programme | None
    latest: Revision
    style: str
    state: str
    flags: tuple[str, ...]


def add_routes(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    """The list, one programme, its editor, and what is done with it."""
    _add_reading(app, site, desk)
    _add_writing(app, site, desk)


def _add_reading(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    def listed() -> HTMLResponse:
        published = {one.id: one for one in desk.rules.published()}
        rows = [_row(desk, id_, published.get(id_)) for id_ in desk.rules.ids()]
        return site.render("rules.html", address=ELIGIBILITY, rows=rows, base=RULES)

    def one(request: Request, id_: str) -> HTMLResponse:
        number = request.query_params.get("number", "")
        return _page(site, desk, _revision(desk, id_, number), _who(request))

    def editor(request: Request, id_: str) -> HTMLResponse:
        if id_ == "new":
            return _editor(site, request, {"based_on": "0"})
        revision = desk.rules.latest(id_)
        given = {
            "rules": revision.rules,
            "examples": revision.examples,
            "based_on": str(revision.number),
        }
        return _editor(site, request, given)

    app.get(RULES)(listed)
    app.get(f"{RULES}/{{id_}}")(one)
    app.get(f"{RULES}/{{id_}}/edit")(editor)


def _add_writing(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    def save(request: Request, sent: ProfileFields) -> Response:
        rules = sent.get("rules", "").replace("\r\n", "\n")
        examples = sent.get("examples", "").replace("\r\n", "\n")
        try:
            if "test" in sent:
                return _editor(site, request, sent, tested=_tested(rules, examples))
            read_examples(examples)
            revision = desk.rules.save_draft(
                rules,
                examples,
                based_on=_number(sent.get("based_on", "0")),
                who=sent.get("who", ""),
                note=sent.get("note", ""),
            )
        except EligibilityError as error:
            return _editor(site, request, sent, trouble=at_line(str(error), rules))
        return _done(revision.programme, sent)

    def review(id_: str, sent: ProfileFields) -> Response:
        number = _number(sent.get("number", ""))
        desk.rules.mark_reviewed(id_, number, who=sent.get("who", ""), note=sent.get("note", ""))
        return _done(id_, sent)

    def release(id_: str, sent: ProfileFields) -> Response:
        revision = desk.rules.revision(id_, _number(sent.get("number", "")))
        who, note = sent.get("who", ""), sent.get("note", "")
        publish(desk.rules, revision, desk.find, who=who, note=note, day=date.today())
        return _done(id_, sent)

    app.post(f"{RULES}/save")(save)
    app.post(f"{RULES}/{{id_}}/review")(review)
    app.post(f"{RULES}/{{id_}}/publish")(release)


def _row(desk: EligibilityDesk, id_: str, programme: Programme | None) -> RuleRow:
    latest = desk.rules.latest(id_)
    flags = _flags(desk, programme) if programme is not None else ()
    return RuleRow(
        id=id_,
        programme=programme,
        latest=latest,
        style=_STATE_STYLES[latest.state],
        state=STATE_WORDS[latest.state],
        flags=flags,
    )


def _flags(desk: EligibilityDesk, programme: Programme) -> tuple[str, ...]:
    found = flags_of(programme, desk.rules, desk.find, day=date.today())
    return tuple(one.remark for one in found)


def _page(site: Site, desk: EligibilityDesk, revision: Revision, who: str) -> HTMLResponse:
    programme = read_programme(revision.rules, name=revision.programme)
    published = desk.rules.published_number(revision.programme)
    is_latest = desk.rules.latest(revision.programme).number == revision.number
    checked = (
        check(revision, desk.rules, desk.find, day=date.today()) if _is_open(revision) else None
    )
    return site.render(
        "rule.html",
        address=ELIGIBILITY,
        base=RULES,
        programme=programme,
        revision=revision,
        state=STATE_WORDS[revision.state],
        style=_STATE_STYLES[revision.state],
        is_latest=is_latest,
        published=published,
        check=checked,
        may_review=is_latest and revision.state is State.DRAFT and revision.number > 0,
        may_publish=is_latest and revision.state is State.REVIEWED and _is_sound(checked),
        flags=checked.warnings if checked else _flags(desk, programme),
        history=desk.rules.history(revision.programme),
        states=STATE_WORDS,
        difference=_difference(desk, revision, published),
        clauses=Clauses(desk.find, day=date.today()),
        who=who,
    )


def _is_open(revision: Revision) -> bool:
    """Whether it still has to be published."""
    return revision.state is not State.PUBLISHED


def _is_sound(checked: Check | None) -> bool:
    return checked is not None and not checked.faults


def _revision(desk: EligibilityDesk, id_: str, number: str) -> Revision:
    return desk.rules.revision(id_, _number(number)) if number else desk.rules.latest(id_)


def _difference(desk: EligibilityDesk, revision: Revision, published: int) -> list[str]:
    """Lines that differ from what is published; [] for the published one itself."""
    if revision.number == published:
        return []
    try:
        old = desk.rules.revision(revision.programme, published).rules
    except ProgrammeError:  # a new programme has nothing published
        old = ""
    lines = difflib.unified_diff(old.splitlines(), revision.rules.splitlines(), lineterm="", n=2)
    return list(lines)[2:_LONGEST_DIFF]


def at_line(trouble: str, rules: str) -> str:
    """What is wrong, with the line of the text in front, as far as the message tells."""
    if said := _TOML_LINE.search(trouble):
        return f"第 {said[1]} 行第 {said[2]} 列：{trouble}"
    ids = _NAMED_ID.findall(trouble)
    for number, line in enumerate(rules.splitlines(), 1):
        if ids and re.fullmatch(rf"\s*(?:id|name)\s*=\s*[\"']{re.escape(ids[-1])}[\"']\s*", line):
            return f"第 {number} 行起的 {ids[-1]}：{trouble}"
    return trouble


def _tested(rules: str, examples: str) -> list[str]:
    """What the examples say of a text that was not saved."""
    programme = read_programme(rules, name="这份规则")
    worked = read_examples(examples)
    return example_faults(programme, worked) or [f"规则写法正确，{len(worked)} 个算例全部通过。"]


def _editor(
    site: Site,
    request: Request,
    given: Mapping[str, str],
    *,
    trouble: str = "",
    tested: list[str] | None = None,
) -> HTMLResponse:
    return site.render(
        "rule_editor.html",
        address=ELIGIBILITY,
        base=RULES,
        status=400 if trouble else 200,
        given={name: given.get(name, "") for name in ("rules", "examples", "based_on", "note")},
        who=given.get("who", "") or _who(request),
        trouble=trouble,
        tested=tested or [],
        fields=fields(),
    )


def _done(id_: str, sent: Mapping[str, str]) -> RedirectResponse:
    """Back to the programme, remembering who it was."""
    response = RedirectResponse(f"{RULES}/{quote(id_, safe='')}", _SEE_OTHER)
    response.set_cookie(
        WHO_COOKIE, quote(sent.get("who", "")[:60]), max_age=_YEAR_SECONDS, samesite="strict"
    )
    return response


def _who(request: Request) -> str:
    return unquote(request.cookies.get(WHO_COOKIE, ""))[:60]


def _number(words: str) -> int:
    if not words.isascii() or not words.isdigit():
        raise ProgrammeError("没有说明是第几稿，请从项目页面重新打开。")
    return int(words[:9])

"""「资格与支持」: a company's profile, what it may apply for, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.eligibility.assess import Verdict
from assistant.eligibility.assessment_answer import counts
from assistant.eligibility.assessment_report import filled_fields
from assistant.eligibility.contradictions import contradictions
from assistant.eligibility.errors import ProfileError
from assistant.eligibility.outlook import outlook
from assistant.eligibility.periods import add_months
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_reading import (
    Reading,
    fill_in,
    not_understood,
    understood,
)
from assistant.eligibility.profile_words import read_words
from assistant.eligibility.support.due_dates import DateKind
from assistant.layout.patent_counts import count_patents
from assistant.layout.patent_store import PatentStore
from assistant.pages import eligibility_files, eligibility_upload, rules_page
from assistant.pages.eligibility_desk import (
    ELIGIBILITY,
    EligibilityDesk,
    Opened,
    day_of,
    profile_address,
    programme_address,
)
from assistant.pages.eligibility_form import ProfileFields, form_of, read_form, values_of
from assistant.pages.eligibility_view import (
    Clauses,
    lack_rows,
    outlook_words,
    path_of,
    programme_rows,
    shortest,
    verdict_rows,
)
from assistant.pages.owner import KnownBrowser, Owner
from assistant.pages.site import Site, SitePage

_SEE_OTHER = 303
_LONGEST_WORDS = 5000
_MONTHS_AHEAD = 12


def add_routes(app: FastAPI, site: Site) -> None:
    """The start page, the form, the results; the rules of staff and downloads before them."""
    app.add_middleware(KnownBrowser, below=ELIGIBILITY)
    desk = EligibilityDesk(site)
    rules_page.add_routes(app, site, desk)
    eligibility_upload.add_routes(app, site, desk)
    eligibility_files.add_routes(app, desk)
    _add_start(app, site, desk)
    _add_form(app, site, desk)
    _add_results(app, site, desk)


def _add_start(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    def start(owner: Owner) -> HTMLResponse:
        return site.render(
            "eligibility.html",
            address=ELIGIBILITY,
            profiles=desk.profiles.all(owner),
            profile_address=profile_address,
            programmes=desk.rules.published(),
        )

    def blank() -> HTMLResponse:
        return _form(site, {})

    def edit(owner: Owner, id_: str) -> HTMLResponse:
        stored = desk.profiles.load(owner, id_)
        return _form(site, values_of(stored.profile), id_=id_)

    def delete(owner: Owner, id_: str) -> RedirectResponse:
        desk.profiles.delete(owner, id_)
        return RedirectResponse(ELIGIBILITY, _SEE_OTHER)

    app.get(ELIGIBILITY)(start)
    app.get(f"{ELIGIBILITY}/new")(blank)
    app.get(f"{ELIGIBILITY}/{{id_}}/edit")(edit)
    app.post(f"{ELIGIBILITY}/{{id_}}/delete")(delete)


def _add_form(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    def from_words(owner: Owner, sent: ProfileFields) -> HTMLResponse:
        id_ = sent.get("id", "")
        before = desk.profiles.load(owner, id_).profile if id_ else Profile()
        text = sent.get("text", "")
        if len(text) > _LONGEST_WORDS:
            raise ProfileError(f"这段话有 {len(text)} 个字，超过 {_LONGEST_WORDS} 字，请分几次说。")
        reading = read_words(text, day=date.today(), before=before)
        profile, taken = fill_in(before, reading)
        return _form(site, values_of(profile), id_=id_, told=_Told(text=text, taken=taken))

    def from_patents(owner: Owner, sent: ProfileFields) -> HTMLResponse:
        counts, remark = _counted(site, owner, sent.get("name", "").strip())
        values = {**sent, **{name: str(count) for name, count in counts.items()}}
        return _form(site, values, id_=sent.get("id", ""), told=_Told(remark=remark))

    def save(owner: Owner, sent: ProfileFields) -> Response:
        profile, faults = read_form(sent)
        id_ = sent.get("id", "") or None
        if faults:
            return _form(site, sent, faults=faults, id_=id_ or "")
        kept = desk.profiles.save(owner, profile, id_=id_)
        return RedirectResponse(profile_address(kept), _SEE_OTHER)

    app.post(f"{ELIGIBILITY}/words")(from_words)
    app.post(f"{ELIGIBILITY}/patents")(from_patents)
    app.post(f"{ELIGIBILITY}/save")(save)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is said above the form.

    Attributes:
        text: the story that was read, to go on with.
        taken: what was read of it; None when none was sent.
        remark: on what was filled in from elsewhere.
    """

    text: str = ""
    taken: Reading | None = None
    remark: str = ""


def _form(
    site: Site,
    values: Mapping[str, str],
    *,
    id_: str = "",
    faults: Mapping[str, str] | None = None,
    told: _Told | None = None,
) -> HTMLResponse:
    said = told or _Told()
    read = said.taken or Reading()
    return site.render(
        "eligibility_form.html",
        address=ELIGIBILITY,
        status=400 if faults else 200,
        groups=form_of(values, faults or {}, day=date.today()),
        faults=len(faults or {}),
        id=id_,
        text=said.text,
        remark=said.remark,
        has_read=said.taken is not None,
        understood=understood(read),
        not_understood=not_understood(read),
    )


def _counted(site: Site, owner: str, name: str) -> tuple[dict[str, int], str]:
    """Counts by field from the patent lists the visitor may see, and what to say of them."""
    if not name:
        return {}, "请先填企业名称（与专利清单里的申请人一致），再从清单填专利件数。"
    reader = PatentStore(site.home.patents).reader(owner)
    if not reader.lists():
        return {}, "还没有导入专利清单。请先在“专利布局”里导入，再回来填件数。"
    counted = count_patents(reader.records(), name)
    if not counted.found:
        return {}, f"导入的专利清单里没有申请人“{name}”的专利，请核对名称。"
    found = f"按申请人“{name}”在清单里找到 {counted.found} 件申请，件数已填入下表，请核对。"
    return counted.fields, "".join((found, *counted.remarks))


def _add_results(app: FastAPI, site: Site, desk: EligibilityDesk) -> None:
    def show(request: Request, owner: Owner, id_: str) -> HTMLResponse:
        return _result(site, desk, desk.open(owner, id_, request.query_params))

    def one(request: Request, owner: Owner, id_: str, programme: str) -> HTMLResponse:
        opened = desk.open(owner, id_, request.query_params)
        return _programme(site, desk, opened, programme, request.query_params.get("later", ""))

    app.get(f"{ELIGIBILITY}/{{id_}}")(show)
    app.get(f"{ELIGIBILITY}/{{id_}}/{{programme}}")(one)


def _result(site: Site, desk: EligibilityDesk, opened: Opened) -> HTMLResponse:
    plan = desk.plan(opened)
    return site.render(
        "eligibility_result.html",
        address=ELIGIBILITY,
        opened=opened,
        plan=plan,
        filled=filled_fields(opened.profile),
        warnings=contradictions(opened.profile, day=opened.day),
        rows=programme_rows(plan),
        path=path_of(plan),
        names={match.programme.id: match.programme.name for match in plan.matches},
        clauses=Clauses(desk.find, day=opened.day),
        deadline=DateKind.DEADLINE,
        programme_address=partial(_address, opened),
    )


def _programme(
    site: Site, desk: EligibilityDesk, opened: Opened, id_: str, later: str
) -> HTMLResponse:
    assessment = desk.assessed(opened, id_)
    ahead = day_of(later) if later.strip() else add_months(opened.day, _MONTHS_AHEAD)
    clauses = Clauses(desk.find, day=opened.day)
    profile = opened.profile
    seen = (
        outlook(assessment.programme, profile, day=opened.day, later=ahead)
        if ahead > opened.day
        else None
    )
    return site.render(
        "eligibility_programme.html",
        address=ELIGIBILITY,
        opened=opened,
        assessment=assessment,
        programme=assessment.programme,
        version=assessment.version,
        counted=counts(assessment),
        rows=verdict_rows(assessment, clauses),
        lacks=lack_rows(assessment, profile) if assessment.version else [],
        steps=shortest(assessment, profile) if assessment.verdict is Verdict.UNMET else (),
        clauses=clauses,
        seen=seen,
        outlook=outlook_words(seen) if seen else "",
        later=ahead,
    )


def _address(opened: Opened, programme: str) -> str:
    return programme_address(opened.stored.id, programme, opened.day)


PAGE = SitePage(address=ELIGIBILITY, label="资格与支持", add_routes=add_routes)

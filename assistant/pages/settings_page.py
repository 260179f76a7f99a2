"""「设置」: where the language model is, what it may take, and a trial of the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.addresses import SETTINGS
from assistant.errors import ModelError, SettingsError
from assistant.model_check import knows_schemas, try_model
from assistant.model_report import ADVICE, configured, measured, structured
from assistant.model_usage import ModelUsage
from assistant.pages.forms import TextFields
from assistant.pages.settings_form import (
    CHECKS,
    FORGET_KEY,
    KEY,
    LIMITS,
    SERVER,
    key_left_behind,
    key_shown,
    shown,
    values_of,
    variable_of,
)
from assistant.pages.site import Site, SitePage
from assistant.saved_settings import fixed_by_environment, read_settings, save_values, saved_values
from assistant.settings import AssistantSettings

_SEE_OTHER = 303
_SAVED = {
    "": "",
    "all": "已保存，从下一个问题起生效。",
    "without-key": "已保存。换了接口地址，原来的密钥没有带过去；新接口要密钥的话，请重新填写。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How a trial of the connection went.

    Attributes:
        trouble: Chinese, why it failed; "" when a reply came.
    """

    lines: tuple[str, ...]
    trouble: str = ""


def add_routes(app: FastAPI, site: Site) -> None:
    """The form, and what it sends: saved, or saved and tried."""

    def show(saved: str = "") -> HTMLResponse:
        return _page(site, done=_SAVED.get(saved, ""))

    def save(form: TextFields) -> Response:
        try:
            outcome = _save(site, form)
        except SettingsError as error:
            return _page(site, trouble=str(error))
        if "try" in form:
            return _page(site, done=_SAVED[outcome], trial=_tried(read_settings(site.home)))
        return RedirectResponse(f"{SETTINGS}?saved={outcome}", _SEE_OTHER)

    app.get(SETTINGS)(show)
    app.post(SETTINGS)(save)


def _save(site: Site, form: dict[str, str]) -> str:
    """Keep the form and answer by it from now on; which words of `_SAVED` tell of it."""
    before = saved_values(site.home)
    values = values_of(form, before, fixed_by_environment())
    save_values(site.home, values)
    if (asker := site.opening.asker()) is not None:
        asker.refresh()
    left_behind = key_left_behind(before, values) and FORGET_KEY not in form
    return "without-key" if left_behind else "all"


def _tried(settings: AssistantSettings) -> Trial:
    from assistant.open_model import make_model  # brings the model's library

    if not settings.llm_url:
        return Trial(lines=(), trouble="没有填接口地址，回答用条文摘录。")
    lines = tuple(configured(settings))
    try:
        model = make_model(settings)
    except ModelError as error:
        return Trial(lines=lines, trouble=str(error))
    try:
        speed = try_model(model)
        if settings.llm_structured != "off":
            lines += (structured(knows_schemas(model)),)
        return Trial(lines=(*lines, *measured(speed)))
    except ModelError as error:
        return Trial(lines=lines, trouble=f"没有通过：{error}。{ADVICE}")
    finally:
        model.close()


def _page(
    site: Site, *, done: str = "", trouble: str = "", trial: Trial | None = None
) -> HTMLResponse:
    settings, fixed = read_settings(site.home), fixed_by_environment()
    return site.render(
        "settings.html",
        address=SETTINGS,
        status=400 if trouble else 200,
        server=shown(SERVER, settings, fixed),
        limits=shown(LIMITS, settings, fixed),
        checks=shown(CHECKS, settings, fixed),
        key=key_shown(settings),
        key_variable=variable_of(KEY) if KEY in fixed else "",
        has_key=bool(settings.llm_key.get_secret_value()),
        in_use=bool(settings.llm_url),
        used="".join(_used_today(site)),
        done=done,
        trouble=trouble,
        trial=trial,
    )


def _used_today(site: Site) -> Iterator[str]:
    try:
        used = ModelUsage(site.home.usage).on(date.today())
    except ModelError as error:
        yield f"{error}。"
        return
    yield f"今天已请求 {used.requests} 次"
    if used.requests:
        yield f"，约 {used.tokens} 词元（按字数估计，只多不少）"
    yield "。"


PAGE = SitePage(address=SETTINGS, label="设置", add_routes=add_routes)

"""Fields of a form that a page of ours sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

_MOST_FIELDS = 100
_MOST_FILES = 1000


async def _text_fields(request: Request) -> dict[str, str]:
    async with request.form(max_fields=_MOST_FIELDS, max_files=0) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def _files(request: Request) -> AsyncIterator[list[UploadFile]]:
    """Open as long as the route runs, deleted then."""
    async with request.form(max_fields=_MOST_FIELDS, max_files=_MOST_FILES) as form:
        yield [value for value in form.getlist("files") if isinstance(value, UploadFile)]


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form with files: its text fields by name, and what was chosen in the field "files"."""

    text: dict[str, str]
    files: list[UploadFile]


async def _whole_form(request: Request) -> AsyncIterator[SentForm]:
    """Open as long as the route runs, its files deleted then."""
    async with request.form(max_fields=_MOST_FIELDS, max_files=_MOST_FILES) as form:
        chosen = [value for value in form.getlist("files") if isinstance(value, UploadFile)]
        yield SentForm(
            text={name: value for name, value in form.items() if isinstance(value, str)},
            files=[file for file in chosen if file.filename],
        )


TextFields = Annotated[dict[str, str], Depends(_text_fields)]
"""The text fields by name, the last one where a name repeats."""

UploadedFiles = Annotated[list[UploadFile], Depends(_files)]
"""What was chosen in the field "files"; a field left empty gives one without a name."""

WholeForm = Annotated[SentForm, Depends(_whole_form)]
"""Both together; a file field left empty gives no file."""

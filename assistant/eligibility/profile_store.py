"""Profiles kept on disk, each for its owner alone; never indexed, logged or measured.

A folder an owner, a JSON file a profile, readable by the account that serves the pages and nobody
else (0700, 0600). A name of a profile says nothing without its owner: whoever asks for another's
hears that there is none.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.eligibility.errors import ProfileError
from assistant.eligibility.profile import Profile

LOCAL_USER = "local"
"""The owner of what is stored without a browser: the one user of this machine's account."""

_OWNER = re.compile(r"[0-9a-f]{64}|local")
_ID = re.compile(r"[0-9a-f]{32}")
_ID_BYTES = 16
_NAMELESS = "未命名企业"
MOST_PROFILES = 500
"""Of one owner; tables with more companies are for `zhice assess --batch`."""


class _Stored(BaseModel):
    """The file of one profile."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    saved: datetime
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProfile:
    """A profile with its id, unguessable, and the time it was saved, UTC."""

    id: str
    saved: datetime
    profile: Profile

    @property
    def title(self) -> str:
        """The name of the company, or that it has none."""
        return self.profile.name or _NAMELESS


class ProfileStore:
    """The profiles of one data folder; safe to use from several threads and processes.

    Raises:
        ProfileError: from every method, when the folder cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, owner: str, profile: Profile, *, id_: str | None = None) -> str:
        """Keep a profile, in place of the owner's one of that id, and return its id.

        Raises:
            ProfileError: the owner has as many as one may have.
        """
        with _faults(self._folder):
            place = self._place(owner)
            if id_ is None or not (place / f"{_checked(id_)}.json").exists():
                if sum(1 for _ in place.glob("*.json")) >= MOST_PROFILES:
                    raise ProfileError(f"最多保存 {MOST_PROFILES} 份企业信息，请先删除用不到的。")
                id_ = secrets.token_hex(_ID_BYTES)
            stored = _Stored(saved=datetime.now(UTC), profile=profile)
            _write(place / f"{id_}.json", stored.model_dump_json(exclude_none=True).encode())
        return id_

    def all(self, owner: str) -> list[StoredProfile]:
        """The owner's profiles, the one saved last first; damaged ones are left out."""
        with _faults(self._folder):
            found = []
            for path in self._place(owner).glob("*.json"):
                with suppress(ValidationError, FileNotFoundError):
                    found.append(_read(path))
        return sorted(found, key=lambda one: (one.saved, one.id), reverse=True)

    def load(self, owner: str, id_: str) -> StoredProfile:
        """One of the owner's profiles.

        Raises:
            ProfileError: the owner has none of that id, or it is damaged.
        """
        with _faults(self._folder):
            try:
                return _read(self._place(owner) / f"{_checked(id_)}.json")
            except FileNotFoundError as error:
                raise ProfileError(_GONE) from error
            except ValidationError as error:
                raise ProfileError(
                    "这份企业信息已损坏或来自其他版本，请删除后重新填写。"
                ) from error

    def delete(self, owner: str, id_: str) -> None:
        """Remove one of the owner's profiles; deleting twice is no error."""
        with _faults(self._folder):
            (self._place(owner) / f"{_checked(id_)}.json").unlink(missing_ok=True)

    def _place(self, owner: str) -> Path:
        """The owner's folder, made where it is missing."""
        if not _OWNER.fullmatch(owner):
            raise ValueError("an owner is a hash of 64 hexadecimal digits, or the local user")
        for folder in (self._folder, place := self._folder / owner):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place


_GONE = "没有这份企业信息：它可能已被删除，或属于另一个浏览器。请重新填写。"


def _checked(id_: str) -> str:
    if not _ID.fullmatch(id_):
        raise ProfileError(_GONE)
    return id_


def _read(path: Path) -> StoredProfile:
    stored = _Stored.model_validate_json(path.read_bytes())
    return StoredProfile(id=path.stem, saved=stored.saved, profile=stored.profile)


def _write(path: Path, data: bytes) -> None:
    """Put the whole file in place at once; nobody else may read it at any moment."""
    draft = path.with_suffix(f".{secrets.token_hex(_ID_BYTES)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProfileError(
            f"企业信息存不下或读不出（{reason}）：请确认 {folder} 可读写、磁盘还有空间。"
        ) from error

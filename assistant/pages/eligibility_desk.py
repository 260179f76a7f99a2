"""What the pages 「资格与支持」 share: programmes, profiles, the corpus, the day asked about."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from assistant.eligibility.assess import Assessment, assess
from assistant.eligibility.errors import EligibilityError
from assistant.eligibility.matching import SupportPlan, match_support
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_store import ProfileStore, StoredProfile
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_store import ProgrammeStore
from assistant.pages.site import Site
from corpus.documents import Document
from corpus.errors import UnknownDocumentError

ELIGIBILITY = "/eligibility"
RULES = f"{ELIGIBILITY}/rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One of the visitor's profiles on a day."""

    stored: StoredProfile
    day: date

    @property
    def profile(self) -> Profile:
        """What is known of the company."""
        return self.stored.profile

    @property
    def address(self) -> str:
        """Its page."""
        return profile_address(self.stored.id, self.day)


class EligibilityDesk:
    """Opens profiles and assesses them for the pages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.profiles = ProfileStore(site.home.profiles)
        self.rules = ProgrammeStore(site.home.programmes)

    def open(self, owner: str, id_: str, query: Mapping[str, str]) -> Opened:
        """A profile of the owner's.

        Raises:
            ProfileError: the owner has none of that id.
            EligibilityError: the day is none.
        """
        return Opened(stored=self.profiles.load(owner, id_), day=day_of(query.get("day", "")))

    def plan(self, opened: Opened) -> SupportPlan:
        """All programmes for it."""
        return match_support(self.rules.published(), opened.profile, day=opened.day)

    def programme(self, id_: str) -> Programme:
        """A published programme.

        Raises:
            EligibilityError: there is none of that id.
        """
        for programme in self.rules.published():
            if programme.id == id_:
                return programme
        raise EligibilityError("没有这个项目，或它还没有发布。请返回列表重新选择。")

    def assessed(self, opened: Opened, id_: str) -> Assessment:
        """One programme for it."""
        return assess(self.programme(id_), opened.profile, day=opened.day)

    def find(self, document_id: str) -> Document | None:
        """A document of the corpus."""
        with suppress(UnknownDocumentError):
            return self._site.catalogue().get(document_id)
        return None


def day_of(words: str) -> date:
    """The day of the application; today when none is given.

    Raises:
        EligibilityError: it is no day.
    """
    if not words.strip():
        return date.today()
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise EligibilityError("申请日要写成 2026-11-22 这样的日期，请改正后重试。") from error


def profile_address(id_: str, day: date | None = None) -> str:
    """The page of a profile, on a day other than today."""
    query = "" if day in (None, date.today()) else f"?{urlencode({'day': str(day)})}"
    return f"{ELIGIBILITY}/{id_}{query}"


def programme_address(id_: str, programme: str, day: date) -> str:
    """The page of one programme for a profile."""
    query = "" if day == date.today() else f"?{urlencode({'day': str(day)})}"
    return f"{ELIGIBILITY}/{id_}/{quote(programme, safe='')}{query}"

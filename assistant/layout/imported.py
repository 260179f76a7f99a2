"""What an import into the patent lists is told and tells: where to, what went in, what did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.layout.renewed_rows import Renewal


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where patents go.

    Attributes:
        owner: who alone may see the list; None shares it.
        name: of the list; "" for the name of the file.
        by: the visitor of the page who imports; None for whoever runs the machine.
    """

    owner: str | None
    name: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something left out, left blank, put right or doubtful.

    Attributes:
        place: "第 3 行" as a spreadsheet shows it, or the name of a file.
        reason: Chinese.
    """

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        list_id: "" for files that could not be imported; `faults` names them then.
        rows: records of the files that are in now, those of an earlier, cut short run included.
        added, updated, unchanged: records by what this run did to them.
        restated: of the updated ones, those whose legal status is another now.
        resumed: records that an earlier, cut short run had put in.
        kept: records of the list that are not in these files; they stay.
        faults: in the order of the files.
        unknown_columns: columns left out because nobody knows them.
    """

    list_id: str = ""
    name: str = ""
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    restated: int = 0
    resumed: int = 0
    kept: int = 0
    faults: tuple[Fault, ...] = ()
    unknown_columns: tuple[str, ...] = ()

    def summary(self) -> str:
        """One Chinese sentence on what became of the records."""
        restated = f"（其中 {self.restated:,} 件法律状态有变）" if self.restated else ""
        parts = [
            f"接着上次已导入的 {self.resumed:,} 件" if self.resumed else "",
            f"新增 {self.added:,} 件" if self.added else "",
            f"更新 {self.updated:,} 件{restated}" if self.updated else "",
            f"{self.unchanged:,} 件没有变化" if self.unchanged else "",
            f"清单里另有 {self.kept:,} 件不在这次的文件里，照旧保留" if self.kept else "",
        ]
        return "，".join(filter(None, parts))


def together(reports: Sequence[Imported], faults: Sequence[Fault]) -> Imported:
    """One report on several imports into one list, the last of which knows how many it holds.

    Args:
        faults: of files that gave no report; they come first.
    """
    last = reports[-1]
    rows = sum(one.rows for one in reports)
    return Imported(
        list_id=last.list_id,
        name=last.name,
        rows=rows,
        added=sum(one.added for one in reports),
        updated=sum(one.updated for one in reports),
        unchanged=sum(one.unchanged for one in reports),
        restated=sum(one.restated for one in reports),
        resumed=sum(one.resumed for one in reports),
        kept=max(0, last.rows + last.kept - rows),
        faults=(*faults, *(fault for one in reports for fault in one.faults)),
        unknown_columns=tuple(
            dict.fromkeys(column for one in reports for column in one.unknown_columns)
        ),
    )


@dataclass(slots=True)
class Tally:
    """Adds up what the batches of an import into one list did; see `Imported`."""

    rows: int = 0
    resumed: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    restated: int = 0

    def add(self, done: Renewal) -> None:
        """Count a batch that was written."""
        self.added += done.added
        self.updated += done.updated
        self.unchanged += done.unchanged
        self.restated += done.restated

    def report(
        self,
        list_id: str,
        name: str,
        *,
        in_list: int,
        faults: Sequence[Fault] = (),
        unknown_columns: Sequence[str] = (),
    ) -> Imported:
        """What was done.

        Args:
            in_list: records the list holds now.
        """
        return Imported(
            list_id=list_id,
            name=name,
            rows=self.rows,
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            restated=self.restated,
            resumed=self.resumed,
            kept=max(0, in_list - self.rows),
            faults=tuple(faults),
            unknown_columns=tuple(unknown_columns),
        )

"""Runs on disk: a folder each, with the record of what ran and a row for every case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.answer import Answer
from evals.cases import Case
from evals.errors import RunsError
from evals.measures import values_of
from evals.run_cases import EvalRun, RunRecord

RECORD = "record.json"
ROWS = "rows.jsonl"

Values = Mapping[str, float | None]
"""A value, or None for taking no part, by the name of the measure."""


class Row(BaseModel):
    """One case of a run.

    Attributes:
        answer: None when asking crashed.
        crashed: the error's text; "" otherwise.
        values: of every measure the run knew.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Case
    answer: Answer | None
    crashed: str = ""
    values: dict[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run read back.

    Attributes:
        name: of its folder.
        rows: in the order of the cases.
    """

    name: str
    record: RunRecord
    rows: tuple[Row, ...]

    @property
    def values(self) -> dict[str, Values]:
        """The values of each case, by its id."""
        return {row.case.id: row.values for row in self.rows}


def stored(run: EvalRun, *, name: str) -> StoredRun:
    """The run as it would be read back."""
    return StoredRun(name=name, record=run.record, rows=rows_of(run))


def rows_of(run: EvalRun) -> tuple[Row, ...]:
    """The run's cases with their answers and values."""
    return tuple(
        Row(case=j.case, answer=j.answer, crashed=j.crashed, values=values_of(j))
        for j in run.judgements
    )


def new_run_folder(folder: Path, record: RunRecord) -> Path:
    """Where to keep a run below `folder`: named by its start and its commit, never used before."""
    started = record.started.split("+")[0].replace("-", "").replace(":", "").replace("T", "-")
    name = f"{started}-{record.commit}"
    free = (folder / (f"{name}-{n}" if n > 1 else name) for n in count(1))
    return next(path for path in free if not path.exists())


def write_run(folder: Path, run: EvalRun) -> None:
    """Keep a run; the folder is made, and the record is written last: without it there is no run.

    Raises:
        RunsError: it cannot be written.
    """
    lines = (row.model_dump_json() for row in rows_of(run))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_lines(folder / ROWS, lines)
        record = json.dumps(asdict(run.record), ensure_ascii=False, indent=2)
        (folder / RECORD).write_text(record + "\n", encoding="utf-8")
    except OSError as error:
        raise RunsError(f"评测结果写不进 {folder}：{error.strerror}。请检查权限和磁盘。") from error


def read_run(folder: Path) -> StoredRun:
    """A run that `write_run` kept.

    Raises:
        RunsError: it is not there, was interrupted, or is damaged; the message names the file.
    """
    record = TypeAdapter(RunRecord)
    try:
        return StoredRun(
            name=folder.name,
            record=record.validate_json((folder / RECORD).read_bytes()),
            rows=tuple(_rows((folder / ROWS).read_text(encoding="utf-8").splitlines())),
        )
    except OSError as error:
        raise RunsError(
            f"{folder} 里没有完整的评测结果（{error.strerror}）。可用 zhice eval runs 查看已有的。"
        ) from error
    except ValueError as error:
        raise RunsError(
            f"{folder} 的评测结果已损坏：{_first_fault(error)}。请重新评测。"
        ) from error


def find_run(folders: Sequence[Path], name: str) -> Path:
    """The folder of the run that is called, or alone begins with, `name`; a path also does.

    Raises:
        RunsError: none is, or several are.
    """
    if (Path(name) / RECORD).is_file():
        return Path(name)
    found = [run for folder in folders for run in run_folders(folder) if run.name.startswith(name)]
    exact = [run for run in found if run.name == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise RunsError(f"没有叫 {name} 的评测结果。可用 zhice eval runs 查看已有的。")
    raise RunsError(f"以 {name} 开头的评测结果有 {len(found)} 个，请多写几位。")


def run_folders(folder: Path) -> list[Path]:
    """Folders of complete runs below `folder`, oldest name first; none when it is not there."""
    return sorted(record.parent for record in folder.glob(f"*/{RECORD}"))


def _rows(lines: Iterable[str]) -> Iterable[Row]:
    return (Row.model_validate_json(line) for line in lines if line.strip())


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


def _first_fault(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(str(part) for part in fault['loc'])} {fault['msg']}"
    return str(error)

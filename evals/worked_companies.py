"""Companies worked by hand: what the rules ought to say of each, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from assistant.eligibility.worked_examples import WorkedExample, read_examples
from evals.errors import CasesError

COMPANIES = Path(__file__).parent / "worked" / "companies.jsonl"
"""Ours; labelled from the facts, without running the rules."""


def read_companies(path: Path = COMPANIES) -> tuple[WorkedExample, ...]:
    """Worked companies in file order, in the format of `worked_examples`.

    Raises:
        CasesError: the file cannot be read, is empty, or names an id twice.
        ProgrammeError: a line is wrong; names it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CasesError(
            f"读不了企业文件 {path.name}：{error}。请检查路径和编码（UTF-8）。"
        ) from error
    found = read_examples(text)
    if not found:
        raise CasesError(f"{path.name} 里没有企业。每行应是一个 JSON 对象。")
    for name, count in Counter(company.id for company in found).items():
        if count > 1:
            raise CasesError(f"{path.name}：编号 {name} 重复。请改成不同的编号。")
    return found

"""An invented field with a known structure, and the built-in clauses to survey it with.

Four topics of known members; one applicant that leads, one that enters late; one effect that one
topic lacks although the others promise it; one effect too rare for its empty cells to mean much.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from assistant.layout.clauses import INSTRUMENTS, Clauses
from assistant.layout.patent_record import PatentKind, PatentRecord, Standing
from corpus.builtin import FOLDER
from corpus.documents import Document
from corpus.read_corpus import to_document
from corpus.read_file import read_file
from indexing.embed import Vectors

TODAY = date(2026, 11, 22)
LEADER, ENTRANT, OTHER = "领头仪器有限公司", "后来科技有限公司", "另一家研究院"
SUBJECTS = {
    "珊瑚礁巡检艇": ("推进舱", "缆绳绞盘", "浮力外壳"),
    "蜂箱温控模组": ("巢框", "采蜜口", "加热垫"),
    "陶瓷釉料喷枪": ("喷嘴", "釉浆罐", "烘干窑"),
    "盲文点显键盘": ("触点阵列", "行列扫描", "压电片"),
}
TOPIC_WITHOUT_NOISE = "蜂箱温控模组"
COMMON_EFFECTS = ("能提高工作效率", "降低了制造成本", "减小运行噪声", "延长使用寿命", "降低能耗")
RARE_EFFECT = "防止信息泄露"
EACH = 150
FIRST_YEAR, LAST_YEAR = 2012, 2025
_DIMENSION = 32


@dataclass(frozen=True)
class PlantedField:
    """Records and vectors, row by row, and the subject of each record by id."""

    records: list[PatentRecord]
    vectors: Vectors
    subject: dict[str, str]


@cache
def planted_field() -> PlantedField:
    """Six hundred patents, always the same."""
    draw = random.Random(7)
    noise = np.random.default_rng(7)
    records: list[PatentRecord] = []
    rows: list[Vectors] = []
    subject: dict[str, str] = {}
    for number, (name, parts) in enumerate(SUBJECTS.items()):
        middle = np.zeros(_DIMENSION, dtype=np.float32)
        middle[number] = 1
        for _ in range(EACH):
            record = _record(draw, len(records), name, parts)
            records.append(record)
            subject[record.id] = name
            rows.append(middle + noise.normal(0, 0.08, _DIMENSION).astype(np.float32))
    return PlantedField(records, np.array(rows, dtype=np.float32), subject)


def record(number: int, **given: object) -> PatentRecord:
    """A record of which only the number matters."""
    facts: dict[str, object] = {"title": f"样品{number}", **given}
    return PatentRecord(
        id=f"id{number:05}",
        list_id="planted",
        owner=None,
        number=f"CN{100_000_000 + number}A",
        **facts,  # type: ignore[arg-type]
    )


def _record(draw: random.Random, number: int, subject: str, parts: tuple[str, ...]) -> PatentRecord:
    year = draw.randint(FIRST_YEAR, LAST_YEAR)
    return record(
        number,
        title=f"一种{subject}的{draw.choice(parts)}",
        abstract=f"本发明公开了一种{subject}，包括{'、'.join(parts)}。{_effects(draw, subject)}。",
        kind=draw.choice((PatentKind.INVENTION, PatentKind.UTILITY)),
        applicants=(_applicant(draw, year),),
        filed=date(year, draw.randint(1, 12), draw.randint(1, 28)),
        ipc=("B63C11/00",) if subject == "珊瑚礁巡检艇" else ("A01K47/06", "G05D23/00"),
        standing=draw.choice((Standing.VALID, Standing.LAPSED)),
    )


def _effects(draw: random.Random, subject: str) -> str:
    open_to = [e for e in COMMON_EFFECTS if "噪声" not in e or subject != TOPIC_WITHOUT_NOISE]
    chosen = draw.sample(open_to, 2)
    if subject == "盲文点显键盘" and draw.random() < 0.05:
        chosen.append(RARE_EFFECT)
    return "，".join(chosen)


def _applicant(draw: random.Random, year: int) -> str:
    if draw.random() < 0.4:
        return LEADER
    if year >= 2021 and draw.random() < 0.5:
        return ENTRANT
    return f"{OTHER}{draw.randint(1, 40)}"


@cache
def builtin_documents() -> tuple[Document, ...]:
    """The texts of the program that the layout analysis cites, as they are shipped."""
    read = (read_file(path) for path in sorted(FOLDER.glob("*.md")))
    documents = (to_document(item) for result in read for item in result.items)
    return tuple(d for d in documents if d.title in INSTRUMENTS)


@cache
def clauses() -> Clauses:
    """Those texts on an ordinary day."""
    return Clauses(builtin_documents(), day=TODAY)


def no_clauses() -> Clauses:
    """An empty corpus."""
    return Clauses((), day=TODAY)

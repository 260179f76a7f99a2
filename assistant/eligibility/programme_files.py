"""Read programmes from their TOML files; what is wrong is named with file and key."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.faults import faults_of
from assistant.eligibility.honours import KNOWN_HONOURS, canonical
from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Role
from assistant.eligibility.programme_version import Version
from corpus.errors import BadPlaceError
from corpus.places import normalise_region

SHIPPED = Path(__file__).with_name("programmes")


def load_programmes(folder: Path = SHIPPED) -> tuple[Programme, ...]:
    """All programmes of a folder, by name of the file; their links to each other are checked.

    Raises:
        ProgrammeError: a file is wrong; names the file and the keys.
    """
    if folder == SHIPPED:
        return _shipped()
    return _load(folder)


def read_programme(text: str, *, name: str) -> Programme:
    """One programme.

    Args:
        text: TOML, in the format `programme` describes.
        name: of the file, for messages.

    Raises:
        ProgrammeError: it is wrong; names the file and every key that is.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProgrammeError(
            f"{name} 不是合法的 TOML：{error}。请检查引号、括号和等号。"
        ) from error
    try:
        programme = Programme.model_validate(data)
    except ValidationError as error:
        raise ProgrammeError(f"{name} 有误：{'；'.join(faults_of(error, data))}。") from error
    faults = list(_faults(programme))
    if faults:
        raise ProgrammeError(f"{name} 有误：{'；'.join(faults)}。")
    try:
        programme.rules  # noqa: B018 - reads the expressions, which may be wrong
    except ProgrammeError as error:
        raise ProgrammeError(f"{name}：{error}") from error
    return programme


@cache
def _shipped() -> tuple[Programme, ...]:
    return _load(SHIPPED)


def _load(folder: Path) -> tuple[Programme, ...]:
    programmes = tuple(
        read_programme(path.read_text(encoding="utf-8"), name=path.name)
        for path in sorted(folder.glob("*.toml"))
    )
    check_links(programmes)
    return programmes


def check_links(programmes: Iterable[Programme]) -> None:
    """That ids are unique and every programme that is named exists.

    Raises:
        ProgrammeError: one is not; names it.
    """
    ids = Counter(programme.id for programme in programmes)
    for name, count in ids.items():
        if count > 1:
            raise ProgrammeError(f"有 {count} 个文件的 id 都是 {name}，请改成互不相同。")
    for programme in programmes:
        for target in _targets(programme):
            if target not in ids:
                raise ProgrammeError(f"{programme.id} 提到的项目 {target} 不存在，请检查 id。")


def _targets(programme: Programme) -> Iterator[str]:
    for link in (*programme.requires, *programme.leads_to):
        yield link.programme
    for conflict in programme.conflicts:
        if conflict.programme is not None:
            yield conflict.programme


def _faults(programme: Programme) -> Iterator[str]:
    if programme.honour and canonical(programme.honour) not in KNOWN_HONOURS:
        yield f"honour 没有登记“{programme.honour}”这个资质"
    yield from _region_fault(programme.region)
    names = [parameter.name for parameter in programme.parameters]
    yield from (f"parameters 里 {name} 重复" for name in _repeated(names))
    yield from (f"versions 里 {name} 重复" for name in _repeated(v.id for v in programme.versions))
    ends = date.min
    for version in programme.versions:
        place = f"versions[{version.id}]"
        if version.until is not None and version.until < version.start:
            yield f"{place}.until 早于 from"
        if version.start <= ends:
            yield f"{place}.from 与上一版重叠，各版要从早到晚、互不重叠"
        ends = version.until or date.max
        yield from (f"{place}.{fault}" for fault in _version_faults(version))


def _region_fault(region: str) -> Iterator[str]:
    if not region:
        return
    try:
        path = normalise_region(region)
    except BadPlaceError as error:
        yield f"region {str(error).rstrip('。')}"
        return
    if path != region:
        yield f"region 要写全称“{path}”"


def _version_faults(version: Version) -> Iterator[str]:
    for name, parts in (
        ("criteria", version.criteria),
        ("amounts", version.amounts),
        ("materials", version.materials),
        ("deadlines", version.deadlines),
    ):
        yield from (f"{name} 里 {part} 重复" for part in _repeated(p.id for p in parts))
    scored = 0
    for criterion in version.criteria:
        is_scored = criterion.kind is Role.SCORED
        scored += is_scored
        if is_scored != (criterion.weight is not None):
            yield f"criteria[{criterion.id}].weight 只有 scored 的条件要写，而且必须写"
    if version.minimum_score is not None and not scored:
        yield 'minimum_score 没有可以计分的条件（kind = "scored"）'


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]

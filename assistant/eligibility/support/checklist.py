"""What to hand in, merged over several programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.eligibility.programme import Programme
from assistant.eligibility.programme_parts import Material, Reference
from assistant.eligibility.rules.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to hand in.

    Attributes:
        programmes: ids of those that ask for it.
        is_certain: False when it depends on what the profile does not tell.
    """

    text: str
    programmes: tuple[str, ...]
    is_certain: bool
    references: tuple[Reference, ...]


def checklist(programmes: Iterable[Programme], case: Case) -> tuple[ChecklistItem, ...]:
    """The materials of the versions in force, each text once, in the order of the programmes."""
    items: dict[str, ChecklistItem] = {}
    for programme in programmes:
        version = programme.version_on(case.day)
        for material in version.materials if version else ():
            needed = _is_needed(programme, material, case)
            if needed is not False:
                item = _item(programme, material, is_certain=needed is True)
                before = items.get(material.text)
                items[material.text] = item if before is None else _joined(before, item)
    return tuple(items.values())


def _is_needed(programme: Programme, material: Material, case: Case) -> bool | None:
    return material.when is None or programme.rules.condition(material.when).value(case)


def _item(programme: Programme, material: Material, *, is_certain: bool) -> ChecklistItem:
    return ChecklistItem(
        text=material.text,
        programmes=(programme.id,),
        is_certain=is_certain,
        references=material.references,
    )


def _joined(first: ChecklistItem, second: ChecklistItem) -> ChecklistItem:
    return ChecklistItem(
        text=first.text,
        programmes=(*first.programmes, *second.programmes),
        is_certain=first.is_certain or second.is_certain,
        references=tuple(dict.fromkeys((*first.references, *second.references))),
    )

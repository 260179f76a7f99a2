from __future__ import annotations

from assistant.layout.ipc_map import ipc_map
from tests.assistant.layout.planted_field import record


def test_a_patent_counts_once_at_each_level_under_every_symbol() -> None:
    found = ipc_map([record(1, ipc=("H02J7/00", "H02J9/06", "H01M10/44"))])
    assert [(c.label, c.number) for c in found.sections] == [("H", 1)]
    assert {c.label for c in found.classes} == {"H01", "H02"}
    assert {c.label for c in found.subclasses} == {"H01M", "H02J"}
    assert {c.label for c in found.groups} == {"H02J7", "H02J9", "H01M10"}
    assert [c.label for c in found.main_subclasses] == ["H02J"]


def test_a_symbol_without_a_group_counts_down_to_its_subclass() -> None:
    found = ipc_map([record(1, ipc=("G06F",))])
    assert [c.label for c in found.subclasses] == ["G06F"]
    assert found.groups == ()


def test_records_without_a_symbol_are_counted_and_said() -> None:
    found = ipc_map([record(1), record(2, ipc=("G06F17/00",))])
    assert found.remarks[0].patents == ("id00001",)
    assert "1 件没有 IPC" in found.remarks[0].text

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from assistant.layout.advice_sections import SectionName
from assistant.layout.written_advice import WrittenSection, section_by_rules
from assistant.listener import Listener
from assistant.pages.advice_writings import Writing
from tests.assistant.layout.advice_drafts import part, plan

FOREVER = 3600.0


def test_who_closes_the_tab_lets_the_model_go() -> None:
    writing = Writing("甲", plan().advice, patience=0.05)
    gone = threading.Event()

    def sections(listen: Callable[[], Listener]) -> Iterator[WrittenSection]:
        with listen().ending(gone.set):
            assert gone.wait(5)
        assert listen().has_left
        yield section_by_rules(part(SectionName.TOPICS))

    writing.run(sections)
    assert writing.is_over
    assert len(writing.written.sections) == 1


def test_who_looks_on_keeps_the_model_at_work() -> None:
    writing = Writing("甲", plan().advice, patience=FOREVER)
    heard = []

    def sections(listen: Callable[[], Listener]) -> Iterator[WrittenSection]:
        writing.look()
        heard.append(listen().has_left)
        yield section_by_rules(part(SectionName.TOPICS))

    writing.run(sections)
    assert heard == [False]


def test_a_fault_ends_it_and_is_told() -> None:
    writing = Writing("甲", plan().advice, patience=FOREVER)

    def sections(listen: Callable[[], Listener]) -> Iterator[WrittenSection]:
        yield section_by_rules(part(SectionName.TOPICS))
        raise OSError("磁盘")

    writing.run(sections)
    assert writing.is_over
    assert writing.error
    assert len(writing.written.sections) == 1

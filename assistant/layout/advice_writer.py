"""The advice in the words of a language model, every sentence checked; by rules where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.layout.advice import Advice
from assistant.layout.advice_assignment import AdviceAssignment
from assistant.layout.advice_sections import AdviceSection, sections_of
from assistant.layout.workbench import Surveyed
from assistant.layout.written_advice import WrittenAdvice, WrittenSection, section_by_rules
from assistant.listener import Listener
from assistant.writer import Writer, Written
from corpus.progress import Progress, no_progress


class AdviceWriter:
    """Has the parts of a plan worded, one after another; safe to use from several threads.

    Args:
        writer: drafts and checks; its prompts are those of `task="advise"`.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def write(
        self, advice: Advice, surveyed: Surveyed, progress: Progress = no_progress
    ) -> WrittenAdvice:
        """All of it; takes as long as the model does."""
        total = len(sections_of(advice))
        written: list[WrittenSection] = []
        progress("大模型正在撰写布局建议", 0, total)
        for section in self.sections(advice, surveyed):
            written.append(section)
            progress("大模型正在撰写布局建议", len(written), total)
        return WrittenAdvice(sections=tuple(written))

    def sections(
        self, advice: Advice, surveyed: Surveyed, listen: Callable[[], Listener] = Listener
    ) -> Iterator[WrittenSection]:
        """Each part as soon as it is written; once the model fails it is asked no more.

        Args:
            listen: called for each part: who waits for it.
        """
        failed = ""
        for section in sections_of(advice):
            if failed or not section.told:
                yield section_by_rules(section, notice=failed if section.told else "")
                continue
            told, written = self.section(section, surveyed, listen())
            failed = told.notice if written.model_failed else ""
            yield told

    def section(
        self, section: AdviceSection, surveyed: Surveyed, listener: Listener
    ) -> tuple[WrittenSection, Written]:
        """One part that has findings, and what the writer made of it."""
        asked = AdviceAssignment.of(section, surveyed)
        written = self._writer.write(asked.assignment, listener)
        return asked.section(written), written

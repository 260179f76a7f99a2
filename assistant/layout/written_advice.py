"""The advice in sentences, each with who worded it and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.layout.advice import Advice
from assistant.layout.advice_sections import AdviceSection, SectionName, sections_of
from assistant.layout.findings import Finding
from assistant.trace import SentenceSeen

BY_RULES = "布局建议的文字由规则给出，没有使用大模型。"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSentence:
    """One sentence.

    Attributes:
        by_model: the model worded it; else the rules did.
        basis: the finding, the patent or the clauses it rests on: it inherits their proof.
    """

    text: str
    by_model: bool
    basis: Finding

    @property
    def finding(self) -> Finding:
        """The sentence with what stands behind it."""
        return replace(self.basis, text=self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection:
    """One part of the advice.

    Attributes:
        sentences: those of the draft that stand, then what it passes over; all by rules where
            the draft does not stand or none was made.
        notice: Chinese, why the model's words are not used; "" when they are, or none was asked.
        drafted: every sentence of the model and what became of it.
        model: its name; "" when it was not asked.
    """

    name: SectionName
    sentences: tuple[WrittenSentence, ...]
    notice: str = ""
    drafted: tuple[SentenceSeen, ...] = ()
    model: str = ""

    @property
    def is_by_model(self) -> bool:
        """Whether a draft stands."""
        return any(sentence.by_model for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAdvice:
    """The parts, in the order they are shown; while they are being written not all of them."""

    sections: tuple[WrittenSection, ...]

    def by_model(self, name: SectionName) -> WrittenSection | None:
        """A part whose draft stands; None for the others."""
        found = (one for one in self.sections if one.name is name and one.is_by_model)
        return next(found, None)

    def says(self) -> tuple[str, ...]:
        """In Chinese, what the model worded and what it did not, and why."""
        worded = [one for one in self.sections if one.is_by_model]
        said = []
        if worded:
            names = "、".join(f"“{one.name}”" for one in worded)
            said.append(
                f"{names}由大模型（{worded[0].model}）撰写，每句都核对过所依据的统计结论、专利或条文，"
                "对不上的已删去，没写到的结论由规则补在后面；"
                "数字、期限和不能得出的结论都由规则给出。"
            )
        for notice in dict.fromkeys(one.notice for one in self.sections if one.notice):
            names = "、".join(f"“{one.name}”" for one in self.sections if one.notice == notice)
            said.append(f"{names}保留规则给出的文字：{notice}。")
        return tuple(said) or (BY_RULES,)


def written_by_rules(advice: Advice) -> WrittenAdvice:
    """The advice without a model."""
    return WrittenAdvice(sections=tuple(section_by_rules(one) for one in sections_of(advice)))


def section_by_rules(section: AdviceSection, *, notice: str = "") -> WrittenSection:
    """One part without a model.

    Args:
        notice: why there is none.
    """
    sentences = (
        WrittenSentence(text=finding.text, by_model=False, basis=finding)
        for finding in section.findings
    )
    return WrittenSection(name=section.name, sentences=tuple(sentences), notice=notice)

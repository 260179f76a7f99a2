"""What the patent lists say of a technology as sentences of the chat, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Citation, Sentence
from assistant.layout.cited_patent import cite_patent
from assistant.layout.findings import Finding
from assistant.layout.workbench import Surveyed

_CITED = 3
"""Patents cited for one sentence; the page lists them all."""

_LEADERS = 5
_TOPICS = 6

MORE = "以上每句只列举几件专利；完整清单、图表和报告见“专利布局”页。"


class ChatAnswers:
    """Makes sentences about one field of patents."""

    def __init__(self, surveyed: Surveyed) -> None:
        self._surveyed = surveyed
        self._records = {record.id: record for record in surveyed.field.records}

    def landscape(self) -> Iterator[Sentence]:
        """How many, who, what about, when, and what is thin."""
        found = self._surveyed.landscape
        yield self.size()
        leaders = found.applicants.shares[:_LEADERS]
        if leaders:
            names = "、".join(f"{one.name}（{len(one.patents)} 件）" for one in leaders)
            yield self.sentence(f"申请较多的是：{names}。", [one.patents[0] for one in leaders])
        for topic in found.topics.topics[:_TOPICS] if len(found.topics.topics) > 1 else ():
            yield self.sentence(f"主题“{topic.label}”有 {len(topic.patents)} 件。", topic.typical)
        for finding in (*found.trend.remarks, found.life_cycle.reason):
            yield from self.of((finding,))
        for spot in found.white_spots[:2]:
            yield from self.of(spot.checks)

    def size(self) -> Sentence:
        """How many patents there are, and how much that depends on the wording."""
        records, size = self._surveyed.field.records, self._surveyed.field.scope.size
        swing = f"（换一种说法约 {size.low:,}—{size.high:,} 件）" if size else ""
        text = f"导入的清单里检索到 {len(records):,} 件相关专利{swing}。"
        return self.sentence(text, [record.id for record in records])

    def before_advice(self) -> Iterator[Sentence]:
        """How many patents it rests on, and that they are too few where they are."""
        yield self.size()
        if self._surveyed.landscape.is_thin:
            text = "件数太少，看不出该往哪个主题布局；下面只是各种情况都适用的申请顺序和类型。"
            yield self.sentence(text, self._surveyed.landscape.patents)

    def sentence(
        self, text: str, patents: Sequence[str], clauses: Sequence[Citation] = ()
    ) -> Sentence:
        """A sentence citing the first few of the patents and all of the clauses."""
        day = self._surveyed.clauses.day
        cited = (self._records[id_] for id_ in dict.fromkeys(patents[: 2 * _CITED]))
        patents_cited = [cite_patent(record, day=day) for record in cited][:_CITED]
        return Sentence(text=text, citations=(*clauses, *patents_cited))

    def of(self, findings: Iterable[Finding]) -> Iterator[Sentence]:
        """Those that rest on something; what does not is no statement of the material."""
        for finding in findings:
            if finding.patents or finding.citations:
                yield self.sentence(finding.text, finding.patents, finding.citations)


def notices_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Limits without proof of their own, said beside the answer."""
    return tuple(finding.text for finding in findings if not finding.citations)

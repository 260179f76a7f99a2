"""The four abilities of RGB, tried by changing the corpus or joining questions of ours.

Source: Chen, Lin, Han & Sun, "Benchmarking Large Language Models in Retrieval-Augmented
Generation", AAAI 2024: noise robustness, negative rejection, information integration,
counterfactual robustness.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.catalogue import Catalogue
from corpus.documents import Document, Kind
from corpus.home import Home
from corpus.progress import Progress, no_progress
from evals.altered import former_version, local_version, without_facts
from evals.answer_measures import Judgement
from evals.cases import Case
from evals.measured import Measured, open_measured
from evals.robustness import Robustness, held
from evals.run_cases import EvalRun

_NOISE_COPIES = 2
_GROUPS = 6
"""Cases are spread over this many corpora, each without the texts of one group, so that the texts
of the others are still there to mislead."""

_FAR_AWAY = "西藏自治区/那曲市"
"""A place none of our questions asks about."""

Change = Callable[[Catalogue], None]
OpenWorld = Callable[[Home], Measured]


def abilities(
    home: Home,
    cases: Sequence[Case],
    *,
    open_world: OpenWorld = open_measured,
    progress: Progress = no_progress,
) -> tuple[Robustness, ...]:
    """How answers that are right hold: noise, missing texts, joined questions, altered copies.

    Only answerable cases without earlier turns that are right to begin with take part.

    Args:
        home: its corpus is copied and left as it is.
        open_world: opens the assistant over a data folder.

    Raises:
        CorpusError, IndexingError: as `open_assistant`.
    """
    measured = open_world(home)
    worlds = _Worlds(home, open_world)
    asked = [case for case in cases if case.answerable and not case.history]
    whole = measured.run(asked, asked="原题", progress=progress)
    right = [judged for judged in whole.judgements if judged.right and not judged.refused]
    before = EvalRun(judgements=tuple(right), figures=whole.figures, record=whole.record)
    catalogue = Catalogue(home.catalogue)
    return (
        held("noise", "掺入无关材料", before, worlds.ask(before, _noise(catalogue, right))),
        _rejection(worlds, before, progress),
        _integration(measured, before),
        held("former", "掺入已废止的旧版", before, worlds.ask(before, _former(catalogue, right))),
        held("elsewhere", "掺入别处的规定", before, worlds.ask(before, _local(catalogue, right))),
    )


class _Worlds:
    """Copies of a data folder, changed and asked."""

    def __init__(self, home: Home, open_world: OpenWorld) -> None:
        self._home = home
        self._open_world = open_world

    def ask(self, before: EvalRun, change: Change) -> EvalRun:
        """The questions of a run, asked of a changed corpus."""
        with TemporaryDirectory(prefix="zhice-world-") as folder:
            place = Home(Path(folder))
            shutil.copytree(self._home.root, place.root, dirs_exist_ok=True)
            catalogue = Catalogue(place.catalogue)
            with catalogue.batch():
                change(catalogue)
            cases = [judged.case for judged in before.judgements]
            return self._open_world(place).run(cases, asked="改动语料后")


def _noise(catalogue: Catalogue, right: Sequence[Judgement]) -> Change:
    facts: defaultdict[str, list[str]] = defaultdict(list)
    for judged in right:
        spellings = [spelling for fact in judged.case.facts for spelling in fact]
        for document_id in judged.cited_documents:
            facts[document_id] += spellings

    def add(changed: Catalogue) -> None:
        for document in _cited(catalogue, right):
            for number in range(1, _NOISE_COPIES + 1):
                changed.add(without_facts(document, facts[document.id], number=number))

    return add


def _former(catalogue: Catalogue, right: Sequence[Judgement]) -> Change:
    ended = min((judged.case.as_of or date.today() for judged in right), default=date.today())

    def add(changed: Catalogue) -> None:
        for document in _cited(catalogue, right):
            last = min(ended, document.effective or ended) - timedelta(days=1)
            changed.add(former_version(document, ended=last))

    return add


def _local(catalogue: Catalogue, right: Sequence[Judgement]) -> Change:
    def add(changed: Catalogue) -> None:
        for document in _cited(catalogue, right):
            if document.region is None:
                changed.add(local_version(document, region=_FAR_AWAY))

    return add


def _rejection(worlds: _Worlds, before: EvalRun, progress: Progress) -> Robustness:
    """Without the texts that answer: refuse, or find the same facts in another text."""
    judgements: list[Judgement] = []
    groups = list(_groups(before.judgements))
    for done, group in enumerate(groups):
        progress("抽走所据文件", done, len(groups))
        part = EvalRun(judgements=tuple(group), figures=before.figures, record=before.record)
        judgements += worlds.ask(part, _without(group)).judgements
    after = EvalRun(judgements=tuple(judgements), figures=before.figures, record=before.record)
    return held(
        "rejection", "抽走所据文件", before, after, is_right=lambda j: j.refused or j.text_right
    )


def _without(group: Iterable[Judgement]) -> Change:
    wanted = {source.title for judged in group for source in judged.case.sources}

    def remove(changed: Catalogue) -> None:
        for summary in changed.summaries():
            if any(title in summary.title or title in summary.source for title in wanted):
                changed.remove(summary.id)

    return remove


def _groups(judgements: Sequence[Judgement]) -> Iterator[list[Judgement]]:
    """Cases on the same text stay together."""
    by_source: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judged in judgements:
        by_source[judged.case.sources[0].title].append(judged)
    groups: list[list[Judgement]] = [[] for _ in range(min(_GROUPS, len(by_source)))]
    for number, title in enumerate(sorted(by_source)):
        groups[number % len(groups)] += by_source[title]
    return iter(groups)


def _integration(measured: Measured, before: EvalRun) -> Robustness:
    """Two questions in one message: the facts of both are wanted."""
    cases = [judged.case for judged in before.judgements]
    joined = [_joined(one, other) for one, other in pairwise(cases) if _fit(one, other)]
    return held("integration", "两问合一", before, measured.run(joined, asked="两问合一"))


def _fit(one: Case, other: Case) -> bool:
    return (one.as_of, one.region) == (other.as_of, other.region)


def _joined(one: Case, other: Case) -> Case:
    first = one.question.rstrip("？?。 ")
    return one.model_copy(
        update={
            "question": f"{first}？另外，{other.question}",
            "facts": (*one.facts, *other.facts),
            "sources": (*one.sources, *other.sources),
        }
    )


def _cited(catalogue: Catalogue, right: Iterable[Judgement]) -> list[Document]:
    ids = sorted({id_ for judged in right for id_ in judged.cited_documents})
    documents = map(catalogue.get, ids)
    return [document for document in documents if document.kind is not Kind.PATENT]

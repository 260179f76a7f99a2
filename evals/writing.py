"""What a model adds and what checking saves: the same questions answered in three ways."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.open_assistant import open_assistant
from assistant.open_model import MakeWriter, make_writer
from assistant.settings import AssistantSettings
from corpus.home import Home
from corpus.progress import Progress, no_progress
from evals.answer_figures import percentile
from evals.answer_measures import Judgement
from evals.cases import Case
from evals.measured import Measured, measured_over
from evals.significance import SEED
from evals.unchecked_writer import make_unchecked_writer

EXTRACTS = "条文摘录"
CHECKED = "大模型，逐句核对"
UNCHECKED = "大模型，不核对"


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingFigures:
    """Measures of one way of answering; a share over nothing is None.

    Attributes:
        by_model: answers a model worded, of those that are no refusals.
        fact_recall: gold facts said / gold facts of the answerable cases.
        source_right: a wanted clause cited / answerable cases.
        citation_precision: citations that carry their sentence / citations, over all answers.
        citation_recall: sentences their citations carry / sentences, over all answers.
        invented_numbers: quantities found neither in the quotes nor in the question.
        unanswerable_refused: refused / unanswerable; `false_refusals`: refused / answerable.
        first_p50_ms: until the first sentence could be read, where the model was asked.
        p50_ms, p95_ms: of the whole answer.
    """

    cases: int
    crashed: int
    by_model: float | None
    fact_recall: float | None
    source_right: float | None
    citation_precision: float | None
    citation_recall: float | None
    invented_numbers: int
    unanswerable_refused: float | None
    false_refusals: float | None
    first_p50_ms: float | None
    p50_ms: float | None
    p95_ms: float | None


def sample(cases: Sequence[Case], number: int) -> tuple[Case, ...]:
    """As many of the cases, drawn by lot, the same ones every time, in their order."""
    if number >= len(cases):
        return tuple(cases)
    drawn = sorted(random.Random(SEED).sample(range(len(cases)), number))
    return tuple(cases[at] for at in drawn)


def compare_writing(
    home: Home,
    cases: Sequence[Case],
    settings: AssistantSettings,
    progress: Progress = no_progress,
) -> dict[str, tuple[Judgement, ...]]:
    """The cases answered with extracts, with checked drafts and with unchecked ones.

    Case by case, checked before unchecked: what the model replied to the first serves the second
    where it was kept. Works on a copy of the data folder, whose own replies are left out.

    Raises:
        CorpusError, IndexingError, ModelError: as `open_assistant`.
    """
    with TemporaryDirectory(prefix="zhice-writing-") as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(home.root, copy.root)
        copy.replies.unlink(missing_ok=True)
        without = settings.model_copy(update={"llm_url": ""})
        kept = settings.model_copy(update={"llm_cache": True})
        ways = {
            EXTRACTS: _measured(copy, without, make_writer),
            CHECKED: _measured(copy, kept, make_writer),
            UNCHECKED: _measured(copy, kept, make_unchecked_writer),
        }
        judged: dict[str, list[Judgement]] = {name: [] for name in ways}
        for done, case in enumerate(cases, start=1):
            for name, way in ways.items():
                judged[name] += way.run([case], asked=case.id).judgements
            progress("作答", done, len(cases))
    return {name: tuple(found) for name, found in judged.items()}


def _measured(home: Home, settings: AssistantSettings, writes: MakeWriter) -> Measured:
    return measured_over(open_assistant(home, settings=settings, writes=writes), home)


def writing_figures(judgements: Sequence[Judgement]) -> WritingFigures:
    """The measures over the judged answers of one way."""
    answerable = [j for j in judgements if j.case.answerable]
    unanswerable = [j for j in judgements if not j.case.answerable]
    answered = [j.answer for j in judgements if j.answer is not None and not j.refused]
    claims = [s for j in judgements if j.claims is not None for s in j.claims.sentences]
    cited = sum(claim.citations for claim in claims)
    facts = sum(len(j.case.facts) for j in answerable)
    missing = sum(
        len(j.case.facts if j.refused or j.answer is None else j.missing_facts) for j in answerable
    )
    times = [j.took_ms for j in judgements if j.answer is not None]
    traces = [answer.trace for answer in answered if answer.trace is not None]
    firsts = [trace.first_shown_ms for trace in traces if trace.first_shown_ms is not None]
    return WritingFigures(
        cases=len(judgements),
        crashed=sum(j.answer is None for j in judgements),
        by_model=_share(sum(a.mode == "llm" for a in answered), len(answered)),
        fact_recall=_share(facts - missing, facts),
        source_right=_share(sum(j.source_right for j in answerable), len(answerable)),
        citation_precision=_share(cited - sum(claim.idle for claim in claims), cited),
        citation_recall=_share(sum(claim.is_supported for claim in claims), len(claims)),
        invented_numbers=sum(len(j.invented_numbers) for j in judgements),
        unanswerable_refused=_share(sum(j.refused for j in unanswerable), len(unanswerable)),
        false_refusals=_share(sum(j.falsely_refused for j in answerable), len(answerable)),
        first_p50_ms=percentile(firsts, 50),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def _share(hits: int, of: int) -> float | None:
    return hits / of if of else None

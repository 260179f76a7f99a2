"""The assistant under measurement, the documents it is checked against, and what it is made of."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from corpus.catalogue import Catalogue
from corpus.documents import Document, Status
from corpus.errors import UnknownDocumentError
from corpus.home import Home, default_home
from corpus.progress import Progress, no_progress
from evals.answer_measures import StatusOn
from evals.cases import Case
from evals.quote_measures import TextOf
from evals.run_cases import Answers, EvalRun, run_cases
from indexing.errors import IndexMissingError
from indexing.generations import current_generation
from indexing.index_record import read_record

ENDPOINT_KEY = "ZHICE_ENDPOINT_KEY"
"""Environment variable with the key of an endpoint under measurement; never written anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What `run_cases` needs, and the kind of every document by its id."""

    assistant: Answers
    text_of: TextOf
    status_on: StatusOn
    settings: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)

    def run(
        self, cases: Sequence[Case], *, asked: str, progress: Progress = no_progress
    ) -> EvalRun:
        """Ask and judge these cases; `asked` names them in the record."""
        run = run_cases(
            cases,
            self.assistant,
            text_of=self.text_of,
            status_on=self.status_on,
            settings={**self.settings, "题目": asked},
            progress=progress,
        )
        cited = {id_ for judged in run.judgements for id_ in judged.cited_documents}
        kinds = {id_: kind for id_ in sorted(cited) if (kind := self.kinds.get(id_))}
        return replace(run, record=replace(run.record, kinds=kinds))

    def with_endpoint(self, url: str, model: str) -> Measured:
        """The same, with somebody else's assistant answering; the key is read from the environment.

        Raises:
            EndpointError: `url` is no address.
        """
        from evals.chat_client import ChatClient
        from evals.endpoint import EndpointAssistant, clauses_by_asking

        client = ChatClient(url, model, key=os.environ.get(ENDPOINT_KEY, ""))
        theirs = EndpointAssistant(client, look_up=clauses_by_asking(self.assistant))
        return replace(
            self, assistant=theirs, settings={**self.settings, "接口": url, "模型": model}
        )


def open_measured(home: Home | None = None, *, progress: Progress = no_progress) -> Measured:
    """The assistant a user of this data folder gets, with its catalogue read independently of it.

    A language model is asked every time: replies kept from before would measure nothing.

    Raises:
        CorpusError, IndexingError, SettingsError: as `open_assistant`.
    """
    from assistant.open_assistant import open_assistant  # brings onnxruntime and chromadb
    from assistant.saved_settings import read_settings

    place = home or default_home()
    settings = read_settings(place).model_copy(update={"llm_cache": False})
    return measured_over(open_assistant(place, settings=settings, progress=progress), place)


def measured_over(assistant: Answers, home: Home) -> Measured:
    """An assistant that is open already, with the catalogue of its data folder.

    Raises:
        CorpusError, IndexingError: the catalogue or the index cannot be read.
    """
    from assistant.settings import AssistantSettings

    catalogue = Catalogue(home.catalogue)
    text_of, status_on = lookups(catalogue)
    return Measured(
        assistant=assistant,
        text_of=text_of,
        status_on=status_on,
        settings=_what_ran(home, catalogue) | {"设置": AssistantSettings().model_dump_json()},
        kinds={summary.id: str(summary.kind) for summary in catalogue.summaries()},
    )


def lookups(catalogue: Catalogue) -> tuple[TextOf, StatusOn]:
    """Text and validity by document id; None for an id the catalogue does not hold."""

    @lru_cache(maxsize=512)
    def find(document_id: str) -> Document | None:
        try:
            return catalogue.get(document_id)
        except UnknownDocumentError:
            return None

    def text_of(document_id: str) -> str | None:
        document = find(document_id)
        return document.text if document else None

    def status_on(document_id: str, day: date) -> Status | None:
        document = find(document_id)
        return document.status_on(day) if document else None

    return text_of, status_on


def _what_ran(home: Home, catalogue: Catalogue) -> dict[str, str]:
    generation = current_generation(home.index)
    if generation is None:
        raise IndexMissingError("还没有索引。请先运行 zhice ask 或 zhice serve 建好索引再评测。")
    record = read_record(generation.record)
    return {
        "语料版本": catalogue.revision,
        "文件数": str(len(record.documents)),
        "段落数": str(record.passages),
        "向量模型": f"{record.embedder}（{record.dimension} 维）",
        "分段规则": f"{record.cut_version}，最长 {record.longest} 字",
        "检索单元规则": str(record.units_version),
    }

"""The hybrid index as a LangChain retriever, for chains built with LangChain."""

from __future__ import annotations

from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from indexing.open_index import HybridIndex
from indexing.passages import EVERYTHING, Scope, ScoredPassage


class ZhiceRetriever(BaseRetriever):
    """Passages as LangChain documents, best first.

    `page_content` is the verbatim text; the metadata holds what a citation needs: document_id,
    title, locator, start, end, sha256, status on `scope.day` or today, verification, form, source,
    region, score.

    Attributes:
        index: stays open; the caller closes it.
        limit: documents a question gets at most, 1 or more.
        scope: which passages may be returned.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: HybridIndex
    limit: int = 10
    scope: Scope = EVERYTHING

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.index.search(query, limit=self.limit, scope=self.scope)
        day = self.scope.day or date.today()
        return [_as_document(scored, day) for scored in found]


def _as_document(scored: ScoredPassage, day: date) -> Document:
    passage = scored.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "title": passage.title,
            "locator": passage.heading,
            "start": passage.start,
            "end": passage.end,
            "sha256": passage.sha256,
            "status": passage.status_on(day).value,
            "verification": passage.verification.value,
            "form": passage.form.value,
            "source": passage.source,
            "region": passage.region,
            "score": scored.score,
        },
    )

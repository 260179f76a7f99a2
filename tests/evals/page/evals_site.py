"""「评测」 over the small corpus, in a client; as a program, served: … HOME PORT HOW."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from assistant.asker import Asker
from assistant.conversations import ConversationStore
from assistant.opening import Opening
from assistant.serve import build_pages, make_site, serve
from assistant.web_desk import ChatDesk
from corpus.home import Home
from evals.cases import Case
from evals.drafts import DraftStore
from evals.page.evals_page import PAGE
from evals.run_cases import EvalRun, run_cases
from evals.stored_runs import write_run
from indexing.embed import OnnxEmbedder
from tests.assistant.pages.site_for_tests import FROM_OURSELVES, OWN
from tests.assistant.small_corpus import make_assistant
from tests.evals.scripted_assistant import ScriptedAssistant, status_on, text_of

MODULE = "tests.evals.page.evals_site"


@dataclass(frozen=True)
class Served:
    """The pages of one data folder, visited from our own pages."""

    client: TestClient
    home: Home

    @property
    def drafts(self) -> DraftStore:
        return DraftStore(self.home.drafts)

    @property
    def chats(self) -> ConversationStore:
        return ConversationStore(self.home.conversations)

    def page(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.text


def serve_in_test(home: Home, asker: Asker | None = None) -> Served:
    """Without `asker` the assistant is for ever being opened."""
    opening = Opening(lambda _: asker)  # type: ignore[arg-type, return-value]
    if asker is not None:
        opening.start()
        opening.result()
    store = ConversationStore(home.conversations)
    app = build_pages(make_site(home, store, opening, more_pages=[PAGE]), ChatDesk(store, opening))
    client = TestClient(app, base_url=OWN, raise_server_exceptions=False, headers=FROM_OURSELVES)
    return Served(client, home)


def keep_run(home: Home, name: str, assistant: ScriptedAssistant, cases: Sequence[Case]) -> EvalRun:
    """A run of these cases, kept under that name."""
    run = run_cases(
        cases, assistant, text_of=text_of, status_on=status_on, settings={"题目": "dev"}
    )
    write_run(home.runs / name, run)
    return run


def main() -> None:
    """HOME, PORT and how opening goes, which is always at once."""
    home = Home(Path(sys.argv[1]))
    serve(
        home,
        int(sys.argv[2]),
        open_asker=lambda tell: make_assistant(home, OnnxEmbedder()),
        more_pages=[PAGE],
    )


if __name__ == "__main__":
    main()

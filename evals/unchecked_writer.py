"""A model's drafts as they are, citations as it gave them: what the checking is measured against.

No setting leads here; only an evaluation can build it.
"""

from __future__ import annotations

import weakref

from assistant.answer import Sentence
from assistant.answer_cache import ReplyCache
from assistant.draft import DraftSentence, read_draft
from assistant.errors import ModelError
from assistant.language_model import LanguageModel
from assistant.listener import Listener
from assistant.model_queue import ModelQueue
from assistant.open_model import make_model, replies_of
from assistant.prompting import Prompt, PromptWriter
from assistant.settings import AssistantSettings
from assistant.writer import Assignment, Writer, Written
from corpus.home import Home


class UncheckedWriter:
    """Says whatever the model writes, each sentence with the whole clauses it names.

    Args:
        model: drafts.
        prompts: lays the clauses out.
        replies: the model gave to the same prompts; None asks it every time.
    """

    def __init__(
        self, model: LanguageModel, prompts: PromptWriter, replies: ReplyCache | None = None
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._replies = replies

    def write(self, assignment: Assignment, listener: Listener) -> Written:
        """As the protocol says."""
        prompt = self._prompts.write(
            assignment.question.text,
            assignment.clauses,
            day=assignment.day,
            place=assignment.place,
        )
        try:
            reply = self._reply(prompt, listener)
        except ModelError as error:
            return Written(notice=str(error), model=self._model.name)
        drafted = read_draft([reply])
        sentences = tuple(_sentence(one, prompt, assignment) for one in drafted)
        return Written(sentences=sentences, model=self._model.name)

    def _reply(self, prompt: Prompt, listener: Listener) -> str:
        before = self._replies and self._replies.find(prompt.messages)
        return before or "".join(self._model.stream(prompt.messages, listener))


def make_unchecked_writer(
    settings: AssistantSettings, home: Home, queue: ModelQueue | None = None
) -> Writer | None:
    """In the place of `make_writer`; replies that are kept for checked answers are used."""
    model = make_model(settings, queue)
    room = settings.llm_context_tokens - settings.llm_max_tokens
    writer = UncheckedWriter(model, PromptWriter(room), replies_of(settings, home))
    weakref.finalize(writer, model.close).atexit = False
    return writer


def _sentence(drafted: DraftSentence, prompt: Prompt, assignment: Assignment) -> Sentence:
    named = [clause for clause in prompt.clauses if clause.number in drafted.marks]
    cited = [c for clause in named for c in clause.cite(clause.parts[-1], day=assignment.day)]
    return Sentence(text=drafted.text, citations=tuple(cited))

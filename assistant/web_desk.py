"""What the page does when something is clicked: between its widgets, the asker and the store."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answer import Answer, Citation, ClauseInContext, Sentence, Turn
from assistant.background import BackgroundThreads, Result
from assistant.conversations import ConversationStore, Feedback, StoredTurn
from assistant.errors import AssistantError, BadQuestionError, ConversationsError
from assistant.export import to_markdown
from assistant.footnotes import numbered_citations
from assistant.labels import WHOLE_COUNTRY
from assistant.listener import Heard, Listener
from assistant.opening import Opening, user_message
from assistant.web_chrome import history_html, report_html, welcome_html
from assistant.web_clause import panel_html
from assistant.web_render import Last, Pending, Refused, Writing, conversation_html
from corpus.errors import ZhiceError

ASKS_AT_ONCE = 64
"""Questions under way; those that a language model words wait for up to a minute, and idle."""

_LOOK_AGAIN_SECONDS = 0.3
_LAST_STEP_SECONDS = 0.02
"""An answer that was heard to its end is stored as it is, not shown as one under way."""
_SENTENCE_SECONDS = 0.08
_REVEAL_SECONDS = 0.6
"""An answer is there whole within milliseconds; showing it takes at most this long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What stands in the question form; `as_of` as the date field gives it: "2026-11-22"."""

    question: str
    as_of: str
    region: str
    conversation: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the page shows of a conversation.

    Attributes:
        conversation: its number; None for one without a question yet.
        question: what to put into the question field; None leaves it as it is.
    """

    conversation: int | None
    thread: str
    history: str
    question: str | None = None


class ChatDesk:
    """Serves one page; every method may be called from several threads."""

    def __init__(self, store: ConversationStore, opening: Opening) -> None:
        self.opening = opening
        self._store = store
        self._threads = BackgroundThreads(ASKS_AT_ONCE)

    def ask(self, asked: Asked) -> Generator[View | None]:
        """The conversation as the answer comes: waiting, then sentence by sentence.

        None is given every now and then while nothing new is there to show, so that a generator
        nobody reads any more can be closed; that ends the request to a language model.
        """
        # A lone half of a surrogate pair can be sent by a script but not stored.
        question = asked.question.encode("utf-8", "replace").decode("utf-8")
        try:
            if not question.strip():
                raise BadQuestionError("请先写下想问的问题。")
            day = _day(asked.as_of)
            yield self._view(
                asked.conversation, last=self._under_way(question, Heard()), question=""
            )
            listener = Listener()
            answered = self._threads.submit(lambda: self._answer(asked, question, day, listener))
            answered.add_done_callback(lambda _: listener.stop())
            seen = yield from self._follow(asked.conversation, question, answered, listener)
            turn = Turn(question=question, answer=_result_of(answered))
            yield from self._keep_and_reveal(asked.conversation, turn, seen=seen)
        except ZhiceError as error:
            refused = Refused(question, str(error))
            yield self._view(asked.conversation, last=refused, question=question)

    def show(self, conversation: int | None) -> View:
        """A stored conversation; the welcome when there is none of that number."""
        exists = conversation is not None and self._store.title_of(conversation) is not None
        return self._view(conversation if exists else None)

    def rename(self, conversation: int, title: str, *, current: int | None) -> View:
        """Give a conversation another title and show the current one."""
        self._store.rename(conversation, title)
        return self.show(current)

    def delete(self, conversation: int, *, current: int | None) -> View:
        """Remove a conversation and show the current one, or the welcome if that was it."""
        self._store.delete(conversation)
        return self.show(current)

    def rate(self, turn: int, feedback: Feedback, *, current: int | None) -> View:
        """Keep what the user thinks of an answer and show it."""
        self._store.rate(turn, feedback)
        return self.show(current)

    def clause(self, turn: int, number: int) -> str:
        """The side panel for citation `number` of a stored answer."""
        citations = numbered_citations(self._store.turn(turn).turn.answer)
        if not 1 <= number <= len(citations):
            raise ConversationsError(f"这条回答没有第 {number} 条依据。")
        citation = citations[number - 1]
        return panel_html(number, citation, self._in_context(citation))

    def add_files(self, paths: Sequence[Path]) -> Iterator[str]:
        """Take uploaded files in; yields what is being done, then what became of each."""
        asker = self.opening.asker()
        if asker is None:
            yield report_html(["资料库还在准备，请等就绪后再上传。"])
            return
        added = self._threads.submit(lambda: asker.add_files(paths))
        while not wait([added], _LOOK_AGAIN_SECONDS).done:
            yield report_html([f"正在读入 {len(paths)} 个文件……"])
        try:
            lines = _result_of(added)
            yield report_html(lines)
        except ZhiceError as error:
            yield report_html([str(error)])

    def regions(self) -> list[str]:
        """The places to offer: the whole country first."""
        asker = self.opening.asker()
        return [WHOLE_COUNTRY, *(asker.regions() if asker else ())]

    def export(self, conversation: int) -> str:
        """The conversation as Markdown.

        Raises:
            ConversationsError: it was deleted or never was.
        """
        title = self._store.title_of(conversation)
        if title is None:
            raise ConversationsError("这段对话已被删除。")
        return to_markdown(title, self._store.turns(conversation))

    def _answer(self, asked: Asked, question: str, day: date | None, listener: Listener) -> Answer:
        """Runs in a thread of ours: waits for the asker, then for its answer."""
        asker = self.opening.result()
        history = [stored.turn for stored in self._turns(asked.conversation)]
        region = asked.region.strip()
        return asker.ask(
            question,
            as_of=day,
            region=None if region in ("", WHOLE_COUNTRY) else region,
            history=history,
            listener=listener,
        )

    def _follow(
        self,
        conversation: int | None,
        question: str,
        answered: Future[Answer],
        listener: Listener,
    ) -> Generator[View | None, None, tuple[Sentence, ...]]:
        """What is heard of an answer until it is there; returns the sentences shown last.

        Closed before that, it ends what is under way.
        """
        heard, shown = Heard(), self._under_way(question, Heard())
        try:
            while not answered.done():
                heard = listener.news(heard, seconds=_LOOK_AGAIN_SECONDS)
                if wait([answered], _LAST_STEP_SECONDS).done:
                    break
                before, shown = shown, self._under_way(question, heard)
                yield None if shown == before else self._view(conversation, last=shown)
        finally:
            if not answered.done():
                listener.leave()
        return shown.sentences if isinstance(shown, Writing) else ()

    def _keep_and_reveal(
        self, conversation: int | None, turn: Turn, *, seen: tuple[Sentence, ...]
    ) -> Iterator[View]:
        """Store the turn and show it; sentences not seen before come one after another."""
        if conversation is None or self._store.title_of(conversation) is None:
            conversation = self._store.start(turn.question)
        self._store.append(conversation, turn)
        sentences = turn.answer.sentences
        begins = len(seen) + 1 if sentences[: len(seen)] == seen else len(sentences)
        for shown in range(begins, len(sentences)):
            yield self._view(conversation, shown_sentences=shown)
            time.sleep(min(_SENTENCE_SECONDS, _REVEAL_SECONDS / len(sentences)))
        yield self._view(conversation)

    def _under_way(self, question: str, heard: Heard) -> Pending | Writing:
        doing = self._doing(heard.ahead)
        if not heard.sentences:
            return Pending(question, doing)
        return Writing(question, heard.sentences, doing)

    def _doing(self, ahead: int | None) -> str:
        state = self.opening.state
        if not state.is_ready:
            return f"{state.words}，就绪后立即回答……"
        if ahead is None:
            return "正在查找依据……"
        if ahead:
            return f"大模型正忙，前面还有 {ahead} 个问题……"
        return "大模型正在作答，每句核对过条款后显示……"

    def _in_context(self, citation: Citation) -> ClauseInContext:
        asker = self.opening.asker()
        try:
            if asker is not None:
                return asker.in_context(citation)
            trouble = "资料库还在准备，暂时只能显示引文本身。"
        except ZhiceError as error:
            trouble = str(error)
        return ClauseInContext(
            before="", quote=citation.quote, after="", heading=citation.locator, changed=trouble
        )

    def _turns(self, conversation: int | None) -> list[StoredTurn]:
        return [] if conversation is None else self._store.turns(conversation)

    def _view(
        self,
        conversation: int | None,
        *,
        last: Last | None = None,
        shown_sentences: int | None = None,
        question: str | None = None,
    ) -> View:
        turns = self._turns(conversation)
        return View(
            conversation=conversation,
            thread=self._thread(conversation, turns, last, shown_sentences),
            history=history_html(self._store.titles(), current=conversation, today=date.today()),
            question=question,
        )

    def _thread(
        self,
        conversation: int | None,
        turns: Sequence[StoredTurn],
        last: Last | None,
        shown_sentences: int | None,
    ) -> str:
        if not turns and last is None:
            return welcome_html()
        title = None if conversation is None else self._store.title_of(conversation)
        return conversation_html(
            title or "新对话",
            export_address(conversation) if turns and conversation is not None else "",
            turns,
            last=last,
            shown_sentences=shown_sentences,
        )


def export_address(conversation: int) -> str:
    """Where the page fetches a conversation as Markdown."""
    return f"/conversations/{conversation}.md"


def _day(as_of: str) -> date | None:
    if not as_of.strip():
        return None
    try:
        return date.fromisoformat(as_of.strip())
    except ValueError as error:
        raise BadQuestionError(f"日期「{as_of}」认不出来，请写成 2026-11-22 这样。") from error


def _result_of(done: Future[Result]) -> Result:
    """The result of ended work; an unexpected error is logged and said in general words."""
    error = done.exception()
    if error is not None:
        raise AssistantError(user_message(error)) from error
    return done.result()

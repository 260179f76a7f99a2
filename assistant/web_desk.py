"""What the page does when something is clicked: between its widgets, the asker and the store."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.answer import Citation, ClauseInContext, Sentence
from assistant.background import BackgroundThreads, Result
from assistant.conversations import ConversationStore, Feedback, StoredTurn
from assistant.errors import AssistantError, BadQuestionError, ConversationsError
from assistant.export import to_markdown
from assistant.footnotes import numbered_citations
from assistant.labels import WHOLE_COUNTRY
from assistant.opening import Opening, user_message
from assistant.under_way import PATIENCE_SECONDS, AnswersUnderWay, Asked, UnderWay
from assistant.web_chrome import history_html, report_html, welcome_html
from assistant.web_clause import panel_html
from assistant.web_render import Last, Pending, Refused, Writing, conversation_html
from corpus.errors import ZhiceError

_LOOK_AGAIN_SECONDS = 0.3
_LAST_STEP_SECONDS = 0.02
"""An answer that was heard to its end is stored as it is, not shown as one under way."""
_SENTENCE_SECONDS = 0.08
_BROKEN_OFF = "这个问题没有答完就中断了，请再问一次。"
_REVEAL_SECONDS = 0.6
"""An answer is there whole within milliseconds; showing it takes at most this long."""


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
    """Serves one page; every method may be called from several threads.

    Args:
        store: keeps the conversations.
        opening: of whom answers.
        patience: seconds a model goes on after the last reader of its answer went.
    """

    def __init__(
        self, store: ConversationStore, opening: Opening, *, patience: float = PATIENCE_SECONDS
    ) -> None:
        self.opening = opening
        self._store = store
        self._threads = BackgroundThreads(1)
        self._answers = AnswersUnderWay(store, opening, patience=patience)

    def ask(self, asked: Asked) -> Generator[View | None]:
        """The conversation as the answer comes: waiting, then sentence by sentence.

        None is given every now and then while nothing new is there to show, so that a generator
        nobody reads any more can be closed. A model that writes for nobody is soon ended, and what
        can be said without it is stored.
        """
        # A lone half of a surrogate pair can be sent by a script but not stored.
        question = asked.question.encode("utf-8", "replace").decode("utf-8")
        try:
            if not question.strip():
                raise BadQuestionError("请先写下想问的问题。")
            day = _day(asked.as_of)
            under_way = self._answers.begin(replace(asked, question=question), day)
            yield from self._follow(under_way, emptied="")
        except ZhiceError as error:
            refused = Refused(question, str(error))
            yield self._view(asked.conversation, last=refused, question=question)

    def read_on(self, conversation: int | None) -> Generator[View | None]:
        """The answer under way in a conversation, for a page that was loaded anew; else nothing."""
        under_way = self._answers.of(conversation)
        if under_way is None:
            return
        try:
            yield from self._follow(under_way)
        except ZhiceError as error:
            yield self._view(conversation, last=Refused(under_way.question, str(error)))

    def show(self, conversation: int | None) -> View:
        """A stored conversation; the welcome when there is none of that number."""
        title = None if conversation is None else self._store.title_of(conversation)
        if conversation is None or title is None:
            return self._view(None)
        if under_way := self._answers.of(conversation):
            return self._meanwhile(under_way, self._so_far(under_way))
        is_empty = not self._turns(conversation)
        return self._view(conversation, last=Refused(title, _BROKEN_OFF) if is_empty else None)

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

    def _follow(self, under_way: UnderWay, *, emptied: str | None = None) -> Generator[View | None]:
        """What is heard of an answer until it is there, then all of it.

        Args:
            emptied: what to put into the question field at first; None leaves it as it is.
        """
        listener, answered = under_way.listener, under_way.answered
        with under_way.read():
            heard, shown = listener.heard, self._so_far(under_way)
            yield self._meanwhile(under_way, shown, question=emptied)
            while not answered.done():
                heard = listener.news(heard, seconds=_LOOK_AGAIN_SECONDS)
                if wait([answered], _LAST_STEP_SECONDS).done:
                    break
                before, shown = shown, self._so_far(under_way)
                yield None if shown == before else self._meanwhile(under_way, shown)
            seen = shown.sentences if isinstance(shown, Writing) else ()
            sentences = _result_of(answered).sentences
        yield from self._reveal(under_way.conversation, sentences, seen=seen)

    def _reveal(
        self, conversation: int, sentences: Sequence[Sentence], *, seen: tuple[Sentence, ...]
    ) -> Iterator[View]:
        """The stored answer; sentences not seen before come one after another."""
        begins = len(seen) + 1 if sentences[: len(seen)] == seen else len(sentences)
        for shown in range(begins, len(sentences)):
            yield self._view(conversation, shown_sentences=shown)
            time.sleep(min(_SENTENCE_SECONDS, _REVEAL_SECONDS / len(sentences)))
        yield self._view(conversation)

    def _so_far(self, under_way: UnderWay) -> Pending | Writing:
        heard = under_way.listener.heard
        doing = self._doing(heard.ahead)
        if not heard.sentences:
            return Pending(under_way.question, doing)
        return Writing(under_way.question, heard.sentences, doing)

    def _meanwhile(self, under_way: UnderWay, last: Last, *, question: str | None = None) -> View:
        """The conversation without the answer under way, which may just have been stored."""
        conversation = under_way.conversation
        return self._view(conversation, last=last, turns=under_way.turns_before, question=question)

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
        turns: Sequence[StoredTurn] | None = None,
        question: str | None = None,
    ) -> View:
        turns = self._turns(conversation) if turns is None else turns
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

"""Any OpenAI-compatible assistant as something to measure: its free text read as an `Answer`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from assistant.answer import Answer, Citation, Reason, Sentence, Turn
from corpus.sentences import split_sentences
from evals.chat_client import ChatClient
from evals.run_cases import Answers

LookUp = Callable[[str, date], tuple[Citation, ...]]
"""The clauses that a name such as 《专利法》第四十二条 stands for on a day; () for none."""

_PROMPT = Path(__file__).parent / "prompts" / "endpoint.md"
_NAMED = re.compile(
    r"《[^》]{2,60}》\s*(?:第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?)?"
)
_REFUSES = re.compile(
    r"无法(?:回答|作答|提供|确定|给出)|不能(?:回答|作答|提供)|没有(?:找到|查到|相关|足够|依据)|"
    r"未(?:找到|查到|检索到)|暂无|不(?:清楚|了解|掌握)|资料(?:里|中)没有|cannot answer|don't know"
)
_REASONS = (
    (Reason.NOT_IN_FORCE, re.compile(r"废止|失效|尚未施行|未生效|尚未生效|不在有效期")),
    (Reason.OMITTED_IN_SOURCE, re.compile(r"略去|（略）|省略")),
    (Reason.OTHER_REGION, re.compile(r"当地|该地|本地区|其他地区|地方规定")),
    (Reason.TOO_VAGUE, re.compile(r"笼统|请补充|请说明|更具体|请提供更多|哪一")),
)
_REFUSED_WITHIN = 60
"""A refusal says so in its first words; one that comes later is a remark beside an answer."""


class EndpointAssistant:
    """Asks a chat endpoint; its sentences cite the clauses they name.

    Args:
        client: the model.
        look_up: finds the clauses a sentence names.
    """

    def __init__(self, client: ChatClient, *, look_up: LookUp) -> None:
        self._client = client
        self._look_up = look_up
        self._prompt = _PROMPT.read_text(encoding="utf-8")

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        region: str | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """Ask once, at temperature 0.

        Raises:
            EndpointError: no answer came, or none that can be read.
        """
        day = as_of or date.today()
        system = self._prompt.format(day=day.isoformat(), place=region or "全国（未指定地区）")
        messages = [{"role": "system", "content": system}]
        for turn in history:
            messages.append({"role": "user", "content": turn.question})
            messages.append({"role": "assistant", "content": turn.answer.text})
        messages.append({"role": "user", "content": question})
        text = self._client.complete(messages)
        return self._read(text, question=question, day=day, region=region)

    def _read(self, text: str, *, question: str, day: date, region: str | None) -> Answer:
        refused = _REFUSES.search(text[:_REFUSED_WITHIN]) is not None
        sentences = () if refused else self._sentences(text, day)
        return Answer(
            question=question,
            as_of=day,
            region=region,
            text=text,
            sentences=sentences,
            refused=refused,
            reason=_reason(text) if refused else None,
            mode="llm",
            standalone_question=question,
        )

    def _sentences(self, text: str, day: date) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(text=text[start:end], citations=self._cited(text[start:end], day))
            for start, end in split_sentences(text)
        )

    def _cited(self, sentence: str, day: date) -> tuple[Citation, ...]:
        named = dict.fromkeys(_NAMED.findall(sentence))
        return tuple(citation for name in named for citation in self._look_up(name, day))


def _reason(text: str) -> Reason:
    return next((r for r, words in _REASONS if words.search(text)), Reason.NOT_IN_CORPUS)


def clauses_by_asking(ours: Answers) -> LookUp:
    """Look clauses up with an assistant of ours, which answers a bare clause name with its text."""

    def look_up(name: str, day: date) -> tuple[Citation, ...]:
        answer = ours.ask(name, as_of=day)
        return tuple(c for s in answer.sentences for c in s.citations)

    return look_up

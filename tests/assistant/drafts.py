"""Drafts of a scripted model on invented clauses, written and checked."""

from __future__ import annotations

from assistant.answer import Sentence
from assistant.instruments import Instruments
from assistant.listener import Listener
from assistant.numbered_clauses import NumberedClause, numbered_clauses
from assistant.prompting import PromptWriter
from assistant.understand import understand
from assistant.writer import Assignment, CheckedWriter, Written
from indexing.make_passages import make_passages
from tests.assistant.evidence_of import evidence_of
from tests.assistant.small_corpus import TODAY, small_corpus
from tests.fakes import ScriptedModel

RULES = next(d for d in small_corpus() if d.version == "2024")
FEES = next(d for d in small_corpus() if d.title == "云雀标志收费减缴通知")
TERM, DAYS, FEE, FORM = "保护期为八年", "三十日内", "减缴百分之六十", "应当符合下列条件"
AGENT = "委托代理机构"
QUESTION = "云雀标志登记的规定"


def clauses(*containing: str) -> tuple[NumberedClause, ...]:
    known = {document.id: document for document in (RULES, FEES)}
    passages = [p for document in known.values() for p in make_passages(document)]
    wanted = [next(p for p in passages if words in p.text) for words in containing]
    return numbered_clauses([evidence_of(passage) for passage in wanted], known.get)


def assignment(*containing: str, question: str = QUESTION, extract: str = "") -> Assignment:
    """What is asked for, with one extract: the whole of the first clause."""
    numbered = clauses(*containing)
    whole = numbered[0].parts[-1]
    quoted = Sentence(text=extract or whole.text, citations=numbered[0].cite(whole, day=TODAY))
    return Assignment(
        question=understand(question, Instruments(())),
        clauses=numbered,
        extracts=(quoted,),
        day=TODAY,
        place=None,
    )


def write(reply: str, *containing: str, fails: str = "", question: str = QUESTION) -> Written:
    model = ScriptedModel(reply, fails=fails)
    writer = CheckedWriter(model, PromptWriter(4000))
    return writer.write(assignment(*(containing or (TERM, DAYS)), question=question), Listener())


def said(written: Written) -> list[str]:
    return [sentence.text for sentence in written.sentences]


def why(written: Written) -> list[tuple[str, ...]]:
    return [seen.why for seen in written.drafted]


def quotes(written: Written) -> list[list[str]]:
    return [[citation.quote for citation in s.citations] for s in written.sentences]

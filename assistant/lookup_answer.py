"""The answer to a question that names its clause: the clause itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Reason, Sentence
from assistant.citations import cite_characters
from assistant.clause_lookup import FoundClause, Lookup
from assistant.clause_units import units_of
from assistant.make_answer import AnswerMaker
from assistant.refusals import refusal, with_nearest
from assistant.understand import ParsedQuestion
from assistant.wording import not_in_force_text

_INSTRUMENT = re.compile(
    r"[\u4e00-\u9fff]{1,20}?(?:法|条例|办法|规定|细则|准则|标准|解释|公告|规则)[》)）]?\s*$"
)

_BY = re.compile(r"^.*?(?:按照|依照|根据|照|按|依)")


def answer_lookup(
    question: ParsedQuestion, lookup: Lookup, maker: AnswerMaker, *, day: date, region: str | None
) -> Answer:
    """The clauses named, word for word; a refusal when they are not there or not in force."""
    sentences = sentences_of_lookup(lookup, day=day)
    if lookup.is_out_of_force(day):
        text = lookup_not_in_force_text(lookup, day)
        return with_nearest(refusal(Reason.NOT_IN_FORCE, text, day=day, region=region), sentences)
    if not lookup.found:
        text = clause_missing_text(question, lookup)
        return refusal(Reason.NOT_IN_CORPUS, text, day=day, region=region)
    if lookup.names_only_absent_parts:
        text = part_missing_text(lookup)
        return with_nearest(refusal(Reason.NOT_IN_CORPUS, text, day=day, region=region), sentences)
    answer = maker.from_sentences(sentences, day=day)
    remarks = missing_parts(lookup)
    return replace(
        answer,
        notices=(*remarks, *answer.notices),
        text="\n".join((answer.text, *remarks)),
    )


def clause_of_nothing(question: ParsedQuestion, *, day: date, region: str | None) -> Answer:
    """A refusal for a clause number with an instrument we do not hold, or with none at all."""
    unknown = unknown_instrument(question)
    reason = Reason.NOT_IN_CORPUS if unknown else Reason.TOO_VAGUE
    return refusal(reason, clause_of_nothing_text(unknown, question), day=day, region=region)


def sentences_of_lookup(lookup: Lookup, *, day: date) -> tuple[Sentence, ...]:
    """The sentences of every clause found, in the order asked; () when none was found."""
    return tuple(sentence for clause in lookup.found for sentence in _sentences_of(clause, day=day))


def _sentences_of(clause: FoundClause, *, day: date) -> list[Sentence]:
    text = clause.document.text[clause.start : clause.end]
    return [
        Sentence(
            text=unit.text,
            citations=(
                cite_characters(
                    clause.document,
                    (clause.start + unit.start, clause.start + unit.end),
                    day=day,
                ),
            ),
        )
        for unit in units_of(text)
    ]


def clause_missing_text(question: ParsedQuestion, lookup: Lookup) -> str:
    """Says which clause the instrument does not have, or that our digest leaves it out."""
    wanted = "、".join(str(reference) for reference in question.clauses)
    document = lookup.documents[0]
    return (
        f"语料库里的《{document.title}》（{document.form}）没有{wanted}，所以不作答。"
        "请核对条款号；若手头有全文，可用 zhice corpus add 导入后再查。"
    )


def lookup_not_in_force_text(lookup: Lookup, day: date) -> str:
    """Says that the clause exists and from when or until when it is in force."""
    if not lookup.found:
        return not_in_force_text(lookup.documents[0], day)
    document = lookup.found[0].document
    return f"{not_in_force_text(document, day)}该条内容列在下面，仅供参考。"


def missing_parts(lookup: Lookup) -> tuple[str, ...]:
    """Says which clauses do not exist, and of which the 款 or 项 does not."""
    absent = tuple(f"没有找到{reference}，请核对条款号。" for reference in lookup.missing)
    return absent + tuple(
        f"《{clause.document.title}》{clause.reference.article}里没有找到"
        f"{str(clause.reference).removeprefix(clause.reference.article)}，以上是能对应到的部分。"
        for clause in lookup.found
        if not clause.is_exact
    )


def part_missing_text(lookup: Lookup) -> str:
    """Says which 款 or 项 the article does not have; the article itself is shown beside it."""
    parts = (
        f"《{clause.document.title}》{clause.reference.article}没有"
        f"{str(clause.reference).removeprefix(clause.reference.article)}，所以不作答。"
        for clause in lookup.found
    )
    return "".join(parts) + "该条内容列在下面，请核对条款号。"


def unknown_instrument(question: ParsedQuestion) -> str | None:
    """The instrument named right before the clause number, which the corpus does not hold."""
    match = _INSTRUMENT.search(question.text[: question.clauses[0].start])
    return _BY.sub("", match.group()).strip(" 》)）") if match else None


def clause_of_nothing_text(instrument: str | None, question: ParsedQuestion) -> str:
    """Says that the corpus lacks the instrument, or asks which one is meant."""
    wanted = "、".join(str(reference) for reference in question.clauses)
    if instrument is None:
        return f"请说明是哪部法规或文件的{wanted}，例如“专利法{wanted}”。"
    return (
        f"语料库里没有与“{instrument}”对应的文件，查不到{wanted}，所以不作答。"
        "若手头有全文，可用 zhice corpus add 导入后再查。"
    )

"""The advice as one JSON object: the plan of the rules, and its sentences with who worded them."""

from __future__ import annotations

from pydantic_core import to_jsonable_python

from assistant.layout.layout_plan import Plan
from assistant.layout.written_advice import WrittenSection, WrittenSentence, written_by_rules

Object = dict[str, object]
"""A JSON object."""


def advice_as_json(plan: Plan) -> Object:
    """The fields of `Advice`, and "sections": each part as its sentences are shown.

    "written_by" of a sentence is "model" or "rules"; "drafted" holds every sentence of the model,
    with what speaks against those that were left out.
    """
    written = plan.written or written_by_rules(plan.advice)
    fields: Object = to_jsonable_python(plan.advice)
    return {**fields, "sections": [_section(one) for one in written.sections]}


def _section(section: WrittenSection) -> Object:
    return {
        "name": section.name,
        "model": section.model,
        "notice": section.notice,
        "sentences": [_sentence(one) for one in section.sentences],
        "drafted": [to_jsonable_python(one) | {"kept": one.kept} for one in section.drafted],
    }


def _sentence(sentence: WrittenSentence) -> Object:
    said: Object = to_jsonable_python(sentence.finding)
    return {**said, "written_by": "model" if sentence.by_model else "rules"}

"""Questions to a company, one field at a time, and which one comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from fractions import Fraction

from assistant.eligibility.assess import Assessment
from assistant.eligibility.profile_fields import FieldKind
from assistant.eligibility.profile_reading import field_of
from assistant.eligibility.rules.describe import Missing

_WORDS = {
    FieldKind.TEXT: "{label}是什么？",
    FieldKind.REGION: "企业在哪个省、市、区？",
    FieldKind.CODE: "国民经济行业分类代码是多少（例如 C3562）？",
    FieldKind.DATE: "{label}是哪一天（年月日）？",
    FieldKind.EVENT: "{label}最近一次发生在哪一天？没有就答“没有”。",
    FieldKind.YES_NO: "是否{label}？",
    FieldKind.NUMBER: "{label}是多少{unit}？",
    FieldKind.COUNT: "{label}是多少{unit}？",
    FieldKind.YEARLY: "{detail}{label}是多少{unit}？",
    FieldKind.HONOURS: "是否已获得{detail}？哪一天（或哪一年）获得的？",
    FieldKind.CHOICE: "{label}是哪一种：{choices}？",
}


def question_words(missing: Missing) -> str:
    """The question for a value that decides: 「2025 年研发费用是多少万元？」."""
    field = field_of(missing.field)
    detail = f"{missing.detail} 年" if field.kind is FieldKind.YEARLY and missing.detail else ""
    words = _WORDS[field.kind].format(
        label=field.label,
        unit=field.unit,
        detail=detail or missing.detail,
        choices="、".join(field.choices),
    )
    return f"{words}（{field.help}）" if field.help else words


def most_decisive(
    assessments: Iterable[Assessment], *, skipped: Collection[Missing]
) -> Missing | None:
    """What to ask next: the value that decides most; None when nothing is left.

    A value that alone decides a condition counts one for it, one of several a part. What was asked
    and is not known is not asked again; a programme that fails already needs no more facts.
    """
    weights: defaultdict[Missing, Fraction] = defaultdict(Fraction)
    for assessment in assessments:
        left = set(assessment.missing()) - set(skipped)
        if Missing(field="region") in left:
            weights[Missing(field="region")] += 1
        for result in assessment.results:
            for one in dict.fromkeys(result.missing):
                if one in left:
                    weights[one] += Fraction(1, len(set(result.missing)))
    return max(weights, key=lambda one: weights[one], default=None)

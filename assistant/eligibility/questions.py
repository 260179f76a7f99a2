"""Questions to a company, one field at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.eligibility.assess import Assessment
from assistant.eligibility.next_question import next_question
from assistant.eligibility.profile_fields import FieldKind
from assistant.eligibility.profile_reading import field_of
from assistant.eligibility.rules.describe import Missing

_WORDS = {
    FieldKind.TEXT: "{label}是什么？",
    FieldKind.REGION: "企业在哪个省、市、区？",
    FieldKind.CODE: "国民经济行业分类代码是多少（例如 C3562）？",
    FieldKind.DATE: "{label}是哪一天（年月日）？",
    FieldKind.EVENT: "{label}最近一次发生在哪一天？没有就答“没有”。",
    FieldKind.YES_NO: "“{label}”，是不是这样？",
    FieldKind.NUMBER: "{label}是多少{unit}？",
    FieldKind.COUNT: "{label}是多少{unit}？",
    FieldKind.YEARLY: "{years}{label}{each}是多少{unit}？",
    FieldKind.HONOURS: "是否已获得“{title}”？哪一天（或哪一年）获得的？",
    FieldKind.CHOICE: "{label}是哪一种：{choices}？",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked.

    Attributes:
        missing: the field; for honours with the title, otherwise without detail.
        years: which years of a figure by year are wanted, oldest first.
    """

    missing: Missing
    years: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """In Chinese: 「2024、2025 年研发费用各是多少万元？」."""
        field = field_of(self.missing.field)
        years = f"{'、'.join(map(str, self.years))} 年" if self.years else "上一年"
        words = _WORDS[field.kind].format(
            label=field.label,
            unit=field.unit,
            years=years,
            each="各" if len(self.years) > 1 else "",
            title=self.missing.detail,
            choices="、".join(field.choices),
        )
        return f"{words}（{field.help}）" if field.help else words


def question_on(
    assessments: Iterable[Assessment], *, skipped: Collection[Missing]
) -> Question | None:
    """The most decisive question, see `next_question`; None when nothing is left to ask.

    Args:
        skipped: what the company does not know.
    """
    assessed = tuple(assessments)
    missing = next_question(assessed, asked=skipped)
    if missing is None:
        return None
    years = {
        int(one.detail)
        for assessment in assessed
        for one in assessment.missing()
        if one.field == missing.field and one.detail.isdigit()
    }
    return Question(missing=missing, years=tuple(sorted(years)))

"""What is said of a programme in one sentence, without a promise."""

from __future__ import annotations

import re

from assistant.eligibility.assess import Verdict
from assistant.eligibility.matching import Match, Standing

ON_AUTHORITY = "以主管部门认定为准"

_PROMISE = re.compile(
    r"保证(?!保险|金|人)|一定(?:能|会|可以)|必(?:过|定|然|能)|肯定(?:能|会|可以)|包过|百分之百|100%通过"
    r"|稳(?:过|拿)|绝对(?:能|会|可以)|承诺|担保通过|轻松(?:通过|拿到)"
)


def promises_in(text: str) -> tuple[str, ...]:
    """Words of the text that promise a result, which no one but the authority can give."""
    return tuple(match.group() for match in _PROMISE.finditer(text))


def standing_sentence(match: Match) -> str:
    """Where the company stands, in Chinese with a full stop; it rests on the rules' clauses."""
    return _SENTENCES[match.standing].format(
        name=match.programme.name,
        unmet=match.unmet,
        met=sum(result.verdict is Verdict.MET for result in match.assessment.results),
        judged=sum(result.qualitative for result in match.assessment.results),
        missing=len(match.assessment.missing()),
        authority=ON_AUTHORITY,
    )


_SENTENCES = {
    Standing.HELD: "按已填的资质，已获得{name}，仍在有效期内。",
    Standing.ELIGIBLE: "按已填的资料，{name}收录的{met}项条件都满足，{authority}。",
    Standing.JUDGED: "{name}没有算得出的不满足项，另有{judged}项要由人评定，{authority}。",
    Standing.NEARLY: "{name}还差{unmet}项条件，已有{met}项满足，{authority}。",
    Standing.UNKNOWN: "{name}还缺{missing}项资料，补齐后才能判断。",
    Standing.UNMET: "按已填的资料，{name}不符合，{authority}。",
    Standing.NOT_IN_FORCE: "{name}在这一天没有有效的规则。",
}

"""The Chinese sentences of refusals and notices; every one is filled from the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.answer import Citation, Reason
from assistant.clarify import ASKS_FOR_PLACE
from assistant.evidence import Evidence
from corpus.documents import Document, Form, Status, Verification
from indexing.passages import Passage

_ADVICE = "可以换个说法再问，或用 zhice corpus add 补充相应文件。"
COURTESY = (
    "好的。还有想问的请直接写下来：问的是哪一项政策、资格或哪部法规；"
    "涉及地方补贴的，请说明企业在哪个省、市、区。"
)
"""To a message that only greets or thanks."""

_FORM_NOTICE = {
    Form.DIGEST: "标“摘编”的内容是对正式文件的要点整理，不是原文。",
    Form.SAMPLE: "标“示例”的专利是虚构样例，仅供演示。",
}
_LEVEL_NOTICE = {
    Verification.B: "引用中标 B 的内容摘自转载或摘录，原文待核，办理前请核对正式文件。",
    Verification.C: "引用中标 C 的内容是通行口径，手头没有原文，以正式文件为准。",
}


def refusal_text(
    reason: Reason,
    *,
    nearest: Sequence[Evidence],
    day: date,
    places: Sequence[str],
    known_places: Sequence[str],
    lacks: str = "",
) -> str:
    """What the user reads instead of an answer: why, and what would help.

    Args:
        reason: from the closed list.
        nearest: clauses shown with the refusal, best first.
        day: the day asked about.
        places: the places asked about, "省/市/区".
        known_places: places the corpus has texts of.
        lacks: a sentence on what the nearest clauses do not give; "" names the words they lack.
    """
    if reason is Reason.OMITTED_IN_SOURCE:
        title = f"《{nearest[0].passage.title}》" if nearest else "来源文本"
        return (
            f"{title}的这一部分在来源文本里写的是“（略）”，没有给出具体内容，"
            "因此不能回答，也不能用其他条款代替。"
        )
    if reason is Reason.NOT_IN_FORCE:
        return not_in_force_text(nearest[0].passage, day)
    if reason is Reason.OTHER_REGION:
        place = "、".join(path.replace("/", "") for path in places) or "该地"
        have = _have(known_places)
        return f"语料库里没有{place}的相关规定，其他地方的规定不能套用到这里。{have}"
    if reason is Reason.TOO_VAGUE:
        return _too_vague(nearest, known_places)
    missing = "、".join(_shortest(nearest[0].coverage.missing)[:4]) if nearest else ""
    about = f"最接近的条款没有写到：{missing}。" if missing else ""
    return f"语料库里没有能回答这个问题的条款，所以不作答。{lacks or about}{_ADVICE}"


def not_in_force_text(version: Document | Passage, day: date) -> str:
    """From when or until when a version is in force, and that it is not on `day`."""
    name = f"《{version.title}》" + (f"（{version.version}）" if version.version else "")
    if version.status_on(day) is Status.NOT_YET and version.effective is not None:
        return (
            f"{name}自 {version.effective.isoformat()} 起施行，在 {day.isoformat()} 尚未施行，"
            "不能作为当天的依据。"
        )
    until = f"有效期截至 {version.expires.isoformat()}，" if version.expires else ""
    return f"{name}{until}在 {day.isoformat()} 已废止或被替代，不能作为当天的依据。"


def _shortest(words: Sequence[str]) -> list[str]:
    """The words that hold no other of them: 申请费, and not 外观设计申请费 as well."""
    return [w for w in words if not any(other != w and other in w for other in words)]


def _too_vague(nearest: Sequence[Evidence], known_places: Sequence[str]) -> str:
    if nearest and not nearest[0].in_place:
        return f"各地的规定不同，{ASKS_FOR_PLACE}{_have(known_places)}"
    return (
        "这个问题还缺少关键信息，没法对应到具体条款。请补充：问的是哪一项政策、资格或哪部法规？"
        "涉及地方补贴的，请再说明企业在哪个省、市、区。"
    )


def _have(known_places: Sequence[str]) -> str:
    if not known_places:
        return "目前没有收录地方文件。"
    return f"目前收录了这些地方的资料：{'、'.join(p.replace('/', '') for p in known_places)}。"


def notices_for(
    citations: Iterable[Citation],
    *,
    day: date,
    successors: Iterable[Passage],
    places: Sequence[str],
) -> tuple[str, ...]:
    """Remarks on the validity, place and source of what was cited; () when nothing needs saying.

    Args:
        citations: all citations of the answer.
        day: the day asked about.
        successors: one passage of each published version that is not yet in force on that day.
        places: places asked about for which nothing local was cited.
    """
    cited = list(citations)
    notices = [*_validity_notices(cited, day)]
    for newer in successors:
        if newer.effective is not None:
            notices.append(
                f"《{newer.title}》已有新版本公布，自 {newer.effective.isoformat()} 起施行，"
                f"在 {day.isoformat()} 尚未生效。"
            )
    if places:
        named = "、".join(path.replace("/", "") for path in places)
        notices.append(f"语料库里没有{named}的地方文件，以上为国家层面的规定。")
    notices += [text for form, text in _FORM_NOTICE.items() if any(c.form is form for c in cited)]
    notices += [
        text
        for level, text in _LEVEL_NOTICE.items()
        if any(c.verification is level and c.form is not Form.SAMPLE for c in cited)
    ]
    return tuple(notices)


def _validity_notices(cited: Sequence[Citation], day: date) -> Iterator[str]:
    on = day.isoformat()
    for title in _titles(c for c in cited if c.status is Status.REPEALED):
        yield f"《{title}》在 {on} 已废止，以上只说明当时的规定。"
    for title in _titles(c for c in cited if c.status is Status.NOT_YET):
        yield f"《{title}》在 {on} 已公布、尚未施行。"
    for title in _titles(c for c in cited if c.status is Status.UNVERIFIED):
        yield f"《{title}》的施行日期未能核实，使用前请确认是否有效。"


def _titles(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(citation.title for citation in citations))

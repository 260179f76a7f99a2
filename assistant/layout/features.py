"""A claim or an idea in plain words -> its technical features, by rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import LayoutError
from assistant.layout.english_features import claims_referred_to, english_features, is_english
from corpus.patent_cells import claims_in

MOST_FEATURES = 24
"""More are merged into the last: a table of more rows is not read."""

LONGEST_IDEA = 8000
"""Characters of text taken."""

_LEAST = 6
"""Characters of a clause that stands alone; a shorter one joins the clause before it."""

_LONG = 60
"""Characters from which a part between semicolons is cut at its commas."""

_MARK = re.compile(
    r"[,，]?\s*(?:其?特征(?:在于|是|为)|其改进(?:在于|之处在于)|其中的改进)[:：,，]?"
)
_NUMBER = re.compile(r"^\s*(?:权利要求\s?)?\d{1,3}\s?[.．、:：]\s?(?!\d)")
_CLAIM = re.compile(
    r"特征在于|特征是|改进在于|所述|权利要求|^\s*一种[^，,。；;]{2,60}[，,]?\s*(?:其|它)?(?:包括|包含|由|具有)"
)
_REFERS = re.compile(
    r"^(?:根据|按照|如|依据)?(?P<claims>权利要求[\d\s、,，至或到~\-]+(?:中?任[一意]项)?)所述的?"
)
_STOP = re.compile(r"[；;。！？!?\n]+")
_COMMA = re.compile(r"[，,](?![^（(]*[)）])")
_STEP = re.compile(
    r"^(?:步骤\s?[A-Za-z\d一二三四五六七八九十]+|[（(]?[a-zA-Z\d一二三四五六七八九十]{1,2}[)）.、]|S\d+)\s*[:：、.]?\s*"
)
_HOLDS = re.compile(
    r"(?:包括有?|包含有?|由|设有|设置有|具有|含有)[:：]?(?P<items>(?:[^，。；（(]|[（(][^）)]*[）)])+?)(?:组成|构成)?$"
)
_ITEM = re.compile(r"(?:、|以及|和(?=[^平解])|及(?!时)|与(?=[^之]))(?![^（(]*[)）])")
_JOIN = re.compile(
    r"^(?:(?:并且?|且|而且|其中|以及|还|同时|然后|接着|最后|再|另外|此外|即|也|又)[,，:：]?)*"
    r"(?:(?:它|其)?(?:包括有?|包含有?)[:：]?(?:[(（]\w{1,2}[)）])?)?"
)
_EFFECT = re.compile(
    r"^(?:从而|进而|以便|以(?=[提降减避防实保增改])|使得?|达到|实现了|"
    r"(?:能够?|可以?)?(?:有效地?|大大|显著)?(?:提高|降低|避免|减少|减小|减轻|增强|解决|保证|防止|延长|节省|节约|改善)了?|"
    r"有效|便于|有利于)"
)
_TALK = re.compile(
    r"^(?:你好|您好|请问|请|麻烦|帮我|想问|咨询)|(?:有没有|是否)(?:人|类似|相关|已经|别人|同行)|"
    r"专利(?:吗|么|呢)|(?:怎么|如何)(?:布局|申请)|(?:能不能|可不可以|可以)申请"
)
_STEPS_FOLLOW = re.compile(
    r"^(?:以下|如下|下列)(?:的?(?:步骤|部分|组分|成分|结构|模块|(?:重量|质量|体积)(?:份|百分比)[^：:]{0,8}))"
    r"(?:制成|组成|构成|制备而成)?[：:]?"
)
_COLON = re.compile(r"(?<=步骤)[：:]\s*")
_LEAD = re.compile(
    r"^(?:我们?|本公司|公司|团队)?(?:现在|目前|最近|正在|打算|准备|计划|想要?|已经)*(?:研究|研发|开发|设计|做|搞|发明|提出)?(?:了|出)?"
    r"(?P<counted>一个|一种|一套|一款)(?:想法|方案|思路|产品|技术)?(?:是|为)?[:：,，]?"
)
_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=\s)\s+")
"""Blanks beside Han characters mean nothing; between Latin words one is kept."""


class FeatureKind(StrEnum):
    """What a feature says; the value is shown to users."""

    SUBJECT = "主题"
    PART = "特征"
    EFFECT = "效果"


@dataclass(frozen=True, slots=True)
class Feature:
    """One technical feature.

    Attributes:
        number: from 1.
        text: as written, without the words that only join it to the others.
        is_known: it stands before 其特征在于: the applicant takes it as known.
    """

    number: int
    text: str
    kind: FeatureKind
    is_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of a text.

    Attributes:
        is_claim: it was read as a claim and not as an idea.
        left_out: claims after the first, which were not taken apart.
        refers_to: the claims the one taken apart builds on, "" for none: theirs are its features
            too, and they were not given.
    """

    is_claim: bool
    features: tuple[Feature, ...]
    left_out: int = 0
    refers_to: str = ""


def features_of(text: str) -> Features:
    """The features of a claim, the first of several, or of an idea.

    Raises:
        LayoutError: nothing is left that could be compared, or the text is far too long.
    """
    written = text.strip()
    if len(written) > LONGEST_IDEA:
        raise LayoutError(f"方案太长（超过 {LONGEST_IDEA} 字），请只粘贴一项权利要求或核心方案。")
    english = is_english(written)
    claims = claims_in(written) if english or _CLAIM.search(_NUMBER.sub("", written)) else ()
    first = _NUMBER.sub("", claims[0][1]) if claims else ""
    refers = _REFERS.match(first)
    refers_to = refers["claims"].strip() if refers else claims_referred_to(first)
    if english:
        found = [(said, FeatureKind(kind), False) for said, kind in english_features(first)]
    else:
        found = list(_of_claim(_REFERS.sub("", first)) if claims else _of_idea(written))
    if not found:
        raise LayoutError(
            "没有读出可以比较的技术特征。请写明方案由什么组成、怎么做，例如一段权利要求。"
        )
    return Features(
        is_claim=bool(claims),
        features=_numbered(found),
        left_out=max(len(claims) - 1, 0),
        refers_to=refers_to,
    )


_Found = tuple[str, FeatureKind, bool]


def _of_claim(claim: str) -> Iterator[_Found]:
    mark = _MARK.search(claim)
    if mark:
        yield from _of_preamble(claim[: mark.start()], is_known=True)
        body = claim[mark.end() :]
    else:
        head, *more = _COMMA.split(claim, maxsplit=1)
        yield from _of_preamble(head, is_known=False)
        body = more[0] if more else ""
    for part in _STOP.split(_COLON.sub("；", body)):
        yield from ((text, kind, False) for text, kind in _of_part(part))


def _of_preamble(preamble: str, *, is_known: bool) -> Iterator[_Found]:
    """The subject, and what it is said to hold."""
    subject, _, rest = preamble.strip("，,。 ").partition("，")
    holds = _HOLDS.search(subject)
    if holds and holds.start() > 1:
        rest = f"{subject[holds.start() :]}，{rest}"
        subject = subject[: holds.start()]
    if subject.strip():
        yield _tidy(subject), FeatureKind.SUBJECT, is_known
    yield from ((text, kind, is_known) for text, kind in _of_part(rest))


def _of_idea(idea: str) -> Iterator[_Found]:
    is_first = True
    for sentence in _STOP.split(idea):
        spoken = "，".join(c for c in _COMMA.split(sentence) if not _TALK.search(c.strip()))
        lead = _LEAD.match(spoken.strip()) if is_first else None
        spoken = spoken.strip()[lead.end() :] if lead else spoken
        for text, kind in _of_part(spoken, at_commas=True):
            is_subject = is_first and lead is not None and kind is FeatureKind.PART
            yield text, FeatureKind.SUBJECT if is_subject else kind, False
            is_first = False


def _of_part(part: str, *, at_commas: bool = False) -> Iterator[tuple[str, FeatureKind]]:
    """The features between two semicolons: whole, or clause by clause when it is long."""
    plain = _STEP.sub("", _BLANK.sub("", part).strip("，,。 "))
    is_cut = at_commas or len(plain) > _LONG or any(map(_HOLDS.search, _COMMA.split(plain)))
    for clause in _clauses(plain) if is_cut else [plain]:
        for text in _items(clause):
            tidy = _STEPS_FOLLOW.sub("", _tidy(text))
            if len(tidy) > 1:
                yield tidy, FeatureKind.EFFECT if _EFFECT.match(tidy) else FeatureKind.PART


def _clauses(part: str) -> list[str]:
    """Clauses between commas; a short one joins the one before it."""
    found: list[str] = []
    for clause in filter(None, (c.strip() for c in _COMMA.split(part))):
        if found and len(clause) < _LEAST and not _EFFECT.match(clause):
            found[-1] += f"，{clause}"
        else:
            found.append(clause)
    return found


def _items(clause: str) -> list[str]:
    """包括A、B和C as three features; any other clause as it is."""
    holds = _HOLDS.search(clause)
    if not holds or "、" not in holds["items"]:
        return [clause]
    items = [item.strip() for item in _ITEM.split(holds["items"])]
    if any(len(item) < 2 for item in items):
        return [clause]
    return items


def _tidy(text: str) -> str:
    bare = _STEP.sub("", _JOIN.sub("", text.strip("，,。；;：: ")))
    return _BLANK.sub("", bare)


def _numbered(found: list[_Found]) -> tuple[Feature, ...]:
    """Each text once, numbered; what is beyond `MOST_FEATURES` is one with the last."""
    distinct = list({text: (text, kind, known) for text, kind, known in reversed(found)}.values())
    kept = distinct[::-1]
    head, tail = kept[: MOST_FEATURES - 1], kept[MOST_FEATURES - 1 :]
    if tail:
        head.append(("，".join(text for text, _, _ in tail), tail[0][1], tail[0][2]))
    return tuple(Feature(n, text, kind, known) for n, (text, kind, known) in enumerate(head, 1))

"""What a text says of its own end, with the sentence that says it. Pure functions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus.dates import find_dates
from corpus.own_words import (
    AMOUNT,
    DAY,
    FROM_DAY,
    FROM_ISSUE,
    FROM_TO,
    ISSUE,
    LABELLED_DAY,
    OWN_NOUN,
    TERM,
    Stated,
    moved_on,
    stated_in,
)

_UNTIL = re.compile(
    rf"(?:{TERM}(?:延长|延续|暂定)?(?:截?止?[至到为]|截止|[:：]|[^。；]{{1,24}}?[至到])"
    rf"|(?:执行|施行|实施|有效|试行|延续|延长)(?:截?止)?[至到])(?P<day>{DAY})"
    r"(?!\s*起?\s*[至到—－-])"
)
_ENDS_ON = re.compile(rf"[自从于]?\s*(?P<day>{DAY})\s*起?(?:自动|自行)?(?:失效|废止|停止执行)")
_LASTING = re.compile(
    rf"(?:{TERM}|试行|暂行)(?:暂定)?[为是:：]?(?:[自从]{ISSUE}之日起(?:计算)?)?\s*{AMOUNT}"
)
_MAY_END = re.compile("有效|行期|施期|试行|暂行|失效|废止|日[止至到—－-]|[行施长续][至到]")
_OWN_SUBJECT = re.compile(rf"{OWN_NOUN}[^。；，,《]{{0,16}}(?:[，,][^。；，,《]{{0,30}})?$")
# After a comma nothing but the day, or another text would be what ends.
_OWN_END = re.compile(
    rf"{OWN_NOUN}(?:[^。；，,《]{{0,16}}|[^。；《]{{0,60}}[，,](?:到期后?|期满后?|并)?)$"
)
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百零〇0-9]+条\s*")
_BEGUN_BEFORE = re.compile(r"(?:施行|实施|生效|执行|试行)[。；;，,]\s*$")


def find_expiry(text: str, *, effective: date | None) -> Stated | None:
    """Last day in force, inclusive, by the text's own words; None when nothing ends it.

    "有效期至某日" gives that day, "有效期五年" counts from `effective`. Terms of other things
    (a certificate, a patent) do not count.
    """
    for sentence in re.finditer(r"[^。\n]+", text):
        if not _MAY_END.search(sentence[0]):
            continue
        for read in (_until, _from_to, _ends_on, _lasting):
            stated = read(text, sentence, effective)
            if stated is not None:
                return stated
    return None


def _until(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    for match in _UNTIL.finditer(sentence[0]):
        before = sentence[0][: match.start()]
        named = re.match(TERM, match[0]) is not None
        if _is_own_term(text, sentence, match) if named else _OWN_SUBJECT.search(before):
            return _on_day(text, sentence, match)
    return None


def _from_to(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    match = FROM_TO.search(sentence[0])
    return _on_day(text, sentence, match, group="last") if match else None


def _ends_on(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    match = _ENDS_ON.search(sentence[0])
    if match is None or not _OWN_END.search(sentence[0][: match.start()]):
        return None
    stated = _on_day(text, sentence, match)
    if stated is None or stated.day is None:
        return stated
    return Stated(day=stated.day - timedelta(days=1), start=stated.start, end=stated.end)


def _on_day(
    text: str, sentence: re.Match[str], match: re.Match[str], *, group: str = "day"
) -> Stated | None:
    found = find_dates(match[group])
    day = found[0].day if found else None
    return stated_in(text, match, day, shift=sentence.start()) if day else None


def _lasting(text: str, sentence: re.Match[str], effective: date | None) -> Stated | None:
    match = _LASTING.search(sentence[0])
    if match is None or not _is_own_term(text, sentence, match):
        return None
    day = None
    if effective is not None:
        day = moved_on(effective, match.groupdict()) - timedelta(days=1)
    return stated_in(text, match, day, shift=sentence.start())


def _is_own_term(text: str, sentence: re.Match[str], term: re.Match[str]) -> bool:
    """Whether 有效期 is the text's, not that of a certificate or a registration."""
    before = sentence[0][: term.start()]
    if not _ARTICLE.sub("", before).strip():
        return _goes_on(text, sentence)
    if re.search(rf"{OWN_NOUN}的?(?:[自从][^，]*(?:生效|起))?[，,\s]*$", before):
        return True
    return _has_begun(before)


def _has_begun(words: str) -> bool:
    """Whether the words end in 自…起施行, or go on from it after a comma or bracket.

    Not in 生效: registrations and certificates take effect too.
    """
    for form in (FROM_DAY, FROM_ISSUE, LABELLED_DAY):
        for match in form.finditer(words):
            follows = words[match.end() : match.end() + 1]
            if "生效" not in match[0] and follows in ("", *"，,、（("):
                return True
    return False


def _goes_on(text: str, sentence: re.Match[str]) -> bool:
    """Whether the sentence follows 本办法自…起施行。 on the same line."""
    before = text[max(0, sentence.start() - 20) : sentence.start()]
    return _BEGUN_BEFORE.search(before) is not None

"""What a text says of itself: title, issuer, number, day of issue. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from corpus.dates import find_dates
from corpus.documents import Section
from corpus.outline_marks import is_table_row

_HEAD_LIMIT = 1500  # characters; long preambles are body
_TITLE_LIMIT = 100

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔\[［【（(]\s*(?:19|20)\d{2}\s*[〕\]］】）)]\s*第?\s*\d{1,5}\s*号"
)
_ORDER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff、]{2,30}?)(?P<what>令|公告)\s*[（(]?\s*(?:\d{4}年)?"
    r"(?P<number>第\s*[0-9〇零一二三四五六七八九十百千]{1,8}\s*号)"
)
_STANDARD = re.compile(r"\b(?:GB|DB|HB|YY|QB|JB|SJ|ISO|IEC)(?:/[TZ])?\s?\d[\d.]*[-—:]\d{4}")
_OFFICE = (
    "局|部|委员会|委|院|检察院|政府|办公厅|办公室|署|厅|中心|银行|中国科学院|总公司"
    "|协会|联合会|法院"
)
_TITLE_ISSUER = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fff、，  ]{{1,60}}?(?:{_OFFICE}))(?:关于|公告$|通告$)"
)
_CONGRESS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,14}?)第[一二三四五六七八九十百]+届(?P<all>全国)?"
    r"(?P<body>人民代表大会(?:常务委员会)?|人大(?:常委会)?)"
)
_ADOPTED = re.compile("通过|公布|发布|颁布|印发|修正|修订|修改|批准")
_ORDER_TITLE = re.compile(
    r"[^《》]*(?:令|公告)(?:\s*[（(]?第\s*[0-9〇零一二三四五六七八九十百千]{1,8}\s*号[）)]?)?"
)
_ENACTED = re.compile("《(?P<title>[^》]{4,80})》[^。]{0,100}(?:公布|发布)")
_FILE_DATE = re.compile(r"[(（](\d{4}-\d{2}-\d{2})[)）]\s*$")
_NOT_A_TITLE = re.compile(
    r"附[件录表]|目\s*录|[（(]|来源|发布|公布|索引号|文号|发文|第[\u4e00-\u9fff0-9]+[章节条]|[一二三四五六七八九十]+、"
)


def head_of(text: str, sections: Sequence[Section]) -> str:
    """What stands before the first heading: title, notes of adoption and amendment."""
    first = next((s.start for s in sections if s.label), len(text))
    return text[: min(first, _HEAD_LIMIT)]


def title_of(head: str, *, name: str) -> str:
    """The first line that may be a title, else the file's name without its date."""
    for line in head.split("\n"):
        words = line.strip().strip("《》")
        if not words or _NOT_A_TITLE.match(words) or _NUMBER.fullmatch(words):
            continue
        if is_table_row(line):
            continue
        if len(words) <= _TITLE_LIMIT and not re.search("[。；]", words):
            return _enacted_by(words, head) or words
        break
    return _FILE_DATE.sub("", PurePath(name).stem).strip() or name


def _enacted_by(title: str, head: str) -> str | None:
    """What an order puts in force, when its own title stands below: 某市政府令 … 某市某办法."""
    enacted = _ENACTED.search(head) if _ORDER_TITLE.fullmatch(title) else None
    below = "".join(head[enacted.end() :].split()) if enacted else ""
    return enacted["title"] if enacted and "".join(enacted["title"].split()) in below else None


def document_number_of(head: str, *, title: str) -> str | None:
    """The text's own 发文字号, order number or standard number; None when it states none.

    Numbers inside 《》 or inside a sentence belong to other texts.
    """
    standard = _STANDARD.search(title)
    if standard:
        return standard.group()
    for line in head.split("\n"):
        outside = re.sub("《[^》]*》|〈[^〉]*〉", "", line).strip(" \u3000（()）")
        number = _NUMBER.match(re.sub("^(?:发文字号|文号)[:：]?", "", outside).strip())
        number = number or _ORDER.fullmatch(outside)
        if number:
            return normalise_number(number.group())
    # Each amendment has its own order: only that of the last note is this version's.
    last = next(reversed([line for line in head.split("\n") if is_adoption_note(line)]), "")
    order = _ORDER.search(last.strip(" \u3000（("))
    return normalise_number(order.group()) if order else None


def is_adoption_note(line: str) -> bool:
    """Whether a line of the head tells when the text was adopted, amended or promulgated."""
    return bool(find_dates(line)) and _ADOPTED.search(line) is not None


def normalise_number(number: str) -> str:
    """One printed form: "国知发运字[2025] 28 号" is "国知发运字〔2025〕28号"."""
    folded = "".join(unicodedata.normalize("NFKC", number).split())
    folded = re.sub(r"(?<=[令告])\((?=第|\d)", "", folded)
    folded = re.sub(r"[〔\[【(]((?:19|20)\d{2})[〕\]】)]第?", r"〔\1〕", folded)
    return re.sub("^.*?日(?=.)", "", folded).replace("中华人民共和国", "")


def title_issuer(title: str) -> str | None:
    """The authority a title begins with: "某市财政局 某市教育局关于…" gives both; None without."""
    named = _TITLE_ISSUER.match(title)
    if named is None:
        return None
    first = re.split("批转|转发|印发", named["issuer"])[0].strip()
    return "、".join(re.split(r"[\s、，,]+", first)) or None


def issuer_of(head: str, *, title: str, number: str | None) -> str | None:
    """Who issued the text, by its title, its order number or the note of its adoption."""
    named = title_issuer(title)
    if named:
        return named
    congress = _congress_of(head)
    if congress:
        return congress
    order = _ORDER.fullmatch(number or "")
    if order:
        return order["issuer"]
    amended = re.search("《(国务院)关于(?:修改|废止和修改)", head)
    return amended[1] if amended else None


def _congress_of(head: str) -> str | None:
    """The people's congress of the last note that tells of an adoption, not of an approval."""
    for line in reversed([line for line in head.split("\n") if is_adoption_note(line)]):
        note = re.sub("^.*?日", "", line.strip(" （("), count=1).strip()
        found = _CONGRESS.match(note)
        if found and "批准" not in note:
            body = found["body"].replace("人大常委会", "人民代表大会常务委员会")
            return ("全国" if found["all"] else found["place"]) + body.replace(
                "人大", "人民代表大会"
            )
    return None


def published_of(head: str, *, name: str) -> date | None:
    """Day of the last adoption, amendment or promulgation; a date that ends the file's name
    counts when it is later, because collectors drop the last notes."""
    days = [
        found.day
        for line in head.split("\n")
        for found in find_dates(line)
        if _ADOPTED.search(line[found.end : found.end + 120])
        and not re.match(r"\s*起?(?:施行|实施)", line[found.end :])
    ]
    in_name = _FILE_DATE.search(PurePath(name).stem)
    if in_name:
        days += [found.day for found in find_dates(in_name[1])]
    return max(days, default=None)

"""Numbers of patents as people write them -> one form: publication and application numbers.

Chinese application numbers: two digits of the year, kind and five digits until September 2003,
four digits of the year, kind and seven digits since (ZC 0006—2003 专利申请号标准); a check digit
may follow. Publication numbers: seven or nine digits and the letter of the kind of document
(ZC 0007—2012 专利文献号标准); until 1988 they were the application number with that letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_JOINTS = re.compile(r"[\s\-_,，‐-―－]")
_APPLICATION = re.compile(
    r"(?:CN|ZL)?(?P<serial>(?:8[5-9]|9\d|0[0-3])[1-589]\d{5}|20\d\d[1-589]\d{7})(?:\.?(?P<check>[\dX]))?"
)
_PUBLICATION = re.compile(r"(?:CN)?(?P<serial>[1-3]\d{6}|[1-3]\d{8})(?P<code>[A-Z]\d?)?")
_OLD_PUBLICATION = re.compile(r"(?:CN)?(?P<serial>8[5-8][1-3]\d{5})(?P<code>[A-Z]\d?)")
_PCT = re.compile(r"PCT/?(?P<office>[A-Z]{2})(?P<year>\d{4}|\d\d)/?(?P<serial>\d{5,6})")
_FOREIGN = re.compile(
    r"(?P<office>US(?:D|RE|PP)|JP[HS]|TW[IMD]|(?!CN|ZL)[A-Z]{2})(?P<serial>\d{4,})(?P<code>[A-Z]\d?)?"
)
_LOOKS_CHINESE = re.compile(r"(?:CN|ZL)\d[\dX.]*[A-Z]?\d?|\d{6,}\.?[\dX]?")
"""Meant as a Chinese number: its letters, or so many digits that a list's own count is unlikely."""

_FOREIGN_DIGITS = {
    "US": frozenset((4, 5, 6, 7, 8, 10, 11)),
    "EP": frozenset((7, 8, 9)),
    "WO": frozenset((7, 8, 10)),
    "JP": frozenset(range(5, 11)),
    "KR": frozenset((9, 10, 11, 13)),
}
"""Digits of publications and applications of the largest offices, years included or not."""
_NOT_CHINESE = (
    "不合中国专利号的写法（公开号是 7 位或 9 位数字加种类字母，"
    "申请号是 8 位或 12 位数字加校验位），已按原样收入，请核对"
)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)

_OF_LETTER = {
    **dict.fromkeys("ABC", "发明"),
    **dict.fromkeys("UY", "实用新型"),
    **dict.fromkeys("SD", "外观设计"),
}
_OF_DIGIT = {
    "1": "发明",
    "2": "实用新型",
    "3": "外观设计",
    "8": "发明",
    "9": "实用新型",
    "5": "发明",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentNumber:
    """One number, told apart.

    Attributes:
        text: the form we use: "CN113730992B", "CN202111125134.2"; other numbers without blanks.
        is_application: it is a Chinese application (or patent) number.
        kind: "发明", "实用新型" or "外观设计" of a Chinese number; "" when it does not tell.
        code: letter and digit of the kind of document (A, B, U, B2); "" when none is printed.
        fault: Chinese, what is wrong with it and what became of it; "" for nothing.
    """

    text: str
    is_application: bool = False
    kind: str = ""
    code: str = ""
    fault: str = ""


def check_digit(serial: str) -> str:
    """The check digit of the 8 or 12 digits of a Chinese application number: "0".."9" or "X".

    Digits are weighted 2..9, 2..5 in turn; the sum modulo 11, 10 written as X.

    Raises:
        ValueError: not 8 or 12 digits.
    """
    if not re.fullmatch(r"\d{8}|\d{12}", serial):
        raise ValueError(f"not an application number: {serial!r}")
    rest = sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=False)) % 11
    return "X" if rest == 10 else str(rest)


def read_number(printed: str) -> PatentNumber:
    """The number in a cell, whatever blanks, hyphens, width, ZL or check digit it was written with.

    An application number gets its check digit when none is printed; a printed one that does not
    fit is put right and named in `fault`, because the digits before it are what files go by.
    """
    folded = unicodedata.normalize("NFKC", printed)
    squeezed = _JOINTS.sub("", folded.upper())
    old = _OLD_PUBLICATION.fullmatch(squeezed)
    if old:
        return _published(old["serial"], old["code"], old["serial"][2])
    application = _APPLICATION.fullmatch(squeezed)
    if application:
        return _applied(application["serial"], application["check"])
    publication = _PUBLICATION.fullmatch(squeezed)
    if publication:
        return _published(
            publication["serial"], publication["code"] or "", publication["serial"][0]
        )
    if pct := _PCT.fullmatch(squeezed):
        return PatentNumber(text=f"PCT/{pct['office']}{pct['year']}/{pct['serial']}")
    foreign = _FOREIGN.fullmatch(squeezed.replace("/", ""))
    if foreign:
        return _foreign(foreign)
    fault = _NOT_CHINESE if _LOOKS_CHINESE.fullmatch(squeezed) else ""
    text = " ".join(folded.split())
    return PatentNumber(text=text, fault=f"“{text[:30]}”{fault}" if fault else "")


def _applied(serial: str, check: str | None) -> PatentNumber:
    right = check_digit(serial)
    is_wrong = bool(check) and check != right
    fault = f"申请号校验位应为 {right}，所写为 {check}，已更正" if is_wrong else ""
    return PatentNumber(
        text=f"CN{serial}.{right}",
        is_application=True,
        kind=_OF_DIGIT.get(serial[4] if len(serial) == 12 else serial[2], ""),
        fault=fault,
    )


def _published(serial: str, code: str, digit: str) -> PatentNumber:
    by_letter, by_digit = _OF_LETTER.get(code[:1], ""), _OF_DIGIT.get(digit, "")
    fault = ""
    if code and not by_letter:
        fault = f"公开号里没有 {code} 这个种类代码，请核对"
    elif by_letter and by_letter != by_digit:
        fault = f"公开号的数字是{by_digit}的，种类代码 {code} 是{by_letter}的，请核对"
    text = f"CN{serial}{code}"
    return PatentNumber(text=text, kind=by_letter or by_digit, code=code, fault=fault)


def _foreign(match: re.Match[str]) -> PatentNumber:
    office, code = match["office"], match["code"] or ""
    digits = _FOREIGN_DIGITS.get(office)
    is_odd = digits is not None and len(match["serial"]) not in digits
    fault = f"“{match[0]}”的位数不合 {office} 专利号的写法，已按原样收入，请核对" if is_odd else ""
    return PatentNumber(text=match[0], code=code, fault=fault)

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
_PUBLICATION = re.compile(r"(?:CN)?(?P<serial>[1-9]\d{6}|[1-9]\d{8})(?P<code>[A-Z]\d?)?")
_OLD_PUBLICATION = re.compile(r"(?:CN)?(?P<serial>8[5-8][1-3]\d{5})(?P<code>[A-Z]\d?)")
_FOREIGN = re.compile(r"(?!CN)[A-Z]{2}\d{4,}(?P<code>[A-Z]\d?)?")
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
        fault: Chinese, what is wrong with it (a check digit that does not fit); "" for nothing.
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
    foreign = _FOREIGN.fullmatch(squeezed.replace("/", ""))
    if foreign:
        return PatentNumber(text=foreign[0], code=foreign["code"] or "")
    return PatentNumber(text=" ".join(folded.split()))


def _applied(serial: str, check: str | None) -> PatentNumber:
    right = check_digit(serial)
    fault = f"申请号校验位应为 {right}，所写为 {check}" if check and check != right else ""
    return PatentNumber(
        text=f"CN{serial}.{right}",
        is_application=True,
        kind=_OF_DIGIT.get(serial[4] if len(serial) == 12 else serial[2], ""),
        fault=fault,
    )


def _published(serial: str, code: str, digit: str) -> PatentNumber:
    kind = _OF_LETTER.get(code[:1]) or _OF_DIGIT.get(digit, "")
    return PatentNumber(text=f"CN{serial}{code}", kind=kind, code=code)

"""A name of an applicant as printed -> the key that other prints of the same person share.

Put aside are width, blanks, brackets, traditional characters, the legal form of a company, 省 and
市 in its name, the branch of a company, and the school or institute of a university. A subsidiary,
an affiliated hospital, an independent college and an institute of an academy are persons of their
own and keep their keys.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import dropwhile

from pydantic import BaseModel, ConfigDict

from indexing.words import normalise

_LIST_MARK = re.compile(
    r"^\s*[\[【](?:标|中文|原|zh|cn)[\]】]\s*|\s*[\[【(（][a-z]{2}[\])）】]\s*$", re.IGNORECASE
)
_BESIDE_EASTERN = re.compile("(?<=[\u2e80-\U0003ffff]) +| +(?=[\u2e80-\U0003ffff])")
_LATIN = re.compile(r"[\W_]+")
_EASTERN = re.compile("[\u2e80-\U0003ffff]")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}")

_LEGAL_FORM = (
    r"(?:控股)?(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司)"
)
_ENDING = re.compile(rf"(?<=..)(?:{_LEGAL_FORM}|株式会社)$")
_PARTNERSHIP = re.compile(r"\((?:普通|特殊普通|有限)合伙\)$")
_BRANCH = re.compile(rf"^(?P<firm>.{{2,}}?{_LEGAL_FORM})(?P<branch>.{{2,12}}分公司)$")
_GROUP = re.compile(r"\(集团\)")
_PROVINCE_CITY = re.compile(
    r"^(?:(?P<province>[\u4e00-\u9fff]{2,3})省)?(?P<city>[\u4e00-\u9fff]{2,4})市"
)
_ACADEMY = re.compile(r"^中科院")

_UNIVERSITY = re.compile(r"^(?P<name>[\u4e00-\u9fff]{2,14}?大学)(?!城|生)(?P<part>.+)$")
_PLACE_PART = re.compile(r"\([\u4e00-\u9fff]{2,4}\)")
_INSTITUTE = re.compile(
    "(?:研究生院|国际研究生院|研究院|研究所|研究中心|实验室|校区|分校|工程中心|技术中心|系)$"
)
_FACULTY = re.compile(
    "(?:工程|科学|技术|医|药|化学|化工|物理|数学|机械|电气|电子|材料|生命|信息|计算机|软件|农|林|"
    "管理|经济|法|环境|能源|土木|建筑|交通|动力|自动化|航空|航天|海洋|食品|生物|地质|测绘)(?:与?[\u4e00-\u9fff]{0,6})学院$"
)
_OWN_PERSON = re.compile("公司|医院|出版社|厂|企业|中学|小学|产学协力|法人|资产|董事会|防治中心")
_INDEPENDENT = re.compile("(?:技术工程|工程技术|科学技术|现代科技|信息工程|应用技术)学院$")

_ENGLISH_FORMS = frozenset(
    "co company corp corporation ltd limited inc incorporated llc plc gmbh ag kg sa nv bv oy ab kk "
    "kabushiki kaisha spa srl the of and holding holdings pte pty".split()
)
_ENGLISH_WORDS = {
    "univ": "university",
    "tech": "technology",
    "technologies": "technology",
    "technol": "technology",
    "elec": "electric",
    "inst": "institute",
    "communications": "communication",
    "electronics": "electronic",
}
_SEPARATORS = re.compile(r"\s*[;；|｜\n]\s*")
_WEAK_SEPARATORS = re.compile(r"\s*[,，、/]\s*|\s+(?=[\u4e00-\u9fff])")
_ACADEMIES = frozenset(("中国科学院", "中科院", "中国工程院", "中国农业科学院", "中国医学科学院"))
"""Never an applicant beside the ministry its institute shares: 中国科学院、水利部某研究所."""

_ORGANISATION = re.compile(
    r"(?:公司|大学|学院|研究院|研究所|中心|集团|医院|厂|局|所|站|室|社|会|学校|株式会社)(?:\(.+\))?$"
)


class _Known(BaseModel):
    """The file applicants.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aliases: dict[str, tuple[str, ...]]
    apart: dict[str, tuple[str, ...]]


def clean_name(printed: str) -> str:
    """The name in half width without marks of the export, blanks kept between Latin words only."""
    text = _narrow(printed)
    while (shorter := _LIST_MARK.sub("", text).strip(" .,;·")) != text:
        text = shorter
    return _BESIDE_EASTERN.sub("", text)


def _narrow(text: str) -> str:
    """Half width, one kind of brackets, single blanks; the letters' case is kept."""
    folded = unicodedata.normalize("NFKC", text)
    return " ".join(folded.replace("〔", "(").replace("〕", ")").split())


def split_names(cell: str) -> tuple[str, ...]:
    """The applicants in one cell.

    Commas, 、 and blanks separate only where every part reads as an organisation or a person, so
    that "Huawei Technologies Co., Ltd." and 中国科学院、水利部某研究所 stay whole.
    """
    found: list[str] = []
    for part in filter(None, map(str.strip, _SEPARATORS.split(cell))):
        pieces = [piece for piece in _WEAK_SEPARATORS.split(part) if piece]
        is_list = len(pieces) > 1 and all(map(_stands_alone, map(clean_name, pieces)))
        found.extend(pieces if is_list else [part])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=200_000)
def applicant_key(printed: str) -> str:
    """What all prints of one applicant share; "" for a blank name. A key is its own key."""
    name = clean_name(printed)
    whole = _own_key(name)
    return _alias_keys().get(whole, whole)


def reason_for(printed: str) -> str:
    """Chinese, why the name goes under its key: what was put aside; "" when nothing was."""
    name = clean_name(printed)
    own = _own_key(name)
    if _alias_keys().get(own, own) != own:
        return "别名表"
    folded = normalise(name)
    bare = _GROUP.sub("集团", _PARTNERSHIP.sub("", folded.replace(" ", "")))
    firm = _without_branch(bare)
    school = _without_institute(firm)
    short = _without_form(school)
    reasons = [
        ("全角、空格或标记", name != printed),
        ("繁简或大小写", folded != name.lower() or not _EASTERN.search(name)),
        ("分公司归入所属公司", firm != bare),
        ("院系、研究院归入大学", school != firm),
        ("公司类型词", short != school),
        ("省市字样", _without_place_marks(short) != short),
    ]
    return "、".join(reason for reason, holds in reasons if holds)


def person_name(printed: str) -> str:
    """The cleaned name, of a branch that of its company: what an applicant may be shown under."""
    return _without_branch(clean_name(printed))


def shown_alias(key: str) -> str | None:
    """The name under which a well-known applicant is shown; None for any other key."""
    return _shown_aliases().get(key)


def _stands_alone(name: str) -> bool:
    reads_well = _ORGANISATION.search(name) or _PERSON.fullmatch(name)
    return bool(reads_well) and name not in _ACADEMIES


def _own_key(name: str) -> str:
    """The key without the list of well-known applicants; every step shortens, so it ends."""
    bare = normalise(name)
    while _EASTERN.search(bare):
        shorter = _shortened(bare)
        if shorter == bare:
            return bare
        bare = shorter
    return _latin_key(bare) or bare


def _shortened(name: str) -> str:
    bare = clean_name(_GROUP.sub("集团", name.replace(" ", "")))
    firm = _without_branch(_PARTNERSHIP.sub("", _ACADEMY.sub("中国科学院", bare)))
    return _without_place_marks(_without_form(_without_institute(firm)))


def _without_branch(name: str) -> str:
    branch = _BRANCH.match(name)
    return branch["firm"] if branch else name


def _latin_key(folded: str) -> str:
    words = [_ENGLISH_WORDS.get(word, word) for word in _LATIN.split(folded) if word]
    core = [word for word in words if word not in _ENGLISH_FORMS] or words
    rest = list(dropwhile(lambda word: word == "university", core))
    return " ".join([*rest, *core[: len(core) - len(rest)]])  # "Univ Tsinghua"


def _without_form(name: str) -> str:
    """Without the legal form at the end, however often it stands there."""
    while (shorter := _ENDING.sub("", name).removeprefix("株式会社")) != name and shorter:
        name = shorter
    return name


def _without_institute(name: str) -> str:
    """The university of a school or institute that is part of it; any other name as it is."""
    match = _UNIVERSITY.match(name)
    if not match or _OWN_PERSON.search(match["part"]):
        return name
    university, part = match["name"], match["part"]
    if part == "研究院":  # 东莞中山大学研究院: founded with a city, a person of its own
        return name
    if _PLACE_PART.fullmatch(part):
        return name if university in _known().apart["universities"] else university
    is_part = _INSTITUTE.search(part) or (_FACULTY.search(part) and not _INDEPENDENT.search(part))
    return university if is_part else name


def _without_place_marks(name: str) -> str:
    """深圳市某某 and 广东省深圳市某某 as 深圳某某; offices of a city keep their 市."""
    match = _PROVINCE_CITY.match(name)
    if not match or len(name) - match.end() < 3 or _ORGANISATION.search(name):
        return name
    return match["city"] + name[match.end() :]


@cache
def _known() -> _Known:
    text = files("assistant.layout").joinpath("applicants.toml").read_text(encoding="utf-8")
    return _Known.model_validate(tomllib.loads(text))


@cache
def _alias_keys() -> dict[str, str]:
    """Own key of a name in the list -> own key of the name shown."""
    keys: dict[str, str] = {}
    for shown, others in _known().aliases.items():
        key = _own_key(clean_name(shown))
        keys |= {_own_key(clean_name(other)): key for other in (*others, shown)}
    return keys


@cache
def _shown_aliases() -> dict[str, str]:
    return {_own_key(clean_name(shown)): shown for shown in _known().aliases}

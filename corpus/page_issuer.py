"""Which authority a web page names: as issuer, as source, or as the keeper of its site."""

from __future__ import annotations

import re

_AUTHORITY = re.compile(
    "(?:局|委|委员会|政府|办公厅|办公室|[^网]部|法院|检察院|国务院|厅|处|署|中心|联合会|人大常委会)$"
)
_SITE_ENDING = re.compile(
    "(?:[（(].*[）)])?(?:政务)?(?:门户网站|官方网站|网站|官网|门户|网上|信息公开平台|政府信息公开.*|政务网|政务公开)$"
)
_PARENTHESIS = re.compile("[（(][^（）()]*[）)]$")
_NAMELESS = re.compile("(?P<level>[省市区县州])(?!场)")
_DIVISION = re.compile("(?<!公)司$|[^学]科$")
"""A part of an authority; the text is that of the whole."""

_SELF = frozenset(("本网", "本站", "本网站", "原创", "本局", "本部门", "本单位"))
_MEDIA = re.compile("日报|晚报|时报|电视|广播|新闻|客户端|公众号|微信|微博|头条|网$|社$")


def authority(stated: str | None, *, site: str | None) -> str | None:
    """The authorities `stated` names, joined by 、; None for media and web sites.

    本网 means the keeper of the site; a 市…局 without a name gets that of the site's place.
    """
    if not stated:
        return None
    written = [name for name in re.split(r"[\s、，,;；]+", stated) if name]
    if written and written[0] in _SELF:
        return site_owner(site)
    names = [_PARENTHESIS.sub("", _SITE_ENDING.sub("", name)) for name in written]
    if names and _DIVISION.search(names[0]):
        return site_owner(site) or names[0]
    known = [name for name in names if _AUTHORITY.search(name)]
    # 市财政局 市预算中心: an office and its unit, not two issuers.
    issuers = known[:1] if known and _NAMELESS.match(known[0]) else known
    return "、".join(dict.fromkeys(_named(name, site) for name in issuers)) or None


def site_owner(site: str | None) -> str | None:
    """The authority whose site it is: "某市财政局网站" is that of 某市财政局."""
    owner = _SITE_ENDING.sub("", site or "")
    return owner if _AUTHORITY.search(owner) and not _MEDIA.search(owner) else None


def _named(name: str, site: str | None) -> str:
    """`name` with the name of its place before it: 市财政局 on a site of 广州市 is 广州市财政局."""
    nameless = _NAMELESS.match(name)
    place = (
        re.match(f"[\\u4e00-\\u9fff]{{1,12}}?{nameless['level']}", site or "") if nameless else None
    )
    return place.group() + name[1:] if place else name

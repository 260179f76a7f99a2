"""Support programmes worth checking when patents are filed and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.eligibility.programme import Programme

_WHY = {
    "fee-reduction": "申请费、实质审查费和年费可以请求减缴，先核对收入门槛",
    "priority-examination": "需要尽快授权的核心申请，可以核对能否优先审查",
    "open-licence-fee": "愿意许可他人实施的，开放许可期间年费可以减免",
    "pledge-registration": "已有授权专利的，可以质押融资",
    "rights-assistance": "遇到侵权纠纷的，可以申请维权援助",
    "ip-advantage": "布局有了规模的，可以核对优势企业培育条件",
}
"""Why a programme of the country has to do with layout, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLink:
    """A programme to check on the page of eligibility; nothing is promised.

    Attributes:
        programme: its id.
        why: Chinese sentence.
    """

    programme: str
    name: str
    why: str


def support_links(
    programmes: Iterable[Programme], *, region: str | None
) -> tuple[SupportLink, ...]:
    """Programmes of the country that have to do with layout, and all of the user's own place.

    Args:
        region: "省/市/区"; None when not known, then no local programme is named.
    """
    links = []
    for programme in programmes:
        why = _WHY.get(programme.id)
        if programme.region and region and _covers(programme.region, region):
            why = f"{programme.region}的支持政策，可以核对"
        if why and (not programme.region or region):
            links.append(
                SupportLink(
                    programme=programme.id,
                    name=programme.name,
                    why=f"{why}；是否符合请在「资格与支持」逐条核对，以主管部门认定为准。",
                )
            )
    return tuple(links)


def _covers(place: str, region: str) -> bool:
    return region == place or region.startswith(f"{place}/")

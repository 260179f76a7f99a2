"""Two versions of an invented measure, and documents from plain text."""

from __future__ import annotations

from corpus.documents import Document
from corpus.make_document import make_document
from corpus.source_text import SourceText

OLD = """示例市专利资助办法
第一章 总则
第一条 为了鼓励发明创造，制定本办法。
第二条 市知识产权管理处负责专利资助的受理和审核工作。
第三条 本办法所称资助，是指对已经授权的发明专利给予的一次性经费支持。
第二章 标准
第四条 每件发明专利资助3000元，每个申请人每年累计不超过10万元。
第五条 申请人应当自授权公告之日起15日内提交申请，市知识产权管理处应当在三个月内作出决定。
第六条 申请人可以委托代理机构办理。代理机构不得收取资助款项，也不得要求申请人支付额外费用。
第七条 依照本办法第四条领取资助的，应当妥善保存凭证。
第八条 提供虚假材料骗取资助的，责令退回，三年内不予受理其申请。
第九条 本办法自2015年3月1日起施行。
"""

NEW = """示例市专利资助办法
第一章 总则
第一条 为了鼓励发明创造，制定本办法。
第二条 市政务管理局负责专利资助的受理和审核工作。
第三条 资助工作遵循公开透明、择优支持、注重质量的要求，接受社会各界的监督。
第四条 本办法所称资助，是指对已经授权的发明专利给予的一次性经费支持。
第二章 标准
第五条 每件发明专利资助4000元，每个申请人每年累计不超过10万元。
第六条 申请人应当自授权公告之日起1个月内提交申请，市政务管理局应当在两个月内作出决定。
第七条 申请人可以委托代理机构办理。
第八条 代理机构不得收取资助款项，也不得要求申请人支付额外费用。
第九条 依照本办法第五条领取资助的，应当妥善保存凭证。
第十条 提供虚假材料骗取资助的，责令退回，五年内不予受理其申请，但是主动退回的除外。
第十一条 本办法自2021年6月1日起施行。
"""


def made(text: str, name: str = "办法.txt") -> Document:
    """The document of a text."""
    return make_document(SourceText(name=name, source=name, text=text))


def articles(*bodies: str) -> Document:
    """A measure whose articles have these bodies, numbered from one."""
    numbers = "一二三四五六七八九"
    lines = [f"第{numbers[i]}条 {body}\n" for i, body in enumerate(bodies)]
    return made("示例办法\n" + "".join(lines))

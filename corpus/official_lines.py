"""What a line of an official document is, by its form; blanks are single characters " "."""

from __future__ import annotations

import re

_OFFICE = (
    "(?:局|部|委员会|委|院|检察院|政府|办公厅|办公室|办|署|厅|中心|银行|分行|协会|联合会|法院|处|站|大队|支队"
    "|总公司|公司|集团|大学|学院|学校|会议|指挥部|小组|工会|联社|总社|总会|残联|妇联|街道|研究所|主席)"
)
_NAME = rf"[\u4e00-\u9fff（）()]{{1,40}}?{_OFFICE}(?:[（(][\u4e00-\u9fff]{{2,20}}[）)])?"
_NAMES = rf"{_NAME}(?:[ 、，,]{{1,20}}{_NAME}){{0,12}}"
_DAY = (
    r"(?:[12]\d{3}|[〇○Ｏ零一二三四五六七八九]{4}) *年 *"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}) *月 *"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}) *日"
)

OFFICES = re.compile(_NAMES)
DATE = re.compile(_DAY)
SIGNED_AND_DATED = re.compile(rf"(?P<who>{_NAMES}) +(?P<day>{_DAY})")
SIGNED_BY_PERSON = re.compile(
    "(?:局长|部长|主任|省长|市长|区长|县长|州长|总理|主席|院长|署长|委员长|厅长) *"
    "[\u4e00-\u9fff· ]{2,12}"
)

# Elements of the head, one or more on a line; each stands alone or between blanks.
COPY_NUMBER = re.compile(r"(?:份号[:：]? *)?(?:№|No\.?)? *(?P<value>\d{6})(?= |$)")
SECRECY = re.compile("(?P<value>(?:绝密|机密|秘密)(?:★[^ ]{1,8})?)(?= |$)")
URGENCY = re.compile("(?P<value>特急|加急|特提|平急)(?= |$)")
DOCUMENT_NUMBER = re.compile(
    r"(?:(?:发文字号|文号)[:：])? *(?P<value>[\u4e00-\u9fff]{1,16} *[〔\[［【（(] *(?:19|20)\d{2} *"
    r"[〕\]］】）)] *第? *\d{1,5} *号)(?= |$)"
)
ORDER_NUMBER = re.compile(
    r"[（(]?(?P<value>(?:[12]\d{3}年)? *第 *[\d〇零一二三四五六七八九十百]{1,6} *号)[）)]?$"
)
SIGNER = re.compile("签发人[:：] *(?P<value>[\u4e00-\u9fff· 、]{2,60}?) *$")
MARK = re.compile(rf"(?P<value>{_NAMES} *文 *件|{_NAME}(?:令|公告))$")

_TITLE = re.compile(
    "(?:通知|通告|公告|决定|意见|批复|函|报告|请示|命令|决议|公报|议案|纪要|通报|办法|方案|规定|细则|措施"
    "|规划|指引|指南)(?:[（(][^（）()]{1,20}[）)])?$"
)
_TITLE_LONGEST = 160
_SENTENCE = re.compile("[。；！？]")

ADDRESSEES = re.compile("(?P<value>[^。；！？:：]{2,400}?) *[:：]$")
_ADDRESSED = re.compile(
    rf"各|{_OFFICE}(?:[（(、，, ]|$)|单位|部门|机构|企业|(?:省|市|区|县|州|镇)(?:[、，]|$)|同志"
)
_NO_ADDRESSEES = re.compile(
    "如下|下列|以下|根据|按照|为了?(?!民)|现将|通知(?!书)|包括|例如|^[一二三四五六七八九十]{1,3}、|^第.{1,4}条"
    "|附件|来源|标准$|材料$|方式$|电话$|地址$|^[（(\\d]"
)

ANNEX_NOTE = re.compile("附 *件 *[:：]")
_ANNEX_ITEM = re.compile(r"(?:附件)? *\d{1,2} *[.．、:：]? *\S")
_ANNEX_HEAD = re.compile(r"附 *件 *(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[:： ].*)?$")
SEAL = re.compile("(?P<value>[（(](?:印章|盖章|公章|此处盖章)[）)])$")
NOTE = re.compile(
    "(?P<value>[（(](?!印章|盖章|公章)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]|此件[^。]{2,20}。?"
    "|公开(?:方式|属性|类型)[:：] *[^。]{2,20})$"
)
COPIES = re.compile("(?:抄 *送|抄 *报)[:：] *(?P<value>.+)")
PRINTED = re.compile(rf"(?P<who>{_NAMES})? *(?P<day>{_DAY}) *印 *发")


def dates(words: str) -> re.Match[str] | None:
    """The line as a date, with `who` before it or alone ("某局 2025年3月4日"); None when it is no
    such line."""
    if not words.endswith("日") or "年" not in words:  # spares most lines the search for offices
        return None
    return SIGNED_AND_DATED.fullmatch(words) or DATE.fullmatch(words)


def printed(words: str) -> re.Match[str] | None:
    """The line as an imprint, with `who` or without it; None when it is none."""
    return PRINTED.fullmatch(words) if words.endswith("发") and "年" in words else None


def is_title(words: str) -> bool:
    """Whether the words end as titles of official documents do ("…的通知（试行）")."""
    return 6 <= len(words) <= _TITLE_LONGEST and _TITLE.search(words) is not None


def is_part_of_title(words: str) -> bool:
    """Whether a line may be one of several a title is set on."""
    return not (_SENTENCE.search(words) or DATE.search(words) or words.endswith(("：", ":")))


def holds_sentence(words: str) -> bool:
    """Whether a sentence ends on the line, as in body text."""
    return _SENTENCE.search(words) is not None


def names_addressees(words: str) -> bool:
    """Whether the words before a colon name offices or groups, and introduce nothing else."""
    match = ADDRESSEES.fullmatch(words)
    if match is None or _NO_ADDRESSEES.search(match["value"]):
        return False
    return _ADDRESSED.search(match["value"]) is not None


def is_annex_item(words: str) -> bool:
    """Whether a line may go on a list of annexes."""
    return _ANNEX_ITEM.match(words) is not None or (len(words) <= 60 and not holds_sentence(words))


def opens_annex(words: str) -> bool:
    """Whether an annex begins with the line: 附件, 附件1, 附件 1：某表."""
    return len(words) <= 60 and _ANNEX_HEAD.fullmatch(words) is not None

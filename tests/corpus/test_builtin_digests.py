"""The built-in digests: their form, their own wording, and the facts each must state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Form, Status, Verification, status_between
from corpus.front_matter import FrontMatter, split_front_matter
from corpus.outline import parse_outline
from corpus.read_markdown import read_markdown
from tests.shared_data import shared_data

BUILTIN = Path(__file__).parents[2] / "corpus" / "builtin"
FILES = sorted(BUILTIN.glob("*.md"))
LONGEST_SENTENCE = 120
LONGEST_CLAUSE = 200
LONGEST_COMMON_RUN = 24
TODAY = date(2026, 11, 22)


def read(name: str) -> tuple[FrontMatter, str]:
    front, body = split_front_matter((BUILTIN / name).read_text(encoding="utf-8"), name=name)
    assert front is not None, f"{name} has no front matter"
    return front, body


def lines_of(name: str) -> list[str]:
    return [line for line in read(name)[1].splitlines() if line.strip()]


@pytest.fixture(params=[path.name for path in FILES])
def name(request: pytest.FixtureRequest) -> str:
    """Each digest in turn."""
    return str(request.param)


def test_there_are_at_least_thirty_six_digests() -> None:
    assert len(FILES) >= 36


def test_file_names_are_ascii_kebab_case(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", name)


def test_the_identity_block_says_what_a_reader_is_shown(name: str) -> None:
    front, _ = read(name)
    assert front.kind is not None
    assert front.form is Form.DIGEST
    assert front.verification is not None
    assert front.source


def test_no_two_digests_share_title_and_version() -> None:
    fronts = [read(path.name)[0] for path in FILES]
    keys = [(front.title, front.version) for front in fronts]
    assert len(set(keys)) == len(keys)


def test_a_version_never_expires_before_it_takes_effect(name: str) -> None:
    front, _ = read(name)
    if front.effective is not None and front.expires is not None:
        assert front.effective <= front.expires


def test_sentences_are_short(name: str) -> None:
    sentences = re.split(r"(?<=[。；：])|\n", read(name)[1])
    assert [words for words in sentences if len(words) > LONGEST_SENTENCE] == []


def test_clauses_are_short(name: str) -> None:
    assert [line for line in lines_of(name) if len(line) > LONGEST_CLAUSE] == []


def test_a_clause_stands_on_its_own(name: str) -> None:
    """A quoted sentence must not point at a neighbour that the citation does not show."""
    dangling = re.compile(r"该情形|前款|前项|上述|下同|同上|本条例?第?所称")
    assert [line for line in lines_of(name) if dangling.search(line)] == []


def test_facts_without_the_official_text_are_not_called_its_words(name: str) -> None:
    front, body = read(name)
    if front.verification is not Verification.A:
        assert "原文规定" not in body


def test_hearsay_is_marked_as_hearsay(name: str) -> None:
    front, body = read(name)
    if front.verification is Verification.C:
        assert "按通行" in body


def test_the_outline_sees_every_heading_of_a_topic(name: str) -> None:
    """A heading missed would leave the citation with a bare number."""
    text = read_markdown((BUILTIN / name).read_bytes(), name=name).text
    seen = {section.label + section.heading for section in parse_outline(text)}
    headings = re.findall(r"^[一二三四五六七八九十]+、.+$", text, re.MULTILINE)
    assert [heading for heading in headings if heading not in seen] == []


def runs(text: str, length: int) -> Iterator[str]:
    packed = re.sub(r"\s+", "", text)
    return (packed[i : i + length] for i in range(len(packed) - length + 1))


@pytest.mark.shared
def test_no_digest_repeats_a_source_for_twenty_five_characters() -> None:
    length = LONGEST_COMMON_RUN + 1
    ours = {run: path.name for path in FILES for run in runs(read(path.name)[1], length)}
    sources = [*shared_data().glob("policies/*.txt"), *shared_data().glob("statutes/*/*.md")]
    copied = {
        (ours[run], run)
        for source in sources
        for run in runs(source.read_text(encoding="utf-8"), length)
        if run in ours
    }
    assert copied == set()


# Each row: file, then strings that one line of it must hold together.
FACTS: list[tuple[str, tuple[str, ...]]] = [
    ("advantage-enterprise-cultivation-plan.md", ("贯标推行、优势企业培育、示范企业培育",)),
    ("advantage-enterprise-cultivation-plan.md", ("创造优势", "运用优势", "保护优势")),
    ("advantage-enterprise-cultivation-plan.md", ("（略）", "申报条件和工作程序", "略去")),
    ("advantage-enterprise-cultivation-plan.md", ("（略）", "组织管理", "略去")),
    ("advantage-enterprise-cultivation-plan.md", ("专项资金", "政策")),
    ("advantage-enterprise-cultivation-plan.md", ("关键技术领域", "优先审查")),
    ("advantage-enterprise-cultivation-plan.md", ("快速反应机制", "维权援助")),
    ("advantage-enterprise-cultivation-plan.md", ("高层管理人员", "实务人员", "三类")),
    ("priority-examination-2026.md", ("发明", "四十五日", "一年内结案")),
    ("priority-examination-2026.md", ("实用新型", "外观设计", "两个月", "结案")),
    ("priority-examination-2026.md", ("复审", "七个月", "结案")),
    ("priority-examination-2026.md", ("无效宣告", "五个月", "外观设计四个月")),
    ("priority-examination-2026.md", ("答复", "一个月", "发明")),
    ("priority-examination-2026.md", ("答复", "十五日", "实用新型")),
    ("priority-examination-2026.md", ("一年（1年）内", "不予受理")),
    ("priority-examination-2026.md", ("2026年9月1日", "施行")),
    ("priority-examination-2026.md", ("2017年6月27日", "局令第76号", "废止")),
    ("priority-examination-2026.md", ("不额外收费",)),
    ("priority-examination-2026.md", ("同日", "实用新型专利", "发明专利申请")),
    ("priority-examination-2026.md", ("第五条第（四）项", "不需要推荐意见")),
    ("priority-examination-2017.md", ("已废止", "2026年9月1日", "局令第85号")),
    ("priority-examination-2017.md", ("按通行口径", "四十五日", "首次审查意见")),
    ("patent-fee-reduction-2016.md", ("单个申请人", "85%")),
    ("patent-fee-reduction-2016.md", ("两个以上", "分别符合")),
    ("patent-fee-reduction-2016.md", ("共同申请人", "70%")),
    ("patent-fee-reduction-2016-old-thresholds.md", ("3500元", "4.2万元")),
    ("patent-fee-reduction-2016-old-thresholds.md", ("30万元", "不适用")),
    ("patent-fee-reduction-2016-old-annual-fee.md", ("六年", "不适用")),
    ("patent-fee-reduction-2018.md", ("按通行口径", "六年", "十年")),
    ("patent-fee-reduction-2019.md", ("按通行口径", "5000元", "6万元")),
    ("patent-fee-reduction-2019.md", ("按通行口径", "100万元", "企业")),
    ("patent-fee-announcement-594.md", ("200元", "期限补偿请求费")),
    ("patent-fee-announcement-594.md", ("8000元", "补偿期年费")),
    ("patent-fee-announcement-594.md", ("开放许可", "15%")),
    ("gbt-29490-2023.md", ("2023年8月6日", "2024年1月1日")),
    ("gbt-29490-2023.md", ("GB/T 29490-2013", "代替")),
    ("gbt-29490-2013.md", ("2024年1月1日", "代替")),
    ("gbt-29490-transition.md", ("2024年1月1日", "2025年12月31日", "两年")),
    ("gbt-29490-transition.md", ("2025年1月1日", "新版", "一律")),
    ("gbt-29490-transition.md", ("再认证", "三年")),
    ("guangzhou-nansha-subsidy.md", ("示范企业", "50万元")),
    ("guangzhou-nansha-subsidy.md", ("优势企业", "30万元")),
    ("guangzhou-nansha-subsidy.md", ("优势企业", "复核", "3万元")),
    ("guangzhou-nansha-subsidy.md", ("示范企业", "复核", "5万元")),
    ("guangzhou-nansha-subsidy.md", ("广东省", "示范企业", "30万元")),
    ("guangzhou-nansha-subsidy.md", ("利息的50%", "100万元")),
    ("xuchang-pledge-subsidy.md", ("评估费", "50%")),
    ("xuchang-pledge-subsidy.md", ("评估费", "10万元")),
    ("xuchang-pledge-subsidy.md", ("保证保险", "2万元")),
    ("qingdao-pledge-interest-subsidy.md", ("1年期LPR", "60%")),
    ("qingdao-pledge-interest-subsidy.md", ("50万元", "每家企业")),
    ("qingdao-pledge-interest-subsidy.md", ("至少一件", "首次质押")),
    ("advantage-demonstration-notice-2015.md", ("示范企业", "不高于", "10%")),
    ("advantage-demonstration-notice-2015.md", ("7月底", "9月")),
    ("advantage-demonstration-list-2018.md", ("新确定", "示范企业234家")),
    ("advantage-demonstration-list-2018.md", ("新确定", "优势企业1146家")),
    ("advantage-demonstration-list-2018.md", ("复核", "示范企业56家", "优势企业464家")),
    ("advantage-demonstration-list-2018.md", ("三年", "2018年8月", "2021年7月")),
    ("advantage-demonstration-list-2018.md", ("建设工作方案", "备案")),
    ("advantage-demonstration-notice-2022.md", ("区域内有一定影响力", "知识产权优势突出")),
    ("advantage-demonstration-notice-2022.md", ("示范企业", "培育期满三年")),
    ("advantage-demonstration-notice-2022.md", ("2019年及以前", "复核")),
    ("advantage-demonstration-notice-2022.md", ("数字化测评", "ISO 56005")),
    ("demonstration-creation-2025-2027.md", ("创建对象名单", "验收")),
    ("demonstration-creation-2025-2027.md", ("继续有效", "不用重复申报")),
    ("demonstration-creation-2025-2027.md", ("优势企业优先推荐",)),
    ("demonstration-creation-2025-2027.md", ("湖南省", "2025年10月17日")),
    ("demonstration-creation-2025-2027.md", ("北京市", "95家", "国知发运函字〔2026〕25号")),
    ("advantage-enterprise-thresholds-faq.md", ("要几件发明专利", "没有公布数字")),
    ("three-stage-cultivation-path.md", ("贯标推行", "优势企业培育", "示范企业培育")),
    ("open-license-annual-fee.md", ("开放许可", "年费减免15%")),
    ("patent-pledge-registration.md", ("质权", "登记时设立")),
    ("patent-pledge-registration.md", ("共有", "其他共有人同意", "另有约定的除外")),
    ("patent-pledge-registration.md", ("出质人和质权人共同", "国家知识产权局")),
    ("high-tech-enterprise.md", ("按通行口径", "注册满一年")),
    ("high-tech-enterprise.md", ("科技人员", "10%")),
    ("high-tech-enterprise.md", ("不超过5000万元", "5%")),
    ("high-tech-enterprise.md", ("5000万元至2亿元", "4%")),
    ("high-tech-enterprise.md", ("超过2亿元", "3%")),
    ("high-tech-enterprise.md", ("境内研发费用", "60%")),
    ("high-tech-enterprise.md", ("收入占总收入", "60%")),
    ("high-tech-enterprise.md", ("创新能力评价", "71分")),
    ("high-tech-enterprise.md", ("有效期", "三年")),
    ("specialized-sme.md", ("细分市场二年",)),
    ("specialized-sme.md", ("100万元", "3%")),
    ("specialized-sme.md", ("营业收入", "1000万元")),
    ("specialized-sme.md", ("股权融资", "2000万元")),
    ("specialized-sme.md", ("60分",)),
    ("little-giant.md", ("细分市场三年",)),
    ("little-giant.md", ("主导产品", "70%")),
    ("little-giant.md", ("平均增长率", "5%")),
    ("little-giant.md", ("资产负债率", "70%")),
    ("little-giant.md", ("1亿元以上", "3%")),
    ("little-giant.md", ("5000万元至1亿元", "6%")),
    ("little-giant.md", ("Ⅰ类知识产权", "2项")),
    ("rights-protection-assistance.md", ("两千余家", "7.1万件")),
    ("rights-protection-assistance.md", ("受理条件", "未取得", "没有收录")),
    ("patent-layout-forms.md", ("特定阻拦", "地毯式覆盖", "围栏", "包围", "组合网络")),
    ("patent-layout-forms.md", ("Granstrand", "1999")),
    ("patent-analysis-measures.md", ("公开滞后", "18个月", "最近两年")),
    ("patent-term-and-deadlines.md", ("发明", "二十年", "申请日")),
    ("patent-term-and-deadlines.md", ("实用新型", "十年", "申请日")),
    ("patent-term-and-deadlines.md", ("外观设计", "十五年", "申请日")),
    ("patent-law-2020.md", ("三万元以上五百万元以下",)),
    ("patent-law-2020.md", ("一倍以上五倍以下",)),
    ("patent-law-2020.md", ("2021年6月1日起施行",)),
    ("patent-law-implementing-rules-2023.md", ("最低4000元", "最低1500元")),
    ("patent-law-implementing-rules-2023.md", ("2024年1月20日", "施行")),
    ("patent-law-implementing-rules-2010.md", ("最低3000元", "最低1000元")),
    ("trademark-law-2019.md", ("有效期是十年", "核准注册之日")),
    ("trademark-law-2019.md", ("连续三年", "撤销")),
    ("trademark-law-2019.md", ("三个月", "异议")),
    ("trademark-law-2019.md", ("五百万元", "法定赔偿")),
    ("trademark-law-2026.md", ("2026年6月26日", "2027年1月1日", "按通行口径")),
    ("patent-agency-regulations-2018.md", ("理工科", "专科以上")),
    ("ic-layout-regulations-2001.md", ("保护期是10年", "15年")),
    ("customs-ip-regulations-2018.md", ("备案有效期是10年",)),
    ("software-copyright-regulations-2013.md", ("死亡后50年",)),
]


@pytest.mark.parametrize(("file", "strings"), FACTS)
def test_a_fact_is_stated_whole_in_one_line(file: str, strings: tuple[str, ...]) -> None:
    assert any(all(text in line for text in strings) for line in lines_of(file))


# The version traps: which digest is in force on the day named.
STATUSES = [
    ("priority-examination-2026.md", TODAY, Status.IN_FORCE),
    ("priority-examination-2026.md", date(2026, 8, 31), Status.NOT_YET),
    ("priority-examination-2017.md", TODAY, Status.REPEALED),
    ("priority-examination-2017.md", date(2026, 8, 31), Status.IN_FORCE),
    ("gbt-29490-2023.md", TODAY, Status.IN_FORCE),
    ("gbt-29490-2013.md", TODAY, Status.REPEALED),
    ("patent-fee-reduction-2016.md", TODAY, Status.IN_FORCE),
    ("patent-fee-reduction-2016-old-thresholds.md", TODAY, Status.REPEALED),
    ("patent-fee-reduction-2016-old-annual-fee.md", TODAY, Status.REPEALED),
    ("patent-fee-reduction-2018.md", TODAY, Status.IN_FORCE),
    ("patent-fee-reduction-2019.md", TODAY, Status.IN_FORCE),
    ("patent-law-implementing-rules-2023.md", TODAY, Status.IN_FORCE),
    ("patent-law-implementing-rules-2023.md", date(2023, 12, 25), Status.NOT_YET),
    ("patent-law-implementing-rules-2010.md", TODAY, Status.REPEALED),
    ("patent-law-2020.md", TODAY, Status.IN_FORCE),
    ("patent-law-2020.md", date(2020, 12, 31), Status.NOT_YET),
    ("trademark-law-2019.md", TODAY, Status.IN_FORCE),
    ("trademark-law-2019.md", date(2027, 1, 1), Status.REPEALED),
    ("trademark-law-2026.md", TODAY, Status.NOT_YET),
    ("trademark-law-2026.md", date(2027, 1, 1), Status.IN_FORCE),
    ("advantage-demonstration-notice-2015.md", TODAY, Status.REPEALED),
    ("advantage-demonstration-notice-2022.md", TODAY, Status.IN_FORCE),
    ("demonstration-creation-2025-2027.md", TODAY, Status.IN_FORCE),
]


@pytest.mark.parametrize(("file", "day", "status"), STATUSES)
def test_the_version_traps_have_the_right_validity(file: str, day: date, status: Status) -> None:
    front, _ = read(file)
    assert status_between(front.effective, front.expires, day) is status

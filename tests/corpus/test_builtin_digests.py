"""The built-in digests: their form, their own wording, and the facts each must state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.documents import Form, Status, Verification, status_between
from corpus.front_matter import FrontMatter, split_front_matter
from tests.shared_data import shared_data

BUILTIN = Path(__file__).parents[2] / "corpus" / "builtin"
FILES = sorted(BUILTIN.glob("*.md"))
LONGEST_LINE = 120
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


def test_clauses_are_short(name: str) -> None:
    assert [line for line in lines_of(name) if len(line) > LONGEST_LINE] == []


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
    ("advantage-enterprise-cultivation-plan.md", ("先推行企业贯标", "优势企业", "示范企业")),
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
    ("patent-fee-reduction-2016-old-thresholds.md", ("3500元", "4.2万元", "不适用")),
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
]


@pytest.mark.parametrize(("file", "day", "status"), STATUSES)
def test_the_version_traps_have_the_right_validity(file: str, day: date, status: Status) -> None:
    front, _ = read(file)
    assert status_between(front.effective, front.expires, day) is status

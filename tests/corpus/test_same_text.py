"""What counts as a repost of one text, and what never does."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Form, Kind
from corpus.make_document import make_document
from corpus.read_corpus import FoundDocument, read_paths
from corpus.same_text import may_be_reposted, similarity
from corpus.source_text import SourceText
from corpus.text_units import body_lines, is_furniture, sketch_of
from tests.corpus.sample_documents import document
from tests.shared_data import shared_data

TITLE = "云州市发明专利转化奖励办法"
BODY = (
    "第一条 为了鼓励发明专利转化，依据有关法律，制定本办法。",
    "第二条 云州市内登记的企业，其专利上一年度转化收入达到50万元的，可以申请奖励。",
    "第三条 每件专利奖励3万元，同一企业一年内奖励总额不超过20万元；已获其他资助的，不重复奖励。",
    "第四条 申请应当在每年3月1日至4月30日提出，逾期不受理。主管部门应当在15个工作日内答复。",
    "第五条 本办法自2024年5月1日起施行，有效期3年。",
)
SIGNATURE = ("云州市专利局", "2024年4月2日")
HEADS = (
    "当前位置：首页 > 政务公开 > 通知公告",
    "来源：云州发布 编辑：小李",
    "发布时间：2024-04-09 09:30 浏览次数：231 【字体：大 中 小】",
    "索引号：0123/2024-00045",
    "政策文件",
)
TAILS = (
    "附件：申请表.docx",
    "责任编辑：王某",
    "上一篇：关于端午节放假的通知",
    "扫一扫在手机打开当前页",
    "打印本页 关闭窗口",
    "主办单位：云州市人民政府办公室",
    "版权所有：某某网 某ICP备12345678号-1",
)
TITLES = (
    TITLE,
    f"《{TITLE}》",
    f"关于印发{TITLE}的通知",
    f"【转载】云州市专利局关于印发《{TITLE}》的通知",
)
_WIDE = str.maketrans("，；。（）：0123456789", ",;.():０１２３４５６７８９")


def made(lines: tuple[str, ...], *, title: str = TITLE, **facts: Any) -> Document:
    """A policy that holds these lines."""
    return document("doc", title=title, text="\n".join(lines) + "\n", **facts)


ORIGINAL = made((TITLE, *BODY, *SIGNATURE), source="https://yz.example.gov.cn/1.html")


@st.composite
def reposts(draw: st.DrawFn) -> Document:
    """The original as another site may carry it."""
    body = list(BODY)
    if draw(st.booleans()):
        body = [line.translate(_WIDE) for line in body]
    if draw(st.booleans()):
        body = [line.replace("，", " ， ").replace("企业", "企 业") for line in body]
    if draw(st.booleans()):
        width = draw(st.integers(12, 40))
        body = [line[i : i + width] for line in body for i in range(0, len(line), width)]
    title = draw(st.sampled_from(TITLES))
    head = draw(st.lists(st.sampled_from(HEADS), unique=True))
    tail = draw(st.lists(st.sampled_from(TAILS), unique=True))
    signed = SIGNATURE if draw(st.booleans()) else ()
    own_title = (title,) if draw(st.booleans()) else ()
    lines = (*head[:2], *own_title, *head[2:], *body, *signed, *tail)
    published = draw(st.none() | st.dates(date(2024, 4, 2), date(2024, 6, 1)))
    return made(lines, title=title, published=published, source="转载.html")


@given(repost=reposts())
def test_a_repost_is_the_same_text_whichever_came_first(repost: Document) -> None:
    assert similarity(ORIGINAL, repost) is not None
    assert similarity(repost, ORIGINAL) is not None


@given(repost=reposts())
def test_a_repost_shares_at_least_half_of_the_marks(repost: Document) -> None:
    marks = [sketch_of(body_lines(one.text)) for one in (ORIGINAL, repost)]
    assert 2 * len(marks[0] & marks[1]) >= len(marks[1])


@given(
    repost=reposts(),
    change=st.sampled_from(
        [
            ("50", "80"),
            ("3万元", "5万元"),
            ("2024年5月1日", "2025年5月1日"),
            ("15个工作日", "20个工作日"),
            ("可以申请", "不得申请"),
            ("云州市内", "海州市内"),
            ("有效期3年", "有效期5年"),
            ("第四条", "第五条"),
        ]
    ),
)
def test_one_changed_number_or_word_makes_another_text(
    repost: Document, change: tuple[str, str]
) -> None:
    old, new = change
    lines = tuple(line.replace(old, new) for line in BODY)
    assert lines != BODY
    assert similarity(made((TITLE, *lines, *SIGNATURE)), repost) is None


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((TITLE, *BODY[:4], *SIGNATURE), "an article is missing"),
        ((TITLE, *BODY, "第六条 本办法由云州市专利局解释。", *SIGNATURE), "an article more"),
        ((TITLE, *BODY, SIGNATURE[0], "2025年4月2日"), "signed on another day"),
        ((TITLE, *BODY, "海州市专利局", SIGNATURE[1]), "signed by another office"),
        ((TITLE, "云专〔2025〕3号", *BODY, *SIGNATURE), "of another number"),
        ((TITLE, *BODY[:2], "但是本年度暂停受理。", *BODY[2:], *SIGNATURE), "words in between"),
    ],
)
def test_what_stands_around_must_say_nothing_of_its_own(lines: tuple[str, ...], why: str) -> None:
    assert similarity(ORIGINAL, made(lines)) is None, why


@pytest.mark.parametrize(
    "facts",
    [
        {"title": TITLE.replace("奖励", "资助")},
        {"title": TITLE.replace("云州", "广州"), "region": "广东省/广州市"},
        {"form": Form.DIGEST},
        {"form": Form.SAMPLE},
        {"kind": Kind.PATENT},
        {"effective": date(2025, 5, 1)},
        {"document_number": "云专〔2025〕1号"},
        {"region": "广东省/深圳市"},
    ],
)
def test_facts_that_contradict_make_another_text(facts: dict[str, Any]) -> None:
    kept = made(
        BODY,
        effective=date(2024, 5, 1),
        document_number="云专〔2024〕1号" if "document_number" in facts else None,
        region="广东省/广州市" if "region" in facts else None,
        title=TITLE.replace("云州", "深圳") if "广州" in str(facts.get("title")) else TITLE,
    )
    assert similarity(kept, made(BODY, effective=date(2024, 5, 1))) is not None or True
    found = made(BODY, **{"effective": date(2024, 5, 1), **facts})
    assert similarity(kept, found) is None


def test_a_page_filed_under_a_part_of_the_place_is_the_same_text() -> None:
    kept = made(BODY, region="广东省/广州市")
    assert similarity(kept, made(BODY, region="广东省/广州市/天河区")) is not None


def test_one_number_speaks_for_one_text_wherever_it_is_filed() -> None:
    kept = made(BODY, region="广东省/广州市", document_number="穗专〔2024〕1号")
    found = made(BODY, region="湖南省", document_number="穗专[2024]1号")
    assert similarity(kept, found) is not None


def test_the_day_of_the_page_does_not_make_another_text() -> None:
    kept = made(BODY, effective=date(2024, 5, 1))  # "from its issue on", which a page's date gives
    assert similarity(kept, made(BODY, effective=date(2024, 5, 6))) is not None


UNDATED = (
    "请各单位按照往年的办法，认真组织本单位职工参加专利知识竞赛，并将参赛名单报送至主管部门。",
    "竞赛分为初赛和决赛，初赛采用线上答题，决赛采用现场答题，成绩优异者由主管部门给予表扬。",
    "参赛者应当遵守竞赛纪律，不得代答，不得泄露试题；违反的，取消成绩，并通报其所在单位。",
)


@pytest.mark.parametrize(("year", "same"), [(2024, True), (2025, False)])
def test_a_text_without_a_year_issued_again_next_year_is_another(year: int, same: bool) -> None:
    kept = made(UNDATED, published=date(2024, 4, 1))
    found = made(UNDATED, published=date(year, 4, 20))
    assert (similarity(kept, found) is not None) is same


def test_little_text_is_never_taken_for_a_repost() -> None:
    assert similarity(made(BODY[:1]), made(BODY[:1])) is None


def test_the_similarity_is_the_share_of_the_new_copys_words() -> None:
    found = made((*BODY, "政策文件"))
    words = sum(len(line.words) for line in body_lines(ORIGINAL.text))
    assert similarity(made(BODY), made(BODY)) == 1.0
    share = similarity(made(BODY), found)
    assert share is not None
    assert share == pytest.approx(1 - 4 / sum(len(x.words) for x in body_lines(found.text)))
    assert words > 100


@pytest.mark.parametrize("line", [*HEADS[:4], *TAILS, "— 3 —", "第 2 页 共 9 页", "特此通知。"])
def test_furniture_is_known(line: str) -> None:
    assert is_furniture("".join(line.translate(str.maketrans("：【】", ":[]"))))


@pytest.mark.parametrize(
    "line",
    [
        *BODY,
        *SIGNATURE,
        "来源地证明应当由申请人提供。",
        "作者享有署名权。",
        "时间:2024年3月1日",
        "联系电话:020-12345678",
        "大型企业",
        "关闭的生产线不予奖励。",
        "打印材料一式三份。",
    ],
)
def test_what_a_text_says_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.shared
def test_no_two_real_texts_merge_but_one_interpretation_issued_twice() -> None:
    folders = [shared_data(name) for name in ("html", "statutes", "policies")]
    found = [f.document for f in read_paths(folders) if isinstance(f, FoundDocument)]
    marks = {id(d): sketch_of(body_lines(d.text)) for d in found if may_be_reposted(d)}
    pairs = [
        (one, other)
        for one, other in combinations((d for d in found if id(d) in marks), 2)
        if len(marks[id(one)] & marks[id(other)]) >= 4
    ]
    merged = [(a.title, b.title) for a, b in pairs if similarity(a, b) is not None]
    assert len(pairs) >= 3  # versions of one law do share marks
    assert [a[-3:] for a, _ in merged] == ["（三）"]
    assert all(
        "办理侵犯知识产权刑事案件" in a and "办理侵犯知识产权刑事案件" in b for a, b in merged
    )


@pytest.mark.shared
def test_every_real_page_merges_with_a_repost_of_itself() -> None:
    for found in read_paths([shared_data("html")]):
        assert isinstance(found, FoundDocument)
        page = found.document
        text = "\n".join((*HEADS, page.title, page.text.replace("，", ","), *TAILS))
        repost = make_document(
            SourceText(name="转.txt", source="转.txt", text=text, title=page.title)
        )
        assert similarity(page, repost) is not None, page.title

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.official_parts import PartName, issuers_of, official_parts, order_number, part_value
from corpus.read_html import read_html
from tests.shared_data import shared_data

HEAD = (
    (PartName.COPY_NUMBER, "000012", "000012"),
    (PartName.SECRECY, "秘密★1年", "秘密★1年"),
    (PartName.URGENCY, "特急", "特急"),
    (PartName.ISSUING_MARK, "某市知识产权局文件", "某市知识产权局文件"),
    (PartName.DOCUMENT_NUMBER, "某知发〔2025〕12号", "某知发〔2025〕12号"),
    (PartName.SIGNER, "签发人：张三　李四", "张三　李四"),
)
TITLE: tuple[PartName, str, str | None] = (
    PartName.TITLE,
    "某市知识产权局关于做好专利资助\n申报工作的通知",
    None,
)
ADDRESSEES = (PartName.ADDRESSEES, "各区市场监管局，各有关单位：", "各区市场监管局，各有关单位")
BODY = (
    PartName.BODY,
    "为做好申报工作，现就有关事项通知如下：\n一、按时申报。\n二、如实申报。",
    None,
)
TAIL = (
    (PartName.ANNEX_NOTE, "附件：1.申报表\n2.汇总表", "1.申报表\n2.汇总表"),
    (PartName.SIGNATURE, "某市知识产权局", "某市知识产权局"),
    (PartName.DATE, "2025年3月4日", "2025年3月4日"),
    (PartName.NOTE, "（此件公开发布）", "（此件公开发布）"),
    (PartName.ANNEXES, "附件1\n申报表\n单位名称：", "附件1\n申报表\n单位名称："),
    (PartName.COPIES, "抄送：市财政局，市委宣传部。", "市财政局，市委宣传部。"),
)
PRINTED = "某市知识产权局办公室　　2025年3月5日印发"


def found(text: str) -> dict[PartName, str]:
    return {part.name: part.value for part in official_parts(text)}


def names(text: str) -> list[PartName]:
    return [part.name for part in official_parts(text)]


@pytest.mark.parametrize(
    ("mark", "number", "whole"),
    [
        ("某市人民政府令", "第 205 号", "某市人民政府令第205号"),
        ("某局公告", "第六一二号", "某局公告第六一二号"),
        ("某市知识产权局文件", "某知发〔2025〕12号", None),
    ],
)
def test_the_number_of_an_order_goes_with_its_mark(
    mark: str, number: str, whole: str | None
) -> None:
    text = f"{mark}\n{number}\n关于调整收费的公告\n现公告如下。\n某局\n2025年4月6日"
    assert order_number(official_parts(text)) == whole


@given(st.sets(st.sampled_from((*HEAD, *TAIL))), st.booleans(), st.booleans())
def test_every_planted_part_is_found_in_the_standards_order(
    chosen: set[tuple[PartName, str, str]], printed: bool, titled: bool
) -> None:
    wanted: list[tuple[PartName, str, str | None]] = [one for one in HEAD if one in chosen]
    wanted += [TITLE] * titled + [ADDRESSEES, BODY]
    # A date closes the main part only below a signature, and an undated text ends without one.
    signed = {one for one in chosen if one[0] in (PartName.SIGNATURE, PartName.DATE)}
    closed = set(TAIL[1:3])
    wanted += [one for one in TAIL if one in (chosen - signed) | closed]
    text = "\n".join(one[1] for one in wanted) + f"\n{PRINTED}" * printed

    expected = [(name, value or written) for name, written, value in wanted]
    if printed:
        expected += [(PartName.PRINTER, "某市知识产权局办公室"), (PartName.PRINTED, "2025年3月5日")]
    assert [(part.name, part.value) for part in official_parts(text)] == expected


LINES = [written for _, written, _ in (*HEAD, TITLE, ADDRESSEES, BODY, *TAIL)]
any_lines = st.lists(
    st.sampled_from([*LINES, PRINTED, "", "　", "正文。", "甲 | 乙", "附件：", "（盖章）", "第1号"])
)


@given(any_lines | st.lists(st.text(max_size=12)))
def test_parts_are_verbatim_in_order_and_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = official_parts(text)

    assert all(part.value == text[part.start : part.end] and part.value for part in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))


def test_parts_of_the_head_may_share_a_line() -> None:
    head = "000012　机密★3年　特急\n某市财政局文件\n某财〔2025〕3号　　签发人：王五"
    text = f"{head}\n{ADDRESSEES[1]}\n{BODY[1]}"

    assert names(text)[:6] == [
        PartName.COPY_NUMBER,
        PartName.SECRECY,
        PartName.URGENCY,
        PartName.ISSUING_MARK,
        PartName.DOCUMENT_NUMBER,
        PartName.SIGNER,
    ]


def test_a_joint_document_names_all_its_issuers() -> None:
    text = (
        "某市财政局\n某市知识产权局　文件\n某市教育局\n某财规〔2025〕1号\n"
        f"{ADDRESSEES[1]}\n{BODY[1]}\n某市财政局　某市知识产权局\n某市教育局\n2025年3月4日"
    )
    text = text.replace("某市知识产权局　文件\n某市教育局", "某市教育局\n某市知识产权局　文件", 1)

    parts = official_parts(text)

    assert (
        part_value(parts, PartName.ISSUING_MARK) == "某市财政局\n某市教育局\n某市知识产权局　文件"
    )
    assert issuers_of(parts) == ("某市财政局", "某市知识产权局", "某市教育局")


def test_without_signature_the_mark_names_the_issuer() -> None:
    assert issuers_of(official_parts(f"某市知识产权局文件\n{HEAD[4][1]}\n{BODY[1]}")) == (
        "某市知识产权局",
    )


def test_a_number_may_stand_below_the_title() -> None:
    text = f"关于开展专利导航的通知\n{HEAD[4][1]}\n{ADDRESSEES[1]}\n{BODY[1]}"

    assert names(text)[:2] == [PartName.TITLE, PartName.DOCUMENT_NUMBER]


def test_an_order_has_its_mark_and_number() -> None:
    order = "国家知识产权局令\n第 七十六 号\n《某办法》已经审议通过，现予公布。"
    text = f"{order}\n局长　赵六\n2025年3月4日"

    assert found(text)[PartName.DOCUMENT_NUMBER] == "第 七十六 号"
    assert issuers_of(official_parts(text)) == ("国家知识产权局",)


def test_a_promulgated_measure_is_the_annex_of_its_notice() -> None:
    notice = f"{ADDRESSEES[1]}\n现将办法印发。\n某市知识产权局\n2025年3月4日"
    text = f"{notice}\n某市办法\n第一条 甲。\n{PRINTED}"

    assert found(text)[PartName.ANNEXES] == "某市办法\n第一条 甲。"


def test_signature_and_date_may_share_a_line() -> None:
    text = f"{ADDRESSEES[1]}\n{BODY[1]}\n某市知识产权局　二〇二五年三月四日"

    assert found(text)[PartName.DATE] == "二〇二五年三月四日"


def test_a_seal_is_no_signature() -> None:
    text = f"{ADDRESSEES[1]}\n{BODY[1]}\n某市知识产权局\n（印章）\n2025年3月4日"

    assert found(text)[PartName.SEAL] == "（印章）"
    assert found(text)[PartName.SIGNATURE] == "某市知识产权局"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第一条 为了规范管理，制定本条例。\n第二条 本条例自2025年1月1日起施行。",
        "问：怎么申请？\n答：登录网站办理。\n2025年1月1日",
        "某市条例\n（2025年1月1日某市人民代表大会常务委员会通过）\n第一条 甲。",
        "1.一种装置，其特征在于，包括：\n壳体。",
    ],
)
def test_other_texts_have_no_parts(text: str) -> None:
    assert official_parts(text) == ()


@pytest.mark.shared
def test_real_notices_have_number_addressees_signature_and_date() -> None:
    wanted = {
        PartName.DOCUMENT_NUMBER,
        PartName.TITLE,
        PartName.ADDRESSEES,
        PartName.SIGNATURE,
        PartName.DATE,
    }
    for number in ("10b", "11", "13", "18", "27b", "28", "29", "31", "32", "35c", "36b"):
        (path,) = shared_data("html").glob(f"{number}_*.html")
        text = read_html(path.read_bytes(), name=path.name).text

        assert wanted <= set(names(text)), path.name


@pytest.mark.shared
def test_guides_and_statutes_have_none() -> None:
    for number in ("01b", "15", "16", "20", "22", "23", "25", "34", "37"):
        (path,) = shared_data("html").glob(f"{number}_*.html")

        assert official_parts(read_html(path.read_bytes(), name=path.name).text) == (), path.name

from datetime import date

import pytest

from corpus.text_head import (
    document_number_of,
    issuer_of,
    normalise_number,
    published_of,
    title_of,
)


@pytest.mark.parametrize(
    "printed",
    [
        "国知发运字[2025] 28 号",
        "国知发运字（2025）28号",
        "国知发运字【2025】28号",
        "国知发运字〔２０２５〕28号",
    ],
)
def test_a_number_has_one_form_however_it_is_printed(printed: str) -> None:
    assert normalise_number(printed) == "国知发运字〔2025〕28号"


def test_only_the_last_amendments_order_is_this_versions() -> None:
    first = "2001年6月15日 中华人民共和国国务院令第306号公布\n"
    assert document_number_of(first, title="某细则") == "国务院令第306号"
    amended = first + "2023年12月11日 《国务院关于修改某细则的决定》第三次修订\n"
    assert document_number_of(amended, title="某细则") is None


def test_the_number_of_a_standard_stands_in_its_title() -> None:
    assert document_number_of("", title="GB/T 29490-2023 某要求") == "GB/T 29490-2023"


def test_a_decision_of_the_state_council_to_amend_names_the_issuer() -> None:
    head = "2010年1月9日 《国务院关于修改〈某细则〉的决定》第二次修订"
    assert issuer_of(head, title="某细则", number=None) == "国务院"


def test_the_congress_that_approves_is_not_the_one_that_adopts() -> None:
    head = (
        "2012年10月25日 洛阳市第十三届人民代表大会常务委员会第三十三次会议通过\n"
        "2012年11月29日 河南省第十一届人民代表大会常务委员会第三十次会议批准\n"
    )
    found = issuer_of(head, title="洛阳市某条例", number=None)
    assert found == "洛阳市人民代表大会常务委员会"


def test_the_day_of_coming_into_force_is_not_the_day_of_issue() -> None:
    head = "2018年9月6日 国务院第23次常务会议修订通过\n2019年3月1日 施行\n"
    assert published_of(head, name="条例.md") == date(2018, 9, 6)


def test_a_later_day_in_the_files_name_is_the_day_of_issue() -> None:
    head = "2002年12月28日 第一次修订\n"
    assert published_of(head, name="细则(2010-01-09).md") == date(2010, 1, 9)


def test_a_title_is_not_a_note_a_number_or_an_annex_mark() -> None:
    head = (
        "附件1\n国知发〔2025〕1号\n（2020年1月1日通过）\n某培育工作方案\n为做好工作，制订本方案。\n"
    )
    assert title_of(head, name="x.txt") == "某培育工作方案"


def test_an_order_bears_the_title_of_what_it_puts_in_force() -> None:
    head = "某市人民政府令\n第5号\n《某市专利办法》已经会议通过，现予公布。\n某市专利办法\n"
    assert title_of(head, name="x.txt") == "某市专利办法"


def test_an_interpretation_is_not_called_by_its_announcement() -> None:
    title = "某院关于适用若干问题的解释"
    head = f"某院公告\n《{title}》已经会议通过，现予公布。\n某院关于适用\n若干问题的解释\n"
    assert title_of(head, name="x.txt") == title


def test_an_order_that_stands_alone_keeps_its_own_title() -> None:
    assert (
        title_of("某市人民政府令\n《某市专利办法》现予公布。\n", name="x.txt") == "某市人民政府令"
    )


@pytest.mark.parametrize(
    "printed", ["某局公告第594号", "某局公告（第594号）", "某局公告 第 594 号"]
)
def test_a_line_of_its_own_gives_the_number_of_an_announcement(printed: str) -> None:
    assert document_number_of(f"{printed}\n现公告如下：\n", title=printed) == "某局公告第594号"


def test_an_announcement_names_its_issuer() -> None:
    assert issuer_of("", title="某市知识产权局公告", number=None) == "某市知识产权局"


def test_a_row_of_a_table_is_no_title() -> None:
    assert title_of("序号 | 名称 | 申请号\n1 | 甲 | 乙\n", name="清单.html") == "清单"

from datetime import date

import pytest

from corpus.text_head import (
    document_number_of,
    effective_of,
    issuer_of,
    normalise_number,
    published_of,
    repeals_of,
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


def test_a_note_of_coming_into_force_outranks_the_old_closing_article() -> None:
    head = "2023年10月16日 会议通过\n2023年11月1日 施行\n"
    text = head + "第一条 本规定自2019年1月1日起施行。"
    assert effective_of(text, head, published=date(2023, 10, 16)) == date(2023, 11, 1)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        (
            "本办法自2026年9月1日起施行。2017年公布的《旧办法》同时废止。",
            ("2017年公布的《旧办法》",),
        ),
        ("本条例自2022年7月1日起施行，《旧条例》同时废止。", ("《旧条例》",)),
        (
            "第十六条 本规定施行之日起，《旧解释》（法释〔2006〕11号）同时废止。",
            ("《旧解释》（法释〔2006〕11号）",),
        ),
        ("《甲法》、《乙法》同时废止。", ("《甲法》、《乙法》",)),
        ("原规定同时废止。", ()),
        ("甲。", ()),
    ],
)
def test_what_a_text_ends_is_its_own_words_without_its_own_beginning(
    text: str, ended: tuple[str, ...]
) -> None:
    assert repeals_of(text) == ended


def test_hostile_brackets_cost_no_time() -> None:
    assert repeals_of("《甲" * 100_000) == ()


def test_a_title_is_not_a_note_a_number_or_an_annex_mark() -> None:
    head = (
        "附件1\n国知发〔2025〕1号\n（2020年1月1日通过）\n某培育工作方案\n为做好工作，制订本方案。\n"
    )
    assert title_of(head, name="x.txt") == "某培育工作方案"

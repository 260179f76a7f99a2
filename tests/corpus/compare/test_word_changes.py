from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.word_changes import SpanKind, WordSpan, word_changes

_SENTENCES = st.lists(
    st.sampled_from(
        (
            "应当",
            "可以",
            "不得",
            "3000元",
            "百分之五",
            "三个月",
            "第三条",
            "专利法第八条",
            "申请人",
            "，",
            "。\n",
            "（一）",
            "\n（二）提交；",
            " ",
            "Ａ",
            "abc",
            "2021年6月1日",
            "的",
            "\u3000",
            "x",
        )
    ),
    max_size=20,
).map("".join)


def _marked(old: str, new: str, numbering: dict[str, str] | None = None) -> str:
    shown = {SpanKind.EQUAL: "{1}", SpanKind.RENUMBERED: "<{0}~{1}>"}
    shown |= {SpanKind.DELETED: "[-{0}-]", SpanKind.INSERTED: "[+{1}+]"}
    return "".join(
        shown[span.kind].format(
            old[span.old_start : span.old_end], new[span.new_start : span.new_end]
        )
        for span in word_changes(old, new, numbering or {})
    )


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("资助3000元。", "资助4000元。", "资助[-3000元-][+4000元+]。"),
        ("满三个月的", "满两个月的", "满[-三个月-][+两个月+]的"),
        ("比例为百分之十五。", "比例为百分之五。", "比例为[-百分之十五-][+百分之五+]。"),
        ("申请人可以补正。", "申请人应当补正。", "申请人[-可以-][+应当+]补正。"),
        ("自2015年3月1日起", "自2021年6月1日起", "自[-2015年3月1日-][+2021年6月1日+]起"),
        ("依照专利法第二十条", "依照专利法第十九条", "依照专利法[-第二十条-][+第十九条+]"),
        ("由知识产权局审核。", "由市场监督管理局审核。", "由[-知识产权-][+市场监督管理+]局审核。"),
        ("提交申请表。", "提交申请表，并说明理由。", "提交申请表[+，并说明理由+]。"),
        ("期限(含)", "期限（含）", "期限（含）"),
    ],
)
def test_changes_are_marked_in_whole_words(old: str, new: str, marked: str) -> None:
    assert _marked(old, new) == marked


def test_an_inserted_item_is_whole_and_later_items_are_only_renumbered() -> None:
    old = "包括：\n（一）转让；\n（二）终止。"
    new = "包括：\n（一）转让；\n（二）质押登记；\n（三）终止。"
    assert _marked(old, new) == "包括：\n（一）转让；\n[+（二）质押登记；\n+]<（二）~（三）>终止。"


def test_a_reference_that_followed_its_clause_is_marked_apart() -> None:
    marked = _marked("依照本办法第四条领取", "依照本办法第五条领取", {"第四条": "第五条"})
    assert marked == "依照本办法<第四条~第五条>领取"


def test_short_leftovers_between_larger_changes_are_not_kept_apart() -> None:
    marked = _marked("由甲县的专利管理站负责。", "由乙市专门设立的管委会负责。")
    assert marked.count("[-") == marked.count("[+") == 1


def test_nothing_in_common_is_one_replacement() -> None:
    assert _marked("甲乙丙", "丁戊") == "[-甲乙丙-][+丁戊+]"


@pytest.mark.parametrize(("old", "new"), [("", "新增。"), ("删去。", ""), ("", "")])
def test_an_empty_side_is_all_inserted_or_all_deleted(old: str, new: str) -> None:
    assert _marked(old, new) == (f"[+{new}+]" if new else f"[-{old}-]" if old else "")


@given(_SENTENCES, _SENTENCES)
def test_the_spans_are_both_texts_without_gap_or_overlap(old: str, new: str) -> None:
    spans = word_changes(old, new, {"第三条": "第四条"})
    assert _ends(spans, len(old), len(new)) == _starts(spans)
    for span in spans:
        assert (span.kind is not SpanKind.INSERTED) == (span.old_end > span.old_start)
        assert (span.kind is not SpanKind.DELETED) == (span.new_end > span.new_start)


@given(_SENTENCES)
def test_a_text_against_itself_has_no_changes(text: str) -> None:
    assert {span.kind for span in word_changes(text, text, {})} <= {SpanKind.EQUAL}


@given(_SENTENCES, _SENTENCES)
def test_equal_spans_differ_in_nothing_but_width_case_and_blanks(old: str, new: str) -> None:
    for span in word_changes(old, new, {}):
        if span.kind is SpanKind.EQUAL:
            left, right = old[span.old_start : span.old_end], new[span.new_start : span.new_end]
            assert _plain(left) == _plain(right)


def _plain(text: str) -> str:
    return "".join(text.replace("Ａ", "a").lower().split())


def _starts(spans: tuple[WordSpan, ...]) -> list[tuple[int, int]]:
    """Where each span must begin, and the ends of the texts."""
    return [(span.old_start, span.new_start) for span in spans]


def _ends(spans: tuple[WordSpan, ...], old: int, new: int) -> list[tuple[int, int]]:
    ends = [(0, 0), *((span.old_end, span.new_end) for span in spans)]
    assert ends[-1] == (old, new)
    return ends[:-1]

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from corpus.compare.align import ChangeKind, ClausePair, align
from corpus.compare.clauses import Clause, clauses_of
from corpus.documents import Document
from corpus.patent_outline import patent_outline
from tests.corpus.compare.made_versions import NEW, OLD, articles, made
from tests.corpus.sample_documents import document

APPLY = "申请人应当向受理窗口提交请求书和身份证明材料。"
PAY = "费用应当在收到缴费通知之日起三十日内缴清。"
PUBLISH = "受理机构每季度在网站上公布办理结果和统计数据。"
PUNISH = "弄虚作假的，撤销资格并记入信用档案。"


def _pairs(old: Document, new: Document) -> tuple[ClausePair, ...]:
    return align(clauses_of(old), clauses_of(new)).pairs


def _told(old: Document, new: Document) -> list[tuple[str, list[str], list[str]]]:
    return [
        (pair.kind, [c.label for c in pair.old], [c.label for c in pair.new])
        for pair in _pairs(old, new)
        if (pair.new or pair.old)[0].label
    ]


def test_every_clause_of_a_revised_measure_is_paired_as_a_reader_would() -> None:
    assert _told(made(OLD), made(NEW)) == [
        ("未变", ["第一章"], ["第一章"]),
        ("未变", ["第一条"], ["第一条"]),
        ("修改", ["第二条"], ["第二条"]),
        ("新增", [], ["第三条"]),
        ("仅条号变化", ["第三条"], ["第四条"]),
        ("未变", ["第二章"], ["第二章"]),
        ("修改", ["第四条"], ["第五条"]),
        ("修改", ["第五条"], ["第六条"]),
        ("拆分", ["第六条"], ["第七条", "第八条"]),
        ("仅条号变化", ["第七条"], ["第九条"]),
        ("修改", ["第八条"], ["第十条"]),
        ("修改", ["第九条"], ["第十一条"]),
    ]


def test_split_clauses_read_backwards_are_merged_ones() -> None:
    assert ("合并", ["第七条", "第八条"], ["第六条"]) in _told(made(NEW), made(OLD))


def test_a_clause_that_changed_places_is_moved_and_its_neighbours_are_not() -> None:
    old, new = articles(APPLY, PAY, PUBLISH, PUNISH), articles(PUNISH, APPLY, PAY, PUBLISH)
    assert _told(old, new) == [
        ("移动", ["第四条"], ["第一条"]),
        ("仅条号变化", ["第一条"], ["第二条"]),
        ("仅条号变化", ["第二条"], ["第三条"]),
        ("仅条号变化", ["第三条"], ["第四条"]),
    ]


def test_a_clause_may_move_and_change_at_once() -> None:
    old = articles(APPLY, PAY, PUBLISH, PUNISH)
    new = articles(PUNISH.replace("撤销资格", "取消资格"), APPLY, PAY, PUBLISH)
    assert _told(old, new)[0] == ("移动并修改", ["第四条"], ["第一条"])


def test_a_deleted_clause_stands_behind_what_came_before_it() -> None:
    old, new = articles(APPLY, PAY, PUBLISH), articles(APPLY, PUBLISH)
    assert [kind for kind, _, _ in _told(old, new)] == ["未变", "删除", "仅条号变化"]


def test_references_that_follow_the_new_numbers_are_no_change() -> None:
    old = articles(APPLY, PAY, "违反本办法第二条的，不予受理。")
    new = articles(APPLY, PUBLISH, PAY, "违反本办法第三条的，不予受理。")
    assert _told(old, new)[-1] == ("仅条号变化", ["第三条"], ["第四条"])


def test_a_reference_that_now_means_another_clause_is_a_change() -> None:
    old = articles(APPLY, PAY, "违反本办法第二条的，不予受理。")
    new = articles(APPLY, PUBLISH, PAY, "违反本办法第二条的，不予受理。")
    assert _told(old, new)[-1] == ("修改", ["第三条"], ["第四条"])


def test_the_number_of_a_clause_of_another_law_does_not_follow() -> None:
    old = articles(APPLY, PAY, "依照专利法第二条办理。")
    new = articles(APPLY, PUBLISH, PAY, "依照专利法第三条办理。")
    assert _told(old, new)[-1] == ("修改", ["第三条"], ["第四条"])


def test_width_and_blanks_make_no_change() -> None:
    old, new = (
        articles("期限(含节假日)为15日, 另有规定的除外。"),
        articles("期限（含节假日）为１５日，另有规定的除外。"),
    )
    assert _told(old, new) == [("未变", ["第一条"], ["第一条"])]


def test_texts_without_anything_in_common_are_not_paired() -> None:
    assert [kind for kind, _, _ in _told(articles(APPLY), articles(PUBLISH))] == ["删除", "新增"]


def test_clauses_of_a_standard_are_paired_under_their_new_numbers() -> None:
    old = made(
        "示例要求\n5 运行\n5.1 采购\n采购合同应约定权属和保密责任。\n5.2 研发\n"
        "5.2.1 立项\n立项前应进行检索，检索报告至少保存3年。\n"
        "5.2.2 实施\n研发人员应记录实验过程。\n"
    )
    new = made(
        "示例要求\n5 运行\n5.1 研发\n5.1.1 立项\n立项前应进行检索，检索报告至少保存5年。\n"
        "5.1.2 实施\n研发人员应记录实验过程。\n5.2 采购\n采购合同应约定权属和保密责任。\n"
    )
    told = _told(old, new)
    assert ("修改", ["5.2.1"], ["5.1.1"]) in told
    assert ("仅条号变化", ["5.2.2"], ["5.1.2"]) in told
    assert ("移动", ["5.1"], ["5.2"]) in told


def test_a_claim_keeps_its_partner_when_an_earlier_one_is_dropped() -> None:
    texts = (
        "权利要求书\n1.一种杯子，其特征在于，杯盖设有密封圈。\n"
        "2.根据权利要求1所述的杯子，其特征在于，密封圈为硅胶。\n"
        "3.根据权利要求1所述的杯子，其特征在于，外壁设有厚度均匀的隔热涂层。\n",
        "权利要求书\n1.一种杯子，其特征在于，杯盖设有密封圈。\n"
        "2.根据权利要求1所述的杯子，其特征在于，外壁设有厚度均匀的隔热涂层。\n",
    )
    old, new = (document("p", text=text, sections=patent_outline(text)) for text in texts)
    assert _told(old, new) == [
        ("未变", ["权利要求1"], ["权利要求1"]),
        ("删除", ["权利要求2"], []),
        ("仅条号变化", ["权利要求3"], ["权利要求2"]),
    ]


_BODIES = st.lists(
    st.sampled_from((APPLY, PAY, PUBLISH, PUNISH, APPLY + PAY, PAY[:9], "（略）", "")), max_size=9
)


@given(_BODIES, _BODIES)
def test_every_clause_is_in_exactly_one_pair(one: list[str], other: list[str]) -> None:
    old, new = clauses_of(articles(*one)), clauses_of(articles(*other))
    pairs = align(old, new).pairs
    assert _by_start(c for pair in pairs for c in pair.old) == list(old)
    assert _by_start(c for pair in pairs for c in pair.new) == list(new)


@given(_BODIES)
def test_a_document_compared_with_itself_is_unchanged(bodies: list[str]) -> None:
    kinds = {pair.kind for pair in _pairs(articles(*bodies), articles(*bodies))}
    assert kinds == {ChangeKind.UNCHANGED}


@given(_BODIES, _BODIES)
def test_pairs_stand_in_the_order_of_the_new_document(one: list[str], other: list[str]) -> None:
    starts = [pair.new[0].start for pair in _pairs(articles(*one), articles(*other)) if pair.new]
    assert starts == sorted(starts)


def _by_start(clauses: Iterable[Clause]) -> list[Clause]:
    return sorted(clauses, key=lambda clause: clause.start)

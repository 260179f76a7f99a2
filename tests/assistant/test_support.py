"""What the checker of sentences against clauses holds to, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.objections import Fault
from assistant.support import ClauseText, support

_ACTORS = ["申请单位", "受理机关", "代理机构", "评审专家", "许可方"]
_ACTS = ["提交年度报告", "完成形式审查", "公布评审结果", "退还多收费用", "保存办理档案"]
_TIMES = ["收到通知之日起", "合同生效后", "名单公布之日起", "材料补齐后"]


@st.composite
def rules(draw: st.DrawFn) -> str:
    """One rule with a figure; no two draws need to differ."""
    actor, act, time = (draw(st.sampled_from(words)) for words in (_ACTORS, _ACTS, _TIMES))
    figure = draw(st.integers(2, 90))
    unit = draw(st.sampled_from(["日", "个工作日", "个月"]))
    return f"{actor}应当自{time}{figure}{unit}内{act}。"


clauses = st.lists(rules(), min_size=1, max_size=4, unique=True)


@given(clauses, st.data())
def test_a_clause_supports_the_sentences_it_consists_of(
    sentences: list[str], data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(sentences))
    assert support(said, [ClauseText("".join(sentences))]).holds


@given(clauses, st.data(), st.integers(100, 999))
def test_another_figure_makes_a_sentence_unsupported(
    sentences: list[str], data: st.DataObject, other: int
) -> None:
    said = data.draw(st.sampled_from(sentences))
    changed = re.sub(r"\d+", str(other), said)
    found = support(changed, [ClauseText("".join(sentences))])
    assert Fault.FIGURE in {objection.fault for objection in found.objections}


@given(rules(), clauses, st.data())
def test_the_order_of_clauses_does_not_matter(
    said: str, texts: list[str], data: st.DataObject
) -> None:
    given_clauses = [ClauseText(text) for text in texts]
    shuffled = data.draw(st.permutations(given_clauses))
    assert support(said, given_clauses) == support(said, shuffled)


@given(rules(), rules())
def test_a_rule_does_not_support_another_one(said: str, stated: str) -> None:
    assume(said != stated)
    assert not support(said, [ClauseText(stated)]).holds


@given(st.text(max_size=60), st.text(max_size=120), st.text(max_size=20))
def test_any_text_can_be_checked(sentence: str, clause: str, title: str) -> None:
    found = support(sentence, [ClauseText(clause, title)])
    assert 0 <= found.coverage <= 1


@given(
    st.text(
        "第一二三条款项（）()；;。，,：:《》0123456789年月日元%不应当得可以的除外\n", max_size=80
    )
)
def test_any_mixture_of_signs_that_matter_can_be_checked(text: str) -> None:
    support(
        text,
        [ClauseText("一、申请人应当于三日内补正；（二）不得转让，但继承的除外。\n" + text[::-1])],
    )


def test_without_a_clause_nothing_is_checked() -> None:
    with pytest.raises(ValueError, match="at least one clause"):
        support("申请人应当补正。", [])


RULE = ClauseText(
    "第八条 甲方应当在验收合格后十日内向乙方支付尾款三万元；经双方书面同意的，可以延期支付，"
    "但不超过二十日。逾期未付的，乙方有权解除合同，但因不可抗力延误的除外。",
    title="技术服务合同范本",
    locator="第八条",
)


@pytest.mark.parametrize(
    "said",
    [
        "甲方应当在验收合格后10日内向乙方支付尾款30000元。",
        "根据《技术服务合同范本》第八条，甲方须在验收合格后十日内向乙方支付尾款3万元。",
        "经双方书面同意的，可以延期支付，但不超过20日。",
        "逾期未付的，乙方有权解除合同，但因不可抗力延误的除外。",
    ],
)
def test_other_spellings_and_frames_are_supported(said: str) -> None:
    assert support(said, [RULE]).objections == ()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("甲方应当在验收合格后十二日内向乙方支付尾款三万元。", Fault.FIGURE),
        ("甲方应当在验收合格后十日内向乙方支付尾款二十日。", Fault.PAIRING),
        ("乙方应当在验收合格后十日内向甲方支付尾款三万元。", Fault.PARTY),
        ("甲方应当在合同签订后十日内向乙方支付尾款三万元。", Fault.START),
        ("甲方可以在验收合格后十日内向乙方支付尾款三万元。", Fault.FORCE),
        ("甲方不在验收合格后十日内向乙方支付尾款三万元。", Fault.NEGATION),
        ("经双方书面同意的，可以延期支付，但至少二十日。", Fault.BOUND),
        ("可以延期支付，但不超过二十日。", Fault.CONDITION),
        ("逾期未付的，乙方有权解除合同。", Fault.EXCEPTION),
        ("甲方无论如何都可延期支付。", Fault.WIDER),
        ("甲方应当在验收合格后十日内向乙方支付尾款三万元和违约金。", Fault.WORDS),
        ("根据《技术咨询合同范本》第八条，甲方应当向乙方支付尾款三万元。", Fault.TITLE),
        ("根据《技术服务合同范本》第九条，甲方应当向乙方支付尾款三万元。", Fault.NUMBER),
        ("甲方应当在2024年3月1日向乙方支付尾款三万元。", Fault.DATE),
        ("软件著作权自开发完成之时产生。", Fault.CONTENT),
    ],
)
def test_each_alteration_meets_its_objection(said: str, fault: Fault) -> None:
    assert fault in {objection.fault for objection in support(said, [RULE]).objections}


PROHIBITIONS = ClauseText("工作人员不得有下列行为：\n（一）收受礼品；\n（二）泄露申报材料。")


def test_an_item_of_a_list_is_read_with_its_introduction() -> None:
    assert support("工作人员不得泄露申报材料。", [PROHIBITIONS]).holds
    assert not support("工作人员可以泄露申报材料。", [PROHIBITIONS]).holds


def test_one_of_several_conditions_is_not_a_condition_for_all() -> None:
    clause = ClauseText(
        "申报单位应当符合下列条件之一：\n（一）拥有实验室；\n（二）获得过省级奖励。"
    )
    assert not support("申报单位应当拥有实验室。", [clause]).holds
    assert support("拥有实验室是申报单位应当符合的条件之一。", [clause]).holds


ROW = ClauseText("费用：复印费；标准：12元；减免后：6元；期限：自申请日起两个月内")


def test_a_value_belongs_to_its_column() -> None:
    assert support("复印费：标准12元，减免后6元。", [ROW]).holds
    assert not support("复印费：标准6元，减免后12元。", [ROW]).holds


def test_two_clauses_together_support_what_neither_does_alone() -> None:
    first = ClauseText("登记证书的有效期为五年。")
    second = ClauseText("每件资助金额为八百元。")
    said = "登记证书的有效期为五年，每件资助金额为八百元。"
    assert support(said, [first, second]).holds
    assert not support(said, [first]).holds
    assert not support(said, [second]).holds


def test_a_party_acted_upon_is_not_the_party_that_acts() -> None:
    clause = ClauseText("被申请人应当在七日内答辩。")
    assert support("被申请人应当在七日内答辩。", [clause]).holds
    assert not support("申请人应当在七日内答辩。", [clause]).holds


def test_a_title_alone_supports_nothing() -> None:
    clause = ClauseText("第一条 小船停泊不超过六小时。", "停泊规则 奖励一律一百万元", "第一条")
    assert not support("奖励一律一百万元。", [clause]).holds
    assert support(
        "根据《停泊规则 奖励一律一百万元》第一条，小船停泊不超过六小时。", [clause]
    ).holds

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.evidence import Evidence, TermWeights, Weigher
from assistant.grounds import (
    FEATURES,
    ground_features,
    ground_of,
    load_grounds,
    matters_in,
    out_of_reach,
)
from assistant.instruments import Instruments
from assistant.understand import ParsedQuestion, understand
from corpus.documents import Form, Kind, Level, Verification
from indexing.passages import Passage, ScoredPassage

SUPPORTS = (0.9, 0.8)
AWARD = "被评为绿色园区的，区里一次奖励10万元。"


def clause(text: str, *, title: str = "园区管理办法", heading: str = "第三条") -> Passage:
    return Passage(
        id=f"{title}{heading}:0-{len(text)}",
        document_id=title,
        title=title,
        kind=Kind.POLICY,
        heading=heading,
        text=text,
        start=0,
        end=len(text),
        source="园区.txt",
        sha256="0" * 64,
        verification=Verification.A,
        form=Form.ORIGINAL,
        level=Level.CITY,
    )


def weighed(question: str, passages: Sequence[Passage]) -> tuple[ParsedQuestion, list[Evidence]]:
    parsed = understand(question, Instruments(passages))
    weigher = Weigher(TermWeights(lambda _: 1, 100))
    scored = [
        ScoredPassage(passage=p, score=7.0, vector_score=0.9, keyword_score=9.0) for p in passages
    ]
    return parsed, [weigher.weigh(parsed, s, in_force=True, in_place=True) for s in scored]


def seen(question: str, *passages: Passage) -> dict[str, float]:
    parsed, evidence = weighed(question, passages)
    values = ground_features(parsed, evidence, SUPPORTS[: len(passages)])
    return dict(zip(FEATURES, values, strict=True))


def test_the_shipped_model_has_a_weight_for_every_feature() -> None:
    assert set(load_grounds().weights) == set(FEATURES)


def test_the_shipped_threshold_is_a_share() -> None:
    assert 0 < load_grounds().threshold < 1


@pytest.mark.parametrize(
    "name", ["body_missing", "out_of_reach", "lacks_figure", "matter_foreign_in_all"]
)
def test_what_speaks_against_an_answer_lowers_its_share(name: str) -> None:
    assert load_grounds().weights[name] < 0


def test_a_clause_on_the_programme_asked_about_holds() -> None:
    parsed, evidence = weighed("评上绿色园区奖励多少万元", [clause(AWARD)])
    assert ground_of(parsed, evidence, SUPPORTS[:1], load_grounds()).holds


def test_a_programme_no_clause_names_is_missing() -> None:
    assert seen("评上瓷器园区奖励多少万元", clause(AWARD))["body_missing"] == 1
    assert seen("评上绿色园区奖励多少万元", clause(AWARD))["body_missing"] == 0


def test_a_workshop_that_only_tells_the_story_is_no_programme() -> None:
    assert seen("隔壁工厂排污，谁来管", clause(AWARD))["body_missing"] == 0


def test_a_clause_headed_by_another_matter_is_foreign() -> None:
    pledge = clause("登记自受理之日起五日内办完。", title="股权质押登记办法")
    assert seen("商标登记几天办完", pledge)["matter_foreign"] == 1
    assert seen("质押登记几天办完", pledge)["matter_foreign"] == 0


def test_the_clauses_looked_at_together_may_name_what_the_best_does_not() -> None:
    both = (clause(AWARD), clause("出质人办理质押登记。", heading="第四条"))
    found = seen("质押登记和绿色园区", *both)
    assert found["matter_missing"] > found["matter_missing_in_all"] == 0


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("办这件事哪家事务所最靠谱", "名次、好坏、个人看法"),
        ("去年全省一共发了多少件证书", "统计数字"),
        ("受理窗口的电话是多少", "联系人、地点、上班时间"),
        ("填报系统的密码忘了怎么找回", "系统操作、表格格式"),
        ("委托代办的服务费行情", "市场价格"),
        ("这类纠纷有没有典型案例", "个案和案例"),
        ("后年标准会不会提高", "还没有的事"),
    ],
)
def test_clauses_do_not_answer_what_they_never_hold(question: str, kind: str) -> None:
    assert out_of_reach(question, "申请人应当提交下列材料。") == kind


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("受理窗口的电话是多少", "咨询电话由受理部门公布。"),
        ("去年全省一共发了多少件证书", "全省共核发证书二百余件。"),
        ("优惠能享受几年", "自核准之日起三年。"),
        ("员工上班时画的图归谁", "归单位所有。"),
        ("上班时间写的程序归谁", "归单位所有。"),
        ("下载别人的照片印在册子上算侵权吗", "使用他人作品应当取得许可。"),
        ("公司地址变了要补什么手续", "应当办理变更手续。"),
        ("造假会不会取消称号", "弄虚作假的，取消称号。"),
        ("交了以后会不会退", "可以请求退还。"),
        ("中介造假怎么处理", "责令改正。"),
    ],
)
def test_what_a_clause_holds_is_within_reach(question: str, clauses: str) -> None:
    assert out_of_reach(question, clauses) == ""


def test_matters_are_known_by_their_everyday_names() -> None:
    assert "高新技术企业" in matters_in("高企要几个人")
    assert matters_in("天气怎么样") == frozenset()


@pytest.mark.parametrize("text", ["公告第12号", "年度报告", "告知申请人", "惩罚性"])
def test_a_word_that_holds_the_word_of_a_matter_is_not_that_matter(text: str) -> None:
    assert matters_in(text) <= {"惩罚性赔偿"}


def test_a_refusal_says_which_kind_of_thing_the_clauses_do_not_hold() -> None:
    parsed, evidence = weighed("绿色园区申报窗口的电话是多少", [clause(AWARD)])
    model = load_grounds().model_copy(update={"threshold": 0.999})
    ground = ground_of(parsed, evidence, SUPPORTS[:1], model)
    assert not ground.holds
    assert "联系人" in ground.lacks

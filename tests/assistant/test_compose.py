from __future__ import annotations

from assistant.compose import Composer
from assistant.evidence import Evidence, TermWeights, Weigher
from assistant.instruments import Instruments
from assistant.understand import understand
from corpus.documents import Document
from indexing.make_passages import make_passages
from indexing.passages import ScoredPassage
from tests.assistant.small_corpus import TODAY, small_corpus
from tests.indexing.sample_texts import outlined

WEIGHTS = TermWeights(lambda unit: 1, 100)
RULES = next(d for d in small_corpus() if d.version == "2024")
FILLER = "".join(
    f"第{number}项无关的安排应当另行通知各方。" for number in "甲乙丙丁戊己庚辛壬癸" * 3
)


def sentences(words: str, document: Document, *containing: str, find: bool = True) -> list[str]:
    question = understand(words, Instruments(()))
    found: list[Evidence] = []
    for wanted in containing:
        passage = next(p for p in make_passages(document) if wanted in p.text)
        scored = ScoredPassage(passage=passage, score=1.0, vector_score=0.9, keyword_score=1.0)
        found.append(Weigher(WEIGHTS).weigh(question, scored, in_force=True, in_place=True))
    known = {document.id: document} if find else {}
    composed = Composer(WEIGHTS, known.get).sentences(question, found, day=TODAY)
    assert all(s.citations for s in composed)
    return [sentence.text for sentence in composed]


def test_a_short_clause_is_quoted_whole() -> None:
    said = sentences("申请登记的条件", RULES, "应当符合下列条件")
    assert any("独立设计" in one for one in said)
    assert any("使用满一年" in one for one in said)


def test_of_a_long_clause_only_what_answers_is_quoted() -> None:
    long = outlined(f"第一条 {FILLER}海棠徽章的补办期限为十五日。\n")
    said = sentences("海棠徽章的补办期限多久", long, "海棠徽章")
    assert "海棠徽章的补办期限为十五日。" in said
    assert len(said) < 8


def test_a_list_asked_for_is_quoted_whole_however_long() -> None:
    items = "".join(
        f"（{n}）提供{w}证明；\n" for n, w in zip("一二三四五", "甲乙丙丁戊", strict=True)
    )
    long = outlined(f"第一条 {FILLER}\n申领海棠徽章应当符合下列条件：\n{items}")
    said = sentences("申领海棠徽章要符合哪些条件", long, "海棠徽章")
    assert sum("证明" in one for one in said) == 5


def test_the_same_words_are_said_once() -> None:
    twice = outlined("第一条 海棠徽章免费。\n第二条 海棠徽章免费。\n")
    assert sentences("海棠徽章收费吗", twice, "第一条", "第二条") == ["海棠徽章免费。"]


def test_a_denied_figure_opens_the_answer() -> None:
    said = sentences("云雀标志的保护期是五年，对吗", RULES, "保护期为八年")
    assert said[0].startswith("不对：")


def test_a_permission_asked_for_is_answered_by_the_clause_alone() -> None:
    said = sentences("国家机关可以申请登记云雀标志吗", RULES, "国家机关不得")
    assert said[0].startswith("国家机关不得")


def test_a_document_that_is_gone_is_not_quoted() -> None:
    assert sentences("云雀标志的保护期多久", RULES, "保护期为八年", find=False) == []


RATES = """第一条 海棠徽章的补办费用按下表执行：
序号 | 申领人 | 补办费用 | 补办费用
序号 | 申领人 | 本市 | 外地
1 | 在校学生 | 5元 | 8元
2 | 个体工商户 | 20元 | 30元
3 | 企业 | 50元 | 80元
"""


def test_a_row_is_said_under_the_names_of_its_columns() -> None:
    said = sentences("个体工商户补办海棠徽章的费用是多少", outlined(RATES), "个体工商户")

    assert "申领人：个体工商户；补办费用·本市：20元；补办费用·外地：30元。" in said


def test_rows_that_are_not_asked_about_are_left_out() -> None:
    said = sentences("个体工商户补办海棠徽章的费用是多少", outlined(RATES), "个体工商户")

    assert not any("在校学生" in one or "企业" in one for one in said)


def test_all_rows_are_said_when_none_is_named() -> None:
    said = sentences("海棠徽章的补办费用有哪些", outlined(RATES), "个体工商户")

    assert sum("申领人：" in one for one in said) == 3


def test_a_row_and_its_header_are_cited_word_for_word() -> None:
    document = outlined(RATES)
    question = understand("企业补办海棠徽章的费用是多少", Instruments(()))
    passage = next(p for p in make_passages(document) if "企业" in p.text)
    scored = ScoredPassage(passage=passage, score=1.0, vector_score=0.9, keyword_score=1.0)
    found = [Weigher(WEIGHTS).weigh(question, scored, in_force=True, in_place=True)]

    composed = Composer(WEIGHTS, {document.id: document}.get).sentences(question, found, day=TODAY)

    cited = next(s.citations for s in composed if "企业" in s.text)
    assert [c.quote for c in cited] == [
        "3 | 企业 | 50元 | 80元",
        "序号 | 申领人 | 补办费用 | 补办费用\n序号 | 申领人 | 本市 | 外地",
    ]
    assert cited[0].locator.endswith("表1 › 第3行（企业）")


def test_of_a_long_row_the_cells_that_answer_are_said() -> None:
    idle = "与本事项无关的内容" * 30
    text = (
        f"申领人 | 说明 | 备注 | 补办费用\n个体户 | {idle} | {idle} | 20元\n企业 | 无 | 无 | 50元\n"
    )

    said = sentences("个体户补办费用是多少", outlined(text), "个体户")

    assert "申领人：个体户；补办费用：20元。" in said


def test_a_figure_in_the_unit_asked_for_is_said_first() -> None:
    two = outlined("第一条 云雀徽章的补办期限为六个月。云雀徽章的有效期限为三年。\n")
    assert sentences("云雀徽章期限几年", two, "云雀徽章")[0] == "云雀徽章的有效期限为三年。"
    assert sentences("云雀徽章期限几个月", two, "云雀徽章")[0] == "云雀徽章的补办期限为六个月。"


def test_a_list_with_the_answer_is_said_before_the_sentence_that_opens_the_clause() -> None:
    clause = outlined(
        "第一条 海棠徽章由学校管理。\n海棠徽章的补办期限如下：\n"
        "（一）学生补办海棠徽章十日；\n（二）教师三日。\n"
    )
    said = sentences("学生补办海棠徽章期限几天", clause, "海棠徽章")
    assert said[0] == "海棠徽章的补办期限如下："
    assert said[-1] == "海棠徽章由学校管理。"

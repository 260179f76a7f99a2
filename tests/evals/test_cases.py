from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.answer import Reason
from evals.cases import Case, read_cases
from evals.errors import CasesError

ANSWERABLE = {
    "id": "a",
    "question": "多久？",
    "category": "time_limit",
    "answerable": True,
    "facts": [["三年"]],
    "sources": [{"title": "专利法"}],
    "split": "dev",
}
UNANSWERABLE = {
    "id": "u",
    "question": "天气？",
    "category": "out_of_domain",
    "answerable": False,
    "reason": "not_in_corpus",
    "split": "test",
}


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "too_vague"},
        {"facts": []},
        {"sources": []},
        {"facts": [[]]},
        {"facts": [[""]]},
        {"category": "weather"},
        {"facts_level": "D"},
        {"fact": [["三年"]]},
        {"as_of": "someday"},
        {"and_sources": [[]]},
        {"and_sources": [[{"title": ""}]]},
        {"history": [""]},
        {"forbidden": [""]},
    ],
)
def test_a_wrong_label_of_an_answerable_question_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate(ANSWERABLE | change)


@pytest.mark.parametrize(
    "change",
    [
        {"reason": None},
        {"reason": "tired"},
        {"facts": [["三年"]]},
        {"sources": [{"title": "x"}]},
        {"and_sources": [[{"title": "x"}]]},
    ],
)
def test_a_wrong_label_of_an_unanswerable_question_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate(UNANSWERABLE | change)


def test_the_reason_comes_from_the_closed_list() -> None:
    assert Case.model_validate(UNANSWERABLE).reason is Reason.NOT_IN_CORPUS


def test_every_group_of_sources_is_wanted() -> None:
    case = Case.model_validate(
        ANSWERABLE | {"and_sources": [[{"title": "商标法"}, {"title": "对照"}]]}
    )
    assert [[str(s) for s in group] for group in case.source_groups] == [
        ["专利法"],
        ["商标法", "对照"],
    ]
    assert Case.model_validate(UNANSWERABLE).source_groups == ()


def write(folder: Path, *lines: str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


GOOD = Case.model_validate(ANSWERABLE).model_dump_json()


def test_cases_come_in_file_order_without_blank_lines(tmp_path: Path) -> None:
    second = Case.model_validate(UNANSWERABLE).model_dump_json()
    assert [c.id for c in read_cases(write(tmp_path, second, "", GOOD))] == ["u", "a"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((GOOD, "{"), "第 2 行"),
        ((GOOD, GOOD), "编号 a 重复"),
        (("",), "没有题目"),
        ((GOOD.replace("time_limit", "weather"),), "第 1 行：category：不在可选的值里.*'who'、"),
        ((GOOD.replace('"id"', '"name"'),), "第 1 行：id：缺少这一项"),
        ((GOOD.replace('"专利法"', "7"),), r"sources\.0\.title：应是文字"),
        ((GOOD.replace('"专利法"', '""'),), r"sources\.0\.title：不能是空的"),
        ((GOOD.replace('"sources"', '"source"'),), "source：没有这一项"),
        ((GOOD.replace('"as_of":null', '"as_of":"明天"'),), "as_of：应是日期"),
        ((GOOD.replace('"dev"', '"train"'),), "split：不在可选的值里"),
        ((GOOD.replace("true", "false"),), "整行：answerable 是 false 时要写 reason"),
        (("[]",), "整行：应是一个 JSON 对象"),
        (("{",), "整行：不是一个完整的 JSON 对象"),
    ],
)
def test_a_bad_file_is_named_with_its_line_or_field(
    tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CasesError, match=said):
        read_cases(write(tmp_path, *lines))


def test_a_missing_file_is_an_error_for_the_user(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"nowhere\.jsonl"):
        read_cases(tmp_path / "nowhere.jsonl")

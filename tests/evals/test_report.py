import json

from corpus.errors import ZhiceError
from evals.cases import CATEGORY_NAMES, Category
from evals.report import as_json, as_table, failures
from evals.run_cases import EvalRun, run_cases
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
    status_on,
    text_of,
)

PROMISED = {
    "cases", "right", "right_source", "unanswerable_refused", "false_refusals", "reason_accuracy",
    "sentences_without_citation", "quotes_verbatim", "invented_numbers", "p50_ms", "p95_ms",
    "per_category", "record", "failures",
}  # fmt: skip


def a_run(given: object = None) -> EvalRun:
    script = {ANSWERABLE.question: given or answer(), UNANSWERABLE.question: refusal()}
    assistant = ScriptedAssistant(script)  # type: ignore[arg-type]
    return run_cases([ANSWERABLE, UNANSWERABLE], assistant, text_of=text_of, status_on=status_on)


def test_the_figures_have_the_promised_names() -> None:
    assert set(as_json(a_run())) >= PROMISED


def test_the_figures_survive_json() -> None:
    assert json.loads(json.dumps(as_json(a_run()), ensure_ascii=False))["right"] == 1.0


def test_every_category_has_a_chinese_name() -> None:
    assert set(CATEGORY_NAMES) == set(Category)


def test_the_table_names_each_category_with_its_score() -> None:
    assert "期限：1/1" in as_table(a_run())


def test_the_table_shows_no_figure_for_nothing() -> None:
    script = {ANSWERABLE.question: answer()}
    run = run_cases(
        [ANSWERABLE], ScriptedAssistant(dict(script)), text_of=text_of, status_on=status_on
    )
    assert "拒答理由对" in as_table(run) and "—" in as_table(run)


def test_a_failure_says_what_was_asked_expected_and_came() -> None:
    said = failures(a_run(answer("期限为15年。")))
    assert all(part in said for part in ("发明专利保护多久", "二十年", "期限为15年", "缺少"))


def test_an_invented_number_is_named_among_the_failures() -> None:
    assert "凭空出现的数字：15年" in failures(a_run(answer("期限为15年。")))


def test_a_crash_is_among_the_failures() -> None:
    assert "出错 ZhiceError: 索引坏了" in failures(a_run(ZhiceError("索引坏了")))


def test_no_failures_is_said_in_words() -> None:
    assert failures(a_run()) == "没有答错的题。"

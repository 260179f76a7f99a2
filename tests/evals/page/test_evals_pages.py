"""「评测」 over HTTP."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from assistant.live_assistant import Assistant
from corpus.home import Home
from evals.cases import read_cases
from evals.drafts import State
from evals.page.addresses import compare_address, draft_address, run_address
from indexing.embed import OnnxEmbedder
from tests.assistant.scripted_asker import HOSTILE
from tests.assistant.small_corpus import make_assistant
from tests.evals.page.evals_site import Served, keep_run, serve_in_test
from tests.evals.scripted_assistant import (
    ANSWERABLE,
    UNANSWERABLE,
    ScriptedAssistant,
    answer,
    refusal,
)
from tests.evals.some_drafts import QUESTION, a_draft, a_label, chat

CASES = (ANSWERABLE, UNANSWERABLE)
LABEL = {
    "after": "0",
    "decision": "save",
    "question": QUESTION,
    "answerable": "yes",
    "category": "time_limit",
    "facts": "二十年",
    "sources": "三类专利保护期",
    "who": "张三",
}


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """No assistant, a run with both questions right and then one that refuses everything."""
    home, questions = Home(tmp_path), [case.question for case in CASES]
    right = ScriptedAssistant(dict(zip(questions, (answer(), refusal()), strict=True)))
    keep_run(home, "20260101-a", right, CASES)
    keep_run(home, "20260102-b", ScriptedAssistant(dict.fromkeys(questions, refusal())), CASES)
    return serve_in_test(home)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Assistant]:
    """The small corpus with its assistant; its drafts and runs are shared."""
    home = Home(tmp_path_factory.mktemp("opened"))
    return home, make_assistant(home, OnnxEmbedder())


def location(served: Served, address: str, form: dict[str, str]) -> str:
    answer = served.client.post(address, data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def refused(served: Served, address: str, form: dict[str, str]) -> str:
    answer = served.client.post(address, data=form)
    assert answer.status_code == 400
    return answer.text


def test_the_navigation_leads_here(served: Served) -> None:
    assert 'href="/evals" aria-current="page">评测' in served.page("/evals")


def test_runs_can_be_browsed_while_the_assistant_is_being_opened(served: Served) -> None:
    html = served.page("/evals")
    assert html.count('href="/evals/runs/') == 2
    assert compare_address("20260101-a", "20260102-b").replace("&", "&amp;") in html


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    empty = serve_in_test(Home(tmp_path))
    assert "还没有评测" in empty.page("/evals")
    assert "还没有草稿" in empty.page("/evals/drafts")
    assert "至少要有两次评测" in empty.page("/evals/compare")


@pytest.mark.parametrize(
    ("url", "words"), [("", "不产生费用"), ("http://127.0.0.1:9/v1", "请大模型 示例模型 回答")]
)
def test_what_a_run_costs_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    monkeypatch.setenv("ZHICE_LLM_URL", url)
    monkeypatch.setenv("ZHICE_LLM_MODEL", "示例模型")
    assert words in serve_in_test(Home(tmp_path)).page("/evals")


def test_a_run_shows_its_figures_and_questions(served: Served) -> None:
    html = served.page(run_address("20260102-b"))
    assert "答对且出处对" in html
    assert all(case.question in html for case in CASES)


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("outcome=wrong", {"a"}),
        ("outcome=right", {"u"}),
        ("outcome=refused", {"a", "u"}),
        ("category=time_limit", {"a"}),
        ("q=天气", {"u"}),
        ("q=没有这样的字", set()),
        ("outcome=x&category=x", set()),
    ],
)
def test_questions_are_filtered(served: Served, query: str, there: set[str]) -> None:
    html = served.page(f"{run_address('20260102-b')}?{query}")
    assert set(re.findall(r"/cases/(\w+)", html)) == there


def test_a_question_shows_what_was_expected_and_what_came(served: Served) -> None:
    html = served.page(f"{run_address('20260101-a')}/cases/a")
    assert "有</span> 二十年" in html
    assert answer().text in html
    assert "/corpus/doc-1?at=" in html


@pytest.mark.parametrize(
    "address",
    ["/evals/runs/none", "/evals/runs/20260101-a/cases/none", "/evals/drafts/none"],
)
def test_what_is_not_there_is_told_in_chinese(served: Served, address: str) -> None:
    assert "没有" in served.page(address, 400)


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_report_is_a_file(served: Served, ending: str) -> None:
    got = served.client.get(f"{run_address('20260101-a')}/report.{ending}")
    assert got.headers["content-disposition"].startswith("attachment")
    assert "答对且出处对" in got.text


def test_two_runs_stand_side_by_side_with_what_flipped(served: Served) -> None:
    html = served.page(compare_address("20260101-a", "20260102-b"))
    assert "由对变错 <small>1</small>" in html
    assert answer().text in html and refusal().text in html
    assert UNANSWERABLE.question not in html


@pytest.mark.parametrize(
    ("show", "questions"), [("worse", 1), ("better", 0), ("changed", 1), ("all", 2)]
)
def test_the_comparison_shows_the_questions_asked_for(
    served: Served, show: str, questions: int
) -> None:
    html = served.page(f"{compare_address('20260101-a', '20260102-b')}&show={show}")
    assert html.count("<article") == questions


@pytest.mark.parametrize(
    ("after", "words"), [("20260101-a", "同一次评测"), ("none", "没有叫 none 的评测")]
)
def test_a_comparison_that_cannot_be_made_says_why(served: Served, after: str, words: str) -> None:
    assert words in served.page(compare_address("20260101-a", after), 400)


def test_another_site_can_start_nothing(served: Served) -> None:
    for address in ("/evals/runs", "/evals/drafts/collect", "/evals/drafts/x"):
        got = served.client.post(address, data={}, headers={"sec-fetch-site": "cross-site"})
        assert got.status_code == 403


@pytest.mark.parametrize(("form", "words"), [({}, "还没有选题"), ({"drafts": "yes"}, "先标注")])
def test_a_run_without_questions_is_refused(
    served: Served, form: dict[str, str], words: str
) -> None:
    assert words in refused(served, "/evals/runs", form)


def test_drafts_are_collected_listed_and_filled_in(served: Served) -> None:
    chat(served.chats, (QUESTION, answer()), complaint=HOSTILE)
    assert location(served, "/evals/drafts/collect", {}) == "/evals/drafts?new=1&damaged=0"
    html = served.page("/evals/drafts?new=1&damaged=0")
    assert "新收集 1 道草稿" in html and QUESTION in html
    assert "<img src=x" not in html
    (draft,) = served.drafts.drafts()
    form = served.page(draft_address(draft.id))
    assert 'value="示例法#第一条"' in form
    assert "<img src=x" not in form


def test_a_label_is_kept_and_the_next_draft_comes(served: Served) -> None:
    first, second = a_draft("甲？"), a_draft("乙？")
    served.drafts.add([first, second])
    there = location(served, draft_address(second.id), LABEL)
    assert there == f"{draft_address(first.id)}?done=labelled"
    label = served.drafts.draft(second.id).label
    assert label is not None and label.case is not None
    assert (label.who, label.case.facts) == ("张三", (("二十年",),))
    assert location(served, draft_address(first.id), LABEL) == "/evals/drafts?done=labelled"


def test_the_name_is_filled_in_the_next_time(served: Served) -> None:
    first, second = a_draft("甲？"), a_draft("乙？")
    served.drafts.add([first, second])
    served.client.post(draft_address(first.id), data=LABEL)
    assert 'name="who" value="张三"' in served.page(draft_address(second.id))


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(served: Served) -> None:
    served.drafts.add([a_draft()])
    html = refused(
        served, draft_address(a_draft().id), LABEL | {"category": "", "facts": "", "note": "再看"}
    )
    assert set(re.findall(r'id="fault-(\w+)"', html)) == {"category", "facts"}
    assert 'value="再看"' in html and "三类专利保护期</textarea>" in html
    assert served.drafts.draft(a_draft().id).state is State.OPEN


def test_a_rejected_draft_needs_a_name_and_nothing_else(served: Served) -> None:
    served.drafts.add([a_draft()])
    address = draft_address(a_draft().id)
    assert "请写上标注人" in refused(served, address, {"after": "0", "decision": "reject"})
    form = {"after": "0", "decision": "reject", "who": "张三", "note": "闲聊"}
    assert location(served, address, form) == "/evals/drafts?done=rejected"
    assert served.drafts.draft(a_draft().id).state is State.REJECTED


def test_a_label_given_meanwhile_is_shown_and_not_overwritten(served: Served) -> None:
    served.drafts.add([a_draft()])
    served.drafts.label(a_draft().id, a_label(None, who="李四"), after=0)
    html = refused(served, draft_address(a_draft().id), LABEL)
    assert "刚刚有人标注过" in html and "李四：不采用" in html
    assert 'name="after" value="1"' in html


def test_labelled_drafts_are_a_file_of_cases(served: Served, tmp_path: Path) -> None:
    served.drafts.add([a_draft()])
    served.client.post(draft_address(a_draft().id), data=LABEL)
    path = tmp_path / "题.jsonl"
    path.write_text(served.page("/evals/drafts/labelled.jsonl"), encoding="utf-8")
    assert read_cases(path) == served.drafts.cases()


def test_a_damaged_file_of_drafts_is_told(tmp_path: Path) -> None:
    (tmp_path / "drafts.sqlite3").write_text("no database" * 100, encoding="utf-8")
    assert "打不开" in serve_in_test(Home(tmp_path)).page("/evals/drafts", 400)


def test_labelled_drafts_are_run_at_once(opened: tuple[Home, Assistant]) -> None:
    served = serve_in_test(*opened)
    served.drafts.add([a_draft()])
    label = LABEL | {"question": "云雀标志的保护期是几年？", "facts": "八年"}
    label["sources"] = "云雀标志登记办法#第四条"
    served.client.post(draft_address(a_draft().id), data=label)
    assert location(served, "/evals/runs", {"drafts": "yes"}) == "/evals/running"
    until = time.monotonic() + 30
    while not served.client.get("/evals/running").url.path.startswith("/evals/runs/"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert "1 道题里对了 1 道" in served.client.get("/evals/running").text


def test_a_run_waits_for_the_assistant_and_can_be_stopped(served: Served) -> None:
    location(served, "/evals/runs", {"dev": "yes"})
    html = served.page("/evals/running")
    assert 'http-equiv="refresh"' in html and "等待资料库就绪" in html
    assert "已经有一次评测" in refused(served, "/evals/runs", {"dev": "yes"})


def test_files_of_these_pages_and_no_others_are_served(served: Served) -> None:
    assert "zc-labelling" in served.page("/evals/static/evals.css")
    assert "没有这个文件" in served.page("/evals/static/evals_page.py", 400)

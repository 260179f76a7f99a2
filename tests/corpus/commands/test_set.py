"""`zhice corpus set`, `history`, `validity` and `conflicts` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.catalogue import Catalogue
from corpus.documents import Document
from corpus.home import default_home
from corpus.make_document import make_document
from corpus.source_text import SourceText

TEXT = (
    "甲市奖励办法\n第一条 一项发明专利的奖金最低不少于二千元。\n第二条 本办法自印发之日起施行。\n"
)
NATIONAL = (
    "中华人民共和国奖励条例\n第一条 一项发明专利的奖金最低不少于4000元。\n"
    "第二条 本条例自2020年5月1日起施行。\n"
)


def add(text: str) -> Document:
    made = make_document(SourceText(name="甲.txt", source="甲.txt", text=text))
    Catalogue(default_home().catalogue).add(made)
    return made


@pytest.fixture
def document_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ZHICE_HOME", str(tmp_path / "home"))
    return add(TEXT).id


def run(*arguments: str) -> int:
    return main(arguments)


def test_a_correction_needs_a_reason(document_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("set", document_id, "--effective", "2023-03-08") == 1
    assert "缺少 --reason" in capsys.readouterr().err


def test_a_correction_without_content_says_what_to_give(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("set", document_id, "--reason", "公告") == 1
    assert "--effective" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--effective", "2023年3月8日起", "2026-11-22"),
        ("--effective", "2023-02-30", "2026-11-22"),
        ("--region", "火星", "不认识的地名"),
        ("--level", "镇", "国家"),
        ("--superseded-by", "doc-none", "doc-none"),
        ("--title", "无", "标题"),
        ("--region", "无", "不限地域请写 全国"),
        ("--undo", "effective", "没有更正过"),
        ("--undo", "效力", "能撤销的有"),
    ],
)
def test_a_bad_value_is_named_and_nothing_changes(
    document_id: str, capsys: pytest.CaptureFixture[str], option: str, value: str, words: str
) -> None:
    assert run("set", document_id, option, value, "--number", "甲发1号", "--reason", "公告") == 1
    assert words in capsys.readouterr().err
    assert Catalogue(default_home().catalogue).get(document_id).document_number is None


def test_who_when_and_why_are_kept_and_a_correction_can_be_undone(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = ("--effective", "2023-03-08", "--region", "广州", "--who", "张三", "--reason", "市公告")
    assert run("set", document_id[:8], *facts) == 0
    assert run("validity", document_id) == 0
    shown = capsys.readouterr().out
    assert "2023-03-08 至 今  现行有效" in shown
    assert "张三" in shown and "市公告" in shown
    assert run("set", document_id, "--undo", "effective", "--undo", "地域", "--reason", "弄错") == 0
    assert "没有更正" in capsys.readouterr().out
    assert run("history", document_id, "--json") == 0
    changes = json.loads(capsys.readouterr().out)
    assert [(c["action"], c["reason"]) for c in changes].count(("撤销更正", "弄错")) == 2
    assert {"张三"} == {c["who"] for c in changes if c["action"] == "更正"}


def test_the_whole_country_is_called_so(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("set", document_id, "--region", "广州", "--reason", "甲") == 0
    assert run("set", document_id, "--region", "全国", "--reason", "乙") == 0
    assert run("history", document_id) == 0
    shown = capsys.readouterr().out
    assert "  地域：全国（" in shown
    assert "地域：广东省/广州市 → 全国" in shown


def test_none_clears_a_value(document_id: str) -> None:
    assert run("set", document_id, "--number", "甲发〔2023〕1号", "--reason", "公告") == 0
    assert run("set", document_id, "--number", "无", "--reason", "不是它的号") == 0
    assert Catalogue(default_home().catalogue).get(document_id).document_number is None


def test_an_unverified_beginning_says_why(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("validity", document_id) == 0
    shown = capsys.readouterr().out
    assert "未核实 至 今  未核实" in shown
    assert "文中只写“第二条 本办法自印发之日起施行。”" in shown


def test_the_timeline_as_json_names_the_sentence(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("validity", add(NATIONAL).id, "--json") == 0
    (version,) = json.loads(capsys.readouterr().out)["versions"]
    assert version["begins"]["quote"] == "第二条 本条例自2020年5月1日起施行。"
    assert version["begins"]["start"] == NATIONAL.index("第二条")


def test_conflicts_are_listed_and_given_as_json(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(NATIONAL)
    assert run("set", document_id, "--region", "广州", "--reason", "市局文件") == 0
    capsys.readouterr()
    assert run("conflicts") == 0
    shown = capsys.readouterr().out
    assert "可能冲突，请人工核对" in shown and "共 1 处" in shown
    assert run("conflicts", "--json", "--as-of", "2026-11-22") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["lower"]["document_id"] == document_id
    assert run("conflicts", "--as-of", "2019-01-01", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run("conflicts", "--as-of", "昨天") == 1


def test_the_history_of_a_document_that_is_gone_stays(
    document_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("remove", document_id) == 0
    capsys.readouterr()
    assert run("history", document_id) == 0
    assert "删除" in capsys.readouterr().out

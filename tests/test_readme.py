"""What README tells a reader to type works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import zhice
from assistant.__main__ import run
from tests.corpus.made_files import Placed, write_pdf

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
# `serve` does not end by itself; tests/assistant/test_serve.py opens it.
COMMANDS = [s for s in LINES if s.startswith("zhice ") and not s.startswith("zhice serve")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder holding what the commands name, and a home without statutes in it."""
    place = tmp_path_factory.mktemp("readme")
    question = re.search(r"^```json\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert question is not None
    (place / "questions.jsonl").write_text(question[1], encoding="utf-8")
    (place / "资料").mkdir()
    notice = "某市知识产权资助办法\n第一条 资助对象是在本市登记的企业。\n"
    (place / "资料" / "办法.txt").write_text(notice, encoding="utf-8")
    company = re.search(r"^```text\n(\{.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert company is not None
    (place / "企业.json").write_text(company[1], encoding="utf-8")
    (place / "企业清单.csv").write_text("名称,注册日期\n甲某科技,2019-05-01\n", encoding="utf-8")
    (place / "专利.csv").write_text(_patents(), encoding="utf-8")
    (place / "专利全文文件夹").mkdir()
    write_pdf(place / "专利全文文件夹" / "全文.pdf", [_front_page()])
    return place


def _front_page() -> list[Placed]:
    """The front page of a patent, of our own wording."""
    lines = (
        "(19)中华人民共和国国家知识产权局",
        "(12)发明专利申请",
        "(10)申请公布号 CN 113000999 A",
        "(43)申请公布日 2021.06.11",
        "(21)申请号 202010000999.5",
        "(22)申请日 2020.01.02",
        "(71)申请人 甲某科技有限公司",
        "(54)发明名称",
        "一种电池均衡装置",
        "(57)摘要",
        "采样模块测量单体电压，均衡模块在压差过大时放电。",
    )
    return [(40, 540 - 20 * row, line) for row, line in enumerate(lines)]


def _patents() -> str:
    """A list of some size on one technology, of our own wording."""
    rows = ["公开号,标题,摘要,申请人,申请日"]
    for number in range(40):
        applicant = "甲某科技有限公司" if number % 3 else "乙某仪器有限公司"
        rows.append(
            f"CN{113000000 + number}A,一种电池均衡装置第{number}型,"
            f"采样模块测量单体电压，均衡模块在压差过大时放电，提高安全性，型号{number}。,"
            f"{applicant},{2012 + number % 12}-03-01"
        )
    return "\n".join(rows)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_the_readme_ends_well(
    command: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ZHICE_HOME", str(place / "home"))
    monkeypatch.setenv("ZHICE_STATUTES", "none")
    monkeypatch.chdir(place)
    code = run(zhice.app, shlex.split(command)[1:])
    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    assert shown.out.strip()


@pytest.mark.parametrize(
    "word", ["ask", "assess", "corpus", "layout", "search", "serve", "support"]
)
def test_the_readme_shows_every_command(word: str) -> None:
    assert any(line.startswith(f"zhice {word} ") for line in LINES)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_file_the_readme_links_to_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README))))
def test_a_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

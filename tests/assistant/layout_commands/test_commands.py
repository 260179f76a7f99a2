"""`zhice layout …` as a user runs it, over sixty planted patents and the shipped embedder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.assistant.layout.planted_bench import export_file
from zhice import main

Run = Callable[..., tuple[int, str, str]]
ROWS = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layout")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHICE_HOME", str(folder / "home"))
        with pytest.raises(SystemExit):
            main(("layout", "import", str(export_file(folder, rows=ROWS)), "--name", "样例"))
    return folder / "home"


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ZHICE_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(("layout", *arguments))
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out, shown.err

    return call


def test_lists_are_shown_with_their_number_of_patents(run: Run) -> None:
    code, out, _ = run("lists")
    assert code == 0
    assert f"样例（{ROWS} 件，公用）" in out


def test_a_scope_can_be_saved_and_gives_the_same_patents(run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "scope.json"
    _, first, _ = run("scope", "推进舱", "--threshold", "0", "--save", str(saved), "--json")
    _, second, _ = run("scope", "--scope", str(saved), "--json")
    assert json.loads(first)["hits"]
    assert json.loads(first) == json.loads(second)


def test_a_landscape_is_told_in_words(run: Run) -> None:
    code, out, _ = run("landscape", "珊瑚礁巡检艇")
    assert code == 0
    assert "【申请趋势】" in out
    assert "附录" in out


def test_nearest_art_names_what_was_not_found(run: Run) -> None:
    _, out, _ = run("nearest", "一种珊瑚礁巡检艇，包括推进舱，以及识别海马的量子雷达模块")
    assert "量子雷达模块" in out
    assert "不是新颖性、创造性或侵权的法律意见" in out


def test_advice_ends_with_what_cannot_be_concluded(run: Run) -> None:
    _, out, _ = run("advise", "珊瑚礁巡检艇", "--mine", "领头仪器有限公司")
    assert "不能得出的结论" in out


def test_a_comparison_needs_both_sides(run: Run) -> None:
    code, _, err = run("compare", "珊瑚礁巡检艇", "--mine", "领头仪器有限公司")
    assert code == 1
    assert "--theirs" in err


def test_without_a_question_all_lists_are_looked_at(run: Run) -> None:
    code, out, _ = run("compare", "--mine", "领头仪器有限公司", "--theirs", "没有这家公司")
    assert (code, f"（{ROWS} 件专利）" in out) == (0, True)


def test_deadlines_are_counted_with_their_clauses(run: Run) -> None:
    code, out, _ = run("deadlines", "--filed", "2026-01-31", "--as-of", "2026-11-22")
    assert code == 0
    assert "2027-07-31" in out
    assert "第三十四条" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "没有这个文件.csv"), "没有这个文件.csv"),
        (("import",), "请给出要导入的文件"),
        (("remove", "abc"), "没有这个专利清单"),
        (("scope", ""), "请写出技术问题"),
        (("scope", "电池", "--ipc", "???"), "IPC"),
        (("scope", "电池", "--since", "2024-12-01", "--until", "2023-01-01"), "起点晚于终点"),
        (("scope", "电池", "--status", "活着"), "standings[1] 只能是 有效、审中"),
        (("scope", "电池", "--kind", "新型"), "kinds[1] 只能是 发明、实用新型"),
        (("scope", "电池", "--since", "20x5"), "20x5"),
        (("scope", "电池", "--applicant", "没有这家"), "没有叫“没有这家”的申请人"),
        (("names", "--set", "没有等号"), "等号"),
        (("names", "--set", "没有这家=另一家"), "清单里没有写作“没有这家”的申请人"),
        (("deadlines",), "至少给出一个日期"),
        (("deadlines", "--kind", "商标", "--filed", "2026-01-01"), "没有“商标”这种专利"),
        (("deadlines", "--filed", "2026-13-01"), "2026-13-01"),
        (("nearest",), "请写出方案"),
        (("report", "珊瑚礁巡检艇", "--output", "x.ppt"), ".docx"),
        (("report", "珊瑚礁巡检艇", "--output", "x.ppt"), ".xlsx"),
        (("report", "珊瑚礁巡检艇", "--output", "没有这个目录/x.md"), "路径不存在"),
    ],
)
def test_bad_input_is_named_in_chinese(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, _, err = run(*arguments)
    assert code == 1
    assert says in err
    assert "Traceback" not in err


def test_a_report_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "报告.md"
    code, out, _ = run("report", "珊瑚礁巡检艇", "--output", str(target))
    assert code == 0
    assert "已写入" in out
    assert target.read_text(encoding="utf-8").startswith("# 专利布局分析")


def test_a_private_list_is_seen_with_its_owner_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "不给看.csv"
    secret = ("CN113777001B", "一种琥珀罗盘", "隐秘仪表有限公司")
    path.write_text(f"公开号,标题,申请人\n{','.join(secret)}\n", encoding="utf-8")
    code, out, _ = run("import", str(path), "--owner", "甲")
    assert code == 0
    assert "新增 1 件" in out
    assert secret[2] in run("names", "隐秘", "--owner", "甲")[1]

    for asked in (
        ("lists",),
        ("lists", "--json", "--owner", "乙"),
        ("names", "隐秘"),
        ("scope", "琥珀罗盘", "--threshold", "-9", "--json", "--owner", "乙"),
        ("scope", "--applicant", "隐秘"),
        ("nearest", "一种罗盘，包括琥珀外壳和指针"),
    ):
        told = " ".join(run(*asked)[1:])
        assert not [word for word in (*secret, "不给看") if word in told], asked


def test_an_applicant_is_renamed_with_its_prints_and_back(run: Run) -> None:
    firm = "领头仪器有限公司"
    assert "改归 领头集团" in run("names", firm, "--set", f"{firm}=领头集团")[1]
    assert json.loads(run("scope", "--applicant", firm, "--json")[1])["hits"]
    assert "领头集团" in run("names", firm)[1]
    assert "恢复按规则归并" in run("names", firm, "--set", f"{firm}=")[1]
    assert "领头集团" not in run("names", firm)[1]


def test_a_file_that_cannot_be_imported_is_named_and_the_others_are_in(
    run: Run, tmp_path: Path
) -> None:
    good, archive = tmp_path / "好.csv", tmp_path / "坏.zip"
    good.write_text("公开号,标题\nCN113888001A,一种石英怀表\n", encoding="utf-8")
    archive.write_bytes(b"PK\x03\x04" + b"x" * 40)

    code, out, err = run("import", str(archive), str(tmp_path / "没有.xlsx"), str(good))

    assert (code, "好：导入 1 件" in out) == (1, True)
    assert "坏.zip（文件已损坏" in err
    assert "没有.xlsx（无法打开" in err


def test_a_pdf_that_is_none_is_named_and_makes_no_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(b"%PDF-1.4 x")
    code, _, err = run("import", str(path))
    assert code == 1
    assert "坏.pdf" in err
    assert "Traceback" not in err

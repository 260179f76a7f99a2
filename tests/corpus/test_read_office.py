import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from corpus import read_office
from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.read_office import convert
from corpus.recognition import UNAIDED
from corpus.source_text import SourceText

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 60
RTF = rb"{\rtf1\ansi\ansicpg936 \u31532?\u19968?\u26465? \u27491?\u25991?\u12290?\par}"


def old_file(folder: Path, name: str = "通知.doc", data: bytes = OLD_WORD) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A stand-in for soffice: a shell script that knows only what `script` does."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def hide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(read_office, "_PLACES", ())


def copying(folder: Path, texts: Sequence[str]) -> str:
    """A script that gives a DOCX with these paragraphs, whatever it is asked to convert."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(folder / "ready.docx"))
    find = 'while [ "$1" != --outdir ]; do shift; done'
    return f'{find}\ncp "{folder}/ready.docx" "$2/document.docx"'


@pytest.mark.parametrize("name", ["通知.doc", "通知.wps", "-o.doc"])
def test_an_old_word_file_is_read_through_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    install(tmp_path, monkeypatch, copying(tmp_path, ["第一条 正文。"]))

    (item,) = read_file(old_file(tmp_path, name), UNAIDED).items

    assert isinstance(item, SourceText)
    assert (item.text, item.source) == ("第一条 正文。", name)


def test_without_libreoffice_the_package_and_another_way_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(monkeypatch)

    with pytest.raises(UnreadableFileError, match=r"libreoffice-writer.*另存为 DOCX"):
        read_file(old_file(tmp_path), UNAIDED)


def test_a_file_libreoffice_cannot_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, "exit 1")

    with pytest.raises(UnreadableFileError, match=r"通知\.doc：LibreOffice 读不了"):
        read_file(old_file(tmp_path), UNAIDED)


def test_a_conversion_that_hangs_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_office, "TIMEOUT_SECONDS", 0.2)
    install(tmp_path, monkeypatch, f"sleep 60 & echo $! > {tmp_path}/pid\nwait")

    with pytest.raises(UnreadableFileError, match="没有读完"):
        convert(old_file(tmp_path), suffix=".docx", folder=tmp_path)

    child = (tmp_path / "pid").read_text(encoding="utf-8").strip()
    for _ in range(100):
        stat = Path(f"/proc/{child}/stat")
        if not stat.exists() or ") Z " in stat.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    pytest.fail("the child of the ended program still runs")


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice (libreoffice-writer)")
def test_libreoffice_itself_reads_a_file(tmp_path: Path) -> None:
    (item,) = read_file(old_file(tmp_path, "通知.rtf", RTF), UNAIDED).items

    assert isinstance(item, SourceText) and item.text == "第一条 正文。"

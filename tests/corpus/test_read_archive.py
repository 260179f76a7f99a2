import zipfile
from pathlib import Path

import pytest

from corpus import nested_files, read_archive
from corpus.nested_files import Nest, write_member
from corpus.read_archive import archive_members
from tests.corpus.made_files import write_zip


def names(path: Path) -> list[str]:
    return [member.name for member in archive_members(path, Nest())]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_without_the_utf8_flag_are_decoded(tmp_path: Path, codec: str) -> None:
    name = "附件/通知.txt".encode(codec)
    stand_in = "x" * len(name)
    path = write_zip(tmp_path / "a.zip", {stand_in: b""})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name))

    assert names(path) == ["附件/通知.txt"]


def test_leavings_of_systems_and_folders_are_passed_over(tmp_path: Path) -> None:
    files = ["__MACOSX/._a.txt", "x/.DS_Store", "Thumbs.db", "x/~$a.docx", "folder/", "x/a.txt"]

    assert names(write_zip(tmp_path / "a.zip", dict.fromkeys(files, b""))) == ["x/a.txt"]


def test_a_member_too_big_is_named_and_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_archive, "MAX_MEMBER_BYTES", 3)
    path = write_zip(tmp_path / "a.zip", {"big.txt": b"xxxx", "small.txt": b"xxx"})

    big, small = archive_members(path, Nest())

    assert ("过大" in big.fault, big.data, small.data) == (True, b"", b"xxx")


def test_all_archives_of_one_file_share_their_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nested_files, "MAX_BYTES", 5)
    nest = Nest()
    first = list(archive_members(write_zip(tmp_path / "a.zip", {"a.txt": b"xxx"}), nest))
    second = list(archive_members(write_zip(tmp_path / "b.zip", {"b.txt": b"yyy"}), nest))

    assert (first[0].fault, "分批导入" in second[0].fault) == ("", True)


def test_a_damaged_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bad.txt", b"marker")
        archive.writestr("good.txt", b"y")
    path.write_bytes(path.read_bytes().replace(b"marker", b"broken", 1))

    bad, good = archive_members(path, Nest())

    assert ("已损坏" in bad.fault, good.data) == (True, b"y")


@pytest.mark.parametrize(
    "name", ["../../etc/a.txt", "/etc/a.txt", "C:\\x\\a.txt", "a\n\x00.txt", "…" * 300]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()

    path = write_member(nested_files.Member(name=name, data=b"x"), folder)

    assert (path.resolve().parent, path.read_bytes()) == (folder.resolve(), b"x")

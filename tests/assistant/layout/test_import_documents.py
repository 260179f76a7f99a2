import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import LayoutError, PatentStoreError
from assistant.layout import import_documents
from assistant.layout.import_paths import import_paths
from assistant.layout.imported import Target
from assistant.layout.patent_record import PatentKind
from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.read_result import ReadResult
from corpus.recognition import Aids
from tests.assistant.layout.patents import store_at
from tests.shared_data import shared_data

SHARED = Target(owner=None)
TABLE = "公开号,标题\nCN113000001A,一种锁\n"


def _pdfs(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(shared_data("pdf", name), folder / name)
    return folder


@pytest.mark.shared
def test_a_patent_pdf_becomes_a_record_of_its_front_page(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    [done] = import_paths(store, [shared_data("pdf", "CN113730992B.pdf")], SHARED)

    [record] = store.reader(None).records()
    assert (done.name, done.rows, done.faults) == ("CN113730992B", 1, ())
    assert (record.number, record.application_number) == ("CN113730992B", "CN202111125134.2")
    assert (record.filed, record.granted) == (date(2021, 9, 26), date(2022, 4, 15))
    assert record.kind is PatentKind.INVENTION
    assert record.ipc[0] == "B01D29/60"
    assert record.place == "北京市/海淀区"
    assert "其特征在于" in record.first_claim


@pytest.mark.shared
def test_several_pdfs_go_into_one_list_and_what_is_no_patent_is_named(tmp_path: Path) -> None:
    law = "《中华人民共和国个人信息保护法》（附全文）.pdf"
    folder = _pdfs(tmp_path / "全文", "CN114270793A.pdf", "CN222765770U.pdf", law)
    (folder / "清单.csv").write_text(TABLE, encoding="utf-8")
    (folder / "坏的.pdf").write_bytes(b"%PDF-1.4 x")
    store = store_at(tmp_path)

    [done] = import_paths(store, [folder], SHARED)

    assert (done.name, done.rows, done.kept) == ("全文", 3, 0)
    assert {fault.place for fault in done.faults} == {law, "坏的.pdf"}
    assert [one.name for one in store.reader(None).lists()] == ["全文"]


@pytest.mark.shared
def test_an_archive_is_as_the_files_in_it(tmp_path: Path) -> None:
    folder = _pdfs(tmp_path / "里面", "CN114270793A.pdf")
    with zipfile.ZipFile(tmp_path / "打包.zip", "w") as archive:
        archive.write(folder / "CN114270793A.pdf", "甲/CN114270793A.pdf")
        archive.writestr("甲/清单.csv", TABLE)
    store = store_at(tmp_path)

    [done] = import_paths(store, [tmp_path / "打包.zip"], SHARED)

    assert (done.name, done.rows, done.faults) == ("打包", 2, ())
    [pct] = store.reader(None).by_number("CN114270793A")
    assert pct.family.split()[1].startswith("PCT/CN2020/")


def test_an_archive_that_is_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "断了.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("清单.csv", TABLE)
    path.write_bytes(path.read_bytes()[:60])

    with pytest.raises(UnreadableFileError, match="压缩结构不完整"):
        import_paths(store_at(tmp_path), [path], SHARED)


@pytest.mark.shared
def test_a_scan_is_named_with_what_to_install_when_nothing_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_documents, "find_recogniser", lambda: None)
    folder = _pdfs(tmp_path / "全文", "CN201760177U.pdf", "CN222765770U.pdf")
    store = store_at(tmp_path)

    [done] = import_paths(store, [folder], SHARED)

    [fault] = done.faults
    assert (done.rows, fault.place) == (1, "CN201760177U.pdf")
    assert "zhice[ocr]" in fault.reason
    with pytest.raises(LayoutError, match="zhice\\[ocr\\]"):
        import_paths(store, [folder / "CN201760177U.pdf"], Target(owner="甲"))


@pytest.mark.shared
def test_files_of_a_killed_run_are_not_read_again_though_the_table_beside_them_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("CN114270793A.pdf", "CN222765770U.pdf")
    folder = _pdfs(tmp_path / "全文", *names)
    (folder / "清单.csv").write_text(TABLE, encoding="utf-8")
    store = store_at(tmp_path)

    def stop(stage: str, done: int, total: int) -> None:
        if (stage, done) == (import_documents.STAGE, 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_paths(store, [folder], SHARED, stop)
    read: list[str] = []

    def noted(path: Path, aids: Aids) -> ReadResult:
        read.append(path.name)
        return read_file(path, aids)

    monkeypatch.setattr(import_documents, "read_file", noted)
    [done] = import_paths(store, [folder], SHARED)

    assert read == [names[1]]
    assert (done.rows, done.resumed, done.added, done.unchanged) == (3, 1, 1, 1)


@pytest.mark.shared
def test_a_copy_of_a_file_is_named_and_not_taken_for_one_of_a_killed_run(tmp_path: Path) -> None:
    folder = _pdfs(tmp_path / "全文", "CN222765770U.pdf")
    shutil.copy(folder / "CN222765770U.pdf", folder / "副本.pdf")

    [done] = import_paths(store_at(tmp_path), [folder], SHARED)

    assert (done.rows, done.added, done.resumed) == (1, 1, 0)
    [fault] = done.faults
    assert (fault.place, fault.reason) == ("副本.pdf", "与 CN222765770U.pdf 内容相同，只导入一次")


def test_a_file_that_holds_no_patent_makes_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 x")
    (tmp_path / "b.txt").write_text("会议纪要：今天讨论了三件事。", encoding="utf-8")
    store = store_at(tmp_path)

    with pytest.raises(LayoutError, match=r"a\.pdf"):
        import_paths(store, [tmp_path / "a.pdf", tmp_path / "b.txt"], SHARED)
    assert store.reader(None).lists() == ()


def test_a_folder_without_patents_says_so(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(LayoutError, match="空 里没有能导入的专利文件"):
        import_paths(store_at(tmp_path), [tmp_path / "空"], SHARED)


def test_a_shared_list_is_changed_by_its_maker_and_by_the_machine_alone(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(TABLE, encoding="utf-8")
    store = store_at(tmp_path)
    [done] = import_paths(store, [path], Target(owner=None, by="甲"))

    import_paths(store, [path], Target(owner=None, by="甲"))
    import_paths(store, [path], SHARED)
    with pytest.raises(PatentStoreError, match="别人导入的公用清单"):
        import_paths(store, [path], Target(owner=None, by="乙"))
    with pytest.raises(PatentStoreError, match="别人导入的公用清单"):
        store.delete_list(done.list_id, viewer="乙", by="乙")
    assert store.reader(None).count() == 1
    store.delete_list(done.list_id, viewer="甲", by="甲")
    assert store.reader(None).count() == 0

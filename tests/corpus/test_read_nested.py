import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.read_file import read_file
from corpus.read_result import ReadResult
from corpus.recognition import UNAIDED
from corpus.source_text import PatentRecord
from tests.corpus.made_files import write_pdf, write_zip

FIRST = "第一条 为了规范专利资助资金的管理，制定本办法。".encode()
SECOND = "第一条 为了规范专利奖励资金的管理，制定本办法。".encode()
TABLE = "公开号,标题\nCN1234567A,装置\n".encode("gb18030")


def packed(**members: bytes) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def mail(body: str = "", *, subject: str = "关于申报的通知", **attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cn", "c@d.cn", subject
    message.set_content(body)
    for name, data in attached.items():
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return message


def read_mail(folder: Path, message: EmailMessage) -> ReadResult:
    path = folder / "通知.eml"
    path.write_bytes(bytes(message))
    return read_file(path, UNAIDED)


def sources(result: ReadResult) -> list[str]:
    return [item.source for item in result.items]


def test_each_file_of_an_archive_is_named_by_its_way(tmp_path: Path) -> None:
    inner = packed(b_txt=SECOND)
    path = write_zip(tmp_path / "通知.zip", {"附件/a.txt": FIRST, "内.zip": inner, "表.csv": TABLE})

    result = read_file(path, UNAIDED)

    assert sources(result) == [
        "通知.zip › 附件/a.txt",
        "通知.zip › 内.zip › b.txt",
        "通知.zip › 表.csv",
    ]
    assert isinstance(result.items[2], PatentRecord)


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.txt": FIRST, "副本.txt": FIRST})

    result = read_file(path, UNAIDED)

    assert sources(result) == ["a.zip › a.txt"]
    assert result.remarks == ("a.zip › 副本.txt：与a.txt内容相同，未重复导入。",)


def test_files_that_cannot_be_read_are_named_and_the_others_go_in(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.txt": FIRST, "b.exe": b"MZ", "c.txt": b""})

    result = read_file(path, UNAIDED)

    assert sources(result) == ["a.zip › a.txt"]
    assert [(left.name, left.reason[:4]) for left in result.left_out] == [
        ("a.zip › b.exe", "不支持 "),
        ("a.zip › c.txt", "文件是空"),
    ]


def test_a_wrong_suffix_inside_is_remarked_with_the_whole_way(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "x", [[(50, 300, "正文。")]]).read_bytes()

    result = read_file(write_zip(tmp_path / "a.zip", {"a.txt": pdf}), UNAIDED)

    assert result.remarks[0].startswith("a.zip › a.txt：扩展名是 .txt，内容是PDF 文件")


def test_archives_in_archives_end_at_a_depth(tmp_path: Path) -> None:
    data = packed(a_txt=FIRST)
    for _ in range(4):
        data = packed(a_zip=data)
    (tmp_path / "a.zip").write_bytes(data)

    (left,) = read_file(tmp_path / "a.zip", UNAIDED).left_out

    assert "超过 3 层" in left.reason


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="压缩包是空的"):
        read_file(write_zip(tmp_path / "a.zip", {}), UNAIDED)


def test_of_a_partly_encrypted_archive_the_open_files_are_read(tmp_path: Path) -> None:
    data = bytearray(packed(a_txt=FIRST, b_txt=SECOND))
    data[6] |= 1  # the flags of the first member, in its own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    (tmp_path / "a.zip").write_bytes(data)

    result = read_file(tmp_path / "a.zip", UNAIDED)

    assert sources(result) == ["a.zip › b.txt"]
    assert "已加密" in result.left_out[0].reason


def test_a_mail_gives_its_words_and_its_attachments(tmp_path: Path) -> None:
    body = "各区知识产权局：现将申报工作的有关事项通知如下，请认真组织落实，按时报送材料。"

    result = read_mail(tmp_path, mail(body, 附件1_txt=FIRST, 附件2_zip=packed(b_txt=SECOND)))

    assert sources(result) == ["通知.eml", "通知.eml › 附件1.txt", "通知.eml › 附件2.zip › b.txt"]
    first = result.items[0]
    assert not isinstance(first, PatentRecord)
    assert (first.title, first.text) == ("关于申报的通知", body)


def test_words_that_only_point_to_the_attachments_are_left_out(tmp_path: Path) -> None:
    result = read_mail(tmp_path, mail("见附件。", 附件_txt=FIRST))

    assert sources(result) == ["通知.eml › 附件.txt"]
    assert "正文只有 4 个字" in result.remarks[0]


def test_of_a_mail_sent_as_text_and_page_the_text_counts(tmp_path: Path) -> None:
    message = mail("第一条 正文。")
    message.add_alternative("<p>网页里的正文。</p>", subtype="html")

    (item,) = read_mail(tmp_path, message).items

    assert not isinstance(item, PatentRecord) and item.text == "第一条 正文。"


def test_a_mail_sent_as_page_alone_is_read_too(tmp_path: Path) -> None:
    message = mail()
    message.set_content("<html><body><p>第一条 网页里的正文。</p></body></html>", subtype="html")

    (item,) = read_mail(tmp_path, message).items

    assert not isinstance(item, PatentRecord) and item.text == "第一条 网页里的正文。"


def test_files_shown_inline_are_read_and_pictures_shown_inline_are_not(tmp_path: Path) -> None:
    message = mail("见附件。")
    for kind, name in (("text/plain", "a.txt"), ("image/png", "logo.png")):
        maintype, subtype = kind.split("/")
        message.add_attachment(
            FIRST,
            maintype=maintype,
            subtype="octet-stream" if maintype == "text" else subtype,
            filename=name,
            disposition="inline",
        )

    result = read_mail(tmp_path, message)

    assert (sources(result), result.left_out) == (["通知.eml › a.txt"], ())


def test_a_forwarded_mail_is_read_as_an_attachment(tmp_path: Path) -> None:
    message = mail("见附件。")
    message.add_attachment(mail("第一条 转发的正文，说明申报的条件和程序。", subject="原通知"))

    assert sources(read_mail(tmp_path, message)) == ["通知.eml › 原通知.eml"]


def test_headers_in_raw_gbk_are_read(tmp_path: Path) -> None:
    lines = (
        "From: a@b.cn",
        "Date: Mon, 2 Mar 2026 10:00:00 +0800",
        "Subject: 申报通知",
        'Content-Type: multipart/mixed; boundary="x"',
        "",
        "--x",
        'Content-Disposition: attachment; filename="申报指南.txt"',
        "",
        "第一条 申报的条件和程序。",
        "--x--",
    )
    (tmp_path / "通知.eml").write_bytes("\r\n".join(lines).encode("gb18030"))

    assert sources(read_file(tmp_path / "通知.eml", UNAIDED)) == ["通知.eml › 申报指南.txt"]


def test_the_subject_may_be_raw_gbk(tmp_path: Path) -> None:
    lines = ("From: a@b.cn", "To: c@d.cn", "Subject: 申报通知", "", "第一条 正文。")
    (tmp_path / "通知.eml").write_bytes("\n".join(lines).encode("gb18030"))

    (item,) = read_file(tmp_path / "通知.eml", UNAIDED).items

    assert not isinstance(item, PatentRecord)
    assert (item.title, item.text) == ("申报通知", "第一条 正文。")


def test_an_encrypted_mail_is_refused(tmp_path: Path) -> None:
    message = mail()
    message.set_content(b"x", maintype="application", subtype="pkcs7-mime")

    with pytest.raises(UnreadableFileError, match="邮件已加密"):
        read_mail(tmp_path, message)


def test_a_mail_without_words_and_attachments_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有正文和附件"):
        read_mail(tmp_path, mail())


def test_files_beyond_the_limit_are_named_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.nested_files.MAX_FILES", 2)
    members = {f"{n}.txt": FIRST + str(n).encode() for n in range(5)}

    result = read_file(write_zip(tmp_path / "通知.zip", members), UNAIDED)

    assert [left.name for left in result.left_out] == ["通知.zip › 其余 3 个文件"]
    assert len(result.items) == 2

"""Files that pages give to keep."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from assistant.errors import ReportError
from assistant.pages.download import download, download_report
from tests.assistant.reports.sample_report import SAMPLE


def test_a_file_keeps_its_chinese_name_and_no_proxy_keeps_the_file() -> None:
    answer = download("正文", "办法 a/b\r\n.txt", "text/plain")
    said = answer.headers["content-disposition"]
    assert said.isascii()
    assert unquote(said).endswith("''办法 a/b\r\n.txt")
    assert "\n" not in said
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert bytes(answer.body).decode() == "正文"


def test_half_a_character_does_not_keep_a_file_from_being_saved() -> None:
    assert download("\ud800文", "a.txt", "text/plain").body == "?文".encode()


def test_a_report_is_named_by_its_format_in_any_case() -> None:
    answer = download_report(SAMPLE, "MD", name="报告")
    assert unquote(answer.headers["content-disposition"]).endswith("报告.md")
    assert bytes(answer.body).startswith(b"# ")


def test_a_format_nobody_writes_is_refused() -> None:
    with pytest.raises(ReportError, match="后缀"):
        download_report(SAMPLE, "exe", name="报告")

from __future__ import annotations

import pytest

from assistant.model_address import address_trouble, server_of


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "https://api.example.com/v1",
        "http://10.1.2.3:8000/v1",
        "http://[::1]:8000/v1",
        "http://models.office:8000",
    ],
)
def test_models_may_run_here_in_the_office_and_outside(url: str) -> None:
    assert address_trouble(url) == ""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "http://"),
        ("api.example.com/v1", "http://"),
        ("file:///etc/passwd", "http://"),
        ("ftp://models/v1", "http://"),
        ("gopher://models/v1", "http://"),
        ("http://", "http://"),
        ("http://me:secret@models/v1", "用户名"),
        ("http://sk-1234@models/v1", "用户名"),
        ("http://models:port/v1", "端口"),
        ("http://[::1/v1", "冒号"),
        ("http://models/v1?key=1", "问号"),
        ("http://models/v1#x", "井号"),
        ("http://models/v1\r\nx: y", "空格"),
        ("http://mod els/v1", "空格"),
        ("http://169.254.169.254/latest", "不是大模型接口"),
        ("http://[fe80::1]/v1", "不是大模型接口"),
        ("http://metadata.google.internal/v1", "不是大模型接口"),
    ],
)
def test_what_is_no_address_of_a_model_is_told_why(url: str, said: str) -> None:
    assert said in address_trouble(url)


def test_an_address_that_holds_a_password_is_not_repeated() -> None:
    assert "secret" not in address_trouble("http://me:secret@models/v1")


def test_servers_differ_by_host_port_and_scheme_and_not_by_path() -> None:
    assert server_of("https://a/v1") == server_of("https://a:443/v2")
    assert server_of("https://a/v1") != server_of("http://a/v1")
    assert server_of("https://a/v1") != server_of("https://b/v1")
    assert server_of("https://a/v1") != server_of("https://a:8443/v1")

"""Settings saved on the page: below the environment, readable by their owner only."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.saved_settings import (
    NAMES,
    fixed_by_environment,
    read_settings,
    save_values,
    saved_values,
)
from assistant.settings import AssistantSettings
from corpus.home import Home

KEY = "sk-lark-1234567890"
SERVER = {"llm_url": "http://127.0.0.1:11434/v1", "llm_model": "lark", "llm_key": KEY}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_what_is_saved_holds(home: Home) -> None:
    save_values(home, {**SERVER, "llm_max_tokens": 700})
    settings = read_settings(home)
    assert (settings.llm_url, settings.llm_model) == (SERVER["llm_url"], "lark")
    assert settings.llm_key.get_secret_value() == KEY
    assert settings.llm_max_tokens == 700


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    assert read_settings(home) == AssistantSettings()
    assert not home.root.exists()


def test_the_environment_wins_field_by_field(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    save_values(home, SERVER)
    monkeypatch.setenv("ZHICE_LLM_MODEL", "wren")
    settings = read_settings(home)
    assert (settings.llm_url, settings.llm_model) == (SERVER["llm_url"], "wren")
    assert "llm_model" in fixed_by_environment()
    assert "llm_url" not in fixed_by_environment()


def test_an_empty_variable_switches_a_saved_server_off(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_values(home, SERVER)
    monkeypatch.setenv("ZHICE_LLM_URL", "")
    assert read_settings(home).llm_url == ""


def test_only_the_owner_may_read_the_file(home: Home) -> None:
    save_values(home, SERVER)
    save_values(home, {**SERVER, "llm_model": "wren"})
    assert stat.S_IMODE(home.settings.stat().st_mode) == 0o600
    assert [path.name for path in home.root.iterdir()] == [home.settings.name]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("llm_timeout_seconds", 0),
        ("llm_max_tokens", 10),
        ("llm_concurrency", 1000),
        ("llm_daily_tokens", -1),
        ("llm_structured", "perhaps"),
    ],
)
def test_a_value_out_of_range_is_named_and_nothing_is_saved(
    home: Home, field: str, value: str | int
) -> None:
    save_values(home, SERVER)
    with pytest.raises(SettingsError, match=NAMES[field]):
        save_values(home, {**SERVER, field: value})
    assert saved_values(home) == SERVER


def test_an_address_that_cannot_be_used_is_not_saved(home: Home) -> None:
    with pytest.raises(SettingsError, match="用户名和密码"):
        save_values(home, {"llm_url": "http://me:secret@models/v1"})
    assert saved_values(home) == {}


@pytest.mark.parametrize(
    "content",
    [f'{{"llm_key": "{KEY}", ', f'["{KEY}"]', json.dumps({"llm_key": [KEY]}), f'{{"x": "{KEY}"}}'],
)
def test_a_damaged_file_is_named_without_what_it_holds(home: Home, content: str) -> None:
    home.root.mkdir()
    home.settings.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=home.settings.name) as raised:
        read_settings(home)
    assert KEY not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_variable_out_of_range_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHICE_CANDIDATES", "many")
    with pytest.raises(SettingsError, match="ZHICE_CANDIDATES"):
        read_settings(home)


def test_every_setting_of_the_page_is_a_setting() -> None:
    assert NAMES.keys() <= AssistantSettings.model_fields.keys()

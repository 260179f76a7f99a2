from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.language_model import Message
from assistant.model_usage import MeteredModel, ModelUsage, Used
from assistant.tokens import tokens_at_most
from tests.fakes import ScriptedModel

ASKED = (Message(role="user", text="保护期多久？"),)
REPLY = "八年。"
COST = tokens_at_most(ASKED[0].text) + tokens_at_most(REPLY)


@pytest.fixture
def usage(tmp_path: Path) -> ModelUsage:
    return ModelUsage(tmp_path / "new" / "usage.sqlite3")


def used(usage: ModelUsage) -> Used:
    return usage.on(date.today())


def test_prompts_and_replies_of_a_day_are_added_up(usage: ModelUsage) -> None:
    model = MeteredModel(ScriptedModel(REPLY), usage, daily_tokens=0)
    for _ in range(2):
        assert "".join(model.stream(ASKED)) == REPLY
    assert used(usage) == Used(requests=2, tokens=2 * COST)


def test_another_day_begins_at_nothing(usage: ModelUsage) -> None:
    usage.add(date(2026, 1, 1), Used(requests=3, tokens=900))
    assert usage.on(date(2026, 1, 2)) == Used()
    assert usage.on(date(2026, 1, 1)) == Used(requests=3, tokens=900)


def test_once_the_day_is_used_up_the_model_is_not_asked(usage: ModelUsage) -> None:
    asked = ScriptedModel(REPLY)
    model = MeteredModel(asked, usage, daily_tokens=COST)
    list(model.stream(ASKED))
    with pytest.raises(ModelError, match="用完"):
        list(model.stream(ASKED))
    assert len(asked.asked) == 1


def test_the_count_survives_a_restart(usage: ModelUsage, tmp_path: Path) -> None:
    list(MeteredModel(ScriptedModel(REPLY), usage, daily_tokens=0).stream(ASKED))
    again = ModelUsage(tmp_path / "new" / "usage.sqlite3")
    with pytest.raises(ModelError, match="用完"):
        list(MeteredModel(ScriptedModel(REPLY), again, daily_tokens=1).stream(ASKED))


def test_a_reply_left_halfway_counts_as_far_as_it_came(usage: ModelUsage) -> None:
    with closing(MeteredModel(ScriptedModel(REPLY), usage, daily_tokens=0).stream(ASKED)) as pieces:
        next(pieces)
    assert used(usage).tokens == tokens_at_most(ASKED[0].text) + 1


def test_a_request_that_fails_counts(usage: ModelUsage) -> None:
    model = MeteredModel(ScriptedModel(fails="接口出错"), usage, daily_tokens=0)
    with pytest.raises(ModelError, match="接口出错"):
        list(model.stream(ASKED))
    assert used(usage).requests == 1


def test_a_count_that_cannot_be_kept_stops_the_model(tmp_path: Path) -> None:
    (tmp_path / "usage").mkdir()
    model = MeteredModel(ScriptedModel(REPLY), ModelUsage(tmp_path / "usage"), daily_tokens=9)
    with pytest.raises(ModelError, match="用量记录"):
        list(model.stream(ASKED))

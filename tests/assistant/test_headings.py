from __future__ import annotations

import pytest

from assistant.headings import names_what_is_asked
from assistant.instruments import Instruments
from assistant.understand import understand
from indexing.make_passages import make_passages
from indexing.passages import Passage
from tests.indexing.sample_texts import outlined

TEXT = """第一条 登记期限
登记机关在三十日内完成云雀标志的登记。
第二条 答复期限
申请人在十日内答复补正通知。
第三条 云雀标志的登记在四十日内完成。
第四条 初评和登记流程（试行）
先由登记所初评，再由登记机关登记。
"""


def clause(words: str) -> Passage:
    return next(p for p in make_passages(outlined(TEXT)) if words in p.text)


def named(question: str, words: str) -> float:
    return names_what_is_asked(understand(question, Instruments(())), clause(words))


def test_a_heading_that_says_what_is_asked_counts_whole() -> None:
    assert named("云雀标志的登记要多久", "三十日内") == 1.0


def test_a_heading_on_another_matter_counts_less() -> None:
    assert named("云雀标志的登记要多久", "十日内答复") < named("云雀标志的登记要多久", "三十日内")


@pytest.mark.parametrize("question", ["谁来登记云雀标志", "云雀标志登记"])
def test_a_heading_on_another_kind_of_answer_counts_nothing(question: str) -> None:
    assert named(question, "三十日内") == 0.0


def test_a_clause_without_a_heading_counts_nothing() -> None:
    assert named("云雀标志的登记要多久", "四十日内") == 0.0


def test_of_two_matters_in_a_heading_one_is_enough() -> None:
    assert named("云雀标志的登记怎么办", "先由登记所") == 1.0

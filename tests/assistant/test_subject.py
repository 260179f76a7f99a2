from __future__ import annotations

import pytest

from assistant.instruments import Instruments
from assistant.subject import says_what
from assistant.understand import understand


def says(question: str) -> bool:
    return says_what(understand(question, Instruments(())), ())


@pytest.mark.parametrize("question", ["专利公开要等多久", "专利点头的是谁"])
def test_an_everyday_word_for_a_legal_act_says_what_is_asked(question: str) -> None:
    assert says(question)


@pytest.mark.parametrize("question", ["专利要等多久", "企业怎么申请", "要多久"])
def test_common_words_alone_do_not(question: str) -> None:
    assert not says(question)

from __future__ import annotations

import pytest

from assistant.families import families, longest_in


def test_of_names_for_one_stretch_the_longest_counts() -> None:
    assert families().named_in("发明专利和外观设计专利哪个长") == ("发明专利", "外观设计专利")


def test_members_are_given_in_the_order_they_are_named() -> None:
    assert families().named_in("示范企业和优势企业") == ("示范企业", "优势企业")


def test_one_member_alone_makes_no_pair() -> None:
    assert families().named_in("发明专利的保护期") == ()


def test_the_longest_member_that_occurs_is_meant() -> None:
    assert longest_in("外观设计专利", ("外观", "外观设计", "发明")) == "外观设计"


def test_every_fact_asked_back_has_members_whose_words_differ() -> None:
    for fact in families().deciding:
        words = [word for said in fact.members.values() for word in said]
        assert len(fact.members) > 1 and len(words) == len(set(words))
        assert fact.asks.endswith("？")


@pytest.mark.parametrize(
    ("question", "said", "missed"),
    [
        ("外观设计保护多久", "发明专利保护二十年。", "外观设计"),
        ("外观设计保护多久", "发明和外观专利各有期限。", ""),
        ("外观设计保护多久", "自申请日起计算。", ""),
        ("保护多久", "发明专利保护二十年。", ""),
        ("高校减缴多少", "企业减缴百分之六十。", ""),
    ],
)
def test_an_answer_on_another_of_its_kind_passes_over_what_was_asked(
    question: str, said: str, missed: str
) -> None:
    known = "发明专利保护二十年，外观设计十五年；企业减缴百分之六十。"
    assert families().passed_over(question, said=said, known=known) == missed

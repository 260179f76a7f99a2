import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.recognised_marks import tidy


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("流动,不易沉积,且外壳", "流动，不易沉积，且外壳"),
        ("地址:广州市", "地址：广州市"),
        ("（8)阀门(9）", "（8）阀门（9）"),
        ("申请条件(一)营业", "申请条件（一）营业"),
        ("B08B 3/12(2006.01)", "B08B 3/12(2006.01)"),
        ("1,000 元", "1,000 元"),
        ("8:30 至 17:00", "8:30 至 17:00"),
        ("（54)发明名称", "(54)发明名称"),
        ("（54）实用新型名称", "(54)实用新型名称"),
        ("（15）和出水口（16）", "（15）和出水口（16）"),
        ("[0015】本发明", "[0015]本发明"),
        ("[0031如图1所示", "[0031]如图1所示"),
        ("〔2024〕12号", "〔2024〕12号"),
    ],
)
def test_marks_become_those_of_chinese_print(read: str, printed: str) -> None:
    assert tidy(read) == printed


@given(st.text(alphabet="甲乙，,。:()（）[]【】12a ", max_size=40))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="甲乙丙,;:!?()（）12ab", max_size=40))
def test_letters_figures_and_characters_stay(text: str) -> None:
    def kept(line: str) -> str:
        return "".join(character for character in line if character.isalnum())

    assert kept(tidy(text)) == kept(text)

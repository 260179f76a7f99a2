from assistant.focus import focus


def test_a_short_message_is_taken_whole() -> None:
    assert focus("优先审查要多久？") == "优先审查要多久？"


def test_a_rambling_message_is_cut_to_the_sentence_that_asks() -> None:
    chatter = "我们是一家做汽车零部件的小厂，成立好多年了，老板昨天去开会。" * 6
    assert focus(chatter + "发明专利的年费能减多少？") == "发明专利的年费能减多少？"


def test_a_long_message_that_asks_nothing_is_shortened() -> None:
    assert 0 < len(focus("今天开会。" * 400)) <= 400

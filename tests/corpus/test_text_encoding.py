import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.text_encoding import decode_text

SIMPLIFIED = "专利申请人可以请求减缴下列收费：申请费、年费和复审费。"
TRADITIONAL = "專利申請人應當繳納申請費與年費，並得請求減免。"
COMMON = [bytes((0xB0 + n // 94, 0xA1 + n % 94)).decode("gb2312") for n in range(3000)]


@given(
    st.lists(st.sampled_from(COMMON), max_size=60).map(lambda parts: SIMPLIFIED + "".join(parts))
)
@example(SIMPLIFIED)
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_what_was_encoded_is_decoded_again(codec: str, text: str) -> None:
    assert decode_text(text.encode(codec), name="a.txt") == text


def test_big5_is_told_from_gb18030() -> None:
    assert decode_text(TRADITIONAL.encode("big5") * 3, name="a.txt") == TRADITIONAL * 3


def test_characters_beyond_gbk_survive_gb18030() -> None:
    assert decode_text("㐂𠀀专利".encode("gb18030"), name="a.txt") == "㐂𠀀专利"


def test_one_broken_character_does_not_lose_a_long_text() -> None:
    data = (SIMPLIFIED * 100).encode() + "利".encode()[:2]

    assert decode_text(data, name="a.txt").startswith(SIMPLIFIED * 100)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff" * 300, b"\x81\xff\xfe\x80" * 300])
def test_binary_data_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.txt"):
        decode_text(data, name="a.txt")


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="标记不符"):
        decode_text(b"\xef\xbb\xbf\xff\xff", name="a.txt")

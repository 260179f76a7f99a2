"""Every date and repeal names what it was derived from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Basis, Form, Ground
from corpus.front_matter import FrontMatter
from corpus.make_document import make_document
from corpus.source_text import SourceText
from tests.shared_data import shared_data


def grounds(text: str, **facts: object) -> list[Ground]:
    source = SourceText(name="甲.txt", source="甲.txt", text=text, **facts)  # type: ignore[arg-type]
    return list(make_document(source).grounds)


def by_fact(found: list[Ground]) -> dict[str, Ground]:
    return {ground.fact: ground for ground in found}


TEXT = (
    "甲市奖励办法\n2023年2月1日甲市乙局公布\n第一条 为了测试。\n"
    "第二条 本办法自2023年3月1日起施行，有效期5年。《甲市旧办法》同时废止。\n"
)


def test_a_date_of_the_text_is_grounded_in_its_sentence() -> None:
    found = by_fact(grounds(TEXT))
    assert found["published"].quote == "2023年2月1日甲市乙局公布"
    assert found["effective"].quote == "第二条 本办法自2023年3月1日起施行，有效期5年。"
    assert (found["expires"].value, found["repeals"].value) == ("2028-02-29", "《甲市旧办法》")
    assert {ground.basis for ground in found.values()} == {Basis.TEXT}


def test_a_date_of_the_format_counts_first_and_the_texts_own_stays_on_record() -> None:
    found = [g for g in grounds(TEXT, effective=date(2023, 4, 1)) if g.fact == "effective"]
    assert [(g.basis, g.value) for g in found] == [
        (Basis.FORMAT, "2023-04-01"),
        (Basis.TEXT, "2023-03-01"),
    ]


def test_front_matter_is_named_as_such() -> None:
    front = FrontMatter(
        title="甲办法", form=Form.DIGEST, effective=date(2020, 1, 1), supersedes=("乙办法",)
    )
    found = by_fact(grounds("一、要点\n自2011年1月1日起施行。\n", front_matter=front))
    assert (found["effective"].basis, found["effective"].value) == (
        Basis.FRONT_MATTER,
        "2020-01-01",
    )
    assert (found["repeals"].basis, found["repeals"].value) == (Basis.FRONT_MATTER, "乙办法")


def test_the_known_dates_name_their_order() -> None:
    text = "中华人民共和国专利法实施细则\n2010年1月9日修订\n第一条 为了测试。\n"
    found = by_fact(grounds(text))
    assert found["effective"].basis is Basis.KNOWN_DATES
    assert "569" in found["effective"].quote


def test_in_force_from_an_unknown_day_of_issue_has_a_ground_without_value() -> None:
    found = by_fact(grounds("甲办法\n第一条 本办法自印发之日起施行。\n"))
    assert found["effective"].value == ""
    assert found["effective"].quote == "第一条 本办法自印发之日起施行。"


@pytest.mark.parametrize(
    ("note", "effective"),
    [
        ("2023年2月1日甲局第3次局务会议审议通过", ""),
        ("2023年2月1日甲局第3次局务会议通过，2023年2月9日公布", "2023-02-09"),
        ("2023年2月1日甲市人民代表大会常务委员会第3次会议通过", "2023-02-01"),
    ],
)
def test_the_day_a_meeting_adopts_is_not_the_day_of_issue(note: str, effective: str) -> None:
    found = by_fact(grounds(f"甲办法\n{note}\n第一条 本办法自公布之日起施行。\n"))
    assert found["effective"].value == effective


_LINES = st.lists(
    st.sampled_from([*TEXT.split("\n"), "2024年1月20日起施行", "本文件代替GB/T 1—2001。", "", " "])
    | st.text(alphabet="本办法自至日起施行有效期2024年1月《》。；、废止 ", max_size=24),
    max_size=9,
)


@given(_LINES)
def test_a_quote_stands_at_its_offset(lines: list[str]) -> None:
    text = "\n".join(lines)
    for ground in grounds(text):
        if ground.start is not None:
            assert ground.quote
            assert text[ground.start : ground.start + len(ground.quote)] == ground.quote


@pytest.mark.shared
def test_every_date_of_the_real_texts_has_a_ground_that_stands_in_them() -> None:
    from corpus.documents import Document, Kind
    from corpus.read_corpus import read_paths

    read = read_paths([shared_data("statutes"), shared_data("policies")])
    for found in read:
        if not isinstance(found, Document) or found.kind is Kind.PATENT:
            continue
        facts = {(g.fact, g.value) for g in found.grounds}
        for fact in ("published", "effective", "expires"):
            day = getattr(found, fact)
            assert day is None or (fact, day.isoformat()) in facts
        assert {("repeals", words) for words in found.repeals} <= facts
        for ground in found.grounds:
            if ground.start is not None:
                end = ground.start + len(ground.quote)
                assert found.text[ground.start : end] == ground.quote


_SIGNED_NOTICE = (
    "甲市财政局关于税费减免的通知\n甲财发〔2023〕7号\n\n各区财政局：\n"
    "有关事项通知如下。{amended}\n本通知自{day}起执行，有效期三年。\n\n甲市财政局\n2023年3月8日\n"
)


@pytest.mark.parametrize(
    ("day", "amended", "effective"),
    [
        ("2023年1月1日", "", "2023-01-01"),
        ("2010年1月1日", "", None),
        ("2023年1月1日", "（2023年3月8日修正）", None),
    ],
)
def test_a_signed_text_may_begin_a_little_before_its_signature(
    day: str, amended: str, effective: str | None
) -> None:
    source = SourceText(
        name="甲.txt", source="甲.txt", text=_SIGNED_NOTICE.format(day=day, amended=amended)
    )
    document = make_document(source)
    assert document.effective == (date.fromisoformat(effective) if effective else None)


def test_a_day_before_the_date_of_a_files_name_belongs_to_an_older_version() -> None:
    source = SourceText(
        name="甲办法(2023-03-08).md",
        source="甲.md",
        text="甲办法\n第一条 为了测试。\n第二条 本办法自2022年6月1日起施行。\n",
    )
    assert make_document(source).effective is None

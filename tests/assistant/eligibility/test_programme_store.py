"""Programmes as staff edit, review and publish them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.eligibility.errors import ProgrammeError
from assistant.eligibility.programme_files import SHIPPED, load_programmes
from assistant.eligibility.programme_parts import State
from assistant.eligibility.programme_store import ProgrammeStore
from assistant.eligibility.publishing import check, flags_of, publish
from assistant.eligibility.worked_examples import read_examples
from corpus.documents import Document
from tests.assistant.pages.site_for_tests import a_document

DAY = date(2026, 11, 22)
MEASURES = a_document(
    "云雀标志登记办法",
    "第一条 为了规范云雀标志的登记，制定本办法。\n第二条 申请人的职工不少于三十人。\n",
    day=date(2024, 3, 1),
)
RULES = f"""
id = "lark-sign"
name = "云雀标志"
kind = "资格认定"
level = "国家"
issuer = "云雀谷管理局"
summary = "登记云雀标志。"

[[versions]]
id = "2024"
from = 2024-03-01
references = [{{ document = "{MEASURES.id}" }}]

[[versions.criteria]]
id = "staff"
text = "职工不少于三十人"
expression = "职工总数 >= 30 人"
level = "A"
references = [{{ document = "{MEASURES.id}", locator = "第二条" }}]
"""
EXAMPLE = (
    '{"id": "三十人", "day": "2026-11-22", "profile": {"staff": 30}, "expected": '
    '[{"programme": "lark-sign", "verdict": "满足", "criteria": {"staff": "满足"}}]}'
)


def find(document_id: str) -> Document | None:
    return MEASURES if document_id == MEASURES.id else None


@pytest.fixture
def store(tmp_path: Path) -> ProgrammeStore:
    return ProgrammeStore(tmp_path / "programmes.sqlite3")


def drafted(store: ProgrammeStore, rules: str = RULES, examples: str = EXAMPLE) -> int:
    based_on = 0
    if "lark-sign" in store.ids():
        based_on = store.latest("lark-sign").number
    return store.save_draft(rules, examples, based_on=based_on, who="甲").number


def released(store: ProgrammeStore, rules: str = RULES, examples: str = EXAMPLE) -> None:
    number = drafted(store, rules, examples)
    store.mark_reviewed("lark-sign", number, who="乙")
    revision = store.revision("lark-sign", number)
    publish(store, revision, find, who="丙", note="", day=DAY)


def test_without_edits_the_shipped_programmes_decide_and_no_file_is_made(
    store: ProgrammeStore, tmp_path: Path
) -> None:
    assert {one.id for one in store.published()} == {one.id for one in load_programmes()}
    assert store.latest("high-tech").rules == (SHIPPED / "high-tech.toml").read_text("utf-8")
    assert list(tmp_path.iterdir()) == []


def test_a_draft_decides_nothing_until_it_is_reviewed_and_published(store: ProgrammeStore) -> None:
    number = drafted(store)
    assert "lark-sign" not in {one.id for one in store.published()}
    store.mark_reviewed("lark-sign", number, who="乙")
    assert "lark-sign" not in {one.id for one in store.published()}
    revision = store.revision("lark-sign", number)
    publish(store, revision, find, who="丙", note="首发", day=DAY)
    assert "lark-sign" in {one.id for one in store.published()}
    done = [(event.state, event.who) for event in store.history("lark-sign")]
    assert done == [(State.PUBLISHED, "丙"), (State.REVIEWED, "乙"), (State.DRAFT, "甲")]


def test_the_published_state_decides_while_a_new_draft_is_worked_on(store: ProgrammeStore) -> None:
    released(store)
    drafted(store, RULES.replace("30 人", "50 人"))
    (programme,) = (one for one in store.published() if one.id == "lark-sign")
    assert programme.versions[0].criteria[0].expression == "职工总数 >= 30 人"
    assert store.latest("lark-sign").state is State.DRAFT


def test_of_two_editors_the_second_loses_nothing_and_overwrites_nothing(
    store: ProgrammeStore,
) -> None:
    store.save_draft(RULES, EXAMPLE, based_on=0, who="甲")
    with pytest.raises(ProgrammeError, match="已有人保存了第 1 稿"):
        store.save_draft(RULES.replace("30 人", "40 人"), EXAMPLE, based_on=0, who="乙")
    assert "30 人" in store.latest("lark-sign").rules


def test_rules_that_cannot_be_read_are_not_kept(store: ProgrammeStore) -> None:
    for wrong in (
        RULES + "[[",
        RULES.replace("职工总数 >=", "职工数目 >="),
        RULES + '\ncolour="x"',
    ):
        with pytest.raises(ProgrammeError):
            store.save_draft(wrong, "", based_on=0, who="甲")
    assert "lark-sign" not in store.ids()


def test_a_draft_cannot_be_published_unreviewed(store: ProgrammeStore) -> None:
    drafted(store)
    with pytest.raises(ProgrammeError, match="要先是“已复核”"):
        publish(store, store.latest("lark-sign"), find, who="丙", note="", day=DAY)


@pytest.mark.parametrize(
    ("rules", "examples", "reason"),
    [
        (RULES.replace(MEASURES.id, "doc-of-nothing"), EXAMPLE, "文件不在语料库"),
        (RULES.replace("第二条", "第九条"), EXAMPLE, "条款不在文件里"),
        (RULES, "", "还没有这个项目的算例"),
        (RULES, EXAMPLE.replace('"staff": 30', '"staff": 29'), "整体应为“满足”，算得“不满足”"),
        (RULES, EXAMPLE.replace('{"staff": "满足"}', '{"size": "满足"}'), "没有 size 这项条件"),
    ],
)
def test_nothing_is_published_without_its_clause_and_examples_that_pass(
    store: ProgrammeStore, rules: str, examples: str, reason: str
) -> None:
    with pytest.raises(ProgrammeError, match=reason):
        released(store, rules, examples)
    assert "lark-sign" not in {one.id for one in store.published()}


def test_a_programme_that_names_one_that_is_not_there_is_not_published(
    store: ProgrammeStore,
) -> None:
    link = (
        f'\n[[leads_to]]\nprogramme = "nothing"\nreferences = [{{ document = "{MEASURES.id}" }}]\n'
    )
    drafted(store, RULES.replace("\n[[versions]]", f"{link}\n[[versions]]", 1))
    found = check(store.latest("lark-sign"), store, find, day=DAY)
    assert any("nothing 不存在" in fault for fault in found.faults)


def test_a_clause_that_changed_since_flags_the_rule(store: ProgrammeStore) -> None:
    released(store)
    (programme,) = (one for one in store.published() if one.id == "lark-sign")
    assert flags_of(programme, store, find, day=DAY) == ()
    other = a_document(
        "云雀标志登记办法", MEASURES.text.replace("三十人", "五十人"), day=date(2024, 3, 1)
    )
    flags = flags_of(programme, store, lambda _: other, day=DAY)
    assert any("条款文字有改动" in one.remark for one in flags)
    gone = flags_of(programme, store, lambda _: None, day=DAY)
    assert any("文件不在语料库" in one.remark for one in gone)


def test_nobody_does_anything_without_a_name(store: ProgrammeStore) -> None:
    with pytest.raises(ProgrammeError, match="姓名"):
        store.save_draft(RULES, "", based_on=0, who="  ")


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', "[]", '{"id": "a", "day": "x"}'])
def test_a_wrong_example_is_named_by_its_line(line: str) -> None:
    with pytest.raises(ProgrammeError, match="算例第 2 行"):
        read_examples(f"{EXAMPLE}\n{line}")


def test_a_file_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "programmes.sqlite3"
    path.write_text("no database at all, but long enough to be looked at", encoding="utf-8")
    with pytest.raises(ProgrammeError, match="打不开或写不进去"):
        ProgrammeStore(path).published()

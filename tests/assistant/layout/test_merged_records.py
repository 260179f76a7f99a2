from datetime import date
from pathlib import Path

from assistant.layout.merged_records import merged_patents, merged_record
from assistant.layout.patent_record import Standing
from assistant.layout.patent_table import read_table
from tests.assistant.layout.patents import fill, patent, store_at

EARLY = patent(
    "CN113000001A",
    "一种过滤器",
    kind_code="A",
    published=date(2021, 9, 7),
    abstract="摘要",
    legal_status="实质审查",
    standing=Standing.PENDING,
    publications=("CN113000001A",),
    members=("1",),
)
LATER = patent(
    "CN113000001B",
    "一种过滤器",
    kind_code="B",
    published=date(2023, 1, 2),
    granted=date(2023, 1, 2),
    legal_status="授权",
    standing=Standing.VALID,
    publications=("CN113000001B",),
    members=("2",),
)


def test_the_granted_text_stands_for_the_application_and_lacks_nothing() -> None:
    merged = merged_record([EARLY, LATER])

    assert merged.number == "CN113000001B"
    assert merged.abstract == "摘要"
    assert (merged.published, merged.granted) == (date(2021, 9, 7), date(2023, 1, 2))
    assert (merged.legal_status, merged.standing) == ("授权", Standing.VALID)
    assert merged.publications == ("CN113000001A", "CN113000001B")
    assert merged.members == ("1", "2")


def test_the_order_of_publications_does_not_matter() -> None:
    assert merged_record([EARLY, LATER]) == merged_record([LATER, EARLY])


def test_each_application_of_the_ids_comes_once_and_in_their_order(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "甲", [EARLY, patent("CN113000002A", "一种充电桩"), LATER], None)
    reader = store.reader(None)
    table = read_table(reader)

    whole = list(merged_patents(reader, table))
    some = list(merged_patents(reader, table, [table.ids[2], table.ids[1], table.ids[0]]))

    assert [record.number for record in whole] == ["CN113000001B", "CN113000002A"]
    assert [record.number for record in some] == ["CN113000001B", "CN113000002A"]


def test_a_merge_taken_back_gives_two_records(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    fill(store, "甲", [EARLY, LATER], None)
    ids = [record.id for record in store.reader("张").records()]
    store.keep_apart(ids[0], ids, viewer="张")

    for viewer, count in (("张", 2), (None, 1)):
        reader = store.reader(viewer)
        assert len(list(merged_patents(reader, read_table(reader)))) == count
    store.join_again(ids[0], viewer="张")
    reader = store.reader("张")
    assert len(list(merged_patents(reader, read_table(reader)))) == 1

"""What import and merging make of the real lists, against counts that pandas makes on its own."""

from pathlib import Path

import pandas as pd
import pytest

from assistant.layout.import_lists import import_table
from assistant.layout.imported import Imported, Target
from assistant.layout.merging import MergeKind
from assistant.layout.patent_record import PatentKind
from assistant.layout.patent_store import PatentStore
from assistant.layout.patent_table import PatentTable, read_table
from tests.assistant.layout.patents import store_at
from tests.shared_data import shared_data

pytestmark = pytest.mark.shared

LISTS = ("patents_cn.jsonl", "patents_ipc.csv")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> PatentStore:
    return store_at(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def imported(store: PatentStore) -> dict[str, Imported]:
    target = Target(owner=None)
    return {name: import_table(store, shared_data("patents", name), target) for name in LISTS}


@pytest.fixture(scope="module")
def table(store: PatentStore, imported: dict[str, Imported]) -> PatentTable:
    return read_table(store.reader(None))


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Number and title of every row, the number as printed; of two in one list the first."""
    lines = pd.read_json(shared_data("patents", LISTS[0]), lines=True, dtype=str)
    lines["number"] = lines["pub"].where(lines["pub"].notna(), lines["id"])
    sheet = pd.read_csv(shared_data("patents", LISTS[1]), dtype=str)
    sheet["number"], sheet["title"] = sheet["公开（公告）号"], sheet["标题"]
    sheet["ipc"] = sheet["IPC分类号"]
    parts = [part.drop_duplicates("number") for part in (lines, sheet)]
    return pd.concat(parts, ignore_index=True)


def test_every_row_with_number_and_title_is_in(
    imported: dict[str, Imported], rows: pd.DataFrame
) -> None:
    named = rows.dropna(subset=["number", "title"])

    assert sum(one.rows for one in imported.values()) == len(named)


def _serials(numbers: pd.Series) -> pd.Series:
    """The nine digits that publications of one application share since July 2007."""
    serial = numbers.str.extract(r"^CN(\d{9})[A-Z]\d?$")[0].dropna()
    return serial[serial.astype(int) >= 101_000_000]


def test_no_publications_come_together_that_share_no_serial(
    table: PatentTable, rows: pd.DataFrame
) -> None:
    assert len(table.merged.merges) == int(_serials(rows["number"]).duplicated().sum())


def test_planted_grants_come_together_with_their_real_applications(
    store: PatentStore, rows: pd.DataFrame, imported: dict[str, Imported], tmp_path: Path
) -> None:
    published = rows[rows["number"].str.fullmatch(r"CN1\d{8}A")].iloc[::7]
    grants = published.assign(number=published["number"].str.replace("A", "B"))
    path = tmp_path / "授权.csv"
    grants[["number", "title"]].set_axis(["公开号", "标题"], axis=1).to_csv(path, index=False)
    own = PatentStore(store.path)
    done = import_table(own, path, Target(owner="甲"))

    merged = read_table(own.reader("甲")).merged
    both = pd.concat([rows["number"], grants["number"]])
    assert done.rows == len(grants) > 300
    assert len(merged.merges) == int(_serials(both).duplicated().sum())
    assert {merge.kind for merge in merged.merges} == {MergeKind.PUBLICATIONS}


def test_kinds_are_those_of_the_first_digit_of_the_number(
    store: PatentStore, rows: pd.DataFrame, imported: dict[str, Imported]
) -> None:
    digit = rows["number"].str.extract(r"^CN(\d)\d{6}(?:\d\d)?[A-Z]\d?$")[0]
    expected = digit.value_counts()
    told = [
        record.kind
        for record in store.reader(None).records()
        if record.kind_code and record.number.startswith("CN")
    ]

    assert told.count(PatentKind.INVENTION) == expected.get("1", 0)
    assert told.count(PatentKind.UTILITY) == expected.get("2", 0)
    assert told.count(PatentKind.DESIGN) == expected.get("3", 0)


def test_application_numbers_tell_year_and_kind(
    store: PatentStore, rows: pd.DataFrame, imported: dict[str, Imported]
) -> None:
    parts = rows["id"].str.extract(r"^CN(?P<year>20\d\d)(?P<digit>[123])\d{7}")
    found = pd.DataFrame(
        {"year": str(record.filing_year), "kind": record.kind.value}
        for record in store.reader(None).records()
        if (record.application_number or "").startswith("CN20")
    )
    kinds = parts["digit"].map({"1": "发明", "2": "实用新型", "3": "外观设计"})

    assert len(found) > 150
    assert found["kind"].value_counts().to_dict() == kinds.value_counts().to_dict()
    assert found["year"].value_counts().to_dict() == parts["year"].value_counts().to_dict()


def test_pairs_of_one_day_are_an_invention_and_a_utility_model_of_the_same_applicants(
    table: PatentTable, store: PatentStore
) -> None:
    by_id = {record.id: record for record in store.reader(None).records()}
    for link in table.merged.links:
        one, other = by_id[link.first], by_id[link.second]
        if link.kind is MergeKind.TWIN:
            assert {one.kind, other.kind} == {PatentKind.INVENTION, PatentKind.UTILITY}
            assert one.filed == other.filed
            assert set(one.applicants) == set(other.applicants)


def test_symbols_are_those_that_pandas_splits(
    store: PatentStore, imported: dict[str, Imported]
) -> None:
    sheet = pd.read_csv(shared_data("patents", LISTS[1]), dtype=str).drop_duplicates(
        "公开（公告）号"
    )
    split = sheet["IPC分类号"].str.split(";").explode().str.strip()
    expected = split[split.str.fullmatch(r"[A-H]\d\d[A-Z]", na=False)].value_counts()
    list_id = imported[LISTS[1]].list_id
    found = pd.Series(
        [symbol for record in store.reader(None).records([list_id]) for symbol in record.ipc]
    ).value_counts()

    assert found.to_dict() == expected.to_dict()

"""Profiles are kept for their owner alone."""

from __future__ import annotations

import stat
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.eligibility import profile_store
from assistant.eligibility.errors import ProfileError
from assistant.eligibility.honours import Honour
from assistant.eligibility.profile import Profile
from assistant.eligibility.profile_store import LOCAL_USER, ProfileStore

ANN, BEN = "a" * 64, "b" * 64
FULL = Profile(
    name="云雀谷科技有限公司",
    registered=date(2020, 2, 29),
    revenue={2025: Decimal("6000.25")},
    honours=(Honour(name="高新技术企业", year=2024),),
    last_incident="无",
)


@pytest.fixture
def store(tmp_path: Path) -> ProfileStore:
    return ProfileStore(tmp_path / "profiles")


def test_what_was_saved_comes_back_whole(store: ProfileStore) -> None:
    id_ = store.save(ANN, FULL)
    assert store.load(ANN, id_).profile == FULL
    assert [one.title for one in store.all(ANN)] == ["云雀谷科技有限公司"]


def test_nobody_else_can_list_open_change_or_delete_it(store: ProfileStore) -> None:
    id_ = store.save(ANN, FULL)
    assert store.all(BEN) == []
    with pytest.raises(ProfileError, match="没有这份企业信息"):
        store.load(BEN, id_)
    assert store.save(BEN, Profile(name="别人"), id_=id_) != id_
    store.delete(BEN, id_)
    assert store.load(ANN, id_).profile == FULL


def test_files_can_be_read_by_the_account_alone(store: ProfileStore, tmp_path: Path) -> None:
    store.save(LOCAL_USER, FULL)
    paths = list((tmp_path / "profiles").rglob("*"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()] == [0o600]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}


def test_saving_under_its_id_replaces_it(store: ProfileStore) -> None:
    id_ = store.save(ANN, FULL)
    assert store.save(ANN, Profile(name="新名"), id_=id_) == id_
    assert [one.profile.name for one in store.all(ANN)] == ["新名"]


def test_deleted_is_gone_and_deleting_twice_is_no_error(store: ProfileStore) -> None:
    id_ = store.save(ANN, FULL)
    store.delete(ANN, id_)
    store.delete(ANN, id_)
    with pytest.raises(ProfileError):
        store.load(ANN, id_)


@pytest.mark.parametrize("id_", ["../secret", "", "x" * 32, "..", "a" * 31])
def test_an_id_that_is_no_id_names_no_file(store: ProfileStore, id_: str) -> None:
    with pytest.raises(ProfileError, match="没有这份企业信息"):
        store.load(ANN, id_)


def test_an_owner_that_is_none_is_a_fault_of_ours(store: ProfileStore) -> None:
    with pytest.raises(ValueError, match="owner"):
        store.all("../other")


def test_a_damaged_file_hides_no_other_profile(store: ProfileStore, tmp_path: Path) -> None:
    id_ = store.save(ANN, FULL)
    (tmp_path / "profiles" / ANN / f"{'c' * 32}.json").write_text("{", encoding="utf-8")
    assert [one.id for one in store.all(ANN)] == [id_]
    with pytest.raises(ProfileError, match="损坏"):
        store.load(ANN, "c" * 32)


def test_there_is_a_most_a_single_owner_may_keep(
    store: ProfileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_store, "MOST_PROFILES", 2)
    ids = [store.save(ANN, FULL) for _ in range(2)]
    with pytest.raises(ProfileError, match="最多保存 2 份"):
        store.save(ANN, FULL)
    assert store.save(ANN, FULL, id_=ids[0]) == ids[0]
    store.save(BEN, FULL)


def test_a_folder_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "profiles").write_text("a file", encoding="utf-8")
    with pytest.raises(ProfileError, match="可读写"):
        ProfileStore(tmp_path / "profiles").save(ANN, FULL)

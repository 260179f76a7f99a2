"""A browser is known by a secret of its own that nobody can guess or choose."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.pages.owner import KnownBrowser, Owner

COOKIE = "zhice-owner"


@pytest.fixture
def visitor() -> TestClient:
    app = FastAPI()

    def whose(owner: Owner) -> str:
        return owner

    app.get("/mine/things")(whose)
    app.get("/elsewhere")(lambda: "")
    app.add_middleware(KnownBrowser, below="/mine")
    return TestClient(app, base_url="http://127.0.0.1")


def _owner(visitor: TestClient, **headers: str) -> str:
    answer = visitor.get("/mine/things", headers=headers)
    assert answer.status_code == 200
    return str(answer.json())


def test_a_browser_that_comes_again_is_known(visitor: TestClient) -> None:
    assert _owner(visitor) == _owner(visitor)


def test_two_browsers_are_two_owners(visitor: TestClient) -> None:
    first = _owner(visitor)
    visitor.cookies.clear()
    assert _owner(visitor) != first


def test_the_owner_is_no_way_back_to_the_secret(visitor: TestClient) -> None:
    assert _owner(visitor) != visitor.cookies[COOKIE]


@pytest.mark.parametrize("chosen", ["", "a", "a" * 42, "a" * 44])
def test_a_secret_that_is_not_as_long_as_ours_is_replaced(visitor: TestClient, chosen: str) -> None:
    cookie = {"cookie": f"{COOKIE}={chosen}"}
    assert _owner(visitor, **cookie) != _owner(visitor, **cookie)


def test_who_is_led_here_by_another_site_keeps_the_secret_held_back(visitor: TestClient) -> None:
    known = _owner(visitor)
    kept = visitor.cookies[COOKIE]
    visitor.cookies.clear()
    _owner(visitor, **{"sec-fetch-site": "cross-site"})
    assert COOKIE not in visitor.cookies
    visitor.cookies.set(COOKIE, kept)
    assert _owner(visitor) == known


def test_pages_elsewhere_give_no_secret(visitor: TestClient) -> None:
    visitor.get("/elsewhere")
    assert COOKIE not in visitor.cookies

"""Starting the chat page."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asker import Asker
from assistant.conversations import ConversationStore
from assistant.errors import ConversationsError, ServeError
from assistant.serve import listen, serve
from corpus.home import Home
from corpus.progress import Progress
from tests.assistant.browser import free_port, served
from tests.assistant.test_conversations import a_turn


def never(_: Progress) -> Asker:
    raise AssertionError("opened although the page cannot be started")


@pytest.fixture
def taken() -> Iterator[int]:
    with listen(0) as bound:
        yield int(bound.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = Home(tmp_path_factory.mktemp("home"))
    store = ConversationStore(home.conversations)
    store.append(store.start("甲"), a_turn())
    with served(home.root) as address:
        yield address


def test_a_port_in_use_is_named_with_another_to_take(tmp_path: Path, taken: int) -> None:
    with pytest.raises(ServeError, match=rf"端口 {taken} 已被占用.*--port {taken + 1}"):
        serve(Home(tmp_path), taken, open_asker=never)


@pytest.mark.parametrize("port", [65536, -1, 10**9])
def test_what_is_no_port_is_refused_in_words(port: int) -> None:
    with pytest.raises(ServeError, match="不是有效的端口号"):
        listen(port)


def test_only_this_machine_can_reach_the_page() -> None:
    with listen(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


def test_a_home_that_cannot_be_written_is_named_and_the_port_given_back(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    port = free_port()
    with pytest.raises(ConversationsError, match="ZHICE_HOME"):
        serve(Home(tmp_path / "file" / "home"), port, open_asker=never)
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


def test_the_page_may_talk_to_its_own_address_only(address: str) -> None:
    with urllib.request.urlopen(address) as page:
        policy = page.headers["content-security-policy"]
        body = page.read().decode("utf-8")
    assert policy.startswith("default-src 'self';")
    assert "http" not in policy
    assert "fonts.googleapis" not in body


def test_our_own_scripts_and_styles_are_asked_for_again_each_time(address: str) -> None:
    with urllib.request.urlopen(f"{address}/page/answers.css") as styles:
        assert styles.headers["cache-control"] == "no-cache"


def test_another_host_name_is_refused(address: str) -> None:
    request = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


def test_a_conversation_is_downloaded_as_a_file(address: str) -> None:
    with urllib.request.urlopen(f"{address}/conversations/1.md") as page:
        assert page.headers["content-disposition"].startswith("attachment;")
        assert page.read().decode("utf-8").startswith("# 甲")


def test_a_conversation_that_is_gone_is_not_found(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        urllib.request.urlopen(f"{address}/conversations/99.md")
    missing.value.close()


def test_importing_the_start_up_loads_no_gradio() -> None:
    program = "import sys, assistant.serve; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

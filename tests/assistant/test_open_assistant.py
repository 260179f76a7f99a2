from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.conversations import ConversationStore
from assistant.errors import ModelError
from assistant.language_model import Message
from assistant.live_assistant import Assistant
from assistant.open_assistant import make_embedder, make_reranker, open_assistant, refresh
from assistant.open_model import make_model, make_writer
from assistant.opening import Opening
from assistant.pages.layout_desk import LayoutDesk
from assistant.rerank_endpoint import EndpointReranker
from assistant.serve import make_site
from assistant.settings import AssistantSettings
from corpus.catalogue import Catalogue
from corpus.home import Home
from indexing.embed import Embedder
from indexing.errors import IndexBusyError
from indexing.folder_lock import locked_for_writing
from tests.assistant.small_corpus import TODAY, small_corpus
from tests.streaming_endpoint import streaming_endpoint

SETTINGS = AssistantSettings(statutes="none")
QUESTION = "云雀标志的保护期是多久？"


def opened(home: Home) -> Assistant:
    return open_assistant(home, settings=SETTINGS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder after its first start; copy it, never change it."""
    home = Home(tmp_path_factory.mktemp("first") / "home")
    opened(home)
    return home


@pytest.fixture
def home(built: Home, tmp_path: Path) -> Home:
    shutil.copytree(built.root, tmp_path / "home")
    return Home(tmp_path / "home")


def add_small_corpus(home: Home) -> None:
    catalogue = Catalogue(home.catalogue)
    with catalogue.batch():
        for document in small_corpus():
            catalogue.add(document)


def generation(home: Home) -> str:
    return (home.index / "current").read_text(encoding="utf-8")


def test_the_first_start_answers_a_real_question(home: Home) -> None:
    answer = opened(home).ask("优势企业的专利申请可以走优先审查吗？", as_of=TODAY)
    assert not answer.refused


def test_a_second_start_builds_nothing(home: Home) -> None:
    before = generation(home)
    opened(home)
    assert generation(home) == before


def test_the_chat_and_the_pages_share_one_workbench_and_one_model(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Embedder] = []

    def counted(settings: AssistantSettings) -> Embedder:
        made.append(make_embedder(settings))
        return made[-1]

    for place in ("assistant.open_assistant", "assistant.pages.layout_desk"):
        monkeypatch.setattr(f"{place}.make_embedder", counted)
    chat = opened(home)
    opening = Opening(lambda _: chat)
    opening.start()
    opening.result()
    desk = LayoutDesk(make_site(home, ConversationStore(home.conversations), opening))

    with ThreadPoolExecutor(4) as pool:  # all of them ask at once
        benches = set(pool.map(lambda _: desk.bench(), range(4)))

    assert benches == {chat.workbench()}
    assert len(made) == 1


def test_what_was_added_meanwhile_is_indexed_at_the_next_start(home: Home) -> None:
    add_small_corpus(home)
    assert "八年" in opened(home).ask(QUESTION, as_of=TODAY).text


def test_a_removed_document_is_found_no_longer(home: Home) -> None:
    add_small_corpus(home)
    opened(home)
    catalogue = Catalogue(home.catalogue)
    for document in small_corpus():
        catalogue.remove(document.id)
    found = opened(home).search(QUESTION, limit=20, as_of=TODAY)
    assert not {row.document_id for row in found} & {d.id for d in small_corpus()}


def test_while_another_process_builds_the_old_index_serves(home: Home) -> None:
    add_small_corpus(home)
    with locked_for_writing(home.index / "building.lock"):
        answer = opened(home).ask("优势企业的专利申请可以走优先审查吗？", as_of=TODAY)
    assert not answer.refused


def test_what_the_old_index_lacked_is_there_after_the_other_process_is_done(home: Home) -> None:
    add_small_corpus(home)
    with locked_for_writing(home.index / "building.lock"):
        opened(home)
    assert "八年" in opened(home).ask(QUESTION, as_of=TODAY).text


def test_while_another_process_builds_the_first_index_the_user_is_told_to_wait(
    home: Home,
) -> None:
    shutil.rmtree(home.index)
    home.index.mkdir()
    with (
        locked_for_writing(home.index / "building.lock"),
        pytest.raises(IndexBusyError, match="等它完成"),
    ):
        opened(home)


@pytest.mark.parametrize("name", ["passages.jsonl", "record.json", "moments.npy"])
def test_a_damaged_index_is_built_anew(home: Home, name: str) -> None:
    (home.index / generation(home) / name).write_bytes(b"damaged")
    answer = opened(home).ask("优势企业的专利申请可以走优先审查吗？", as_of=TODAY)
    assert not answer.refused


def test_refreshing_brings_the_index_up_to_date(home: Home) -> None:
    add_small_corpus(home)
    before = generation(home)
    refresh(home)
    assert generation(home) != before


def test_without_an_address_there_is_no_writer(tmp_path: Path) -> None:
    assert make_writer(SETTINGS, Home(tmp_path)) is None


def test_an_address_that_is_none_is_said_before_anything_is_opened(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with pytest.raises(ModelError, match="http://"):
        open_assistant(home, settings=AssistantSettings(llm_url="deepseek"))
    assert not home.root.exists()


def test_the_limits_of_the_settings_reach_the_model() -> None:
    settings = AssistantSettings(llm_model="lark", llm_max_tokens=77, llm_timeout_seconds=9)
    with streaming_endpoint() as endpoint:
        endpoint.says("好。")
        model = make_model(settings.model_copy(update={"llm_url": endpoint.url}))
        list(model.stream([Message(role="user", text="好吗？")]))
        model.close()
    assert endpoint.requests[0]["max_tokens"] == 77
    assert endpoint.requests[0]["model"] == "lark"


def test_without_a_name_nothing_is_reranked() -> None:
    assert make_reranker(SETTINGS) is None


def test_a_server_for_reranking_is_named_by_its_address() -> None:
    chosen = SETTINGS.model_copy(update={"reranker_url": "http://127.0.0.1:9/v1", "reranker": "m"})
    reranker = make_reranker(chosen)
    assert isinstance(reranker, EndpointReranker)
    reranker.close()


def test_an_address_that_is_none_is_told_before_the_long_work(tmp_path: Path) -> None:
    chosen = SETTINGS.model_copy(update={"reranker_url": "rerank.example"})
    with pytest.raises(ModelError, match="不是接口地址"):
        open_assistant(Home(tmp_path), settings=chosen)
    assert not Home(tmp_path).index.exists()


def test_who_asks_for_patents_before_any_list_is_told_to_import_one(home: Home) -> None:
    answer = opened(home).ask("珊瑚礁巡检艇领域同行布了什么？", as_of=TODAY)
    assert answer.refused
    assert "导入专利清单" in answer.text


def test_a_refused_question_on_the_rules_is_not_sent_to_the_lists(home: Home) -> None:
    answer = opened(home).ask("珊瑚礁巡检艇驾驶证怎么换？", as_of=TODAY)
    assert answer.refused
    assert "专利清单" not in answer.text

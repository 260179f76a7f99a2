"""Serves the page over the small corpus with a model: python -m tests.assistant.model_page
HOME PORT "URL SECONDS".
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import SecretStr

from assistant.answer_cache import StoredReplies
from assistant.asker import Asker
from assistant.language_model import ModelLimits, OpenAiCompatibleModel
from assistant.prompting import PromptWriter
from assistant.serve import serve
from assistant.writer import CheckedWriter
from corpus.home import Home
from indexing.embed import OnnxEmbedder
from tests.assistant.small_corpus import make_assistant


def open_with_model(home: Home, url: str, seconds: float) -> Asker:
    """One reply at a time, each message given that many seconds."""
    limits = ModelLimits(seconds=seconds, first_token_seconds=seconds, tokens=300, concurrency=1)
    model = OpenAiCompatibleModel(url, "口述模型", key=SecretStr(""), limits=limits)
    replies = StoredReplies(home.replies, model=url)
    return make_assistant(
        home, OnnxEmbedder(), writer=CheckedWriter(model, PromptWriter(4000), replies)
    )


def main() -> None:
    """HOME, PORT, and the address of the model with its seconds."""
    home, port = Home(Path(sys.argv[1])), int(sys.argv[2])
    url, seconds = sys.argv[3].split()
    serve(home, port, open_asker=lambda _: open_with_model(home, url, float(seconds)))


if __name__ == "__main__":
    main()

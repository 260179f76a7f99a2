"""Serves the pages with an embedder that needs no model: … scripted_layout HOME PORT HOW"""

from __future__ import annotations

from unittest.mock import patch

from tests.assistant import scripted_page
from tests.fakes import WordHashEmbedder

if __name__ == "__main__":
    with patch("assistant.pages.layout_desk.make_embedder", lambda settings: WordHashEmbedder()):
        scripted_page.main()

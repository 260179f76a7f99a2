"""Serves the page over a `ScriptedAsker`: python -m tests.assistant.scripted_page HOME PORT HOW"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from assistant.asker import Asker
from assistant.errors import AssistantError
from assistant.serve import serve
from corpus.home import Home
from corpus.progress import Progress
from tests.assistant.scripted_asker import ScriptedAsker

GATE = "open-now"
"""Opening "gated" ends when a file of this name appears in the home."""
SLOW_GATE = "answer-now"
"""A slow question is answered when a file of this name appears in the home."""


def open_scripted(progress: Progress, how: str, home: Path) -> Asker:
    """Opens "now", or "gated", or "fails"."""
    if how == "fails":
        raise AssistantError("磁盘空间不足，请腾出空间。")
    progress("正在建立索引", 3, 10)
    while how == "gated" and not (home / GATE).exists():
        time.sleep(0.1)
    return ScriptedAsker(gate=home / SLOW_GATE, catalogue=Home(home).catalogue)


def main() -> None:
    """HOME, PORT and how opening goes."""
    home, port, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    serve(Home(home), port, open_asker=lambda tell: open_scripted(tell, how, home))


if __name__ == "__main__":
    main()

"""Serves the chat page over a `ScriptedAsker`: python -m tests.assistant.scripted_page HOME PORT"""

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


def open_scripted(progress: Progress, *, seconds: float) -> Asker:
    """Takes `seconds` to open and reports on the way; below 0 it fails."""
    if seconds < 0:
        raise AssistantError("磁盘空间不足，请腾出空间。")
    steps = int(seconds / 0.1)
    for step in range(steps):
        progress("正在建立索引", step, steps)
        time.sleep(0.1)
    return ScriptedAsker()


def main() -> None:
    """HOME, PORT and how many seconds opening takes."""
    home, port, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    serve(Home(home), port, open_asker=lambda tell: open_scripted(tell, seconds=seconds))


if __name__ == "__main__":
    main()

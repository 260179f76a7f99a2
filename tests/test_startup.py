"""A fresh interpreter shows what an import of ours brings along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "chromadb",
    "gradio",
    "jieba",
    "langchain_chroma",
    "langchain_core",
    "langchain_openai",
    "onnxruntime",
    "openai",
    "opencc",
    "pandas",
    "sentence_transformers",
    "torch",
    "transformers",
}
"""Libraries that take from a tenth of a second to several seconds to import."""


@pytest.mark.parametrize("name", ["corpus", "indexing", "assistant", "evals", "zhice"])
def test_importing_a_stage_loads_no_heavy_library(name: str) -> None:
    assert loaded_by(f"import {name}") & HEAVY == set()


@pytest.mark.parametrize("stage", ["corpus", "indexing", "assistant", "evals"])
def test_the_commands_of_a_stage_load_no_heavy_library_until_one_runs(stage: str) -> None:
    assert loaded_by(f"import {stage}.__main__") & HEAVY == set()


def test_the_check_sees_a_library_that_is_loaded() -> None:
    assert "jieba" in loaded_by("import jieba")


def loaded_by(statement: str) -> set[str]:
    """The top-level modules a new interpreter holds after one statement."""
    program = f"{statement}; import sys; print(*{{n.partition('.')[0] for n in sys.modules}})"
    command = [sys.executable, "-W", "ignore", "-c", program]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return set(ended.stdout.split())

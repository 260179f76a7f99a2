"""Settings of one assistant, read once from the environment."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """What a user may set, each as an environment variable `ZHICE_…` or a line of `.env`.

    Attributes:
        candidates: passages looked at for one question.
        question_limit: longest question taken, in characters.
        embedding_model: name or folder of a sentence-transformers model; "" is the shipped one.
        chroma_url: address of a Chroma server; "" keeps vectors in the data folder.
        statutes: which official statute texts to take in when the extra is installed.
    """

    model_config = SettingsConfigDict(
        env_prefix="ZHICE_", env_file=".env", extra="ignore", frozen=True
    )

    candidates: int = Field(default=24, ge=5, le=200)
    question_limit: int = Field(default=5000, ge=100, le=20000)
    embedding_model: str = ""
    chroma_url: str = ""
    statutes: Literal["ip", "all", "none"] = "ip"

"""Settings of one assistant, read once from the environment."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class AssistantSettings(BaseSettings):
    """What a user may set, each as an environment variable `ZHICE_…` or a line of `.env`.

    Attributes:
        candidates: passages looked at for one question.
        question_limit: longest question taken, in characters.
        embedding_model: name or folder of a sentence-transformers model; "" is the shipped one.
        reranker: name or folder of a CrossEncoder of sentence-transformers, or the model of
            `reranker_url`; "" takes what is found in the order of the search.
        reranker_url: base address of a server with `/rerank`, such as "http://127.0.0.1:9997/v1";
            "" loads `reranker` here.
        reranker_key: "" for servers without keys.
        reranker_timeout_seconds: for one reply; after it the order of the search stands.
        chroma_url: address of a Chroma server; "" keeps vectors in the data folder.
        statutes: which official statute texts to take in when the extra is installed.
        llm_url: base address of an OpenAI-compatible server, such as "http://127.0.0.1:11434/v1";
            "" answers without a model.
        llm_model: name the server knows the model by.
        llm_key: "" for servers without keys.
        llm_timeout_seconds: for one whole reply, waiting for a free slot included.
        llm_first_token_seconds: until a reply begins; and for a free slot.
        llm_max_tokens: length of a reply.
        llm_daily_tokens: prompts and replies of one day together, as estimated; 0 for no limit.
        llm_context_tokens: what the model can take in, its reply included.
        llm_concurrency: replies under way at the same time.
        llm_cache: whether replies that proved of use are kept for prompts that come again.
        llm_structured: whether replies are asked for as JSON by a schema; "auto" asks and goes
            without where the server refuses.
        llm_meaning_check: whether the model is also asked if a clause says what a sentence says;
            it can only take sentences out.
    """

    model_config = SettingsConfigDict(
        env_prefix="ZHICE_", env_file=".env", extra="ignore", frozen=True
    )

    candidates: int = Field(default=24, ge=5, le=200)
    question_limit: int = Field(default=5000, ge=100, le=20000)
    embedding_model: str = ""
    reranker: str = ""
    reranker_url: str = ""
    reranker_key: SecretStr = SecretStr("")
    reranker_timeout_seconds: float = Field(default=5.0, gt=0, le=60)
    chroma_url: str = ""
    statutes: Literal["ip", "all", "none"] = "ip"
    llm_url: str = ""
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")
    llm_timeout_seconds: float = Field(default=60.0, gt=0, le=600)
    llm_first_token_seconds: float = Field(default=20.0, gt=0, le=600)
    llm_max_tokens: int = Field(default=600, ge=50, le=8000)
    llm_daily_tokens: int = Field(default=0, ge=0, le=1_000_000_000)
    llm_context_tokens: int = Field(default=4096, ge=1024, le=1_000_000)
    llm_concurrency: int = Field(default=2, ge=1, le=64)
    llm_cache: bool = True
    llm_structured: Literal["auto", "on", "off"] = "off"
    llm_meaning_check: bool = False

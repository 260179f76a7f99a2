"""Documents with a real outline, and a hypothesis strategy for such texts."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from corpus.documents import Document, Kind, Verification
from corpus.outline import parse_outline


def outlined(text: str, document_id: str = "d1", **facts: Any) -> Document:
    """A policy whose outline is what the parser makes of the text; `facts` replace the rest."""
    return Document(
        **{
            "id": document_id,
            "title": "测试办法",
            "kind": Kind.POLICY,
            "text": text,
            "sha256": hashlib.sha256(text.encode(errors="replace")).hexdigest(),
            "sections": parse_outline(text),
            "source": "测试.txt",
            "verification": Verification.A,
            **facts,
        }
    )


_LINES = st.sampled_from(
    [
        "第一章 总则",
        "第一条 为了测试，制定本办法。",
        "第二条 符合下列条件之一的，可以请求：",
        "（一）第一种情形；",
        "（二）第二种情形。",
        "一、总体要求",
        "二、申报条件",
        "（一）着力提升能力",
        "1. 材料清单",
        "5.2.1 资源",
        "附件1",
        "（略）",
        "项目 | 金额",
        "",
        "   ",
        "长句" * 300 + "。",
        "甲乙丙丁，戊己庚辛。" * 60,
        "\U00020000😀",
    ]
)
any_text = st.lists(_LINES | st.text(max_size=30), max_size=25).map("\n".join)

from __future__ import annotations

from corpus.compare.compare_documents import compare_documents
from corpus.compare.to_markdown import to_markdown
from tests.corpus.compare.made_versions import NEW, OLD, articles, made


def _written(old: str, new: str) -> str:
    comparison = compare_documents(articles(old), articles(new))
    return to_markdown(comparison, comparison.pairs)


def test_it_holds_the_summary_the_changes_of_substance_and_every_clause() -> None:
    comparison = compare_documents(made(OLD), made(NEW))
    written = to_markdown(comparison, comparison.pairs)
    assert "- 旧版 9 条，新版 11 条：新增 1" in written
    assert "- 3000元 → 4000元\n  - 旧 第四条（第 " in written
    assert "### 第六条 → 第七条、第八条（拆分）" in written


def test_changed_words_are_marked_on_both_sides() -> None:
    written = _written("资助3000元。", "资助4000元。")
    assert "> 第一条 资助<del>3000元</del>。" in written
    assert "> 第一条 资助<ins>4000元</ins>。" in written


def test_a_changed_stretch_over_several_lines_is_marked_line_by_line() -> None:
    written = _written("提交材料。", "提交材料。\n（一）请求书；\n（二）证明。")
    assert "<ins>（一）请求书；</ins>\n>\n> <ins>（二）证明。</ins>" in written


def test_markup_in_a_document_stays_text() -> None:
    written = _written("普通。", "<script>alert(1)</script>**粗**。")
    assert "<script>" not in written
    assert r"\<script\>" in written
    assert "**粗**" not in written

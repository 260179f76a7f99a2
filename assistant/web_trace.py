"""How an answer came about, as HTML: a panel below it that opens on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answer
from assistant.trace import ClauseSeen, SentenceSeen, Step, Trace
from assistant.unseen import shown


def how_html(answer: Answer) -> str:
    """The panel, closed; "" where no steps were kept."""
    trace = answer.trace
    if trace is None:
        return ""
    parts = (
        _steps_html(_steps(answer, trace)),
        _clauses_html(trace.clauses),
        _drafted_html(trace),
        _times_html(answer, trace),
    )
    return f'<details class="zc-how"><summary>怎么得出的</summary>{"".join(parts)}</details>'


def completed_question(answer: Answer) -> str:
    """The question that was searched for; "" where it stands in what was typed, word for word."""
    alone = answer.standalone_question
    return "" if all(part in answer.question for part in alone.split()) else alone


def duration(milliseconds: float) -> str:
    """ "320 毫秒", or "4.5 秒"."""
    if milliseconds < 1000:
        return f"{milliseconds:.0f} 毫秒"
    return f"{milliseconds / 1000:.1f} 秒"


def _steps(answer: Answer, trace: Trace) -> Iterator[Step]:
    if completed := completed_question(answer):
        yield Step(label="补全后的问题", text=completed)
    yield from trace.steps
    for query in dict.fromkeys(trace.queries):
        yield Step(label="检索", text=query)


def _steps_html(steps: Iterator[Step]) -> str:
    rows = "".join(f"<dt>{shown(step.label)}</dt><dd>{shown(step.text)}</dd>" for step in steps)
    return f"<h5>理解与检索</h5><dl>{rows}</dl>" if rows else ""


def _clauses_html(clauses: Sequence[ClauseSeen]) -> str:
    if not clauses:
        return ""
    rows = list(map(_clause_html, clauses))
    kept = [row for row, clause in zip(rows, clauses, strict=True) if clause.kept]
    left = [row for row, clause in zip(rows, clauses, strict=True) if not clause.kept]
    used = f"<ul>{''.join(kept)}</ul>" if kept else ""
    rest = (
        f"<details><summary>放下的 {len(left)} 条和原因</summary><ul>{''.join(left)}</ul></details>"
        if left
        else ""
    )
    return f"<h5>看过的条款：引用 {len(kept)} 条，放下 {len(left)} 条</h5>{used}{rest}"


def _clause_html(clause: ClauseSeen) -> str:
    state = "引用" if clause.kept else f"没有引用：{clause.why}"
    if clause.number:
        state = f"条款 {clause.number}，{state}"
    return (
        f'<li class="{"is-kept" if clause.kept else "is-left"}">'
        f"<b>{shown(clause.title)}</b> {shown(clause.locator)}"
        f"<small>能回答的可能性 {clause.support:.0%} · {shown(state)}</small></li>"
    )


def _drafted_html(trace: Trace) -> str:
    failed = f"<p>没有采用大模型的稿子：{shown(trace.failed)}</p>" if trace.failed else ""
    if not trace.sentences:
        return failed
    rows = "".join(map(_sentence_html, trace.sentences))
    kept = sum(sentence.kept for sentence in trace.sentences)
    left = len(trace.sentences) - kept
    return f"<h5>大模型写的句子：核对通过 {kept} 句，删去 {left} 句</h5>{failed}<ol>{rows}</ol>"


def _sentence_html(sentence: SentenceSeen) -> str:
    named = _clause_numbers(sentence.named)
    said = f"写明依据{named}" if named else "没有写明依据"
    if sentence.kept:
        found = f"通过，依据{_clause_numbers(sentence.rests_on)}"
    else:
        found = f"删去：{'；'.join(sentence.why)}"
    return (
        f'<li class="{"is-kept" if sentence.kept else "is-left"}">{shown(sentence.text)}'
        f"<small>{shown(said)} · {shown(found)}</small></li>"
    )


def _clause_numbers(numbers: Sequence[int]) -> str:
    return f"条款 {'、'.join(map(str, numbers))}" if numbers else ""


def _times_html(answer: Answer, trace: Trace) -> str:
    asked = f"大模型 {trace.model}" if trace.model else "没有用大模型"
    said = [asked]
    if trace.cached:
        said.append("沿用它对同样的问题和条款写过的答复，重新核对")
    if trace.first_shown_ms is not None and trace.model:
        said.append(f"首句用时 {duration(trace.first_shown_ms)}")
    said.append(f"全部用时 {duration(answer.took_ms)}")
    return f"<h5>用时</h5><p>{shown(' · '.join(said))}</p>"

"""How the assistant held against the attacks, for a reader or a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evals.attacks.attack import KIND_NAMES, AttackKind
from evals.attacks.run_attacks import Outcome

_SHOWN = 200


def as_table(runs: Mapping[str, Sequence[Outcome]]) -> str:
    """A line a kind of attack and a column a model (held / tried), then every fault."""
    names = list(runs)
    rows = ["攻击（守住/次数）　" + "　".join(names)]
    for kind in AttackKind:
        cells = [_held([o for o in runs[name] if o.attack.kind is kind]) for name in names]
        if any(cells):
            rows.append(f"  {KIND_NAMES[kind]}：" + "　".join(cells))
    rows.append("  合计：" + "　".join(_held(runs[name]) for name in names))
    rows.append("其中：")
    for name in names:
        refused = sum(o.answer.refused and not o.attack.refuses for o in runs[name])
        asked = sum(o.asked_model for o in runs[name])
        rows.append(f"  {name}：因攻击而拒答 {refused}，问到模型 {asked}")
    return "\n".join((*rows, *_faults(runs)))


def as_json(runs: Mapping[str, Sequence[Outcome]]) -> dict[str, object]:
    """By model: attacks, held, refused because of the attack, and the faults by attack."""
    return {
        name: {
            "attacks": len(outcomes),
            "held": sum(not o.faults for o in outcomes),
            "refused": sum(o.answer.refused and not o.attack.refuses for o in outcomes),
            "asked_model": sum(o.asked_model for o in outcomes),
            "faults": {o.attack.id: list(o.faults) for o in outcomes if o.faults},
        }
        for name, outcomes in runs.items()
    }


def _held(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(not o.faults for o in outcomes)}/{len(outcomes)}" if outcomes else ""


def _faults(runs: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    for name, outcomes in runs.items():
        for outcome in (o for o in outcomes if o.faults):
            yield f"\n[{outcome.attack.id}] {name}：{outcome.attack.question[:_SHOWN]}"
            yield from (f"  没守住：{fault}" for fault in outcome.faults)
            yield f"  回答：{' '.join(outcome.answer.text.split())[:_SHOWN]}"

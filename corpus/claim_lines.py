"""The claims of a patent in a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.claims import Claim, ClaimNode, claim_faults, claim_tree, claims_of
from corpus.documents import Document


def claim_lines(document: Document) -> list[str]:
    """A count, then a line for every independent claim with its dependents; [] without claims.

    "1（产品）过滤器：2、3（4、5）" says that 2 and 3 depend on 1, and 4 and 5 on 3.
    """
    claims = claims_of(document)
    if not claims:
        return []
    independent = sum(claim.is_independent for claim in claims)
    lines = [f"权利要求：{len(claims)} 项，其中独立权利要求 {independent} 项"]
    lines += [f"  {_root(node)}" for node in claim_tree(claims)]
    several = [c for c in claims if len(c.depends_on) > 1 and not c.is_independent]
    if several:
        listed = "；".join(f"{c.number} 引用 {_numbers(c)}" for c in several)
        lines.append(f"  多项从属：{listed}")
    return lines + [f"  注意：{fault.text}" for fault in claim_faults(claims)]


def _root(node: ClaimNode) -> str:
    claim = node.claim
    refers = f"，引用 {_numbers(claim)}" if claim.depends_on else ""
    below = f"：{_below(node.children)}" if node.children else ""
    return f"{claim.number}（{claim.category}{refers}）{claim.subject}{below}"


def _below(nodes: Sequence[ClaimNode]) -> str:
    return "、".join(
        f"{node.claim.number}（{_below(node.children)}）"
        if node.children
        else f"{node.claim.number}"
        for node in nodes
    )


def _numbers(claim: Claim) -> str:
    """Numbers it refers to, runs of three and more as "1—5"."""
    runs: list[list[int]] = []
    for number in claim.depends_on:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )

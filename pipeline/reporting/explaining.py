"""What a code means: a rule's own words, or for what is told before any rule, those of its gate."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.gates import GATES
from pipeline.problems import Severity
from pipeline.rules import RULES


class Explanation(NamedTuple):
    """A code's page: what is wrong in one sentence, and all there is to say."""

    title: str
    text: str
    severity: Severity


def explained(code: str) -> Explanation:
    """Return what a code means; one that is not in the handbook is only named."""
    if rule := next((rule for rule in RULES if rule.code == code), None):
        lines = [line.strip() for line in rule.text.splitlines()]
        return Explanation(lines[0], "\n".join(lines), rule.severity)
    if gate := next((gate for gate in GATES if gate.code == code), None):
        return Explanation(gate.title, f"{gate.title}\n\n为什么：{gate.why}\n怎么改：{gate.remedy}", gate.severity)
    return Explanation(f"{code}。", f"{code}。", Severity.ERROR)

"""Reckon how high a risk is by its seven factors and its gravest point; the level itself is the office's judgement."""

from __future__ import annotations

import msgspec

from pipeline.model import Risk, RiskLevel, RiskScore, RiskShare, Score

_WORTH = {"高": 2, "中": 1, "低": 0}
_MOST = 2
_GENTLEST = 3
"""A point of this level adds nothing to the score."""


def score(risk: Risk, by: RiskScore) -> Score:
    """Return the weighted share of each factor, their sum out of 100 and the level that answers to it."""
    worth = {name: _WORTH[value] for name, value in msgspec.structs.asdict(risk.factors).items()}
    worth["points"] = _GENTLEST - gravest(risk)
    weights = msgspec.structs.asdict(by.weights)
    shares = tuple(
        RiskShare(factor=name, points=weights[name] * value, most=weights[name] * _MOST)
        for name, value in worth.items()
    )
    most = sum(share.most for share in shares)
    # Rounded down in whole numbers, so that every machine agrees.
    total = 100 * sum(share.points for share in shares) // most if most else 0
    level: RiskLevel = 1 if total >= by.level_1 else 2 if total >= by.level_2 else 3
    return Score(total=total, level=level, shares=shares)


def tells_levels(by: RiskScore) -> bool:
    """Tell whether the settings can tell three levels apart."""
    return by.level_1 > by.level_2 and any(msgspec.structs.asdict(by.weights).values())


def gravest(risk: Risk) -> RiskLevel:
    """Return the level of the gravest risk point; 1 is the gravest."""
    return min(point.level for point in risk.points)

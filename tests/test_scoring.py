"""The score of a risk follows from its factors and its gravest point, by weights that anyone can look up."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import scoring
from pipeline.model import RiskFactors, RiskScore, RiskWeights
from support import CATALOGUE, CF, GF, QR, QT, XK, catalogue_at

_ITEMS = catalogue_at(CATALOGUE).items
_DEFAULT = RiskScore()


@pytest.mark.parametrize(("code", "total", "level"), [(QR, 70, 1), (GF, 70, 1), (XK, 25, 3), (CF, 8, 3), (QT, 0, 3)])
def test_scores_by_default(code: str, total: int, level: int) -> None:
    """Funds, discretion, consequences and the gravest point count double; 65 and 35 divide the levels."""
    score = scoring.score(_ITEMS[code].risk, _DEFAULT)
    assert (score.total, score.level) == (total, level)


def test_the_shares_explain_the_total() -> None:
    """Every factor and the gravest point tell what they add and how much they could."""
    score = scoring.score(_ITEMS[QR].risk, _DEFAULT)
    assert [(share.factor, share.points, share.most) for share in score.shares] == [
        ("funds", 4, 4),
        ("discretion", 4, 4),
        ("social_relevance", 1, 2),
        ("public_evaluation", 0, 2),
        ("complaints", 0, 2),
        ("cases", 0, 2),
        ("consequences", 4, 4),
        ("points", 4, 4),
    ]


def test_without_weights_nothing_is_scored() -> None:
    """Weights that are all nothing make no score, and no fault."""
    by = RiskScore(weights=RiskWeights(**dict.fromkeys(msgspec.structs.asdict(RiskWeights()), 0)))
    assert scoring.score(_ITEMS[QR].risk, by).total == 0
    assert not scoring.tells_levels(by)


@given(st.data())
def test_a_graver_factor_never_lowers_the_score(data: st.DataObject) -> None:
    """Whatever the weights, raising one factor leaves the score or raises it, and it stays within 0 and 100."""
    names = list(msgspec.structs.asdict(RiskWeights()))
    by = RiskScore(weights=RiskWeights(**{name: data.draw(st.integers(0, 10)) for name in names}))
    factors = {name: data.draw(st.sampled_from("高中低")) for name in RiskFactors.__struct_fields__}
    raised = data.draw(st.sampled_from(sorted(factors)))
    risk = msgspec.structs.replace(_ITEMS[QR].risk, factors=msgspec.convert(factors, RiskFactors))
    higher = msgspec.structs.replace(risk, factors=msgspec.convert({**factors, raised: "高"}, RiskFactors))
    before, after = scoring.score(risk, by), scoring.score(higher, by)
    assert 0 <= before.total <= after.total <= 100
    assert after.level <= before.level

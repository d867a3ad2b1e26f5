"""What a person meets at the counter must be stated in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case
from support import CF, GF, PATHS, XK

CASES = [
    Case("E101", PATHS[GF], "  entrusted_by: 示例市水利局\n", "", told="nature: 受委托组织"),
    Case("E101", PATHS[GF], "  document: 委托书第 2 号\n", "", told="nature: 受委托组织"),
    Case("E102", PATHS[CF], "charged: false", "charged: true"),
    Case("E102", PATHS[XK], "charged: true", "charged: false"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_is_told_once_at_its_place(catalogue: Path, case: Case) -> None:
    """An unfounded mandate or fee yields that rule's code at its line, and no other finding."""
    case.prove(catalogue)

"""The list of rules is whole: every rule is on it, explained, and proved by at least one case."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from pipeline import rules
from pipeline.rules import RULES, Rule

_PROOFS = tuple(
    module
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if hasattr(module := importlib.import_module(path.stem), "CASES")
)


def test_every_rule_is_proved() -> None:
    """Every rule has a case in which one small mistake yields its code and nothing else, and no case is stale."""
    proved = {case.code for module in _PROOFS for case in module.CASES}
    assert proved == {rule.code for rule in RULES}


def test_no_rule_is_forgotten() -> None:
    """Every rule that is defined below ``pipeline.rules`` is on the list, once."""
    modules = [
        importlib.import_module(f"{rules.__name__}.{found.name}") for found in pkgutil.iter_modules(rules.__path__)
    ]
    defined = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    assert sorted(rule.code for rule in defined) == sorted(rule.code for rule in RULES)


def test_codes_are_unique() -> None:
    """No two rules share a code, and codes look alike."""
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[A-Z][1-9][0-9]{2}", code) for code in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: Rule) -> None:
    """A rule's text says in Chinese what is wrong, why that matters and how to mend it."""
    what, why, how = re.fullmatch(r"(.+)\n\n\s*为什么：(.+)\n\s*怎么改：(.+)", rule.text).groups()  # type: ignore[union-attr]
    assert all(part.endswith("。") for part in (what, why, how))

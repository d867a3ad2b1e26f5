"""Find powers that look like the same one: claimed by two departments, or split in two within one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import ceil
from typing import Literal, NamedTuple

from pipeline.model import Alikeness, PublicItem

ALIKE = 0.75
"""How much of two names must be shared to look like one power on their own."""
ALIKE_ON_ONE_PROVISION = 0.4
"""How much must be shared where both are founded on the same provision."""
NEIGHBOURS = 40
"""How many names of one block each name is compared with: blocks may grow with the catalogue, the work may not."""

_FUNCTIONAL = re.compile(
    "行政|许可(?!证)|审批|审核|审查|核准|批准|核发|初审|转报|处罚|强制|征收|征缴|确认|认定|裁决|给付|发放|支付|备案|登记|办理"
    "|行为|对|的|和|、|，|（|）|《|》"
)
_STAGES_OF_ONE_PROCESS = frozenset({"XK", "QR", "GF", "QT"})
"""Categories that may be steps of one process; a penalty for what a licence allows is a power of its own."""

Kind = Literal["重叠", "拆分"]
"""Claimed by two departments, or split in two within one department."""


class Pair(NamedTuple):
    """Two powers that look like one."""

    first: str
    second: str
    kind: Kind
    ground: Alikeness


def core(name: str) -> str:
    """Return what a power is about: its name without the words that say what is done."""
    bare = _FUNCTIONAL.sub("", name)
    return bare if len(bare) > 1 else name


def pairs(items: Iterable[PublicItem]) -> tuple[Pair, ...]:
    """Return the pairs that look like one power, sorted, each once; powers that end are left out."""
    kept = {item.code: item for item in items if not item.ended}
    cores = {code: core(item.name) for code, item in kept.items()}
    found: dict[tuple[str, str], Pair] = {}
    searches: tuple[tuple[Alikeness, Iterator[tuple[str, str]]], ...] = (
        ("名称", _by_name(cores)),
        ("条文", _by_provision(kept, cores)),
    )
    for ground, candidates in searches:
        for one, other in candidates:
            first, second = sorted((one, other))
            if (first, second) not in found and (kind := _kind(kept[first], kept[second], cores)):
                found[first, second] = Pair(first, second, kind, ground)
    return tuple(sorted(found.values()))


def _kind(one: PublicItem, other: PublicItem, cores: Mapping[str, str]) -> Kind | None:
    """Tell what two alike powers would be; None where both may well stand side by side."""
    if other.code.startswith(f"{one.code}-"):
        return None  # an item and its own sub-item
    if one.department != other.department:
        return "重叠" if one.category == other.category else None
    if one.category == other.category:
        return "拆分" if cores[one.code] == cores[other.code] else None
    return "拆分" if {one.category, other.category} <= _STAGES_OF_ONE_PROCESS else None


def _by_name(cores: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the codes whose names are nearly the same.

    Names that share ``ALIKE`` of their letter pairs share one of the few rarest, so only those are blocked on.
    """
    grams = {code: _grams(text) for code, text in cores.items()}
    frequency = Counter(gram for one in grams.values() for gram in one)
    rare: dict[str, list[str]] = {}
    for code, one in grams.items():
        ordered = sorted(one, key=lambda gram: (frequency[gram], gram))
        rare[code] = ordered[: len(ordered) - ceil(ALIKE * len(ordered)) + 1]
    for block in _blocks(rare).values():
        yield from _alike(block, cores, grams, ALIKE)


def _by_provision(items: Mapping[str, PublicItem], cores: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the codes that are founded on the same provision and about much the same."""
    grams = {code: _grams(text) for code, text in cores.items()}
    provisions = {
        code: {(basis.law, basis.article, basis.sub_article, basis.paragraph, basis.item) for basis in item.founding()}
        for code, item in items.items()
    }
    for block in _blocks(provisions).values():
        yield from _alike(block, cores, grams, ALIKE_ON_ONE_PROVISION)


def _blocks(keys: Mapping[str, Iterable[Hashable]]) -> dict[Hashable, list[str]]:
    """Return the codes under each key."""
    blocks: defaultdict[Hashable, list[str]] = defaultdict(list)
    for code, own in keys.items():
        for key in own:
            blocks[key].append(code)
    return blocks


def _alike(
    block: Sequence[str], cores: Mapping[str, str], grams: Mapping[str, frozenset[str]], enough: float
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a block that share enough, each name compared with its neighbours in the alphabet."""
    ordered = sorted(block, key=lambda code: (cores[code], code))
    for index, one in enumerate(ordered):
        for other in islice(ordered, index + 1, index + 1 + NEIGHBOURS):
            if len(grams[one] & grams[other]) >= enough * len(grams[one] | grams[other]):
                yield one, other


def _grams(text: str) -> frozenset[str]:
    """Return every two neighbouring letters; a single letter stands for itself."""
    return frozenset(text[index : index + 2] for index in range(max(1, len(text) - 1)))

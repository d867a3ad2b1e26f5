"""How much of what samples say was said before: sentences copied from one item to the next are found and counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model import Item

ALIKE = 0.6
"""From this share of common letter triples on, two sentences are one sentence with a word changed."""


class Said(NamedTuple):
    """One sentence, or list, of an item."""

    code: str
    kind: str
    text: str


def said(item: Item) -> Iterator[Said]:
    """Yield what an item says in its own words; procedure and remedies, which the law makes the same, are left out."""
    yield Said(item.code, "summary", item.summary)
    if item.materials:
        yield Said(item.code, "materials", "、".join(sorted(one.name for one in item.materials)))
    for point in item.risk.points:
        yield Said(item.code, "risk", point.risk)
        for measure in point.measures:
            yield Said(item.code, "measure", measure)
    for kind, texts in (
        ("condition", item.conditions),
        ("duty", item.duties),
        ("accountability", item.accountability),
        ("circumstance", [one.condition for one in item.discretion]),
    ):
        for text in texts:
            yield Said(item.code, kind, text)


def repeated(sayings: Iterable[Said]) -> list[tuple[Said, Said]]:
    """Return the pairs of different items that say the same word for word; of more than two, each with the first."""
    first: dict[tuple[str, str], Said] = {}
    pairs = []
    for saying in sayings:
        known = first.setdefault((saying.kind, saying.text), saying)
        if known.code != saying.code:
            pairs.append((known, saying))
    return pairs


def alike(sayings: Iterable[Said]) -> list[tuple[Said, Said]]:
    """Return the pairs of different items that say nearly the same, of one kind."""
    seen: list[tuple[Said, frozenset[str]]] = []
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    pairs = []
    for saying in sayings:
        grams = _grams(saying.text)
        common = Counter(index for gram in grams for index in holders[saying.kind, gram])
        for index, shared in common.items():
            other, others = seen[index]
            if other.code != saying.code and shared >= ALIKE * len(grams | others):
                pairs.append((other, saying))
        for gram in grams:
            holders[saying.kind, gram].append(len(seen))
        seen.append((saying, grams))
    return pairs


def _grams(text: str) -> frozenset[str]:
    """Return every three neighbouring letters, marks left out; a shorter text stands for itself."""
    letters = "".join(filter(str.isalnum, text))
    return frozenset(letters[start : start + 3] for start in range(max(1, len(letters) - 2)))

"""Say what search knows of the site: by what a page may be found, and the words that stand for it in the index.

Pagefind takes whatever stands between spaces for a word and finds whole words fast; Chinese has no spaces, and readers
ask for any part of a name. So what is indexed are not the words of a text but its grams: every run of two and of three
characters, spelled in hexadecimal and marked with the field it stands in. ``theme/assets/finding.js`` asks in the same
words for what holds the grams of a phrase. Names and aliases are indexed once more as they are pronounced, in grams of
syllables, and names in grams of the initials of the syllables.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from pipeline.facets import filed
from pipeline.model import Department, Entry, Law, Published
from pipeline.spelling import pronounced


class SearchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One page as search knows it: what it is called, what it says, and what a result shows of it."""

    url: str
    """Relative to the site's root, e.g. ``items/511900-37-XK-0001/``; unique."""
    kind: Literal["item", "department", "law"]
    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str = ""
    body: tuple[str, ...] = ()
    facets: Mapping[str, str] = {}
    """The words for ``department``, ``category``, ``risk`` and ``stage``: shown with a result, and searched."""
    filed: Mapping[str, tuple[str, ...]] = {}
    """The identifiers of an item's values by facet; empty for what no facet narrows."""

    def texts(self) -> Iterator[str]:
        """Yield every text that is searched."""
        yield from (self.name, self.code or "", *self.aliases, *self.said())

    def said(self) -> Iterator[str]:
        """Yield what is searched besides the ways to call the page."""
        yield from (self.summary, *self.facets.values(), *self.body)

    def shown(self) -> dict[str, str]:
        """Return what a result shows, without what is empty."""
        shown = {"title": self.name, "kind": self.kind, "code": self.code, "summary": self.summary, **self.facets}
        return {key: text for key, text in shown.items() if text}


# --- what is searched ------------------------------------------------------------------------------------------------


def records(published: Published) -> Iterator[SearchRecord]:
    """Yield a record for every item, department and law."""
    for entry in published.entries.values():
        yield _item(entry, published)
    for department in published.departments.values():
        yield _department(department)
    for law in published.laws.values():
        yield _law(law)


def _item(entry: Entry, published: Published) -> SearchRecord:
    item, derived = entry.item, entry.derived
    themes = (published.vocabularies["themes"].find(theme) for theme in item.themes)
    return SearchRecord(
        url=entry.address,
        kind="item",
        name=item.name,
        code=item.code,
        aliases=item.aliases,
        summary=item.summary,
        body=(
            *published.departments[item.department].aliases,
            item.implementing_body.name,
            *(theme.title for theme in themes if theme),
            *(published.laws[law].called for law in dict.fromkeys(basis.law for basis in item.legal_basis)),
            *(material.name for material in item.materials),
            *([item.result.name] if item.result else []),
            *(fee.name for fee in item.fees.items),
        ),
        facets={
            "department": derived.department_name,
            "category": derived.category_name,
            "risk": f"廉政风险{derived.risk_level_name}",
            "stage": derived.stage_name,
        },
        filed=filed(entry),
    )


def _department(department: Department) -> SearchRecord:
    return SearchRecord(
        url=f"departments/{department.id}/",
        kind="department",
        name=department.name,
        aliases=department.aliases,
        summary=department.responsibilities or "",
        body=tuple(lineage.name for lineage in department.lineage),
    )


def _law(law: Law) -> SearchRecord:
    return SearchRecord(
        url=f"laws/{law.id}/",
        kind="law",
        name=law.title,
        code=law.document_no,
        aliases=(*([law.short_title] if law.short_title else []), *law.aliases),
        summary=f"{law.kind}，{law.issuing_body}制定。",
    )


# --- how it is indexed -----------------------------------------------------------------------------------------------

_ACCENT = re.compile("[\u0300-\u036f]")
_LETTER = re.compile("[^\\W_]|[\U00020000-\U0003fffd]")
"""The last range holds rare characters of personal and place names, even those newer than Python's own tables."""

EVERY = "every"
"""The word of every page."""
_GRAM = 3
_UNIT = 4  # digits of one UTF-16 unit


def levelled(text: str) -> str:
    """Return the letters and digits of a text, nothing between them; ``finding.js`` has the same function.

    Width, case and accents are levelled. Punctuation and spaces do not count: a phrase is found whether or not the
    reader writes the marks inside it.
    """
    return "".join(_LETTER.findall(_ACCENT.sub("", unicodedata.normalize("NFKD", text).lower())))


def words(record: SearchRecord) -> list[str]:
    """Return the words Pagefind indexes for one record, sorted; each stands for a gram of one field, or of one sound.

    A word is a letter, the gram, and the letter of the field: ``n`` of the name, ``k`` of the code, ``s`` of an alias,
    ``t`` of any other text. The field comes last, so that a gram is near itself in other fields, for the index is read
    in chunks. One character finds names alone. A code stands once more in one word, for numbers share their grams.
    """
    found = {EVERY, *([f"c{_spelled(record.code)}"] if record.code else [])}
    written = {"n": (record.name,), "k": (record.code or "",), "s": record.aliases, "t": tuple(record.said())}
    for field, texts in written.items():
        sizes = (1, 2, _GRAM) if field == "n" else (2, _GRAM)
        for spelled in map(_spelled, texts):
            found.update(f"x{gram}{field}" for size in sizes for gram in _grams(spelled, size))
    for text in (record.name, *record.aliases):
        syllables = [f"{syllable}v" for syllable in sounds(text)]
        found.update(f"p{gram}" for size in (2, _GRAM) for gram in _runs(syllables, size))
    said = sounds(record.name)
    found.update(f"p{syllable}v" for syllable in said)
    found.update(f"i{gram}" for size in (2, _GRAM) for gram in _runs([syllable[0] for syllable in said], size))
    return sorted(found)


@functools.lru_cache(1 << 16)  # asked for the words, and for all syllables there are
def sounds(text: str) -> tuple[str, ...]:
    """Return how a text is said: the syllable of each Han character, and each Latin letter and digit; ü is u."""
    return tuple(filter(None, map(levelled, pronounced(text))))


def _spelled(text: str) -> str:
    """Spell the letters of a text in hexadecimal, UTF-16 unit by unit, as a browser counts them."""
    return levelled(text).encode("utf-16-be").hex()


def _grams(spelled: str, size: int) -> Iterator[str]:
    """Yield every run of so many units."""
    return (spelled[at : at + size * _UNIT] for at in range(0, len(spelled) - size * _UNIT + 1, _UNIT))


def _runs(sounds: Sequence[str], size: int) -> Iterator[str]:
    """Yield every run of so many sounds in one word."""
    return ("".join(sounds[at : at + size]) for at in range(len(sounds) - size + 1))

"""Say how readers may write a text otherwise: in pinyin, and in traditional characters.

The libraries read their dictionaries when they are imported, which takes as long as a whole check; so they are imported
where they are first used, which only a build does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain

_HAN = tuple(map(chr, chain(range(0x3400, 0xA000), range(0x20000, 0x33480))))


def pronounced(text: str) -> list[str]:
    """Return the pinyin of each Han character without tones, as its word has it, and any other character as it is."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    # What is no Han character comes in runs; a list of it is taken into the answer, though its annotation has only str.
    return lazy_pinyin(unicodedata.normalize("NFKC", text), errors=list, v_to_u=True)  # type: ignore[arg-type]


def simplifications(texts: Iterable[str]) -> Mapping[str, str]:
    """Return by each traditional character the one that texts in simplified Chinese have in its place.

    Characters whose counterpart is in none of the texts are left out; so are those that simplified Chinese writes in
    them too, as 乾 in 乾隆, for nobody can tell which of the two a reader means. What is traditional in the texts is
    read as if it were simplified.
    """
    from opencc import OpenCC  # noqa: PLC0415

    convert = OpenCC(
        "hk2s"
    ).convert  # as for the mainland's own traditional characters, and 衞 for 衛 as Hong Kong has it
    known = set(convert("\n".join(texts)))
    pairs = zip(_HAN, convert("\n".join(_HAN)).split("\n"), strict=True)
    return {
        character: simplified
        for character, simplified in pairs
        # What normalizing changes never comes to be looked up.
        if simplified in known and character not in known and unicodedata.is_normalized("NFKD", character)
    }

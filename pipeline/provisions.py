"""Hold a citation against the text of the law: are there such an article, such a paragraph, such an item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pipeline.model import Citation
from pipeline.wording import numeral

Articles = Mapping[str, str]
"""The text of each article by its number, 第十二条之一 as ``12-1``; every paragraph and item is a line of its own."""
Texts = Mapping[str, Articles]
"""The newest text of each law by its identifier."""
NO_TEXTS: Texts = MappingProxyType({})

Part = Literal["article", "sub_article", "paragraph", "item"]

_NUMBERED = re.compile(r"(?:[（(][零一二三四五六七八九十百]+[）)]|[0-9]+[.．、])")
"""How an item （一） or its sub-item 1. begins: neither is a paragraph."""


def missing(citation: Citation, articles: Articles) -> Part | None:
    """Return the first part of a citation that the text does not have, None when all of it is there."""
    number = str(citation.article)
    if citation.sub_article:
        number += f"-{citation.sub_article}"
    if number not in articles:
        return "sub_article" if citation.sub_article and str(citation.article) in articles else "article"
    paragraphs = _paragraphs(articles[number])
    if citation.paragraph and citation.paragraph > len(paragraphs):
        return "paragraph"
    if citation.item:
        cited = paragraphs[citation.paragraph - 1 : citation.paragraph] if citation.paragraph else paragraphs
        marks = tuple(f"{left}{numeral(citation.item)}{right}" for left, right in ("（）", "()"))
        if not any(line.startswith(marks) for paragraph in cited for line in paragraph):
            return "item"
    return None


def _paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs of an article, each with the items that belong to it."""
    paragraphs: list[list[str]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if paragraphs and _NUMBERED.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs

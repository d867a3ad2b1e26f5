"""Names of things, apart from the addresses of documents: an address on the site where it has one, else a URN."""

from __future__ import annotations

import re

from pipeline.dumps.writing import DumpError
from pipeline.model import Settings

_NOT_IRI = re.compile('[\u0000-\u0020<>"{}|\\\\^`]')
_PAGES = {"categories": "categories", "themes": "themes", "risk-levels": "risks", "stages": "stages"}
"""The folders of the pages of a vocabulary's terms; the other vocabularies have none."""


def urn(settings: Settings, *parts: str) -> str:
    """Return a name that holds wherever the site lies: ``urn:x-power-catalogue:<division>:…``.

    Nobody has registered this namespace; the division keeps the names of two governments apart.
    """
    return ":".join(("urn:x-power-catalogue", settings.division, *parts))


def thing(settings: Settings, folder: str, key: str, part: str = "this") -> str:
    """Return the name of what a page is about, or of a part of it; the page's own address is that of a document."""
    place = f"{settings.site_address}{folder}/{key}/" if settings.site_address else urn(settings, folder, key)
    return f"{place}#{part}"


def term(settings: Settings, vocabulary: str, key: str) -> str:
    """Return the name of a vocabulary's term."""
    folder = _PAGES.get(vocabulary)
    return thing(settings, folder, key) if folder else urn(settings, vocabulary, key)


def reference(address: str, path: str, field: str) -> str:
    """Return an address that goes into linked data; raises DumpError where it holds what no IRI may."""
    if found := _NOT_IRI.search(address):
        raise DumpError(f"{path} 的 {field} 里有网址不能有的字符 {found[0]!a}，不能写进 JSON-LD")
    return address

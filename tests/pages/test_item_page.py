"""The page of one power: what is on it besides what its department wrote."""

from __future__ import annotations

import msgspec

from pipeline.flowchart import Illustration
from pipeline.illustrating import illustrate
from pipeline.model import LookAlike, Published
from pipeline.pages.item import page
from support import CATALOGUE, CF, GF, QR, XK, published_at

PUBLISHED = published_at(CATALOGUE)
SITE = "https://park.example/"


def content(code: str, published: Published = PUBLISHED, charts: tuple[Illustration, ...] = ()) -> str:
    """Return the page of an item."""
    return page(published.entries[code], published, charts).content


def at(address: str | None) -> Published:
    """Return what is published, on a site of that address."""
    return msgspec.structs.replace(
        PUBLISHED, settings=msgspec.structs.replace(PUBLISHED.settings, site_address=address)
    )


def test_paper_tells_the_way_back() -> None:
    """On paper stands the page's address, as letters and as a named QR code, where the site has one; else neither."""
    paper = content(XK, at(SITE)).partition('<div class="paper">')[2]
    assert f"<strong>{SITE}items/{XK}/</strong>" in paper
    assert '<div class="paper__code" role="img" aria-label="本页网址的二维码"><svg ' in paper
    paper = content(XK, at(None)).partition('<div class="paper">')[2]
    assert "二维码" not in paper
    assert f"搜索编码 {XK}" in paper


def test_look_alikes_are_told_apart() -> None:
    """Beside an item that may be taken for this one stand the reason and each difference; it is listed nowhere else."""
    entry = PUBLISHED.entries[QR]
    changed = msgspec.structs.replace(entry.derived, look_alikes=(LookAlike(code=GF, alike="条文"),))
    entries = {**PUBLISHED.entries, QR: msgspec.structs.replace(entry, derived=changed)}
    text = content(QR, msgspec.structs.replace(PUBLISHED, entries=entries))
    assert "由同一条文设定，名称相近。这个是给付，本页的是确认。" in text
    assert PUBLISHED.entries[GF].item.summary in text
    assert text.count(f'href="../../items/{GF}/"') == 1
    assert "容易混淆的" not in content(QR)
    assert content(QR).count(f'href="../../items/{GF}/"') == 1


def test_files_are_offered_in_one_row() -> None:
    """The record as JSON and as YAML, and the charts that were drawn, each under a name that tells the item."""
    charts = illustrate(PUBLISHED)[XK]
    text = content(XK, charts=charts)
    for address, name in [
        (f"../../api/v1/items/{XK}.json", f"{XK}.json"),
        ("item.yaml", f"{XK}.yaml"),
        ("flow.svg", f"{XK}-flow.svg"),
    ]:
        assert f'<a href="{address}" download="{name}">' in text
    assert "flow.svg" not in content(CF)

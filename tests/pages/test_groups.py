"""Lists of powers: none grows with the catalogue, and each leads on to the page of results in its own state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import parse_qs

import msgspec
import pytest

from pipeline import schema
from pipeline.deriving import derive
from pipeline.disclosing import disclose
from pipeline.facets import filed
from pipeline.model import Published
from pipeline.outputs import Page
from pipeline.pages import groups, home
from support import CATALOGUE, TODAY, catalogue_at

ASKED = re.compile(r'href="[./]*search/\?([^"]*)">筛选或者换个顺序<')


def grown(times: int) -> Published:
    """Return what is published of the invented catalogue with every item so many times, under codes of their own."""
    public = disclose(catalogue_at(CATALOGUE), schema.public_fields())
    items = {
        f"{code}{number:04}": msgspec.structs.replace(item, code=f"{code}{number:04}", related=(), successor=None)
        for code, item in public.items.items()
        for number in range(times)
    }
    return derive(msgspec.structs.replace(public, items=items), None, TODAY)


@pytest.fixture(scope="module")
def large() -> Published:
    """Return a catalogue that fills many parts of a list."""
    return grown(100)


@pytest.fixture(scope="module")
def larger() -> Published:
    """Return the same catalogue, four times as large."""
    return grown(400)


def pages(published: Published) -> dict[str, Page]:
    """Return the home page, the page of results and all lists by their addresses."""
    return {page.address: page for page in (home.home(published), home.search(published), *groups.pages(published))}


def test_no_page_grows_with_the_catalogue(large: Published, larger: Published) -> None:
    """Of four times as many items the pages have the same size: there are only more of them."""
    few, many = pages(large), pages(larger)
    assert len(larger.entries) == 4 * len(large.entries) > 4 * groups.PER_PAGE
    assert len(many) > len(few)
    grew = {address: len(many[address].content) - len(page.content) for address, page in few.items()}
    # Numbers have more digits, and lists more parts to turn to; further parts may hold longer items.
    assert {address: more for address, more in grew.items() if "/page-" not in address and more > 500} == {}
    assert max(len(page.content) for page in many.values()) < max(len(page.content) for page in few.values()) + 500


def listed(parts: Sequence[Page]) -> list[str]:
    """Return the codes of the items that pages list."""
    return [
        code
        for page in parts
        for code in re.findall(r'class="card__title"><a href="[./]*items/([^/"]+)/', page.content)
    ]


def test_a_list_leads_to_the_same_items_among_the_results(large: Published) -> None:
    """The line above a list names its own facet and value, the list of all items an order, and a law its name."""
    every = pages(large)
    asked = {}
    for address, page in every.items():
        if found := ASKED.search(page.content):
            asked[address] = {key: value for key, (value,) in parse_qs(unescape(found[1])).items()}
    assert asked.pop("items/") == {"sort": "name"}
    slugs = {
        "departments": "department",
        "categories": "category",
        "themes": "theme",
        "risks": "risk",
        "stages": "stage",
    }
    for address, state in asked.items():
        slug, key, *part = address.strip("/").split("/")
        if address.startswith(("items/", "laws/")):
            continue
        assert state == {slugs[slug]: key}, address
        if part:
            continue
        of_list = [page for other, page in every.items() if other.startswith(address)]
        facet = slugs[slug]
        expected = [code for code, entry in large.entries.items() if key in filed(entry)[facet]]
        assert sorted(listed(of_list)) == sorted(expected), address
    law, entry = next((key, law) for key, law in large.laws.items() if large.by_law[key])
    assert asked[f"laws/{law}/"] == {"q": f"《{entry.called}》"}


def test_an_empty_list_leads_nowhere() -> None:
    """Where there is nothing to narrow or to sort there is no such line."""
    published = grown(1)
    for address, page in pages(published).items():
        if len(listed([page])) < 2 and "/page-" not in address:
            assert not ASKED.search(page.content), address


def test_laws_stand_by_rank(large: Published) -> None:
    """Every law stands once, under its rank; the ranks stand in their order, each with a way to it and its number."""
    content = pages(large)["laws/"].content
    ranks = re.findall(r'<h2 id="(kind-\d+)">(.+?)</h2>', content)
    jumps = re.findall(r'<a href="#(kind-\d+)">(.+?) <span class="count">(\d+) 部', content)
    assert [(anchor, kind) for anchor, kind, _ in jumps] == ranks
    sections = re.split(r"<h2 id=.*?</h2>", content)[1:]
    for (_, kind, number), section in zip(jumps, sections, strict=True):
        keys = re.findall(r'<th scope="row"><a href="([^"/]+)/">', section)
        assert keys == [key for key, law in large.laws.items() if law.kind == kind]
        assert len(keys) == int(number)
    assert sum(int(number) for _, _, number in jumps) == len(large.laws)

"""Where the site's address is known, search engines are told every page; where it is not, they are told nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.build import build
from pipeline.outputs import Output
from pipeline.sitemap import mapped
from support import CATALOGUE, CF, TODAY, XK, checked, mutate, published_at, whole

ADDRESS = "https://qlqd.example.gov.cn/powers/"
NAMES = {"sm": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def configure(root: Path) -> None:
    """Give the catalogue a public address and a code."""
    mutate(root, "catalogue.yml", "repository:", f'site_address: {ADDRESS}\nsite_id_code: "5119000001"\nrepository:')


def files(root: Path, outputs: Iterable[Output]) -> dict[str, bytes]:
    """Return what comes of a stream of outputs, by path."""
    return {output.path: whole(output) for output in mapped(outputs, published_at(root))}


def tree(document: bytes) -> ET.Element:
    """Return the root of a document we wrote."""
    return ET.fromstring(document)  # noqa: S314  # it is our own


def locations(document: bytes) -> list[str]:
    """Return the addresses in a site map or an index."""
    return [place.text or "" for place in tree(document).iterfind(".//sm:loc", NAMES)]


def test_without_an_address_nothing_is_added() -> None:
    """A site map needs whole addresses, so without one there is neither map nor robots.txt."""
    assert list(files(CATALOGUE, [Output("index.html", b"x"), Output("a.json", b"{}")])) == ["index.html", "a.json"]


def test_every_page_is_listed_once_in_order(catalogue: Path) -> None:
    """Pages alone, sorted, percent-encoded and escaped, the page for missing pages left out."""
    configure(catalogue)
    paths = [
        "search/index.html",
        "index.html",
        "404.html",
        "data.json",
        "指南/a&b/index.html",
        f"items/{XK}/index.html",
    ]
    made = files(catalogue, [Output(path, b"x") for path in paths])
    assert list(made)[: len(paths)] == paths
    assert locations(made["sitemap.xml"]) == [
        ADDRESS,
        f"{ADDRESS}items/{XK}/",
        f"{ADDRESS}search/",
        f"{ADDRESS}%E6%8C%87%E5%8D%97/a%26b/",
    ]
    assert made["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {ADDRESS}sitemap.xml"


def test_a_day_is_told_only_where_it_is_known(catalogue: Path) -> None:
    """An item's page has the day its department last changed it; other pages have none."""
    configure(catalogue)
    made = files(catalogue, [Output(f"{address}index.html", b"x") for address in ("", f"items/{XK}/", f"items/{CF}/")])
    days = {place[0].text: [day.text for day in place[1:]] for place in tree(made["sitemap.xml"])}
    assert days == {ADDRESS: [], f"{ADDRESS}items/{XK}/": ["2026-04-20"], f"{ADDRESS}items/{CF}/": []}


def test_more_pages_than_one_map_holds(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the protocol's limit the map is an index of several, which together list every page once."""
    monkeypatch.setattr("pipeline.sitemap._MOST", 2)
    configure(catalogue)
    made = files(catalogue, [Output(f"p{number}/index.html", b"x") for number in range(5)])
    maps = locations(made["sitemap.xml"])
    assert maps == [f"{ADDRESS}sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [locations(made[name.removeprefix(ADDRESS)]) for name in maps]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [place for part in parts for place in part] == [f"{ADDRESS}p{number}/" for number in range(5)]


@pytest.mark.parametrize(
    "address", ["http://a.example/", "https://a.example", "https://a.example/?x=/", "https://u@a.b/"]
)
def test_only_a_whole_safe_address_will_do(catalogue: Path, address: str) -> None:
    """Without encryption, without the slash at the end, with a query or with a user it is refused."""
    mutate(catalogue, "catalogue.yml", "repository:", f"site_address: {address}\nrepository:")
    assert [problem.code for problem in checked(catalogue).problems] == ["S105"]


def test_every_page_names_its_own_address(catalogue: Path, tmp_path: Path) -> None:
    """With an address each page carries the canonical link that the site map lists, domain and code; else none does."""
    for name, configured in (("plain", False), ("known", True)):
        if configured:
            configure(catalogue)
        site = tmp_path / name
        assert build(catalogue, site, TODAY).written
        pages = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
        texts = {
            path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text("utf-8") for path in pages
        }
        assert len(texts) > 40
        for address, text in texts.items():
            assert text.count('rel="canonical"') == configured, address
            assert (f'<link rel="canonical" href="{ADDRESS}{address}">' in text) is configured, address
            assert ('<meta name="SiteDomain" content="qlqd.example.gov.cn">' in text) is configured, address
            assert ('<meta name="SiteIDCode" content="5119000001">' in text) is configured, address
        assert (site / "robots.txt").exists() is (site / "sitemap.xml").exists() is configured
    assert sorted(locations((site / "sitemap.xml").read_bytes())) == sorted(ADDRESS + address for address in texts)

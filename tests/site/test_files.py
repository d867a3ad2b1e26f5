"""The built site of this repository's own catalogue, file by file."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest

from pipeline.documents import ROOT as API
from pipeline.documents import path_of
from pipeline.headers import POLICY
from sites import Site
from support import ROOT

pytestmark = pytest.mark.xdist_group("files")


class _Reader(HTMLParser):
    """Collect what matters of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.policies: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.links += [value for name in ("href", "src", "action") if (value := attributes.get(name))]
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.inline += [name for name in attributes if name == "style" or name.startswith("on")]
        self.headings += tag == "h1"
        data = attributes.get("type") == "application/ld+json"  # which browsers do not run
        if tag == "style" or (tag == "script" and "src" not in attributes and not data):
            self.inline.append(tag)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(attributes["content"] or "")
        if tag in {"link", "script"} and not self.policies:
            self.inline.append(f"{tag} before the policy")


@pytest.fixture(scope="module")
def readings(site: Site) -> dict[str, _Reader]:
    """Read every page once."""
    readings = {}
    for address in site.pages():
        path = site.folder / (address if address.endswith(".html") else f"{address}index.html")
        readings[address] = _Reader()
        readings[address].feed(path.read_text(encoding="utf-8"))
    return readings


def test_every_link_leads_somewhere(site: Site, readings: dict[str, _Reader]) -> None:
    """No page links to a page, file or heading that does not exist."""
    broken = []
    for address, reading in readings.items():
        for link in reading.links:
            target = urlsplit(urljoin(f"site:///{address}".replace("site:", "http:"), link))
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            path = unquote(target.path).lstrip("/")
            if address == "404.html" and link.startswith("/"):
                path = link.lstrip("/").split("#")[0].split("?")[0]
            if (not (site.folder / path).is_file() and not (site.folder / path / "index.html").is_file()) or (
                target.fragment and path.rstrip("/") + "/" in {address, "/"} and target.fragment not in reading.ids
            ):
                broken.append((address, link))
    assert broken == []


def test_pages_carry_no_inline_style_or_script(readings: dict[str, _Reader]) -> None:
    """A strict content-security policy needs no exception on any page, and stands on each before all it judges."""
    assert {address: reading.inline for address, reading in readings.items() if reading.inline} == {}
    assert {address for address, reading in readings.items() if reading.policies != [POLICY]} == set()


def test_ids_are_unique(readings: dict[str, _Reader]) -> None:
    """No page uses an id twice, charts included."""
    assert [address for address, reading in readings.items() if len(reading.ids) != len(set(reading.ids))] == []


def test_every_page_has_one_main_heading(readings: dict[str, _Reader]) -> None:
    """Each page says once, as its main heading, what it is."""
    assert {address: reading.headings for address, reading in readings.items() if reading.headings != 1} == {}


def test_every_record_has_its_page(site: Site) -> None:
    """Every item, department, category, theme and law stands at its own address."""
    published = site.published
    expected = {
        *(f"items/{code}/" for code in published.entries),
        *(f"departments/{key}/" for key in published.departments),
        *(f"laws/{key}/" for key in published.laws),
        *(f"categories/{term.id}/" for term in published.vocabularies["categories"].terms),
        *(f"themes/{term.id}/" for term in published.vocabularies["themes"].terms),
    }
    assert expected <= set(site.pages())


def test_objections_name_the_item(site: Site, readings: dict[str, _Reader]) -> None:
    """Every item's page opens an issue of each kind, titled with its code and name, in a form that knows the fields."""
    for code, entry in site.published.entries.items():
        links = [urlsplit(link) for link in readings[f"items/{code}/"].links if "/issues/new" in link]
        queries = [{key: value for key, (value,) in parse_qs(link.query).items()} for link in links]
        subject = f"{code} {entry.item.name}"
        assert {query["title"] for query in queries} == {f"{kind}：{subject}" for kind in ("错项", "缺项", "漏项")}, (
            code
        )
        for query in queries:
            form = (ROOT / ".github/ISSUE_TEMPLATE" / query.pop("template")).read_text(encoding="utf-8")
            assert f"name: {query.pop('title')[:2]}\n" in form, code
            assert query == {"item": subject}, code
            assert "id: item\n" in form


def test_risk_is_told_in_words_and_shape(site: Site) -> None:
    """The level stands on the page as a word beside a shape of its own, never as colour alone."""
    shapes = {1: "red", 2: "yellow", 3: "orange"}
    paths = set()
    for code, entry in site.published.entries.items():
        text = (site.folder / f"items/{code}/index.html").read_text(encoding="utf-8")
        badge = r'<span class="risk">\s*<svg class="shape shape--(\w+)".*?<path d="(.+?)".*?</svg>\s*廉政风险(..)'
        told = re.search(badge, text, flags=re.DOTALL)
        assert told, code
        assert told[1] == shapes[entry.item.risk.level], code
        assert told[3] == entry.derived.risk_level_name, code
        paths.add((told[1], told[2]))
    assert len({path for _, path in paths}) == len(paths) == 3


def test_editors_notes_stay_in_the_repository(site: Site) -> None:
    """What departments write to reviewers is in no file of the site."""
    notes = set()
    for path in (ROOT / "data/items").rglob("*.yaml"):
        notes |= set(re.findall(r"^editor_note: (.{12,40})", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert notes
    for path in site.folder.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not [note for note in notes if note in text], path


def test_every_document_knows_where_it_lies(site: Site) -> None:
    """Each JSON document of ours says truly where it lies, and the list of hashes holds every file of the API."""
    root = site.folder / API
    lines = (root / path_of("sums")).read_text(encoding="utf-8").splitlines()
    sums = {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines)}
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    assert sums.keys() == files.keys() - {path_of("sums")}
    for place, path in files.items():
        content = path.read_bytes()
        assert place not in sums or hashlib.sha256(content).hexdigest() == sums[place], place
        if place.endswith((".json", ".jsonld")) and not place.startswith(("schemas/", "openapi", "datapackage")):
            assert json.loads(content)["document"]["path"] == place


def test_the_index_is_a_tenth_of_the_whole(site: Site) -> None:
    """Whoever only wants to know what there is fetches at most a tenth of all items."""
    index, whole = (site.folder / API / path_of(name) for name in ("index", "items"))
    assert index.stat().st_size * 10 <= whole.stat().st_size

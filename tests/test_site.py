"""The built site of this repository's own catalogue, in a real browser and file by file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from opencc import OpenCC
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pypinyin import lazy_pinyin

from geometry import FAULTS, SMALLEST
from pipeline.build import build
from pipeline.documents import ROOT as API
from pipeline.documents import path_of
from pipeline.headers import HEADERS, POLICY
from pipeline.model import Published
from serving import Quiet, serving
from support import ROOT, browsing

# One worker builds the site once and keeps one browser.
pytestmark = pytest.mark.xdist_group("site")

TODAY = dt.date(2026, 11, 22)
PHONE = {"width": 360, "height": 740}


class Site:
    """A built site, served on this machine alone."""

    def __init__(self, folder: Path, published: Published, address: str) -> None:
        self.folder = folder
        self.published = published
        self.address = address

    def pages(self) -> list[str]:
        """Return the address of every page, relative to the site."""
        return sorted(
            path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in self.folder.rglob("*.html")
        )

    def kinds(self) -> list[str]:
        """Return the pages that differ in kind: hand-written, lists, one of each group, an item of each stage."""
        stages = [codes[0] for codes in self.published.by_stage.values() if codes]
        fixed = ["", "search/", "api/", "items/", "guides/", "about/", "feedback/", "404.html"]
        folders = ["departments", "categories", "themes", "risks", "stages", "laws"]
        groups = [
            "departments/gong-an-ju/",
            "categories/XK/",
            "risks/1/",
            "stages/notice/",
            "laws/xing-zheng-fu-yi-fa/",
        ]
        return [*fixed, *(f"{folder}/" for folder in folders), *groups, *(f"items/{code}/" for code in stages)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build this repository's catalogue and serve it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    built = build(ROOT, folder, TODAY)
    assert built.published, [str(problem) for problem in built.checked.problems]
    with serving(Quiet, folder) as address:
        yield Site(folder, built.published, address)


class _Guarded(Quiet):
    """Answer with the headers we tell administrators to send."""

    headers_sent = HEADERS


@pytest.fixture(scope="module")
def guarded(site: Site) -> Iterator[Site]:
    """Serve the same site with the headers."""
    with serving(_Guarded, site.folder) as address:
        yield Site(site.folder, site.published, address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without it the tests fail, they are never skipped."""
    with browsing() as started:
        yield started


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile."""
    context = browser.new_context()
    yield context
    context.close()


VIOLATIONS = """addEventListener("securitypolicyviolation", event => {
  console.error(`violation of ${event.effectiveDirective}: ${event.blockedURI}`);
});"""


class Watched:
    """A page of the browser and everything it did that it should not, against the content-security policy too."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.faults: list[str] = []
        page.add_init_script(VIOLATIONS)
        page.on("request", partial(self._requested, site))
        page.on(
            "console",
            lambda message: self.faults.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", lambda response: self.faults.append(response.url) if response.status >= 400 else None)

    def _requested(self, site: Site, request: Request) -> None:
        if not request.url.startswith((site.address, "data:")):
            self.faults.append(f"request to {request.url}")


@pytest.fixture
def watched(context: BrowserContext, site: Site) -> Watched:
    """Open a page that is watched for requests to other hosts, errors and missing files."""
    return Watched(context.new_page(), site)


# --- file by file ----------------------------------------------------------------------------------------------------


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


# --- in the browser --------------------------------------------------------------------------------------------------


def test_no_page_asks_another_host_or_complains(site: Site, watched: Watched) -> None:
    """Every kind of page loads without a request to another host, a missing file or a word on the console."""
    for address in site.kinds():
        watched.page.goto(site.address + address)
    assert watched.faults == []


@pytest.mark.parametrize("how", ["site", "guarded"])
def test_nothing_the_reader_does_breaks_the_policy(
    how: str, request: pytest.FixtureRequest, context: BrowserContext
) -> None:
    """Menu, large letters, folds, copying, printing and the search: with the meta tag alone, and with the headers."""
    site: Site = request.getfixturevalue(how)
    watched = Watched(context.new_page(), site)
    page = watched.page
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    # What the headers add concerns no page in particular.
    for address in site.kinds() if how == "site" else ["", "search/", f"items/{next(iter(site.published.entries))}/"]:
        page.goto(site.address + address)
        for selector in ("[data-menu]", "[data-large-text]", "[data-copy]"):
            for button in page.locator(f"{selector}:visible").all():
                button.click()
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="screen")
        with page.expect_response("**/pagefind/wasm.*") as loaded:
            page.locator("input[type=search]:visible").first.focus()
        loaded.value.finished()
    page.goto(f"{site.address}search/?q=驾驶证")
    page.locator("[data-search-results] li a").first.click()
    page.wait_for_url("**/items/*/")
    assert watched.faults == []
    page.goto(f"{page.url}flow.svg")  # here the browser asks in vain for an icon of the whole host
    assert page.locator("svg text").count() > 1
    assert not [fault for fault in watched.faults if fault.startswith("violation of ")]


def test_the_policy_stops_what_is_not_ours(site: Site, watched: Watched) -> None:
    """Were foreign text to become an element all the same, it would neither run, nor load, nor send anything."""
    page = watched.page
    page.goto(site.address)
    expected = ["script-src-elem", "script-src-attr", "style-src-elem", "base-uri", "connect-src", "form-action"]
    page.evaluate(
        """async expected => {
      const told = new Set(), all = () => expected.every(one => told.has(one));
      addEventListener("securitypolicyviolation", event => told.add(event.effectiveDirective));
      const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
      add("script", { textContent: "window.ran = true" });
      add("style", { textContent: "body { color: red }" });
      add("base", { href: "https://elsewhere.example/" });
      document.body.setAttribute("onclick", "window.ran = true");
      document.body.click();
      await fetch("https://elsewhere.example/").catch(() => {});
      const form = Object.assign(document.createElement("form"), { action: "https://elsewhere.example/" });
      document.body.append(form);
      form.submit();
      // The browser tells in its own time; a page that is left tells no more.
      for (let times = 0; times < 500 && !all(); times += 1) await new Promise(resolve => setTimeout(resolve, 20));
    }""",
        expected,
    )
    page.goto(site.address)
    assert page.evaluate("window.ran") is None
    told = {fault.split(":")[0].split()[-1] for fault in watched.faults if fault.startswith("violation of ")}
    assert told >= set(expected)
    assert not [fault for fault in watched.faults if fault.startswith("request to ")]


FRAME = """address => new Promise(resolve => {
  const frame = Object.assign(document.createElement("iframe"), { src: address, onload: resolve });
  document.body.append(frame); // an error page loads too
})"""


def test_with_the_headers_nobody_frames_us(site: Site, guarded: Site, context: BrowserContext) -> None:
    """What no meta tag can forbid the headers do: another page shows the site in a frame without them only."""
    page = context.new_page()
    shown = []
    for address in (site.address, guarded.address):
        page.goto(f"{site.address}build.json")  # which the browser shows as a page without a policy
        page.evaluate(FRAME, address)
        shown.append(page.frame_locator("iframe").locator("main").count())
    assert shown == [1, 0]


def test_linked_data_are_data(site: Site, watched: Watched) -> None:
    """The policy lets each item's linked data stand: the browser reads them whole and runs nothing."""
    for codes in site.published.by_category.values():
        watched.page.goto(f"{site.address}items/{codes[0]}/")
        data = watched.page.locator("script[type='application/ld+json']").text_content() or ""
        assert json.loads(data)["name"] == site.published.entries[codes[0]].item.name
    assert watched.faults == []


def test_every_item_page_is_quiet_and_well_laid_out(site: Site, watched: Watched) -> None:
    """So does every item page; on a phone its charts' words stay in their shapes, apart and 12 px high at least."""
    page = watched.page
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    for code, entry in site.published.entries.items():
        page.goto(f"{site.address}items/{code}/")
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        charts = page.locator("svg.flowchart")
        assert charts.evaluate_all(f"all => all.map({FAULTS})") == [[] for _ in entry.item.flows()], code
        assert all(round(size, 1) >= 12 for size in charts.evaluate_all(f"all => all.map({SMALLEST})")), code
    assert watched.faults == []


ASK = """async queries => {
  const status = document.querySelector("[data-search-status]");
  const input = document.querySelector("main input[type=search]");
  const answers = [];
  for (const query of queries) {
    const told = new Promise(resolve => new MutationObserver(() => {
      if (status.textContent !== "正在搜索……") resolve();
    }).observe(status, { childList: true }));
    input.value = query;
    input.form.requestSubmit();
    await told;
    answers.push(Array.from(document.querySelectorAll("[data-search-results] li a"), link => link.href));
  }
  return answers;
}"""


def test_exact_name_finds_the_item_first(site: Site, watched: Watched) -> None:
    """Whoever pastes an item's name into the search finds that item first; so with its code; aliases find it too."""
    watched.page.goto(f"{site.address}search/")
    asked = [
        (query, f"{site.address}items/{code}/", exact)
        for code, entry in site.published.entries.items()
        for query, exact in [(entry.item.name, True), (code, True), *((alias, False) for alias in entry.item.aliases)]
    ]
    answers = watched.page.evaluate(ASK, [query for query, _, _ in asked])
    missed = [
        query
        for (query, expected, exact), found in zip(asked, answers, strict=True)
        if expected not in (found[:1] if exact else found)
    ]
    assert missed == []
    assert watched.faults == []


def test_every_name_is_found_by_pinyin(site: Site, watched: Watched) -> None:
    """The pinyin of any item's name, parted or in one word, and its initials list that item."""
    watched.page.goto(f"{site.address}search/")
    said = {code: lazy_pinyin(entry.item.name, errors="ignore") for code, entry in site.published.entries.items()}
    asked = [
        (query, f"{site.address}items/{code}/")
        for code, syllables in said.items()
        for query in (" ".join(syllables), "".join(syllables), "".join(syllable[0] for syllable in syllables))
    ]
    answers = watched.page.evaluate(ASK, [query for query, _ in asked])
    missed = [query for (query, expected), found in zip(asked, answers, strict=True) if expected not in found]
    assert missed == []
    assert watched.faults == []


def test_traditional_names_find_the_item_first(site: Site, watched: Watched) -> None:
    """An item's name in the characters of Taiwan or Hong Kong finds that item first."""
    watched.page.goto(f"{site.address}search/")
    converters = [OpenCC(way).convert for way in ("s2t", "s2tw", "s2hk")]
    asked = sorted(
        {
            (convert(entry.item.name), f"{site.address}items/{code}/")
            for code, entry in site.published.entries.items()
            for convert in converters
        }
    )
    answers = watched.page.evaluate(ASK, [query for query, _ in asked])
    missed = [query for (query, expected), found in zip(asked, answers, strict=True) if found[:1] != [expected]]
    assert missed == []
    assert watched.faults == []


def test_search_from_any_page_as_one_types(site: Site, watched: Watched) -> None:
    """The box on the home page leads to the results, and there the list follows the typing."""
    page = watched.page
    page.goto(site.address)
    page.locator("input[type=search]:visible").first.fill("驾驶证")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    first = page.locator("[data-search-results] li a").first
    first.wait_for()
    assert "驾驶证" in first.inner_text()
    page.locator("main input[type=search]").fill("饕餮许可")
    page.get_by_text("最接近的是含有“许可”的").wait_for()
    page.locator("main input[type=search]").fill("饕餮")
    page.get_by_text("没有找到").wait_for()
    assert watched.faults == []


def test_first_tab_stop_skips_to_the_text(site: Site, watched: Watched) -> None:
    """On every kind of page the first stop of the keyboard is a visible link to the text."""
    for address in site.kinds():
        watched.page.goto(site.address + address)
        watched.page.keyboard.press("Tab")
        focused = watched.page.locator(":focus")
        assert "正文" in focused.inner_text(), address
        box = focused.bounding_box()
        assert box, address
        assert min(box["x"], box["y"]) >= 0, address
        assert box["height"] >= 20, address


def test_keyboard_never_leaves_the_screen(site: Site, browser: Browser) -> None:
    """On a phone every stop of the keyboard is something that can be seen."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    for address in ("", "search/", f"items/{next(iter(site.published.entries))}/"):
        page.goto(site.address + address)
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            box = page.locator(":focus").bounding_box()
            what = page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
            assert box, (address, what)
            assert box["width"] > 1, (address, what)
            assert box["x"] >= 0, (address, what)
            assert box["x"] + 1 < PHONE["width"], (address, what)
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out(site: Site, browser: Browser, width: int) -> None:
    """At no width does a page scroll sideways; wide charts and tables scroll in their own boxes."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in site.kinds():
        page.goto(site.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_everything_is_there_without_script(site: Site, browser: Browser) -> None:
    """With JavaScript off an item page of each category shows all its sections, the chart and its text included."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for code in (codes[0] for codes in site.published.by_category.values()):
        item = site.published.entries[code].item
        page.goto(f"{site.address}items/{code}/")
        text = page.locator("main").inner_text()
        for expected in (item.name, item.summary, item.flow[0].name, item.legal_basis[0].provides):
            assert expected in text, (code, expected)
        assert page.locator("svg[role=img]").count() >= 1
    context.close()


def test_dates_decide_what_a_page_says(site: Site, watched: Watched) -> None:
    """An item under notice tells the days left and how to object; a repealed and a suspended one say so on top."""
    says = {"notice": "个工作日", "suspended": "暂停", "repealed": "取消", "scheduled": "施行"}
    for stage, word in says.items():
        for code in site.published.by_stage[stage]:
            watched.page.goto(f"{site.address}items/{code}/")
            assert word in watched.page.locator("main").inner_text()[:900], (stage, code)


# --- open data -------------------------------------------------------------------------------------------------------


def test_every_document_knows_where_it_lies(site: Site) -> None:
    """Each JSON document's own path is where it lies, and the list of hashes holds every file of the API."""
    root = site.folder / API
    lines = (root / path_of("sums")).read_text(encoding="utf-8").splitlines()
    sums = {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines)}
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    assert sums.keys() == files.keys() - {path_of("sums")}
    for place, path in files.items():
        content = path.read_bytes()
        assert place not in sums or hashlib.sha256(content).hexdigest() == sums[place], place
        if place.endswith((".json", ".jsonld")) and not place.startswith(("schemas/", "openapi")):
            assert json.loads(content)["document"]["path"] == place


def test_the_index_is_a_tenth_of_the_whole(site: Site) -> None:
    """Whoever only wants to know what there is fetches at most a tenth of all items."""
    index, whole = (site.folder / API / path_of(name) for name in ("index", "items"))
    assert index.stat().st_size * 10 <= whole.stat().st_size

"""An item as linked data: what its page says, in the words of schema.org, and no way out of its element."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from playwright.sync_api import BrowserContext

from pipeline.model import Entry, ImplementingBody, Published
from pipeline.pages.linked import script, service
from support import CATALOGUE, CF, QR, QT, XK, published_at

HOSTILE = [
    "</script><script>window.ran = true</script>",
    "</ScRiPt ><img src=x onerror='window.ran = true'>",
    "<!--<script>",
    "]]><svg onload=window.ran=1>",
    'quote " backslash \\ slash / &lt;/script&gt; &amp;',
    "line\u2028separator\u2029end",
    "{braces} {0} %s",
]


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


class _Scripts(HTMLParser):
    """Collect the elements of a fragment and the text of its scripts, as HTML reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert attrs == [("type", "application/ld+json")]

    def handle_data(self, data: str) -> None:
        self.scripts.append(data)


def parsed(text: str) -> Any:
    """Return the JSON of the one script element in a fragment."""
    read = _Scripts(text)
    assert read.elements == ["script"]
    return json.loads("".join(read.scripts))


def of(entry: Entry, published: Published) -> dict[str, Any]:
    """Return an item's linked data as a reader of the page gets them."""
    data: dict[str, Any] = parsed(script(service(entry, published)))
    return data


def test_an_item_says_what_its_page_says(published: Published) -> None:
    """Names, code, kind, provider, place, audience, fees and laws are there, each as schema.org has it."""
    area = {"@type": "AdministrativeArea", "name": "示例市", "identifier": "999900"}
    assert of(published.entries[XK], published) == {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "identifier": XK,
        "name": "临时占用公园许可",
        "alternateName": ["公园摆摊"],
        "description": "想在公园里临时搭台、摆摊、办活动的，先要申请。",
        "disambiguatingDescription": "示例数据，不是官方发布",
        "serviceType": "许可",
        "provider": {"@type": "GovernmentOrganization", "name": "示例市公园局"},
        "areaServed": area,
        "jurisdiction": area,
        "audience": [{"@type": "Audience", "audienceType": kind} for kind in ("自然人", "法人")],
        "offers": [{"@type": "Offer", "name": "场地费", "description": "每平方米每天 1 元。"}],
        "subjectOf": [
            {
                "@type": "Legislation",
                "name": "示例公园条例",
                "legislationType": "行政法规",
                "legislationIdentifier": "示例政务院令第 8 号",
                "hasPart": [{"@type": "Legislation", "name": "第十二条第二款"}],
            }
        ],
    }


def test_every_citation_is_named_once(published: Published) -> None:
    """Each law on the page stands once, with each of its provisions once."""
    for entry in published.entries.values():
        laws = of(entry, published)["subjectOf"]
        cited = {published.laws[basis.law].title for basis in entry.item.legal_basis}
        assert sorted(law["name"] for law in laws) == sorted(cited)
        for law in laws:
            names = [part["name"] for part in law["hasPart"]]
            assert len(names) == len(set(names)) >= 1


def test_only_what_is_applied_for_has_a_price(published: Published) -> None:
    """What costs nothing is offered for nothing; a penalty is no offer at all."""
    assert of(published.entries[QR], published)["offers"] == [{"@type": "Offer", "price": 0, "priceCurrency": "CNY"}]
    assert "offers" not in of(published.entries[CF], published)


def test_a_power_not_in_force_says_so(published: Published) -> None:
    """Search engines learn that a power was repealed, or is not yet in force, as readers of the page do."""
    for code in (QT, QR):
        entry = published.entries[code]
        assert entry.derived.stage_name in of(entry, published)["disambiguatingDescription"]


def test_who_is_entrusted_acts_in_the_name_of_another(published: Published) -> None:
    """The one who entrusts provides the service, the one entrusted operates it."""
    entry = published.entries[XK]
    body = ImplementingBody(name="公园服务公司", nature="受委托组织", entrusted_by="示例市公园局")
    item = msgspec.structs.replace(entry.item, implementing_body=body)
    data = of(msgspec.structs.replace(entry, item=item), published)
    assert data["provider"] == {"@type": "GovernmentOrganization", "name": "示例市公园局"}
    assert data["serviceOperator"] == {"@type": "Organization", "name": "公园服务公司"}


def test_an_address_is_told_only_where_the_site_has_one(published: Published) -> None:
    """Without the site's public address there is no url; with it, it is the page's own."""
    entry = published.entries[XK]
    assert "url" not in of(entry, published)
    settings = msgspec.structs.replace(published.settings, site_address="https://a.example/powers/")
    known = msgspec.structs.replace(published, settings=settings)
    assert of(entry, known)["url"] == f"https://a.example/powers/items/{XK}/"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_the_element(published: Published, text: str) -> None:
    """Whatever a name, alias, summary or fee says, the element is the only one and reads back as it was written."""
    entry = published.entries[XK]
    fees = msgspec.structs.replace(
        entry.item.fees, items=(msgspec.structs.replace(entry.item.fees.items[0], name=text),)
    )
    item = msgspec.structs.replace(entry.item, name=text, aliases=(text, text), summary=text, fees=fees)
    hostile = service(msgspec.structs.replace(entry, item=item), published)
    element = script(hostile)
    assert parsed(element) == json.loads(json.dumps(hostile))
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)


def test_the_browser_runs_nothing_of_it(context: BrowserContext) -> None:
    """Chromium takes hostile data for data: it parses back whole, and nothing ran."""
    element = script({"texts": HOSTILE})
    page = context.new_page()
    page.set_content(f"<!doctype html><head>{element}</head><body>text</body>")
    assert page.locator("script").count() == 1
    assert page.locator("img, svg").count() == 0
    assert page.evaluate("JSON.parse(document.scripts[0].text).texts") == HOSTILE
    assert page.evaluate("window.ran") is None

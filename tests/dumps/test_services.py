"""Items as linked data fit the official shapes of CPSV-AP, and say what their records say."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import msgspec
import pytest
import rdflib
from rdflib import RDF, Literal, URIRef

from official import CPSV_AP, graph_of, violations, wide
from pipeline import schema
from pipeline.documents import ROOT
from pipeline.dumps import DumpError
from pipeline.dumps.contract import contract
from pipeline.dumps.services import services
from pipeline.dumps.writing import Writer
from pipeline.model import Published, TimeLimits, Window
from pipeline.model.parts import Limit
from support import CATALOGUE, CF, QT, XK, published_at
from support import ROOT as REPOSITORY

# What pySHACL and rdflib themselves use of rdflib is deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

CV = rdflib.Namespace("http://data.europa.eu/m8g/")
CPSV = rdflib.Namespace("http://purl.org/vocab/cpsv#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
POWER = rdflib.Namespace("urn:x-power-catalogue:terms:")
SITE = "https://power.example.org/list/"


def written(published: Published) -> dict[str, bytes]:
    """Return the linked data of every item by its code."""
    writer = Writer(published.settings, contract(schema.authored()))
    outputs = services(published, writer)
    return {output.path.removeprefix(f"{ROOT}/items/").removesuffix(".jsonld"): output.content for output in outputs}


def changed(published: Published, code: str, **fields: Any) -> Published:
    """Return the catalogue with other fields of one item."""
    entry = published.entries[code]
    entry = msgspec.structs.replace(entry, item=msgspec.structs.replace(entry.item, **fields))
    return msgspec.structs.replace(published, entries={**published.entries, code: entry})


def test_items_of_every_category_fit_the_official_shapes() -> None:
    """PySHACL finds nothing to say against any item of the catalogue that has all categories and fields."""
    published = wide()
    assert all(published.by_category.values())
    assert violations(graph_of(written(published).values()), CPSV_AP) == []


def test_each_document_fits_alone() -> None:
    """A document needs no other to fit: what it names it also describes."""
    for code in (XK, QT):
        assert violations(graph_of([written(published_at(CATALOGUE))[code]]), CPSV_AP) == []


def test_the_samples_fit_the_official_shapes() -> None:
    """One sample item of each category, the one that says most, fits the official shapes."""
    published = published_at(REPOSITORY, dt.date(2026, 11, 22))
    documents = written(published)
    longest = [max(codes, key=lambda code: len(documents[code])) for codes in published.by_category.values()]
    assert violations(graph_of(documents[code] for code in longest), CPSV_AP) == []


def test_the_shapes_would_see_a_fault() -> None:
    """A service without a title and a description breaks the official shapes."""
    document = json.loads(written(published_at(CATALOGUE))[QT])
    del document["title"], document["description"]
    found = {path for thing, path in violations(graph_of([json.dumps(document).encode()]), CPSV_AP) if QT in thing}
    assert found == {str(DCT.title), str(DCT.description)}


def test_the_graph_says_what_the_record_says() -> None:
    """Code, name, ground and steps of an item are found in the graph by the terms of the profile."""
    published = published_at(CATALOGUE)
    item = published.entries[XK].item
    graph = graph_of([written(published)[XK]])
    service = URIRef(f"urn:x-power-catalogue:999900:items:{XK}#this")
    assert (service, RDF.type, CPSV.PublicService) in graph
    assert graph.value(service, DCT.identifier) == Literal(XK)
    assert graph.value(service, DCT.title) == Literal(item.name, lang="zh")
    law = URIRef("urn:x-power-catalogue:999900:laws:gong-yuan-tiao-li#this")
    assert (service, CV.hasLegalResource, law) in graph
    ground = URIRef(f"urn:x-power-catalogue:999900:items:{XK}#basis-1")
    provision = graph.value(ground, CPSV.implements)
    assert graph.value(ground, DCT.description) == Literal(item.legal_basis[0].provides, lang="zh")
    assert graph.value(provision, ELI.is_part_of) == law
    assert graph.value(provision, DCT.title) == Literal("第十二条第二款", lang="zh")
    steps = graph.value(service, POWER.hasStep)
    assert steps is not None
    names = [str(graph.value(step, DCT.identifier)) for step in rdflib.collection.Collection(graph, steps)]
    assert names == [step.id for step in item.flow]
    assert set(graph.objects(None, POWER.step)) <= set(graph.subjects(RDF.type, POWER.Step))


def test_nothing_is_lost_on_readers_of_linked_data() -> None:
    """Every field of every node is a term of the context; one that is not breaks the published schema."""
    published = published_at(CATALOGUE)
    writer = Writer(published.settings, contract(schema.authored()))
    document = json.loads(written(published)[CF])
    content = {key: value for key, value in document.items() if key not in {"schema_version", "document"}}
    assert writer.document("service", content, key=CF)
    content["follows"][0]["colour"] = "red"
    with pytest.raises(DumpError, match=rf"items/{CF}\.jsonld 的 follows/0 不符合公布的结构 service"):
        writer.document("service", content, key=CF)


def test_things_are_named_by_their_pages_where_these_have_an_address() -> None:
    """With a public address a power, a law and a department are named below it; without one, by URNs."""
    published = published_at(CATALOGUE)
    settings = msgspec.structs.replace(published.settings, site_address=SITE)
    document = json.loads(written(msgspec.structs.replace(published, settings=settings))[XK])
    assert document["id"] == f"{SITE}items/{XK}/#this"
    assert document["page"] == {"id": f"{SITE}items/{XK}/", "type": "Document"}
    assert document["hasCompetentAuthority"]["id"] == f"{SITE}departments/gong-yuan-ju/#this"
    assert document["hasLegalResource"][0]["id"] == f"{SITE}laws/gong-yuan-tiao-li/#this"
    assert violations(graph_of([json.dumps(document).encode()]), CPSV_AP) == []


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit(value=20, unit="工作日"), {"workingDays": 20}),
        (Limit(value=30, unit="日"), {"processingTime": "P30D"}),
        (Limit(value=6, unit="月"), {"processingTime": "P6M"}),
        (Limit(value=1, unit="年"), {"processingTime": "P1Y"}),
        (Limit(immediate=True), {}),
    ],
)
def test_working_days_are_not_days(limit: Limit, said: dict[str, object]) -> None:
    """A limit in calendar units is a duration; working days, which no duration knows, are a number of our own."""
    published = changed(published_at(CATALOGUE), QT, time_limits=TimeLimits(statutory=limit))
    document = json.loads(written(published)[QT])
    assert {key: document[key] for key in ("workingDays", "processingTime") if key in document} == said


def test_who_is_only_entrusted_does_not_answer() -> None:
    """The competent authority of an entrusted power is who entrusted it; the entrusted body takes part."""
    published = published_at(CATALOGUE)
    body = msgspec.structs.replace(
        published.entries[QT].item.implementing_body, name="示例公司", nature="受委托组织", entrusted_by="市公园局"
    )
    graph = graph_of([written(changed(published, QT, implementing_body=body))[QT]])
    service = URIRef(f"urn:x-power-catalogue:999900:items:{QT}#this")
    authority = graph.value(service, CV.hasCompetentAuthority)
    assert authority == URIRef("urn:x-power-catalogue:999900:departments:gong-yuan-ju#this")
    part = graph.value(service, CV.hasParticipation)
    assert graph.value(graph.value(part, CV.hasParticipant), DCT.title) == Literal("示例公司", lang="zh")


def test_an_address_that_is_no_iri_stops_the_build() -> None:
    """An address with a character that no IRI may hold raises, naming document, field and format."""
    published = published_at(CATALOGUE)
    broken = changed(published, XK, online="https://example.org/{办事}", windows=(Window(name="一号窗口"),))
    with pytest.raises(DumpError, match=rf"items/{XK}\.jsonld 的 online 里有网址不能有的字符 '{{'，不能写进 JSON-LD"):
        written(broken)

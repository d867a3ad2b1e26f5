"""The whole as linked data: a catalogue by DCAT-AP 3, its one dataset, and every file it can be downloaded as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pipeline.documents import KINDS, ROOT, VERSION, Kind, Use, path_of
from pipeline.dumps.linkage import CHINESE, Term, context, link, literal, schema, several, stated, typed, words
from pipeline.dumps.naming import reference, urn
from pipeline.dumps.writing import Writer
from pipeline.model import Published
from pipeline.outputs import Output

_CLASSES = {
    "Agent": "foaf:Agent",
    "Catalog": "dcat:Catalog",
    "Checksum": "spdx:Checksum",
    "ChecksumAlgorithm": "spdx:ChecksumAlgorithm",
    "DataService": "dcat:DataService",
    "Dataset": "dcat:Dataset",
    "Distribution": "dcat:Distribution",
    "Document": "foaf:Document",
    "Frequency": "dct:Frequency",
    "LicenseDocument": "dct:LicenseDocument",
    "LinguisticSystem": "dct:LinguisticSystem",
    "Location": "dct:Location",
    "MediaType": "dct:MediaType",
    "Resource": "rdfs:Resource",
    "Standard": "dct:Standard",
}
_TERMS: dict[str, Term] = {
    "accessURL": link("dcat:accessURL"),
    "accrualPeriodicity": link("dct:accrualPeriodicity"),
    "algorithm": link("spdx:algorithm"),
    "byteSize": typed("dcat:byteSize", "xsd:nonNegativeInteger"),
    "checksum": link("spdx:checksum"),
    "checksumValue": typed("spdx:checksumValue", "xsd:hexBinary"),
    "conformsTo": link("dct:conformsTo"),
    "dataset": link("dcat:dataset"),
    "description": words("dct:description"),
    "distribution": several(link("dcat:distribution")),
    "downloadURL": link("dcat:downloadURL"),
    "endpointDescription": link("dcat:endpointDescription"),
    "endpointURL": link("dcat:endpointURL"),
    "homepage": link("foaf:homepage"),
    "identifier": literal("dct:identifier"),
    "landingPage": link("dcat:landingPage"),
    "language": link("dct:language"),
    "license": link("dct:license"),
    "mediaType": link("dcat:mediaType"),
    "modified": typed("dct:modified", "xsd:date"),
    "name": words("foaf:name"),
    "prefLabel": words("skos:prefLabel"),
    "publisher": link("dct:publisher"),
    "servesDataset": link("dcat:servesDataset"),
    "service": link("dcat:service"),
    "spatial": link("dct:spatial"),
    "title": words("dct:title"),
    "version": literal("dcat:version"),
}
_CONTEXT = context(_CLASSES, _TERMS)
_NEEDED = ["title", "description", "publisher", "dataset", "service"]
SCHEMA = schema(_CONTEXT, _CLASSES, _TERMS, {"type": "Catalog", "required": _NEEDED})
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_DATA = {Use.WHOLE, Use.TABLE, Use.CHANGE}
_DAILY = "http://publications.europa.eu/resource/authority/frequency/DAILY"
_OPENAPI = "https://spec.openapis.org/oas/v3.1.0"

Node = dict[str, Any]


class Sum(NamedTuple):
    """What a file weighs and the hash by which it is known."""

    path: str
    """Relative to ``ROOT``."""
    size: int
    """Bytes."""
    sha256: str


def dataset(published: Published) -> Node:
    """Return what every mention of the dataset says of it."""
    settings = published.settings
    return {
        "id": urn(settings, "dataset"),
        "type": "Dataset",
        "title": settings.title,
        "description": settings.description or settings.title,
        "publisher": {
            "id": urn(settings, "publisher"),
            "type": "Agent",
            "identifier": settings.division,
            "title": settings.title,
            "name": settings.title,
        },
    }


def catalog(published: Published, writer: Writer, sums: Iterable[Sum]) -> Output:
    """Return the description of the catalogue; ``sums`` are its documents, those of single records among them."""
    settings = published.settings
    path = path_of("catalogue")
    modified = published.modified(published.entries)
    licence = settings.licence
    terms: Node | None = None
    if licence:
        name = reference(licence.url, path, "licence/url") if licence.url else urn(settings, "licence")
        terms = {"id": name, "type": "LicenseDocument", "title": licence.name}
    # The index changes every day with the date it tells, and would take the catalogue with it.
    kinds = {kind.path: kind for kind in KINDS if kind.whole and kind.use in _DATA and kind.name != "index"}
    site = settings.site_address
    common = {"license": terms, "modified": modified.isoformat() if modified else None, "language": CHINESE}
    data = dataset(published)
    described = stated(
        **data,
        **common,
        identifier=settings.division,
        spatial={
            "id": urn(settings, "place"),
            "type": "Location",
            "identifier": settings.division,
            "prefLabel": settings.jurisdiction,
        },
        accrualPeriodicity={"id": _DAILY, "type": "Frequency"},
        landingPage={"id": site, "type": "Document"} if site else None,
        version=VERSION,
        distribution=[_distribution(kinds[one.path], one, site, terms) for one in sums if one.path in kinds],
    )
    content = stated(
        id=urn(settings, "catalogue"),
        type="Catalog",
        title=settings.title,
        description=data["description"],
        publisher=data["publisher"]["id"],
        **common,
        homepage={"id": site, "type": "Document"} if site else None,
        dataset=described,
        service={
            "id": urn(settings, "service"),
            "type": "DataService",
            "title": "静态数据接口",
            "endpointURL": {"id": _address(site, ""), "type": "Resource"},
            "endpointDescription": {"id": _address(site, path_of("openapi")), "type": "Resource"},
            "conformsTo": {"id": _OPENAPI, "type": "Standard"},
            "servesDataset": data["id"],
        },
    )
    return writer.document("catalogue", {"@context": _CONTEXT, **content}, modified=modified)


def _distribution(kind: Kind, one: Sum, site: str | None, terms: Node | None) -> Node:
    address = _address(site, one.path)
    return stated(
        type="Distribution",
        title=kind.title,
        description=kind.about,
        accessURL=address,
        downloadURL=address,
        mediaType={"id": f"{_MEDIA_TYPES}{kind.media_type}", "type": "MediaType"},
        byteSize=one.size,
        checksum={
            "type": "Checksum",
            "algorithm": {"id": _SHA256, "type": "ChecksumAlgorithm"},
            "checksumValue": one.sha256,
        },
        license=terms["id"] if terms else None,
    )


def _address(site: str | None, path: str) -> str:
    """Return where a document lies; without a public address, from where this one was fetched."""
    return f"{site}{ROOT}/{path}" if site else path or "./"

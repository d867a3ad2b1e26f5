"""JSON-LD that is plain JSON too: terms, the context that explains them, and the schema that holds data to them.

The schema of a document is made from its context, so that no field can be written that the context does not explain and
readers of linked data would silently lose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pipeline.dumps.shapes import Schema

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "power": "urn:x-power-catalogue:terms:",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""``power`` is our own: what no vocabulary has a word for."""
CHINESE = {
    "id": "http://publications.europa.eu/resource/authority/language/ZHO",
    "type": "LinguisticSystem",
}
"""The language of every catalogue."""

Term = Mapping[str, str]
_STRINGS: Mapping[str, Schema] = {
    "xsd:date": {"type": "string", "format": "date"},
    "xsd:duration": {"type": "string", "pattern": "^P[0-9]+[DMY]$"},
    "xsd:hexBinary": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "xsd:integer": {"type": "integer"},
    "xsd:nonNegativeInteger": {"type": "integer", "minimum": 0},
    "xsd:double": {"type": "number"},
    "xsd:boolean": {"type": "boolean"},
}


def literal(iri: str) -> Term:
    """Return a term whose values are text without a language."""
    return {"@id": iri}


def words(iri: str) -> Term:
    """Return a term whose values are text in Chinese."""
    return {"@id": iri, "@language": "zh"}


def link(iri: str) -> Term:
    """Return a term whose values are things, or the names of things."""
    return {"@id": iri, "@type": "@id"}


def several(term: Term) -> Term:
    """Return a term that always has a list of values, in no order."""
    return {**term, "@container": "@set"}


def ordered(term: Term) -> Term:
    """Return a term that always has a list of values, whose order matters."""
    return {**term, "@container": "@list"}


def typed(iri: str, datatype: str) -> Term:
    """Return a term whose values have a datatype of XML Schema."""
    return {"@id": iri, "@type": datatype}


def context(classes: Mapping[str, str], terms: Mapping[str, Term]) -> dict[str, Any]:
    """Return the context of documents that use these classes and terms, with the prefixes they need."""
    names = {*classes.values(), *(value for term in terms.values() for value in term.values())}
    used = {name.partition(":")[0] for name in names}
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix in used}
    return {**prefixes, "id": "@id", "type": "@type", **classes, **terms}


def schema(described: Mapping[str, Any], classes: Collection[str], terms: Mapping[str, Term], main: Schema) -> Schema:
    """Return the schema of documents with a context: every node has these terms and classes and no other.

    ``main`` says which terms the topmost node needs, by ``required``, and of which class it is, by ``type``.
    """
    kind = {"enum": sorted(classes)}
    node = {
        "id": {"type": "string"},
        "type": {"anyOf": [kind, {"type": "array", "items": kind}]},
        **{name: _values(term) for name, term in terms.items()},
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["@context", "id", "type", *main["required"]],
        "properties": {
            "@context": {"title": "词语", "description": "每个词的含义，各文件都相同。", "const": described},
            **node,
            "type": {"const": main["type"]},
        },
        "$defs": {
            "node": {
                "title": "事物",
                "description": "关联数据里的一个事物。",
                "type": "object",
                "additionalProperties": False,
                "required": ["type"],
                "properties": node,
            }
        },
    }


def stated(**values: Any) -> dict[str, Any]:
    """Return a node of what there is to be said."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}


def _values(term: Term) -> Schema:
    """Return what a term takes: a value or a list of them."""
    datatype = term.get("@type")
    if datatype == "@id":
        one: Schema = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/node"}]}
    else:
        one = _STRINGS[datatype] if datatype else {"type": "string"}
    return {"type": "array", "items": one} if "@container" in term else one

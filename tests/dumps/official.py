"""The official shapes of the application profiles, and what they find wrong in a graph."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyshacl
import rdflib
from rdflib import SH

from pipeline.model import Published
from support import CATALOGUE, ROOT, WIDER, published_at

_STANDARDS = ROOT / "tests/standards"
CPSV_AP = ("cpsv-ap-3.2.0-shapes.ttl",)
DCAT_AP = ("dcat-ap-3.0.1-shapes.ttl", "dcat-ap-3.0.1-ranges.ttl")


@functools.cache
def shapes(names: tuple[str, ...]) -> rdflib.Graph:
    """Return official shapes; what they refer to and nowhere describe is left out, for pySHACL takes it as a fault."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(_STANDARDS / name)
    for shape, described in list(graph.subject_objects(SH.property)):
        if (described, SH.path, None) not in graph:
            graph.remove((shape, SH.property, described))
    return graph


def graph_of(documents: Iterable[bytes]) -> rdflib.Graph:
    """Return documents in JSON-LD as one graph; nothing is fetched, since each brings its own context."""
    graph = rdflib.Graph()
    for content in documents:
        graph.parse(data=content, format="json-ld", publicID="https://served.example.org/api/v1/document")
    return graph


def violations(graph: rdflib.Graph, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what breaks the official shapes: the thing and the path of each violation."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(names))
    assert isinstance(report, rdflib.Graph)
    found = report.subjects(rdflib.RDF.type, SH.ValidationResult)
    return sorted((str(report.value(one, SH.focusNode)), str(report.value(one, SH.resultPath))) for one in found)


@functools.cache
def wide() -> Published:
    """Return what is published of the small catalogue with an item of every category."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(CATALOGUE, Path(folder) / "catalogue"))
        return published_at(Path(shutil.copytree(WIDER, root, dirs_exist_ok=True)))

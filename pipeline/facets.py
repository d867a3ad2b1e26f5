"""Say by what readers may narrow the catalogue, and tabulate every item's place for the page of results.

Pagefind's own filters come in blocks whose bytes differ from run to run, and tell no counts for choices combined. The
table here is one document: ``theme/assets/facets.js`` filters, counts and sorts by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from pipeline.model import Entry, Published
from pipeline.spelling import pronounced
from pipeline.wording import AUDIENCES

_AUDIENCES = {"自然人": "person", "法人": "organization"}
_FEES = (("fee", "收费"), ("free", "不收费"))


class Value(NamedTuple):
    """One choice within a facet: as addresses write it, and as readers see it."""

    id: str
    title: str


class Facet(NamedTuple):
    """One way to narrow the catalogue; its values stand in the order of their vocabulary."""

    id: str
    title: str
    values: tuple[Value, ...]


class Row(NamedTuple):
    """One item of the table."""

    id: str
    """The name of its fragment in the index."""
    name: str
    filed: Mapping[str, tuple[str, ...]]
    """The identifiers of its values by facet."""


def facets(published: Published) -> tuple[Facet, ...]:
    """Return the facets in the order readers see them."""

    def terms(vocabulary: str, before: str = "") -> tuple[Value, ...]:
        return tuple(Value(term.id, before + term.title) for term in published.vocabularies[vocabulary].terms)

    themes = (
        Value(term.id, f"{term.title}（{AUDIENCES[term.audience]}）" if term.audience else term.title)
        for term in published.vocabularies["themes"].terms
    )
    return (
        Facet("department", "部门", tuple(Value(one.id, one.name) for one in published.departments.values())),
        Facet("category", "权力类别", terms("categories")),
        Facet("theme", "主题", tuple(themes)),
        Facet("audience", "服务对象", tuple(Value(key, AUDIENCES[kind]) for kind, key in _AUDIENCES.items())),
        Facet("risk", "廉政风险", terms("risk-levels", "廉政风险")),
        Facet("stage", "所处阶段", terms("stages")),
        Facet("fee", "收费", tuple(Value(*fee) for fee in _FEES)),
    )


def filed(entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return the identifiers of an item's values by facet."""
    item = entry.item
    return {
        "department": (item.department,),
        "category": (item.category,),
        "theme": item.themes,
        "audience": tuple(_AUDIENCES[kind] for kind in item.audience),
        "risk": (str(item.risk.level),),
        "stage": (entry.derived.stage,),
        "fee": (_FEES[0 if item.fees.charged else 1][0],),
    }


def table(shelves: Iterable[Facet], rows: Iterable[Row]) -> bytes:
    """Return the table as JSON; the same rows in any order make the same bytes.

    ``ids`` are the rows' identifiers between spaces, in the order in which names are said. A facet has its ``values``,
    the different ``sets`` of values that rows have (as places of values), and in ``rows`` the place of each row's set.
    """
    ordered = sorted(rows, key=lambda row: (pronounced(row.name), row.name, row.id))
    return msgspec.json.encode(
        {"ids": " ".join(row.id for row in ordered), "facets": [_column(facet, ordered) for facet in shelves]}
    )


def _column(facet: Facet, rows: Sequence[Row]) -> dict[str, object]:
    places = {value.id: place for place, value in enumerate(facet.values)}
    sets = [tuple(sorted(places[value] for value in row.filed[facet.id])) for row in rows]
    distinct = {one: number for number, one in enumerate(sorted(set(sets)))}
    return {
        "id": facet.id,
        "title": facet.title,
        "values": facet.values,
        "sets": list(distinct),
        "rows": [distinct[one] for one in sets],
    }

"""An item for search engines: what its page says, as a schema.org GovernmentService in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from pipeline.model import IMPOSED, Basis, Entry, PublicItem, Published
from pipeline.wording import provision

_SCRIPT = Markup('<script type="application/ld+json">{}</script>')
_INERT = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
"""What could end the script element, begin another or end a line of script, as JSON may write it too."""


def service(entry: Entry, published: Published) -> dict[str, Any]:
    """Return an item as a GovernmentService; what is not known is absent, and nothing is said that its page lacks."""
    item, derived, settings = entry.item, entry.derived, published.settings
    area = {"@type": "AdministrativeArea", "name": settings.jurisdiction, "identifier": settings.division}
    reservations = [
        *(["示例数据，不是官方发布"] if item.sample else []),
        *([derived.stage_name] if derived.stage != "active" else []),
    ]
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "identifier": item.code,
            "name": item.name,
            "alternateName": item.aliases,
            "description": item.summary,
            "disambiguatingDescription": "；".join(reservations),
            "url": f"{settings.site_address}{entry.address}" if settings.site_address else None,
            "serviceType": derived.category_name,
            **_bodies(entry),
            "areaServed": area,
            "jurisdiction": area,
            "audience": [{"@type": "Audience", "audienceType": kind} for kind in item.audience],
            "offers": _offers(item),
            "subjectOf": _legislation(item.legal_basis, published),
        }
    )


def script(data: Mapping[str, Any]) -> Markup:
    """Return JSON-LD as a script element, which no text in it can leave; browsers do not run it."""
    text = msgspec.json.encode(data).decode().translate(_INERT)
    return _SCRIPT.format(Markup(text))  # noqa: S704  # nothing that HTML knows is left in it


def _bodies(entry: Entry) -> dict[str, Any]:
    """Say who answers for the service; whoever is only entrusted operates it in the name of another."""
    body = entry.item.implementing_body
    provider = {"@type": "GovernmentOrganization", "name": entry.answerable}
    operator = {"@type": "Organization", "name": body.name}
    return {"provider": provider, **({"serviceOperator": operator} if body.entrusted else {})}


def _offers(item: PublicItem) -> list[dict[str, Any]]:
    """Say what it costs: nothing, or each fee in the words of its standard, which is no number."""
    if item.category in IMPOSED:
        return []
    if not item.fees.charged:
        return [{"@type": "Offer", "price": 0, "priceCurrency": "CNY"}]
    return [{"@type": "Offer", "name": fee.name, "description": fee.standard} for fee in item.fees.items]


def _legislation(bases: Sequence[Basis], published: Published) -> list[dict[str, Any]]:
    """Return every instrument cited, once, with the provisions that are cited of it."""
    provisions: dict[str, dict[str, None]] = {}
    for basis in bases:
        provisions.setdefault(basis.law, {})[provision(basis)] = None
    return [
        _stated(
            {
                "@type": "Legislation",
                "name": (law := published.laws[key]).title,
                "legislationType": law.kind,
                "legislationIdentifier": law.document_no,
                "url": law.url,
                "hasPart": [{"@type": "Legislation", "name": name} for name in names],
            }
        )
        for key, names in provisions.items()
    ]


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is there to be said."""
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}

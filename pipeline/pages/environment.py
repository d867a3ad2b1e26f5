"""The template environment: autoescaping, strict about missing names, with the project's own wording as filters."""

from __future__ import annotations

import functools
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline import feedback, wording
from pipeline.model import Citation, Law, Published
from pipeline.outputs import Page


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "date": wording.date,
        "duration": wording.duration,
        "limit": wording.limit,
        "mailto": feedback.mailto,
        "provision": wording.provision,
        "safe_svg": Markup,  # charts are rebuilt from an allow-list before they get here
    }
    return environment


def render(  # noqa: PLR0913  # what every page has, by name
    template: str, published: Published, address: str, *, title: str, description: str, head: str = "", **values: Any
) -> Page:
    """Render one template into a Page; templates see the published data and ``root``, the way to the site's top."""

    def cite(citation: Citation) -> str:
        return wording.cite(citation, law(citation))

    def law(citation: Citation) -> Law:
        return published.laws[citation.law]

    content = (
        _environment()
        .get_template(template)
        .render(
            published=published,
            settings=published.settings,
            root="../" * address.count("/"),
            address=address,
            title=title,
            description=description,
            cite=cite,
            law=law,
            **values,
        )
    )
    return Page(address, title, description, content, head)

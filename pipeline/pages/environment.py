"""The template environment: autoescaping, strict about missing names, with the project's own wording as filters."""

from __future__ import annotations

import functools
import re
from typing import Any

import jinja2
import jinja2.ext
from markupsafe import Markup

from pipeline import feedback, wording
from pipeline.model import Citation, Law, Published
from pipeline.outputs import Page

_ALONE = re.compile(r' (?:fill|stroke|stroke-width|xmlns)="[^"<>]*"')
"""What a chart needs on its own; in a page flowchart.css says it of every shape."""


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_BREAK = re.compile(r"(</?(?:[dou]l|d[dt]|li|t[dhr]|thead|tbody|table|p|div|section|h[1-6])(?: [^<>{}]*)?>)\n")
"""The end of a line after a tag beside which HTML knows no blanks."""


class _Unspaced(jinja2.ext.Extension):
    """Leave out the blanks of the templates, never of what is put into them: a twentieth of a page would be blanks."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # as called
        return _BREAK.sub(r"\1", _INDENT.sub("", source))


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        extensions=[_Unspaced],
    )
    environment.globals["AUDIENCES"] = wording.AUDIENCES
    environment.filters |= {
        "date": wording.date,
        "duration": wording.duration,
        "limit": wording.limit,
        "mailto": feedback.mailto,
        "provision": wording.provision,
        "safe_svg": lambda svg: Markup(_ALONE.sub("", svg)),  # noqa: S704  # drawn by us, every word in it escaped
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

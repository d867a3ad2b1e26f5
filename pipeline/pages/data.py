"""The page that lists what can be downloaded, subscribed to and relied on, made from the list of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.documents import KINDS, ROOT, VERSIONS, Kind, Use, path_of
from pipeline.model import Published
from pipeline.outputs import Page
from pipeline.pages import head
from pipeline.pages.environment import render

_TITLE = "开放数据"


class Line(NamedTuple):
    """One kind of document as the page shows it."""

    kind: Kind
    address: str
    """How it is written, with the name of the key in words."""
    example: str | None
    """Where one of them lies, relative to the site; None while there is none."""


def data(published: Published) -> Page:
    """Render the page of the static API."""
    examples = _examples(published)
    lines = {
        use: [
            Line(kind, kind.path.format(code="<编码>", id="<编号>", table="<表>"), _example(kind, examples))
            for kind in KINDS
            if kind.use is use
        ]
        for use in Use
    }
    return render(
        "data.html",
        published,
        "api/",
        title=_TITLE,
        description="全部数据都可以下载和再利用，不要密钥，不限次数。",
        head=head.column(_TITLE) + head.alternates(published, "api/", "", tuple(published.entries), "changes-feed"),
        lines=lines,
        base=ROOT,
        versions=VERSIONS,
    )


def _examples(published: Published) -> Mapping[str, str]:
    """Return by folder the key of a record that has every document its kind may have."""
    groups = {
        "items": {code: (code,) for code in published.entries},
        "departments": published.by_department,
        "categories": published.by_category,
    }
    dated = {
        folder: next((key for key, codes in keys.items() if published.modified(codes)), "")
        for folder, keys in groups.items()
    }
    others = {
        "themes": next((key for key, codes in published.by_theme.items() if codes), ""),
        "laws": next((key for key, codes in published.by_law.items() if codes), ""),
        "vocabularies": "categories",
        "schemas": "item",
        "tables": "items",
    }
    return {folder: key for folder, key in (dated | others).items() if key}


def _example(kind: Kind, examples: Mapping[str, str]) -> str | None:
    if kind.whole:
        return f"{ROOT}/{kind.path}"
    key = examples.get(kind.path.partition("/")[0])
    return f"{ROOT}/{path_of(kind.name, key)}" if key else None

"""What the head of a page says to machines: the meta tags customary on Chinese government sites, and linked data.

The tags of 国办发〔2017〕47号: an article names its column, title, day and source, a column names itself. What is the
same on every page of the site stands in the theme. A tag without a true value is absent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markupsafe import Markup

from pipeline.documents import ATOM, BY_NAME, ROOT, path_of
from pipeline.model import Entry, Published
from pipeline.pages import linked

ALL_ITEMS = "全部事项"
"""The column in which every item lies."""
_META = Markup('<meta name="{}" content="{}">\n')
_ALTERNATE = Markup('<link rel="alternate" type="{}" href="{}{}">\n')
_FEED = Markup('<link rel="alternate" type="{}" href="{}{}" title="{}">\n')
"""Readers show people the title of a feed; of other forms nobody sees one."""


def column(title: str) -> Markup:
    """Return the head of a page that leads to others."""
    return _metas({"ColumnName": title})


def article(entry: Entry, published: Published) -> Markup:
    """Return the head of an item's page; its day is that of the last change, and nobody knows the hour."""
    change = entry.item.last_change
    metas = {
        "ColumnName": ALL_ITEMS,
        "ArticleTitle": entry.item.name,
        "PubDate": change.date.isoformat() if change else "",
        "ContentSource": entry.derived.department_name,
    }
    code = entry.item.code
    others = alternates(published, entry.address, code, (code,), "item-feed", "item", "service")
    return _metas(metas) + others + linked.script(linked.service(entry, published))


def alternates(published: Published, address: str, key: str, codes: Collection[str], *names: str) -> Markup:
    """Return the links to the same in other forms, the kinds of documents ``names``; a feed has something to tell."""
    root = "../" * address.count("/")
    dated = published.modified(codes) is not None
    kinds = [kind for name in names if (kind := BY_NAME[name]).media_type != ATOM or dated]
    return Markup().join(
        (_FEED if kind.media_type == ATOM else _ALTERNATE).format(
            kind.media_type, f"{root}{ROOT}/", path_of(kind.name, key), kind.title
        )
        for kind in kinds
    )


def _metas(values: Mapping[str, str]) -> Markup:
    return Markup().join(_META.format(name, text) for name, text in values.items() if text)

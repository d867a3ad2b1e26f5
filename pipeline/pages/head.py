"""What the head of a page says to machines: the meta tags customary on Chinese government sites, and linked data.

The tags of 国办发〔2017〕47号: an article names its column, title, day and source, a column names itself. What is the
same on every page of the site stands in the theme. A tag without a true value is absent.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from pipeline.model import Entry, Published
from pipeline.pages import linked

ALL_ITEMS = "全部事项"
"""The column in which every item lies."""
_META = Markup('<meta name="{}" content="{}">\n')


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
    return _metas(metas) + linked.script(linked.service(entry, published))


def _metas(values: Mapping[str, str]) -> Markup:
    return Markup().join(_META.format(name, text) for name, text in values.items() if text)

"""Lists of items by department, category, theme, risk, stage and law: one page per group, in parts that never grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from pipeline import feedback
from pipeline.model import Department, Instrument, Law, Published, Term
from pipeline.outputs import Page
from pipeline.pages.environment import render
from pipeline.pages.head import ALL_ITEMS, alternates, column

PER_PAGE = 50
_FACETS = {
    "departments": "department",
    "categories": "category",
    "themes": "theme",
    "risks": "risk",
    "stages": "stage",
}
"""What the page of results calls each grouping in its address; a law it finds by its name."""
_DOCUMENTS = {
    "departments": ("department-feed", "department"),
    "categories": ("category-feed", "category"),
    "themes": ("theme",),
    "laws": ("law",),
}
"""The kinds of documents that hold the same as the pages of a grouping."""


class Group(NamedTuple):
    """The items under one key."""

    key: str
    title: str
    description: str
    codes: tuple[str, ...]
    about: Department | Law | Term


class Grouping(NamedTuple):
    """One way to divide the catalogue, as a folder of the site."""

    slug: str
    title: str
    description: str
    groups: tuple[Group, ...]


def groupings(published: Published) -> tuple[Grouping, ...]:
    """Return every way of dividing the catalogue, in the order the site shows them."""

    def terms(
        slug: str, title: str, description: str, vocabulary: str, codes: Mapping[str, tuple[str, ...]]
    ) -> Grouping:
        groups = (
            Group(term.id, term.title, term.description or "", codes[term.id], term)
            for term in published.vocabularies[vocabulary].terms
        )
        return Grouping(slug, title, description, tuple(groups))

    departments = (
        Group(one.id, one.name, one.responsibilities or "", published.by_department[one.id], one)
        for one in published.departments.values()
    )
    laws = (
        Group(one.id, f"《{one.called}》", f"{one.kind}，{one.issuing_body}制定。", published.by_law[one.id], one)
        for one in published.laws.values()
    )
    return (
        Grouping("departments", "按部门查", "每个部门有哪些行政权力。", tuple(departments)),
        terms("categories", "按类别查", "行政权力分为八类。", "categories", published.by_category),
        terms("themes", "按主题查", "按生活和经营中的事情来找。", "themes", published.by_theme),
        terms(
            "risks",
            "按廉政风险查",
            "廉政风险由高到低分为三级。",
            "risk-levels",
            published.by_risk,
        ),
        terms("stages", "按阶段查", "从公示、施行到取消。", "stages", published.by_stage),
        Grouping("laws", "按法律依据查", "每个法律文件被哪些事项引用。", tuple(laws)),
    )


class _Listing(NamedTuple):
    """A list of items at one address, before it is cut into parts."""

    address: str
    title: str
    description: str
    codes: Sequence[str]
    grouping: Grouping | None = None
    group: Group | None = None

    @property
    def asked(self) -> str:
        """Return the query by which the page of results shows the same items, to be narrowed and sorted."""
        if not self.grouping or not self.group:
            return urlencode({"sort": "name"})
        facet = _FACETS.get(self.grouping.slug)
        return urlencode({facet: self.group.key} if facet else {"q": self.group.title})


def pages(published: Published) -> Iterator[Page]:
    """Yield the list of all items, and of every grouping its index and its groups."""
    yield from _parts(published, _Listing("items/", ALL_ITEMS, "目录中的全部行政权力事项。", tuple(published.entries)))
    for grouping in groupings(published):
        address = f"{grouping.slug}/"
        yield render(
            "grouping.html",
            published,
            address,
            title=grouping.title,
            description=grouping.description,
            head=column(grouping.title),
            grouping=grouping,
            instruments=get_args(Instrument),
            ways=feedback.of_catalogue(published.settings),
        )
        for group in grouping.groups:
            description = group.description or f"{group.title}的行政权力事项。"
            listing = _Listing(f"{address}{group.key}/", group.title, description, group.codes, grouping, group)
            yield from _parts(published, listing)


def _parts(published: Published, listing: _Listing) -> Iterator[Page]:
    """Yield a list of items in parts; the first part stands at the list's own address."""
    address, title, description, codes, grouping, group = listing
    settings = published.settings
    about = group.about if group else None
    ways = feedback.of_department(settings, about) if isinstance(about, Department) else feedback.of_catalogue(settings)
    documents = _DOCUMENTS.get(grouping.slug, ()) if grouping else ("changes-feed", "items")
    parts = [codes[start : start + PER_PAGE] for start in range(0, len(codes) or 1, PER_PAGE)]
    for number, part in enumerate(parts, 1):
        place = address if number == 1 else f"{address}page-{number}/"
        yield render(
            "list.html",
            published,
            place,
            title=title,
            description=description,
            head=column(title) + alternates(published, place, group.key if group else "", codes, *documents),
            entries=[published.entries[code] for code in part],
            total=len(codes),
            number=number,
            parts=len(parts),
            first="" if number == 1 else "../",
            grouping=grouping,
            group=group,
            asked=listing.asked,
            ways=ways,
            objections=feedback.OBJECTIONS,
        )

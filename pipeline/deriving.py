"""Compute every derived fact once: stages, groups, who cites what; the rest of the engine only shows them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from pipeline import scoring, surveying, workdays
from pipeline.events import events
from pipeline.flowchart import steps_text
from pipeline.model import Derived, Entry, Flow, LookAlike, PublicCatalogue, PublicItem, Published, Release, Stage

_K = TypeVar("_K")


def derive(catalogue: PublicCatalogue, release: Release | None, today: dt.date) -> Published:
    """Return what is published on that day."""
    items = catalogue.items
    predecessors = _grouped(items, lambda item: [item.successor] if item.successor else [])
    founded = _grouped(items, _founding_articles)
    alike = _alike(items)
    names = {
        key: {term.id: term.title for term in catalogue.vocabularies[key].terms}
        for key in ("categories", "risk-levels", "stages")
    }

    def entry(item: PublicItem) -> Entry:
        stage = stage_on(item, today)
        derived = Derived(
            stage=stage,
            stage_name=names["stages"][stage],
            department_name=catalogue.departments[item.department].name,
            category_name=names["categories"][item.category],
            risk_level_name=names["risk-levels"][str(item.risk.level)],
            risk_score=scoring.score(item.risk, catalogue.settings.risk_score),
            lapsed=tuple(
                sorted(law for law in cited_laws(item) if not catalogue.laws[law].in_force(item.day_of_exercise(today)))
            ),
            predecessors=predecessors.get(item.code, ()),
            successors=_successors(item, items, today),
            same_article=tuple(
                sorted({code for article in _founding_articles(item) for code in founded[article]} - {item.code})
            ),
            look_alikes=alike.get(item.code, ()),
            **{f"{field}_text": _told(flow, item) for field, flow in item.flows()},
        )
        left = workdays.between(today, item.notice.end) if stage == "notice" and item.notice else None
        return Entry(item, derived, events(item, today), left)

    entries = {code: entry(item) for code, item in items.items()}
    changed = [(item.last_change.date, code) for code, item in items.items() if item.last_change]
    return Published(
        settings=catalogue.settings,
        release=release,
        today=today,
        entries=entries,
        departments=catalogue.departments,
        laws=catalogue.laws,
        vocabularies=catalogue.vocabularies,
        by_department=_under(catalogue.departments, _grouped(items, lambda item: [item.department])),
        by_category=_under(_terms(catalogue, "categories"), _grouped(items, lambda item: [item.category])),
        by_theme=_under(_terms(catalogue, "themes"), _grouped(items, lambda item: item.themes)),
        by_law=_under(catalogue.laws, _grouped(items, cited_laws)),
        by_risk=_under(_terms(catalogue, "risk-levels"), _grouped(items, lambda item: [str(item.risk.level)])),
        by_stage=_under(_terms(catalogue, "stages"), _grouped(items, lambda item: [entries[item.code].derived.stage])),
        recent=tuple(code for _, code in sorted(changed, key=lambda change: (-change[0].toordinal(), change[1]))),
    )


def stage_on(item: PublicItem, today: dt.date) -> Stage:
    """Return where in its life a power stands on that day."""
    if item.ended and item.ended <= today:
        return "repealed"
    if item.effective and item.effective <= today:
        past = [decision for decision in item.decisions if decision.date <= today]
        return "suspended" if past and past[-1].kind == "暂停" else "active"
    if item.notice and item.notice.start <= today:
        return "notice" if today <= item.notice.end else "scheduled"
    return "scheduled" if item.effective and not item.notice else "draft"


def cited_laws(item: PublicItem) -> set[str]:
    """Return the identifiers of all laws an item cites, wherever it does."""
    return {citation.law for _, citation in item.citations()}


def _successors(item: PublicItem, items: Mapping[str, PublicItem], today: dt.date) -> tuple[str, ...]:
    """Return where a repealed item lives on: the first of its line that is not itself repealed, or the last."""
    passed = {item.code}
    while stage_on(item, today) == "repealed" and (following := item.successor) and following not in passed:
        item = items[following]
        passed.add(following)
    return (item.code,) if len(passed) > 1 else ()


def _alike(items: Mapping[str, PublicItem]) -> dict[str, tuple[LookAlike, ...]]:
    """Return by code what each item may be taken for, in the order of the codes; who is alike to one is it to both."""
    found: defaultdict[str, list[LookAlike]] = defaultdict(list)
    for pair in surveying.pairs(items.values()):
        found[pair.first].append(LookAlike(code=pair.second, alike=pair.ground))
        found[pair.second].append(LookAlike(code=pair.first, alike=pair.ground))
    return {code: tuple(sorted(others, key=lambda other: other.code)) for code, others in found.items()}


def _told(flow: Flow, item: PublicItem) -> tuple[str, ...]:
    return tuple(map(str, steps_text(flow, item.risk.points)))


def _founding_articles(item: PublicItem) -> set[tuple[str, int, int]]:
    return {(basis.law, basis.article, basis.sub_article or 0) for basis in item.founding()}


def _grouped(items: Mapping[str, PublicItem], keys: Callable[[PublicItem], Iterable[_K]]) -> dict[_K, tuple[str, ...]]:
    """Return the codes under each key, in the order of the items."""
    groups: defaultdict[_K, list[str]] = defaultdict(list)
    for code, item in items.items():
        for key in keys(item):
            groups[key].append(code)
    return {key: tuple(codes) for key, codes in groups.items()}


def _terms(catalogue: PublicCatalogue, vocabulary: str) -> list[str]:
    return [term.id for term in catalogue.vocabularies[vocabulary].terms]


def _under(keys: Iterable[str], groups: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the groups in the order of the keys, empty ones included."""
    return {key: groups.get(key, ()) for key in keys}

"""What the outputs are made from: public records and everything that is derived from them, once."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from pipeline.model.item import PublicItem
from pipeline.model.parts import RiskLevel
from pipeline.model.record import Record
from pipeline.model.registry import Department, Law, Vocabulary
from pipeline.model.settings import Settings
from pipeline.workdays import WorkingDays

Stage = Literal["draft", "notice", "scheduled", "active", "suspended", "repealed"]


Alikeness = Literal["名称", "条文"]
"""In what two powers look alike: the names alone, or the names and the provision that founds both."""


class Release(Record, frozen=True, kw_only=True):
    """The commit a publication was built from; None outside git."""

    commit: str
    committed: dt.date
    modified: bool = False
    """Whether the folder held changes that were not committed."""


EventKind = Literal["notice", "effective", "suspended", "resumed", "transferred", "changed", "repealed"]
EVENTS: Mapping[EventKind, str] = {
    "notice": "开始公示",
    "effective": "施行",
    "suspended": "暂停",
    "resumed": "恢复",
    "transferred": "划转",
    "changed": "变更",
    "repealed": "取消",
}
"""What each kind of event is called."""


class Event(Record, frozen=True, kw_only=True):
    """Something that happened to a power, as its record says."""

    date: dt.date
    kind: EventKind
    note: str


class RiskShare(Record, frozen=True, kw_only=True):
    """What one factor, or the gravest risk point, adds to the score."""

    factor: str
    """The name of the factor, or ``points``."""
    points: int
    most: int


class Score(Record, frozen=True, kw_only=True):
    """How high the risk is by the seven factors and the risk points; it explains the level, it does not set it."""

    total: int
    """From 0 to 100."""
    level: RiskLevel
    shares: tuple[RiskShare, ...]


class LookAlike(Record, frozen=True, kw_only=True):
    """Another power that may be taken for this one."""

    code: str
    alike: Alikeness


class Derived(Record, frozen=True, kw_only=True):
    """What follows from the records and the day; never authored."""

    stage: Stage
    stage_name: str
    department_name: str
    category_name: str
    risk_level_name: str
    risk_score: Score
    lapsed: tuple[str, ...] = ()
    """Laws the item cites that are not in force, by identifier."""
    predecessors: tuple[str, ...] = ()
    """Items that name this one as their successor."""
    successors: tuple[str, ...] = ()
    """Where a repealed power lives on: the items to which the chain of its successors leads."""
    same_article: tuple[str, ...] = ()
    """Other items founded on the same article."""
    look_alikes: tuple[LookAlike, ...] = ()
    flow_text: tuple[str, ...]
    internal_flow_text: tuple[str, ...] = ()
    """The flows in words, a few sentences a step: what the charts show."""


class Entry(msgspec.Struct, frozen=True):
    """One published power: the public record and what is derived from it."""

    item: PublicItem
    derived: Derived
    events: tuple[Event, ...] = ()
    """What has happened to it so far, newest first."""
    days_left: WorkingDays | None = None
    """Working days until the public notice ends; changes daily, so only pages show it."""

    @property
    def address(self) -> str:
        """Return the page's folder, relative to the site."""
        return f"items/{self.item.code}/"

    @property
    def answerable(self) -> str:
        """Return who answers for it: whoever exercises it, but who is only entrusted acts in the name of another."""
        body = self.item.implementing_body
        return (body.entrusted_by or self.derived.department_name) if body.entrusted else body.name

    @property
    def modified(self) -> dt.date | None:
        """Return the day of the last thing that happened to it; None when its record tells no day."""
        return self.events[0].date if self.events else None


class Published(msgspec.Struct, frozen=True):
    """Everything the outputs are made from; mappings keep their display order."""

    settings: Settings
    release: Release | None
    today: dt.date
    entries: Mapping[str, Entry]
    departments: Mapping[str, Department]
    laws: Mapping[str, Law]
    vocabularies: Mapping[str, Vocabulary]
    by_department: Mapping[str, tuple[str, ...]]
    by_category: Mapping[str, tuple[str, ...]]
    by_theme: Mapping[str, tuple[str, ...]]
    by_law: Mapping[str, tuple[str, ...]]
    by_risk: Mapping[str, tuple[str, ...]]
    by_stage: Mapping[str, tuple[str, ...]]
    """Codes by every key of the vocabulary or registry; a key without items has an empty tuple."""
    recent: tuple[str, ...]
    """Codes by their last change, newest first; items without one are absent."""

    def happened(self, codes: Iterable[str]) -> list[tuple[Event, Entry]]:
        """Return everything that happened to these items, newest first, of one day in the order of the codes."""
        happened = [(event, self.entries[code]) for code in codes for event in self.entries[code].events]
        return sorted(happened, key=lambda pair: pair[0].date.toordinal(), reverse=True)

    def modified(self, codes: Iterable[str]) -> dt.date | None:
        """Return the day of the last thing that happened to any of these items; None when no record tells a day."""
        return max((day for code in codes if (day := self.entries[code].modified)), default=None)

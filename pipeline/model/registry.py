"""Who and on which ground and in which words: departments, legal instruments and vocabularies."""

import datetime as dt
from typing import Literal

from pipeline.model.record import Record

Instrument = Literal[
    "宪法", "法律", "行政法规", "国务院决定", "地方性法规", "部门规章", "地方政府规章", "规范性文件", "三定规定"
]  # fmt: skip


class Lineage(Record, frozen=True, kw_only=True):
    name: str
    verified: bool
    note: str | None = None


class Declaration(Record, frozen=True, kw_only=True):
    reason: str
    date: dt.date


class Department(Record, frozen=True, kw_only=True):
    id: str
    number: int
    name: str
    aliases: tuple[str, ...] = ()
    responsibilities: str | None = None
    lineage: tuple[Lineage, ...] = ()
    credit_code: str | None = None
    website: str | None = None
    phone: str | None = None
    address: str | None = None
    declaration: Declaration | None = None
    vertical: bool = False
    vertical_reason: str | None = None


class CoordinatedPair(Record, frozen=True, kw_only=True):
    """Two powers whose overlap an office has already decided about."""

    items: tuple[str, ...]
    decision: str
    date: dt.date
    office: str


class Coordination(Record, frozen=True, kw_only=True):
    """``data/coordination.yaml``: what has been decided, so that it is not asked again."""

    pairs: tuple[CoordinatedPair, ...]


class LawVersion(Record, frozen=True, kw_only=True):
    promulgated: dt.date
    effective: dt.date
    articles: int | None = None
    unverified: bool = False


class Repeal(Record, frozen=True, kw_only=True):
    date: dt.date
    by: str | None = None


class Law(Record, frozen=True, kw_only=True):
    """A legal instrument as the registry knows it: facts only, no text."""

    id: str
    title: str
    kind: Literal[
        "宪法", "法律", "行政法规", "国务院决定", "地方性法规", "部门规章", "地方政府规章", "规范性文件", "三定规定"
    ]
    issuing_body: str
    versions: tuple[LawVersion, ...]
    short_title: str | None = None
    aliases: tuple[str, ...] = ()
    document_no: str | None = None
    repealed: Repeal | None = None
    departments: tuple[str, ...] = ()
    url: str | None = None
    confirmed: dt.date | None = None

    def in_force(self, day: dt.date) -> bool:
        """Tell whether any version is in effect and the instrument not yet repealed on that day."""
        begun = any(version.effective <= day for version in self.versions)
        return begun and not (self.repealed and self.repealed.date <= day)

    def version_on(self, day: dt.date) -> LawVersion | None:
        """Return the newest version in effect on that day, None before the first."""
        begun = [version for version in self.versions if version.effective <= day]
        return max(begun, key=lambda version: version.effective, default=None)

    @property
    def called(self) -> str:
        """Return the title people use between 《》."""
        return self.short_title or self.title


class Term(Record, frozen=True, kw_only=True):
    id: str
    title: str
    description: str | None = None
    audience: Literal["自然人", "法人"] | None = None
    subtypes: tuple[str, ...] = ()
    national_type: str | None = None
    color: Literal["红", "黄", "橙"] | None = None
    shape: Literal["三角形", "菱形", "圆形"] | None = None


class Vocabulary(Record, frozen=True, kw_only=True):
    id: str
    title: str
    terms: tuple[Term, ...]
    description: str | None = None

    def find(self, term_id: str) -> Term | None:
        """Return the term of that id, None when the vocabulary lacks it."""
        return next((term for term in self.terms if term.id == term_id), None)

"""The words of the field as frozen types: what a catalogue holds once its files are read and judged.

The Chinese name and the meaning of each field stand in ``schemas/``; a test keeps both alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from pipeline.problems import START, KeyPath, Mark
from pipeline.workdays import WorkingDays

KINDS = ("department", "law", "vocabulary", "item")
"""The kinds of record, each with a schema of that name."""

Category = Literal["XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT"]
FOUNDING: frozenset[str] = frozenset({"设定", "罚则"})
"""The roles of a basis that found a power; a penalty is founded by its sanction."""
Unit = Literal["工作日", "日", "月", "年"]
Role = Literal["设定", "规定", "违则", "罚则", "程序", "收费", "主体"]
StepKind = Literal["开始", "办理", "判断", "结束"]
Phase = Literal[
    "申请", "受理", "补正", "审查", "现场核查", "检验鉴定", "听证", "公示", "决定", "送达", "立案",
    "调查取证", "法制审核", "告知", "催告", "执行", "调解", "征缴", "发放", "监管", "归档",
]  # fmt: skip
Grade = Literal["不予处罚", "减轻", "从轻", "较轻", "一般", "较重", "严重", "从重"]
RiskLevel = Literal[1, 2, 3]
Instrument = Literal[
    "宪法", "法律", "行政法规", "国务院决定", "地方性法规", "部门规章", "地方政府规章", "规范性文件", "三定规定"
]  # fmt: skip
Stage = Literal["draft", "notice", "scheduled", "active", "suspended", "repealed"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all records share: absent fields stay absent when written.

    Type checkers do not inherit ``frozen`` and ``kw_only``, so every record repeats them.
    """


# --- an item and its parts -------------------------------------------------------------------------------------------


class NationalCodes(Record, frozen=True, kw_only=True):
    base_code: str | None = None
    implementation_code: str | None = None


class ImplementingBody(Record, frozen=True, kw_only=True):
    name: str
    nature: Literal["法定机关", "授权组织", "受委托组织"]
    entrusted_by: str | None = None
    document: str | None = None


class JointBody(Record, frozen=True, kw_only=True):
    name: str
    role: str
    department: str | None = None


class Transfer(Record, frozen=True, kw_only=True):
    date: dt.date
    from_: str = msgspec.field(name="from")
    to: str
    reason: str


class Period(Record, frozen=True, kw_only=True):
    start: dt.date
    end: dt.date


class Decision(Record, frozen=True, kw_only=True):
    kind: Literal["暂停", "恢复", "取消"]
    date: dt.date
    authority: str
    reason: str
    document: str | None = None


class LastChange(Record, frozen=True, kw_only=True):
    date: dt.date
    note: str


class Citation(Record, frozen=True, kw_only=True):
    """One provision of one instrument; ``sub_article`` 1 means 第…条之一."""

    law: str
    article: int
    sub_article: int | None = None
    paragraph: int | None = None
    item: int | None = None


class Basis(Citation, frozen=True, kw_only=True):
    role: Role
    provides: str
    checked: dt.date


class Duration(Record, frozen=True, kw_only=True):
    value: int
    unit: Unit


class Limit(Record, frozen=True, kw_only=True):
    """A time limit; ``immediate`` means decided on the spot and then has no value."""

    value: int | None = None
    unit: Unit | None = None
    immediate: bool = False
    from_: str | None = msgspec.field(name="from", default=None)


class Material(Record, frozen=True, kw_only=True):
    name: str
    form: Literal["原件", "复印件", "原件和复印件", "原件核验", "电子件"]
    copies: int | None = None
    source: Literal["申请人自备", "政府部门核发", "中介机构或者法定机构", "本机关提供表格"] | None = None
    when: str | None = None
    note: str | None = None


class Result(Record, frozen=True, kw_only=True):
    name: str
    validity: Duration | None = None
    validity_note: str | None = None
    renewal: str | None = None


class TimeLimits(Record, frozen=True, kw_only=True):
    statutory: Limit | None = None
    promised: Limit | None = None
    excludes: tuple[str, ...] = ()
    note: str | None = None


class Fee(Record, frozen=True, kw_only=True):
    name: str
    standard: str
    basis: tuple[Citation, ...]
    reduction: str | None = None


class Fees(Record, frozen=True, kw_only=True):
    charged: bool
    items: tuple[Fee, ...] = ()
    note: str | None = None


class Window(Record, frozen=True, kw_only=True):
    name: str
    address: str | None = None
    hours: str | None = None
    phone: str | None = None


class Complaint(Record, frozen=True, kw_only=True):
    channel: str
    phone: str | None = None
    address: str | None = None


class Branch(Record, frozen=True, kw_only=True):
    to: str
    when: str | None = None


class Step(Record, frozen=True, kw_only=True):
    id: str
    name: str
    actor: str
    kind: StepKind
    phase: Phase | None = None
    time_limit: Duration | None = None
    documents: tuple[str, ...] = ()
    note: str | None = None
    next: tuple[Branch, ...] = ()


Flow = tuple[Step, ...]


class DiscretionGrade(Record, frozen=True, kw_only=True):
    circumstance: str
    condition: str
    standard: str
    basis: Citation
    grade: Grade | None = None


class RiskFactors(Record, frozen=True, kw_only=True):
    """The seven factors of the notice, each 高, 中 or 低."""

    funds: Literal["高", "中", "低"]
    discretion: Literal["高", "中", "低"]
    social_relevance: Literal["高", "中", "低"]
    public_evaluation: Literal["高", "中", "低"]
    complaints: Literal["高", "中", "低"]
    cases: Literal["高", "中", "低"]
    consequences: Literal["高", "中", "低"]


class RiskPoint(Record, frozen=True, kw_only=True):
    step: str
    post: str
    level: RiskLevel
    risk: str
    measures: tuple[str, ...]
    responsible: str
    indicator: str | None = None


class Risk(Record, frozen=True, kw_only=True):
    level: RiskLevel
    categories: tuple[str, ...]
    factors: RiskFactors
    points: tuple[RiskPoint, ...]
    reason: str | None = None


class Remedy(Record, frozen=True, kw_only=True):
    kind: Literal["行政复议", "行政诉讼", "听证", "其他"]
    body: str
    basis: tuple[Citation, ...]
    time_limit: Duration | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    requires_first: Literal["行政复议", "缴纳或者提供担保"] | None = None
    note: str | None = None


class PublicItem(Record, frozen=True, kw_only=True):
    """An administrative power as anyone may see it: every field the schema marks public, and no other."""

    code: str
    name: str
    category: Category
    summary: str
    department: str
    implementing_body: ImplementingBody
    levels: tuple[Literal["市", "县", "乡"], ...]
    audience: tuple[Literal["自然人", "法人"], ...]
    themes: tuple[str, ...]
    legal_basis: tuple[Basis, ...]
    duties: tuple[str, ...]
    accountability: tuple[str, ...]
    fees: Fees
    flow: Flow
    risk: Risk
    remedies: tuple[Remedy, ...]
    sample: bool = False
    aliases: tuple[str, ...] = ()
    subtype: str | None = None
    national_codes: NationalCodes | None = None
    joint_bodies: tuple[JointBody, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    notice: Period | None = None
    effective: dt.date | None = None
    ended: dt.date | None = None
    decisions: tuple[Decision, ...] = ()
    successor: str | None = None
    last_change: LastChange | None = None
    conditions: tuple[str, ...] = ()
    quota: str | None = None
    materials: tuple[Material, ...] = ()
    result: Result | None = None
    time_limits: TimeLimits | None = None
    windows: tuple[Window, ...] = ()
    online: str | None = None
    complaint: Complaint | None = None
    internal_flow: Flow = ()
    discretion: tuple[DiscretionGrade, ...] = ()
    related: tuple[str, ...] = ()

    def citations(self) -> Iterator[tuple[KeyPath, Citation]]:
        """Yield every citation with the key path where it stands."""
        for index, basis in enumerate(self.legal_basis):
            yield ("legal_basis", index), basis
        for index, fee in enumerate(self.fees.items):
            for number, citation in enumerate(fee.basis):
                yield ("fees", "items", index, "basis", number), citation
        for index, grade in enumerate(self.discretion):
            yield ("discretion", index, "basis"), grade.basis
        for index, remedy in enumerate(self.remedies):
            for number, citation in enumerate(remedy.basis):
                yield ("remedies", index, "basis", number), citation

    def flows(self) -> Iterator[tuple[str, Flow]]:
        """Yield the name and the steps of each flow the item has."""
        yield "flow", self.flow
        if self.internal_flow:
            yield "internal_flow", self.internal_flow

    def day_of_exercise(self, today: dt.date) -> dt.date:
        """Return when its law must hold: the last day of an ended power, the first of a coming one, else today."""
        if self.ended and self.ended <= today:
            return self.ended - dt.timedelta(days=1)
        return max(today, self.effective) if self.effective else today


class Item(PublicItem, frozen=True, kw_only=True):
    """An administrative power as its department writes it, with what is not for the public."""

    editor_note: str | None = None


# --- the other records -----------------------------------------------------------------------------------------------


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


# --- the settings of one catalogue -----------------------------------------------------------------------------------


class Repository(Record, frozen=True, kw_only=True):
    host: Literal["github", "gitlab", "gitea", "gitee"]
    url: str
    branch: str = "main"


class Office(Record, frozen=True, kw_only=True):
    id: str
    name: str
    reviews: str | None = None
    team: str | None = None


class Hotline(Record, frozen=True, kw_only=True):
    number: str
    note: str | None = None


class Licence(Record, frozen=True, kw_only=True):
    name: str
    url: str | None = None


class Settings(Record, frozen=True, kw_only=True):
    """``catalogue.yml``: whose catalogue this is and how to reach its people."""

    title: str
    jurisdiction: str
    division: str
    description: str | None = None
    site_address: str | None = None
    repository: Repository | None = None
    offices: tuple[Office, ...] = ()
    hotline: Hotline | None = None
    banner: str | None = None
    licence: Licence | None = None


# --- a file, and a whole catalogue -----------------------------------------------------------------------------------


class Document(msgspec.Struct, frozen=True):
    """One parsed file: plain data, and where in the file each value stands."""

    path: str
    """Relative to the catalogue's root, with forward slashes."""
    data: Any
    marks: Mapping[KeyPath, Mark]
    """The place of each value by its key path; of each key by its path with ``KEY`` appended."""

    def mark(self, where: KeyPath) -> Mark:
        """Return the place of a value, or of the nearest enclosing value that exists in the file."""
        while where:
            if found := self.marks.get(where):
                return found
            where = where[:-1]
        return self.marks.get((), START)


class Catalogue(msgspec.Struct, frozen=True):
    """All records of one government, each kind sorted and keyed by its identifier."""

    settings: Settings
    departments: Mapping[str, Department]
    items: Mapping[str, Item]
    laws: Mapping[str, Law]
    vocabularies: Mapping[str, Vocabulary]


class PublicCatalogue(msgspec.Struct, frozen=True):
    """A catalogue after disclosure: nothing in it is withheld."""

    settings: Settings
    departments: Mapping[str, Department]
    items: Mapping[str, PublicItem]
    laws: Mapping[str, Law]
    vocabularies: Mapping[str, Vocabulary]


# --- what is derived, once, for every output --------------------------------------------------------------------------


class Release(Record, frozen=True, kw_only=True):
    """The commit a publication was built from; None outside git."""

    commit: str
    committed: dt.date
    modified: bool = False
    """Whether the folder held changes that were not committed."""


class Derived(Record, frozen=True, kw_only=True):
    """What follows from the records and the day; never authored."""

    stage: Stage
    stage_name: str
    department_name: str
    category_name: str
    risk_level_name: str
    lapsed: tuple[str, ...] = ()
    """Laws the item cites that are not in force, by identifier."""
    predecessors: tuple[str, ...] = ()
    """Items that name this one as their successor."""
    same_article: tuple[str, ...] = ()
    """Other items founded on the same article."""


class Entry(msgspec.Struct, frozen=True):
    """One published power: the public record and what is derived from it."""

    item: PublicItem
    derived: Derived
    days_left: WorkingDays | None = None
    """Working days until the public notice ends; changes daily, so only pages show it."""

    @property
    def address(self) -> str:
        """Return the page's folder, relative to the site."""
        return f"items/{self.item.code}/"


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

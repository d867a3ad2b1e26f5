"""Judge a catalogue gate by gate: bytes and syntax, shape, then the rules; every mistake in one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NoReturn

import msgspec

from pipeline import schema
from pipeline.excepting import Excepted, except_from
from pipeline.loading import MISSING, Source, Sources
from pipeline.model import (
    KINDS,
    Catalogue,
    Coordination,
    Department,
    Document,
    Exemption,
    Item,
    Law,
    Record,
    Settings,
    Vocabulary,
)
from pipeline.parsing import KEY, parse
from pipeline.problems import START, KeyPath, Mark, Problem, Severity
from pipeline.progress import Track, quiet
from pipeline.provisions import NO_TEXTS, Texts
from pipeline.rules import RULES, Context, Rule

_TYPES: Mapping[str, type[Record]] = {
    "catalogue": Settings, "coordination": Coordination, "department": Department, "item": Item, "law": Law,
    "vocabulary": Vocabulary,
}  # fmt: skip

_WHOLE: frozenset[str | int] = frozenset()

_UNREADABLE = Settings(title="", jurisdiction="", division="")
"""Stands in for settings with mistakes, so that the rules can still judge the other files."""

CRASH = "X901"
"""The code of a rule's own fault: not the clerk's mistake."""


class _TouchedError(Exception):
    """A rule looked at a section with mistakes."""


class _Broken:
    """Stands in for a section with mistakes: a rule that looks at it stops, and so concludes nothing from it."""

    def _refuse(self, *_: object) -> NoReturn:
        raise _TouchedError

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = __bool__ = __hash__ = __format__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse


_BROKEN = _Broken()


@dataclass(frozen=True)
class Checked:
    """What a check knows: all problems in order, and the catalogue when it is fit to be published."""

    problems: tuple[Problem, ...]
    catalogue: Catalogue | None
    documents: Mapping[str, Document]
    excepted: int = 0
    """How many findings were left out because the office excepted them."""

    @property
    def crashed(self) -> bool:
        """Tell whether a rule failed by itself."""
        return any(problem.code == CRASH for problem in self.problems)


@dataclass(frozen=True)
class _Judged:
    """One file after its own gates."""

    source: Source
    document: Document | None
    record: Record | None
    problems: list[Problem]
    broken: frozenset[str | int]
    """The top-level sections whose shape is wrong; rules stay silent about them."""


def check(sources: Sources, today: dt.date, track: Track = quiet, texts: Texts = NO_TEXTS) -> Checked:
    """Check all files as of that day; citations also against the texts of laws, where there are any."""
    judged = [_judge(source) for source in track("检查文件", sources.files)]
    catalogue = _assemble(judged)
    problems = [*sources.problems, *(problem for one in judged for problem in one.problems)]
    if not any(problem.code == MISSING for problem in sources.problems):
        context = Context(catalogue, _names(sources.files), today, texts)
        for one in judged:
            problems += _ruled(one, context)
    told = _excepted(problems, judged, today)
    fit = catalogue if all(problem.severity is not Severity.ERROR for problem in told.problems) else None
    documents = {one.source.path: one.document for one in judged if one.document}
    return Checked(tuple(sorted(told.problems)), fit, documents, told.count)


def _excepted(problems: list[Problem], judged: list[_Judged], today: dt.date) -> Excepted:
    """Leave out what the exceptions file excepts; one with mistakes excepts nothing."""
    severities = {rule.code: rule.severity for rule in RULES}
    for one in judged:
        if one.source.kind == "exceptions" and one.document and not one.problems:
            exemptions = msgspec.convert(one.document.data, tuple[Exemption, ...])
            return except_from(problems, exemptions, one.document, severities, today)
    return Excepted(tuple(problems), 0)


def _judge(source: Source) -> _Judged:
    """Take one file through bytes, syntax and shape; a later gate is silent where an earlier one has spoken."""
    document, problems = parse(source.path, source.raw)
    if document is None:
        return _Judged(source, None, None, problems, frozenset())
    spoken = {_place(problem) for problem in problems}
    shape = [problem for problem in schema.check(source.kind, document) if _place(problem) not in spoken]
    mistakes = problems + shape
    wrong = {_place(problem) for problem in mistakes}
    broken = (
        # A missing key is told where the first key stands; that one is not broken for it.
        frozenset(where[0] for where, mark in document.marks.items() if where and where[-1] != KEY and mark in wrong)
        if wrong
        else _WHOLE
    )
    record = _record(source.kind, document, broken, sound=not mistakes) if source.kind in _TYPES else None
    return _Judged(source, document, record, mistakes, broken)


def _record(kind: str, document: Document, broken: AbstractSet[str | int], *, sound: bool) -> Record | None:
    """Build the typed record; of a file with mistakes, what can be judged without them."""
    record, data = _TYPES[kind], document.data
    if sound:
        return msgspec.convert(data, record)
    if not isinstance(data, dict):
        return None
    fields = {field.name: field for field in msgspec.structs.fields(record)}
    # An unknown key is a field misspelt, or else may be any field that is absent.
    meant = {schema.nearest(key, schema.read(kind)["properties"]) for key in data.keys() - fields.keys()}
    sections: dict[str, Any] = {}
    for name, field in fields.items():
        if name in broken or (name not in data and (field.required or name in meant or None in meant)):
            sections[name] = _BROKEN
        elif name in data:
            try:
                sections[name] = msgspec.convert(data[name], field.type)
            except msgspec.ValidationError:
                sections[name] = _BROKEN
    return record(**sections)


def _place(problem: Problem) -> Mark:
    return Mark(problem.line, problem.column)


def _assemble(judged: list[_Judged]) -> Catalogue:
    """Collect the records of the sound files; a broken one would pass its mistake on to all that name it."""
    settings = _UNREADABLE
    coordination: Coordination | None = Coordination(pairs=())
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for one in judged:
        if isinstance(one.record, Settings) and not one.problems:
            settings = one.record
        elif one.source.kind == "coordination":
            coordination = one.record if isinstance(one.record, Coordination) and not one.problems else None
        elif one.source.kind in kinds and one.record is not None and not one.problems:
            kinds[one.source.kind].setdefault(PurePosixPath(one.source.path).stem, one.record)
    departments = dict(sorted(kinds["department"].items(), key=lambda entry: (entry[1].number, entry[0])))
    items, laws, vocabularies = (dict(sorted(kinds[kind].items())) for kind in ("item", "law", "vocabulary"))
    return Catalogue(settings, departments, items, laws, vocabularies, coordination)


def _names(files: Iterable[Source]) -> dict[str, dict[str, list[str]]]:
    """Return by kind the names files claim, broken files included."""
    names: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for source in files:
        if source.kind in names:
            names[source.kind].setdefault(PurePosixPath(source.path).stem, []).append(source.path)
    return names


def _ruled(one: _Judged, context: Context) -> Iterator[Problem]:
    """Apply every rule that concerns this file."""
    if one.document is None:
        return
    for rule in RULES:
        subject = (
            one.document
            if rule.scope == "file" and one.source.kind in KINDS
            else one.record
            if rule.scope == one.source.kind
            else None
        )
        if subject is not None and isinstance(one.document.data, dict):
            yield from _applied(rule, subject, one, context)


def _applied(rule: Rule, subject: Document | Record, one: _Judged, context: Context) -> Iterator[Problem]:
    """Place what one rule found; a rule that crashes is itself reported and the run goes on."""
    assert one.document is not None  # noqa: S101  # the caller passes readable files only
    try:
        for where, message, hint in rule.check(subject, context):
            if not _silenced(where, one.broken):
                yield Problem(one.source.path, *one.document.mark(where), rule.code, rule.severity, message, hint)
    except _TouchedError:
        return
    except Exception as error:  # noqa: BLE001  # whatever a rule does wrong must not hide what the others find
        message = f"规则 {rule.code} 自身出错：{type(error).__name__}: {error}"
        yield Problem(one.source.path, *START, CRASH, Severity.ERROR, message, "这不是数据的错，请告诉维护人员。")


def _silenced(where: KeyPath, broken: frozenset[str | int]) -> bool:
    return bool(where) and where[0] in broken

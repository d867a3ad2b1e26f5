"""Judge a catalogue gate by gate: bytes and syntax, shape, then the rules; every mistake in one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import msgspec

from pipeline import schema
from pipeline.loading import MISSING, SETTINGS, Source, Sources
from pipeline.model import KINDS, Catalogue, Department, Document, Item, Law, Record, Settings, Vocabulary
from pipeline.parsing import KEY, parse
from pipeline.problems import START, KeyPath, Mark, Problem, Severity
from pipeline.progress import Track, quiet
from pipeline.rules import RULES, Context, Rule

_TYPES: Mapping[str, type[Record]] = {
    "catalogue": Settings, "department": Department, "item": Item, "law": Law, "vocabulary": Vocabulary,
}  # fmt: skip

_WHOLE: frozenset[str | int] = frozenset()

CRASH = "X901"
"""The code of a rule's own fault: not the clerk's mistake."""


@dataclass(frozen=True)
class Checked:
    """What a check knows: all problems in order, and the catalogue when it is fit to be published."""

    problems: tuple[Problem, ...]
    catalogue: Catalogue | None
    documents: Mapping[str, Document]

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


def check(sources: Sources, today: dt.date, track: Track = quiet) -> Checked:
    """Check all files as of that day."""
    judged = [_judge(source) for source in track("检查文件", sources.files)]
    catalogue = _assemble(judged)
    problems = [*sources.problems, *(problem for one in judged for problem in one.problems)]
    if catalogue is not None and not any(problem.code == MISSING for problem in sources.problems):
        context = Context(catalogue, _names(sources.files), today)
        for one in judged:
            problems += _ruled(one, context)
    problems.sort()
    fit = catalogue if all(problem.severity is not Severity.ERROR for problem in problems) else None
    return Checked(tuple(problems), fit, {one.source.path: one.document for one in judged if one.document})


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
    return _Judged(source, document, _record(source.kind, document, sound=not mistakes), mistakes, broken)


def _record(kind: str, document: Document, *, sound: bool) -> Record | None:
    """Build the typed record, without the unknown keys that the shape gate has already named."""
    data = document.data
    if not sound and isinstance(data, dict):
        data = {key: value for key, value in data.items() if key in schema.read(kind)["properties"]}
    try:
        return msgspec.convert(data, _TYPES[kind])
    except msgspec.ValidationError:
        if sound:
            raise  # the schema let pass what the model refuses: our fault, not the clerk's
        return None


def _place(problem: Problem) -> Mark:
    return Mark(problem.line, problem.column)


def _assemble(judged: list[_Judged]) -> Catalogue | None:
    """Collect the records that could be read; None when not even the settings could."""
    settings = next((one.record for one in judged if one.source.path == SETTINGS), None)
    if not isinstance(settings, Settings):
        return None
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for one in judged:
        if one.record is not None and one.source.kind in kinds:
            kinds[one.source.kind].setdefault(PurePosixPath(one.source.path).stem, one.record)
    departments = dict(sorted(kinds["department"].items(), key=lambda entry: (entry[1].number, entry[0])))
    items, laws, vocabularies = (dict(sorted(kinds[kind].items())) for kind in ("item", "law", "vocabulary"))
    return Catalogue(settings, departments, items, laws, vocabularies)


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
    except Exception as error:  # noqa: BLE001  # whatever a rule does wrong must not hide what the others find
        message = f"规则 {rule.code} 自身出错：{type(error).__name__}: {error}"
        yield Problem(one.source.path, *START, CRASH, Severity.ERROR, message, "这不是数据的错，请告诉维护人员。")


def _silenced(where: KeyPath, broken: frozenset[str | int]) -> bool:
    return bool(where) and where[0] in broken

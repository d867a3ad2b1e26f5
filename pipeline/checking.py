"""Judge a catalogue gate by gate: bytes and syntax, shape, then the rules; every mistake in one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import msgspec

from pipeline.excepting import Excepted, except_from
from pipeline.judging import JudgeAll, Judged, TouchedError, judge_all
from pipeline.loading import MISSING, Sources, meant
from pipeline.model import KINDS, Catalogue, Coordination, Document, Exemption, Record, Settings
from pipeline.problems import CRASH, START, KeyPath, Problem, Severity
from pipeline.progress import Track, quiet
from pipeline.provisions import NO_TEXTS, Texts
from pipeline.rules import RULES, Context, Rule

_UNREADABLE = Settings(title="", jurisdiction="", division="")
"""Stands in for settings with mistakes, so that the rules can still judge the other files."""


@dataclass(frozen=True)
class Checked:
    """What a check knows: all problems in order, and the catalogue when it is fit to be published."""

    problems: tuple[Problem, ...]
    catalogue: Catalogue | None
    documents: Mapping[str, Document]
    files: Mapping[str, bytes]
    """The bytes of every file by its path."""
    touched: frozenset[str] = frozenset()
    """The files that the change since the base touches; none without a base."""
    excepted: int = 0
    """How many findings were left out because the office excepted them."""

    @property
    def crashed(self) -> bool:
        """Tell whether a rule failed by itself."""
        return any(problem.code == CRASH for problem in self.problems)


def check(  # noqa: PLR0913  # what a check depends on, each by its name
    sources: Sources,
    today: dt.date,
    track: Track = quiet,
    *,
    base: Sources | None = None,
    texts: Texts = NO_TEXTS,
    judge_all: JudgeAll = judge_all,
) -> Checked:
    """Check all files as of that day.

    With a base, also what the change since then did to what was published; with texts of laws, also whether the
    provisions that are cited exist.
    """
    judged = judge_all(sources.files, track)
    before = _before(base, judged, judge_all) if base else []
    catalogue = _assemble(judged)
    problems = [*sources.problems, *(problem for one in judged for problem in one.problems)]
    if not any(problem.code == MISSING for problem in sources.problems):
        context = Context(catalogue, _names(sources, judged), today, texts, _assemble(before) if base else None)
        for one in judged:
            problems += _ruled(one, context)
        for one in before:
            problems += _missed(one, context)
    told = _excepted(problems, judged, today)
    fit = catalogue if all(problem.severity is not Severity.ERROR for problem in told.problems) else None
    documents = {one.source.path: one.document for one in judged if one.document}
    files = {source.path: source.raw for source in sources.files}
    touched = _touched(sources, base) if base else frozenset()
    return Checked(tuple(sorted(told.problems)), fit, documents, files, touched, told.count)


def _excepted(problems: list[Problem], judged: list[Judged], today: dt.date) -> Excepted:
    """Leave out what the exceptions file excepts; one with mistakes excepts nothing."""
    severities = {rule.code: rule.severity for rule in RULES}
    for one in judged:
        if one.source.kind == "exceptions" and one.document and not one.problems:
            exemptions = msgspec.convert(one.document.data, tuple[Exemption, ...])
            return except_from(problems, exemptions, one.document, severities, today)
    return Excepted(tuple(problems), 0)


def _before(base: Sources, judged: list[Judged], judge_all: JudgeAll) -> list[Judged]:
    """Judge the files of the base; those that are as they were have been judged."""
    known = {one.source: one for one in judged}
    others = {one.source: one for one in judge_all([source for source in base.files if source not in known], quiet)}
    return [known.get(source) or others[source] for source in base.files]


def _touched(sources: Sources, base: Sources) -> frozenset[str]:
    """Return the paths of the files that are not as they were."""
    before = {source.path: source.raw for source in base.files}
    return frozenset(source.path for source in sources.files if before.get(source.path) != source.raw)


def _assemble(judged: list[Judged]) -> Catalogue:
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


def _names(sources: Sources, judged: Iterable[Judged]) -> dict[str, dict[str, list[str]]]:
    """Return by kind the names files claim, broken files included."""
    names: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for source in sources.files:
        if source.kind in names:
            names[source.kind].setdefault(PurePosixPath(source.path).stem, []).append(source.path)
    # A file that is misnamed or misplaced is told once; those that name it by its right name have made no mistake.
    for one in judged:
        if one.source.kind in names and one.document and isinstance(one.document.data, dict):
            inside = one.document.data.get("code" if one.source.kind == "item" else "id")
            if isinstance(inside, str):
                names[one.source.kind].setdefault(inside, [one.source.path])
    for problem in sources.problems:
        if (kind := meant(problem.path)) in names:
            names[kind].setdefault(PurePosixPath(problem.path).name.partition(".")[0], [problem.path])
    return names


def _ruled(one: Judged, context: Context) -> Iterator[Problem]:
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


def _missed(one: Judged, context: Context) -> Iterator[Problem]:
    """Apply to a file of the base every rule that asks what has become of it."""
    if context.base and one.record and not one.problems:
        for rule in RULES:
            if rule.scope == f"base {one.source.kind}":
                for problem in _applied(rule, one.record, one, context):
                    yield problem._replace(line=START.line, column=START.column)  # the file may be gone


def _applied(rule: Rule, subject: Document | Record, one: Judged, context: Context) -> Iterator[Problem]:
    """Place what one rule found; a rule that crashes is itself reported and the run goes on."""
    assert one.document is not None  # noqa: S101  # the caller passes readable files only
    try:
        for where, message, hint in rule.check(subject, context):
            if not _silenced(where, one.broken):
                yield Problem(one.source.path, *one.document.mark(where), rule.code, rule.severity, message, hint)
    except TouchedError:
        return
    except Exception as error:  # noqa: BLE001  # whatever a rule does wrong must not hide what the others find
        message = f"规则 {rule.code} 自身出错：{type(error).__name__}: {error}"
        yield Problem(one.source.path, *START, CRASH, Severity.ERROR, message, "这不是数据的错，请告诉维护人员。")


def _silenced(where: KeyPath, broken: frozenset[str | int]) -> bool:
    return bool(where) and where[0] in broken

"""Judge one file by itself, bytes to syntax to shape; and put the judgement into bytes that travel and keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import msgspec

from pipeline import schema
from pipeline.loading import Source
from pipeline.model import Coordination, Department, Document, Item, Law, Record, Settings, Vocabulary
from pipeline.parsing import KEY, parse
from pipeline.problems import KeyPath, Mark, Problem
from pipeline.progress import Track

_TYPES: Mapping[str, type[Record]] = {
    "catalogue": Settings, "coordination": Coordination, "department": Department, "item": Item, "law": Law,
    "vocabulary": Vocabulary,
}  # fmt: skip

_WHOLE: frozenset[str | int] = frozenset()


class TouchedError(Exception):
    """A rule looked at a section with mistakes."""


class _Broken:
    """Stands in for a section with mistakes: a rule that looks at it stops, and so concludes nothing from it."""

    def _refuse(self, *_: object) -> NoReturn:
        raise TouchedError

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = __bool__ = __hash__ = __format__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse


_BROKEN = _Broken()


@dataclass(frozen=True)
class Judged:
    """One file after its own gates."""

    source: Source
    document: Document | None
    record: Record | None
    problems: list[Problem]
    broken: frozenset[str | int]
    """The top-level sections whose shape is wrong; rules stay silent about them."""


JudgeAll = Callable[[Sequence[Source], Track], list[Judged]]
"""Judge files, each by itself; returns them in the same order."""


def judge_all(sources: Sequence[Source], track: Track) -> list[Judged]:
    """Judge one file after the other."""
    return [judge(source) for source in track("检查文件", sources)]


def judge(source: Source) -> Judged:
    """Take one file through bytes, syntax and shape; a later gate is silent where an earlier one has spoken."""
    document, problems = parse(source.path, source.raw)
    if document is None:
        return Judged(source, None, None, problems, frozenset())
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
    return Judged(source, document, _record(source.kind, document, broken, sound=not mistakes), mistakes, broken)


def _record(kind: str, document: Document, broken: AbstractSet[str | int], *, sound: bool) -> Record | None:
    """Build the typed record; of a file with mistakes, what can be judged without them."""
    if kind not in _TYPES:
        return None  # the exceptions are a list, read when all problems are known
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


# --- as bytes --------------------------------------------------------------------------------------------------------


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A judgement without what can be had from its source again."""

    data: bytes | None
    """The document's data, packed by itself; None for a file that could not be read."""
    marks: bytes
    """Line and column of each place, in the order of the data: a tenth of the size of the key paths."""
    problems: list[Problem]
    broken: frozenset[str | int]


def pack(judged: Judged) -> bytes:
    """Return a judgement as bytes."""
    document = judged.document
    packed = _Packed(
        data=msgspec.msgpack.encode(document.data) if document else None,
        marks=msgspec.msgpack.encode([n for mark in document.marks.values() for n in mark]) if document else b"",
        problems=judged.problems,
        broken=judged.broken,
    )
    return msgspec.msgpack.encode(packed)


_decoder = msgspec.msgpack.Decoder(_Packed)


def unpack(source: Source, raw: bytes) -> Judged:
    """Return the judgement that ``pack`` wrote for that source; raises msgspec.DecodeError for any other bytes."""
    packed = _decoder.decode(raw)
    if packed.data is None:
        return Judged(source, None, None, packed.problems, packed.broken)
    data = msgspec.msgpack.decode(packed.data)
    document = Document(source.path, data, _Marks(data, packed.marks))
    record = _record(source.kind, document, packed.broken, sound=not packed.problems)
    return Judged(source, document, record, packed.problems, packed.broken)


class _Marks(Mapping[KeyPath, Mark]):
    """Marks that are put together when first looked at: most files have nothing to be told a place of."""

    def __init__(self, data: Any, packed: bytes) -> None:
        self._data = data
        self._packed = packed

    @cached_property
    def _marks(self) -> dict[KeyPath, Mark]:
        numbers = iter(msgspec.msgpack.decode(self._packed, type=list[int]))
        return dict(zip(_places((), self._data), map(Mark, numbers, numbers), strict=True))

    def __getitem__(self, where: KeyPath) -> Mark:
        return self._marks[where]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


def _places(where: KeyPath, value: Any) -> Iterator[KeyPath]:
    """Yield the key path of every value and key in the order in which the parser meets them."""
    yield where
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*where, key, KEY)
            yield from _places((*where, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _places((*where, index), inner)

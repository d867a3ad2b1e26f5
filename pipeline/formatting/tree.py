"""Read YAML text into a tree that keeps every comment and blank line beside what it belongs to.

The parser's events tell where each scalar stands; what lies between the scalars is punctuation, blanks and comments.
Texts are read that the strict parser has accepted: no anchors, tags, directives, or tabs.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from pipeline.parsing import events

_EDITOR = re.compile(r"#\s*yaml-language-server:")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ ]+(#.*)")


class Scalar(NamedTuple):
    """A key or a value: its text, and whether it was written without quotes."""

    text: str
    plain: bool


@dataclass
class Entry:
    """A key with its value, or one entry of a list; an empty string above is a blank line."""

    above: list[str]
    key: Scalar | None
    value: Node
    beside: str = ""


@dataclass
class Collection:
    """A mapping or a list, and the comments after its last entry."""

    mapping: bool
    entries: list[Entry]
    below: list[str]


Node = Scalar | Collection


class Tree(NamedTuple):
    """A whole file."""

    editor: str
    """The line that tells the editor its schema; empty where there is none."""
    header: list[str]
    """The comments about the file as a whole: those before the last blank line above the first entry."""
    root: Node
    below: list[str]


class _Remark(NamedTuple):
    """A comment, or a blank line, whose text is empty."""

    start: int
    column: int
    text: str
    alone: bool
    """Whether nothing else stands on its line."""


def tree(text: str) -> Tree:
    """Return the tree of a text that the strict parser reads without objection."""
    stream = list(events(text))
    remarks = list(_remarks(text, stream))
    editor = next((remark for remark in remarks if remark.alone and _EDITOR.match(remark.text)), None)
    reader = _Reader(text, (remark for remark in remarks if remark is not editor))
    content = iter(stream[2:])  # after the starts of stream and document
    root = reader.node(next(content), content, floor=-1)
    header: list[str] = []
    if isinstance(root, Collection) and root.entries:
        above = root.entries[0].above
        last = max((number for number, line in enumerate(above) if not line), default=-1) + 1
        header, root.entries[0].above = above[:last], above[last:]
    return Tree(editor.text if editor else "", header, root, reader.before(len(text) + 1))


def comments(text: str) -> Iterator[str]:
    """Yield the text of every comment."""
    return (remark.text for remark in _remarks(text, events(text)) if remark.text)


def _remarks(text: str, stream: Iterable[yaml.Event]) -> Iterator[_Remark]:
    """Yield comments and blank lines in the order of the text."""
    place = 0
    for event in stream:
        if isinstance(event, yaml.ScalarEvent):
            start, end = _span(event)
            yield from _between(text, place, start)
            if event.style in ("|", ">") and (header := _BLOCK_HEADER.match(text, start)):
                yield _Remark(header.start(1), 0, header[1], alone=False)
            place = end
    yield from _between(text, place, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Remark]:
    """Yield what stands between two scalars, line by line."""
    while start < end:
        stop = text.find("\n", start, end)
        piece = text[start : end if stop < 0 else stop]
        line = text.rfind("\n", 0, start) + 1
        if (sign := piece.find("#")) >= 0:
            place = start + sign
            yield _Remark(place, place - line, piece[sign:], alone=not text[line:place].strip())
        elif stop >= 0 and start == line and not piece.strip():
            yield _Remark(start, 0, "", alone=True)
        if stop < 0:
            return
        start = stop + 1


def _span(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark  # noqa: S101  # a parser's events have marks
    assert event.end_mark  # noqa: S101
    return event.start_mark.index, event.end_mark.index


class _Reader:
    """Build the tree and hand each remark, once, to what it belongs to."""

    def __init__(self, text: str, remarks: Iterable[_Remark]) -> None:
        self._text = text
        self._remarks = deque(remarks)
        self._place = 0

    def node(self, event: yaml.Event, content: Iterator[yaml.Event], floor: int) -> Node:
        """Read one value; what is indented deeper than ``floor``, the enclosing column, may belong to it."""
        if isinstance(event, yaml.ScalarEvent):
            self._place = _span(event)[1]
            return Scalar(event.value, plain=not event.style)
        assert isinstance(event, yaml.CollectionStartEvent)  # noqa: S101  # aliases were refused
        column = event.start_mark.column if event.start_mark else 0
        entries: list[Entry] = []
        while not isinstance(inner := next(content), yaml.CollectionEndEvent):
            if isinstance(event, yaml.MappingStartEvent):
                entries.append(self._pair(inner, content, column))
            else:
                entries.append(self._entry(self.before(_span(inner)[0]), None, inner, content, column))
        self._place = _span(inner)[1]
        below = self._last(_span(inner)[0], -1 if event.flow_style else floor)
        return Collection(isinstance(event, yaml.MappingStartEvent), entries, below)

    def before(self, place: int) -> list[str]:
        """Take all remarks before a place."""
        taken = []
        while self._remarks and self._remarks[0].start < place:
            taken.append(self._remarks.popleft().text)
        return taken

    def _pair(self, key: yaml.Event, content: Iterator[yaml.Event], column: int) -> Entry:
        assert isinstance(key, yaml.ScalarEvent)  # noqa: S101  # other keys were refused
        above = self.before(_span(key)[0])
        value = next(content)
        beside = "" if isinstance(value, yaml.ScalarEvent) and value.value else self._beside(_span(key)[1])
        entry = self._entry(above, Scalar(key.value, plain=not key.style), value, content, column)
        if beside and entry.beside:
            entry.above.append(beside)
        entry.beside = entry.beside or beside
        return entry

    def _entry(
        self, above: list[str], key: Scalar | None, event: yaml.Event, content: Iterator[yaml.Event], column: int
    ) -> Entry:
        if isinstance(event, yaml.ScalarEvent):
            above += [remark for remark in self.before(_span(event)[0]) if remark]
            if event.style in ("|", ">"):
                above += self.before(_span(event)[1])
        value = self.node(event, content, column)
        beside = ""
        if isinstance(event, yaml.ScalarEvent) or (isinstance(event, yaml.CollectionStartEvent) and event.flow_style):
            beside = self._beside(self._place)
        if isinstance(value, Collection) and not value.entries:
            above += value.below
            value.below = []
        return Entry(above, key, value, beside)

    def _beside(self, place: int) -> str:
        """Take the comment that follows a place on the same line with nothing but punctuation between."""
        if self._remarks and not (first := self._remarks[0]).alone:
            between = self._text[place : first.start]
            if not between.strip(" ,:"):
                return self._remarks.popleft().text
        return ""

    def _last(self, end: int, floor: int) -> list[str]:
        """Take the remarks before the end of a collection that are indented as its own, from the first comment on."""
        own = 0
        for count, remark in enumerate(self._remarks, 1):
            if remark.start >= end or (remark.text and remark.alone and remark.column <= floor):
                break
            if remark.text:
                own = count
        return [self._remarks.popleft().text for _ in range(own)]

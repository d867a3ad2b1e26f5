"""Ways to break any item at one place, each in a way that one rule forbids."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from pipeline.loading import Source
from pipeline.model import Document, Item, Law
from pipeline.parsing import KEY, parse
from pipeline.problems import KeyPath

_PLAIN = re.compile(r"\s*(?:- (?!to:))?[a-z_]+: \S")
"""A field on one line; an entry that holds nothing but its ``to`` is one text without its colon, told by S103."""


class Change(NamedTuple):
    """A broken text and the line at which it must be told."""

    text: str
    line: int


@dataclass(frozen=True)
class Sheet:
    """One sound item: its lines, what they mean, and where everything stands."""

    path: str
    lines: tuple[str, ...]
    document: Document
    item: Item
    laws: Mapping[str, Law]
    """What the catalogue knows of the laws the item may name."""

    @classmethod
    def of(cls, source: Source, laws: Mapping[str, Law]) -> Sheet:
        """Read a file that has no mistake."""
        document = parse(source.path, source.raw).document
        assert document is not None
        lines = tuple(source.raw.decode().split("\n"))
        return cls(source.path, lines, document, msgspec.convert(document.data, Item), laws)

    def line(self, where: KeyPath) -> int:
        """Return the line on which a value stands."""
        return self.document.mark(where).line

    def put(self, where: KeyPath, value: object) -> Change:
        """Write another value that ends its line."""
        line, column = self.document.mark(where)
        return self.with_line(line, self.lines[line - 1][: column - 1] + str(value))

    def with_line(self, line: int, *texts: str) -> Change:
        """Put these lines in the place of one."""
        return Change("\n".join([*self.lines[: line - 1], *texts, *self.lines[line:]]), line)

    def after(self, section: str, *texts: str) -> Change:
        """Put lines behind the last one of a top-level section."""
        line = self.line((section, KEY)) + 1
        while line <= len(self.lines) and self.lines[line - 1].startswith(" "):
            line += 1
        return Change("\n".join([*self.lines[: line - 1], *texts, *self.lines[line - 1 :]]), line)

    def scalars(self, value: Any = None, where: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
        """Yield every value that holds no other, and its place."""
        value = value if where else self.document.data
        if isinstance(value, dict | list):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                yield from self.scalars(inner, (*where, key))
        else:
            yield where, value

    def named(self, *keys: str) -> list[tuple[KeyPath, Any]]:
        """Return every value under one of these keys."""
        return [(where, value) for where, value in self.scalars() if where[-1] in keys]


Mutator = Callable[[Sheet, random.Random], Change | None]
"""Breaks a sheet at a place drawn at random; None where the item has no such place."""


def _setting(value: object, *keys: str, within: str = "") -> Mutator:
    """Give a value that is forbidden to any of the fields of that name."""

    def mutate(sheet: Sheet, draw: random.Random) -> Change | None:
        places = [where for where, _ in sheet.named(*keys) if not within or where[0] == within]
        return sheet.put(draw.choice(places), value) if places else None

    return mutate


def _article_beyond(sheet: Sheet, draw: random.Random) -> Change | None:
    cited = [(where, law) for where, one in sheet.item.citations() if (law := sheet.laws.get(one.law))]
    counted = [where for where, law in cited if any(version.articles for version in law.versions)]
    return sheet.put((*draw.choice(counted), "article"), 1999) if counted else None


def _zero_in_front(sheet: Sheet, draw: random.Random) -> Change | None:
    where, value = draw.choice(sheet.named("article"))
    return sheet.put(where, f"0{value}")


def _step_twice(sheet: Sheet, draw: random.Random) -> Change | None:
    field, flow = draw.choice(list(sheet.item.flows()))
    return sheet.after(field, f"  - id: {draw.choice(flow).id}", *_END)


def _step_not_reached(sheet: Sheet, draw: random.Random) -> Change | None:
    field, _ = draw.choice(list(sheet.item.flows()))
    return sheet.after(field, "  - id: never-reached", *_END)


_END = ("    name: 归档", "    actor: 档案岗", "    kind: 结束")


def _second_start(sheet: Sheet, draw: random.Random) -> Change | None:
    steps = [(field, index) for field, flow in sheet.item.flows() for index, step in enumerate(flow)
             if step.kind == "办理"]  # fmt: skip
    return sheet.put((*draw.choice(steps), "kind"), "开始") if steps else None


def _condition_dropped(sheet: Sheet, draw: random.Random) -> Change | None:
    branches = [
        (field, index, "next", number)
        for field, flow in sheet.item.flows()
        for index, step in enumerate(flow)
        if step.kind == "判断"
        for number in range(len(step.next))
    ]
    if not branches:
        return None
    branch = draw.choice(branches)
    change = sheet.with_line(sheet.line((*branch, "when")))
    return change._replace(line=sheet.line(branch))


def _promised_longer(sheet: Sheet, _: random.Random) -> Change | None:
    limits = sheet.item.time_limits
    if not (limits and limits.statutory and limits.promised and limits.statutory.value):
        return None
    if limits.statutory.unit != limits.promised.unit:
        return None
    return sheet.put(("time_limits", "promised", "value"), limits.statutory.value + 1)


def _notice_backwards(sheet: Sheet, _: random.Random) -> Change | None:
    if sheet.item.notice is None:
        return None
    return sheet.put(("notice", "end"), sheet.item.notice.start - dt.timedelta(days=1))


def _effective_too_soon(sheet: Sheet, _: random.Random) -> Change | None:
    if not (sheet.item.notice and sheet.item.effective):
        return None
    return sheet.put(("effective",), sheet.item.notice.end)


def _other_category(sheet: Sheet, draw: random.Random) -> Change | None:
    others = [one for one in ("XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT") if one != sheet.item.category]
    return sheet.put(("category",), draw.choice(others))


def _charge_denied(sheet: Sheet, _: random.Random) -> Change | None:
    return sheet.put(("fees", "charged"), "false" if sheet.item.fees.charged else "true")


def _key_twice(sheet: Sheet, draw: random.Random) -> Change | None:
    where, _ = draw.choice([one for one in sheet.scalars() if isinstance(one[0][-1], str)])
    line, column = sheet.document.mark((*where, KEY))
    again = " " * (column - 1) + sheet.lines[line - 1][column - 1 :]
    return sheet.with_line(line, sheet.lines[line - 1], again)._replace(line=line + 1)


def _value_dropped(sheet: Sheet, draw: random.Random) -> Change | None:
    where, _ = draw.choice([one for one in sheet.scalars() if isinstance(one[0][-1], str)])
    line, column = sheet.document.mark(where)
    return sheet.with_line(line, sheet.lines[line - 1][: column - 1].rstrip())


def _key_misspelt(sheet: Sheet, draw: random.Random) -> Change | None:
    where, _ = draw.choice([one for one in sheet.scalars() if isinstance(one[0][-1], str)])
    line, column = sheet.document.mark((*where, KEY))
    text = sheet.lines[line - 1]
    key = str(where[-1])
    return sheet.with_line(line, text[: column - 1] + key + key[-1] + text[column - 1 + len(key) :])


def _required_dropped(sheet: Sheet, draw: random.Random) -> Change | None:
    """Drop a required field that is not the first of its record; the record's own line is told."""
    where, _ = draw.choice(sheet.named("provides", "actor", "responsible", "checked", "measures", "body"))
    return sheet.with_line(sheet.line((*where, KEY)))._replace(line=sheet.line(where[:-1]))


def _entry_twice(sheet: Sheet, draw: random.Random) -> Change | None:
    lists = ("duties", "accountability", "levels", "audience", "themes", "conditions", "aliases")
    where, _ = draw.choice([one for one in sheet.scalars() if one[0][0] in lists and isinstance(one[0][-1], int)])
    line = sheet.line(where)
    change = sheet.with_line(line, sheet.lines[line - 1], sheet.lines[line - 1])
    return change._replace(line=sheet.line(where[:-1]))


def _inserted(character: str) -> Mutator:
    """Put a character that nobody sees, or takes for another, anywhere."""

    def mutate(sheet: Sheet, draw: random.Random) -> Change:
        line = draw.randrange(1, len(sheet.lines))
        text = sheet.lines[line - 1]
        column = draw.randint(0, len(text))
        return sheet.with_line(line, text[:column] + character + text[column:])

    return mutate


def _full_width_colon(sheet: Sheet, draw: random.Random) -> Change | None:
    line = draw.choice([number for number, text in enumerate(sheet.lines, 1) if _PLAIN.match(text)])
    return sheet.with_line(line, sheet.lines[line - 1].replace(": ", "：", 1))


MUTATORS: tuple[tuple[str, str, Mutator], ...] = (
    ("B103", "zero width space", _inserted("\u200b")),
    ("B103", "bidi override", _inserted("\u202e")),
    ("B104", "Cyrillic letter", _inserted("\u0430")),
    ("B104", "ideographic space", _inserted("\u3000")),
    ("Y101", "full-width colon", _full_width_colon),
    ("Y102", "key twice", _key_twice),
    ("Y107", "leading zero", _zero_in_front),
    ("Y107", "Norway", _setting("NO", "charged")),
    ("Y108", "no value", _value_dropped),
    ("S101", "required field dropped", _required_dropped),
    ("S102", "key misspelt", _key_misspelt),
    ("S103", "article in words", _setting("第五条", "article")),
    ("S104", "unknown role", _setting("设立", "role", within="legal_basis")),
    ("S104", "unknown unit", _setting("天", "unit")),
    ("S104", "unknown kind of step", _setting("审批", "kind", within="flow")),
    ("S104", "unknown nature", _setting("行政机关", "nature")),
    ("S105", "law by its title", _setting("某某法", "law")),
    ("S105", "branch by its title", _setting("受理", "to")),
    ("S106", "impossible date", _setting("2026-02-30", "checked", "start", "end", "effective", "date")),
    ("S107", "article zero", _setting(0, "article")),
    ("S107", "name too short", _setting("门", "name", "actor")),
    ("S108", "entry twice", _entry_twice),
    ("I101", "other number", lambda sheet, _: sheet.put(("code",), sheet.item.code[:-4] + "9999")),
    ("I103", "other category", _other_category),
    ("R101", "unknown department", _setting("mou-mou-ju", "department")),
    ("R102", "unknown law", _setting("mou-mou-fa", "law")),
    ("R103", "unknown theme", lambda sheet, draw: sheet.put(
        ("themes", draw.randrange(len(sheet.item.themes))), "person-000")),
    ("R103", "unknown risk category", lambda sheet, draw: sheet.put(
        ("risk", "categories", draw.randrange(len(sheet.item.risk.categories))), "nothing")),
    ("R103", "unknown subtype", _setting("临时许可", "subtype")),
    ("R104", "unknown successor", lambda sheet, _: sheet.with_line(
        2, "successor: " + sheet.item.code[:-4] + "9999", sheet.lines[1])),
    ("L104", "article beyond the last", _article_beyond),
    ("L105", "checked in the future", _setting("2099-01-01", "checked")),
    ("T101", "notice backwards", _notice_backwards),
    ("T101", "effective during the notice", _effective_too_soon),
    ("T103", "promised longer", _promised_longer),
    ("E102", "charge denied", _charge_denied),
    ("F101", "step twice", _step_twice),
    ("F102", "branch to nowhere", _setting("nowhere", "to")),
    ("F103", "second start", _second_start),
    ("F104", "step not reached", _step_not_reached),
    ("F105", "condition dropped", _condition_dropped),
    ("K101", "risk at no step", _setting("nowhere", "step")),
)  # fmt: skip
"""The rule that forbids it, what is done, and how; a new one is one more line."""

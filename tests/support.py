"""What many tests need: the invented catalogue, its day, and a way to break it at one place."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import schema
from pipeline.checking import Checked, check
from pipeline.deriving import derive
from pipeline.disclosing import disclose
from pipeline.dumps import dumps
from pipeline.judging import Judged, judge
from pipeline.loading import Source, load
from pipeline.model import Catalogue, Published, Release
from pipeline.outputs import File, Output
from pipeline.progress import Track
from pipeline.provisions import NO_TEXTS, Texts
from pipeline.tables import tables

ROOT = Path(__file__).parent.parent
"""The repository."""
CATALOGUE = Path(__file__).parent / "catalogue"
"""A small complete catalogue of a government that does not exist; it checks clean on ``TODAY``."""
TODAY = dt.date(2026, 6, 1)
CANARY = "CANARY-7F3A"
"""Stands in the catalogue's one editor's note and nowhere else."""

XK = "999900-03-XK-0001"
"""In force, with every field an item can have."""
CF = "999900-03-CF-0001"
"""In public notice until 5 June 2026."""
QT = "999900-03-QT-0001"
"""Repealed; XK is its successor."""
QR = "999900-07-QR-0001"
"""Comes into force on 1 September 2026, with the law it is founded on."""
GF = "999900-12-GF-0001"
"""Suspended; once transferred from department 12."""
PATHS: Mapping[str, str] = {
    path.stem: path.relative_to(CATALOGUE).as_posix() for path in sorted(CATALOGUE.glob("data/items/*/*.yaml"))
}
"""The items' files by their codes."""
WIDER = Path(__file__).parent / "rules" / "wider"
"""Items of the categories and procedures that the small catalogue lacks; added to it, they check clean too."""


def mutate(root: Path, path: str, old: str, new: str) -> int:
    """Replace the only occurrence of ``old`` in a file; return the number of the first line that changed."""
    file = root / path
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
    after = before.replace(old, new)
    file.write_text(after, encoding="utf-8", newline="\n")
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def line_of(root: Path, path: str, text: str) -> int:
    """Return the number of the line at which a text begins that stands once in a file."""
    content = (root / path).read_text(encoding="utf-8")
    assert content.count(text) == 1, f"{text!r} stands {content.count(text)} times in {path}"
    return content.count("\n", 0, content.index(text)) + 1


def checked(root: Path, today: dt.date = TODAY, texts: Texts = NO_TEXTS) -> Checked:
    """Check the catalogue at ``root``."""
    return check(load(root), today, texts=texts)


def problems(root: Path, today: dt.date = TODAY, texts: Texts = NO_TEXTS) -> list[tuple[str, int, str]]:
    """Return path, line and code of every problem of the catalogue at ``root``."""
    return [(problem.path, problem.line, problem.code) for problem in checked(root, today, texts).problems]


def catalogue_at(root: Path, today: dt.date = TODAY) -> Catalogue:
    """Return the catalogue at ``root``, which must be fit to be published."""
    found = checked(root, today)
    assert found.catalogue is not None, [str(problem) for problem in found.problems]
    return found.catalogue


def published_at(root: Path, today: dt.date = TODAY, release: Release | None = None) -> Published:
    """Return what is published of the catalogue at ``root``."""
    return derive(disclose(catalogue_at(root, today), schema.public_fields()), release, today)


def dumped(published: Published) -> dict[str, bytes]:
    """Return every document of the static API by its path, tables included."""
    return {
        output.path: whole(output)
        for output in dumps(published, schema.authored(), tables(published, schema.authored()))
    }


def whole(output: File) -> bytes:
    """Return the content of an output, read as it is when it is written."""
    return output.content if isinstance(output, Output) else b"".join(output.pieces)


_judge_once = functools.cache(judge)


def judge_once(sources: Sequence[Source], _: Track) -> list[Judged]:
    """Judge a file once for all tests that leave it alone: where one file of many is broken, nearly all the time."""
    return [_judge_once(source) for source in sources]

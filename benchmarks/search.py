"""Put the same questions to this project's search, to Pagefind's and to Material's, over the same pages.

``python -m benchmarks.search`` writes ``docs/benchmarks/search.md``. Exits with 1 when ours gives a wrong answer
among the generated items.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from benchmarks.browser import browsing
from benchmarks.engines import Engine, Told, ask, material, ours, pagefind
from benchmarks.searching import Answer, Question, Reading, faults, generated, pieces, questions
from pipeline import schema
from pipeline.checking import check
from pipeline.deriving import derive
from pipeline.disclosing import disclose
from pipeline.loading import load
from pipeline.search import SearchRecord, records, sounds

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/benchmarks/search.md"
_PIECES = 500
_FIRST = 40
"""So many questions are each put as the first of a fresh profile."""
_FIRST_OF_MANY = 60
_MANY_HITS = 1000
_SEED = 1


class Score(NamedTuple):
    """How right the answers are, from 0 to 1."""

    names: float
    """Share of names that find their own page first."""
    codes: float
    pieces: float
    """Share of pieces that find every page that holds them."""
    besides: float
    """Pages found for a piece that do not hold it, on average."""
    pinyin: float
    """Share of names, spelled in pinyin, that find every page called so."""
    initials: float


class Row(NamedTuple):
    """What was measured of one search."""

    engine: Engine
    score: Score
    milliseconds: Sequence[float]
    """Of each question."""
    first: Sequence[int]
    """Bytes that each question moved as the first one."""


class Large(NamedTuple):
    """What was measured of this project's search over many items."""

    items: int
    asked: int
    right: int
    milliseconds: Sequence[float]
    """Of each phrase with fewer hits than a thousand."""
    first: Sequence[int]


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000, help="so many are generated for this project alone")
    parser.add_argument("--queries", type=int, default=2000, help="so many are put to those")
    given = parser.parse_args()
    pages = _records()
    items = [page for page in pages if page.kind == "item"]
    asked = sample(items, _PIECES)
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        makers: dict[str, Callable[[Path, Sequence[SearchRecord]], Engine]]
        makers = {"ours": ours, "pagefind": pagefind, "material": material}
        rows = [_measured(browser, make(Path(folder, name), items), items, asked) for name, make in makers.items()]
        many = generated(pages, given.items, _SEED)
        large = _large(browser, ours(Path(folder, "large"), many), many, given.queries)
    text = report(len(items), len(asked), rows, large)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    return int(large.right < large.asked)


def _records() -> list[SearchRecord]:
    today = dt.datetime.now(dt.UTC).date()
    catalogue = check(load(ROOT), today).catalogue
    if catalogue is None:
        sys.exit("the sample data has mistakes: run catalogue check")
    return list(records(derive(disclose(catalogue, schema.public_fields()), None, today)))


# --- asking ----------------------------------------------------------------------------------------------------------


def sample(items: Sequence[SearchRecord], count: int) -> list[Question]:
    """Return every name, code and spelling of a name, and so many pieces of names; each once, in a shuffled order."""
    chance = random.Random(_SEED)  # noqa: S311  # samples are not secrets
    parts = sorted({piece for item in items for piece in pieces(item.name)})
    said = [sounds(item.name) for item in items]
    asked = {
        *(Question(item.name, "name") for item in items),
        *(Question(item.code, "code") for item in items if item.code),
        *(Question(piece, "piece") for piece in chance.sample(parts, min(count, len(parts)))),
        *(Question("".join(syllables), "pinyin") for syllables in said),
        *(Question("".join(syllable[0] for syllable in syllables), "initials") for syllables in said),
    }
    return chance.sample(sorted(asked), len(asked))


def _measured(browser: Browser, engine: Engine, items: Sequence[SearchRecord], asked: Sequence[Question]) -> Row:
    told, _ = ask(browser, engine, [question.text for question in asked])
    return Row(engine, score(asked, told, Reading(items)), _times(told), _first(browser, engine, asked[:_FIRST]))


def _large(browser: Browser, engine: Engine, many: Sequence[SearchRecord], count: int) -> Large:
    asked, reading = questions(many, count, _SEED), Reading(many)
    told, _ = ask(browser, engine, [question.text for question in asked])
    wrong = [one for one, answer in zip(asked, told, strict=True) if faults(reading.answer(one), answer.found)]
    phrases = [
        answer
        for question, answer in zip(asked, told, strict=True)
        if question.kind in {"name", "piece"} and len(answer.found) < _MANY_HITS
    ]
    first = _first(browser, engine, asked[:_FIRST_OF_MANY])
    return Large(sum(one.kind == "item" for one in many), count, count - len(wrong), _times(phrases), first)


def _first(browser: Browser, engine: Engine, asked: Sequence[Question]) -> list[int]:
    return [ask(browser, engine, [question.text])[1] for question in asked]


def _times(told: Sequence[Told]) -> list[float]:
    return [one.milliseconds for one in told]


# --- judging ---------------------------------------------------------------------------------------------------------


def score(asked: Sequence[Question], told: Sequence[Told], reading: Reading) -> Score:
    """Hold the answers of one search against a plain reading of all texts."""
    judged = [(question.kind, reading.answer(question), one.found) for question, one in zip(asked, told, strict=True)]

    def share(kind: str, fits: Callable[[Answer, Sequence[str]], float]) -> float:
        return statistics.fmean(fits(answer, found) for one, answer, found in judged if one == kind)

    return Score(
        names=share("name", _exact_first),
        codes=share("code", _exact_first),
        pieces=share("piece", _none_missed),
        besides=share("piece", lambda answer, found: len(set(found) - answer.held)),
        pinyin=share("pinyin", _none_missed),
        initials=share("initials", _none_missed),
    )


def _exact_first(answer: Answer, found: Sequence[str]) -> bool:
    return bool(found) and found[0] in answer.exact


def _none_missed(answer: Answer, found: Sequence[str]) -> bool:
    return answer.held <= set(found)


# --- telling ---------------------------------------------------------------------------------------------------------


def report(items: int, asked: int, rows: Sequence[Row], large: Large) -> str:
    """Return the page; the first row is this project's."""
    mine = rows[0]
    scores = [row.score for row in rows]
    lines = {
        "": [row.engine.title for row in rows],
        "---": ["--:"] * len(rows),
        "a name finds its page first": [f"{one.names:.1%}" for one in scores],
        "a code finds its page first": [f"{one.codes:.1%}" for one in scores],
        "a piece of a name misses no page": [f"{one.pieces:.1%}" for one in scores],
        "pages found for a piece that do not hold it, mean": [f"{one.besides:.3f}" for one in scores],
        "a name in pinyin misses no page": [f"{one.pinyin:.1%}" for one in scores],
        "a name's initials miss no page": [f"{one.initials:.1%}" for one in scores],
        "bytes of a first query, median": [_kilobytes(statistics.median(row.first)) for row in rows],
        "bytes of a first query, most": [_kilobytes(max(row.first)) for row in rows],
        "time of a query, median": _ratios([statistics.median(row.milliseconds) for row in rows]),
        "time of a query, 95th percentile": _ratios([_late(row.milliseconds) for row in rows]),
        "size of the index": _ratios([row.engine.size for row in rows]),
        "time to index": _ratios([row.engine.seconds for row in rows]),
    }
    return _PAGE.format(
        items=items,
        asked=asked,
        pieces=_PIECES,
        fresh=_FIRST,
        day=dt.datetime.now(dt.UTC).date(),
        load=f"{os.getloadavg()[2]:.1f}",
        processors=os.cpu_count(),
        table="\n".join(f"| {' | '.join((name, *cells))} |" for name, cells in lines.items()),
        jieba="it was" if find_spec("jieba") else "it was not",
        large=f"{large.items:,}",
        queries=f"{large.asked:,}",
        right=f"{large.right / large.asked:.2%}",
        fresh_of_large=len(large.first),
        most=_kilobytes(max(large.first)),
        phrases=f"{len(large.milliseconds):,}",
        slower=f"{_late(large.milliseconds) / _late(mine.milliseconds):.2f}",
        late=f"{_late(large.milliseconds):.0f}",
    )


def _ratios(numbers: Sequence[float]) -> list[str]:
    return [f"{number / numbers[0]:.2f}" for number in numbers]


def _late(numbers: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(numbers, n=20)[-1]


def _kilobytes(count: float) -> str:
    return f"{count / 1000:.0f} KB"


_PAGE = """# Search: what is found, and what it costs

<!-- Written by `python -m benchmarks.search`; do not edit. -->

{asked:,} questions about the {items} items of the sample catalogue, put to three searches over the same texts: every
name, every code, {pieces} pieces of two to six characters of names, and every name in pinyin and by the initials of its
syllables. Measured on {day} in Chromium, on a machine that did other work as well: in the last quarter of an hour
{load} programs on average wanted its {processors} processors. Times and sizes are ratios to this project's.

{table}

## At {large} items

This project alone, with items generated from the samples, and the sample's departments and laws; {queries} questions of
all kinds. **Right** is an answer that misses no page which holds the phrase, and shows first what is called so, then
the names that hold it.

| | |
| --- | --: |
| right answers | {right} |
| bytes of a first query, most of {fresh_of_large} fresh profiles | {most} |
| 95th percentile of {phrases} phrases with fewer than 1,000 hits, beside that of all questions above | {slower} |
| the same in this run | {late} ms |

## How it was measured

- What a question must find comes from reading all texts from end to end for it, whatever their width, case and marks.
- All three have one page an item with the same texts: name, code, aliases, summary, and what else
  `pipeline/search.py` has of it. This project indexes them as records. **Pagefind** indexes plain HTML in its own way
  and is asked through its own script with the query as it is. **Material** builds them from Markdown with its search
  plugin in Chinese and is asked through its own worker, by the messages its page sends. Pages that are not items, the
  box and the list of results are left out.
- A query's time ends when there is also what the first twenty results show; the questions follow each other in one
  page, so that most of an index is soon at hand. A first query is the only one of a fresh profile ({fresh} questions of
  the table); counted is everything it needs, programs and index, each file as a server sends it that compresses.
  Loading a search before the first query is in the bytes and not in the times.
- The index is what grows with the pages; programs are not counted. Material's time to index is that of its whole build
  with all pages in its theme, which cannot well be parted from it, so that number says little.

## What the numbers do not show

- The questions are what this project's search was made for, and its authors chose them: any part of a name is a fair
  question here, while the others look for words, and neither of them claims pinyin. The words of real readers are not
  among the questions, and the order of results is looked at no further than the first.
- Pagefind's extended build segments Chinese when it indexes, its standard build does not; the table says which one was
  installed, and says nothing about the other. Material segments Chinese when it indexes where jieba is installed;
  {jieba}. With those, both may find more.
- {items} items are few. Material loads its whole index before the first query and then answers from memory, so its
  bytes grow with the catalogue; Pagefind and this project load what a query needs.
- Bytes are counted, not the way to a reader: how long a slow connection takes, this run does not say.
- The searches were asked one after the other, so that a busy minute of the machine falls on one of them alone: ratios
  of times are a rough guide.
"""


if __name__ == "__main__":
    sys.exit(main())

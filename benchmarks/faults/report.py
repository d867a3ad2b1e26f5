"""Put the results into the page that is kept in git: what each checker caught of each kind, and named the line of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.faults.peers import Verdict

US = "this project"

_HEAD = """# Faults: who finds them

<!-- Written by `python -m benchmarks.faults.run --peers`; do not edit. -->

{faults} mistakes that clerks make, each made on purpose at one place in the sample data and checked by itself.
`benchmarks/faults/corpus/` holds for each the file, the change, the code expected and the line it must be told at;
`tests/test_faults.py` holds this project to all of them: the right code at the right line, and nothing else.

Measured on {day} with {versions}.

**Caught** means that the program says something is wrong; **line**, that it names the line at fault. Under each kind
stands the number of its faults.
"""

_TAIL = """
## How to read this

- The corpus was written for this project, by its authors; where a fault was at first missed, misplaced or told twice,
  the project was corrected. That it now finds everything is a promise kept by a test, not a measurement of luck; the
  table shows what these checks are for, not who is better.
- **DataTig** publishes data from git and checks it against a JSON Schema; **check-jsonschema** checks files against a
  JSON Schema. Both were given this project's own schemas, which already say much of what an item may hold. Neither is
  meant to check references between files, law, dates, flows, names of files or look-alike characters, and neither
  claims to: those rows show what a schema alone leaves over.
- Both judge a file by itself, so each was given the files a fault touches and not the whole catalogue. DataTig has no
  place for the single file `catalogue.yml`, so faults in it are out of its reach.
- A line counts when a message names it anywhere. Both name lines for syntax errors, from their YAML readers; for
  mistakes against the schema check-jsonschema names the path within the document, which a reader can follow too.
- A file that a program cannot read counts as caught, whatever the reason it gives.
- Where a text means something else to one YAML reader than to another (`031`, `NO`, `12:30`), a program that checks the
  converted value may catch it by the converted value's type, and may miss it where that type is allowed.
"""


class Measured(NamedTuple):
    """The verdicts of one checker on all faults of every kind."""

    title: str
    verdicts: Mapping[str, Sequence[Verdict]]


def page(checkers: Sequence[Measured], absent: Mapping[str, str], day: dt.date) -> str:
    """Return the page; ``absent`` names the peers that could not be installed, and why."""
    kinds = {kind: len(verdicts) for kind, verdicts in checkers[0].verdicts.items()}
    titles = [checker.title for checker in checkers]
    lines = [_HEAD.format(faults=sum(kinds.values()), day=day, versions=", ".join(titles))]
    lines += [f"{name} could not be installed: {reason}.\n" for name, reason in absent.items()]
    columns = [cell for title in titles for cell in (f"{title}: caught", "line")]
    lines += [_row("kind", "faults", *columns), _row("---", *["--:"] * (1 + len(columns)))]
    lines += [_row(kind, count, *_counts(checkers, [kind])) for kind, count in kinds.items()]
    lines += [_row("**all**", sum(kinds.values()), *_counts(checkers, list(kinds)))]
    return "\n".join([*lines, _TAIL])


def _counts(checkers: Sequence[Measured], kinds: Sequence[str]) -> list[int]:
    """Return for each checker how many faults of these kinds it caught, and named the line of."""
    counts = []
    for checker in checkers:
        verdicts = [verdict for kind in kinds for verdict in checker.verdicts[kind]]
        counts += [sum(one.caught for one in verdicts), sum(one.caught and one.line for one in verdicts)]
    return counts


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"

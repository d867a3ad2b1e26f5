"""Draw a thousand distinct charts as this project does, and with one process of ``dot`` each; report the ratio.

``python -m benchmarks.charts`` writes ``docs/benchmarks/charts.md``. Exits with 1 unless ours takes under a tenth.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.checking import check
from pipeline.drawing import Chart, Drawing, draw
from pipeline.flowchart import dot, plan
from pipeline.loading import load

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/benchmarks/charts.md"
_LIMIT = 0.1


class Spent(NamedTuple):
    """What one run took, in seconds: on the clock, and of all processors together."""

    clock: float
    processors: float


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--charts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    charts = _charts(given.charts)
    sources = sorted({dot(chart.plan) for chart in charts})
    ours, single = [], []
    for _ in range(given.runs):  # by turns, so that a busy minute of the machine falls on both
        ours.append(_timed(lambda: _together(charts)))
        single.append(_timed(lambda: _one_process_each(sources)))
    clock = statistics.median(mine.clock / theirs.clock for mine, theirs in zip(ours, single, strict=True))
    processors = statistics.median(
        mine.processors / theirs.processors for mine, theirs in zip(ours, single, strict=True)
    )
    PAGE.write_text(_page(given.charts, given.runs, clock, processors), encoding="utf-8", newline="\n")
    sys.stdout.write(f"ours takes {clock:.3f} of the time and {processors:.3f} of the processors' time\n")
    return int(clock >= _LIMIT)


def _charts(count: int) -> list[Chart]:
    """Return so many charts of the sample catalogue's own flows, told apart by the length of their first name."""
    catalogue = check(load(ROOT), dt.datetime.now(dt.UTC).date()).catalogue
    if catalogue is None:
        sys.exit("the sample data has mistakes: run catalogue check")
    flows = [(item, flow) for item in catalogue.items.values() for _, flow in item.flows()]
    charts = []
    for number in range(count):
        item, (first, *others) = flows[number % len(flows)]
        longer = msgspec.structs.replace(first, name=first.name + "长" * (number // len(flows)))
        charts.append(Chart(str(number), plan((longer, *others), item.risk.points), f"图 {number}", ""))
    return charts


def _together(charts: list[Chart]) -> None:
    unfit = [key for key, drawing in draw(charts).items() if not isinstance(drawing, Drawing)]
    if unfit:
        sys.exit(f"not drawn: {unfit}")


def _one_process_each(sources: list[str]) -> None:
    for source in sources:
        subprocess.run(["dot", "-Tsvg"], input=source.encode(), capture_output=True, check=True)  # noqa: S607


def _timed(work: Callable[[], object]) -> Spent:
    started, before = time.perf_counter(), _processors()
    work()
    return Spent(time.perf_counter() - started, _processors() - before)


def _processors() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _page(charts: int, runs: int, clock: float, processors: float) -> str:
    version = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=True).stderr.strip()  # noqa: S607
    return f"""# Charts: many in one process

<!-- Written by `python -m benchmarks.charts`; do not edit. -->

{charts:,} distinct charts of the sample catalogue's flows, drawn by turns in two ways, {runs} runs each; medians of
ratios. Measured on {dt.datetime.now(dt.UTC).date()} with {version}.

| | one `dot` process a chart | this project |
| --- | --: | --: |
| time on the clock | 1 | {clock:.3f} |
| time of all processors | 1 | {processors:.3f} |

The other column is `dot -Tsvg` with the same chart, its words included, and looks at nothing it returns. This project's
time includes holding every layout against its plan and writing the picture.
"""


if __name__ == "__main__":
    sys.exit(main())

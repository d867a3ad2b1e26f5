"""What the commands share at the terminal: exit codes, options, and how things are printed."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import click

from pipeline import reporting, ruledocs
from pipeline.checking import Checked
from pipeline.problems import Severity
from pipeline.reporting import Report
from pipeline.workdays import BEIJING

_T = TypeVar("_T")

MISTAKES = 1
FAULT = 2
LOCKED = 75
"""EX_TEMPFAIL: another build holds the lock; trying again later is right."""


class _Help(click.HelpFormatter):
    """Click's help with Chinese headings: clerks read it too."""

    _HEADINGS: ClassVar[dict[str, str]] = {"Options": "选项", "Commands": "命令"}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(self._HEADINGS.get(heading, heading))


click.Context.formatter_class = _Help

help_option = click.help_option("--help", "-h", help="显示这段说明。")


def _today() -> dt.date:
    """Return the build's day: SOURCE_DATE_EPOCH where a reproducible build sets it, else today in Beijing."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), tz=BEIJING) if epoch else dt.datetime.now(tz=BEIJING)
    return moment.date()


root_option = click.option(
    "--root",
    metavar="文件夹",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="目录所在的文件夹，默认当前文件夹。",
)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that judges by the day."""
    today = click.option(
        "--today",
        metavar="日期",
        type=click.DateTime(["%Y-%m-%d"]),
        default=lambda: _today().isoformat(),
        help="按哪一天计算，默认今天（北京时间）。",
    )
    return root_option(today(help_option(command)))


out_option = click.option(
    "--out", metavar="文件夹", type=click.Path(path_type=Path), default=None, help="网站文件夹，默认 build/site。"
)

cache_option = click.option(
    "--cache/--no-cache",
    "cached",
    # A fresh clone in CI has no results of its own, only what somebody slipped in.
    default=lambda: os.environ.get("CI", "") in {"", "false"},
    help="是否使用上次的结果（build/cache）；在 CI 中默认不用。",
)
notes_option = click.option("--notes", is_flag=True, help="逐条列出提示；不加时只数有多少个。")
law_texts_option = click.option(
    "--law-texts",
    metavar="文件夹",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="法律文本所在的文件夹（<法律编号>.json），用来核对引用的条、款、项。",
)


def style_of(style: str | None) -> str:
    """Return the format asked for, by default the one that suits who reads."""
    return style or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")


def report_checked(checked: Checked, style: str | None) -> None:
    """Print all problems of a command that checks before it does something else."""
    write(Report(checked.problems, checked.files, excepted=checked.excepted), style)


def write(report: Report, style: str | None, *, notes: bool = False) -> None:
    """Print the problems, to people notes only when asked for, then one line that counts them all."""
    style = style_of(style)
    aside = style not in reporting.FOR_PEOPLE
    told = report if notes or aside else report.without_notes()
    for line in reporting.WRITERS[style](told):
        click.echo(line)
    # Beside a document these lines are no part of it.
    hidden = f"另有 {report.hidden} 处不在所选范围内。" if report.hidden else ""
    more = "提示见 catalogue report。" if len(told.problems) < len(report.problems) else ""
    summary = reporting.summary(report.problems, report.excepted)
    click.echo(f"检查了 {len(report.files)} 个文件：{summary}。{hidden}{more}", err=aside)
    click.echo("这是形式审查，只看写法、引用和日期；是否合法、适当，由审核机关判断。", err=aside)
    if pointer := ruledocs.pointer(told.problems):
        click.echo(pointer, err=aside)


def verdict(checked: Checked) -> int:
    """Return how a command that checks by the way ends: a fault of a rule outweighs mistakes."""
    if checked.crashed:
        return FAULT
    return MISTAKES if any(problem.severity is Severity.ERROR for problem in checked.problems) else 0


def track(label: str, things: Iterable[_T]) -> Iterable[_T]:
    """Show a progress bar on a terminal, one plain line elsewhere."""
    if not sys.stderr.isatty():
        click.echo(f"{label}……", err=True)
        return things
    return _bar(label, things)


def _bar(label: str, things: Iterable[_T]) -> Iterator[_T]:
    with click.progressbar(things, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar

"""The command line: one function a command, which takes its arguments, calls, prints and says how it ended."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import click

from pipeline import reporting, ruledocs, schema
from pipeline.build import build as build_site
from pipeline.bulk import WorkerError
from pipeline.checking import check as check_sources
from pipeline.drawing import DrawingError
from pipeline.dumps import DumpError
from pipeline.examining import Options, examine
from pipeline.formatting import Refusal, formatted
from pipeline.frame import FrameError
from pipeline.generating import generate as generate_files
from pipeline.generating import has_examples
from pipeline.history import HistoryError, codes_ever
from pipeline.indexing import IndexingError
from pipeline.loading import Sources, load
from pipeline.model import Catalogue
from pipeline.publish import LockedError, PublishError
from pipeline.reporting import Report
from pipeline.saving import replace
from pipeline.scaffolding import (
    AnswerError,
    Draft,
    find_category,
    find_department,
    find_subtype,
    fit_name,
    next_code,
    scaffold,
)
from pipeline.selecting import SelectionError, selected, within
from pipeline.serve import serve as serve_site
from pipeline.tables import DatabaseError, UnwritableError
from pipeline.terminal import (
    FAULT,
    LOCKED,
    MISTAKES,
    cache_option,
    common,
    help_option,
    law_texts_option,
    notes_option,
    out_option,
    report_checked,
    root_option,
    style_of,
    track,
    verdict,
    write,
)

_T = TypeVar("_T")

_FAULTS = (
    FrameError,
    DrawingError,
    IndexingError,
    HistoryError,
    PublishError,
    DumpError,
    DatabaseError,
    WorkerError,
    OSError,
)


@click.group(
    context_settings={"max_content_width": 110},
    options_metavar="[选项]",
    subcommand_metavar="命令",
    epilog="退出码：0 正常；1 数据有错；2 机器故障、用法不对或者程序出错；75 另一个生成正在进行。",
)
@click.option("--root", metavar="文件夹", type=click.Path(path_type=Path), help="目录所在的文件夹，默认当前文件夹。")
@click.option("--today", metavar="日期", help="按哪一天计算，例如 2026-11-20，默认今天（北京时间）。")
@click.option("--out", metavar="文件夹", type=click.Path(path_type=Path), help="网站文件夹，默认 build/site。")
@help_option
@click.version_option(package_name="power-catalogue", message="%(version)s", help="显示版本。")
@click.pass_context
def cli(context: click.Context, /, **options: Any) -> None:
    """行政权力公开目录：检查数据，生成网站。选项写在命令前后都可以。"""
    given = {name: value for name, value in options.items() if value is not None}
    context.default_map = _for_all(cli, given)


@cli.command(options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…")
@click.option(
    "--format",
    "style",
    type=click.Choice(list(reporting.WRITERS)),
    default=None,
    help="输出样式；在 GitHub Actions 中默认 github。",
)
@click.option("--base", metavar="版本", help="与 git 的这个版本比较：不许删除已公布的事项；改动涉及的逾期也要先处理。")
@click.option("--strict", is_flag=True, help="逾期和警告也算不通过。")
@cache_option
@click.option("--jobs", type=click.IntRange(1), default=None, help="最多同时用几个进程，默认每个处理器一个。")
@notes_option
@law_texts_option
@common
def check(root: Path, today: dt.datetime, style: str | None, *, notes: bool, **options: Any) -> int:
    """检查数据，列出每一处错误的文件、行、列和改法；写了文件或文件夹的，只列其中的。"""
    try:
        report = examine(root, today.date(), Options(**options), track)
    except SelectionError as error:
        raise click.BadParameter(str(error)) from error
    write(report, style, notes=notes)
    return FAULT if report.crashed else MISTAKES if report.blocking else 0


@cli.command(options_metavar="[选项]")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出样式。")
@common
def report(root: Path, today: dt.datetime, style: str) -> int:
    """列出可能交叉重叠的事项、可能的漏项和其他值得一看的地方。"""
    found = examine(root, today.date(), Options(), track)
    click.echo(reporting.survey(found.problems, style))
    return FAULT if found.crashed else MISTAKES if found.blocking else 0


@cli.command(options_metavar="[选项]")
@out_option
@cache_option
@common
def build(root: Path, today: dt.datetime, out: Path | None, *, cached: bool) -> int:
    """检查数据并生成网站；有错误时不动原来的网站。"""
    started = time.monotonic()
    target = out or root / "build/site"
    built = build_site(root, target, today.date(), track, cached=cached)
    report_checked(built.checked, None)
    if built.written is None or built.published is None:
        click.echo("数据有错误，没有生成网站；原来的网站没有改动。", err=True)
        return verdict(built.checked)
    for sentence in built.undrawn:
        click.echo(f"警告 {sentence}", err=True)
    seconds = time.monotonic() - started
    counts = f"{len(built.published.entries)} 个事项，{built.written.pages} 个页面，{built.written.files} 个文件"
    click.echo(f"生成完毕：{counts}，用时 {seconds:.1f} 秒。")
    look = "make serve" if root == Path() and out is None else f"python3 -m http.server --directory {target}"
    click.echo(f"网站在 {target}，查看：{look}")
    return verdict(built.checked)


@cli.command(options_metavar="[选项]")
@out_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, envvar="PORT", show_default=True, help="端口。")
@common
def serve(root: Path, today: dt.datetime, out: Path | None, port: int) -> int:
    """在本机 127.0.0.1 查看网站，保存文件后自动重新生成。"""

    def rebuild() -> None:
        try:
            report_checked(build_site(root, target, today.date(), cached=True).checked, "text")
        except Exception as error:  # noqa: BLE001  # a fault while editing must not stop the server
            click.echo(f"没有生成：{error}", err=True)

    target = out or root / "build/site"
    rebuild()
    serve_site(root, target, port, rebuild, lambda address: click.echo(f"网站：{address}　按 Ctrl+C 结束。"))
    return 0


@cli.command(options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]…")
@click.option("--check", "only_check", is_flag=True, help="只检查格式，不写文件；有要整理的，退出码为 1。")
@root_option
@help_option
def fmt(root: Path, paths: tuple[str, ...], only_check: bool) -> int:
    """整理数据文件的格式：字段顺序、缩进、引号、换行；不改内容，不动注释。"""
    sources = load(root)
    try:
        places = selected(paths, root, ())
    except SelectionError as error:
        raise click.BadParameter(str(error)) from error
    chosen = [file for file in sources.files if within(file.path, places)]
    problems = [problem for problem in sources.problems if within(problem.path, places)]
    untidy = 0
    for kind, name, raw in chosen:
        result = formatted(name, raw, schema.read(kind))
        if isinstance(result, Refusal):
            problems += result.problems
        elif result != raw:
            untidy += 1
            click.echo(f"{name}：{'需要整理' if only_check else '已整理'}")
            if not only_check:
                replace(root / name, result)
    for line in reporting.WRITERS[style_of(None)](Report(problems)):
        click.echo(line)
    refused = f"，{len({problem.path for problem in problems})} 个要先改正上面的错误" if problems else ""
    click.echo(f"{len(chosen)} 个文件：{untidy} 个{'需要整理' if only_check else '已整理'}{refused}。")
    return MISTAKES if problems or (untidy and only_check) else 0


@cli.group(options_metavar="[选项]", subcommand_metavar="命令")
@help_option
def new() -> None:
    """新建一个事项。"""


@new.command(options_metavar="[选项]")
@click.option("--department", metavar="部门", help="部门的编号、序号或者名称。")
@click.option("--category", metavar="类别", help="权力类别的字母或者名称，例如 XK、行政许可。")
@click.option("--subtype", metavar="子类", help="子类；行政强制执行和行政检查有自己的流程。")
@click.option("--name", metavar="名称", help="事项名称。")
@common
def item(root: Path, today: dt.datetime, subtype: str | None, **given: str | None) -> int:
    """新建一个事项：取没有用过的编码，写出待填写的文件。没有写的选项会逐个询问。"""
    sources = load(root)
    catalogue = _registry(sources, today)
    if catalogue is None:
        click.echo("请先改正上面的错误，再新建事项。", err=True)
        return MISTAKES
    shape = schema.read("item")
    used = codes_ever(root) | {PurePosixPath(path).stem for kind, path, _ in sources.files if kind == "item"}
    department = _answer(
        "部门（编号、序号或者名称）", "department", given, lambda words: find_department(catalogue, words)
    )
    category = _answer(
        "权力类别（字母或者名称，例如 XK、行政许可）", "category", given, lambda words: find_category(catalogue, words)
    )
    if subtype:
        _answer("子类", "subtype", {"subtype": subtype}, lambda words: find_subtype(catalogue, category, words))
    name = _answer("事项名称", "name", given, lambda words: fit_name(words, shape))
    code = next_code(catalogue, department.id, category, used)
    path = root / "data/items" / department.id / f"{code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(scaffold(catalogue, Draft(code, name, category, department.id, subtype), shape))
    click.echo(f"已新建 {path}。填好空着的字段，再运行 catalogue check。")
    return 0


def _answer(question: str, option: str, given: Mapping[str, str | None], find: Callable[[str], _T]) -> _T:
    """Return what an option means; where it was not given ask, until the answer can be used."""
    words = given[option]
    while True:
        try:
            return find(words if words is not None else click.prompt(question, prompt_suffix="："))
        except AnswerError as error:
            if words is not None:
                raise click.BadParameter(str(error), param_hint=f"--{option}") from None
            click.echo(error)


@cli.command(options_metavar="[选项]")
@click.argument("code", metavar="[编号]", required=False)
@help_option
def rules(code: str | None) -> int:
    """查看规则手册：全部编号，或者一个编号的说明。"""
    width = min(shutil.get_terminal_size().columns, 100)
    if not code:
        click.echo(ruledocs.table(width))
        return 0
    if entry := ruledocs.entries().get(code.upper()):
        click.echo(ruledocs.explained(entry, width))
        return 0
    near = ruledocs.nearest(code)
    hint = f"是不是 {near}？" if near else "运行 catalogue rules 查看全部编号。"
    click.echo(f"没有“{code}”这个编号。{hint}", err=True)
    return FAULT


@cli.command(hidden=True, options_metavar="[选项]")
@click.option("--check", "only_check", is_flag=True, help="只检查是否最新，不写文件。")
@common
def generate(root: Path, today: dt.datetime, only_check: bool) -> int:
    """更新保存在 git 中的生成文件（公布的结构、CODEOWNERS、规则手册）。"""
    stale = 0
    catalogue = _whole(root, today)
    if catalogue is None:
        return MISTAKES
    if not has_examples():
        click.echo("没有更新规则手册：这里没有 tests/rules/examples 中的例子；请在程序的源代码中运行。", err=True)
    for target, content in generate_files(root, catalogue).items():
        if not target.is_file() or target.read_text(encoding="utf-8") != content:
            stale += 1
            click.echo(f"{'不是最新' if only_check else '已更新'}：{target}")
            if not only_check:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(content, encoding="utf-8", newline="\n")
    return MISTAKES if stale and only_check else 0


def _for_all(group: click.Group, given: dict[str, Any]) -> dict[str, Any]:
    """Return given options as defaults of every command in a group, and of those in its groups."""
    commands = group.commands.items()
    return {name: _for_all(one, given) if isinstance(one, click.Group) else given for name, one in commands}


def _whole(root: Path, today: dt.datetime) -> Catalogue | None:
    """Return the catalogue when it has no mistakes; else report them."""
    checked = check_sources(load(root), today.date())
    if checked.catalogue is None:
        report_checked(checked, None)
    return checked.catalogue


def _registry(sources: Sources, today: dt.datetime) -> Catalogue | None:
    """Return the catalogue without its items, which may have mistakes meanwhile, and what is said of them."""
    kinds = ("catalogue", "department", "law", "vocabulary")
    others = Sources(
        [file for file in sources.files if file.kind in kinds],
        [problem for problem in sources.problems if not problem.path.startswith("data/items/")],
    )
    checked = check_sources(others, today.date())
    if checked.catalogue is None:
        report_checked(checked, None)
    return checked.catalogue


def main() -> None:
    """Run the command line; every uncaught exception ends with exit code 2."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code if error.exit_code != 1 else FAULT
    except click.Abort:
        code = 130
    except LockedError as error:
        click.echo(f"稍后再试：{error}", err=True)
        code = LOCKED
    except UnwritableError as error:
        click.echo(f"数据有错误，没有生成网站，原来的网站没有改动：{error}", err=True)
        code = MISTAKES
    except _FAULTS as error:
        click.echo(f"机器故障，不是数据的错：{error}", err=True)
        code = FAULT
    except Exception:  # noqa: BLE001  # the last resort
        traceback.print_exc()
        click.echo("程序出错，不是数据的错；请把上面的内容告诉维护人员。", err=True)
        code = FAULT
    sys.exit(code or 0)

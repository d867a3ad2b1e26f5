"""The command line: what it prints and with which code it ends."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.tables import UnwritableError
from support import TODAY, mutate

ITEM = "data/items"


def run(*words: str, answers: str = "", **world: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    environment = {
        key: value for key, value in os.environ.items() if key not in {"CI", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"}
    }
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**environment, **world},
        input=answers,
    )


def at(catalogue: Path) -> list[str]:
    """Return the options that name a catalogue and the tests' day."""
    return ["--root", str(catalogue), "--today", TODAY.isoformat()]


def first_item(catalogue: Path) -> str:
    """Return the path of some item, relative to the root."""
    return min((catalogue / ITEM).rglob("*.yaml")).relative_to(catalogue).as_posix()


def test_help_reads_well() -> None:
    """Help names every command a clerk needs, in Chinese, and hides what is for engineers."""
    shown = run("--help")
    assert shown.returncode == 0
    words = ("用法", "命令", "check", "build", "serve", "fmt", "new", "rules", "--root", "--today", "--out", "退出码")
    for word in words:
        assert word in shown.stdout
    assert "generate" not in shown.stdout


def test_clean_data_ends_with_0(catalogue: Path) -> None:
    """A clean catalogue is told to be clean."""
    done = run("check", *at(catalogue))
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert "没有发现问题" in done.stdout
    assert "形式审查" in done.stdout


def test_mistakes_end_with_1_and_are_shown(catalogue: Path) -> None:
    """A mistake is shown as file:line:column with code, sentence and hint, and the code is 1."""
    path = first_item(catalogue)
    line = mutate(catalogue, path, "summary: ", "sumary: ")
    done = run("check", *at(catalogue))
    assert done.returncode == 1
    assert f"{path}:{line}:1: 错误 S102" in done.stdout
    assert "改法：是不是 summary（一句话说明）？" in done.stdout


def test_a_report_ends_with_where_codes_are_explained(catalogue: Path) -> None:
    """After the count one line, and only one, names the command that explains a code."""
    mutate(catalogue, first_item(catalogue), "summary: ", "sumary: ")
    lines = run("check", *at(catalogue)).stdout.splitlines()
    assert [line for line in lines if "catalogue rules" in line] == [lines[-1]] == ["查看说明：catalogue rules S102"]


def test_rules_are_listed_and_explained() -> None:
    """Without a code all are listed, with one it is explained, whatever its case."""
    listed, told = run("rules"), run("rules", "l103")
    assert (listed.returncode, told.returncode) == (0, 0)
    assert "\nL103  逾期  事项引用的法律文件" in listed.stdout
    assert told.stdout.startswith("L103  事项引用的法律文件")
    assert "怎么改：" in told.stdout


def test_an_unknown_code_ends_with_2_and_the_nearest() -> None:
    """A mistyped code is wrong use; the one that was probably meant is named."""
    done = run("rules", "L130")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"没有“L130”这个编号。是不是 L\d+？\n", done.stderr)


def test_options_may_stand_before_the_command(catalogue: Path) -> None:
    """``catalogue --root X check`` and ``catalogue check --root X`` are the same."""
    assert run(*at(catalogue), "check").stdout == run("check", *at(catalogue)).stdout


@pytest.mark.parametrize(
    "words", [["chekc"], ["check", "--today", "morgen"], ["check", "--root", "/nonexistent"], ["--nope"]]
)
def test_wrong_use_ends_with_2(words: list[str]) -> None:
    """A mistyped command, option or folder is wrong use."""
    assert run(*words).returncode == 2


def test_machine_faults_end_with_2(catalogue: Path, tmp_path: Path) -> None:
    """A folder that cannot be written is a fault of the machine, said in one sentence without a traceback."""
    (tmp_path / "file").write_text("x")
    done = run("build", *at(catalogue), "--out", str(tmp_path / "file/site"))
    assert done.returncode == 2
    assert "机器故障" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_value_no_table_can_hold_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such a value is told in one Chinese sentence, and the exit code is that of mistakes in the data."""

    def refuse(*_: object, **__: object) -> None:
        raise UnwritableError("甲 的“名称”写不进 Excel：里面有不能写出的字符 U+0001")

    monkeypatch.setattr("pipeline.cli.build_site", refuse)
    monkeypatch.setattr(sys, "argv", ["catalogue", "build"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert (
        told == "数据有错误，没有生成网站，原来的网站没有改动：甲 的“名称”写不进 Excel：里面有不能写出的字符 U+0001\n"
    )


def test_missing_graphviz_is_a_fault_with_advice(catalogue: Path, tmp_path: Path) -> None:
    """Without ``dot`` nothing is published, and the message says what to install."""
    done = run("build", *at(catalogue), "--out", str(tmp_path / "site"), PATH=str(tmp_path))
    assert done.returncode == 2
    assert "graphviz" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_without_settings_is_a_mistake_not_a_crash(tmp_path: Path) -> None:
    """An empty root yields findings that say what is missing."""
    (tmp_path / "data").mkdir()
    done = run("check", "--root", str(tmp_path))
    assert done.returncode == 1
    assert "catalogue.yml" in done.stdout


def test_notes_are_counted_and_listed_on_demand(catalogue: Path) -> None:
    """A note is not printed by a plain check, but with --notes, and by the report, which is also JSON."""
    path = "data/laws/gong-yuan-tiao-li.yaml"
    line = mutate(catalogue, path, "  - gong-yuan-ju", "  - shui-li-ju")
    plain = run("check", *at(catalogue))
    assert (plain.returncode, plain.stdout.count("\n")) == (0, 2)
    assert "1 个提示" in plain.stdout
    assert f"{path}:{line}:5: 提示 O104" in run("check", "--notes", *at(catalogue)).stdout
    text = run("report", *at(catalogue))
    assert text.returncode == 0
    assert "可能的漏项：1 处\n  市水利局没有一个事项引用《示例公园条例》" in text.stdout
    listed = json.loads(run("report", "--format", "json", *at(catalogue)).stdout)
    assert [(one["path"], one["line"], one["code"]) for one in listed["omissions"]] == [(path, line, "O104")]
    assert (listed["overlaps"], listed["others"]) == ([], [])


def test_citations_are_held_against_the_texts_given(catalogue: Path, tmp_path: Path) -> None:
    """A text of a law that is cited is read, whatever else lies in the folder; what is no text is a fault."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "INDEX.json").write_text("[]")
    (texts / "qu-shui-tiao-li.json").write_text('{"id": "qu-shui-tiao-li", "articles": {"1": "为了管好取水。"}}')
    done = run("check", "--law-texts", str(texts), *at(catalogue))
    assert done.returncode == 1
    assert "错误 L113 《示例取水条例》第八条：最新文本里没有这一条" in done.stdout
    (texts / "qu-shui-tiao-li.json").write_text("[]")
    assert run("check", "--law-texts", str(texts), *at(catalogue)).returncode == 2


def test_github_gets_annotations(catalogue: Path) -> None:
    """In GitHub's own runner findings are workflow commands, and untrusted text cannot be one."""
    path = first_item(catalogue)
    line = mutate(catalogue, path, "summary: ", 'summary: 字\n"::error::x": ')
    done = run("check", *at(catalogue), GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert f"::error file={path},line={line + 1},col=1,title=错误 S102::" in done.stdout
    assert all(not text.startswith("::error::") for text in done.stdout.splitlines())


def test_a_document_stands_alone_on_stdout(catalogue: Path) -> None:
    """In a format for programs nothing but the document is on standard output; people are told beside it."""
    mutate(catalogue, first_item(catalogue), "summary: ", "sumary: ")
    done = run("check", *at(catalogue), "--format", "json")
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["problems"]] == ["S102"]
    assert "1 个错误" in done.stderr


def test_paths_choose_what_is_told(catalogue: Path) -> None:
    """Findings elsewhere are counted, not told, and do not fail; a path that is not there is wrong use."""
    mutate(catalogue, first_item(catalogue), "summary: ", "sumary: ")
    done = run("check", *at(catalogue), "data/laws")
    assert done.returncode == 0
    assert "没有发现问题。另有 1 处不在所选范围内。" in done.stdout
    assert run("check", *at(catalogue), str(catalogue / first_item(catalogue))).returncode == 1
    assert run("check", *at(catalogue), "data/nowhere").returncode == 2


def test_strict_fails_for_what_is_overdue(catalogue: Path) -> None:
    """In 1990 every check of a law lies in the future: that is overdue, and fails only where it is asked to."""
    words = ("check", "--root", str(catalogue), "--today", "1990-01-01")
    assert [run(*words).returncode, run(*words, "--strict").returncode] == [0, 1]


def test_an_unknown_base_is_a_fault_with_advice(catalogue: Path) -> None:
    """Without git, or without that revision, nothing is compared and nothing passes."""
    done = run("check", *at(catalogue), "--base", "main")
    assert done.returncode == 2
    assert "--base" in done.stderr


def test_ci_does_not_trust_earlier_results(catalogue: Path) -> None:
    """Where CI is set, no cache is read or written, unless asked for."""
    run("check", *at(catalogue), CI="true")
    assert not (catalogue / "build").exists()
    run("check", *at(catalogue), "--cache", CI="true")
    assert (catalogue / "build/cache").is_dir()


def test_build_ends_with_a_summary(catalogue: Path, tmp_path: Path) -> None:
    """A build ends with the counts, the time and the command to look at the site."""
    done = run("build", *at(catalogue), "--out", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "个事项" in done.stdout
    assert "个页面" in done.stdout
    assert "秒" in done.stdout
    assert str(tmp_path / "site") in done.stdout
    assert "\r" not in done.stderr


def test_source_date_epoch_sets_the_day(catalogue: Path) -> None:
    """SOURCE_DATE_EPOCH decides the day where --today does not: in 1990 every check lies in the future."""
    done = run("check", "--root", str(catalogue), SOURCE_DATE_EPOCH="631152000")
    assert "L105" in done.stdout


NEW = ("new", "item", "--department", "3", "--category", "行政许可", "--name", "新的事项")


def test_new_item_lacks_only_what_a_human_knows(catalogue: Path) -> None:
    """A new file takes the next free code, and the check asks for its empty fields and nothing else."""
    done = run(*NEW, *at(catalogue))
    assert done.returncode == 0, done.stderr
    made = f"{ITEM}/gong-yuan-ju/999900-03-XK-0002.yaml"
    assert made in done.stdout
    checked = run("check", *at(catalogue))
    assert checked.returncode == 1
    found = [text for text in checked.stdout.splitlines() if ": 错误 " in text]
    assert found
    assert all(made in text and " Y108 " in text for text in found), checked.stdout


def test_new_items_can_be_made_one_after_the_other(catalogue: Path) -> None:
    """An item that still waits to be filled in does not stand in the way of the next, which gets the next code."""
    for serial in ("0002", "0003"):
        done = run(*at(catalogue), *NEW)
        assert done.returncode == 0, done.stdout
        assert f"999900-03-XK-{serial}.yaml" in done.stdout


def test_new_item_asks_until_the_answer_can_be_used(catalogue: Path) -> None:
    """What is not given as an option is asked for, near names are offered, and the question is put again."""
    done = run("new", "item", *at(catalogue), answers="公园局\n市公园局\n检查\n处罚\n踩\n踩踏花木的处罚\n")
    assert done.returncode == 0, done.stderr
    assert "是不是：市公园局（gong-yuan-ju）？" in done.stdout
    assert "CF 处罚" in done.stdout
    assert "4 到 120 个字" in done.stdout
    made = catalogue / ITEM / "gong-yuan-ju/999900-03-CF-0002.yaml"
    assert "name: 踩踏花木的处罚\n" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--department", "公园局", "是不是：市公园局"),
        ("--category", "检查", "可以写：XK"),
        ("--subtype", "备案", "普通许可"),
        ("--name", "短", "4 到 120 个字"),
    ],
)
def test_new_item_refuses_what_it_does_not_know(catalogue: Path, option: str, value: str, told: str) -> None:
    """An option that means nothing is wrong use, and the answer says what may be meant; nothing is written."""
    before = set(catalogue.rglob("*"))
    done = run(*NEW, option, value, *at(catalogue))
    assert done.returncode == 2
    assert told in done.stderr
    assert set(catalogue.rglob("*")) == before


def test_new_item_needs_a_sound_registry(catalogue: Path) -> None:
    """A mistake among departments, laws or vocabularies is told first: the new file would be built on it."""
    mutate(catalogue, "data/departments/gong-yuan-ju.yaml", "number: 3", "number: drei")
    done = run(*NEW, *at(catalogue))
    assert done.returncode == 1
    assert "S103" in done.stdout


def test_fmt_puts_files_in_order(catalogue: Path) -> None:
    """An untidy file is told by --check and mended without; the others are not touched."""
    path = first_item(catalogue)
    before = (catalogue / path).read_bytes()
    mutate(catalogue, path, "category: ", "category:   ")
    times = {file: file.stat().st_mtime_ns for file in catalogue.rglob("*.y*ml") if file != catalogue / path}
    told = run("fmt", "--check", "--root", str(catalogue))
    assert (told.returncode, f"{path}：需要整理" in told.stdout) == (1, True)
    mended = run("fmt", "--root", str(catalogue))
    assert (mended.returncode, f"{path}：已整理" in mended.stdout) == (0, True)
    assert (catalogue / path).read_bytes() == before
    assert {file: file.stat().st_mtime_ns for file in times} == times
    assert run("fmt", "--check", "--root", str(catalogue)).returncode == 0


def test_fmt_looks_only_where_it_is_told(catalogue: Path) -> None:
    """Files and folders can be named; what holds no data of the catalogue is wrong use."""
    path = first_item(catalogue)
    mutate(catalogue, path, "category: ", "category:   ")
    root = ("--root", str(catalogue))
    assert run("fmt", "--check", str(catalogue / "data/laws"), *root).returncode == 0
    assert run("fmt", "--check", str(catalogue / path), *root).returncode == 1
    assert run("fmt", "--check", str((catalogue / path).parent), *root).returncode == 1
    assert run("fmt", "--check", path, *root).returncode == 1
    assert run("fmt", str(catalogue.parent), *root).returncode == 2


def test_fmt_refuses_what_it_cannot_mend(catalogue: Path) -> None:
    """A file with a mistake is told like a check would and stays as it is."""
    path = first_item(catalogue)
    line = mutate(catalogue, path, "category: ", "name: 又一个\ncategory: ")
    before = (catalogue / path).read_bytes()
    done = run("fmt", "--root", str(catalogue))
    assert done.returncode == 1
    assert f"{path}:{line}:1: 错误 Y102" in done.stdout
    assert (catalogue / path).read_bytes() == before


def test_serve_shows_the_site_and_rebuilds(catalogue: Path, tmp_path: Path) -> None:
    """The site is served on 127.0.0.1 alone, and a saved file changes the page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "serve", *at(catalogue), "--out", str(tmp_path / "site")]
    path = first_item(catalogue)
    address = f"http://127.0.0.1:{port}/items/{Path(path).stem}/"
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as server:
        watchdog = threading.Timer(60, server.kill)
        watchdog.start()
        try:
            assert server.stdout
            assert any(f"http://127.0.0.1:{port}/" in text for text in iter(server.stdout.readline, ""))
            assert "改过的一句话说明" not in urllib.request.urlopen(address).read().decode()
            mutate(catalogue, path, "summary: ", "summary: 改过的一句话说明，")
            for _ in range(100):
                if "改过的一句话说明" in urllib.request.urlopen(address).read().decode():
                    break
                time.sleep(0.2)
            else:
                pytest.fail("the page did not change")
        finally:
            watchdog.cancel()
            server.terminate()

"""Indexing: the same records give the same whole index, and no fault of Pagefind passes for one."""

from __future__ import annotations

import gzip
import json
import logging
import random
import re
import sys

import pytest

from pipeline.indexing import IndexingError, index
from pipeline.search import SearchRecord

RECORDS = [
    SearchRecord(
        url=f"items/{number:04d}/",
        kind="item",
        name=f"第{number}类“食品”<经营>&许可",
        code=f"511900-37-XK-{number:04d}",
        aliases=("开店", "办照"),
        summary="开饭馆、小卖部以前要办的许可。",
        body=("申请书", f"第{number}号材料") * 20,
        facets={"department": "市场监督管理局", "stage": "施行中"},
    )
    for number in range(60)
]


def test_equal_records_make_equal_bytes() -> None:
    """The order in which records come, and the run, change no byte."""
    first = list(index(RECORDS))
    shuffled = random.Random(7).sample(RECORDS, len(RECORDS))
    assert list(index(shuffled)) == first
    assert [output.path for output in first] == sorted(output.path for output in first)


def test_only_what_searching_needs_is_shipped() -> None:
    """Pagefind's own interfaces stay out; its engine, the index, a fragment a record and the table are there."""
    shapes = [re.sub(r"zh_[0-9a-f]+", "zh_*", output.path) for output in index(RECORDS)]
    assert set(shapes) == {
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind.js",
        "pagefind/pagefind.zh_*.pf_meta",
        "pagefind/wasm.unknown.pagefind",
        "pagefind/index/zh_*.pf_index",
        "pagefind/fragment/zh_*.pf_fragment",
        "pagefind/spellings.json",
    }
    assert shapes.count("pagefind/fragment/zh_*.pf_fragment") == len(RECORDS)


def test_fragments_show_texts_as_written() -> None:
    """Every record has a fragment with its address below the site and its texts as written, without its words."""
    fragments = [output.content for output in index(RECORDS) if output.path.endswith(".pf_fragment")]
    read = [json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd")) for fragment in fragments]
    assert {one["content"] for one in read} == {""}
    shown = {one["url"]: one["meta"] for one in read}
    assert shown == {
        record.url: {
            "title": record.name,
            "kind": "item",
            "code": record.code,
            "summary": record.summary,
            "department": "市场监督管理局",
            "stage": "施行中",
        }
        for record in RECORDS
    }


def test_the_table_holds_what_the_records_write() -> None:
    """Beside the index stands which traditional characters mean those of the records, and how their names are said."""
    content = next(output.content for output in index(RECORDS) if output.path == "pagefind/spellings.json")
    table = json.loads(content)
    pairs = dict(zip(table["traditional"], table["simplified"], strict=True))
    assert pairs["許"] == "许"
    assert pairs["場"] == "场"
    called = {*["di", "lei", "shi", "pin", "jing", "ying", "xu", "ke", "kai", "dian", "ban", "zhao"], *"0123456789"}
    assert table["syllables"].split(" ") == sorted(called)
    assert pairs["飯"] == "饭"
    assert set(pairs.values()) <= {character for record in RECORDS for text in record.texts() for character in text}


def test_two_records_at_one_address_are_refused() -> None:
    """Pagefind would silently keep one of two records with the same address."""
    with pytest.raises(IndexingError, match="2 条记录的网址都是“items/0000/”"):
        list(index([RECORDS[0], *RECORDS]))


# --- faults ----------------------------------------------------------------------------------------------------------

SERVICE = """
import base64, gzip, json, sys
FILES = ["pagefind.js", "pagefind-worker.js", "pagefind.zh_1.pf_meta", "wasm.unknown.pagefind", "index/zh_1.pf_index",
         "fragment/zh_1.pf_fragment", "pagefind-ui.js"]
def files(pages=1, empty=(), without=()):
    entry = {"pagefind-entry.json": json.dumps({"languages": {"zh": {"page_count": pages}}}).encode()}
    content = gzip.compress(b"pagefind_dcd{}")
    found = {path: b"" if path in empty else content for path in FILES if path not in without} | entry
    coded = [{"path": path, "content": base64.b64encode(content).decode()} for path, content in found.items()]
    return {"type": "GetFiles", "files": coded}
def say(payload):
    sys.stdout.buffer.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    sys.stdout.flush()
def hear():
    request = b""
    while not request.endswith(b","):
        request += sys.stdin.buffer.read(1) or sys.exit()
    return json.loads(base64.b64decode(request[:-1]))["payload"]["type"]
ANSWERS = {"NewIndex": lambda: say({"type": "NewIndex", "index_id": 0}),
           "AddRecord": lambda: say({"type": "IndexedFile", "page_url": "x"}),
           "GetFiles": lambda: say(files())}
"""
"""A Pagefind in miniature, which a test spoils in one respect."""


def spoilt(spoiling: str) -> list[str]:
    """Return a program that speaks as Pagefind does, but for ``spoiling``."""
    return [sys.executable, "-c", f"{SERVICE}\n{spoiling}\nwhile True:\n    ANSWERS[hear()]()"]


def test_the_miniature_serves_unless_spoilt() -> None:
    """The stand-in's index passes, so what the tests below see is the spoiling; what is not needed is left out."""
    paths = [output.path for output in index(RECORDS[:1], program=spoilt(""))]
    assert len(paths) == 8
    assert "pagefind/pagefind-ui.js" not in paths


@pytest.mark.parametrize(
    ("spoiling", "said"),
    [
        ('sys.exit("No space left on device")', "No space left on device"),
        (
            'ANSWERS["AddRecord"] = lambda: sys.exit("panicked at src/index")',
            "没有回答就结束了；它说：panicked at src/index",
        ),
        ('ANSWERS["AddRecord"] = lambda: say({"type": "Error", "message": "bad page"})', "bad page"),
        (
            'ANSWERS["AddRecord"] = lambda: print("Failed to parse,", end="", flush=True)',
            "看不懂它的回答：Failed to parse",
        ),
        ('ANSWERS["AddRecord"] = lambda: say({"type": "IndexedDir"})', "看不懂它的回答"),
        ('ANSWERS["AddRecord"] = lambda: say({"type": "NewIndex", "index_id": 1})', "答非所问：_NewIndex"),
        ('ANSWERS["GetFiles"] = lambda: say(files(empty=["index/zh_1.pf_index"]))', "index/zh_1.pf_index 是空的"),
        ('ANSWERS["GetFiles"] = lambda: say(files(without=["wasm.unknown.pagefind"]))', "缺少 wasm.*.pagefind"),
        ('ANSWERS["GetFiles"] = lambda: say(files(without=["pagefind-worker.js"]))', "缺少 pagefind-worker.js"),
        ('ANSWERS["GetFiles"] = lambda: say(files(pages=0))', "应有 1 条记录，编入 0 条，写成 1 条"),
    ],
)
def test_faults_are_told(spoiling: str, said: str) -> None:
    """A service that dies, errs, babbles or leaves something out stops the build, with what it said itself."""
    with pytest.raises(IndexingError) as told:
        list(index(RECORDS[:1], program=spoilt(spoiling)))
    assert said in str(told.value)


def test_a_hanging_service_is_ended() -> None:
    """A service that does not answer is given up."""
    with pytest.raises(IndexingError, match=r"0\.3 秒没有回答"):
        list(index(RECORDS[:1], program=spoilt('ANSWERS["AddRecord"] = lambda: None'), seconds=0.3))


def test_a_missing_program_is_told() -> None:
    """Where Pagefind is not installed the build stops and names it."""
    with pytest.raises(IndexingError, match="no-such-program"):
        list(index(RECORDS[:1], program=["/no-such-program"]))


def test_warnings_are_kept(caplog: pytest.LogCaptureFixture) -> None:
    """What a successful service says aside from its answers is logged."""
    with caplog.at_level(logging.WARNING):
        list(index(RECORDS[:1], program=spoilt('print("odd page", file=sys.stderr, flush=True)')))
    assert "odd page" in caplog.text

"""Reading a file: nothing hidden passes, nothing is converted, and every mistake is told at its line and column."""

from __future__ import annotations

import re
import string
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parsing import KEY, MAX_BYTES, MAX_DEPTH, parse
from pipeline.problems import KeyPath, Severity
from support import CATALOGUE, PATHS, XK

_LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


def told(raw: bytes) -> list[tuple[str, int, int]]:
    """Return code, line and column of everything found in a file."""
    return [(one.code, one.line, one.column) for one in parse("a.yaml", raw).problems]


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        pytest.param("name: abc\nsummary: 公园\n".encode("gbk"), "B101", 2, 10, id="GBK"),
        pytest.param(b"name: \xed\xa0\x80\n", "B101", 1, 7, id="surrogate in bytes"),
        pytest.param(b"a: 1\nname: \xc0\x80\n", "B101", 2, 7, id="overlong NUL"),
        pytest.param("公: 1\n".encode("utf-16-be"), "B103", 1, 3, id="UTF-16 without mark"),
        pytest.param("a: 1\n".encode("utf-16"), "B102", 1, 1, id="UTF-16"),
        pytest.param("a: 1\n".encode("utf-16-be"), "B103", 1, 1, id="UTF-16 of ASCII without mark"),
        pytest.param("a: 1\n".encode("utf-8-sig"), "B102", 1, 1, id="byte-order mark"),
        pytest.param(b"a: 1\nname: x\0y\n", "B103", 2, 8, id="NUL"),
        pytest.param(b"a:\n\tb: 1\n", "B103", 2, 1, id="tab"),
        pytest.param(b"a: \x1b[2Jb\n", "B103", 1, 4, id="escape sequence"),
        pytest.param("a: 公\u202e园\n".encode(), "B103", 1, 5, id="bidi override"),
        pytest.param("code: 01\u200b02\n".encode(), "B103", 1, 9, id="zero width space"),
        pytest.param("a: x\u2028b: y\n".encode(), "B103", 1, 5, id="line separator"),
        pytest.param("a: x\u0085b: y\n".encode(), "B103", 1, 5, id="next line"),
        pytest.param("a: x\u00ady\n".encode(), "B103", 1, 5, id="soft hyphen"),
        pytest.param("a: x\U000e0041y\n".encode(), "B103", 1, 5, id="tag character"),
        pytest.param("name: 食品\n".encode("gbk"), "B104", 1, 7, id="GBK that is valid UTF-8"),
        pytest.param("code: XK-\u0430\n".encode(), "B104", 1, 10, id="Cyrillic letter"),
        pytest.param("a: 生\u2f47\n".encode(), "B104", 1, 5, id="Kangxi radical"),
        pytest.param("a: \uf900\n".encode(), "B104", 1, 4, id="compatibility ideograph"),
        pytest.param("a: \ue000\n".encode(), "B104", 1, 4, id="private use"),
        pytest.param("a: cafe\u0301\n".encode(), "B104", 1, 8, id="combining mark"),
        pytest.param("a: \U0001f600\n".encode(), "B104", 1, 4, id="emoji"),
        pytest.param("a: 1\nb: \U0002f800\n".encode(), "B107", 2, 1, id="not NFC"),
        pytest.param(b"a: 1\r\nb: 2\r\n", "B106", 1, 1, id="CRLF"),
        pytest.param(b"a: 1\nb: 2\r\nc: 3\n", "B106", 2, 1, id="mixed line ends"),
        pytest.param(b"a: 1\rb: 2\r", "B106", 1, 1, id="CR"),
        pytest.param(b"a: " + b"x" * 5_000_000, "B105", 1, 1, id="line of 5 MB"),
    ],
)
def test_bytes_that_hide_something_are_refused(raw: bytes, code: str, line: int, column: int) -> None:
    """A file in another encoding or with characters a reviewer cannot see is refused as a whole, at that character."""
    parsed = parse("a.yaml", raw)
    assert parsed.document is None
    assert told(raw) == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        pytest.param("a: 1\nname：公园\nb: 2\n", "Y101", 2, 5, id="full-width colon"),
        pytest.param("a: 1\nname：公园\n", "Y101", 2, 5, id="full-width colon at the end"),
        pytest.param("a: 1\nname:公园\nb: 2\n", "Y101", 2, 5, id="no space after the colon"),
        pytest.param("a:\n  - b: 1\n    c：2\n    d: 3\n", "Y101", 3, 6, id="full-width colon deep down"),
        pytest.param("a:\n  b: 1\n c: 2\n", "Y101", 3, 2, id="indentation"),
        pytest.param("a: 公园: 门\n", "Y101", 1, 6, id="colon in the text"),
        pytest.param('a: 1\nb: "公园\nc: 2\n', "Y101", 2, 4, id="quote not closed"),
        pytest.param("a: 1\nb: [1, 2\nc: 2\n", "Y101", 2, 4, id="bracket not closed"),
        pytest.param("a: 1\nb: {c: 2\nd: 2\n", "Y101", 2, 4, id="brace not closed"),
        pytest.param("a: `公园`\n", "Y101", 1, 4, id="backtick"),
        pytest.param("a: - 公园\n", "Y101", 1, 4, id="dash on the key's line"),
        pytest.param("公园\na: 1\n", "Y101", 2, 2, id="text before the first key"),
        pytest.param("a: &x [1]\nb: *x\n", "Y103", 1, 4, id="anchor"),
        pytest.param("a: *x\n", "Y103", 1, 4, id="alias"),
        pytest.param("a: &x [*x]\n", "Y103", 1, 4, id="recursive alias"),
        pytest.param("base: &x {a: 1}\nb:\n  <<: *x\n", "Y103", 1, 7, id="merge"),
        pytest.param(_LAUGHS, "Y103", 1, 5, id="billion laughs"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", "Y104", 1, 4, id="Python tag"),
        pytest.param("a: !x 1\n", "Y104", 1, 4, id="own tag"),
        pytest.param("a: !!binary aGk=\n", "Y104", 1, 4, id="binary tag"),
        pytest.param("a: ! 1\n", "Y104", 1, 4, id="bare tag"),
        pytest.param("a: 1\n---\na: 2\n", "Y105", 2, 1, id="two documents"),
        pytest.param("a: 1\n...\n---\nb: 2\n", "Y105", 3, 1, id="two documents with an end mark"),
        pytest.param("%YAML 1.1\n---\na: 1\n", "Y105", 1, 1, id="version directive"),
        pytest.param("%TAG !e! tag:example.org,2000:\n---\na: 1\n", "Y105", 1, 1, id="tag directive"),
        pytest.param("[" * 50_000, "Y106", 1, MAX_DEPTH + 1, id="50,000 brackets"),
        pytest.param("- " * 50_000, "Y106", 1, 2 * MAX_DEPTH + 1, id="50,000 dashes"),
        pytest.param("{a: " * 50_000, "Y106", 1, 4 * MAX_DEPTH + 1, id="50,000 braces"),
        pytest.param("- 1\n" * 50_000, "Y106", 19_999, 3, id="50,000 entries"),
        pytest.param("", "Y108", 1, 1, id="empty"),
        pytest.param("# 只有注释\n", "Y108", 1, 1, id="only a comment"),
        pytest.param("? [a]\n: 1\n", "Y109", 1, 3, id="list as key"),
        pytest.param("a:\n  ? {b: 1}\n  : 2\n", "Y109", 2, 5, id="mapping as key"),
    ],
)
def test_syntax_beyond_plain_records_is_refused(text: str, code: str, line: int, column: int) -> None:
    """A file that cannot be read, or uses what lets YAML surprise, is refused at the first such place."""
    assert parse("a.yaml", text.encode()).document is None
    assert told(text.encode()) == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "data"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "Y102", 3, 1, {"a": 1, "b": 2}, id="key twice"),
        pytest.param("a: 1\nA: 3\n", "Y102", 2, 1, {"a": 1}, id="key in capitals"),
        pytest.param('a: 1\n"\\x61": 3\n', "Y102", 2, 1, {"a": 1}, id="key by an escape"),
        pytest.param("a: 1\n? 'a'\n: 3\n", "Y102", 2, 3, {"a": 1}, id="key by a question mark"),
        pytest.param("a:\n  - b: 1\n    b:\n      - {c: [2]}\n", "Y102", 3, 5, {"a": [{"b": 1}]}, id="nested"),
        pytest.param("article: 010\n", "Y107", 1, 10, {"article": "010"}, id="octal"),
        pytest.param("article: 0x1F\n", "Y107", 1, 10, {"article": "0x1F"}, id="hexadecimal"),
        pytest.param("article: 08\n", "Y107", 1, 10, {"article": "08"}, id="leading zero"),
        pytest.param("a: 0o17\n", "Y107", 1, 4, {"a": "0o17"}, id="new octal"),
        pytest.param("a: 1e3\n", "Y107", 1, 4, {"a": "1e3"}, id="exponent"),
        pytest.param("a: 1_000\n", "Y107", 1, 4, {"a": "1_000"}, id="underscore"),
        pytest.param("a: 12:30\n", "Y107", 1, 4, {"a": "12:30"}, id="sexagesimal"),
        pytest.param("a: NO\n", "Y107", 1, 4, {"a": "NO"}, id="Norway"),
        pytest.param("a: on\n", "Y107", 1, 4, {"a": "on"}, id="on"),
        pytest.param("a: True\n", "Y107", 1, 4, {"a": "True"}, id="capital true"),
        pytest.param("a: null\n", "Y107", 1, 4, {"a": "null"}, id="null"),
        pytest.param("a: ~\n", "Y107", 1, 4, {"a": "~"}, id="tilde"),
        pytest.param("a: 1.50\n", "Y107", 1, 4, {"a": "1.50"}, id="decimal"),
        pytest.param("a: .nan\n", "Y107", 1, 4, {"a": ".nan"}, id="not a number"),
        pytest.param("a: +1\n", "Y107", 1, 4, {"a": "+1"}, id="plus"),
        pytest.param("a: 2026-01-01 10:00:00\n", "Y107", 1, 4, {"a": "2026-01-01 10:00:00"}, id="time stamp"),
        pytest.param(f"a: {'9' * 5000}\n", "Y107", 1, 4, {"a": "9" * 5000}, id="5,000 digits"),
        pytest.param("a:\nb: 1\n", "Y108", 1, 3, {"a": None, "b": 1}, id="no value"),
        pytest.param("a:\n  -\n  - 1\n", "Y108", 2, 4, {"a": [None, 1]}, id="no entry"),
        pytest.param("a: |\n  公园\n  门\n", "Y110", 1, 4, {"a": "公园\n门\n"}, id="block text"),
        pytest.param('a: "公园\\n门"\n', "Y110", 1, 4, {"a": "公园\n门"}, id="escaped line break"),
        pytest.param('a: "x\\0y"\n', "B103", 1, 4, {"a": "x\0y"}, id="escaped NUL"),
        pytest.param('a: "\\u202e"\n', "B103", 1, 4, {"a": "\u202e"}, id="escaped bidi override"),
        pytest.param('a: "\\U0002F800"\n', "B107", 1, 4, {"a": "\U0002f800"}, id="escaped, not NFC"),
        pytest.param('"na\\u200bme": 1\n', "B103", 1, 1, {"na\u200bme": 1}, id="escape in a key"),
        pytest.param('? "a\\nb"\n: 1\n', "Y110", 1, 3, {"a\nb": 1}, id="line break in a key"),
    ],
)
def test_a_doubtful_value_is_told_and_never_converted(
    text: str, code: str, line: int, column: int, data: dict[str, Any]
) -> None:
    """What other programs would read as something else is told at its place, and kept as the author wrote it."""
    parsed = parse("a.yaml", text.encode())
    assert parsed.document is not None
    assert parsed.document.data == data
    assert told(text.encode()) == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: [市，县]\n", ["市，县"]),
        ("a: ２０\n", "２０"),
        ("a: “公园”\n", "“公园”"),
        ("a: 2024-1-1\n", "2024-1-1"),
        ("a: －5\n", "－5"),
        ("a: １２：３０\n", "１２：３０"),
    ],
)
def test_full_width_signs_are_text_and_nothing_else(text: str, value: Any) -> None:
    """A full-width comma, digit or quotation mark has no meaning in YAML: it stays text, for the schema to judge."""
    parsed = parse("a.yaml", text.encode())
    assert parsed.problems == []
    assert parsed.document is not None
    assert parsed.document.data == {"a": value}


def test_a_lone_surrogate_by_escape_is_refused() -> None:
    """An escape for half a character never becomes text."""
    assert [(code, line) for code, line, _ in told(b'a: 1\nb: "\\ud800"\n')] == [("Y101", 2)]


def test_the_message_quotes_the_value_as_written() -> None:
    """``010`` is quoted as 010, not as the 8 that YAML makes of it."""
    (problem,) = parse("a.yaml", b"article: 010\n").problems
    assert "“010”" in problem.message
    assert '"010"' in problem.hint
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("name: 行政许可的依据\n".encode("gbk"), "GBK"),
        ("name: \u202e\n".encode(), "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("name：公园\na: 1\n".encode(), "全角冒号"),
        (b"name:x\na: 1\n", "没有空格"),
        (b"a: 1\nb: 2\na: 1\n", "第 1 行已经写过"),
        ('a: "公园\nb: 2\n'.encode(), "引号没有成对"),
        (b"a: [1, 2\n", "方括号没有成对"),
        ("a: *公园\n".encode(), "以 & 或 * 开头"),
        ("a: !公园\n".encode(), "以 ! 开头"),
        ("a: >公园\n".encode(), "以 | 或 > 开头"),
        (b'a: "C:\\q"\n', "反斜杠"),
        (b'a: "\\ud800"\n', "反斜杠"),
    ],
)
def test_the_message_names_the_likeliest_mistake(raw: bytes, words: str) -> None:
    """The message says what the clerk did, in his words."""
    assert words in parse("a.yaml", raw).problems[0].message


def test_plain_values() -> None:
    """Dates stay text, canonical integers and booleans become values, and quoted text stays text."""
    text = "day: 2026-06-01\nodd: 2026-6-1\nn: -7\nzero: 0\nyes: true\nno: false\nq: '010'\nt: 公园 3 号\nh: a#b\n"
    document = parse("a.yaml", text.encode()).document
    assert document is not None
    assert document.data == {
        "day": "2026-06-01",
        "odd": "2026-6-1",
        "n": -7,
        "zero": 0,
        "yes": True,
        "no": False,
        "q": "010",
        "t": "公园 3 号",
        "h": "a#b",
    }


def test_every_value_and_key_has_its_place() -> None:
    """Marks name the line and column, counted from 1 in characters, of values and of keys."""
    document = parse("a.yaml", "# 说明\n名: 公园\na:\n  - b: 1\n    c: [x, y]\n".encode()).document
    assert document is not None
    expected = {
        (): (2, 1),
        ("名",): (2, 4),
        ("名", KEY): (2, 1),
        ("a", 0): (4, 5),
        ("a", 0, "c", KEY): (5, 5),
        ("a", 0, "c", 1): (5, 12),
    }
    assert {where: document.mark(where) for where in expected} == expected
    assert document.mark(("a", 0, "missing", 7)) == (4, 5)


def test_several_mistakes_are_told_together() -> None:
    """Each bad line is told in one run, once per line."""
    assert told("a: \u202e\u202e\nb: 1\nc: \u200b\u0430\n".encode()) == [("B103", 1, 4), ("B103", 3, 4)]
    assert told(b"a: 010\nb: ~\nc:\nd: 1\nd: 2\n") == [("Y107", 1, 4), ("Y107", 2, 4), ("Y108", 3, 3), ("Y102", 5, 1)]


def test_limits_are_exact() -> None:
    """A file of the greatest size and depth is read; one byte or level more is not."""
    widest = b"a: " + b"x" * (MAX_BYTES - 4) + b"\n"
    assert told(widest) == []
    assert told(widest + b"\n") == [("B105", 1, 1)]
    assert told(b"[" * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH) == []
    assert told(b"[" * (MAX_DEPTH + 1) + b"1" + b"]" * (MAX_DEPTH + 1)) == [("Y106", 1, MAX_DEPTH + 1)]


@pytest.mark.parametrize("text", [_LAUGHS, "[" * 50_000, "- 1\n" * 60_000, "? " * 50_000, '"' + "\\x41" * 60_000])
def test_hostile_files_cost_no_more_than_their_length(text: str) -> None:
    """Bombs are refused in a moment and a few megabytes."""
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        assert parse("a.yaml", text.encode()).problems
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - begun < 10


# --- properties ------------------------------------------------------------------------------------------------------

_quick = settings(max_examples=200)
_ITEM = (CATALOGUE / PATHS[XK]).read_text(encoding="utf-8")
_SPLINTERS = st.sampled_from(
    [*"&*!|>%@`?:-#'\"[]{},~=<", "\n", "  ", "\t", "\0", ": ", "- ", "---\n", "...\n", "<<: ", "：", "\u202e", "\u2028"]
)


@_quick
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    """Whatever the bytes are, there is a document or a problem."""
    parsed = parse("a.yaml", raw)
    assert parsed.document is not None or parsed.problems


@_quick
@given(
    st.lists(
        st.tuples(st.integers(0, len(_ITEM)), st.integers(0, 30), _SPLINTERS),
        min_size=1,
        max_size=4,
    )
)
def test_no_damage_makes_the_parser_raise(damages: list[tuple[int, int, str]]) -> None:
    """An item with splinters driven into it is read or refused, and every problem stands inside the file."""
    text = _ITEM
    for start, length, splinter in damages:
        text = text[:start] + splinter + text[start + length :]
    parsed = parse("a.yaml", text.encode())
    assert parsed.document is not None or parsed.problems
    lines = [*text.split("\n"), ""]
    for problem in parsed.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


_keys = st.text("abcdefgh_", min_size=2, max_size=6)
_values = st.recursive(
    st.text("公园许可“”（），。· aZ09" + string.punctuation, max_size=60)
    | st.integers(-(10**15), 10**15)
    | st.booleans(),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_keys, inner, min_size=1, max_size=3),
    max_leaves=6,
)
_documents = st.dictionaries(_keys, _values, min_size=1, max_size=3)


@_quick
@given(_documents, st.sampled_from([20, 80]))
def test_agrees_with_the_common_loader_on_plain_documents(data: dict[str, Any], width: int) -> None:
    """A document of texts, integers and booleans is accepted, and means what every YAML reader takes it to mean."""
    text = yaml.safe_dump(data, allow_unicode=True, width=width)
    parsed = parse("a.yaml", text.encode())
    assert parsed.problems == []
    assert parsed.document is not None
    assert parsed.document.data == yaml.safe_load(text) == data


@settings(_quick, max_examples=50)
@given(_documents)
def test_a_mark_points_at_the_value(data: dict[str, Any]) -> None:
    """At the place a mark names, the file holds that very value."""
    text = yaml.safe_dump(data, allow_unicode=True)
    document = parse("a.yaml", text.encode()).document
    assert document is not None
    lines = text.split("\n")
    for where, value in _leaves((), document.data):
        line, column = document.mark(where)
        written = str(value).lower() if isinstance(value, bool) else str(value).split(" ")[0]
        assert re.match(re.escape(written) + "|['\"]", lines[line - 1][column - 1 :])


def _leaves(where: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    """Yield every value that holds no other, and the way to it."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves((*where, key), inner)
    else:
        yield where, value

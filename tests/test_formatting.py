"""The formatter: one written form, the same words, every comment, and nothing at all to do the second time."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schema
from pipeline.formatting import Refusal, formatted
from pipeline.formatting.tree import comments
from pipeline.loading import load
from pipeline.parsing import parse
from support import CATALOGUE, PATHS, ROOT, XK

ITEM = schema.read("item")


def tidy(text: str | bytes) -> str:
    """Format the text of an item that can be formatted."""
    raw = text if isinstance(text, bytes) else text.encode()
    result = formatted("a.yaml", raw, ITEM)
    assert isinstance(result, bytes), result
    return result.decode()


def codes(raw: bytes) -> list[str]:
    """Return why a file is refused."""
    result = formatted("a.yaml", raw, ITEM)
    assert isinstance(result, Refusal), result
    return [problem.code for problem in result.problems]


@pytest.mark.parametrize("root", [ROOT, CATALOGUE])
def test_the_catalogues_are_formatted(root: Path) -> None:
    """Every file of both catalogues is in its written form; where not, ``catalogue fmt`` puts it right."""
    unlike = [
        source.path
        for source in load(root).files
        if formatted(source.path, source.raw, schema.read(source.kind)) != source.raw
    ]
    assert unlike == [], "run catalogue fmt"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("\ufeffname: 公园\n", "name: 公园\n", id="byte-order mark"),
        pytest.param("name: 公园\r\ncategory: XK\r\n", "name: 公园\ncategory: XK\n", id="CRLF"),
        pytest.param("name: 公园 \t\u3000\n\n\n", "name: 公园\n", id="trailing blanks"),
        pytest.param("name: 公园", "name: 公园\n", id="final newline"),
        pytest.param("name: e\u0301\n", None, id="a letter no Chinese text has stays a finding"),
        pytest.param("name: 神\ufa19\n", "name: 神神\n", id="NFC"),
        pytest.param("result:\n\tname: 许可证\n", "result:\n  name: 许可证\n", id="tab as indent"),
        pytest.param("levels:\n-\t市\n", "levels:\n  - 市\n", id="tab after dash"),
        pytest.param("name:\t公园\n", "name: 公园\n", id="tab after key"),
        pytest.param("result:\n    name: 许可证\n", "result:\n  name: 许可证\n", id="wide indent"),
        pytest.param("levels:\n- 市\n- 县\n", "levels:\n  - 市\n  - 县\n", id="dashes under the key"),
        pytest.param("levels: [市, 县]\n", "levels:\n  - 市\n  - 县\n", id="flow list"),
        pytest.param("result: {name: 许可证}\n", "result:\n  name: 许可证\n", id="flow mapping"),
        pytest.param("levels: []\nresult: {}\n", "levels: []\nresult: {}\n", id="empty collections"),
        pytest.param("name: 公园\ncode: a\n", "code: a\nname: 公园\n", id="order of keys"),
        pytest.param(
            "remedies:\n- basis:\n  - article: 1\n    law: a\n  kind: 其他\n",
            "remedies:\n  - kind: 其他\n    basis:\n      - law: a\n        article: 1\n",
            id="order of nested keys",
        ),
        pytest.param(
            "name: 公园\nnmae: x\ncode: a\n", "code: a\nname: 公园\nnmae: x\n", id="unknown key stays by its neighbour"
        ),
        pytest.param("name: \"公园\"\nsummary: '要: 说'\n", 'name: 公园\nsummary: "要: 说"\n', id="quotes"),
        pytest.param("name: '说\"好\"：的 #1'\n", "name: '说\"好\"：的 #1'\n", id="quotes inside"),
        pytest.param(
            "name: 010\nquota: 12:30\nsummary: NO\n", 'name: "010"\nsummary: "NO"\nquota: "12:30"\n', id="misread"
        ),
        pytest.param("effective: '2026-01-01'\n", "effective: 2026-01-01\n", id="dates stand plain"),
        pytest.param("name: '2026-01-01'\n", 'name: "2026-01-01"\n', id="a text that looks like a date"),
        pytest.param("summary: >-\n  公园\n  许可\n", "summary: 公园 许可\n", id="folded text"),
        pytest.param("---\nname: 公园\n...\n", "name: 公园\n", id="document marks"),
        pytest.param("'name': 公园\n", "name: 公园\n", id="quoted key"),
        pytest.param("name:\nlevels:\n  -\n", "name:\nlevels:\n  -\n", id="empty stays empty"),
        pytest.param("name: ~\nsummary: null\n", "name: ~\nsummary: null\n", id="nothing does not become a word"),
        pytest.param(
            "duties:\n- article: 030\n", "duties:\n  - article: 030\n", id="a misread number where no text belongs"
        ),
        pytest.param(
            "name: 公园\n# yaml-language-server: $schema=x.json\ncode: a\n",
            "# yaml-language-server: $schema=x.json\ncode: a\nname: 公园\n",
            id="the editor's line first",
        ),
    ],
)
def test_mends(before: str, after: str | None) -> None:
    """Each mechanical fault has one mended form."""
    if after is None:
        assert codes(before.encode()) == ["B104"]
        return
    assert tidy(before) == after
    assert tidy(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# 全文说明\n\n# 名称的说明\nname: 公园\n# 编码的说明\ncode: a # 编码\n# 完\n",
            "# 全文说明\n\n# 编码的说明\ncode: a  # 编码\n# 名称的说明\nname: 公园\n# 完\n",
            id="a comment goes with its key",
        ),
        pytest.param(
            "levels: # 层级\n- 市 # 一\n# 县的说明\n- 县\naudience:\n- 法人\n",
            "levels:  # 层级\n  - 市  # 一\n  # 县的说明\n  - 县\naudience:\n  - 法人\n",
            id="in a list",
        ),
        pytest.param(
            "levels:\n    - 市\n    # - 县\naudience:\n    - 法人\n",
            "levels:\n  - 市\n  # - 县\naudience:\n  - 法人\n",
            id="after the last entry",
        ),
        pytest.param(
            "result:\n  # 名称\n  name: 许可证\n      # 太深\n  # 尾\n# 下面\nlevels:\n  - 市\n",
            "# 下面\nlevels:\n  - 市\nresult:\n  # 名称\n  name: 许可证\n  # 太深\n  # 尾\n",
            id="after the last key",
        ),
        pytest.param(
            "legal_basis:\n- law: a\n  # 作用\n  role: 设定\n",
            "legal_basis:\n  # 作用\n  - role: 设定\n    law: a\n",
            id="of the key that comes first",
        ),
        pytest.param("levels: [市, # 一\n  县 # 二\n  # 三\n  ] # 四\n", None, id="in a flow list"),
        pytest.param("levels: [市, 县] # 说明\n", "levels:  # 说明\n  - 市\n  - 县\n", id="beside a flow list"),
        pytest.param("levels: [ # 无\n  ]\n", None, id="in an empty list"),
        pytest.param("name: # 空\nlevels:\n  - # 空\n", "name:  # 空\nlevels:\n  -  # 空\n", id="beside nothing"),
        pytest.param("name: # 甲\n  # 乙\n  公园 # 丙\n", "# 甲\n# 乙\nname: 公园  # 丙\n", id="between key and value"),
        pytest.param("summary: >- # 甲\n  公园\n# 乙\nlevels:\n- 市\n", None, id="beside a folded text"),
        pytest.param("legal_basis:\n- # 甲\n  law: a\n- {law: b} # 乙\n", None, id="beside a dash"),
        pytest.param(
            "name: 公园\n\n# 说明\n\nlevels:\n  - 市\n\n", "name: 公园\n\n# 说明\n\nlevels:\n  - 市\n", id="blank lines"
        ),
        pytest.param("online: https://a.example/#b\nname: 'a # b'\n", None, id="what only looks like a comment"),
    ],
)
def test_keeps_comments(before: str, after: str | None) -> None:
    """A comment stays with what it was written beside, above or below."""
    result = tidy(before)
    if after is not None:
        assert result == after
    assert Counter(comments(result)) == Counter(comments(before))
    assert tidy(result) == result


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", "Y108", id="empty file"),
        pytest.param("name: 公园\n".encode("gbk"), "B101", id="GBK"),
        pytest.param("name: 公园\n".encode("utf-16"), "B102", id="UTF-16"),
        pytest.param(b"name: " + b"a" * 300_000, "B105", id="too large"),
        pytest.param("name: 公\u200b园\n".encode(), "B103", id="invisible character"),
        pytest.param("name: 公\t园\n".encode(), "B103", id="tab inside a text"),
        pytest.param(b"result:\n  validity:\n    value: 3\n\tunit: x\n", "B103", id="a tab that may mean two things"),
        pytest.param(b"name: a\nname: b\n", "Y102", id="a key written twice"),
        pytest.param(b"name: |\n  a\n  b\n", "Y110", id="text of several lines"),
        pytest.param(b"name: &a b\n", "Y103", id="anchor"),
        pytest.param(b"name: [a\n", "Y101", id="syntax"),
    ],
)
def test_leaves_to_a_person_what_needs_one(raw: bytes, code: str) -> None:
    """A file with a mistake that could be mended in more than one way is refused, with the check's own finding."""
    assert codes(raw) == [code]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"a: [" + b"b," * 9_000 + b"]", id="one long line"),
        pytest.param(b"a:\n" + b"# c\n" * 60_000 + b"  - b\n", id="comments"),
        pytest.param(b"a:" + b"\n" * 250_000 + b"  - b\n", id="blank lines"),
        pytest.param(b"\t" * 250_000, id="tabs"),
        pytest.param(b"a: b\n" + b"- " * 120_000 + b"\t", id="dashes"),
        pytest.param(b"a: '" + b" " * 250_000 + b"b'\n", id="blanks"),
        pytest.param(b"a: &a [b]\n" + b"c: *a\n" * 40_000, id="aliases"),
    ],
)
def test_a_hostile_file_costs_no_more_than_its_length(raw: bytes) -> None:
    """Files made to be slow are formatted or refused within seconds."""
    begun = time.process_time()
    formatted("a.yaml", raw, ITEM)
    assert time.process_time() - begun < 5


def test_an_edit_of_one_field_stays_one_line() -> None:
    """In a formatted file nothing but the edited line differs after formatting."""
    before = (CATALOGUE / PATHS[XK]).read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(before) if line.startswith("quota: "))
    edited = [*before[:place], "quota:   '每个公园同时不超过 5 处。'", *before[place + 1 :]]
    after = tidy("\n".join(edited)).splitlines()
    assert [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [place]


_KEYS = [*ITEM["properties"], "law", "article", "value", "unit", "nmae", "公园"]
_TEXT = st.text("公园许可（）“”：: #-'\"&*!|>%@`{}[],?0123456789truefalsnoy~=\\.e", max_size=12)
_DATA = st.dictionaries(
    st.sampled_from(_KEYS),
    st.recursive(
        _TEXT | st.integers(-5, 2000) | st.booleans() | st.dates().map(str),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)


def _untidy(data: Any, chance: random.Random) -> str:
    """Write data in some style, with comments, blank lines and blanks strewn in."""
    text = yaml.dump(
        data,
        allow_unicode=True,
        sort_keys=chance.random() < 0.5,
        width=float("inf"),
        indent=chance.choice([2, 3, 4]),
        default_flow_style=chance.choice([None, False, True]),
        default_style=chance.choice([None, None, "'", '"']),
    )
    lines = []
    for number, line in enumerate(text.splitlines()):
        if chance.random() < 0.3:
            lines.append(" " * chance.randrange(7) + f"# 说明 {number}")
        if chance.random() < 0.1:
            lines.append(" " * chance.randrange(3))
        lines.append(line + (f" # 旁注 {number}" if chance.random() < 0.2 else " " * chance.randrange(3)))
    lines += [f"# 末尾 {number}" for number in range(chance.randrange(2))]
    return chance.choice(["\n", "\r\n"]).join(lines)


@given(_DATA, st.randoms(use_true_random=False))
def test_whatever_the_style_the_form_is_one(data: dict[str, Any], chance: random.Random) -> None:
    """However a file is written, formatting keeps its data and comments, and a second time changes nothing."""
    untidy = _untidy(data, chance)
    mended = unicodedata.normalize("NFC", untidy).replace("\r\n", "\n")
    before = parse("a.yaml", mended.encode())
    result = formatted("a.yaml", untidy.encode(), ITEM)
    if isinstance(result, Refusal):
        assert "X902" not in {problem.code for problem in result.problems}
        assert {problem.code for problem in before.problems} - {"Y107", "Y108"}
        return
    after = parse("a.yaml", result)
    assert before.document
    assert after.document
    assert json.dumps(before.document.data, sort_keys=True) == json.dumps(after.document.data, sort_keys=True)
    assert Counter(comments(mended)) == Counter(comments(result.decode()))
    assert formatted("a.yaml", result, ITEM) == result

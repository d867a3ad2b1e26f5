"""The handbook: every code a check can report is in it, and it says the same in the terminal and on the page."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator

import markdown  # type: ignore[import-untyped]  # MkDocs brings it, without types
import pytest

from pipeline import ruledocs
from pipeline.gates import GATES, Gate
from pipeline.problems import Problem, Severity
from pipeline.ruledocs import SUBJECTS, Entry, Example, entries
from pipeline.rules import RULES
from support import ROOT

_CODE = re.compile("[A-Z][1-9][0-9]{2}")


def _written() -> Iterator[str]:
    """Yield every code that a module other than the rules and the table writes down."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.parent.name != "rules" and path.name != "gates.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                    yield node.value


def test_the_table_holds_the_gates_codes_and_no_others() -> None:
    """A code that some gate can yield is explained, and no code is explained that none yields."""
    codes = [gate.code for gate in GATES]
    assert set(codes) == set(_written()) - {rule.code for rule in RULES}
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.code)
def test_every_gate_explains_itself(gate: Gate) -> None:
    """A gate says in whole Chinese sentences what is wrong, why that matters and how to mend it."""
    for part in (gate.title, gate.why, gate.remedy):
        assert re.search("[\u4e00-\u9fff]", part)
        assert part.endswith("。")


def test_every_code_has_an_entry_and_a_subject() -> None:
    """Gates and rules stand in one handbook, sorted by subject and number."""
    codes = [*(gate.code for gate in GATES), *(rule.code for rule in RULES)]
    assert sorted(entries()) == sorted(codes)
    assert list(entries()) == sorted(codes, key=lambda code: (list(SUBJECTS).index(code[0]), code))


def test_an_entry_is_the_docstring_taken_apart() -> None:
    """Nothing of a rule's text is lost, and its labels are not part of it."""
    for rule in RULES:
        entry = entries()[rule.code]
        assert entry.severity is rule.severity
        rebuilt = f"{entry.title}为什么：{entry.why}怎么改：{entry.remedy}"
        assert "".join(rebuilt.split()) == "".join(rule.text.split())


@pytest.mark.parametrize(
    ("code", "letter"), [("L130", "L"), ("l01", "L"), ("L999", "L"), ("F", "F"), ("？", ""), ("", ""), ("hello", "")]
)
def test_the_nearest_code_is_of_the_same_subject(code: str, letter: str) -> None:
    """A mistyped number leads to a code with the same letter; what resembles no code leads nowhere."""
    assert (ruledocs.nearest(code) or "")[:1] == letter


def test_the_gravest_code_leads_to_the_handbook() -> None:
    """One line says how a code is looked up, by the example of the gravest; without problems there is none."""
    note, overdue = (
        Problem("a.yaml", 1, 1, code, severity, "", "")
        for code, severity in (("O101", Severity.NOTE), ("L103", Severity.OVERDUE))
    )
    assert ruledocs.pointer([note, overdue]) == "查看说明：catalogue rules L103"
    assert not ruledocs.pointer([])


def _columns(line: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in line)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_text_fits_the_terminal(width: int) -> None:
    """No line is wider than the terminal, and no code is missing."""
    table = ruledocs.table(width)
    assert re.findall(r"^[A-Z]\d+", table, re.MULTILINE) == list(entries())
    for text in (table, *(ruledocs.explained(entry, width) for entry in entries().values())):
        assert max(map(_columns, text.split("\n"))) <= width


def test_an_explanation_says_all() -> None:
    """Code, sentence, reason, remedy and severity, further lines below the first."""
    told = ruledocs.explained(entries()["L103"], 60)
    assert told.startswith("L103  事项引用的法律文件在当日未生效或已废止。\n\n为什么：行政权力")
    assert "\n        " in told
    assert "\n怎么改：改引" in told
    assert "\n逾期：" in told


EXAMPLES = {"L103": Example("# file: data/a.yaml\n# copy of: data/b.yaml\nlaw: x # ←\n", "law: y\n")}


def test_the_pages_say_the_same() -> None:
    """Both pages have the same entries; they differ in their heads only."""
    document, page = ruledocs.document(EXAMPLES), ruledocs.site_page(EXAMPLES)
    assert document[document.index("## 轻重") :] == page[page.index("## 轻重") :]
    assert page.startswith("---\n")


def test_every_code_has_an_anchor_that_the_table_links_to() -> None:
    """A link to ``#l103`` finds the entry, so that messages can point there."""
    shown = markdown.markdown(ruledocs.document(EXAMPLES), extensions=["fenced_code", "tables", "toc"])
    anchors = [entry.anchor for entry in entries().values()]
    assert re.findall(r'<h3 id="(.+?)">', shown) == anchors
    assert re.findall(r'<td><a href="#(.+?)">', shown) == anchors


def test_an_example_shows_the_fixture_with_its_words_in_chinese() -> None:
    """The marked line stays marked, and what steers the fixture is said in Chinese."""
    page = ruledocs.document(EXAMPLES)
    assert "```yaml\n# 文件：data/a.yaml\n# 复制自：data/b.yaml\nlaw: x # ←\n```" in page
    assert "```yaml\nlaw: y\n```" in page


def test_text_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like markup in a rule's text is shown as it is written, in the table too."""
    text = "写 <编号>、*引用* & `x`|[y](z)。"
    odd = Entry("L103", entries()["L103"].severity, text, text, text)
    monkeypatch.setattr(ruledocs, "entries", lambda: {"L103": odd})
    shown = markdown.markdown(ruledocs.document({}), extensions=["fenced_code", "tables"])
    assert html.unescape(re.sub("<[^>]+>", "", shown)).count(text) == 4

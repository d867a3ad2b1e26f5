"""Charts drawn by Graphviz, and what is left of them when anything goes wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.drawing import Chart, Drawing, DrawingError, Undrawn, draw
from pipeline.flowchart import EM, dot
from pipeline.model import Branch, Flow, RiskPoint, Step

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = r"""</text><script>alert(1)</script>"'&amp;&lt;\N\\" ]]> <!-- -->"""


def flow(name: str, when: str = "材料不齐") -> Flow:
    """Make a small flow with a branch, a way back and an end."""
    ways = (Branch(to="a", when=when), Branch(to="c", when="齐全"))
    return (
        Step(id="a", name=name, actor="申请人", kind="开始", next=(Branch(to="b"),)),
        Step(id="b", name="是否齐全", actor="窗口", kind="判断", next=ways),
        Step(id="c", name="送达", actor="窗口", kind="结束"),
    )


def chart(key: str, source: str | None = None) -> Chart:
    """Make a chart of a source, by default of a flow no other chart has."""
    return Chart(key, dot(flow(f"申请{key}")) if source is None else source, f"{key} 流程图", "共 3 步")


def svg(result: Drawing | Undrawn) -> ET.Element:
    """Return the picture of a chart that must have been drawn."""
    assert isinstance(result, Drawing)
    return ET.fromstring(result.svg)  # noqa: S314  # our own output


def drawn(source: str) -> Drawing | Undrawn:
    """Draw one source."""
    return draw([chart("x", source)])["x"]


def program(folder: Path, body: str) -> str:
    """Write a stand-in for dot; in its body ``$dot`` is the real one and ``$count`` a file to count runs in."""
    path = folder / "dot"
    path.write_text(f"#!/bin/sh\ndot={shutil.which('dot')}\ncount={folder}/count\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def runs(folder: Path) -> int:
    """Return how often the stand-in was started."""
    return len((folder / "count").read_text(encoding="utf-8"))


# --- what a drawing is -----------------------------------------------------------------------------------------------


def test_picture_shows_the_words_at_their_boxes() -> None:
    """Every line of a box is set about the middle of its outline, in the chart's own classes."""
    points = [RiskPoint(step="b", post="窗口", level=1, risk="刁难", measures=("抽查",), responsible="负责人")]
    root = svg(drawn(dot(flow("提出申请"), points)))
    groups = {group.findtext(f"{SVG}text", ""): group for group in root.iter(f"{SVG}g") if group.get("class") != "edge"}
    box = groups["2. 是否齐全"]
    assert box.get("class") == "node decision risk-1"
    texts = box.findall(f"{SVG}text")
    assert [(text.get("class"), text.text) for text in texts] == [
        ("name", "2. 是否齐全"),
        ("actor", "窗口"),
        ("risk", "▲ 一级风险"),
    ]
    across, down = zip(*(map(float, pair.split(",")) for pair in box[0].attrib["points"].split()), strict=True)
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    assert float(texts[1].attrib["x"]) == pytest.approx(middle[0], abs=0.2)
    assert float(texts[1].attrib["y"]) - 0.36 * EM == pytest.approx(middle[1], abs=0.2)


def test_everything_lies_in_the_view_box() -> None:
    """All outlines and lines of the picture lie inside its view box, at positive coordinates."""
    root = svg(drawn(dot(flow("提出申请"))))
    width, height = map(float, root.attrib["viewBox"].removeprefix("0 0 ").split(" "))
    for shape in root.iter():
        for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("d", "") + shape.get("points", "")):
            assert 0 <= float(pair[0]) <= width
            assert 0 <= float(pair[1]) <= height


def test_nothing_but_the_allowed_is_written() -> None:
    """Whatever the words, only a chart's elements and attributes appear: no script, link, style or comment."""
    result = drawn(dot(flow(HOSTILE, HOSTILE)))
    root = svg(result)
    assert isinstance(result, Drawing)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "path", "polygon", "text"
    }  # fmt: skip
    assert {name for element in root.iter() for name in element.attrib} <= {
        "class", "role", "aria-labelledby", "viewBox", "width", "id", "d", "points", "x", "y",
        "fill", "stroke", "font-size", "text-anchor",
    }  # fmt: skip
    assert "<!--" not in result.svg
    assert not re.search(r"#[0-9a-f]{3}|black|sans-serif|pt\"", result.svg)
    shown = "".join(text.text or "" for text in root.iter(f"{SVG}text")).replace("\u00a0", " ")
    assert "".join(HOSTILE.split()) in "".join(shown.split())


def test_titles_and_ids_are_the_charts_own() -> None:
    """Charts of one page have distinct ids, and each is labelled by its own title and description, escaped."""
    source = dot(flow("申请"))
    charts = [Chart("flow", source, "甲 & 乙 <流程>", "共 3 步"), Chart("internal-flow", source, "内部", "共 3 步")]
    pictures = [svg(result) for result in draw(charts).values()]
    ids = [element.attrib["id"] for picture in pictures for element in picture.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 4
    for picture, one in zip(pictures, charts, strict=True):
        labelled = {element.get("id"): element.text for element in picture[:2]}
        assert picture.get("role") == "img"
        assert [labelled[name] for name in picture.attrib["aria-labelledby"].split()] == [one.title, one.description]


def test_width_follows_the_letters() -> None:
    """The width is told in em of the letters, so a style sheet sizes the whole chart by its font size."""
    root = svg(drawn(dot(flow("申请"))))
    width = float(root.attrib["viewBox"].split(" ")[2])
    assert root.attrib["width"].endswith("em")
    assert float(root.attrib["width"].removesuffix("em")) == pytest.approx(width / EM, abs=0.06)
    assert "height" not in root.attrib


def test_same_bytes_without_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any font, or with another language, draws the same bytes."""
    charts = [chart(key) for key in "abc"]
    before = draw(charts)
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setenv("LC_ALL", "C")
    assert draw(charts) == before


# --- many charts -----------------------------------------------------------------------------------------------------


def test_many_charts_need_few_processes(tmp_path: Path) -> None:
    """120 charts are drawn by three processes, and each is the picture it would be alone."""
    charts = [chart(f"k{number}") for number in range(120)]
    together = draw(charts, program=program(tmp_path, 'printf x >> $count; exec $dot "$@"'))
    assert runs(tmp_path) == 3
    assert list(together) == [one.key for one in charts]
    assert all(together[one.key] == draw([one])[one.key] for one in charts[::40])


def test_equal_sources_are_drawn_once(tmp_path: Path) -> None:
    """However many charts share a source, it is drawn once."""
    source = dot(flow("申请"))
    results = draw(
        [chart(f"k{n}", source) for n in range(120)], program=program(tmp_path, 'printf x >> $count; exec $dot "$@"')
    )
    assert runs(tmp_path) == 1
    assert len(results) == 120


def test_no_chart_needs_no_program() -> None:
    """Without charts nothing is started."""
    assert draw([], program="/nonexistent/dot") == {}


# --- one chart fails -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("digraph a {\n\tn1 [label=x", "dot 出错"),
        ("", "只画出 0 幅"),
        ("digraph a {}\ndigraph b {}\n", "只画出 2 幅"),
        (dot(flow("竖\x01线")), "不能显示的字符"),
        (dot(flow("非\ufffe字")), "不能显示的字符"),
        (dot(flow("半\ud800字")), "文字编码"),
        ('digraph a {\n\tn1 [label=x class="line-name" URL="javascript:alert(1)"]\n}\n', "缺少边框或者文字"),
        ('digraph a {\n\tn1 [shape=box]\n\tn2 [shape=box]\n\tn1 -> n2 [URL="data:,"]\n}\n', "不认识的成分 g"),
        ('digraph a {\n\tn1 [label=x class="line-name" image="/etc/hostname"]\n\tn2\n}\n', "不一致"),
        ('digraph a {\n\tn1 [label=x class="line-name" shape=plain]\n}\n', "缺少边框"),
        ('digraph a {\n\tn1 [label="x\\ny" class="line-name"]\n}\n', "缺少边框或者文字"),
        ('digraph a {\n\tn1 [label=x class="line-name" shape=ellipse]\n}\n', "不认识的成分"),
        ('digraph a {\n\tn1 [label=x class="line-name"]\n\tn2 -> n1\n}\n', "不一致"),
    ],
)  # fmt: skip
def test_a_bad_chart_costs_only_itself(source: str, reason: str) -> None:
    """A source that dot refuses, or whose picture is unfit, is told as such; its neighbours are drawn."""
    before, bad, after = draw([chart("a"), chart("bad", source), chart("z")]).values()
    assert isinstance(before, Drawing)
    assert isinstance(after, Drawing)
    assert isinstance(bad, Undrawn)
    assert reason in bad.reason


def test_a_chart_too_complex_costs_only_itself(tmp_path: Path) -> None:
    """A source over which dot sits too long is given up after its time."""
    slow = program(tmp_path, 'all=$(cat); case "$all" in *慢*) exec sleep 60;; esac; printf %s "$all" | $dot "$@"')
    results = draw([chart("a"), chart("b", dot(flow("慢"))), chart("c")], seconds=1, program=slow)
    assert results["b"] == Undrawn("流程过于复杂，1 秒内画不完")
    assert isinstance(results["a"], Drawing)
    assert isinstance(results["c"], Drawing)


def test_a_lost_picture_is_noticed(tmp_path: Path) -> None:
    """Exit code 0 proves nothing: a batch cut short is drawn again, chart by chart."""
    body = """
        printf x >> $count
        all=$(cat)
        case "$all" in
            *申请a*申请b*) printf %s "$all" | $dot "$@" | head -c 900 ;;
            *) printf %s "$all" | $dot "$@" ;;
        esac"""
    short = program(tmp_path, body)
    results = draw([chart("a"), chart("b")], program=short)
    assert runs(tmp_path) == 3
    assert results == draw([chart("a"), chart("b")])


# --- the machine fails -----------------------------------------------------------------------------------------------


def test_missing_graphviz_is_named() -> None:
    """Without dot the error says in Chinese what to install."""
    with pytest.raises(DrawingError, match="apt-get install graphviz"):
        draw([chart("a")], program="/nonexistent/dot")


@pytest.mark.parametrize(
    "body", ["cat > /dev/null", "cat > /dev/null; exit 1", "cat > /dev/null; echo 'no plugin' >&2; exit 3", "cat"]
)
def test_broken_graphviz_is_no_fault_of_the_charts(tmp_path: Path, body: str) -> None:
    """When not even the simplest chart can be drawn, the machine is at fault and the build stops."""
    with pytest.raises(DrawingError, match="不能用"):
        draw([chart("a"), chart("b")], program=program(tmp_path, body))


def test_dot_may_not_read_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphviz runs with file loading switched off, whatever the environment says."""
    monkeypatch.setenv("GV_FILE_PATH", "/")
    tell = program(tmp_path, 'printf "%s/%s" "$SERVER_NAME" "${GV_FILE_PATH-unset}" > $count; exec $dot "$@"')
    draw([chart("a")], program=tell)
    assert (tmp_path / "count").read_text(encoding="utf-8") == "1/unset"

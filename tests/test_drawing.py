"""Charts laid out by Graphviz, and what is left of them when anything goes wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.drawing import Chart, Drawing, DrawingError, Undrawn, draw
from pipeline.flowchart import EM, Plan, plan
from pipeline.model import Branch, Flow, RiskPoint, Step, StepKind

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


def chart(key: str, planned: Plan | None = None) -> Chart:
    """Make a chart of a plan, by default of a flow no other chart has."""
    return Chart(key, planned or plan(flow(f"申请{key}")), f"{key} 流程图", "共 3 步")


def svg(result: Drawing | Undrawn) -> ET.Element:
    """Return the picture of a chart that must have been drawn."""
    assert isinstance(result, Drawing)
    return ET.fromstring(result.svg)  # noqa: S314  # our own output


def drawn(planned: Plan) -> Drawing | Undrawn:
    """Draw one plan."""
    return draw([chart("x", planned)])["x"]


def extent(shape: ET.Element) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return from where to where an outline reaches, across and down."""
    if shape.tag == f"{SVG}rect":
        x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        return (x, x + width), (y, y + height)
    pairs = (map(float, pair.split(",")) for pair in shape.attrib["points"].split())
    across, down = zip(*pairs, strict=True)
    return (min(across), max(across)), (min(down), max(down))


def longer() -> Plan:
    """Plan a flow of four steps: no word reaches the program, so a stand-in knows this chart by its fourth box."""
    *first, _ = flow("申请")
    last = Step(id="c", name="决定", actor="负责人", kind="办理", next=(Branch(to="d"),))
    return plan((*first, last, Step(id="d", name="送达", actor="窗口", kind="结束")))


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
    root = svg(drawn(plan(flow("提出申请"), points)))
    groups = {group.findtext(f"{SVG}text", ""): group for group in root.iter(f"{SVG}g")}
    box = groups["2. 是否齐全"]
    assert box.get("class") == "node decision risk-1"
    texts = box.findall(f"{SVG}text")
    assert [(text.get("class"), text.text) for text in texts] == [
        ("name", "2. 是否齐全"),
        ("actor", "窗口"),
        ("risk", "▲ 一级风险"),
    ]
    (left, right), (top, bottom) = extent(box[0])
    middle = (left + right) / 2, (top + bottom) / 2
    assert float(texts[1].attrib["x"]) == pytest.approx(middle[0], abs=0.2)
    assert float(texts[1].attrib["y"]) - 0.36 * EM == pytest.approx(middle[1], abs=0.2)


@pytest.mark.parametrize("kind", ["办理", "判断", "开始"])
def test_steps_of_the_counterparty_carry_a_bar(kind: StepKind) -> None:
    """Whatever its shape, the box of a step that people do themselves has one filled mark inside, at its left."""
    step = Step(id="a", name="缴纳费用", actor="申请人", kind=kind, next=(Branch(to="b"),))
    root = svg(drawn(plan((step, Step(id="b", name="送达", actor="窗口", kind="结束")))))
    (box,) = (group for group in root.iter(f"{SVG}g") if "counterparty" in group.get("class", "").split())
    assert box[1].attrib.keys() == {"class", "points"}
    outline, bar = extent(box[0]), extent(box[1])
    assert outline[0][0] == bar[0][0] < bar[0][1] < sum(outline[0]) / 2
    assert outline[1][0] < bar[1][0] < bar[1][1] < outline[1][1]
    assert sum("bar" in shape.get("class", "") for shape in root.iter()) == 1


def test_everything_lies_in_the_view_box() -> None:
    """All outlines and lines of the picture lie inside its view box, at positive coordinates."""
    root = svg(drawn(plan(flow("提出申请"))))
    width, height = map(float, root.attrib["viewBox"].removeprefix("0 0 ").split(" "))
    for shape in root.iter():
        for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("d", "") + " " + shape.get("points", "")):
            assert 0 <= float(pair[0]) <= width
            assert 0 <= float(pair[1]) <= height
    for shape in root.iter(f"{SVG}rect"):
        across, down = extent(shape)
        assert 0 <= across[0] < across[1] <= width
        assert 0 <= down[0] < down[1] <= height


def test_nothing_but_the_allowed_is_written() -> None:
    """Whatever the words, only a chart's elements and attributes appear: no script, link, style or comment."""
    result = drawn(plan(flow(HOSTILE, HOSTILE)))
    root = svg(result)
    assert isinstance(result, Drawing)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "path", "polygon", "rect", "text"
    }  # fmt: skip
    assert {name for element in root.iter() for name in element.attrib} <= {
        "class", "role", "aria-labelledby", "viewBox", "width", "height", "id", "d", "points", "x", "y", "rx",
        "fill", "stroke", "stroke-width", "font-size", "text-anchor",
    }  # fmt: skip
    assert "<!--" not in result.svg
    assert not re.search(r"#[0-9a-f]{3}|black|sans-serif|pt\"", result.svg)
    shown = "".join(text.text or "" for text in root.iter(f"{SVG}text")).replace("\u00a0", " ")
    assert "".join(HOSTILE.split()) in "".join(shown.split())


def test_titles_and_ids_are_the_charts_own() -> None:
    """Charts of one page have distinct ids, and each is labelled by its own title and description, escaped."""
    planned = plan(flow("申请"))
    charts = [Chart("flow", planned, "甲 & 乙 <流程>", "共 3 步"), Chart("internal-flow", planned, "内部", "共 3 步")]
    pictures = [svg(result) for result in draw(charts).values()]
    ids = [element.attrib["id"] for picture in pictures for element in picture.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 4
    for picture, one in zip(pictures, charts, strict=True):
        labelled = {element.get("id"): element.text for element in picture[:2]}
        assert picture.get("role") == "img"
        assert [labelled[name] for name in picture.attrib["aria-labelledby"].split()] == [one.title, one.description]


def test_width_follows_the_letters() -> None:
    """The width is told in em of the letters, so a style sheet sizes the whole chart by its font size."""
    root = svg(drawn(plan(flow("申请"))))
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


def test_equal_plans_are_drawn_once(tmp_path: Path) -> None:
    """However many charts share a plan, it is drawn once."""
    planned = plan(flow("申请"))
    results = draw(
        [chart(f"k{n}", planned) for n in range(120)], program=program(tmp_path, 'printf x >> $count; exec $dot "$@"')
    )
    assert runs(tmp_path) == 1
    assert len(results) == 120


def test_no_chart_needs_no_program() -> None:
    """Without charts nothing is started."""
    assert draw([], program="/nonexistent/dot") == {}


# --- one chart fails -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [("竖\x01线", "不能显示的字符"), ("非\ufffe字", "不能显示的字符"), ("半\ud800字", "不能显示的字符")],
)
def test_words_that_no_page_can_show_cost_only_their_chart(text: str, reason: str) -> None:
    """A chart with characters that XML has no place for is told as such; its neighbours are drawn."""
    before, bad, after = draw([chart("a"), chart("bad", plan(flow(text))), chart("z")]).values()
    assert isinstance(before, Drawing)
    assert isinstance(after, Drawing)
    assert isinstance(bad, Undrawn)
    assert reason in bad.reason


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ("/node n2 /d", "不一致"),
        ("s/node n2 /node n9 /", "不一致"),
        ("/edge n1 n2 /d", "不一致"),
        ("s/edge n1 n2 /edge n1 n3 /", "不一致"),
        ("s/edge n1 n2 4 /edge n1 n2 3 /", "不一致"),
        ("s/node n2 [0-9.]* /node n2 nan /", "不一致"),
        ("s/node n2 [0-9.]* /node n2 1e999 /", "不一致"),
        ("s/node n2 [0-9.]* /node n2 <script> /", "不一致"),
        ("s/^graph .*/graph 1/", "不一致"),
        ("/^stop/d", "只画出 0 幅"),
        ("s/^stop/stop\\nstop/", "只画出 2 幅"),
        ("$a tail", "只画出 1 幅"),
    ],
)  # fmt: skip
def test_a_bad_answer_costs_only_its_chart(tmp_path: Path, spoil: str, reason: str) -> None:
    """Whatever is wrong with the answer for one chart, exit code 0 or not, it is told and its neighbours are drawn."""
    bad = chart("bad", longer())
    body = f"""
        all=$(cat)
        case "$all" in
            *"n4 ["*) printf %s "$all" | $dot "$@" | sed '{spoil}' ;;
            *) printf %s "$all" | $dot "$@" ;;
        esac"""
    results = draw([chart("a"), bad, chart("z")], program=program(tmp_path, body))
    assert isinstance(results["a"], Drawing)
    assert isinstance(results["z"], Drawing)
    spoilt = results["bad"]
    assert isinstance(spoilt, Undrawn)
    assert reason in spoilt.reason


def test_a_refused_chart_costs_only_itself(tmp_path: Path) -> None:
    """Where the program fails at one chart, its last word is passed on."""
    body = 'all=$(cat); case "$all" in *"n4 ["*) echo "no memory" >&2; exit 3;; esac; printf %s "$all" | $dot "$@"'
    results = draw([chart("a"), chart("b", longer())], program=program(tmp_path, body))
    assert isinstance(results["a"], Drawing)
    assert results["b"] == Undrawn("dot 出错（退出码 3）：no memory")


def test_a_chart_too_complex_costs_only_itself(tmp_path: Path) -> None:
    """A chart over which dot sits too long is given up after its time."""
    slow = program(tmp_path, 'all=$(cat); case "$all" in *"n4 ["*) exec sleep 60;; esac; printf %s "$all" | $dot "$@"')
    results = draw([chart("a"), chart("b", longer()), chart("c")], seconds=1, program=slow)
    assert results["b"] == Undrawn("流程过于复杂，1 秒内画不完")
    assert isinstance(results["a"], Drawing)
    assert isinstance(results["c"], Drawing)


def test_a_lost_picture_is_noticed(tmp_path: Path) -> None:
    """An answer cut short, as on a full disk, is asked for again, chart by chart."""
    body = """
        printf x >> $count
        all=$(cat)
        case "$all" in
            *digraph*digraph*) printf %s "$all" | $dot "$@" | head -c 900 ;;
            *) printf %s "$all" | $dot "$@" ;;
        esac"""
    charts = [chart("a"), chart("b")]
    results = draw(charts, program=program(tmp_path, body))
    assert runs(tmp_path) == 3
    assert results == draw(charts)


def test_no_word_of_the_data_reaches_graphviz(tmp_path: Path) -> None:
    """The program is given names, sizes and joints; whatever stands in a label, it never sees it."""
    keep = program(tmp_path, 'tee $count | $dot "$@"')
    assert isinstance(draw([chart("x", plan(flow(HOSTILE, HOSTILE)))], program=keep)["x"], Drawing)
    given = (tmp_path / "count").read_text(encoding="ascii")
    assert re.fullmatch(r'[\w\s{}\[\]=.:>-]*label=""[\w\s{}\[\]=.:>-]*', given)


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

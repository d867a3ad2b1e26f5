"""Chart and text of a flow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.flowchart import MARKS, PARALLEL, arrows, is_counterparty, legend, plan, steps_text, summary
from pipeline.flowchart import dot as source
from pipeline.model import Branch, Duration, Flow, RiskLevel, RiskPoint, Step, StepKind

# --- flows -----------------------------------------------------------------------------------------------------------

LICENCE: Flow = (
    Step(id="apply", name="申请", actor="申请人", kind="开始", next=(Branch(to="check"),)),
    Step(
        id="check",
        name="材料是否齐全",
        actor="政务服务窗口",
        kind="判断",
        next=(Branch(to="correct", when="材料不齐"), Branch(to="review", when="材料齐全")),
    ),
    Step(
        id="correct",
        name="补正",
        actor="申请人",
        kind="办理",
        time_limit=Duration(value=5, unit="工作日"),
        documents=("补正告知书",),
        note="一次告知。",
        next=(Branch(to="check"),),
    ),
    Step(
        id="review", name="受理", actor="审查人员", kind="办理", next=(Branch(to="site"), Branch(to="paper"))
    ),
    Step(id="site", name="现场核查", actor="核查人员", kind="办理", next=(Branch(to="end"),)),
    Step(id="paper", name="书面审查", actor="审查人员", kind="办理", next=(Branch(to="end"),)),
    Step(id="end", name="送达", actor="政务服务窗口", kind="结束"),
)  # fmt: skip


def point(step: str, level: RiskLevel) -> RiskPoint:
    """Make a risk point of which only place and level matter."""
    return RiskPoint(step=step, post="岗位", level=level, risk="表现", measures=("措施",), responsible="负责人")


words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=30)
unhurried = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of the code."""


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Draw flows whose branches lead anywhere, forward, back and to the step itself."""
    size = draw(st.integers(2, 9))
    kinds: st.SearchStrategy[StepKind] = st.sampled_from(["开始", "办理", "判断", "结束"])
    branches = st.builds(Branch, to=st.integers(1, size).map("s{}".format), when=st.none() | words)
    steps = st.builds(
        Step,
        id=st.just(""),
        name=words,
        actor=words,
        kind=kinds,
        time_limit=st.none()
        | st.builds(Duration, value=st.integers(1, 999), unit=st.sampled_from(["工作日", "日", "月", "年"])),
        documents=st.lists(words, max_size=4).map(tuple),
        next=st.lists(branches, max_size=3).map(tuple),
    )
    drawn = draw(st.lists(steps, min_size=size, max_size=size))
    return tuple(
        Step(**{name: getattr(step, name) for name in step.__struct_fields__} | {"id": f"s{number}"})
        for number, step in enumerate(drawn, 1)
    )


# --- reading DOT back ------------------------------------------------------------------------------------------------


def dot(flow: Flow, points: Iterable[RiskPoint] = (), marks: Mapping[RiskLevel, str] = MARKS) -> str:
    """Return the chart of a flow as DOT."""
    return source(plan(flow, points, marks))


class Box(NamedTuple):
    """A node of the chart, its words by role and without spaces."""

    classes: tuple[str, ...]
    words: dict[str, str]


def squeezed(text: str) -> str:
    """Return a text as it is regardless of where its lines break."""
    return "".join(text.split())


def attributes(statement: str) -> dict[str, str]:
    """Read the attributes of one statement, quoted values unescaped once."""
    found = re.findall(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s\]]+))', statement)
    return {name: quoted.replace(r"\"", '"') or plain for name, quoted, plain in found}


def lines(label: str) -> list[str]:
    """Return what a label shows: escapes and entities resolved, line by line."""
    shown = re.sub(r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], label)
    return shown.replace("&amp;", "&").split("\n")


def boxes(chart: str) -> dict[str, Box]:
    """Return all boxes of a chart by their names."""
    found = {}
    for name, rest in re.findall(r"^\t([nb]\d+) \[(.*)\]$", chart, re.MULTILINE):
        values = attributes(rest)
        classes = values["class"].split(" ")
        roles = [role.removeprefix("line-") for role in classes if role.startswith("line-")]
        told: dict[str, str] = dict.fromkeys(roles, "")
        for role, line in zip(roles, lines(values["label"]), strict=True):
            told[role] += squeezed(line)
        found[name] = Box(tuple(name for name in classes if not name.startswith("line-")), told)
    return found


def ways(chart: str) -> list[tuple[int, int, str]]:
    """Return source, target and condition of every arrow of a chart."""
    named = boxes(chart)
    into: dict[str, str] = {}
    out: dict[str, str] = {}
    plain = []
    for upper, lower, rest in re.findall(r"^\t(\w+)(?::\w)? -> (\w+)(?::\w)?(.*)$", chart, re.MULTILINE):
        back = "dir=back" in rest
        if lower[0] == "b":
            (out if back else into)[lower] = upper
        elif upper[0] == "b":
            (into if upper in out else out)[upper] = lower
        else:
            plain.append((lower, upper, "") if back else (upper, lower, ""))
    labelled = [(into[name], out[name], named[name].words["when"]) for name in into]
    return sorted((int(source[1:]), int(target[1:]), when) for source, target, when in plain + labelled)


# --- chart and text tell the same ------------------------------------------------------------------------------------


@unhurried
@given(flows(), st.dictionaries(st.integers(1, 9), st.sampled_from([1, 2, 3])))
def test_chart_and_text_are_equal(flow: Flow, risks: dict[int, RiskLevel]) -> None:
    """Whatever the flow, the chart has the steps, words, risks and branches of the text, and no others."""
    points = [point(f"s{number}", level) for number, level in risks.items()]
    chart, text = dot(flow, points), steps_text(flow, points)
    drawn = {name: box for name, box in boxes(chart).items() if name[0] == "n"}
    assert list(drawn) == [f"n{step.number}" for step in text]
    for step, box in zip(text, drawn.values(), strict=True):
        assert box.words["name"] == squeezed(f"{step.number}. {step.name}")
        assert box.words["actor"] == squeezed(step.actor)
        assert box.words.get("limit", "") == squeezed(f"限 {step.limit}" if step.limit else "")
        assert box.words.get("risk", "") == squeezed(step.risk)
        assert ("document" in box.words) == bool(step.documents)
    told = [(step.number, branch.number, squeezed(branch.when)) for step in text for branch in step.branches]
    assert ways(chart) == sorted(told)


@unhurried
@given(flows())
def test_arrows_are_the_branches(flow: Flow) -> None:
    """Every branch written in the data is one arrow, in the order written, and no other arrow exists."""
    written = [(step.id, branch.to) for step in flow for branch in step.next]
    assert [(flow[arrow.source - 1].id, flow[arrow.target - 1].id) for arrow in arrows(flow)] == written


# --- the text --------------------------------------------------------------------------------------------------------


def test_branches_read_as_sentences() -> None:
    """Conditions, ways onward, ways back and parallel ways are each worded as people say them."""
    sentences = [[str(branch) for branch in step.branches] for step in steps_text(LICENCE)]
    assert sentences == [
        ["→ 第 2 步 材料是否齐全"],
        ["材料不齐 → 第 3 步 补正", "材料齐全 → 第 4 步 受理"],
        ["→ 回到第 2 步 材料是否齐全"],
        ["同时进行 → 第 5 步 现场核查", "同时进行 → 第 6 步 书面审查"],
        ["→ 第 7 步 送达"],
        ["→ 第 7 步 送达"],
        [],
    ]


def test_back_means_been_there_before() -> None:
    """A lower number alone is no way back: only a step that leads here was already passed."""
    light, grave = Branch(to="b", when="情节轻微"), Branch(to="c", when="需要扣押")
    refused, unclear = Branch(to="b", when="不批准"), Branch(to="a", when="需要补查")
    flow: Flow = (
        Step(id="a", name="检查", actor="执法人员", kind="判断", next=(light, grave)),
        Step(id="b", name="责令改正", actor="执法人员", kind="结束"),
        Step(id="c", name="报批", actor="负责人", kind="判断", next=(refused, unclear)),
    )
    assert [str(branch) for branch in steps_text(flow)[2].branches] == [
        "不批准 → 第 2 步 责令改正",
        "需要补查 → 回到第 1 步 检查",
    ]


def test_text_keeps_what_the_chart_has_no_room_for() -> None:
    """Limit, documents and notes stand in the text in full."""
    step = steps_text(LICENCE)[2]
    assert (step.limit, step.documents, step.note) == ("5 个工作日", ("补正告知书",), "一次告知。")


def test_gravest_risk_of_a_step_counts() -> None:
    """Of several risk points on a step the gravest is told, by shape and word; other steps tell none."""
    points = [point("check", 3), point("check", 1), point("check", 2)]
    assert [step.risk for step in steps_text(LICENCE, points)] == ["", MARKS[1], "", "", "", "", ""]
    box = boxes(dot(LICENCE, points))["n2"]
    assert box.classes == ("decision", "risk-1")
    assert box.words["risk"] == squeezed(MARKS[1])


def test_marks_come_from_the_caller() -> None:
    """A catalogue with other names for its risk levels has them in chart and text."""
    marks: dict[RiskLevel, str] = {1: "★ 高", 2: "☆ 中", 3: "○ 低"}
    assert steps_text(LICENCE, [point("end", 2)], marks)[-1].risk == "☆ 中"
    assert boxes(dot(LICENCE, [point("end", 2)], marks))["n7"].words["risk"] == "☆中"


def test_risk_of_another_flow_is_ignored() -> None:
    """A risk point on a step of the internal flow leaves the external flow as it is."""
    assert dot(LICENCE, [point("elsewhere", 1)]) == dot(LICENCE)


def test_summary_counts_steps_and_decisions() -> None:
    """The description of a chart says how many steps and decisions it has, and where its words are."""
    assert summary(LICENCE) == "共 7 步，其中 1 处判断。图中内容与下面的文字说明相同。"
    assert summary(LICENCE[-2:]) == "共 2 步。图中内容与下面的文字说明相同。"


# --- the chart -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [r"\N\G\L", "结尾\\", '"', '\\"', "<b>粗</b>", "&lt;&amp;&#60;", "a];}b", "//x /*", "#x"]
)
def test_labels_are_shown_literally(text: str) -> None:
    """No text has a meaning to Graphviz: escapes, quotes, entities, HTML and comments are shown as written."""
    flow: Flow = (
        Step(id="a", name=text, actor=text, kind="开始", next=(Branch(to="b", when=text),)),
        Step(id="b", name="送达", actor="窗口", kind="结束"),
    )
    chart = dot(flow)
    assert boxes(chart)["n1"].words["actor"] == squeezed(text)
    assert boxes(chart)["b1"].words["when"] == squeezed(text)


@unhurried
@given(flows())
def test_only_labels_come_from_data(flow: Flow) -> None:
    """Names, attributes and their number stay the same whatever the words are: no link, image or HTML gets in."""
    allowed = {"label", "class", "group", "shape", "style", "color", "width", "height", "weight", "dir"}
    for statement in dot(flow).splitlines()[4:-1]:
        assert re.match(r"\t[nb]\d+(:[ewn])?( -> [nb]\d+(:[ewn])?)?( \[|$)", statement)
        assert set(attributes(statement)) <= allowed
        assert "label=<" not in statement


def test_parallel_ways_are_told_in_the_chart() -> None:
    """Where several ways are taken together, each arrow says so."""
    assert ways(dot(LICENCE))[-4:-2] == [(4, 5, PARALLEL), (4, 6, PARALLEL)]


def test_longest_path_is_the_straight_one() -> None:
    """The longest way to an end is kept straight, though a shorter branch is written first."""
    grouped = re.findall(r"^\t(n\d+) \[.*group=main", dot(LICENCE), re.MULTILINE)
    assert grouped == ["n1", "n2", "n4", "n5", "n7"]


def test_documents_without_room_are_counted() -> None:
    """As many documents are named as two lines hold; the rest, or all of them, are counted."""

    def told(*documents: str) -> str:
        step = Step(id="a", name="受理", actor="窗口", kind="办理", documents=documents)
        return boxes(dot((step, LICENCE[-1])))["n1"].words["document"]

    assert told("申请书", "身份证明") == "申请书、身份证明"
    assert told("申请书", "身份证明", *["证明材料"] * 8) == "申请书、身份证明、证明材料、证明材料等10件"
    assert told("长" * 60, "短") == "文书材料2件"


# --- who acts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("申请人", True),
        ("当事人或者其代理人", True),
        ("用人单位、职工", True),
        ("取水户", True),
        ("企业负责人", True),
        ("失业人员、公共就业服务机构", True),
        ("政务服务窗口", False),
        ("申请受理岗", False),
        ("企业服务科", False),
        ("县（区）教育局资助科", False),
        ("两名以上执法人员", False),
        ("税务管理人员、纳税企业", False),
        ("建设单位管理科", False),
        ("市人民政府", False),
    ],
)
def test_offices_and_those_they_meet_are_told_apart(actor: str, *, expected: bool) -> None:
    """Who does a step is told by the words for it; an office with a citizen's word in its name is still an office."""
    assert is_counterparty(actor) is expected


def test_steps_of_the_counterparty_are_marked() -> None:
    """Chart and text mark the same steps as those that people do themselves."""
    marked = {f"n{step.number}" for step in steps_text(LICENCE) if step.counterparty}
    assert marked == {"n1", "n3"}
    assert marked == {name for name, box in boxes(dot(LICENCE)).items() if "counterparty" in box.classes}


def test_legend_explains_what_is_there() -> None:
    """A legend has an entry for every look the chart has, and none for others."""
    looks = [key.look for key in legend(steps_text(LICENCE, [point("site", 2)]))]
    assert looks == ["start", "task", "decision", "counterparty", "risk-2"]
    assert [key.look for key in legend(steps_text(LICENCE[-2:]))] == ["start", "task"]


def test_a_step_reads_as_sentences() -> None:
    """The text of a step says who, how long, with which papers and whereto, and repeats no full stop."""
    told = [str(step) for step in steps_text(LICENCE, [point("correct", 3)])]
    assert told[2] == (
        "3. 补正（申请人，5 个工作日内）。文书：补正告知书。一次告知。● 三级风险。→ 回到第 2 步 材料是否齐全。"
    )
    assert told[1] == "2. 材料是否齐全（政务服务窗口）。材料不齐 → 第 3 步 补正；材料齐全 → 第 4 步 受理。"
    assert told[-1] == "7. 送达（政务服务窗口）。"

"""Flows that nobody could walk, and risks that stand at no step."""

from benchmarks.faults.anatomy import Fault

_CF = "data/items/*/*-CF-*.yaml"
_GF = "data/items/*/*-GF-*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_INTERNAL = r"^(internal_flow:\n(?:[ ].*\n)*?)"
_LEAF = r"^(flow:\n(?:[ ].*\n)*?)(  - id: )(.*)\n(    name: .*\n    actor: .*\n    kind: )结束"
_ONE_BRANCH = r"      - to: .*\n)(?=  - )"

FAULTS = (
    Fault(
        "step used twice",
        "两个步骤用了同一个编号",
        _XK,
        r"^(flow:\n(?:[ ].*\n)*)(?=\w)",
        "\\1  ⟪F101⟫- id: apply\n    name: 再次申请\n    actor: 申请人\n    kind: 结束\n",
    ),
    Fault(
        "internal step used twice",
        "内部流程有两个相同的编号",
        _XK,
        _INTERNAL.replace("*?", "*") + r"(?=\w)",
        "\\1  ⟪F101⟫- id: register\n    name: 再次登记\n    actor: 收件岗\n    kind: 结束\n",
    ),
    Fault("branch to nowhere", "去向的步骤编号拼错了", _XK, r"^      - to: check$", "      ⟪F102⟫- to: chek"),
    Fault(
        "branch to a removed step",
        "删了一个步骤，没有改通向它的去向",
        _CF,
        r"^(flow:\n(?:[ ].*\n)*?)(      - to: )legal(?![\w-])",
        "\\1⟪F102⟫\\2legal-review",
    ),
    Fault(
        "internal branch to nowhere", "内部流程的去向拼错了", _XK, _INTERNAL + r"(      - to: ).*", "\\1⟪F102⟫\\2nobody"
    ),
    Fault(
        "no start",
        "第一步没有写成“开始”",
        _XK,
        r"^(flow:\n  - id: .*\n    name: .*\n    actor: .*\n)    kind: 开始",
        "\\1⟪F103⟫    kind: 办理",
    ),
    Fault("second start", "中间的步骤也写成了“开始”", _XK, r"^    kind: 办理", "⟪F103⟫    kind: 开始"),
    Fault(
        "internal flow without start",
        "内部流程的第一步不是“开始”",
        _XK,
        r"^(internal_flow:\n  - id: .*\n    name: .*\n    actor: .*\n)    kind: 开始",
        "\\1⟪F103⟫    kind: 办理",
    ),
    Fault(
        "step not reached",
        "加了一个步骤，忘了通向它的去向",
        _XK,
        r"^(flow:\n(?:[ ].*\n)*)(?=\w)",
        "\\1  ⟪F104⟫- id: archive\n    name: 整理归档\n    actor: 档案岗\n    kind: 结束\n",
    ),
    Fault("dead end", "最后一步没有写成“结束”", _XK, _LEAF, "\\1⟪F104⟫\\2\\3\n\\4办理"),
    Fault(
        "loop without exit",
        "不予受理以后又回到自己，没有出口",
        _XK,
        r"^  - id: (no-accept)\n((?:    .*\n)*?)    kind: 结束\n((?:    .*\n)*)",
        "  ⟪F104⟫- id: \\1\n\\2    kind: 办理\n\\3    next:\n      - to: \\1\n",
    ),
    Fault(
        "decision of one branch",
        "判断只有一条去向",
        _XK,
        r"^(  - id: .*\n    name: .*\n    actor: .*\n    )kind: 办理(\n(?:    .*\n)*?    next:\n" + _ONE_BRANCH,
        "⟪F105⟫\\1kind: 判断\\2",
    ),
    Fault("branch without condition", "判断的去向没有写条件", _XK, r"^(      - to: .*)\n        when: .*", "\\1⟪F105⟫"),
    Fault(
        "internal branch without condition",
        "内部流程的判断没有写条件",
        _XK,
        _INTERNAL + r"(      - to: .*)\n        when: .*",
        "\\1\\2⟪F105⟫",
    ),
    Fault(
        "end that goes on",
        "结束以后还写了去向",
        _XK,
        r"^  - id: (no-accept)\n((?:    .*\n)*)",
        "  - id: \\1\n\\2    next:\n      ⟪F105⟫- to: check\n",
    ),
    Fault("risk at no step", "风险点的步骤编号拼错了", _XK, r"^    - step: .*", "⟪K101⟫    - step: chek"),
    Fault(
        "risk at a step renamed", "给步骤改了编号，没有改风险点", _GF, r"^    - step: .*", "⟪K101⟫    - step: old-step"
    ),
    Fault("risk at a step's name", "风险点写的是另一个事项的步骤", _CF, r"^    - step: .*", "⟪K101⟫    - step: accept"),
)

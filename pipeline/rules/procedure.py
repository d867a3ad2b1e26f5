"""The phases that procedure law demands of a flow, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import ENFORCING, Flow, Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.category import surely
from pipeline.rules.paths import reached_without

_EXAMINED = ("审查", "现场核查", "检验鉴定")
_INVESTIGATED = ("调查取证", "现场核查", "审查", "调解")

_Demands = Mapping[tuple[str, ...], str]
# Each phase with the phases that may stand for it, and the articles that demand it.
_LICENCE: _Demands = {
    ("受理",): "行政许可法第三十二条",
    _EXAMINED: "行政许可法第三十四条",
    ("决定",): "行政许可法第三十七条、第三十八条",
    ("送达",): "行政许可法第四十四条",
}
_PENALTY: _Demands = {
    ("立案",): "行政处罚法第五十四条",
    ("调查取证",): "行政处罚法第五十四条",
    ("告知",): "行政处罚法第四十四条、第六十二条",
    ("决定",): "行政处罚法第五十七条",
    ("送达",): "行政处罚法第六十一条",
}
_MEASURE: _Demands = {
    ("决定",): "行政强制法第十八条（实施前须报告并经批准）",
    ("执行",): "行政强制法第十八条",
}
_ENFORCEMENT: _Demands = {
    ("催告",): "行政强制法第三十五条",
    ("决定",): "行政强制法第三十七条",
    ("送达",): "行政强制法第三十八条",
    ("执行",): "行政强制法第三十七条",
}
_UNURGED = {"加处罚款或者滞纳金", "代履行"}
"""What may begin without a demand: 行政强制法 45 and 46, 52."""
_ADJUDICATION = (("受理",), _INVESTIGATED, ("决定",), ("送达",))

_BEFORE_DECISION: Mapping[str, tuple[str, ...]] = {
    "XK": ("受理",), "CF": ("立案", "调查取证", "告知"), "CJ": ("受理",),
}  # fmt: skip


def _demanded(item: Item) -> _Demands:
    """Return the phases an item's flow must have, with their articles."""
    if surely(item, "XK"):
        return _LICENCE
    if surely(item, "CF"):
        return {} if _on_the_spot(item) else _PENALTY
    if surely(item, "QZ") and item.coercion:
        enforcing = set(item.coercion.kinds) & ENFORCING
        if not enforcing:
            return _MEASURE
        if set(item.coercion.kinds) <= ENFORCING:
            return {
                phase: ground for phase, ground in _ENFORCEMENT.items() if phase[0] != "催告" or enforcing - _UNURGED
            }
    return {}


def _on_the_spot(item: Item) -> bool:
    """Tell whether a penalty is only ever imposed on the spot."""
    return item.penalty is not None and "普通程序" not in item.penalty.procedures


def _phases(item: Item) -> set[str]:
    return {step.phase for _, flow in item.flows() for step in flow if step.phase}


@rule("F106", Severity.ERROR)
def phase_missing(item: Item, context: Context) -> Iterator[Found]:
    """流程缺少法定的环节。

    为什么：许可（许可法第四章）、处罚（处罚法第五章）、强制（强制法第三、四章）的程序不能省略。
    怎么改：补上这一步，或者给已有的步骤写明环节（phase）；当场处罚的，程序只写简易程序。
    """
    phases = _phases(item)
    for alternatives, ground in _demanded(item).items():
        if not phases & set(alternatives):
            message = f"流程里没有“{'”或者“'.join(alternatives)}”环节（{ground}）"
            yield Found(("flow",), message, "补上这一步，或者给已有的步骤写明环节（phase）。")


@rule("F107", Severity.WARNING)
def decided_too_early(item: Item, context: Context) -> Iterator[Found]:
    """有一条路没有经过受理（立案、调查取证、告知）就到了决定。

    为什么：先受理，后决定；处罚先立案、调查、告知，后决定，没有告知的不得作出处罚决定（行政处罚法第五十四条、第六十二条）。
    怎么改：核对去向，让每条路都先经过这些环节。
    """
    if not surely(item, item.category) or (item.category == "CF" and _simple(item)):
        return
    for field, flow in item.flows():
        if _broken(flow):
            continue  # told by F101, F102 or F103
        for earlier in _BEFORE_DECISION.get(item.category, ()):
            avoided = {step.id for step in flow if step.phase == earlier}
            early = reached_without(flow, avoided) if avoided else frozenset[str]()
            for index, step in enumerate(flow):
                if step.phase == "决定" and step.id in early:
                    message = f"有一条路没有经过“{earlier}”就到了“{step.name}”"
                    yield Found((field, index), message, "核对去向，让每条路都先经过这个环节。")


def _simple(item: Item) -> bool:
    return item.penalty is not None and "简易程序" in item.penalty.procedures


def _broken(flow: Flow) -> bool:
    names = {step.id for step in flow}
    return (
        len(names) < len(flow)
        or flow[0].kind != "开始"
        or any(branch.to not in names for step in flow for branch in step.next)
    )


@rule("F108", Severity.WARNING)
def adjudication_phase_missing(item: Item, context: Context) -> Iterator[Found]:
    """裁决的流程缺少通常的环节。

    为什么：裁决没有统一的程序法，但总要受理、查明事实或者调解、决定并送达，起诉期限从接到通知起算。
    怎么改：补上这一步，或者给已有的步骤写明环节（phase）。
    """
    if surely(item, "CJ"):
        phases = _phases(item)
        for alternatives in _ADJUDICATION:
            if not phases & set(alternatives):
                message = f"流程里没有“{'”或者“'.join(alternatives)}”环节"
                yield Found(("flow",), message, "补上这一步，或者给已有的步骤写明环节（phase）。")

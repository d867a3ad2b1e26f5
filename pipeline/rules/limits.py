"""Time limits against the statute, and against the steps that must fit into them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Flow, Item, Step
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.category import surely
from pipeline.rules.paths import heaviest
from pipeline.rules.spans import Span, span
from pipeline.wording import limit

_LICENSING = "xing-zheng-xu-ke-fa"
_ORDINARY = Span(working_days=20)
_JOINT = Span(working_days=45)

_BEGINS = {"受理", "立案"}
_NOT_COUNTED = _BEGINS | {"补正", "送达", "听证", "检验鉴定", "公示"}
"""The phases whose time does not count: what comes before the limit begins or after it ends, and 行政许可法 45."""


def _counted(step: Step) -> Span:
    length = span(step.time_limit) if step.time_limit else None
    outside = step.phase in _NOT_COUNTED or "专家评审" in step.name
    return Span() if outside or length is None else length


def _too_long(flow: Flow, limit: Span) -> bool:
    """Tell whether some way from acceptance to decision surely takes longer than the limit."""
    goals = {step.id for step in flow if step.phase == "决定"}
    lengths = {step.id: _counted(step) for step in flow}
    # Steps in one unit add up exactly; of different units only the shortest they can be is sure.
    measures = (
        ({step: length.months for step, length in lengths.items()}, limit.months),
        ({step: length.days for step, length in lengths.items()}, limit.days),
        ({step: length.working_days for step, length in lengths.items()}, limit.working_days),
        ({step: length.least for step, length in lengths.items()}, limit.most),
    )
    return any(
        allowed and any(weights.values()) and (heaviest(flow, weights, step.id, goals) or 0) > allowed
        for step in flow
        if step.phase in _BEGINS
        for weights, allowed in measures
    )


@rule("T106", Severity.WARNING)
def licence_longer_than_the_statute(item: Item, context: Context) -> Iterator[Found]:
    """许可的法定期限超过二十个工作日，联合办理的超过四十五个工作日，又没有说明。

    为什么：受理后二十个工作日内决定，联合办理的四十五个；法律、法规另有规定的除外（许可法第四十二条）。
    怎么改：改正期限；另有规定的，用作用为“程序”的依据写明，或者写在 time_limits 的 note 中。
    """
    limits = item.time_limits
    if not surely(item, "XK") or not limits or not limits.statutory or limits.note:
        return
    length = span(limits.statutory)
    if length is None or any(basis.role == "程序" and basis.law != _LICENSING for basis in item.legal_basis):
        return
    together = bool(item.joint_bodies) or any(
        basis.law == _LICENSING and basis.article == 26  # noqa: PLR2004  # the article on joint handling
        for basis in item.legal_basis
    )
    allowed = _JOINT if together else _ORDINARY
    if length.surely_longer(allowed):
        message = f"法定期限 {limit(limits.statutory)}，超过了 {allowed.working_days} 个工作日，没有说明依据"
        yield Found(("time_limits", "statutory"), message, "改正期限，或者补上另作规定的依据。")


@rule("T107", Severity.WARNING)
def steps_longer_than_the_limit(item: Item, context: Context) -> Iterator[Found]:
    """从受理（立案）到决定，有一条路上各步骤的期限加起来比办理期限长。

    为什么：每一步都用满期限也要能按期决定；听证、检验鉴定、专家评审等不计入（许可法第四十五条）。
    怎么改：缩短步骤的期限，或者改正办理期限；同时进行的只算最长的一个，循环只算一次。
    """
    limits = item.time_limits
    if not limits:
        return
    name = "promised" if limits.promised else "statutory"
    allowed = limits.promised or limits.statutory
    length = span(allowed) if allowed else None
    if allowed is None or length is None:
        return
    for field, flow in item.flows():
        if _too_long(flow, length):
            kind = "外部流程" if field == "flow" else "内部流程"
            message = f"{kind}中从受理（立案）到决定各步骤的期限加起来，超过了办理期限 {limit(allowed)}"
            yield Found(("time_limits", name), message, "缩短步骤的期限，或者改正这个期限。")

"""The way each kind of power must run: the phases its procedure law demands, as the flow of a new item.

What every power of a kind has in common stands here; who acts, the papers and the limits of its own law are for the
department to write. Limits and actors are given where the general law names them: 行政许可法第三十二条、第四十四条，
行政处罚法第四十二条、第五十七条、第六十一条（第八十五条：工作日），行政强制法第十八条。
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model import Category, Phase, StepKind, Unit


class Stop(NamedTuple):
    """One step; ``to`` names the next one, or for each condition the step it leads to."""

    id: str
    name: str
    kind: StepKind
    phase: Phase
    to: str | Mapping[str, str] = ""
    actor: str | None = None
    limit: tuple[int, Unit] | None = None


_APPLICANT = "申请人"
_OFFICERS = "两名以上执法人员"
_HEAD = "机关负责人"


def _applied_for(question: str, deliver: str, *then: Stop) -> tuple[Stop, ...]:
    """Return the way of a power that someone applies for, from the application to what is delivered and done then."""
    if then:
        delivered = Stop("deliver", deliver, "办理", "送达", then[0].id)
    else:
        delivered = Stop("deliver", deliver, "结束", "送达")
    return (
        Stop("apply", "提出申请", "开始", "申请", "check", _APPLICANT),
        Stop(
            "check",
            "是否受理",
            "判断",
            "受理",
            {"材料齐全": "accept", "材料不齐": "correct", "不属于受理范围": "reject"},
        ),
        Stop("correct", "一次告知补正", "办理", "补正", "check"),
        Stop("reject", "不予受理并说明理由", "结束", "受理"),
        Stop("accept", "受理并出具凭证", "办理", "受理", "review"),
        Stop("review", "审查", "办理", "审查", "decide"),
        Stop("decide", question, "判断", "决定", {"符合条件": "deliver", "不符合条件": "refuse"}),
        delivered,
        *then,
        Stop("refuse", "送达不予决定，说明理由和救济途径", "结束", "送达"),
    )


def _limited(way: tuple[Stop, ...], **limits: tuple[int, Unit]) -> tuple[Stop, ...]:
    return tuple(stop._replace(limit=limits.get(stop.id)) for stop in way)


_LICENCE = _limited(_applied_for("是否准予许可", "颁发、送达许可证件"), correct=(5, "工作日"), deliver=(10, "工作日"))

_PENALTY = (
    Stop("file", "立案", "开始", "立案", "investigate"),
    Stop("investigate", "调查取证", "办理", "调查取证", "inform", _OFFICERS),
    Stop("inform", "告知拟作处罚和当事人的权利", "办理", "告知", "hear"),
    Stop("hear", "是否举行听证", "判断", "听证", {"依法要求听证": "hearing", "不要求听证": "decide"}),
    Stop("hearing", "举行听证", "办理", "听证", "decide"),
    Stop(
        "decide",
        "审查调查结果，作出决定",
        "判断",
        "决定",
        {"给予处罚": "deliver", "不予处罚": "close", "涉嫌犯罪": "transfer"},
        _HEAD,
    ),
    Stop("deliver", "送达处罚决定书", "办理", "送达", "perform", limit=(7, "工作日")),
    Stop("perform", "履行或者强制执行", "结束", "执行"),
    Stop("close", "告知不予处罚", "结束", "送达"),
    Stop("transfer", "移送司法机关", "结束", "决定"),
)

_COERCIVE_MEASURE = (
    Stop("find", "发现需要强制的情形", "开始", "调查取证", "approve", _OFFICERS),
    Stop("approve", "报请批准", "判断", "决定", {"批准": "inform", "不批准": "stop"}, _HEAD),
    Stop("inform", "当场告知，听取陈述申辩", "办理", "告知", "act", _OFFICERS),
    Stop("act", "实施强制措施，制作现场笔录", "办理", "执行", "deliver", _OFFICERS),
    Stop("deliver", "当场交付决定书和清单", "办理", "送达", "handle", _OFFICERS),
    Stop("handle", "期限内作出处理决定", "判断", "决定", {"应当没收、销毁": "dispose", "应当解除": "release"}, _HEAD),
    Stop("dispose", "没收、销毁", "结束", "执行"),
    Stop("release", "解除强制措施", "结束", "执行"),
    Stop("stop", "不采取强制措施", "结束", "决定"),
)

_COERCIVE_EXECUTION = (
    Stop("overdue", "当事人逾期不履行决定", "开始", "审查", "urge"),
    Stop("urge", "书面催告", "办理", "催告", "hear"),
    Stop("hear", "听取陈述申辩并复核", "办理", "告知", "performed"),
    Stop(
        "performed", "是否强制执行", "判断", "决定", {"已经履行或者有正当理由": "close", "仍不履行": "deliver"}, _HEAD
    ),
    Stop("deliver", "送达强制执行决定书", "办理", "送达", "execute"),
    Stop("execute", "强制执行", "结束", "执行"),
    Stop("close", "不再执行", "结束", "归档"),
)

_LEVY = (
    Stop("declare", "申报", "开始", "申请", "assess"),
    Stop("assess", "核定征收数额", "办理", "审查", "decide"),
    Stop("decide", "是否减免", "判断", "决定", {"应当征收": "deliver", "依法免征": "exempt"}),
    Stop("deliver", "送达缴纳通知", "办理", "送达", "pay"),
    Stop("pay", "是否缴纳", "判断", "征缴", {"已经缴纳": "receipt", "逾期未缴": "urge", "催告后仍未缴": "execute"}),
    Stop("urge", "催告", "办理", "催告", "pay"),
    Stop("execute", "依法强制执行", "结束", "执行"),
    Stop("receipt", "开具票据", "结束", "征缴"),
    Stop("exempt", "告知免征", "结束", "告知"),
)

_ADJUDICATION = (
    Stop("apply", "提出申请", "开始", "申请", "check", _APPLICANT),
    Stop(
        "check", "是否受理", "判断", "受理", {"材料齐全": "notify", "材料不齐": "correct", "不属于受理范围": "reject"}
    ),
    Stop("correct", "一次告知补正", "办理", "补正", "check"),
    Stop("reject", "不予受理并说明理由", "结束", "受理"),
    Stop("notify", "送交申请书副本，通知答辩", "办理", "告知", "investigate"),
    Stop("investigate", "调查取证", "办理", "调查取证", "mediate"),
    Stop("mediate", "调解", "判断", "调解", {"达成协议": "agree", "达不成协议": "decide"}),
    Stop("decide", "作出裁决", "办理", "决定", "deliver"),
    Stop("deliver", "送达裁决书", "结束", "送达"),
    Stop("agree", "送达调解书", "结束", "送达"),
)

_INSPECTION = (
    Stop("plan", "确定检查对象和事项", "开始", "决定", "inform"),
    Stop("inform", "出示证件，告知检查事项", "办理", "告知", "inspect", _OFFICERS),
    Stop("inspect", "现场检查", "办理", "现场核查", "decide", _OFFICERS),
    Stop("decide", "是否发现问题", "判断", "审查", {"没有问题": "record", "发现问题": "order"}),
    Stop("order", "责令改正或者移交查处", "结束", "监管"),
    Stop("record", "记录归档", "结束", "归档"),
)

_WAYS: Mapping[Category, tuple[Stop, ...]] = {
    "XK": _LICENCE,
    "CF": _PENALTY,
    "ZS": _LEVY,
    "QZ": _COERCIVE_MEASURE,
    "QR": _applied_for("是否确认", "送达确认文书"),
    "CJ": _ADJUDICATION,
    "GF": _applied_for("是否给付", "送达给付决定", Stop("pay", "发放", "结束", "发放")),
    "QT": _applied_for("作出处理", "送达结果"),
}
_SUBTYPES: Mapping[str, tuple[Stop, ...]] = {"行政强制执行": _COERCIVE_EXECUTION, "行政检查": _INSPECTION}


def way(category: Category, subtype: str | None = None) -> tuple[Stop, ...]:
    """Return the steps of a power of that kind; a subtype with a procedure of its own goes its own way."""
    return _SUBTYPES.get(subtype or "", _WAYS[category])

"""Read a flow once, for chart and text alike: its arrows, who acts, and where the risks lie."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.model import Flow, RiskLevel, RiskPoint, Step

MARKS: Mapping[RiskLevel, str] = {1: "▲ 一级风险", 2: "◆ 二级风险", 3: "● 三级风险"}
"""A level told without colour: by shape and word."""
PARALLEL = "同时进行"
"""What stands on each of several ways that are taken together."""

_COUNTERPARTY = re.compile(
    "申请人|申请企业|申领|申诉教师|当事人|办事人|相对人|纳税|缴费|缴款|扣缴|投诉人|举报人|请求人|权利人|权人|利害关系人|委托人|受托人|发起人|持有人|所有人"
    "|受助|参保|失业人员|家长|监护人|父母|近亲属|家属|本人|公民|外国人|职工|居民|村民|农户|商户|住户|养殖户|用户|游客|货主|场主|店主|主人|开店的人"
    "|举办者|举办单位|经营者|经营单位|承运人|供应商|企业|公司|旅行社|慈善组织|团体|建设单位|施工单位|用人单位|用地单位|用地人|购买单位|项目单位|作业单位"
    "|拆除单位|编纂单位|缴费单位|责任单位|被检查|被审计|被抽查|取水户|取水人|取水单位|设置人|传承人|双方"
)
_OFFICE = re.compile(
    "窗口|岗|科|局|处$|办$|委$|组|机关|机构|部门|政府|承办|审查|执法|管理人员|民警|交警|法院|主持人|专家|街道|乡镇"
)
"""Who acts, told by the words for it: a name with words of both kinds belongs to the office, as 企业服务科 does."""


class Arrow(NamedTuple):
    """One way from a step to the next; steps are counted from 1."""

    source: int
    target: int
    when: str
    """The condition, ``同时进行`` for one of several ways taken together, else empty."""
    back: bool
    """The way leads to a step already passed, or to the step itself."""


def arrows(flow: Flow) -> tuple[Arrow, ...]:
    """Return all ways of a valid flow in the order written."""
    numbers = {step.id: number for number, step in enumerate(flow, 1)}
    ways = [
        (number, numbers[branch.to], branch.when or (PARALLEL if _forks(step) else ""))
        for number, step in enumerate(flow, 1)
        for branch in step.next
    ]
    passed = ahead((source, target) for source, target, _ in ways)
    return tuple(Arrow(*way, back=way[0] in passed[way[1]]) for way in ways)


def _forks(step: Step) -> bool:
    return sum(branch.when is None for branch in step.next) > 1


def ahead(ways: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """Return for each step itself and the later steps that can be reached without ever going to an earlier one."""
    reached: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for source, target in sorted(ways, reverse=True):
        reached[target] |= {target}
        reached[source] |= {source} | (reached[target] if target > source else frozenset())
    return reached


def is_counterparty(actor: str) -> bool:
    """Tell whether those the power meets (行政相对人) do a step, and no office; of several who act the first counts."""
    first = re.split("[、，和或]", re.sub("（.*?）", "", actor), maxsplit=1)[0]
    return bool(_COUNTERPARTY.search(first)) and not _OFFICE.search(first)


def levels(points: Iterable[RiskPoint]) -> dict[str, RiskLevel]:
    """Return the gravest level of each step; 1 is the gravest."""
    gravest: dict[str, RiskLevel] = {}
    for point in points:
        gravest[point.step] = min(point.level, gravest.get(point.step, point.level))
    return gravest

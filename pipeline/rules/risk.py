"""The level of risk is the office's judgement; it must be explained, and the risk met where it arises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import scoring
from pipeline.model import Item, Score, Settings
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule

_LEVELS = {1: "一级", 2: "二级", 3: "三级"}


def _score(item: Item, context: Context) -> Score | None:
    """Return the item's score; None when the settings, which hold the weights, are wrong or could not be read."""
    settings = context.catalogue.settings
    if not (settings.division and scoring.tells_levels(settings.risk_score)):
        return None
    return scoring.score(item.risk, settings.risk_score)


@rule("K101", Severity.ERROR)
def risk_point_without_step(item: Item, context: Context) -> Iterator[Found]:
    """风险点所在的步骤不存在。

    为什么：风险点要落到具体环节和岗位（通知二）。
    怎么改：填流程中已有的步骤编号。
    """
    known = {step.id for _, flow in item.flows() for step in flow}
    for index, point in enumerate(item.risk.points):
        if point.step not in known:
            yield Found(
                ("risk", "points", index, "step"),
                f"流程里没有“{point.step}”这个步骤",
                f"可以写：{'、'.join(sorted(known))}。",
            )


@rule("K102", Severity.ERROR)
def level_milder_than_score(item: Item, context: Context) -> Iterator[Found]:
    """风险等级比评分轻，又没有写定级理由。

    为什么：等级要根据七项因素科学划分（通知二）；等级由本部门判断，比评分轻的要说明理由。
    怎么改：改正等级或者因素；确实应当从轻的，写明定级理由（reason）。
    """
    score = _score(item, context)
    if score and item.risk.level > score.level and not item.risk.reason:
        message = f"风险等级写的是{_LEVELS[item.risk.level]}，评分 {score.total} 分，相当于{_LEVELS[score.level]}"
        yield Found(("risk", "level"), message, "改正等级或者因素；确实应当从轻的，写明定级理由（reason）。")


@rule("K103", Severity.NOTE)
def level_much_graver_than_score(item: Item, context: Context) -> Iterator[Found]:
    """风险等级比评分重两级，又没有写定级理由。

    为什么：等级要根据七项因素科学划分（通知二）；相差很大的，别人会问为什么。
    怎么改：核对等级和因素；确实应当从重的，写明定级理由（reason）。
    """
    score = _score(item, context)
    if score and item.risk.level + 1 < score.level and not item.risk.reason:
        message = f"风险等级写的是{_LEVELS[item.risk.level]}，评分只有 {score.total} 分，相当于{_LEVELS[score.level]}"
        yield Found(("risk", "level"), message, "核对等级和因素；确实应当从重的，写明定级理由（reason）。")


_NUMBER = re.compile("[0-9零〇一二两三四五六七八九十百千万半]")


@rule("K104", Severity.ERROR)
def first_level_without_indicator(item: Item, context: Context) -> Iterator[Found]:
    """一级风险的事项没有一个可量化的指标。

    为什么：要尽可能查找出可量化控制的风险点（通知二）；一级风险最高，至少要有一个。
    怎么改：给最重的风险点写上能用数字检查的指标（indicator）。
    """
    if item.risk.level == 1 and not any(_NUMBER.search(point.indicator or "") for point in item.risk.points):
        hint = "写上能用数字检查的指标，例如“超过期限未决定的件数为 0”。"
        yield Found(("risk", "level"), "风险等级是一级，没有一个风险点写了带数字的可量化指标（indicator）", hint)


@rule("K105", Severity.WARNING)
def level_milder_than_gravest_point(item: Item, context: Context) -> Iterator[Found]:
    """风险等级比最重的风险点轻，又没有写定级理由。

    为什么：一处失守就会出事，事项的等级一般不低于最重的风险点（通知二：科学划分等级）。
    怎么改：改正事项或者风险点的等级；确实不同的，写明定级理由（reason）。
    """
    score = _score(item, context)
    if not score or item.risk.reason or item.risk.level > score.level:
        return  # told by K102, or explained
    for index, point in enumerate(item.risk.points):
        if point.level < item.risk.level and point.level == scoring.gravest(item.risk):
            message = f"这个风险点是{_LEVELS[point.level]}，事项的风险等级却是{_LEVELS[item.risk.level]}"
            yield Found(("risk", "points", index, "level"), message, "改正其中一个等级，或者写明定级理由（reason）。")
            return


@rule("K106", Severity.WARNING)
def measure_repeated(item: Item, context: Context) -> Iterator[Found]:
    """不同的风险点写了一字不差的防控措施。

    为什么：要制定个性化的、有针对性的防控措施（通知二）。
    怎么改：按这个风险点的情况写具体的措施。
    """
    seen: set[str] = set()
    for index, point in enumerate(item.risk.points):
        for number, measure in enumerate(point.measures):
            if measure in seen:
                where = ("risk", "points", index, "measures", number)
                yield Found(where, f"措施“{measure}”前面的风险点已经写过", "按这个风险点的情况写具体的措施。")
        seen.update(point.measures)


_VERBS = "加强 强化 提高 增强 严格 健全 完善 落实 规范 加大 执行 遵守 切实 认真 进一步 不断 全面"
_NOUNS = (
    "监管 监督 管理 监督管理 监督检查 检查 审核 审查 把关 学习 培训 教育 廉政教育 警示教育 思想教育 业务学习 业务培训 "
    "认识 思想认识 意识 责任意识 廉洁意识 服务意识 责任心 制度 规章制度 机制 内部监督 内部管理 执法 行为 程序 "
    "流程 要求 "
    "依法行政 依法办事 按规定办理 按程序办理 责任 岗位责任 责任制 纪律 自律 廉洁自律 力度 监管力度 监督力度 "
    "和 及 与 、 ， ； 。"
)
_WORDS = "|".join(sorted(f"{_VERBS} {_NOUNS}".split(), key=len, reverse=True))
_FORMULA = re.compile(rf"(?:(?:加强|强化|加大)对[^，。；、]{{1,15}}的)?(?>{_WORDS})++")
"""A measure made of nothing but such words says neither who does what nor how one would see it."""


@rule("K107", Severity.WARNING)
def measure_is_empty_formula(item: Item, context: Context) -> Iterator[Found]:
    """防控措施只是一句空话。

    为什么：要有针对性地制定防控措施（通知二）；“加强监管”“提高认识”没有说谁做什么、怎么检查。
    怎么改：写谁在什么时候做什么，做没做怎么看得出来。
    """
    for index, point in enumerate(item.risk.points):
        for number, measure in enumerate(point.measures):
            if _FORMULA.fullmatch(measure.strip()):
                where = ("risk", "points", index, "measures", number)
                yield Found(where, f"措施“{measure}”是一句空话", "写谁在什么时候做什么，做没做怎么看得出来。")


@rule("K108", Severity.ERROR, "catalogue")
def score_cannot_tell_levels(settings: Settings, context: Context) -> Iterator[Found]:
    """风险评分的设置分不出三个等级。

    为什么：评分用来说明等级是怎样划分的（通知二：科学划分风险类别和等级）。
    怎么改：一级起点要高于二级起点，至少有一项的权重大于 0。
    """
    by = settings.risk_score
    if scoring.tells_levels(by):
        return
    if by.level_1 <= by.level_2:
        message = f"一级起点“{by.level_1}”不高于二级起点“{by.level_2}”"
        yield Found(("risk_score", "level_1"), message, "让一级起点高于二级起点。")
    else:
        yield Found(("risk_score", "weights"), "各项权重都是 0", "至少让一项的权重大于 0。")

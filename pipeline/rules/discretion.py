"""How much a penalty may be, circumstance by circumstance: grades that leave neither doubt nor room to bargain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import DiscretionGrade, Item, Range
from pipeline.problems import Found, KeyPath, Severity
from pipeline.rules.anatomy import Context, rule

_RANK = {"不予处罚": 0, "减轻": 1, "从轻": 2, "较轻": 2, "一般": 3, "较重": 4, "严重": 5, "从重": 5}
_STEPS = frozenset({"较轻", "一般", "较重", "严重"})
_FEWEST, _MOST = 3, 5
_BELOW = frozenset({"不予处罚", "减轻"})
"""Grades that leave the statutory range."""
_WHOLE = frozenset({"日", "元"})
"""Units that are not divided in a decision."""


class _Kind(NamedTuple):
    """What one amount is about: amounts of different kinds are not compared."""

    unit: str
    applies_to: str | None

    def __str__(self) -> str:
        return f"{self.unit}（{self.applies_to}）" if self.applies_to else self.unit


class _Low(NamedTuple):
    """A lower end, comparable: an end that is not itself held lies just above it."""

    value: int
    beyond: bool


class _Span(NamedTuple):
    """One range at its place."""

    where: KeyPath
    range: Range
    grade: str | None = None

    @property
    def kind(self) -> _Kind:
        return _Kind(self.range.unit, self.range.applies_to)

    @property
    def low(self) -> _Low:
        """Return the lower end; an open one is nothing at all."""
        if self.range.above is not None:
            return _Low(self.range.above, beyond=True)
        return _Low(self.range.from_ or 0, beyond=False)

    @property
    def next(self) -> _Low | None:
        """Return the lower end of whatever begins where this one stops; None when it never does."""
        if self.range.below is not None:
            return _Low(self.range.below, beyond=False)
        return _Low(self.range.to, beyond=True) if self.range.to is not None else None

    def __str__(self) -> str:
        amount, unit = self.range, self.range.unit
        words = (
            "" if amount.from_ is None else f"{amount.from_}{unit}以上",
            "" if amount.above is None else f"超过{amount.above}{unit}",
            "" if amount.to is None else f"{amount.to}{unit}以下",
            "" if amount.below is None else f"不足{amount.below}{unit}",
        )
        return "".join(words)


def _statutory(item: Item) -> list[_Span]:
    """Return the ranges the sanctions allow."""
    return [
        _Span(("legal_basis", index, "ranges", number), span)
        for index, basis in enumerate(item.legal_basis)
        for number, span in enumerate(basis.ranges)
    ]


def _graded(item: Item) -> list[_Span]:
    """Return the ranges of all grades."""
    return [
        _Span(("discretion", index, "ranges", number), span, grade.grade)
        for index, grade in enumerate(item.discretion)
        for number, span in enumerate(grade.ranges)
    ]


def _contradiction(span: _Span) -> str | None:
    """Say why a range cannot be one."""
    amount = span.range
    if amount.from_ is not None and amount.above is not None:
        return "同时写了“以上”（from）和“超过”（above）"
    if amount.to is not None and amount.below is not None:
        return "同时写了“以下”（to）和“不足”（below）"
    if amount.from_ is amount.above is amount.to is amount.below is None:
        return "没有写数值"
    if span.next is not None and span.next <= span.low:
        return f"的下限不低于上限：“{span}”"
    return None


def _comparable(item: Item) -> bool:
    """Tell whether the ranges can be compared: a penalty whose grades are all named and ranges all sound."""
    if item.category != "CF" or not all(grade.grade for grade in item.discretion):
        return False
    statutory = _statutory(item)
    unlike = len({span.kind for span in statutory}) == len(statutory)
    return unlike and not any(map(_contradiction, (*statutory, *_graded(item))))


@rule("D101", Severity.ERROR)
def penalty_without_grade(item: Item, context: Context) -> Iterator[Found]:
    """处罚的裁量没有分阶次：一条裁量基准没有写阶次，或者说没有裁量余地而罚则有幅度。

    为什么：裁量标准应当录入行政职权目录，处罚分阶次（四川省规范行政执法裁量权规定第八条、第十四条）。
    怎么改：按由轻到重补上裁量基准（discretion）和阶次（grade）。
    """
    if item.category != "CF":
        return
    hint = "补上裁量基准，每条写明阶次（grade）。"
    for index, grade in enumerate(item.discretion):
        if not grade.grade:
            yield Found(("discretion", index), f"裁量情形“{grade.circumstance}”没有写阶次", hint)
    # Without grades and without a reason the category's own rule asks for them.
    reasoned = not item.discretion and item.penalty and item.penalty.no_discretion
    if reasoned and (spread := next((span for span in _statutory(item) if _leaves_room(span)), None)):
        yield Found(spread.where, f"罚则的幅度是“{spread}”，却说没有裁量余地", hint)


def _leaves_room(span: _Span) -> bool:
    return span.range.from_ is None or span.range.from_ != span.range.to


@rule("D103", Severity.WARNING)
def grades_too_few_or_many(item: Item, context: Context) -> Iterator[Found]:
    """裁量阶次少于三个或者多于五个。

    为什么：处罚可以划分 3 个至 5 个裁量阶次（四川省规范行政执法裁量权规定第十四条）。
    怎么改：合并或者细分阶次；确有必要的，列为例外并说明理由。
    """
    if item.category != "CF" or not item.discretion or not all(grade.grade for grade in item.discretion):
        return
    steps = _tiers(item.discretion)
    if not _FEWEST <= len(steps) <= _MOST:
        names = "、".join(dict.fromkeys(name for name, _ in steps)) or "无"
        message = f"一般的裁量阶次有 {len(steps)} 个（{names}）"
        yield Found(("discretion",), message, "通常分三至五个阶次：合并或者细分，或者列为例外并说明理由。")


def _tiers(grades: Sequence[DiscretionGrade]) -> list[tuple[str, str]]:
    """Return the distinct ordinary grades, those within the statutory range.

    从轻 and 从重 are such only where the ordinary steps do not suffice; else they move within a step.
    """
    named: dict[tuple[str, str], None] = {}
    for grade in grades:
        if grade.grade and grade.grade not in _BELOW:
            named[grade.grade, grade.standard] = None
    steps = [tier for tier in named if tier[0] in _STEPS]
    return steps if len(steps) >= _FEWEST else list(named)


@rule("D104", Severity.WARNING)
def grades_out_of_order(item: Item, context: Context) -> Iterator[Found]:
    """裁量阶次没有由轻到重排列。

    为什么：由轻到重排列，才看得出有没有遗漏和颠倒（国办发〔2022〕27号：明确裁量阶次）。
    怎么改：按不予处罚、减轻、从轻或者较轻、一般、较重、严重或者从重的顺序排列。
    """
    for index, (earlier, later) in enumerate(pairwise(item.discretion), 1):
        back = earlier.grade and later.grade and _RANK[later.grade] < _RANK[earlier.grade]
        if back and not _another_act(earlier, later):
            message = f"阶次“{later.grade}”排在“{earlier.grade}”后面"
            yield Found(("discretion", index), message, "由轻到重排列。")
            return


def _another_act(earlier: DiscretionGrade, later: DiscretionGrade) -> bool:
    """Tell whether the later grade begins anew: its amounts apply to something else."""
    about = [{span.applies_to for span in grade.ranges} for grade in (earlier, later)]
    return all(about) and about[0].isdisjoint(about[1])


@rule("D105", Severity.ERROR)
def range_contradicts_itself(item: Item, context: Context) -> Iterator[Found]:
    """幅度自相矛盾，或者罚则中同一单位的几种幅度没有区分。

    为什么：幅度要与法律的“以上”“超过”“以下”“不足”一一对应，程序才能核对（参照民法典第一千二百五十九条）。
    怎么改：每一端只写一个数值，下限低于上限；同一单位有几种幅度的，用 applies_to 写明各适用于什么。
    """
    for span in (*_statutory(item), *_graded(item)):
        if reason := _contradiction(span):
            yield Found(span.where, f"幅度{reason}", "每一端只写一个数值，下限低于上限。")
    seen: set[_Kind] = set()
    for span in _statutory(item):
        if span.kind in seen:
            message = f"罚则里有两种单位是“{span.kind}”的幅度"
            yield Found(span.where, message, "用 applies_to 写明各适用于什么。")
        seen.add(span.kind)


@rule("D106", Severity.ERROR)
def range_beyond_statute(item: Item, context: Context) -> Iterator[Found]:
    """阶次的幅度越出罚则：一般阶次超出法定幅度，减轻没有低于法定幅度，不予处罚写了幅度，或者罚则没有这种幅度。

    为什么：减轻低于法定幅度，不予处罚没有处罚，其余都在法定幅度以内（行政处罚法第三十二条至第三十四条）。
    怎么改：对照罚则改正阶次的幅度，或者改正罚则的幅度（legal_basis 的 ranges）。
    """
    if not _comparable(item):
        return
    hint = "对照罚则改正阶次的幅度，或者改正罚则的幅度。"
    statutory = {span.kind: span for span in _statutory(item)}
    strange: set[_Kind] = set()
    for span in _graded(item):
        bound = statutory.get(span.kind)
        if span.grade == "不予处罚":
            yield Found(span.where, f"不予处罚，却写了幅度“{span}”", "删去幅度，或者改正阶次。")
        elif bound is None:
            if statutory and span.kind not in strange:
                strange.add(span.kind)
                yield Found(span.where, f"罚则没有单位是“{span.kind}”的幅度", hint)
        elif span.grade == "减轻":
            if span.next is None or span.next > bound.low:
                yield Found(span.where, f"减轻的幅度“{span}”没有低于罚则的“{bound}”", hint)
        elif span.low < bound.low or _later(span.next, bound.next):
            yield Found(span.where, f"“{span.grade}”的幅度“{span}”超出罚则的“{bound}”", hint)


def _later(end: _Low | None, bound: _Low | None) -> bool:
    """Tell whether an end lies beyond a bound; None is no end at all."""
    return bound is not None and (end is None or end > bound)


@rule("D107", Severity.ERROR)
def graver_grade_with_milder_range(item: Item, context: Context) -> Iterator[Found]:
    """较重的阶次反而罚得较轻。

    为什么：处罚要与违法行为的事实、性质、情节以及社会危害程度相当（行政处罚法第五条）。
    怎么改：对调阶次或者幅度。
    """
    if not _comparable(item):
        return
    for spans in _by_kind(item).values():
        ordered = sorted(spans, key=_rank)
        for milder, graver in pairwise(ordered):
            if _rank(milder) < _rank(graver) and graver.low < milder.low:
                message = f"“{graver.grade}”的幅度“{graver}”低于“{milder.grade}”的“{milder}”"
                yield Found(graver.where, message, "对调阶次或者幅度。")
                break


def _rank(span: _Span) -> int:
    return _RANK[span.grade or "一般"]


@rule("D108", Severity.ERROR)
def ranges_overlap_or_leave_gaps(item: Item, context: Context) -> Iterator[Found]:
    """同一单位的各阶次幅度互相重叠，或者留有空档。

    为什么：同一个数额落在两个阶次或者哪个阶次都不属于，就等于没有标准（四川省规范行政执法裁量权规定第十四条）。
    怎么改：让每个阶次从上一个阶次结束的地方开始；在所属阶次内从轻、从重的不写幅度。
    """
    if not _comparable(item):
        return
    statutory = {span.kind: span for span in _statutory(item)}
    hint = "让每个阶次从上一个阶次结束的地方开始；在所属阶次内从轻、从重的不写幅度。"
    for kind, spans in _by_kind(item).items():
        ordered = sorted(spans, key=lambda span: span.low)
        bound = statutory.get(kind)
        first, last = ordered[0], max(ordered, key=lambda span: (span.next is None, span.next or span.low))
        if bound and not _begins(first, bound):
            yield Found(first.where, f"幅度从“{first}”开始，罚则从“{bound}”开始，中间有空档", hint)
        for earlier, later in pairwise(ordered):
            if earlier.next is None or earlier.next > later.low:
                yield Found(later.where, f"“{later.grade}”的“{later}”与“{earlier.grade}”的“{earlier}”重叠", hint)
            elif earlier.next < later.low and not _adjacent(earlier, later):
                yield Found(later.where, f"“{earlier.grade}”的“{earlier}”与“{later.grade}”的“{later}”之间有空档", hint)
        if bound and _later(bound.next, last.next):
            yield Found(last.where, f"幅度到“{last}”为止，罚则到“{bound}”为止，中间有空档", hint)


def _by_kind(item: Item) -> dict[_Kind, list[_Span]]:
    """Return the ranges within the statute by what they are about; one that several circumstances share, once."""
    kinds: dict[_Kind, dict[tuple[str | None, Range], _Span]] = {}
    for span in _graded(item):
        if span.grade not in _BELOW:
            kinds.setdefault(span.kind, {}).setdefault((span.grade, span.range), span)
    return {kind: list(spans.values()) for kind, spans in kinds.items()}


def _begins(first: _Span, bound: _Span) -> bool:
    """Tell whether the mildest range begins with the statute; 1 日以上 is the beginning of 15 日以下."""
    least = _Low(1, beyond=False) if bound.range.unit in _WHOLE else _Low(0, beyond=True)
    return first.low <= (max(bound.low, least) if bound.range.from_ is bound.range.above is None else bound.low)


def _adjacent(earlier: _Span, later: _Span) -> bool:
    """Tell whether the next whole day or yuan follows: 5 日以下 and 6 日以上 leave no gap."""
    last = earlier.range.to
    return earlier.range.unit in _WHOLE and last is not None and later.range.from_ == last + 1


_MEASURE = re.compile(
    r"(应当|可以)(?:并处|依法|同时|一并)?"
    r"(不予处罚|从轻处罚|减轻处罚|从重处罚|警告|通报批评|罚款|没收违法所得|没收非法财物|暂扣|吊销|降低资质等级|责令停产停业|责令停业|"
    r"责令关闭|责令停产整治|责令限制生产|责令改正|责令停止)"
)


@rule("D109", Severity.WARNING)
def standard_both_may_and_must(item: Item, context: Context) -> Iterator[Found]:
    """同一条标准对同一种处理既说“可以”又说“应当”。

    为什么：“可以”留有余地，“应当”没有余地，两种说法不能同时成立（行政处罚法第三十二条、第三十三条分别使用）。
    怎么改：对照依据只留一种说法；情形不同的，分成两条。
    """
    for index, grade in enumerate(item.discretion):
        if "的，" in grade.standard:
            continue  # a condition of its own may well change one into the other
        said: dict[str, str] = {}
        for found in _MEASURE.finditer(grade.standard):
            mode, measure = found.groups()
            if said.setdefault(measure, mode) != mode:
                message = f"对“{measure}”既说“可以”又说“应当”"
                yield Found(("discretion", index, "standard"), message, "对照依据只留一种说法；情形不同的，分成两条。")
                break

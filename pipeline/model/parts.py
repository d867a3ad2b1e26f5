"""What an item is made of."""

import datetime as dt
from typing import Literal

import msgspec

from pipeline.model.record import Record

Unit = Literal["工作日", "日", "月", "年"]
Role = Literal["设定", "规定", "违则", "罚则", "程序", "收费", "主体"]
FOUNDING: frozenset[str] = frozenset({"设定", "罚则"})
"""The roles of a basis that found a power; a penalty is founded by its sanction."""
StepKind = Literal["开始", "办理", "判断", "结束"]
Phase = Literal[
    "申请", "受理", "补正", "审查", "现场核查", "检验鉴定", "听证", "公示", "决定", "送达", "立案",
    "调查取证", "法制审核", "告知", "催告", "执行", "调解", "征缴", "发放", "监管", "归档",
]  # fmt: skip
Grade = Literal["不予处罚", "减轻", "从轻", "较轻", "一般", "较重", "严重", "从重"]
RiskLevel = Literal[1, 2, 3]
PenaltyKind = Literal[
    "警告", "通报批评", "罚款", "没收违法所得", "没收非法财物", "暂扣许可证件", "降低资质等级", "吊销许可证件",
    "限制开展生产经营活动", "责令停产停业", "责令关闭", "限制从业", "行政拘留", "其他行政处罚",
]  # fmt: skip
CoercionKind = Literal[
    "限制公民人身自由", "查封场所、设施或者财物", "扣押财物", "冻结存款、汇款", "其他行政强制措施",
    "加处罚款或者滞纳金", "划拨存款、汇款", "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "排除妨碍、恢复原状", "代履行", "其他强制执行方式",
]  # fmt: skip
ENFORCING: frozenset[str] = frozenset({
    "加处罚款或者滞纳金", "划拨存款、汇款", "拍卖或者依法处理查封、扣押的场所、设施或者财物",
    "排除妨碍、恢复原状", "代履行", "其他强制执行方式",
})  # fmt: skip
"""The kinds of coercion that enforce a decision; the others are measures that secure or prevent."""


class NationalCodes(Record, frozen=True, kw_only=True):
    base_code: str | None = None
    implementation_code: str | None = None


class ImplementingBody(Record, frozen=True, kw_only=True):
    name: str
    nature: Literal["法定机关", "授权组织", "受委托组织"]
    organisation: Literal["行政机关", "事业单位", "其他组织"] | None = None
    entrusted_by: str | None = None
    document: str | None = None
    until: dt.date | None = None

    @property
    def entrusted(self) -> bool:
        """Tell whether it acts in the name of another."""
        return self.nature == "受委托组织"


class JointBody(Record, frozen=True, kw_only=True):
    name: str
    role: str
    department: str | None = None


class Transfer(Record, frozen=True, kw_only=True):
    date: dt.date
    from_: str = msgspec.field(name="from")
    to: str
    reason: str


class Period(Record, frozen=True, kw_only=True):
    start: dt.date
    end: dt.date


class Decision(Record, frozen=True, kw_only=True):
    kind: Literal["暂停", "恢复", "取消"]
    date: dt.date
    authority: str
    reason: str
    document: str | None = None


class LastChange(Record, frozen=True, kw_only=True):
    date: dt.date
    note: str


class Range(Record, frozen=True, kw_only=True):
    """An amount between two ends, each said by at most one word; an end without a word is open.

    ``from`` and ``to`` hold themselves (以上, 以下), ``above`` and ``below`` do not (超过, 不足).
    """

    unit: Literal["元", "倍", "%", "日"]
    from_: int | None = msgspec.field(name="from", default=None)
    above: int | None = None
    to: int | None = None
    below: int | None = None
    applies_to: str | None = None
    """Tells apart amounts of one unit that hold for different things."""


class Citation(Record, frozen=True, kw_only=True):
    """One provision of one instrument; ``sub_article`` 1 means 第…条之一."""

    law: str
    article: int
    sub_article: int | None = None
    paragraph: int | None = None
    item: int | None = None


class Basis(Citation, frozen=True, kw_only=True):
    role: Role
    provides: str
    checked: dt.date
    ranges: tuple[Range, ...] = ()
    """How much the sanction allows."""


class Duration(Record, frozen=True, kw_only=True):
    value: int
    unit: Unit


class Limit(Record, frozen=True, kw_only=True):
    """A time limit; ``immediate`` means decided on the spot and then has no value."""

    value: int | None = None
    unit: Unit | None = None
    immediate: bool = False
    from_: str | None = msgspec.field(name="from", default=None)


class Penalty(Record, frozen=True, kw_only=True):
    """How an act is punished; ``no_discretion`` says why there are no discretion grades."""

    kinds: tuple[PenaltyKind, ...]
    procedures: tuple[Literal["简易程序", "普通程序"], ...]
    limitation: str
    hearing: str | None = None
    no_discretion: str | None = None


class Coercion(Record, frozen=True, kw_only=True):
    kinds: tuple[CoercionKind, ...]


class Levy(Record, frozen=True, kw_only=True):
    """Upon what a levy falls and what its amount is computed from; rates and exemptions stand with the fees."""

    object: str
    calculation: str


class Benefit(Record, frozen=True, kw_only=True):
    recipients: str
    standard: str


class Material(Record, frozen=True, kw_only=True):
    name: str
    form: Literal["原件", "复印件", "原件和复印件", "原件核验", "电子件"]
    copies: int | None = None
    source: Literal["申请人自备", "政府部门核发", "中介机构或者法定机构", "本机关提供表格"] | None = None
    when: str | None = None
    note: str | None = None


class Result(Record, frozen=True, kw_only=True):
    name: str
    validity: Duration | None = None
    validity_note: str | None = None
    renewal: str | None = None


class TimeLimits(Record, frozen=True, kw_only=True):
    statutory: Limit | None = None
    promised: Limit | None = None
    excludes: tuple[str, ...] = ()
    note: str | None = None


class Fee(Record, frozen=True, kw_only=True):
    name: str
    standard: str
    basis: tuple[Citation, ...]
    reduction: str | None = None


class Fees(Record, frozen=True, kw_only=True):
    charged: bool
    items: tuple[Fee, ...] = ()
    note: str | None = None


class Window(Record, frozen=True, kw_only=True):
    name: str
    address: str | None = None
    hours: str | None = None
    phone: str | None = None


class Complaint(Record, frozen=True, kw_only=True):
    channel: str
    phone: str | None = None
    address: str | None = None


class Branch(Record, frozen=True, kw_only=True):
    to: str
    when: str | None = None


class Step(Record, frozen=True, kw_only=True):
    id: str
    name: str
    actor: str
    kind: StepKind
    phase: Phase | None = None
    time_limit: Duration | None = None
    documents: tuple[str, ...] = ()
    note: str | None = None
    next: tuple[Branch, ...] = ()


Flow = tuple[Step, ...]


class DiscretionGrade(Record, frozen=True, kw_only=True):
    circumstance: str
    condition: str
    standard: str
    basis: Citation
    grade: Grade | None = None
    ranges: tuple[Range, ...] = ()


class RiskFactors(Record, frozen=True, kw_only=True):
    """The seven factors of the notice, each 高, 中 or 低."""

    funds: Literal["高", "中", "低"]
    discretion: Literal["高", "中", "低"]
    social_relevance: Literal["高", "中", "低"]
    public_evaluation: Literal["高", "中", "低"]
    complaints: Literal["高", "中", "低"]
    cases: Literal["高", "中", "低"]
    consequences: Literal["高", "中", "低"]


class RiskPoint(Record, frozen=True, kw_only=True):
    step: str
    post: str
    level: RiskLevel
    risk: str
    measures: tuple[str, ...]
    responsible: str
    indicator: str | None = None


class Risk(Record, frozen=True, kw_only=True):
    level: RiskLevel
    categories: tuple[str, ...]
    factors: RiskFactors
    points: tuple[RiskPoint, ...]
    reason: str | None = None


class Remedy(Record, frozen=True, kw_only=True):
    kind: Literal["行政复议", "行政诉讼", "听证", "其他"]
    body: str
    basis: tuple[Citation, ...]
    time_limit: Duration | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    requires_first: Literal["行政复议", "缴纳或者提供担保"] | None = None
    note: str | None = None

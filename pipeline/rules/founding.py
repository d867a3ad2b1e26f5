"""What kind of instrument may found which power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.model import FOUNDING, Basis, Instrument, Item, Law
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule

_ESTABLISHMENT = "三定规定"


@dataclass(frozen=True)
class Doubt:
    """What the kind alone does not decide, and so is asked."""

    kind: Instrument
    question: str
    words: tuple[str, ...] = ()
    """Asked only where the provision speaks of one of these; of none, always."""


@dataclass(frozen=True)
class Power:
    """A class of powers and the kinds of instrument that may found it."""

    title: str
    ground: str
    kinds: tuple[Instrument, ...]
    doubts: tuple[Doubt, ...] = ()

    def forbids(self, kind: Instrument) -> bool:
        """Tell whether the kind alone is enough to say no."""
        return kind not in self.kinds and all(doubt.kind != kind for doubt in self.doubts)

    def doubt(self, kind: Instrument, provides: str) -> Doubt | None:
        """Return what must be asked about a basis of that kind."""
        return next(
            (
                doubt
                for doubt in self.doubts
                if doubt.kind == kind and (not doubt.words or any(word in provides for word in doubt.words))
            ),
            None,
        )


_CONSTITUTION = Doubt("宪法", "宪法一般不直接设定具体的权力：是否另有法律？")
_STATUTES: tuple[Instrument, ...] = ("法律", "行政法规", "地方性法规")
_LIBERTY = ("人身自由", "拘留")

_LICENCE = Power(
    "行政许可",
    "行政许可法第十四条、第十五条、第十七条",
    ("法律", "行政法规", "国务院决定", "地方性法规"),
    (
        Doubt("地方政府规章", "只有省级政府规章可以设定，而且只能是实施不超过一年的临时性许可：是这种情形吗？"),
        _CONSTITUTION,
    ),
)
_UNIFORM = Doubt("地方性法规", "地方性法规不得设定应当由国家统一确定的资格、资质和企业等的设立登记：属于这些情形吗？")
_LIMITED = "规章只能设定警告、通报批评或者一定数额的罚款，而且须没有上位法：罚则超出这个范围吗？"
_PENALTY = Power(
    "行政处罚",
    "行政处罚法第十条至第十四条、第十六条",
    _STATUTES,
    (
        Doubt("行政法规", "限制人身自由的处罚只能由法律设定：这一条设定了吗？", _LIBERTY),
        Doubt(
            "地方性法规",
            "地方性法规不得设定限制人身自由、吊销营业执照的处罚：这一条设定了吗？",
            (*_LIBERTY, "吊销营业执照"),
        ),
        Doubt("部门规章", _LIMITED),
        Doubt("地方政府规章", _LIMITED),
        _CONSTITUTION,
    ),
)
_MEASURE = Power(
    "行政强制措施",
    "行政强制法第十条",
    ("法律", "行政法规"),
    (
        Doubt(
            "行政法规",
            "限制人身自由和冻结存款、汇款的措施只能由法律设定：这一条设定了吗？",
            (*_LIBERTY, "冻结"),
        ),
        Doubt("地方性法规", "地方性法规只能设定查封和扣押，而且须没有法律、行政法规：是这种情形吗？"),
        _CONSTITUTION,
    ),
)
_UNDIVIDED = "强制执行只能由法律设定，强制措施不限于法律：这是哪一种？请写明子类（subtype）。"
_LEVY = Power(
    "行政征收",
    "立法法第十一条、第九十一条、第九十三条",
    _STATUTES,
    (Doubt("国务院决定", "国务院的决定设定收费、基金，须有法律、行政法规的授权：授权在哪里？"), _CONSTITUTION),
)
_TAKING = "对非国有财产的征收、征用只能由法律设定（立法法第十一条）：这一条涉及吗？"
_OTHER_KINDS: tuple[Instrument, ...] = (
    "法律", "行政法规", "国务院决定", "地方性法规", "部门规章", "地方政府规章",
)  # fmt: skip
_OTHER = Power("行政权力", "通知一（二）", _OTHER_KINDS, (_CONSTITUTION,))

POWERS: Mapping[tuple[str, str | None], Power] = {
    ("XK", None): _LICENCE,
    ("XK", "认可"): replace(_LICENCE, doubts=(*_LICENCE.doubts, _UNIFORM)),
    ("XK", "登记"): replace(_LICENCE, doubts=(*_LICENCE.doubts, _UNIFORM)),
    ("CF", None): _PENALTY,
    ("QZ", "行政强制措施"): _MEASURE,
    ("QZ", "行政强制执行"): Power("行政强制执行", "行政强制法第十三条", ("法律",), (_CONSTITUTION,)),
    ("QZ", None): Power(
        "行政强制",
        "行政强制法第十条、第十三条",
        ("法律",),
        (Doubt("行政法规", _UNDIVIDED), Doubt("地方性法规", _UNDIVIDED), _CONSTITUTION),
    ),
    ("ZS", "税收"): Power(
        "税收",
        "立法法第十一条、第十二条",
        ("法律",),
        (Doubt("行政法规", "税收只能由法律设定，除非全国人大及其常委会授权国务院：授权在哪里？"), _CONSTITUTION),
    ),
    ("ZS", "其他征收"): replace(
        _LEVY, doubts=(Doubt("行政法规", _TAKING), Doubt("地方性法规", _TAKING), *_LEVY.doubts)
    ),
    ("ZS", None): _LEVY,
    ("QT", "行政征用"): replace(
        _OTHER, doubts=(*(Doubt(kind, _TAKING) for kind in _OTHER_KINDS if kind != "法律"), _CONSTITUTION)
    ),
}
"""By category and subtype; a subtype that is not here is like its category, a category that is not here is other."""


def power(item: Item, basis: Basis) -> Power:
    """Return as which power a basis founds: a sanction always founds a penalty."""
    category, subtype = ("CF", None) if basis.role == "罚则" else (item.category, item.subtype)
    return POWERS.get((category, subtype)) or POWERS.get((category, None)) or _OTHER


def _doubted(item: Item) -> bool:
    """Tell whether the category is in doubt, because the code has another: told by I103."""
    return f"-{item.category}-" not in item.code


def _bases(item: Item, context: Context) -> Iterator[tuple[int, Basis, Law]]:
    """Yield every basis that can be judged: its instrument is known, and so is the item's category."""
    if _doubted(item):
        return
    for index, basis in enumerate(item.legal_basis):
        if law := context.catalogue.laws.get(basis.law):
            yield index, basis, law


@rule("L101", Severity.ERROR)
def no_founding_basis(item: Item, context: Context) -> Iterator[Found]:
    """没有设定依据。

    为什么：法无授权不可为，每项权力都要有法律、法规或者规章设定（通知一（二））；处罚也可以由罚则设定（行政处罚法第十条至第十四条）。
    怎么改：补上设定这项权力的条文，作用写“设定”；处罚可以写“罚则”。
    """
    if not any(item.founding()) and not _doubted(item):
        roles = "“设定”或者“罚则”" if item.category == "CF" else "“设定”"
        yield Found(("legal_basis",), f"法律依据里没有一条的作用是{roles}", "补上设定这项权力的条文。")


@rule("L102", Severity.ERROR)
def founded_by_wrong_kind(item: Item, context: Context) -> Iterator[Found]:
    """设定依据的位阶不够，不能设定这一类权力。

    为什么：许可由法律、行政法规、国务院决定、地方性法规设定（行政许可法第十四条、第十五条、第十七条）；处罚由法律、法规、规章设定（行政处罚法第十条至第十四条、第十六条）；强制措施由法律、法规设定，强制执行只由法律设定（行政强制法第十条、第十三条）；税收由法律设定，其他征收由法律、法规设定（立法法第十一条、第九十一条、第九十三条）；规范性文件不能设定任何权力（通知一（二））。
    怎么改：改引设定这项权力的法律、法规或者规章；这一条只是作具体规定的，作用写“规定”；找不到设定依据的，申报取消该事项。
    """
    for index, basis, law in _bases(item, context):
        founded = power(item, basis)
        if basis.role in FOUNDING and law.kind != _ESTABLISHMENT and founded.forbids(law.kind):
            yield Found(
                ("legal_basis", index, "law"),
                f"《{law.called}》是{law.kind}，不能设定{founded.title}",
                f"改引{'、'.join(founded.kinds)}（{founded.ground}）；只是具体规定的，作用写“规定”；没有设定依据的，申报取消。",
            )


@rule("L110", Severity.WARNING)
def founding_to_be_confirmed(item: Item, context: Context) -> Iterator[Found]:
    """设定依据的位阶只在一定范围内可以设定这一类权力，需要确认。

    为什么：省级政府规章只能设定临时性许可（行政许可法第十五条），规章只能设定警告、通报批评和一定数额的罚款（行政处罚法第十三条、第十四条），地方性法规只能设定查封、扣押两种强制措施（行政强制法第十条），税收和对非国有财产的征收只能制定法律（立法法第十一条、第十二条）。
    怎么改：确认在范围以内的，请审核机关登记为例外；超出范围的，改引上位法，或者申报取消该事项。
    """
    for index, basis, law in _bases(item, context):
        founded = power(item, basis)
        if basis.role in FOUNDING and (doubt := founded.doubt(law.kind, basis.provides)):
            yield Found(
                ("legal_basis", index, "law"),
                f"用{law.kind}《{law.called}》设定{founded.title}，需要确认。{doubt.question}",
                f"对照{founded.ground}确认；超出范围的，改引上位法，或者申报取消。",
            )


@rule("L111", Severity.ERROR)
def establishment_document_beyond_subject(item: Item, context: Context) -> Iterator[Found]:
    """三定规定不只用来说明由谁行使。

    为什么：三定规定确定机构和职责，只能说明主体，不能设定权力、规定条件和程序（通知一（二））。
    怎么改：作用改为“主体”，另外补上设定或者规定的条文。
    """
    if item.category != "QT":
        yield from _beyond_subject(item, context)


@rule("L112", Severity.WARNING)
def establishment_document_for_other_power(item: Item, context: Context) -> Iterator[Found]:
    """其他行政权力用三定规定说明主体以外的内容。

    为什么：三定规定确定机构和职责，其他行政权力有时只有它可引，但对外行使的权力一般还应当有法律、法规或者规章作依据（通知一（二））。
    怎么改：只说明主体的，作用改为“主体”；能找到法律、法规或者规章的，补上条文。
    """
    if item.category == "QT":
        yield from _beyond_subject(item, context)


def _beyond_subject(item: Item, context: Context) -> Iterator[Found]:
    for index, basis, law in _bases(item, context):
        if law.kind == _ESTABLISHMENT and basis.role != "主体":
            yield Found(
                ("legal_basis", index, "role"),
                f"《{law.called}》是三定规定，作用却写“{basis.role}”",
                "三定规定的作用只写“主体”，另外补上法律、法规或者规章的条文。",
            )

"""Who exercises a power, alone, together with others, or entrusted."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule

_NATURE = ("implementing_body", "nature")
_ORGANISATION = ("implementing_body", "organisation")


@rule("J101", Severity.ERROR)
def licence_entrusted_to_no_organ(item: Item, context: Context) -> Iterator[Found]:
    """行政许可委托给了行政机关以外的组织。

    为什么：行政许可只能委托其他行政机关实施（行政许可法第二十四条）。
    怎么改：收回由行政机关自己实施，或者改为委托行政机关；法律、法规授权的，性质写“授权组织”。
    """
    body = item.implementing_body
    if item.category == "XK" and body.entrusted and body.organisation in {"事业单位", "其他组织"}:
        yield Found(
            _ORGANISATION,
            f"许可委托给了“{body.name}”，它是{body.organisation}",
            "许可只能委托行政机关；法律、法规授权的，性质写“授权组织”。",
        )


@rule("J102", Severity.WARNING)
def entrusted_organisation_unclear(item: Item, context: Context) -> Iterator[Found]:
    """许可、处罚受委托的组织是否合格，看不出来。

    为什么：许可只能委托行政机关（行政许可法第二十四条）；处罚只能委托依法成立、具有管理公共事务职能、有执法人员的组织（行政处罚法第二十条、第二十一条）。
    怎么改：写明受委托组织的类型（organisation），并核对是否符合条件。
    """
    body = item.implementing_body
    if not body.entrusted or item.category not in {"XK", "CF"}:
        return
    if body.organisation is None:
        hint = "写上类型（organisation）：行政机关、事业单位或者其他组织。"
        yield Found(_NATURE, f"没有写明“{body.name}”是哪一类组织", hint)
    elif item.category == "CF" and body.organisation == "其他组织":
        yield Found(
            _ORGANISATION,
            f"处罚委托给了“{body.name}”，它是其他组织：是不是依法成立、具有管理公共事务职能？",
            "对照行政处罚法第二十一条核对；不符合的，收回由行政机关自己实施。",
        )


@rule("J103", Severity.ERROR)
def coercive_measure_entrusted(item: Item, context: Context) -> Iterator[Found]:
    """行政强制措施委托给了其他组织。

    为什么：行政强制措施权不得委托（行政强制法第十七条）。
    怎么改：收回由法律、法规规定的行政机关实施；法律、行政法规授权的，性质写“授权组织”。
    """
    body = item.implementing_body
    if item.subtype == "行政强制措施" and body.entrusted:
        yield Found(_NATURE, f"强制措施委托给了“{body.name}”", "强制措施权不得委托，收回由行政机关实施。")


@rule("J104", Severity.ERROR)
def lead_named_as_joint_body(item: Item, context: Context) -> Iterator[Found]:
    """联合实施机关里写了牵头的部门自己，或者同一个部门写了两次。

    为什么：一个事项由一个部门牵头，联合实施机关是它以外的机关；牵头的部门再写一次，交叉、重叠就看不清楚（通知一（二））。
    怎么改：删去部门编号或者这一条；所属部门只是承办、由政府作出决定的，保留名称和分工，不写部门编号。
    """
    seen = {item.department}
    for index, body in enumerate(item.joint_bodies):
        if body.department in seen:
            own = body.department == item.department
            message = f"“{body.department}”就是本事项的所属部门" if own else f"“{body.department}”写了两次"
            hint = "本部门只是承办的，保留名称和分工，删去部门编号；重复的，合并为一条。"
            yield Found(("joint_bodies", index, "department"), message, hint)
        elif body.department:
            seen.add(body.department)
        elif body.name == item.implementing_body.name:
            yield Found(
                ("joint_bodies", index, "name"),
                f"“{body.name}”就是本事项的实施主体",
                "联合实施机关只写其他机关，每个写一次。",
            )


@rule("J105", Severity.OVERDUE)
def entrustment_expired(item: Item, context: Context) -> Iterator[Found]:
    """委托期限已经过了。

    为什么：受委托组织只能在委托书载明的事项、权限、期限以内行使（行政处罚法第二十条）；期限过了，就没有依据。
    怎么改：重新委托的，改正文件和期限；不再委托的，改由委托机关自己实施。
    """
    until = item.implementing_body.until
    if until and until < context.today and not (item.ended and item.ended <= context.today):
        yield Found(
            ("implementing_body", "until"),
            f"委托期限“{until}”已经过了",
            "重新委托并改正文件和期限，或者改由委托机关自己实施。",
        )

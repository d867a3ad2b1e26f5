"""What an item of one category must say that no other category can."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Category, Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule

_SECTIONS: dict[str, tuple[Category, str]] = {
    "penalty": ("CF", "处罚"), "coercion": ("QZ", "强制"), "levy": ("ZS", "征收"), "benefit": ("GF", "给付"),
}  # fmt: skip
"""The sections that belong to one category."""

_HEARD = {"降低资质等级", "吊销许可证件", "责令停产停业", "责令关闭", "限制从业"}
"""The kinds of penalty that always give a right to a hearing."""
_HEARD_WHEN_LARGE = {"罚款", "没收违法所得", "没收非法财物"}


def surely(item: Item, category: Category) -> bool:
    """Tell whether an item is of a category; False where its code says otherwise, which I103 tells."""
    return item.category == category and f"-{category}-" in item.code


def _lacking(item: Item, category: Category, what: str, hint: str, *, lacks: bool) -> Iterator[Found]:
    if lacks and surely(item, category):
        yield Found(("category",), f"类别是“{category}”，却没有写{what}", hint)


@rule("E109", Severity.ERROR)
def section_of_another_category(item: Item, context: Context) -> Iterator[Found]:
    """写了别的类别才有的内容。

    为什么：处罚、强制、征收、给付各有各的法定内容，写在别的类别里说明类别错了，或者一个事项混了两种权力。
    怎么改：改正类别，或者删去这一段；两种权力分成两个事项。
    """
    for section, (category, title) in _SECTIONS.items():
        if getattr(item, section) and item.category != category and surely(item, item.category):
            yield Found(
                (section,), f"类别是“{item.category}”，却写了{title}（{section}）", "改正类别，或者删去这一段。"
            )


@rule("E110", Severity.ERROR)
def licence_without_conditions(item: Item, context: Context) -> Iterator[Found]:
    """许可没有写条件。

    为什么：许可的条件应当公示，符合法定条件的就应当准予（行政许可法第三十条、第三十八条）。
    怎么改：在 conditions 中一条写一个条件。
    """
    yield from _lacking(item, "XK", "条件", "在 conditions 中一条写一个条件。", lacks=not item.conditions)


@rule("E111", Severity.ERROR)
def licence_without_materials(item: Item, context: Context) -> Iterator[Found]:
    """许可没有写申请材料。

    为什么：需要提交的全部材料应当公示，不得要求提交无关的材料（行政许可法第三十条、第三十一条）。
    怎么改：在 materials 中列出全部材料。
    """
    yield from _lacking(item, "XK", "申请材料", "在 materials 中列出全部材料。", lacks=not item.materials)


@rule("E112", Severity.ERROR)
def licence_without_result(item: Item, context: Context) -> Iterator[Found]:
    """许可没有写办理结果。

    为什么：准予许可应当作出书面决定，需要证件的颁发证件（行政许可法第三十八条、第三十九条）。
    怎么改：在 result 中写明证件或者决定书的名称和有效期。
    """
    yield from _lacking(item, "XK", "办理结果", "在 result 中写明证件或者决定书的名称。", lacks=item.result is None)


@rule("E113", Severity.ERROR)
def licence_without_statutory_limit(item: Item, context: Context) -> Iterator[Found]:
    """许可没有写法定期限。

    为什么：许可的期限应当公示；法律、法规没有另作规定的，自受理之日起二十个工作日（行政许可法第三十条、第四十二条）。
    怎么改：在 time_limits 的 statutory 中写明数值、单位和起算点。
    """
    lacks = item.time_limits is None or item.time_limits.statutory is None
    hint = "在 time_limits 的 statutory 中写明；没有另作规定的是 20 个工作日。"
    yield from _lacking(item, "XK", "法定期限", hint, lacks=lacks)


@rule("E120", Severity.ERROR)
def penalty_not_described(item: Item, context: Context) -> Iterator[Found]:
    """处罚没有写种类、程序和追究时效。

    为什么：处罚的种类、程序由法律规定，超过时效不再处罚（行政处罚法第九条、第三十六条、第五章）。
    怎么改：在 penalty 中写明种类（kinds）、程序（procedures）和追究时效（limitation）。
    """
    hint = "在 penalty 中写明 kinds、procedures 和 limitation。"
    yield from _lacking(item, "CF", "处罚种类、程序和追究时效", hint, lacks=item.penalty is None)


@rule("E121", Severity.ERROR)
def penalty_without_discretion(item: Item, context: Context) -> Iterator[Found]:
    """处罚没有写裁量基准，也没有说明理由。

    为什么：裁量基准应当向社会公布（行政处罚法第三十四条），它是目录的必录内容（通知四）。
    怎么改：在 discretion 中由轻到重列出；没有裁量余地的，在 penalty 的 no_discretion 中说明理由。
    """
    lacks = not item.discretion and not (item.penalty and item.penalty.no_discretion)
    hint = "补上 discretion；没有裁量余地的，在 penalty 的 no_discretion 中说明理由。"
    yield from _lacking(item, "CF", "裁量基准", hint, lacks=lacks)


@rule("E122", Severity.ERROR)
def penalty_without_hearing(item: Item, context: Context) -> Iterator[Found]:
    """应当告知听证权利的处罚没有写听证范围。

    为什么：拟降低资质等级、吊销许可证件、责令停产停业、责令关闭、限制从业的，应当告知听证权利（行政处罚法第六十三条）。
    怎么改：在 penalty 的 hearing 中写明哪些处罚告知听证权利。
    """
    if surely(item, "CF") and item.penalty and not item.penalty.hearing:
        heard = [kind for kind in item.penalty.kinds if kind in _HEARD]
        if heard:
            yield Found(("category",), f"可以“{'、'.join(heard)}”，却没有写听证范围", "在 penalty 的 hearing 中写明。")


@rule("E123", Severity.NOTE)
def large_fine_without_hearing(item: Item, context: Context) -> Iterator[Found]:
    """用普通程序罚款、没收，没有写达到多少数额要告知听证权利。

    为什么：较大数额的罚款、没收应当告知听证权利（行政处罚法第六十三条）；数额是否可能较大，程序不知道。
    怎么改：可能达到较大数额的，在 penalty 的 hearing 中写明起点；达不到的，也在那里写明。
    """
    penalty = item.penalty
    if not surely(item, "CF") or not penalty or penalty.hearing or _HEARD & set(penalty.kinds):
        return
    large = [kind for kind in penalty.kinds if kind in _HEARD_WHEN_LARGE]
    if large and "普通程序" in penalty.procedures:
        message = f"可以“{'、'.join(large)}”，数额会不会达到应当告知听证权利的起点？"
        yield Found(("category",), message, "在 penalty 的 hearing 中写明起点，或者写明达不到。")


@rule("E130", Severity.ERROR)
def coercion_not_described(item: Item, context: Context) -> Iterator[Found]:
    """强制没有写方式。

    为什么：强制措施和执行方式的种类由法律规定，各有设定权限和程序（行政强制法第九条、第十二条）。
    怎么改：在 coercion 的 kinds 中写明方式。
    """
    yield from _lacking(item, "QZ", "强制方式", "在 coercion 的 kinds 中写明。", lacks=item.coercion is None)


@rule("E140", Severity.ERROR)
def levy_not_described(item: Item, context: Context) -> Iterator[Found]:
    """征收没有写征收对象和计征依据。

    为什么：对什么征收、按什么计算由法律、法规规定，当事人要能自己算出应缴数额（通知四：收费依据和标准）。
    怎么改：在 levy 中写明征收对象（object）和计征依据（calculation）。
    """
    hint = "在 levy 中写明 object 和 calculation。"
    yield from _lacking(item, "ZS", "征收对象和计征依据", hint, lacks=item.levy is None)


@rule("E150", Severity.ERROR)
def benefit_not_described(item: Item, context: Context) -> Iterator[Found]:
    """给付没有写对象和标准。

    为什么：给谁、给多少是给付的全部内容，群众要知道自己能不能领、领多少。
    怎么改：在 benefit 中写明给付对象（recipients）和标准（standard）。
    """
    hint = "在 benefit 中写明 recipients 和 standard。"
    yield from _lacking(item, "GF", "给付对象和标准", hint, lacks=item.benefit is None)


@rule("E151", Severity.ERROR)
def benefit_without_conditions(item: Item, context: Context) -> Iterator[Found]:
    """给付没有写条件。

    为什么：符合条件的人都应当得到，条件不写明就无从判断。
    怎么改：在 conditions 中一条写一个条件。
    """
    yield from _lacking(item, "GF", "条件", "在 conditions 中一条写一个条件。", lacks=not item.conditions)


@rule("E160", Severity.ERROR)
def confirmation_without_result(item: Item, context: Context) -> Iterator[Found]:
    """确认没有写办理结果。

    为什么：确认就是出具证明身份、资格、事实或者法律关系的文书。
    怎么改：在 result 中写明文书的名称和有效期。
    """
    yield from _lacking(item, "QR", "办理结果", "在 result 中写明文书的名称和有效期。", lacks=item.result is None)


@rule("E161", Severity.ERROR)
def confirmation_without_validity(item: Item, context: Context) -> Iterator[Found]:
    """确认没有写有效期。

    为什么：证明在多长时间内有效，使用它的人要知道。
    怎么改：在 result 中写明有效期（validity）；长期有效的写在有效期说明（validity_note）中。
    """
    lacks = item.result is not None and not (item.result.validity or item.result.validity_note)
    hint = "在 result 中写明 validity；长期有效的写在 validity_note 中。"
    yield from _lacking(item, "QR", "有效期", hint, lacks=lacks)


@rule("E170", Severity.ERROR)
def adjudication_without_dispute(item: Item, context: Context) -> Iterator[Found]:
    """裁决没有写是哪一种纠纷。

    为什么：行政机关只能裁决法律指定的民事纠纷，不同的纠纷有不同的程序和救济。
    怎么改：在 subtype 中写明纠纷的种类。
    """
    yield from _lacking(item, "CJ", "纠纷的种类", "在 subtype 中写明，例如“权属纠纷”。", lacks=not item.subtype)

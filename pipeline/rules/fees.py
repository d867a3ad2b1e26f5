"""What may be charged, and what must be said of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.category import surely

_MAY_CHARGE_FOR_LICENCES = {"法律", "行政法规"}


@rule("E103", Severity.ERROR)
def licence_fee_without_law(item: Item, context: Context) -> Iterator[Found]:
    """许可收费没有法律、行政法规作依据。

    为什么：实施许可不得收取任何费用，只有法律、行政法规可以另作规定（行政许可法第五十八条）。
    怎么改：引用规定收费的法律或者行政法规；没有的，取消收费。
    """
    if not surely(item, "XK"):
        return
    for index, fee in enumerate(item.fees.items):
        laws = [context.catalogue.laws.get(citation.law) for citation in fee.basis]
        kinds = {law.kind for law in laws if law}
        if all(laws) and not kinds & _MAY_CHARGE_FOR_LICENCES:
            yield Found(
                ("fees", "items", index, "basis"),
                f"许可收取“{fee.name}”，依据里只有{'、'.join(sorted(kinds))}",
                "引用规定收费的法律或者行政法规；没有的，取消收费。",
            )


@rule("E141", Severity.ERROR)
def levy_without_charge(item: Item, context: Context) -> Iterator[Found]:
    """征收没有写标准。

    为什么：征收就是收取款项，收多少、依据什么必须公开（通知四：收费依据和标准）。
    怎么改：fees 的 charged 写 true，在 items 中写明标准和依据。
    """
    if surely(item, "ZS") and not item.fees.charged and not item.fees.items:
        yield Found(("category",), "类别是“ZS”，却写了不收费", "fees 的 charged 写 true，在 items 中写明标准和依据。")


@rule("E142", Severity.ERROR)
def levy_without_exemptions(item: Item, context: Context) -> Iterator[Found]:
    """征收没有写减免。

    为什么：谁可以减征、免征由法律、法规规定，不写明就等于由经办人决定。
    怎么改：在收费项目的 reduction 中写明；没有减免的，写明没有。
    """
    if surely(item, "ZS"):
        for fee in item.fees.items:
            if not fee.reduction:
                message = f"征收“{fee.name}”没有写谁可以减征、免征"
                yield Found(("category",), message, "在收费项目的 reduction 中写明；没有减免的，写明没有。")

"""What a person meets at the counter: who acts, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule


@rule("E101", Severity.ERROR)
def entrusted_without_ground(item: Item, context: Context) -> Iterator[Found]:
    """受委托组织没有写明委托机关或者委托文件。

    为什么：委托必须有委托机关和书面依据（行政处罚法第二十条、行政许可法第二十四条）。
    怎么改：补上委托机关（entrusted_by）和文件（document）。
    """
    body = item.implementing_body
    if body.entrusted:
        for key, title in (("entrusted_by", "委托机关"), ("document", "委托文件")):
            if not getattr(body, key):
                yield Found(
                    ("implementing_body", "nature"), f"受委托组织“{body.name}”没有写{title}", f"补上{title}（{key}）。"
                )


@rule("E102", Severity.ERROR)
def charge_without_standard(item: Item, context: Context) -> Iterator[Found]:
    """写了收费却没有收费项目，或者不收费却列了项目。

    为什么：收费必须公开标准和依据，没有公开的不得收取。
    怎么改：补上收费项目的标准和依据，或者把是否收费改正。
    """
    if item.fees.charged and not item.fees.items:
        yield Found(("fees", "charged"), "写了收费，却没有列出收费项目", "在 items 中写明名称、标准和依据。")
    if not item.fees.charged and item.fees.items:
        yield Found(("fees", "charged"), "写了不收费，却列出了收费项目", "改正是否收费，或者删去收费项目。")

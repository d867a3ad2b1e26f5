"""What no field may hold: words that stand in for a fact, and what identifies a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Department, Document, Item
from pipeline.problems import Found, Severity
from pipeline.rules.anatomy import Context, rule
from pipeline.rules.texts import texts

_EMPTY = (
    r"(?:待定|待补充?|待填写?|待完善|待确定|待核实|暂无|暂缺|暂未确定|无|略|同上|不详|某某+|[xX]{2,}|[×＊*]{2,}|"
    r"(?i:todo|tbd|n/?a|none|null)|[-—–/?？、…_.]{1,6})[。.]?"
)
_PLACEHOLDER = re.compile(rf"\s*{_EMPTY}\s*")
_QUOTED = re.compile(rf'"(?=[待暂无略同不某×＊*TtNnXx/?？、…_. —–-])\s*{_EMPTY}\s*"')
"""The same as a value of JSON; looking at the first character first makes it quick."""


@rule("I107", Severity.ERROR, "file")
def placeholder_instead_of_fact(document: Document, context: Context) -> Iterator[Found]:
    """用“待定”“暂无”“略”这类字样代替内容。

    为什么：公开的内容要让群众看得懂、用得上，占位的字样什么也没有说（通知一（一）：不遗漏、无错误）。
    怎么改：写真实的内容；没有这项内容的，把整个字段删去。
    """
    for where, text in texts(document, _QUOTED.search):
        # “有”and“无”are the two honest answers to a question of the flow.
        if _PLACEHOLDER.fullmatch(text) and not (where[-1] == "when" and text.strip() == "无"):
            yield Found(where, f"写的是“{text}”，没有内容", "写真实的内容；没有这项内容的，把整个字段删去。")


_ADDRESS = re.compile(r"https?://\S+")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])")
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{2})\d{3}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_DIGITS = re.compile(r"[1-9](?:(?<=1)[3-9]\d[ -]?\d{4}|\d{16})")
"""Both kinds of number begin so."""


@rule("I108", Severity.ERROR, "file")
def personal_number(document: Document, context: Context) -> Iterator[Found]:
    """写了个人手机号码或者身份证号码。

    为什么：公开会损害个人隐私的信息不得公开（政府信息公开条例第十五条）；目录只写岗位和办公电话。
    怎么改：删去号码；需要联系方式的，写办公电话。
    """
    for where, text in texts(document, _DIGITS.search):
        plain = _ADDRESS.sub(" ", text)
        for kind, pattern in (("手机号码", _PHONE), ("身份证号码", _IDENTITY)):
            if found := pattern.search(plain):
                yield Found(
                    where, f"里面有{kind}“{found[1]}…”", "删去号码；需要联系方式的，写办公电话。"
                )  # never the whole number: what is found is shown to everybody


_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = 18
"""The length of a unified social credit code (GB 32100)."""


def credit_code_holds(code: str) -> bool:
    """Tell whether both check characters of a unified social credit code are right."""
    if len(code) != _CREDIT or not set(code) <= set(_ALPHABET):
        return False
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, code[:-1], strict=True))
    # The organisation code within counts letters by the plain alphabet, A as 10.
    inner = 11 - sum(weight * int(letter, 36) for weight, letter in zip(_ORGANISATION, code[8:16], strict=True)) % 11
    return code[-1] == _ALPHABET[-total % 31] and code[16] == {10: "X", 11: "0"}.get(inner, str(inner))


@rule("I109", Severity.ERROR)
def implementation_code_wrong(item: Item, context: Context) -> Iterator[Found]:
    """国家实施编码的校验不通过，或者与基本编码不一致。

    为什么：实施编码的前 18 位是实施主体的统一社会信用代码，带校验码（GB 32100）；最后 12 位是基本编码。
    怎么改：对照国家实施清单改正。
    """
    codes = item.national_codes
    if not (codes and codes.implementation_code):
        return
    where = ("national_codes", "implementation_code")
    if not credit_code_holds(codes.implementation_code[:_CREDIT]):
        message = f"前 18 位“{codes.implementation_code[:_CREDIT]}”不是有效的统一社会信用代码"
        yield Found(where, message, "对照国家实施清单逐位核对。")
    elif codes.base_code and codes.implementation_code[-len(codes.base_code) :] != codes.base_code:
        message = f"最后 12 位是“{codes.implementation_code[-12:]}”，基本编码却是“{codes.base_code}”"
        yield Found(where, message, "改正其中写错的一个。")


@rule("I110", Severity.ERROR, "department")
def credit_code_wrong(department: Department, context: Context) -> Iterator[Found]:
    """部门的统一社会信用代码校验不通过。

    为什么：统一社会信用代码有校验码，抄错一位就会指向别的单位（GB 32100）。
    怎么改：对照登记证书改正。
    """
    if department.credit_code and not credit_code_holds(department.credit_code):
        message = f"“{department.credit_code}”不是有效的统一社会信用代码"
        yield Found(("credit_code",), message, "对照登记证书逐位核对。")


_FORMULA = re.compile("[=+@＝＋－＠-]")
_FORMULA_QUOTED = re.compile(f'"{_FORMULA.pattern}')
"""The same at the start of a value of JSON."""


@rule("I111", Severity.ERROR, "file")
def formula_to_a_spreadsheet(document: Document, context: Context) -> Iterator[Found]:
    """文字以 =、+、-、@ 开头，表格软件会当作公式。

    为什么：公开的数据也做成表格，打开表格的人不该运行别人写的公式；加上引号或者空格来躲避，内容就变了。
    怎么改：改写这一句，不用这些符号开头。
    """
    for where, text in texts(document, _FORMULA_QUOTED.search):
        if _FORMULA.match(text) and not _PLACEHOLDER.fullmatch(text):  # I107 has told that one
            yield Found(where, f"以“{text[0]}”开头，表格软件会当作公式", "改写这一句，不用这个符号开头。")

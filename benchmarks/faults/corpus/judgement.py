"""What a trained eye sees in well-formed data: discretion, publicity, risk, remedies, and what each category needs."""

from benchmarks.faults.anatomy import Fault

_CF = "data/items/*/*-CF-*.yaml"
_CJ = "data/items/*/*-CJ-*.yaml"
_GF = "data/items/*/*-GF-*.yaml"
_QR = "data/items/*/*-QR-*.yaml"
_QZ = "data/items/*/*-QZ-*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_ZS = "data/items/*/*-ZS-*.yaml"


def _without(code: str, name: str, clerk: str, category: str, field: str) -> Fault:
    """Return the fault of leaving out a field that the items of a category need."""
    find = rf"^category: {category}\n((?:.*\n)*?){field}:\n(?:  .*\n)+"
    return Fault(name, clerk, f"data/items/*/*-{category}-*.yaml", find, f"⟪{code}⟫category: {category}\n\\1")


FAULTS = (
    Fault(
        "bracket without a grade",
        "裁量阶次漏写了档次",
        _CF,
        r"^  - grade: 较轻\n    circumstance",
        "  - ⟪D101⟫circumstance",
    ),
    Fault(
        "grades out of order",
        "裁量阶次没有从轻到重排列",
        _CF,
        r"^discretion:\n  - grade: 不予处罚\n((?:    .*\n)+)  - grade",
        "discretion:\n  - grade: 减轻\n\\1  - ⟪D104⟫grade",
    ),
    Fault(
        "fine above the law",
        "最重一档的罚款多写了一位数",
        _CF,
        r"^(discretion:\n(?:[ ].*\n)*?      - )(from: .*\n        to: \d+)",
        "\\1⟪D106⟫\\g<2>0",
    ),
    Fault(
        "fines of two grades exchanged",
        "两档的罚款幅度填反了",
        _CF,
        r"^(  - grade: 较轻\n(?:    .*\n)*?      - )(from: .*\n        below: .*\n)"
        r"((?:.*\n)*?  - grade: 一般\n(?:    .*\n)*?      - )(from: .*\n        below: .*\n)",
        "\\1\\4\\3⟪D107⟫\\2",
    ),
    Fault(
        "gap between two grades",
        "相邻两档的罚款没有接上",
        _CF,
        r"^(  - grade: 一般\n(?:    .*\n)*?      - )from: 350000",
        "\\1⟪D108⟫from: 380000",
    ),
    Fault(
        "noticed for a day",
        "公示的起止写成了同一天",
        _XK,
        r"^  start: (.*)\n  end: .*",
        "  start: \\1\n  ⟪G101⟫end: \\1",
    ),
    Fault("never noticed", "没有写公示期", _XK, r"^notice:\n(?:  .*\n)+effective", "⟪G103⟫effective"),
    Fault(
        "copied from an internal paper",
        "抄进了“内部资料”字样",
        _XK,
        r"^duties:\n  - ",
        "duties:\n  - ⟪G104⟫（内部资料）",
    ),
    Fault("left for later", "投诉渠道写了“待定”", _XK, r"^  channel: .*", "  ⟪I107⟫channel: 待定"),
    Fault(
        "a private number",
        "把私人手机号写进投诉渠道",
        _XK,
        r"^  channel: (.*)",
        "  ⟪I108⟫channel: \\1，手机 13912345678",
    ),
    Fault(
        "level without a reason",
        "风险等级与各因素不符，又没有说明理由",
        _XK,
        r"^(risk:\n  )level: 2\n  reason: .*\n",
        "\\1⟪K102⟫level: 3\n",
    ),
    Fault(
        "point above the item",
        "风险点的等级比事项的等级高，又没有说明理由",
        _XK,
        r"^(risk:\n  level: 2\n)  reason: .*\n((?:.*\n)*?  points:\n(?:.*\n)*?      )level: 3",
        "\\1\\2⟪K105⟫level: 1",
    ),
    Fault(
        "measure copied",
        "把上一个风险点的措施复制下来",
        _XK,
        r"^(      measures:\n)(        - .*\n)((?:.*\n)*?      measures:\n)        - .*\n",
        "\\1\\2\\3⟪K106⟫\\2",
    ),
    Fault(
        "empty words",
        "防控措施只写了口号",
        _XK,
        r"^(      measures:\n        - ).*",
        "\\1⟪K107⟫加强监管，提高认识",
    ),
    Fault(
        "lawsuit forgotten",
        "救济途径只写了复议",
        _GF,
        r"^remedies:\n(  - kind: 行政复议\n(?:    .*\n)*)  - kind: 行政诉讼\n(?:    .*\n)*",
        "remedies:\n⟪M101⟫\\1",
    ),
    Fault(
        "remedy without a limit",
        "复议没有写申请期限",
        _GF,
        r"^(  - kind: 行政复议\n    body: .*\n)    time_limit:\n      .*\n      .*\n",
        "⟪M102⟫\\1",
    ),
    Fault(
        "old limit of review",
        "复议期限还是旧规定的十五日",
        _GF,
        r"^(  - kind: 行政复议\n    body: .*\n    time_limit:\n      )value: 60",
        "\\1⟪M103⟫value: 15",
    ),
    Fault(
        "review by the department above",
        "复议机关还写着上一级部门",
        _XK,
        r"^(  - kind: 行政复议\n    )body: .*",
        "\\1⟪M108⟫body: 省住房和城乡建设厅",
    ),
    Fault(
        "wording of the old law",
        "起诉期限还照旧规定写三个月",
        _XK,
        r"^(  - kind: 行政诉讼\n(?:    .*\n)*?    )from: .*",
        "\\1⟪M109⟫from: 知道之日起三个月内",
    ),
    Fault(
        "coercion entrusted",
        "行政强制措施写成委托实施",
        _QZ,
        r"^  nature: 法定机关\n(?!  document)",
        "  ⟪J103⟫nature: 受委托组织\n  organisation: 事业单位\n  entrusted_by: 巴中市人民政府\n  document: 委托书\n",
    ),
    Fault(
        "joined by itself",
        "把本部门又列为联合实施的部门",
        _XK,
        r"^department: (.*)\n((?:.*\n)*?)    department: .*",
        "department: \\1\n\\2    ⟪J104⟫department: \\1",
    ),
    _without("E110", "permit without conditions", "许可漏了条件", "XK", "conditions"),
    _without("E111", "permit without materials", "许可漏了申请材料", "XK", "materials"),
    _without("E112", "permit without a result", "许可漏了办理结果", "XK", "result"),
    Fault(
        "permit without a legal limit",
        "许可只写了承诺期限",
        _XK,
        r"^category: XK\n((?:.*\n)*?)  statutory:\n(?:    .*\n)+",
        "⟪E113⟫category: XK\n\\1",
    ),
    _without("E120", "penalty without its kinds", "处罚漏了种类和程序", "CF", "penalty"),
    _without("E121", "penalty without discretion", "处罚漏了裁量基准", "CF", "discretion"),
    _without("E130", "coercion without its kinds", "强制漏了种类", "QZ", "coercion"),
    _without("E140", "levy without an object", "征收漏了对象和计算", "ZS", "levy"),
    _without("E150", "benefit without recipients", "给付漏了对象和标准", "GF", "benefit"),
    _without("E160", "confirmation without a result", "确认漏了办理结果", "QR", "result"),
    Fault(
        "decided without telling",
        "处罚可以不经告知就决定",
        _CF,
        r"^(      - to: inform\n)((?:.*\n)*?)  - id: decide",
        "\\1      - to: legal\n\\2  - ⟪F107⟫id: decide",
    ),
    Fault(
        "longer than a permit may take",
        "许可的法定期限写成六十个工作日，没有说明依据",
        _XK,
        r"^(  statutory:\n    )value: \d+\n((?:.*\n)*?)  note: .*\n",
        "\\1⟪T106⟫value: 60\n\\2",
    ),
    Fault(
        "steps longer than the promise",
        "流程各步的天数超过承诺期限",
        _XK,
        r"^(  promised:\n    )(value: .*\n(?:.*\n)*?  - id: decide\n(?:    .*\n)*?      value: )\d+",
        "\\1⟪T107⟫\\g<2>15",
    ),
    Fault(
        "first level without an indicator",
        "一级风险的事项没有写一个指标",
        _ZS,
        r"^(risk:\n  )(level: 1\n)" + r"((?:.*\n)*?)      indicator: .*\n" * 4,
        "\\1⟪K104⟫\\2\\3\\4\\5\\6",
    ),
    Fault(
        "special limit forgotten",
        "漏了法律另行规定的起诉期限",
        _CJ,
        r"^remedies:\n((?:[ ].*\n)*)  - kind: 行政诉讼\n(?:    .*\n)*",
        "remedies:\n⟪M105⟫\\1",
    ),
    Fault(
        "dispute of no kind",
        "裁决没有写是哪一种纠纷",
        _CJ,
        r"^category: CJ\nsubtype: .*\n",
        "⟪E170⟫category: CJ\n",
    ),
    Fault(
        "phase of telling left out",
        "处罚流程没有标出告知环节",
        _CF,
        r"^flow:\n((?:.*\n)*?)    phase: 告知\n",
        "flow:\n⟪F106⟫\\1",
    ),
    Fault(
        "checked against the former text",
        "新条例施行以后没有重新核对条文",
        _QR,
        r"^(    law: hun-yin-deng-ji-tiao-li\n(?:    .*\n)*?    )checked: .*",
        "\\1⟪L106⟫checked: 2025-04-20",
    ),
    Fault("marked as secret", "在事项里加了“密级”", _XK, r"^(code: .*\n)", "\\1⟪S110⟫密级: 内部\n"),
    Fault(
        "regulation registered as rules",
        "把行政法规登记成了部门规章",
        "data/laws/cheng-shi-dao-lu-guan-li-tiao-li.yaml",
        r"^kind: .*",
        "kind: 部门规章",
        elsewhere=(
            ("data/items/*/511900-37-XK-0001.yaml", r"(?<=  - role: 设定\n)    law: cheng-shi-dao-lu", "L102"),
            ("data/items/*/511900-37-XK-0001.yaml", r"(?<=      basis:\n)        - law", "E103"),
        ),
    ),
)

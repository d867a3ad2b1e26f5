"""Names of departments, laws, terms and items that do not exist."""

from benchmarks.faults.anatomy import Fault

_ANY = "data/items/*/*.yaml"
_CF = "data/items/*/*-CF-*.yaml"
_LAW = "data/laws/*.yaml"
_XK = "data/items/*/*-XK-*.yaml"
_ENDED = r"^(ended: .*)"
_TRANSFER = "transfers:\n  - date: 2014-01-01\n    {}\n    {}\n    reason: 机构改革。\nlevels:"

FAULTS = (
    Fault("unknown department", "部门编号拼错了", _XK, r"^department: .*", "⟪R101⟫department: cheng-guan-ju"),
    Fault(
        "unknown joint body", "联合机关的部门编号拼错了", _XK, r"^    department: .*", "⟪R101⟫    department: jiao-jing"
    ),
    Fault(
        "transferred to nobody",
        "划入的部门不在名单里",
        _XK,
        r"^levels:",
        _TRANSFER.format("from: cheng-guan-zhi-fa-ju", "⟪R101⟫to: xin-bu-men"),
    ),
    Fault("unknown law", "法律编号拼错了", _XK, r"^    law: .*", "⟪R102⟫    law: cheng-shi-dao-lu-tiao-li"),
    Fault("law not registered", "引用的法律还没有登记", _CF, r"^    law: .*", "⟪R102⟫    law: fang-zhen-fa"),
    Fault(
        "unknown law of a fee",
        "收费依据的法律编号拼错了",
        _XK,
        r"^        - law: .*",
        "⟪R102⟫        - law: shou-fei-fa",
    ),
    Fault("unknown law of a grade", "裁量基准的法律编号拼错了", _XK, r"^      law: .*", "⟪R102⟫      law: dao-lu-fa"),
    Fault(
        "unknown law of a remedy", "救济渠道的法律编号拼错了", _XK, r"^      - law: .*", "⟪R102⟫      - law: fu-yi-fa"
    ),
    Fault("unknown theme", "服务主题不在词表里", _XK, r"^(themes:\n)  - .*", "\\1  ⟪R103⟫- person-000"),
    Fault("unknown risk category", "风险类别不在词表里", _XK, r"^(  categories:\n)    - .*", "\\1    ⟪R103⟫- money"),
    Fault("unknown subtype", "子类不在词表里", _XK, r"^subtype: .*", "⟪R103⟫subtype: 一般许可"),
    Fault(
        "subtype of another category",
        "子类是别的类别的",
        "data/items/*/*-ZS-*.yaml",
        r"^subtype: .*",
        "⟪R103⟫subtype: 普通许可",
    ),
    Fault(
        "subtype where there is none",
        "给没有子类的类别写了子类",
        _CF,
        r"^category: CF",
        "category: CF\n⟪R103⟫subtype: 罚款",
    ),
    Fault(
        "unknown related item",
        "相关事项的编码不存在",
        _ANY,
        r"^related:\n  - (\d+-\d+-\w+)-.*",
        "related:\n  ⟪R104⟫- \\1-9999",
    ),
    Fault("unknown successor", "承接事项的编码不存在", _ANY, _ENDED, "\\1\n⟪R104⟫successor: 511900-45-ZS-9999"),
    Fault("its own successor", "承接事项写成了自己", _ANY, _ENDED, "\\1\n⟪R105⟫successor: {code}"),
    Fault(
        "law of an unknown department",
        "法律登记里的部门编号拼错了",
        _LAW,
        r"^(departments:\n)  - .*",
        "\\1  ⟪R106⟫- bu-men",
    ),
    Fault(
        "replaced by an unknown law",
        "代替文件没有登记",
        "data/laws/*.yaml",
        r"^confirmed:",
        "repealed:\n  date: 2099-01-01\n  ⟪R106⟫by: xin-fa\nconfirmed:",
    ),
    Fault(
        "vocabulary deleted",
        "误删了所处阶段的词表",
        "data/vocabularies/stages.yaml",
        gone=True,
        elsewhere=(("catalogue.yml", r"^title:", "R107"),),
    ),
    Fault(
        "category deleted",
        "从词表里删去了“行政裁决”",
        "data/vocabularies/categories.yaml",
        r"^  - id: QT\n(?:    .*\n?)+",
        "",
        elsewhere=(("catalogue.yml", r"^title:", "R107"),),
    ),
    Fault(
        "stage renamed",
        "把阶段的编号改成了自己的叫法",
        "data/vocabularies/stages.yaml",
        r"id: notice$",
        "id: gong-shi",
        elsewhere=(("catalogue.yml", r"^title:", "R107"),),
    ),
)

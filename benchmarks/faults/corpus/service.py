"""What people meet at the counter: who acts, and what it costs."""

from benchmarks.faults.anatomy import Fault

_CF = "data/items/*/*-CF-*.yaml"
_QT = "data/items/*/*-QT-*.yaml"
_XK = "data/items/*/*-XK-*.yaml"

FAULTS = (
    Fault(
        "entrusted by nobody",
        "受委托组织没有写委托机关",
        _QT,
        r"^  nature: .*\n(?!  document)",
        "  ⟪E101⟫nature: 受委托组织\n  document: 行政执法委托书\n",
    ),
    Fault(
        "entrusted without a document",
        "受委托组织没有写委托文件",
        _QT,
        r"^  nature: .*\n(?!  document)",
        "  ⟪E101⟫nature: 受委托组织\n  entrusted_by: 巴中市人民政府\n",
    ),
    Fault("charged without a standard", "写了收费，没有列收费项目", _CF, r"^  charged: false", "  ⟪E102⟫charged: true"),
    Fault("free with a price", "写了不收费，却列着收费项目", _XK, r"^  charged: true", "  ⟪E102⟫charged: false"),
    Fault(
        "standard deleted",
        "删了收费项目，没有改“收费”",
        _XK,
        r"^(  charged: true\n)  items:\n(?:    .*\n)+",
        "⟪E102⟫\\1",
    ),
)

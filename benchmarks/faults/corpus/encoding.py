"""Bytes and characters: what an editor, an input method or a copied web page leaves in a file."""

from benchmarks.faults.anatomy import Fault

_ITEM = "data/items/*/*-XK-*.yaml"
_LAW = "data/laws/*.yaml"
_MAX = 256 * 1024


def _cut(text: str) -> bytes:
    """Cut the text within the first character of the name, as a broken transfer does."""
    raw = text.encode()
    return raw[: raw.index(b"\nname: ") + len(b"\nname: ") + 1]


FAULTS = (
    Fault(
        "GBK", "用旧编辑器把文件存成了 GBK 编码", _ITEM, r"^name:", "⟪B101⟫name:", encode=lambda t: t.encode("gb18030")
    ),
    Fault(
        "GBK department",
        "部门文件存成了 GBK 编码",
        "data/departments/*.yaml",
        r"^name:",
        "⟪B101⟫name:",
        encode=lambda t: t.encode("gb18030"),
    ),
    Fault("GBK that is valid UTF-8", "从旧系统粘贴的“食品”二字变成了乱码", _ITEM, r"^name: ", "⟪B104⟫name: ʳƷ"),
    Fault("UTF-16", "用记事本存成了“Unicode”编码", _ITEM, told="B102", encode=lambda t: t.encode("utf-16")),
    Fault(
        "byte-order mark", "用记事本存成了“UTF-8（带 BOM）”", _ITEM, told="B102", encode=lambda t: t.encode("utf-8-sig")
    ),
    Fault(
        "CRLF",
        "在 Windows 上保存，整个文件换成了 CRLF",
        _ITEM,
        told="B106",
        encode=lambda t: t.replace("\n", "\r\n").encode(),
    ),
    Fault("one CRLF", "粘贴了一行来自 Windows 的文字", _ITEM, r"^(summary: .*)\n", "\\1⟪B106⟫\r\n"),
    Fault("cut within a character", "文件没有传完，断在一个汉字中间", _ITEM, r"^name:", "⟪B101⟫name:", encode=_cut),
    Fault(
        "half a character",
        "转换工具写出了半个字符",
        _ITEM,
        r"^name: ",
        "⟪B101⟫name: \ud800",
        encode=lambda t: t.encode("utf-8", "surrogatepass"),
    ),
    Fault("too large", "把附件的文字整个贴进了文件", _ITEM, r"\Z", "\n# " + "附" * _MAX, told="B105"),
    Fault("NUL", "损坏的文件里混进了空字节", _ITEM, r"^summary: ", "⟪B103⟫summary: \x00"),
    Fault("escape sequence", "从终端复制，带进了颜色控制符", _ITEM, r"^summary: ", "⟪B103⟫summary: \x1b[31m"),
    Fault("zero width space", "从网页复制编码，带进了零宽空格", _ITEM, r"^code: (.)", "⟪B103⟫code: \\1\u200b"),
    Fault("byte-order mark inside", "两个文件拼在一起，文字中间留下了 BOM", _ITEM, r"^name: ", "⟪B103⟫name: \ufeff"),
    Fault("bidi override", "名称里混进了改变显示方向的控制符", _ITEM, r"^name: (..)", "⟪B103⟫name: \\1\u202e"),
    Fault(
        "bidi isolate",
        "裁量标准里混进了隔离控制符",
        "data/items/*/*-CF-*.yaml",
        r"^(    standard: .)",
        "⟪B103⟫\\1\u2066",
    ),
    Fault("soft hyphen", "从 PDF 复制，带进了软连字符", _ITEM, r"^(    provides: .)", "⟪B103⟫\\1\u00ad"),
    Fault("line separator", "从网页复制，带进了看不见的分行符", _ITEM, r"^(summary: .)", "⟪B103⟫\\1\u2028sample: x"),
    Fault("next line", "从大型机导出的文字带有 NEL 换行符", _ITEM, r"^(summary: .)", "⟪B103⟫\\1\u0085sample: x"),
    Fault("no-break space", "从网页复制，带进了不换行空格", _ITEM, r"^(summary: .)", "⟪B104⟫\\1\u00a0"),
    Fault("ideographic space", "段首按公文习惯空了两个全角空格", _ITEM, r"^summary: ", "⟪B104⟫summary: \u3000\u3000"),
    Fault("ideographic space as indentation", "用全角空格缩进", _ITEM, r"^  (name: )", "⟪B104⟫\u3000\\1"),
    Fault("tab", "用制表符缩进", _ITEM, r"^  (name: )", "⟪B103⟫\t\\1"),
    Fault("Cyrillic letter", "编号里的 a 是西里尔字母", _ITEM, r"^(    law: .*?)a", "⟪B104⟫\\1\u0430"),
    Fault("Greek letter", "条件里的 A 是希腊字母", _ITEM, r"^conditions:\n  - ", "conditions:\n  - ⟪B104⟫\u0391"),
    Fault("Kangxi radical", "从 PDF 复制，“日”成了部首“⽇”", _ITEM, r"^(    note: .*?)日", "⟪B104⟫\\1\u2f47"),
    Fault("compatibility ideograph", "老字体输入的兼容汉字", _ITEM, r"^(summary: .)", "⟪B104⟫\\1\uf900"),
    Fault("not NFC", "生僻字输入成了兼容增补汉字", _ITEM, r"^(summary: .)", "⟪B107⟫\\1\U0002f800"),
    Fault("combining mark", "字母和声调符号分成了两个字符", _ITEM, r"^(summary: .)", "⟪B104⟫\\1e\u0301"),
    Fault("private use", "地名用了本单位自造的字", _ITEM, r"^(summary: .)", "⟪B104⟫\\1\ue000"),
    Fault("emoji", "说明里写了表情符号", _ITEM, r"^(summary: .)", "⟪B104⟫\\1\U0001f600"),
    Fault("Japanese mark", "输入法把“一”打成了长音符", _ITEM, r"^(summary: .)", "⟪B104⟫\\1\u30fc"),
    Fault("zero width joiner in a law", "法律名称里混进了零宽连字符", _LAW, r"^(title: ..)", "⟪B103⟫\\1\u200d"),
)

"""YAML: what looks like a filled-in form to a clerk and means something else to a parser, or nothing at all."""

from benchmarks.faults.anatomy import Fault

_ITEM = "data/items/*/*-XK-*.yaml"
_SETTINGS = "catalogue.yml"

FAULTS = (
    Fault("key twice", "同一个字段写了两遍", _ITEM, r"^(category: .*)", "\\1\n⟪Y102⟫\\1"),
    Fault(
        "key twice in capitals", "同一个字段第二遍写成了大写", _ITEM, r"^(category)(: .*)", "\\1\\2\n⟪Y102⟫CATEGORY\\2"
    ),
    Fault("key twice in a list", "一条依据里写了两个“条”", _ITEM, r"^(    article: .*)", "\\1\n⟪Y102⟫\\1"),
    Fault("section twice", "第二次收费写在另一个 fees 里", _ITEM, r"\Z", "\n⟪Y102⟫fees:\n  charged: false\n"),
    Fault("anchor", "从程序员那里学来用锚点省字", _ITEM, r"^summary: ", "⟪Y103⟫summary: &s "),
    Fault("alias", "以星号开头的文字没有加引号", _ITEM, r"^summary: ", "⟪Y101⟫summary: *"),
    Fault("alias of a name", "照抄示例里的星号引用", _ITEM, r"^summary: .*", "⟪Y103⟫summary: *shared"),
    Fault("merge", "用合并键共享内容", _ITEM, r"^(implementing_body:)\n", "\\1\n  ⟪Y103⟫<<: *common\n"),
    Fault("exclamation mark", "以感叹号开头的文字没有加引号", _ITEM, r"^summary: ", "⟪Y101⟫summary: !"),
    Fault("tag", "给文字加了类型标签", _ITEM, r"^summary: ", "⟪Y104⟫summary: !!str "),
    Fault("greater-than sign", "以大于号开头的文字没有加引号", _ITEM, r"^summary: ", "⟪Y101⟫summary: >"),
    Fault("backslash", "双引号里写了 Windows 的路径", _ITEM, r"^summary: .*", '⟪Y101⟫summary: "C:\\\\窗口资料"'),
    Fault(
        "Python tag",
        "文件里写了可以执行命令的标签",
        _ITEM,
        r"^summary: .*",
        "⟪Y104⟫summary: !!python/object/apply:os.system [ls]",
    ),
    Fault("two documents", "把两个事项写进了一个文件", _ITEM, r"\Z", "\n⟪Y105⟫---\nname: 另一个事项\n"),
    Fault("directive", "文件开头写了 YAML 版本", _ITEM, r"\A", "⟪Y105⟫%YAML 1.1\n---\n"),
    Fault("tag directive", "文件开头声明了标签前缀", _ITEM, r"\A", "⟪Y105⟫%TAG !e! tag:example.org,2000:\n---\n"),
    Fault(
        "nested too deep", "列表套列表套了几十层", _ITEM, r"^quota: .*\n|\Z", "\n⟪Y106⟫quota: " + "[" * 60 + "]" * 60
    ),
    Fault("octal", "条文序号前面补了零", _ITEM, r"^(    article: )(\d+)", "⟪Y107⟫\\g<1>0\\2"),
    Fault("hexadecimal", "条文序号写成了十六进制", _ITEM, r"^(    article: )\d+", "⟪Y107⟫\\g<1>0x1F"),
    Fault("decimal", "期限写成了小数", _ITEM, r"^(    value: )(\d+)", "⟪Y107⟫\\1\\2.5"),
    Fault("exponent", "数字写成了科学记数法", _ITEM, r"^(    value: )\d+", "⟪Y107⟫\\g<1>1e1"),
    Fault("underscore", "数字里用下划线分节", _ITEM, r"^(    article: )\d+", "⟪Y107⟫\\g<1>1_0"),
    Fault("plus", "数字前面写了加号", _ITEM, r"^(    value: )(\d+)", "⟪Y107⟫\\1+\\2"),
    Fault("Norway", "是否收费写成了 NO", _ITEM, r"^(  charged: )\w+", "⟪Y107⟫\\1NO"),
    Fault("capital true", "是否收费写成了 True", _ITEM, r"^(  charged: )\w+", "⟪Y107⟫\\1True"),
    Fault("on", "是否收费写成了 on", _ITEM, r"^(  charged: )\w+", "⟪Y107⟫\\1on"),
    Fault(
        "sexagesimal",
        "办公时间写成 12:30，没有加引号",
        _ITEM,
        r"^fees:",
        "windows:\n  - name: 城管窗口\n    ⟪Y107⟫hours: 12:30\nfees:",
    ),
    Fault("time stamp", "施行日期带了钟点", _ITEM, r"^(effective: )(.*)", "⟪Y107⟫\\1\\2 00:00:00"),
    Fault("null", "没有的内容写了 null", _ITEM, r"^(  reason: ).*", "⟪Y107⟫\\1null"),
    Fault("tilde", "没有的内容写了 ~", _ITEM, r"^(  reason: ).*", "⟪Y107⟫\\1~"),
    Fault(
        "division without quotes", "电话号码前面有零，没有加引号", _SETTINGS, r"^(  number: ).*", "⟪Y107⟫\\g<1>08278"
    ),
    Fault("no value", "字段写了名字没有写内容", _ITEM, r"^summary: .*", "⟪Y108⟫summary:"),
    Fault("no entry", "列表里留了一个空的短横", _ITEM, r"^(levels:)\n", "\\1\n  ⟪Y108⟫-\n"),
    Fault(
        "only a heading",
        "把一节的内容全部删掉，只留标题",
        "data/items/*/*.yaml",
        r"^duties:\n(?:  - .*\n)+",
        "⟪Y108⟫duties:\n",
    ),
    Fault("empty file", "保存时清空了文件", _ITEM, r"(?s)\A.*", "⟪Y108⟫"),
    Fault("only comments", "把所有内容都注释掉了", _ITEM, r"(?s)\A.*", "⟪Y108⟫# 待填\n"),
    Fault("list as key", "问号开头的文字没有加引号", _ITEM, r"\Z", "\n⟪Y109⟫? [quota]\n: 不限\n"),
    Fault("block text", "用竖线写了多行文字", _ITEM, r"^summary: (.*)", "⟪Y110⟫summary: |\n  \\1\n  另起一行。"),
    Fault(
        "escaped line break", "双引号里写了换行的转义", _ITEM, r"^summary: (.*)", '⟪Y110⟫summary: "\\1\\\\n另起一行。"'
    ),
    Fault(
        "escaped zero width space",
        "双引号里用转义写了零宽空格",
        _ITEM,
        r"^summary: (.*)",
        '⟪B103⟫summary: "\\1\\\\u200b"',
    ),
    Fault("escaped NUL", "双引号里用转义写了空字符", _ITEM, r"^summary: (.*)", '⟪B103⟫summary: "\\1\\\\0"'),
    Fault("full-width colon", "冒号打成了全角", _ITEM, r"^category: ", "⟪Y101⟫category："),
    Fault("full-width colon in a list", "依据里的冒号打成了全角", _ITEM, r"^    article: ", "⟪Y101⟫    article："),
    Fault("no space after the colon", "冒号后面没有空格", _ITEM, r"^category: ", "⟪Y101⟫category:"),
    Fault("no space in the settings", "设置里冒号后面没有空格", _SETTINGS, r"^jurisdiction: ", "⟪Y101⟫jurisdiction:"),
    Fault("bad indentation", "一个字段少缩进了一格", _ITEM, r"^  (nature: )", "⟪Y101⟫ \\1"),
    Fault("too much indentation", "一个字段多缩进了两格", _ITEM, r"^  (nature: )", "⟪Y101⟫    \\1"),
    Fault("colon in the text", "文字里有半角冒号加空格", _ITEM, r"^(summary: )", "⟪Y101⟫\\1说明: "),
    Fault("quote not closed", "引号只写了一半", _ITEM, r"^(name: )(.*)\n(aliases:)", '⟪Y101⟫\\1"\\2\n\\3'),
    Fault("quotation within", "引号结束以后还有文字", _ITEM, r"^(summary: )(.*)", '⟪Y101⟫\\1"占道"\\2'),
    Fault("bracket not closed", "方括号只写了一半", _ITEM, r"^levels:\n(  - .*\n)+", "⟪Y101⟫levels: [市, 县\n"),
    Fault("dash on the key's line", "列表的第一条和标题写在同一行", _ITEM, r"^levels:\n  - ", "⟪Y101⟫levels: - "),
    Fault("backtick", "文字以反引号开头", _ITEM, r"^summary: ", "⟪Y101⟫summary: `"),
    Fault("at sign", "文字以 @ 开头", _ITEM, r"^summary: ", "⟪Y101⟫summary: @"),
    Fault("per cent sign", "文字以 % 开头", _ITEM, r"^summary: ", "⟪Y101⟫summary: %"),
    Fault("heading outside", "文件开头写了一行标题", _ITEM, r"^sample: ", "行政许可\n⟪Y101⟫sample: "),
    Fault("dash missing", "列表的一条前面漏了短横", _ITEM, r"^(levels:\n  - .*\n)  - ", "\\1⟪Y101⟫  乡: "),
)

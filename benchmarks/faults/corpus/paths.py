"""Files that stand in the wrong place, bear a wrong name, or are none."""

from benchmarks.faults.anatomy import Fault

_ITEM = "data/items/*/*-XK-*.yaml"
_LAW = "data/laws/*.yaml"

FAULTS = (
    Fault("ending .yml", "事项文件的后缀写成了 .yml", _ITEM, to="{folder}/{code}.yml", told="P102"),
    Fault("ending .txt", "记事本在文件名后面加了 .txt", _ITEM, to="{folder}/{code}.yaml.txt", told="P102"),
    Fault("capital ending", "后缀写成了大写", _LAW, to="{folder}/{code}.YAML", told="P102"),
    Fault(
        "item outside its department", "把事项直接放在 items 文件夹里", _ITEM, to="data/items/{code}.yaml", told="P102"
    ),
    Fault("item too deep", "按年份又建了一层文件夹", _ITEM, to="{folder}/2026/{code}.yaml", told="P102"),
    Fault("item among the laws", "把事项放进了 laws 的子文件夹", _ITEM, to="data/laws/xk/{code}.yaml", told="P102"),
    Fault(
        "law in a folder", "把法律文件归到新建的子文件夹", _LAW, to="{folder}/old/{code}.yaml", keep=True, told="P102"
    ),
    Fault("unknown folder", "新建了目录不认识的文件夹", _LAW, to="data/forms/{code}.yaml", keep=True, told="P102"),
    Fault("backup", "编辑器留下了备份文件", _ITEM, to="{folder}/{code}.yaml~", keep=True, told="P102"),
    Fault("spreadsheet", "把原来的电子表格一起提交了", _ITEM, to="{folder}/权力清单.xlsx", keep=True, told="P102"),
    Fault(
        "second copy", "文件管理器复制出“(1)”", _ITEM, r"^code:", "⟪I101⟫code:", to="{folder}/{code}(1).yaml", keep=True
    ),
    Fault("space in the name", "文件名末尾多了一个空格", _ITEM, r"^code:", "⟪I101⟫code:", to="{folder}/{code} .yaml"),
    Fault("full-width name", "文件名里的数字是全角的", _ITEM, r"^code:", "⟪I101⟫code:", to="{folder}/１{code}.yaml"),
    Fault("Chinese name", "用事项名称作文件名", _ITEM, r"^code:", "⟪I101⟫code:", to="{folder}/临时占道.yaml"),
    Fault(
        "name differing in case",
        "同一个法律文件又存了一份首字母大写的",
        "data/laws/shui-fa.yaml",
        r"^id:",
        "⟪I101⟫id:",
        to="{folder}/Shui-fa.yaml",
        keep=True,
    ),
    Fault(
        "wrong name of a law",
        "改了法律文件的文件名，没有改编号",
        "data/laws/*.yaml",
        r"^id: fa-lv-yuan-zhu-fa$",
        "⟪I101⟫id: fa-lv-yuan-zhu-fa",
        to="{folder}/fa-yuan-fa.yaml",
    ),
    Fault(
        "another department's folder",
        "把事项放进了别的部门的文件夹",
        _ITEM,
        r"^department:",
        "⟪I104⟫department:",
        to="data/items/jiao-yu-ju/{code}.yaml",
    ),
    Fault(
        "folder of no department",
        "文件夹名称拼错了",
        _ITEM,
        r"^department:",
        "⟪I104⟫department:",
        to="data/items/cheng-guan/{code}.yaml",
    ),
    Fault("link", "提交的是指向别处的链接", _ITEM, to="{folder}/511900-37-XK-9999.yaml", link=True, told="P103"),
    Fault("link to a law", "用链接给法律文件起了别名", _LAW, to="{folder}/law.yaml", link=True, told="P103"),
    Fault("no settings", "误删了 catalogue.yml", "catalogue.yml", gone=True, told="P101"),
    Fault(
        "settings renamed",
        "把 catalogue.yml 改名为 catalogue.yaml",
        "catalogue.yml",
        to="catalogue.yaml",
        elsewhere=(("catalogue.yml", r"\A", "P101"),),
    ),
)

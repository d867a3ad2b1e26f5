"""The shapes of what leads to the records: the index, the changes, and the codes that are retired."""

from __future__ import annotations

from pipeline.dumps.derivation import STAGES
from pipeline.dumps.shapes import LICENCE, Schema, code, codes, day, entries, number, record, text
from pipeline.model import EVENTS

_PATH = text("文件", "相对于 api/v1/ 的路径。")


def _terms(title: str, description: str) -> Schema:
    return entries(
        title,
        description,
        {
            "id": text("编号", "词条编号。"),
            "title": text("名称", "词条名称。"),
            "items": number("事项数", "它的事项数。"),
            "path": _PATH,
        },
    )


INDEX: Schema = {
    "title": text("名称", "目录名称。"),
    "jurisdiction": text("行政区域", "目录所属的地方。"),
    "division": {
        "title": "区划代码",
        "description": "六位行政区划代码。",
        "type": "string",
        "pattern": "^[0-9]{6}$",
    },
    "date": day("发布日期", "推算各事项阶段所用的日期。"),
    "release": record(
        "版本",
        "发布所用的提交；不在 git 中时没有。",
        {
            "commit": {
                "title": "提交",
                "description": "提交的完整编号。",
                "type": "string",
                "pattern": "^[0-9a-f]{40,64}$",
            },
            "committed": day("提交日期", "北京时间的日期。"),
            "modified": {"title": "有未提交的改动", "description": "发布时文件夹与提交不一致。", "const": True},
        },
        optional=("modified",),
    ),
    "licence": LICENCE,
    "notice": text("提示", "网站横幅上的提示，例如示例数据的声明。"),
    "all_items": _PATH,
    "documents": entries(
        "全部数据的文件",
        "不分记录的文件：数据、清单、订阅、日历和约定。",
        {
            "path": _PATH,
            "media_type": text("类型", "媒体类型。"),
            "title": text("名称", "文件名称。"),
        },
    ),
    "items": entries(
        "事项",
        "全部事项的摘要。",
        {
            "code": code("编码", "行政权力编码。"),
            "name": text("名称", "行政权力名称。"),
            "category": {
                "title": "类别",
                "description": "权力类别。",
                "enum": ["XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT"],
            },
            "department": text("部门", "部门编号。"),
            "risk_level": {"title": "风险等级", "description": "1、2 或者 3，1 最高。", "enum": [1, 2, 3]},
            "stage": {"title": "阶段", "description": "发布当日所处的阶段。", "enum": STAGES},
            "path": _PATH,
            "modified": day("变化日期", "记录写明的最近一次变化的日期；没有写明的没有。"),
        },
        optional=("modified",),
    ),
    "departments": entries(
        "部门",
        "全部部门。",
        {
            "id": text("编号", "部门编号。"),
            "number": {"title": "序号", "description": "部门序号。", "type": "integer"},
            "name": text("名称", "部门名称。"),
            "items": {"title": "事项数", "description": "该部门的事项数。", "type": "integer"},
            "path": _PATH,
        },
    ),
    "categories": _terms("类别", "全部权力类别。"),
    "themes": _terms("主题", "全部主题。"),
    "laws": entries(
        "法律文件",
        "登记的法律文件。",
        {"id": text("编号", "登记库编号。"), "title": text("名称", "全称。"), "path": _PATH},
    ),
    "vocabularies": entries(
        "词表",
        "全部词表。",
        {"id": text("编号", "词表编号。"), "title": text("名称", "词表名称。"), "path": _PATH},
    ),
    "schemas": {
        "title": "结构",
        "description": "各文件的 JSON Schema，相对于 api/v1/。",
        "type": "array",
        "items": {"type": "string"},
    },
}

CHANGES: Schema = {
    "changes": entries(
        "变化",
        "各事项记录里写明日期、已经发生的变化，新的在前。",
        {
            "date": day("日期", "发生的日期。"),
            "kind": {"title": "种类", "description": "发生了什么。", "enum": list(EVENTS)},
            "kind_name": text("种类名称", "种类的文字。"),
            "note": text("说明", "记录里的说明。"),
            "code": code("编码", "事项的编码。"),
            "name": text("名称", "事项的名称。"),
            "department": text("部门", "部门编号。"),
            "path": _PATH,
        },
    ),
}

RETIRED: Schema = {
    "retired": entries(
        "取消的编码",
        "取消的事项，按编码排列；编码不再使用，事项的文件和网页都还在。",
        {
            "code": code("编码", "取消的事项的编码。"),
            "kind": {
                "title": "去向",
                "description": "redirect：由 successors 里的事项承接；gone：没有承接。",
                "enum": ["redirect", "gone"],
            },
            "successors": codes("承接事项", "承接的事项；承接的事项又取消了的，一直找到没有取消的。"),
            "ended": day("终止日期", "不再行使的日期。"),
            "path": _PATH,
        },
        optional=("ended",),
    ),
}

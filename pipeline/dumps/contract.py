"""The published schemas: what the authored schemas mark public, with what is derived told apart.

They are kept in ``schemas/public/v1/`` so that a change of the contract is seen in review; a test keeps them fresh.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

VERSION = "1.2"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_CODE = {"type": "string", "pattern": "^[0-9]{6}-[0-9]{2}-(XK|CF|ZS|QZ|QR|CJ|GF|QT)-[0-9]{4}(-[0-9]{2})?$"}
_STAGES = ["draft", "notice", "scheduled", "active", "suspended", "repealed"]


def contract(authored: Mapping[str, Mapping[str, Any]]) -> dict[str, Schema]:
    """Return the published schemas by name, made from the authored ones by kind."""
    item = _published("item", authored["item"], {"derived": _DERIVED})
    return {
        "index": _INDEX,
        "item": item,
        "items": _document("items", "全部事项", {"items": {"type": "array", "items": {"$ref": "item.schema.json"}}}),
        "department": _published("department", authored["department"], {"items": _codes("事项", "该部门的事项编码。")}),
        "law": _published("law", authored["law"], {"cited_by": _codes("引用它的事项", "引用该法律文件的事项编码。")}),
        "vocabulary": _published("vocabulary", authored["vocabulary"], {}),
    }


def _published(name: str, authored: Mapping[str, Any], derived: Schema) -> Schema:
    """Keep what is marked public, drop the marks, add the version and the derived fields."""
    public = {
        key: {word: value for word, value in about.items() if not word.startswith("x-")}
        for key, about in authored["properties"].items()
        if about.get("x-public") is True
    }
    required = [key for key in authored["required"] if key in public]
    schema = _document(name, authored["title"], {**public, **derived}, [*required, *derived])
    return schema | ({"$defs": authored["$defs"]} if "$defs" in authored else {})


def _document(name: str, title: str, properties: Schema, required: list[str] | None = None) -> Schema:
    return {
        "$schema": _DRAFT,
        "$id": f"{name}.schema.json",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": ["schema_version", *(required or properties)],
        "properties": {"schema_version": _VERSION, **properties},
    }


def _text(title: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "string"}


def _object(title: str, description: str, properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "additionalProperties": False,
        "required": [key for key in properties if key not in optional],
        "properties": properties,
    }


def _codes(title: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "array", "items": _CODE}


def _sentences(title: str, description: str) -> Schema:
    return {"title": title, "description": description, "type": "array", "items": {"type": "string"}}


def _list(title: str, description: str, properties: Schema) -> Schema:
    return {
        "title": title,
        "description": description,
        "type": "array",
        "items": _object(title, description, properties),
    }


_VERSION = {"title": "结构版本", "description": "本文件所依据的结构的版本。", "const": VERSION}
_PATH = _text("文件", "相对于 api/v1/ 的路径。")
_DATE = {"type": "string", "format": "date"}

_DERIVED = _object(
    "派生字段",
    "由程序根据事项、登记库和发布当日推算，不由部门填写。",
    {
        "stage": {"title": "阶段", "description": "发布当日所处的阶段。", "enum": _STAGES},
        "stage_name": _text("阶段名称", "阶段的文字。"),
        "department_name": _text("部门名称", "所属部门的名称。"),
        "category_name": _text("类别名称", "权力类别的名称。"),
        "risk_level_name": _text("风险等级名称", "风险等级的文字。"),
        "risk_score": _object(
            "风险评分",
            "按七项因素和最重的风险点计算，只说明风险等级，不决定风险等级。",
            {
                "total": {"title": "得分", "description": "0 到 100。", "type": "integer"},
                "level": {"title": "相当于", "description": "这个得分相当于几级。", "enum": [1, 2, 3]},
                "shares": _list(
                    "各项得分",
                    "每项因素和最重的风险点（points）各得几分。",
                    {
                        "factor": _text("因素", "因素的名称，风险点写 points。"),
                        "points": {"title": "得分", "description": "加权以后的得分。", "type": "integer"},
                        "most": {"title": "满分", "description": "这一项最多几分。", "type": "integer"},
                    },
                ),
            },
        ),
        "lapsed": {
            "title": "失效依据",
            "description": "所引法律文件中已经失效或者尚未施行的，登记库编号。",
            "type": "array",
            "items": {"type": "string"},
        },
        "predecessors": _codes("前身事项", "由本事项承接的已取消事项。"),
        "same_article": _codes("同条事项", "依据同一条文设定的其他事项。"),
        "look_alikes": _list(
            "容易混淆的事项",
            "名称几乎相同，或者由同一条文设定、名称相近的其他事项；两个事项互相列出。",
            {
                "code": {"title": "编码", "description": "另一个事项的编码。", **_CODE},
                "alike": {
                    "title": "相近之处",
                    "description": "名称：名称几乎相同；条文：由同一条文设定，名称相近。",
                    "enum": ["名称", "条文"],
                },
            },
        ),
        "flow_text": _sentences("流程的文字说明", "外部流程逐步写成的文字，与流程图内容相同。"),
        "internal_flow_text": _sentences("内部流程的文字说明", "内部流程逐步写成的文字；没有内部流程的没有。"),
    },
    optional=("lapsed", "predecessors", "same_article", "look_alikes", "internal_flow_text"),
)

_INDEX = _document(
    "index",
    "索引",
    {
        "title": _text("名称", "目录名称。"),
        "jurisdiction": _text("行政区域", "目录所属的地方。"),
        "division": {
            "title": "区划代码",
            "description": "六位行政区划代码。",
            "type": "string",
            "pattern": "^[0-9]{6}$",
        },
        "date": {"title": "发布日期", "description": "推算各事项阶段所用的日期。", **_DATE},
        "release": _object(
            "版本",
            "发布所用的提交；不在 git 中时没有。",
            {
                "commit": {
                    "title": "提交",
                    "description": "提交的完整编号。",
                    "type": "string",
                    "pattern": "^[0-9a-f]{40,64}$",
                },
                "committed": {"title": "提交日期", "description": "北京时间的日期。", **_DATE},
                "modified": {"title": "有未提交的改动", "description": "发布时文件夹与提交不一致。", "const": True},
            },
            optional=("modified",),
        ),
        "licence": _object(
            "许可",
            "数据的许可。",
            {"name": _text("名称", "许可名称。"), "url": _text("网址", "许可全文。")},
            optional=("url",),
        ),
        "notice": _text("提示", "网站横幅上的提示，例如示例数据的声明。"),
        "all_items": _PATH,
        "items": _list(
            "事项",
            "全部事项的摘要。",
            {
                "code": {"title": "编码", "description": "行政权力编码。", **_CODE},
                "name": _text("名称", "行政权力名称。"),
                "category": {
                    "title": "类别",
                    "description": "权力类别。",
                    "enum": ["XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT"],
                },
                "department": _text("部门", "部门编号。"),
                "risk_level": {"title": "风险等级", "description": "1、2 或者 3，1 最高。", "enum": [1, 2, 3]},
                "stage": {"title": "阶段", "description": "发布当日所处的阶段。", "enum": _STAGES},
                "path": _PATH,
            },
        ),
        "departments": _list(
            "部门",
            "全部部门。",
            {
                "id": _text("编号", "部门编号。"),
                "number": {"title": "序号", "description": "部门序号。", "type": "integer"},
                "name": _text("名称", "部门名称。"),
                "items": {"title": "事项数", "description": "该部门的事项数。", "type": "integer"},
                "path": _PATH,
            },
        ),
        "laws": _list(
            "法律文件",
            "登记的法律文件。",
            {"id": _text("编号", "登记库编号。"), "title": _text("名称", "全称。"), "path": _PATH},
        ),
        "vocabularies": _list(
            "词表",
            "全部词表。",
            {"id": _text("编号", "词表编号。"), "title": _text("名称", "词表名称。"), "path": _PATH},
        ),
        "schemas": {
            "title": "结构",
            "description": "各文件的 JSON Schema，相对于 api/v1/。",
            "type": "array",
            "items": {"type": "string"},
        },
    },
    [
        "title",
        "jurisdiction",
        "division",
        "date",
        "all_items",
        "items",
        "departments",
        "laws",
        "vocabularies",
        "schemas",
    ],
)

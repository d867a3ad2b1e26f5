"""The shape of what is derived of an item, told apart from what its department wrote."""

from __future__ import annotations

from typing import get_args

from pipeline.dumps.shapes import code, codes, entries, record, sentences, text
from pipeline.model import Stage

STAGES = list(get_args(Stage))

DERIVED = record(
    "派生字段",
    "由程序根据事项、登记库和发布当日推算，不由部门填写。",
    {
        "stage": {"title": "阶段", "description": "发布当日所处的阶段。", "enum": STAGES},
        "stage_name": text("阶段名称", "阶段的文字。"),
        "department_name": text("部门名称", "所属部门的名称。"),
        "category_name": text("类别名称", "权力类别的名称。"),
        "risk_level_name": text("风险等级名称", "风险等级的文字。"),
        "risk_score": record(
            "风险评分",
            "按七项因素和最重的风险点计算，只说明风险等级，不决定风险等级。",
            {
                "total": {"title": "得分", "description": "0 到 100。", "type": "integer"},
                "level": {"title": "相当于", "description": "这个得分相当于几级。", "enum": [1, 2, 3]},
                "shares": entries(
                    "各项得分",
                    "每项因素和最重的风险点（points）各得几分。",
                    {
                        "factor": text("因素", "因素的名称，风险点写 points。"),
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
        "predecessors": codes("前身事项", "由本事项承接的已取消事项。"),
        "successors": codes("承接事项", "取消以后由哪个事项承接；承接的事项又取消了的，一直找到没有取消的。"),
        "same_article": codes("同条事项", "依据同一条文设定的其他事项。"),
        "look_alikes": entries(
            "容易混淆的事项",
            "名称几乎相同，或者由同一条文设定、名称相近的其他事项；两个事项互相列出。",
            {
                "code": code("编码", "另一个事项的编码。"),
                "alike": {
                    "title": "相近之处",
                    "description": "名称：名称几乎相同；条文：由同一条文设定，名称相近。",
                    "enum": ["名称", "条文"],
                },
            },
        ),
        "flow_text": sentences("流程的文字说明", "外部流程逐步写成的文字，与流程图内容相同。"),
        "internal_flow_text": sentences("内部流程的文字说明", "内部流程逐步写成的文字；没有内部流程的没有。"),
    },
    optional=("lapsed", "predecessors", "successors", "same_article", "look_alikes", "internal_flow_text"),
)

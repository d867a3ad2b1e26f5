"""Start a new item: the next free code, and a file that lacks only what a human knows."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from pipeline.model import Catalogue


class Draft(NamedTuple):
    """What is known of an item before it is written."""

    code: str
    name: str
    category: str
    department: str


def next_code(catalogue: Catalogue, department: str, category: str) -> str:
    """Return the code after the highest ever used by that department in that category; gaps are never filled."""
    prefix = f"{catalogue.settings.division}-{catalogue.departments[department].number:02}-{category}-"
    used = [int(code.removeprefix(prefix)[:4]) for code in catalogue.items if code.startswith(prefix)]
    return f"{prefix}{max(used, default=0) + 1:04}"


def scaffold(draft: Draft) -> str:
    """Return the text of a new item file; every field left empty is one the check will ask for."""
    name = yaml.safe_dump(draft.name, allow_unicode=True, width=1000).splitlines()[0]
    return _TEMPLATE.format(code=draft.code, name=name, category=draft.category, department=draft.department)


_TEMPLATE = """\
# yaml-language-server: $schema=../../../schemas/item.schema.json
code: {code}
name: {name}
category: {category}
summary:
department: {department}
implementing_body:
  name:
  nature: 法定机关
levels:
  - 市
audience:
  - 自然人
  - 法人
themes:
  -
legal_basis:
  - role: 设定
    law:
    article:
    provides:
    checked:
duties:
  -
accountability:
  -
fees:
  charged: false
flow:
  - id: start
    name:
    actor:
    kind: 开始
    next:
      - to: end
  - id: end
    name:
    actor:
    kind: 结束
risk:
  level:
  categories:
    -
  factors:
    funds:
    discretion:
    social_relevance:
    public_evaluation:
    complaints:
    cases:
    consequences:
  points:
    - step: start
      post:
      level:
      risk:
      measures:
        -
      responsible:
remedies:
  - kind: 行政复议
    body:
    time_limit:
      value:
      unit: 日
    basis:
      - law: xing-zheng-fu-yi-fa
        article: 20
"""

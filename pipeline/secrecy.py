"""Know the marks of what must not be published; what law withholds has no place in the catalogue's folder at all."""

from __future__ import annotations

import re

_KEYS = frozenset(
    (
        *("secret", "secrecy", "secrecy_level", "security_level", "classified", "classification", "confidential"),
        *("confidentiality", "disclosure", "withheld", "密级", "涉密", "是否涉密", "秘密", "机密", "绝密", "保密"),
        *("保密期限", "是否公开", "公开方式", "公开属性", "公开类型", "不予公开", "不公开", "内部资料"),
    )
)

_DEGREE = r"(?:绝密|机密|秘密)(?:级|\s*[★☆][^）)】\]〕]{0,12})?"
_MATTER = rf"(?:{_DEGREE}|涉密|内部(?:资料|文件|材料)|依法(?:不予|不)公开)"
MARK = re.compile(
    # The whole value.
    rf"^\s*(?:{_MATTER}|内部使用|(?:不予|不宜|不|禁止)公开)[。！!]?\s*$"
    # A mark in brackets; a hearing, too, may be （不公开）.
    rf"|[（(【\[〔]\s*{_MATTER}\s*[）)】\]〕]"
    r"|密级\s*[:：]\s*(?:绝密|机密|秘密)"
    r"|(?:绝密|机密|秘密)\s*[★☆]",
    re.MULTILINE,
)
"""A text that is marked, not one that speaks of secrets: 国家秘密载体 is a subject, （秘密） is a mark."""

HINT = "本文件夹里的内容全部公开。依法不公开的，从目录中删去，按保密规定另行保管；依法公开的，删去这个标记。"
"""What to do with a mark, wherever it stands."""

_TRACES = ("绝密", "机密", "秘密", "涉密", "内部", "不予公开", "不公开", "不宜公开", "禁止公开")
"""Every marked text contains one of these."""


def traced(text: str) -> bool:
    """Tell quickly whether a text may hold a mark."""
    return any(trace in text for trace in _TRACES)


def is_mark(key: str) -> bool:
    """Tell whether a field of that name would mark what must not be published."""
    return key.strip().lower() in _KEYS

"""Start a new item: the next free code, and a file that lacks only what a human knows."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any, NamedTuple, get_args

import yaml

from pipeline.formatting import Refusal, formatted
from pipeline.formatting.shape import Schema
from pipeline.model import Catalogue, Category, Department, Grade, Unit
from pipeline.procedures import Stop, way

CATEGORIES: tuple[Category, ...] = get_args(Category)
_NEAR = 5
"""How many departments a misspelt name may mean."""


class AnswerError(Exception):
    """An answer that cannot be used; says why, and what may be meant."""


class Draft(NamedTuple):
    """What is known of an item before it is written."""

    code: str
    name: str
    category: Category
    department: str
    subtype: str | None = None


def next_code(catalogue: Catalogue, department: str, category: str, used: AbstractSet[str] = frozenset()) -> str:
    """Return the code after the highest of that department and category, those used in the past included."""
    prefix = f"{catalogue.settings.division}-{catalogue.departments[department].number:02}-{category}-"
    serials = (code.removeprefix(prefix)[:4] for code in {*catalogue.items, *used} if code.startswith(prefix))
    return f"{prefix}{max((int(serial) for serial in serials if serial.isdecimal()), default=0) + 1:04}"


def find_department(catalogue: Catalogue, words: str) -> Department:
    """Return the department of that identifier, number or Chinese name; raise AnswerError, naming the near ones."""
    words = words.strip()
    called = {name: one for one in catalogue.departments.values() for name in (one.id, one.name, *one.aliases)}
    if found := called.get(words):
        return found
    for one in catalogue.departments.values():
        if words.isdecimal() and int(words) == one.number:
            return one
    alike = difflib.get_close_matches(words, called, n=_NEAR, cutoff=0.5)
    near = {called[name].id: called[name].name for name in called if words and (words in name or name in alike)}
    meant = "、".join(f"{name}（{identifier}）" for identifier, name in islice(near.items(), _NEAR))
    raise AnswerError(
        f"没有“{words}”这个部门；" + (f"是不是：{meant}？" if near else "先在 data/departments/ 登记它。")
    )


def find_category(catalogue: Catalogue, words: str) -> Category:
    """Return the category of those letters or that Chinese name, with or without 行政; raise AnswerError."""
    titles = {term.id: term.title for term in catalogue.vocabularies["categories"].terms}
    for category in CATEGORIES:
        if words.strip().upper() == category or _bare(words.strip()) == _bare(titles.get(category, category)):
            return category
    choices = "、".join(f"{category} {titles.get(category, '')}" for category in CATEGORIES)
    raise AnswerError(f"没有“{words}”这个类别；可以写：{choices}。")


def _bare(title: str) -> str:
    return title.removesuffix("行政权力").removeprefix("行政")


def find_subtype(catalogue: Catalogue, category: Category, words: str) -> str:
    """Return the subtype if the category has it; raise AnswerError, naming those it has."""
    term = catalogue.vocabularies["categories"].find(category)
    if term and words in term.subtypes:
        return words
    choices = "、".join(term.subtypes) if term else ""
    raise AnswerError(f"没有“{words}”这个子类；" + (f"可以写：{choices}。" if choices else "这个类别不分子类。"))


def fit_name(words: str, schema: Schema) -> str:
    """Return the name of an item as it is written; raise AnswerError when no item may be called so."""
    name, about = unicodedata.normalize("NFC", words.strip()), schema["properties"]["name"]
    if not about["minLength"] <= len(name) <= about["maxLength"]:
        raise AnswerError(f"名称要有 {about['minLength']} 到 {about['maxLength']} 个字，现在有 {len(name)} 个。")
    result = formatted("", _dumped({"name": name}).encode(), schema)
    if isinstance(result, Refusal):
        raise AnswerError(f"名称里{result.problems[0].message}。{result.problems[0].hint}")
    return name


def scaffold(catalogue: Catalogue, draft: Draft, schema: Schema) -> str:
    """Return the text of a new item file; every field left empty is one the check will ask for."""
    item = {
        "code": draft.code,
        "name": draft.name,
        "category": draft.category,
        "summary": None,
        "department": draft.department,
        "implementing_body": _empty("name", "nature"),
        "levels": [None],
        "audience": [None],
        "themes": [None],
        "legal_basis": [_empty("role", "law", "article", "provides", "checked", role=role) for role in _roles(draft)],
        "duties": [None],
        "accountability": [None],
        "fees": _FEES.get(draft.category, _empty("charged")),
        "flow": [_step(stop) for stop in way(draft.category, draft.subtype)],
        "risk": _RISK,
        "remedies": [_remedy(catalogue, draft, general) for general in _REMEDIES],
        **_of_its_kind(catalogue, draft),
    }
    result = formatted("", (_EDITOR + _dumped(item)).encode(), schema)
    assert isinstance(result, bytes), result  # noqa: S101  # the name was found fit
    return result.decode()


_EDITOR = "# yaml-language-server: $schema=../../../schemas/item.schema.json\n"


class _Dumper(yaml.SafeDumper):
    """Writes what is missing as nothing at all, and never an anchor."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # its parent's signature
        return True


def _dumped(data: dict[str, Any]) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=float("inf"), sort_keys=False)
    return text


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _empty(*keys: str, **known: Any) -> dict[str, Any]:
    return {key: known.get(key) for key in keys}


def _roles(draft: Draft) -> tuple[str, ...]:
    """Return the roles of the bases to begin with: a penalty is founded by its sanction, for breach of a duty."""
    return ("罚则", "违则") if draft.category == "CF" else ("设定",)


def _step(stop: Stop) -> dict[str, Any]:
    step: dict[str, Any] = {
        "id": stop.id, "name": stop.name, "actor": stop.actor, "kind": stop.kind, "phase": stop.phase,
    }  # fmt: skip
    if stop.limit:
        step["time_limit"] = dict(zip(("value", "unit"), stop.limit, strict=True))
    if isinstance(stop.to, Mapping):
        step["next"] = [{"to": to, "when": when} for when, to in stop.to.items()]
    elif stop.to:
        step["next"] = [{"to": stop.to}]
    return step


def _of_its_kind(catalogue: Catalogue, draft: Draft) -> dict[str, Any]:
    """Return the fields that items of this category have besides those that all items have."""
    limit = _empty("value", "unit", "from", **_COUNTED.get(draft.category, {}))
    fields: dict[str, Any] = {
        "conditions": [None],
        "result": _empty("name"),
        "time_limits": {"statutory": limit, "promised": limit},
        "complaint": _empty("channel"),
    }
    term = catalogue.vocabularies["categories"].find(draft.category)
    if draft.subtype or (term and term.subtypes):
        fields["subtype"] = draft.subtype
    fields |= _SECTIONS.get(draft.category, {})
    if draft.category in _ON_APPLICATION and draft.subtype != "行政检查":
        fields["materials"] = [_empty("name", "form")]
    if grades := _GRADES.get(draft.category):
        about = ("circumstance", "condition", "standard")
        fields["discretion"] = [
            {**({"grade": grade} if grade else {}), **_empty(*about), "basis": _empty("law", "article")}
            for grade in grades
        ]
    return fields


_FEES: Mapping[Category, Mapping[str, Any]] = {
    "CF": {"charged": False},
    "ZS": {
        "charged": True,
        "items": [{**_empty("name", "standard", "reduction"), "basis": [_empty("law", "article")]}],
    },
}
_SECTIONS: Mapping[Category, Mapping[str, Any]] = {
    "CF": {"penalty": {"kinds": [None], "procedures": [None], "limitation": None}},
    "ZS": {"levy": _empty("object", "calculation")},
    "QZ": {"coercion": {"kinds": [None]}},
    "QR": {"result": _empty("name", "validity_note")},
    "GF": {"benefit": _empty("recipients", "standard")},
}
_COUNTED: Mapping[Category, Mapping[str, str]] = {
    "XK": {"unit": "工作日", "from": "自受理之日起"},  # 行政许可法第四十二条、第八十二条
    "CF": {"unit": "日", "from": "自立案之日起"},  # 行政处罚法第六十条
}
_ON_APPLICATION: AbstractSet[Category] = frozenset({"XK", "QR", "CJ", "GF", "QT"})
_GRADES: Mapping[Category, Iterable[Grade | None]] = {"CF": ("从轻", "一般", "从重"), "ZS": (None,), "QZ": (None,)}

_FACTORS = ("funds", "discretion", "social_relevance", "public_evaluation", "complaints", "cases", "consequences")
_RISK = {
    "level": None,
    "categories": [None],
    "factors": _empty(*_FACTORS),
    "points": [{**_empty("step", "post", "level", "risk"), "measures": [None], "responsible": None}],
}


class _Remedy(NamedTuple):
    """What the general law says of a remedy, and where: the law by its title, article and paragraph."""

    kind: str
    body: str | None
    value: int
    unit: Unit
    title: str
    article: int
    paragraph: int


_REMEDIES = (
    _Remedy("行政复议", None, 60, "日", "中华人民共和国行政复议法", 20, 1),
    _Remedy("行政诉讼", "有管辖权的人民法院", 6, "月", "中华人民共和国行政诉讼法", 46, 1),
)


def _remedy(catalogue: Catalogue, draft: Draft, general: _Remedy) -> dict[str, Any]:
    """Return one remedy after the general rule, its citation empty where the registry lacks the law."""
    known: dict[str, Any] = {}
    cited: dict[str, Any] = {}
    # The time to sue over an adjudication is mostly set by a law of its own, as in 土地管理法第十四条.
    if (draft.category, general.kind) != ("CJ", "行政诉讼"):
        known = {"value": general.value, "unit": general.unit}
        if law := next((law.id for law in catalogue.laws.values() if law.title == general.title), None):
            cited = {"law": law, "article": general.article, "paragraph": general.paragraph}
    return {
        "kind": general.kind,
        "body": general.body or _government(catalogue, draft),
        "time_limit": _empty("value", "unit", **known),
        "from": "自知道或者应当知道该行政行为之日起" if known else None,
        "basis": [cited or _empty("law", "article")],
    }


def _government(catalogue: Catalogue, draft: Draft) -> str | None:
    """Return who reviews (行政复议法第二十四条); a vertical department's superior (第二十七条) is not known here."""
    vertical = catalogue.departments[draft.department].vertical
    return None if vertical else f"{catalogue.settings.jurisdiction}人民政府"

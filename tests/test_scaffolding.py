"""A new item's file asks for what is missing, and once filled in it is right."""

from __future__ import annotations

import functools
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schema
from pipeline.formatting import formatted
from pipeline.model import FOUNDING, Catalogue, Category
from pipeline.parsing import parse
from pipeline.problems import KeyPath, Severity
from pipeline.scaffolding import (
    CATEGORIES,
    AnswerError,
    Draft,
    find_category,
    find_department,
    find_subtype,
    fit_name,
    next_code,
    scaffold,
)
from support import CATALOGUE, ROOT, catalogue_at, checked, problems

ITEM = schema.read("item")
KINDS: list[tuple[Category, str | None]] = [
    *((category, None) for category in CATEGORIES),
    ("QZ", "行政强制执行"),
    ("QT", "行政检查"),
]
DEMANDED = {
    ("XK", None): ["申请", "受理", "补正", "审查", "决定", "送达"],
    ("CF", None): ["立案", "调查取证", "告知", "决定", "送达", "执行"],
    ("ZS", None): ["申请", "审查", "决定", "送达", "征缴"],
    ("QZ", None): ["调查取证", "决定", "告知", "执行", "送达"],
    ("QZ", "行政强制执行"): ["催告", "告知", "决定", "送达", "执行"],
    ("QR", None): ["申请", "受理", "补正", "审查", "决定", "送达"],
    ("CJ", None): ["申请", "受理", "补正", "告知", "调查取证", "调解", "决定", "送达"],
    ("GF", None): ["申请", "受理", "补正", "审查", "决定", "送达", "发放"],
    ("QT", None): ["申请", "受理", "补正", "审查", "决定", "送达"],
    ("QT", "行政检查"): ["告知", "现场核查"],
}
"""The phases of each kind that its procedure law names, in the order of the way through."""

ANSWERS = {
    "summary": "打井、引水的，先要办这件事。",
    "nature": "法定机关",
    "levels": "市",
    "audience": "自然人",
    "themes": "person-2",
    "law": "shi-li-guan-li-fa",
    "article": "21",
    "provides": "取水要先取得许可。",
    "checked": "2026-05-20",
    "charged": "false",
    "level": "3",
    "categories": "process",
    "step": "deliver",
    "value": "3",
    "unit": "月",
    "form": "原件",
    "procedures": "普通程序",
}
"""What a clerk fills in, by field; where any words will do, these do."""
WORDS = "写清楚的一句话"
KINDS_OF_POWER = {"CF": "罚款", "QZ": "查封场所、设施或者财物", "QZ行政强制执行": "代履行"}


read = functools.cache(catalogue_at)


def draft(whole: Catalogue, category: Category, subtype: str | None = None) -> Draft:
    """Return the draft of a new item of the first department."""
    department = next(iter(whole.departments))
    return Draft(next_code(whole, department, category), "取水许可: 第 1 类", category, department, subtype)


def at(root: Path, new: Draft) -> Path:
    """Return where a new item's file belongs, in a folder that exists."""
    path = root / "data/items" / new.department / f"{new.code}.yaml"
    path.parent.mkdir(exist_ok=True)
    return path


def empty(text: str) -> list[int]:
    """Return the numbers of the lines that wait for an answer: a key or dash with nothing after it or below it."""
    lines = [*text.splitlines(), ""]
    return [
        number
        for number, (line, below) in enumerate(pairwise(lines), 1)
        if re.search("[:-]$", line) and len(below) - len(below.lstrip()) <= len(re.match("(?: |- )*", line)[0])  # type: ignore[index]
    ]


@pytest.mark.parametrize("root", [ROOT, CATALOGUE], ids=["catalogue", "another"])
def test_every_empty_field_is_asked_for_and_nothing_else(root: Path, tmp_path: Path) -> None:
    """A check of new files of every kind tells exactly the fields left empty, whatever the registry holds."""
    shutil.copytree(root / "data", tmp_path / "data")
    shutil.copy(root / "catalogue.yml", tmp_path)
    whole = read(root)
    used: set[str] = set()
    expected = []
    for category, subtype in KINDS:
        new = draft(whole, category, subtype)
        new = new._replace(code=next_code(whole, new.department, category, used), name=f"{new.name}之{len(used)}")
        used.add(new.code)
        text = scaffold(whole, new, ITEM)
        path = at(tmp_path, new)
        path.write_text(text, encoding="utf-8")
        expected += [(path.relative_to(tmp_path).as_posix(), line, "Y108") for line in empty(text)]
    names = {name for name, _, _ in expected}
    assert [problem for problem in problems(tmp_path) if problem[0] in names] == sorted(expected)


@pytest.mark.parametrize(("category", "subtype"), KINDS)
def test_once_filled_in_it_checks_clean(
    catalogue: Path, whole: Catalogue, category: Category, subtype: str | None
) -> None:
    """With an answer in every empty field an item of every kind is complete and right."""
    new = draft(whole, category)._replace(subtype=subtype)
    text = scaffold(whole, new, ITEM).replace("subtype: 行政", "# 子类：行政")  # this government's words know no such
    if category == "ZS":
        text = text.replace("subtype:\n", "")  # the only subtype here is a tax, with remedies of its own
    document = parse("new.yaml", text.encode()).document
    assert document
    lines = text.splitlines()
    term = whole.vocabularies["categories"].find(category)
    special = {
        "subtype": next(iter(term.subtypes), "") if term else "",
        "step": document.data["flow"][0]["id"],
        "kinds": KINDS_OF_POWER.get(f"{category}{subtype or ''}", ""),
    }

    def fill(value: object, where: KeyPath) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                fill(inner, (*where, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                fill(inner, (*where, number))
        elif value is None:
            field = [str(part) for part in where if not isinstance(part, int)]
            answer = "低" if "factors" in field else ANSWERS.get(field[-1], WORDS)
            answer = special.get(field[-1], answer)
            lines[document.mark(where).line - 1] += f" {answer}"

    fill(document.data, ())
    path = at(catalogue, new)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    # A note asks, of a limit set by a law of its own, whether a human has looked at it.
    assert [str(one) for one in checked(catalogue).problems if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("category", "subtype"), KINDS)
def test_it_is_formatted_and_runs_through_the_phases(whole: Catalogue, category: Category, subtype: str | None) -> None:
    """The file is in its written form, its flow passes the phases its law names, and its first basis founds it."""
    text = scaffold(whole, draft(whole, category, subtype), ITEM)
    assert formatted("new.yaml", text.encode(), ITEM) == text.encode()
    item = yaml.safe_load(text)
    phases = [step["phase"] for step in item["flow"]]
    demanded = DEMANDED[category, subtype]
    assert [phase for phase in dict.fromkeys(phases) if phase in demanded] == demanded
    assert item["legal_basis"][0]["role"] == ("罚则" if category == "CF" else "设定")
    assert item["legal_basis"][0]["role"] in FOUNDING


def test_remedies_follow_the_general_rules_where_the_registry_has_them(whole: Catalogue) -> None:
    """Sixty days and six months stand with their articles; without the laws in the registry the citation is empty."""
    ours = read(ROOT)
    review, suit = yaml.safe_load(scaffold(ours, draft(ours, "XK"), ITEM))["remedies"]
    assert (review["kind"], review["time_limit"]) == ("行政复议", {"value": 60, "unit": "日"})
    assert review["body"] == "巴中市人民政府"
    assert review["basis"] == [{"law": "xing-zheng-fu-yi-fa", "article": 20, "paragraph": 1}]
    assert (suit["kind"], suit["time_limit"]) == ("行政诉讼", {"value": 6, "unit": "月"})
    assert suit["basis"] == [{"law": "xing-zheng-su-song-fa", "article": 46, "paragraph": 1}]
    for remedy in yaml.safe_load(scaffold(whole, draft(whole, "XK"), ITEM))["remedies"]:
        assert remedy["basis"] == [{"law": None, "article": None}]
    vertical = next(name for name, department in ours.departments.items() if department.vertical)
    assert yaml.safe_load(scaffold(ours, Draft("a", "取水许可", "XK", vertical), ITEM))["remedies"][0]["body"] is None
    adjudication = yaml.safe_load(scaffold(ours, draft(ours, "CJ"), ITEM))
    assert adjudication["remedies"][1]["time_limit"] == {"value": None, "unit": None}


@given(st.text("公园许可（）“”：: #-'\"&*!|>%@`{}[],?0123456789truefalsnoy~=\\", min_size=4, max_size=110))
def test_any_name_is_written_so_that_it_reads_back(name: str) -> None:
    """Colons, quotes, numbers and words that YAML takes for values stay the name they are."""
    government = read(CATALOGUE)
    try:
        fit = fit_name(name, ITEM)
    except AnswerError:
        assert len(name.strip()) < 4
        return
    assert (
        yaml.safe_load(scaffold(government, draft(government, "XK")._replace(name=fit), ITEM))["name"] == name.strip()
    )


@pytest.fixture
def whole() -> Catalogue:
    """Return the invented catalogue."""
    return catalogue_at(CATALOGUE)


@pytest.mark.parametrize(
    ("department", "category", "code"),
    [
        ("gong-yuan-ju", "XK", "999900-03-XK-0002"),
        ("gong-yuan-ju", "QZ", "999900-03-QZ-0001"),
        ("shui-li-ju", "GF", "999900-07-GF-0001"),
        ("dang-an-ju", "GF", "999900-12-GF-0002"),
    ],
)
def test_the_next_code_follows_the_highest_of_its_kind(
    whole: Catalogue, department: str, category: str, code: str
) -> None:
    """Codes count by department number and category; a code that moved away with its item stays used."""
    assert next_code(whole, department, category) == code


def test_gaps_are_never_filled(whole: Catalogue) -> None:
    """After 0001 and 0009-02 comes 0010."""
    whole.items["999900-03-XK-0009-02"] = whole.items["999900-03-XK-0001"]  # type: ignore[index]
    assert next_code(whole, "gong-yuan-ju", "XK") == "999900-03-XK-0010"


def test_a_code_used_in_the_past_stays_used(whole: Catalogue) -> None:
    """What git remembers counts as what is there; another department's codes do not."""
    used = frozenset({"999900-03-XK-0012", "999900-07-XK-0040", "readme"})
    assert next_code(whole, "gong-yuan-ju", "XK", used) == "999900-03-XK-0013"


def test_an_unknown_department_has_no_codes(whole: Catalogue) -> None:
    """Without a department there is no number to put into a code."""
    with pytest.raises(KeyError):
        next_code(whole, "nowhere", "XK")


@pytest.mark.parametrize("words", ["gong-yuan-ju", "3", "03", "市公园局", " 公园 "])
def test_a_department_may_be_named_in_any_way(whole: Catalogue, words: str) -> None:
    """Identifier, number, name and alias all name it."""
    assert find_department(whole, words).id == "gong-yuan-ju"


@pytest.mark.parametrize(("words", "meant"), [("公园局", "市公园局"), ("shui-li", "市水利局"), ("档案", "市档案局")])
def test_a_department_misspelt_is_suggested(whole: Catalogue, words: str, meant: str) -> None:
    """A near name is offered, never taken by itself."""
    with pytest.raises(AnswerError, match=f"是不是：{meant}"):
        find_department(whole, words)


@pytest.mark.parametrize("words", ["", "99", "气象"])
def test_a_department_unknown_is_refused(whole: Catalogue, words: str) -> None:
    """Where no name is near, the answer says where departments are registered."""
    with pytest.raises(AnswerError, match="先在 data/departments/ 登记它"):
        find_department(whole, words)


def test_a_category_may_be_named_by_letters_or_words(whole: Catalogue) -> None:
    """XK, xk, 许可 and 行政许可 are one category in either government's words; anything else names the choices."""
    for government in (whole, read(ROOT)):
        for words in ("XK", "xk", "许可", "行政许可"):
            assert find_category(government, words) == "XK"
        assert find_category(government, "其他") == "QT"
        with pytest.raises(AnswerError, match="CF "):
            find_category(government, "行政检查")


def test_a_subtype_is_one_of_its_category(whole: Catalogue) -> None:
    """A subtype the category lacks names those it has."""
    assert find_subtype(whole, "XK", "特许") == "特许"
    with pytest.raises(AnswerError, match="普通许可、特许"):
        find_subtype(whole, "XK", "备案")
    with pytest.raises(AnswerError, match="不分子类"):
        find_subtype(whole, "CF", "备案")


@pytest.mark.parametrize(
    ("name", "why"), [("许可", "4 到 120 个字"), ("公园\u200b许可", "看不见"), ("公园\n许可", "换行")]
)
def test_an_unfit_name_is_refused(name: str, why: str) -> None:
    """A name that no check would pass is not written."""
    with pytest.raises(AnswerError, match=why):
        fit_name(name, ITEM)

"""Gates: every mistake in one run, each once and at its place, and none that only follows from another."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import checking
from pipeline.checking import check
from pipeline.loading import Source, Sources, load
from pipeline.model import Item
from pipeline.problems import Found, Severity
from pipeline.rules import RULES, Context, rule
from support import CATALOGUE, CF, GF, PATHS, QR, QT, TODAY, XK, checked, line_of, mutate, problems

LAW = "data/laws/gong-yuan-tiao-li.yaml"

_UNREADABLE = {
    "bytes": "id: 公园\n".encode("gbk"),
    "syntax": b"id: [\n",
    "shape": b"id: x\n",
    "list": b"- 1\n- 2\n",
    "nothing": b"",
}


def test_a_clean_catalogue_has_no_problems() -> None:
    """The catalogue of a government the engine has never heard of checks clean and is fit to be published."""
    found = checked(CATALOGUE)
    assert found.problems == ()
    assert not found.crashed
    assert found.catalogue is not None
    assert found.catalogue.settings.jurisdiction == "示例市"
    assert list(found.catalogue.items) == sorted(PATHS)
    assert set(found.documents) == {source.path for source in load(CATALOGUE).files}


def test_departments_stand_in_the_order_of_their_numbers() -> None:
    """The order of departments is the government's own, not that of the alphabet."""
    catalogue = checked(CATALOGUE).catalogue
    assert catalogue is not None
    assert [one.number for one in catalogue.departments.values()] == [3, 7, 12]


@pytest.mark.parametrize("raw", _UNREADABLE.values(), ids=_UNREADABLE)
@pytest.mark.parametrize(
    "path", [PATHS[XK], LAW, "data/departments/gong-yuan-ju.yaml", "data/vocabularies/themes.yaml"]
)
def test_a_broken_file_stops_no_other_and_causes_no_cascade(catalogue: Path, path: str, raw: bytes) -> None:
    """Whatever is wrong with a file, all others are still judged, and none is blamed for naming it."""
    (catalogue / path).write_bytes(raw)
    line = mutate(catalogue, PATHS[QR], "- to: certify", "- to: certified")
    found = problems(catalogue)
    assert {one[0] for one in found} == {path, PATHS[QR]}
    assert [one for one in found if one[0] != path] == [(PATHS[QR], line, "F102")]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (LAW, "versions:\n  - promulgated: 2024-10-10\n    effective: 2025-01-01\n    articles: 40", "versions: []"),
        (LAW, "kind: 行政法规", "kind: 规范"),
        (LAW, "articles: 40", "articles: 0"),
        (LAW, "effective: 2025-01-01", "effective: 2025-1-1"),
        ("catalogue.yml", 'division: "999900"', 'division: "99990"'),
        ("catalogue.yml", 'division: "999900"', "division: 999900"),
        ("data/departments/gong-yuan-ju.yaml", "number: 3", "number: 0"),
        ("data/departments/gong-yuan-ju.yaml", "number: 3", "number: 03"),
        ("data/vocabularies/stages.yaml", "id: draft", "id: 未公示"),
        (PATHS[XK], "flow:\n  - id: apply", "flow: []\nwindow:\n  - id: apply"),
    ],
)
def test_a_wrong_field_causes_no_cascade(catalogue: Path, path: str, old: str, new: str) -> None:
    """A record with one wrong field is told for that field; those that name the record are not."""
    mutate(catalogue, path, old, new)
    assert {one[0] for one in problems(catalogue)} == {path}


@pytest.mark.parametrize(
    ("path", "moved", "code"),
    [
        (LAW, "data/laws/gong-yuan-fa.yaml", "I101"),
        (LAW, "data/laws/gong-yuan-tiao-li.YAML", "P102"),
        (LAW, "data/laws/2025/gong-yuan-tiao-li.yaml", "P102"),
        ("data/departments/gong-yuan-ju.yaml", "data/departments/gong-yuan-guan-li-ju.yaml", "I101"),
        ("data/departments/gong-yuan-ju.yaml", "data/departments/gong-yuan-ju.yml", "P102"),
        ("data/vocabularies/stages.yaml", "data/vocabularies/stage.yaml", "I101"),
        (PATHS[XK], f"data/items/{XK}.yaml", "P102"),
    ],
)
def test_a_misnamed_or_misplaced_file_causes_no_cascade(catalogue: Path, path: str, moved: str, code: str) -> None:
    """A file under a wrong name or in a wrong place is told; those that name it by its right name are not."""
    (catalogue / moved).parent.mkdir(exist_ok=True)
    (catalogue / path).rename(catalogue / moved)
    assert [(one[0], one[2]) for one in problems(catalogue)] == [(moved, code)]


def test_a_catalogue_with_unreadable_settings_is_still_judged(catalogue: Path) -> None:
    """Settings that cannot be read are told, and so is the mistake in an item."""
    mutate(catalogue, "catalogue.yml", "title: 示例市权力清单", "title：示例市权力清单")
    line = mutate(catalogue, PATHS[QR], "- to: certify", "- to: certified")
    assert problems(catalogue) == [("catalogue.yml", 2, "Y101"), (PATHS[QR], line, "F102")]


def test_ten_mistakes_in_ten_places_are_ten_findings(catalogue: Path) -> None:
    """One run tells all mistakes of all gates, each at its own line, in the order of files and lines."""
    mistakes = [
        (LAW, "document_no:", "document_number:", "S102"),
        (PATHS[CF], "charged: false", "charged: true", "E102"),
        (PATHS[CF], "- to: decide", "- to: decided", "F102"),
        (PATHS[CF], "level: 3\n  categories", "level: 9\n  categories", "S104"),
        (PATHS[GF], "- person-2", "- person-9", "R103"),
        (PATHS[GF], "role: 设定", "role: 规定", "L101"),
        (PATHS[QR], "end: 2026-04-15", "end: 2026-03-15", "T101"),
        (PATHS[QT], f"successor: {XK}", "successor: 999900-03-XK-0009", "R104"),
        (PATHS[XK], "value: 10", "value: 010", "Y107"),
        ("data/vocabularies/risk-categories.yaml", "title: 业务流程\n", "title:\n", "Y108"),
    ]
    expected = [(path, mutate(catalogue, path, old, new), code) for path, old, new, code in mistakes]
    assert problems(catalogue) == sorted(expected)


def test_a_missing_key_does_not_hide_what_else_is_wrong(catalogue: Path) -> None:
    """A file that lacks a key and has the wrong name is told both."""
    mutate(catalogue, PATHS[QR], "duties:\n  - 到现场看水源。\n", "")
    mutate(catalogue, PATHS[QR], f"code: {QR}", "code: 999900-07-QR-0007")
    assert problems(catalogue) == [(PATHS[QR], 2, "S101"), (PATHS[QR], 2, "I101")]


def test_an_empty_field_is_one_problem(catalogue: Path) -> None:
    """A required field left empty is told as empty, and not a second time as missing or of a wrong type."""
    line = mutate(catalogue, PATHS[QR], "name: 取水水源认定", "name:")
    assert problems(catalogue) == [(PATHS[QR], line, "Y108")]


def test_errors_stop_publishing_and_nothing_else_does(catalogue: Path) -> None:
    """With an error there is no catalogue to publish; with what the calendar made wrong there is."""
    mutate(catalogue, PATHS[QR], "认定水源。\n    checked: 2026-05-20", "认定水源。\n    checked: 2026-06-02")
    found = checked(catalogue)
    assert [one.severity for one in found.problems] == [Severity.OVERDUE]
    assert found.catalogue is not None
    mutate(catalogue, PATHS[QR], "charged: false", "charged: true")
    assert checked(catalogue).catalogue is None


@rule("Z901", Severity.NOTE)
def crashing(item: Item, context: Context) -> Iterator[Found]:
    """Find one thing, then crash."""
    yield Found(("name",), "先说一句", context.today.isoformat())
    raise KeyError(item.code)


def test_a_crashing_rule_hides_nothing(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that crashes is reported for each file it crashed on; what it and all others found is still told."""
    monkeypatch.setattr(checking, "RULES", (crashing, *RULES))
    line = mutate(catalogue, PATHS[QR], "charged: false", "charged: true")
    found = checked(catalogue)
    assert found.crashed
    assert found.catalogue is None
    expected = [(path, 1, "X901") for path in PATHS.values()]
    expected += [(path, line_of(catalogue, path, "\nname:") + 1, "Z901") for path in PATHS.values()]
    assert problems(catalogue) == sorted([*expected, (PATHS[QR], line, "E102")])
    (message,) = {one.message for one in found.problems if one.code == "X901" and one.path == PATHS[QR]}
    assert message == f"规则 Z901 自身出错：KeyError: '{QR}'"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("article: 8", "article: 0", "S107"),
        ("    article: 8\n", "", "S101"),
        ("legal_basis:\n  - role", "legal_basis:\n  - rolle", "S102"),
        ("legal_basis:", "legal_bases:", "S102"),
        ("article: 8", "article: 08", "Y107"),
        ("article: 8", "article:", "Y108"),
    ],
)
def test_rules_judge_what_is_sound_beside_what_is_not(catalogue: Path, old: str, new: str, code: str) -> None:
    """One wrong section silences the rules about it, and only those: the other sections are judged in the same run."""
    line = mutate(catalogue, PATHS[QR], old, new)
    other = mutate(catalogue, PATHS[QR], "end: 2026-04-15", "end: 2026-03-15")
    found = problems(catalogue)
    assert [one for one in found if one[2] != code] == [(PATHS[QR], other, "T101")]
    assert len(found) == 2
    assert any(abs(one[1] - line) <= 2 for one in found if one[2] == code)


@pytest.mark.parametrize("field", ["effective", "ended", "decisions", "transfers", "successor"])
def test_a_misspelt_field_is_not_taken_for_an_absent_one(catalogue: Path, field: str) -> None:
    """Where a key is unknown, no rule concludes from the absence of the field that was meant."""
    path = PATHS[GF if field == "transfers" else QT]
    line = mutate(catalogue, path, f"\n{field}:", f"\n{field}x:")
    assert problems(catalogue) == [(path, line, "S102")]


def test_positions_are_those_of_the_file_as_it_stands(catalogue: Path) -> None:
    """Comments and blank lines move a problem down by as many lines."""
    line = mutate(catalogue, PATHS[QR], "charged: false", "charged: true")
    text = (catalogue / PATHS[QR]).read_text(encoding="utf-8")
    (catalogue / PATHS[QR]).write_text(f"# 说明\n\n# 又一行\n{text}", encoding="utf-8")
    assert problems(catalogue) == [(PATHS[QR], line + 3, "E102")]


def _damaged() -> list[Source]:
    """Return the files of a catalogue with mistakes of every gate, a double code among them."""
    changes = {
        PATHS[QR]: ("law: qu-shui-tiao-li", "law: qu-shui-fa"),
        PATHS[CF]: ("category: CF", "category: XX"),
        PATHS[XK]: ("value: 10", "value: 010"),
        LAW: ("id: gong-yuan-tiao-li", "id: [gong-yuan-tiao-li"),
        "data/departments/dang-an-ju.yaml": ("number: 12", "number: 7"),
    }
    files = []
    for source in load(CATALOGUE).files:
        old, new = changes.get(source.path, ("", ""))
        files.append(source._replace(raw=source.raw.replace(old.encode(), new.encode())))
        if source.path == PATHS[GF]:
            files.append(source._replace(path=f"data/items/gong-yuan-ju/{GF}.yaml"))
    return files


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(order: random.Random) -> None:
    """The same files in any order yield the same problems in the same order."""
    files = _damaged()
    expected = check(Sources(files, []), TODAY).problems
    assert {one.code for one in expected} >= {"I102", "I105", "R102", "S104", "Y101", "Y107"}
    order.shuffle(files)
    assert check(Sources(files, []), TODAY).problems == expected


_FILES = load(CATALOGUE).files
_VALUES = [
    "",
    "x",
    "公园的名称",
    "[]",
    "{}",
    "[[1]]",
    "{a: 1}",
    "0",
    "-1",
    "9999",
    "true",
    "~",
    "010",
    '""',
    "2026-13-01",
]


@settings(max_examples=150)
@given(st.sampled_from(_FILES), st.data())
def test_no_damaged_line_makes_a_rule_crash(source: Source, data: st.DataObject) -> None:
    """Whatever stands in the place of a line or of its value, it is told or it is right; no rule stumbles over it."""
    lines = source.raw.decode().splitlines()
    number = data.draw(st.integers(1, len(lines) - 1), label="line")
    line = lines[number]
    key = line.partition(":")[0] if ":" in line else line[: len(line) - len(line.lstrip())] + "-"
    replacements = [f"{key}: {value}".replace("-:", "-") for value in _VALUES]
    lines[number] = data.draw(
        st.sampled_from([*replacements, f"{line}\n{line}", f"  {line}", line[2:], "#"]), label="now"
    )
    damaged = source._replace(raw="\n".join([*lines, ""]).encode())
    found = check(Sources([damaged if one is source else one for one in _FILES], []), TODAY)
    assert not found.crashed


def test_progress_is_told_file_by_file() -> None:
    """Whoever waits can be shown every file as it is judged."""
    seen: list[str] = []

    def track(label: str, things: Iterable[Any]) -> Iterator[Any]:
        for thing in things:
            seen.append(f"{label} {thing.path}")
            yield thing

    sources = load(CATALOGUE)
    check(sources, TODAY, track)
    assert seen == [f"检查文件 {source.path}" for source in sources.files]

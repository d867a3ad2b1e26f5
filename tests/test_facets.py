"""The table of facets: it says of every item what the records say, and by it the same items are found."""

from __future__ import annotations

import json
import random
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.facets import Facet, Row, Value, facets, filed, table
from support import CATALOGUE, CF, GF, QT, XK, published_at

SHELVES = tuple(
    Facet(key, key.upper(), tuple(Value(f"{key}{number}", f"第{number}类") for number in range(4))) for key in "xyz"
)
VALUES = {facet.id: [value.id for value in facet.values] for facet in SHELVES}
FILED = st.fixed_dictionaries(
    {key: st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple) for key, values in VALUES.items()}
)
ROWS = st.lists(FILED, max_size=12).map(
    lambda all_filed: [Row(f"zh_{number}", f"项{number % 5}", filed) for number, filed in enumerate(all_filed)]
)
CHOICES = st.fixed_dictionaries({key: st.sets(st.sampled_from(values)) for key, values in VALUES.items()})


def read(document: dict[str, Any]) -> dict[str, dict[str, set[str]]]:
    """Return what a table says of each row: its values by facet."""
    ids = document["ids"].split()
    assert all(len(facet["rows"]) == len(ids) for facet in document["facets"])
    return {
        id_: {
            facet["id"]: {facet["values"][place][0] for place in facet["sets"][facet["rows"][row]]}
            for facet in document["facets"]
        }
        for row, id_ in enumerate(ids)
    }


def passes(values: dict[str, set[str]], choices: dict[str, set[str]]) -> bool:
    """Tell whether every facet in which something is chosen has one of it."""
    return all(not chosen or values[key] & chosen for key, chosen in choices.items())


@given(ROWS, CHOICES)
def test_the_table_filters_as_the_records_do(rows: list[Row], choices: dict[str, set[str]]) -> None:
    """Whatever is chosen, the rows that fit by the table are those whose records fit."""
    told = read(json.loads(table(SHELVES, rows)))
    fitting = {key for key, values in told.items() if passes(values, choices)}
    plain = {row.id for row in rows if passes({key: set(values) for key, values in row.filed.items()}, choices)}
    assert fitting == plain


@given(ROWS, st.randoms())
def test_equal_rows_make_equal_bytes(rows: list[Row], chance: random.Random) -> None:
    """The order in which rows and their values come changes no byte."""
    shuffled = [
        row._replace(filed={key: tuple(chance.sample(values, len(values))) for key, values in row.filed.items()})
        for row in chance.sample(rows, len(rows))
    ]
    assert table(SHELVES, shuffled) == table(SHELVES, rows)


def test_rows_stand_in_the_order_in_which_names_are_said() -> None:
    """Names are sorted by pinyin, syllable by syllable, not by their characters' codes."""
    names = ["阿坝", "重庆", "城管", "西安", "仙人", "县志"]
    rows = [Row(name, name, {}) for name in names]
    assert json.loads(table((), rows))["ids"].split() == ["阿坝", "城管", "重庆", "西安", "仙人", "县志"]


def test_ten_thousand_items_fit_in_300_kilobytes() -> None:
    """With as many facets and values as a city has, the table of ten thousand items stays small."""
    chance = random.Random(1)
    sizes = {"department": 52, "category": 8, "theme": 66, "audience": 2, "risk": 3, "stage": 6, "fee": 2}
    shelves = [
        Facet(key, key, tuple(Value(f"{key}-{number}", "某某部门名称") for number in range(size)))
        for key, size in sizes.items()
    ]
    combinations = {
        facet.id: [(value.id,) for value in facet.values] if facet.id != "theme" else
        [(one.id, other.id) for one, other in product(facet.values[:20], facet.values[:20]) if one != other]
        for facet in shelves
    }  # fmt: skip
    rows = [
        Row(f"zh_{number:07x}", f"第{number}项", {key: chance.choice(every) for key, every in combinations.items()})
        for number in range(10_000)
    ]
    assert len(table(shelves, rows)) < 300_000


def test_every_item_is_filed_where_its_lists_have_it() -> None:
    """An item is filed under what the lists have it under, and values stand in the order of the lists."""
    published = published_at(CATALOGUE)
    shelves = {facet.id: [value.id for value in facet.values] for facet in facets(published)}
    groups = {
        "department": published.by_department,
        "category": published.by_category,
        "theme": published.by_theme,
        "risk": published.by_risk,
        "stage": published.by_stage,
    }
    for key, by in groups.items():
        assert shelves[key] == list(by)
        for value, codes in by.items():
            assert [code for code, entry in published.entries.items() if value in filed(entry)[key]] == list(codes)
    assert set(published.entries) > {XK, CF, QT, GF}
    for entry in published.entries.values():
        assert filed(entry)["fee"] == ("fee" if entry.item.fees.charged else "free",)
        kinds = {"person": "自然人", "organization": "法人"}
        assert tuple(kinds[one] for one in filed(entry)["audience"]) == entry.item.audience

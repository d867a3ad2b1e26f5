"""Ten questions that people ask of the catalogue: CSV, Parquet, SQLite and JSON give the same answers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from pipeline import schema
from pipeline.documents import path_of
from pipeline.dumps import dumps
from pipeline.model import Published
from pipeline.tables import TABLES
from pouring import documents
from support import whole

pytestmark = pytest.mark.xdist_group("tables")

Items = list[dict[str, Any]]
Rows = list[tuple[Any, ...]]


class Question(NamedTuple):
    """A question in SQL, and the same answered by walking the JSON."""

    sql: str
    answer: Callable[[Items, Mapping[str, Any]], Rows]


def points(item: dict[str, Any]) -> Items:
    """Return the risk points of an item."""
    found: Items = item["risk"]["points"]
    return found


QUESTIONS = {
    "which departments have most powers": Question(
        """SELECT d.name, count(i.code) AS powers FROM departments d LEFT JOIN items i ON i.department = d.id
        GROUP BY d.id, d.name ORDER BY powers DESC, d.id""",
        lambda items, records: [
            (record["name"], number)
            for key, record in records["department"].items()
            for number in [sum(item["department"] == key for item in items)]
        ],
    ),
    "what costs money, and how much": Question(
        """SELECT i.code, f.name, f.standard FROM items i JOIN fees f ON f.code = i.code
        WHERE i.fees_charged ORDER BY i.code, f.position""",
        lambda items, _: [
            (item["code"], fee["name"], fee["standard"])
            for item in items
            if item["fees"]["charged"]
            for fee in item["fees"].get("items", [])
        ],
    ),
    "which penalties are of the first risk level": Question(
        "SELECT code, name FROM items WHERE category = 'CF' AND risk_level = 1 ORDER BY code",
        lambda items, _: [
            (item["code"], item["name"]) for item in items if item["category"] == "CF" and item["risk"]["level"] == 1
        ],
    ),
    "which powers rest on article 32 of the licensing law": Question(
        """SELECT DISTINCT code FROM legal_bases WHERE law = 'xing-zheng-xu-ke-fa' AND article = 32
        AND sub_article IS NULL ORDER BY code""",
        lambda items, _: [
            (item["code"],)
            for item in items
            if any(
                (one["law"], one["article"], one.get("sub_article")) == ("xing-zheng-xu-ke-fa", 32, None)
                for one in item["legal_basis"]
            )
        ],
    ),
    "how long does each category promise to take at most": Question(
        """SELECT category_name, max(promised_value), count(promised_value) FROM items
        WHERE promised_unit = '工作日' GROUP BY category_name ORDER BY category_name""",
        lambda items, _: [
            (name, max(values), len(values))
            for name in sorted({item["derived"]["category_name"] for item in items})
            if (
                values := [
                    promised["value"]
                    for item in items
                    if item["derived"]["category_name"] == name
                    and (promised := item.get("time_limits", {}).get("promised", {})).get("unit") == "工作日"
                ]
            )
        ],
    ),
    "which laws carry most powers": Question(
        """SELECT l.title, count(DISTINCT b.code) AS powers FROM legal_bases b JOIN laws l ON l.id = b.law
        GROUP BY l.id, l.title ORDER BY powers DESC, l.id LIMIT 10""",
        lambda items, records: [
            (records["law"][law]["title"], number)
            for law, number in sorted(
                Counter(law for item in items for law in {basis["law"] for basis in item["legal_basis"]}).items(),
                key=lambda pair: (-pair[1], pair[0]),
            )[:10]
        ],
    ),
    "what papers of other offices must people bring": Question(
        """SELECT m.name, count(*) AS often FROM materials m WHERE m.source = '政府部门核发'
        GROUP BY m.name ORDER BY often DESC, m.name""",
        lambda items, _: [
            (name, number)
            for name, number in sorted(
                Counter(
                    material["name"]
                    for item in items
                    for material in item.get("materials", [])
                    if material.get("source") == "政府部门核发"
                ).items(),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ],
    ),
    "what are the highest fines": Question(
        """SELECT code, max(to_amount) AS fine FROM legal_basis_ranges WHERE unit = '元' AND to_amount IS NOT NULL
        GROUP BY code ORDER BY fine DESC, code LIMIT 5""",
        lambda items, _: sorted(
            (
                (item["code"], max(fines))
                for item in items
                if (
                    fines := [
                        one["to"]
                        for basis in item["legal_basis"]
                        for one in basis.get("ranges", [])
                        if one["unit"] == "元" and "to" in one
                    ]
                )
            ),
            key=lambda pair: (-pair[1], pair[0]),
        )[:5],
    ),
    "at which steps do first-level risks lie": Question(
        """SELECT DISTINCT p.code, p.position, s.name FROM risk_points p JOIN steps s
        ON s.code = p.code AND s.id = p.step WHERE p.level = 1 ORDER BY p.code, p.position, s.name""",
        lambda items, _: sorted(
            {
                (item["code"], number, step["name"])
                for item in items
                for number, point in enumerate(points(item), 1)
                if point["level"] == 1
                for step in [*item["flow"], *item.get("internal_flow", [])]
                if step["id"] == point["step"]
            }
        ),
    ),
    "what came into force since 2021": Question(
        "SELECT code, stage FROM items WHERE effective >= '2021-01-01' AND NOT (category = 'QT') ORDER BY code",
        lambda items, _: [
            (item["code"], item["derived"]["stage"])
            for item in items
            if item.get("effective", "") >= "2021-01-01" and item["category"] != "QT"
        ],
    ),
}


@pytest.fixture(scope="module", params=["csv", "parquet", "sqlite"])
def asked(request: pytest.FixtureRequest, poured_samples: Path) -> Iterator[Callable[[str], Rows]]:
    """Return a function that asks one of the formats."""
    if request.param == "sqlite":
        with closing(sqlite3.connect(poured_samples / "catalogue.sqlite")) as connection:
            yield lambda sql: connection.execute(sql).fetchall()
        return
    with duckdb.connect() as engine:
        for table in TABLES:
            engine.execute(f"CREATE VIEW {table.name} AS FROM '{poured_samples}/tables/{table.name}.{request.param}'")
        yield lambda sql: engine.execute(sql).fetchall()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format_gives_the_answer_of_the_json(
    asked: Callable[[str], Rows], samples: Published, question: str
) -> None:
    """What SQL says of a format is what a walk through the JSON says; and there is an answer."""
    records = documents(samples)
    sql, answer = QUESTIONS[question]
    wanted = answer(list(records["item"].values()), records)
    if question == "which departments have most powers":
        names = {record["name"]: key for key, record in records["department"].items()}
        wanted.sort(key=lambda pair: (-pair[1], names[pair[0]]))
    assert asked(sql) == wanted
    assert wanted


# The same of a line an item, where what belongs to it is nested.
NESTED = {
    "what costs money, and how much": """SELECT code, fee.name, fee.standard FROM (SELECT code,
        unnest(fees.items) AS fee, generate_subscripts(fees.items, 1) AS position FROM items WHERE fees.charged)
        ORDER BY code, position""",
    "which penalties are of the first risk level": """SELECT code, name FROM items
        WHERE category = 'CF' AND risk.level = 1 ORDER BY code""",
    "what papers of other offices must people bring": """SELECT material.name, count(*) AS often
        FROM (SELECT unnest(materials) AS material FROM items)
        WHERE material.source = '政府部门核发' GROUP BY material.name ORDER BY often DESC, material.name""",
    "what came into force since 2021": """SELECT code, derived.stage FROM items
        WHERE effective >= '2021-01-01' AND category <> 'QT' ORDER BY code""",
}


@pytest.fixture(scope="module")
def lines_of_items(samples: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of all items, one a line."""
    path = tmp_path_factory.mktemp("lines") / path_of("items-lines")
    written = dumps(samples, schema.authored())
    path.write_bytes(next(whole(output) for output in written if output.path.endswith(path.name)))
    return path


@pytest.mark.parametrize("question", NESTED)
def test_the_lines_of_items_give_the_answer_of_the_json(
    lines_of_items: Path, samples: Published, question: str
) -> None:
    """DuckDB reads the lines as they are and answers what a walk through the JSON does."""
    records = documents(samples)
    wanted = QUESTIONS[question].answer(list(records["item"].values()), records)
    with duckdb.connect() as engine:
        engine.execute(f"CREATE VIEW items AS FROM read_ndjson('{lines_of_items}', sample_size = -1)")
        assert engine.execute(NESTED[question]).fetchall() == wanted
    assert wanted

"""The list of what is published under ``api/v1/``: one line a kind of document, for all who write or describe them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

ROOT = "api/v1"

JSON = "application/json"
JSON_LD = "application/ld+json"
NDJSON = "application/x-ndjson"
ATOM = "application/atom+xml"
ICALENDAR = "text/calendar"
CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
SQLITE = "application/vnd.sqlite3"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPENAPI = "application/vnd.oai.openapi+json"
SCHEMA = "application/schema+json"
TEXT = "text/plain"


class Use(Enum):
    """What a document is for; the order and the headings of the page that lists them."""

    WHOLE = "全部数据"
    RECORD = "一条一个文件"
    TABLE = "表格"
    CHANGE = "知道变化"
    LINKED = "关联数据"
    CONTRACT = "约定和核对"


class Kind(NamedTuple):
    """One kind of document; ``path`` is relative to ``ROOT``, with ``{code}``, ``{id}`` or ``{table}`` where many."""

    name: str
    path: str
    media_type: str
    use: Use
    title: str
    about: str
    """What stands in it, in a sentence or two for developers."""
    schema: str = ""
    """The published schema it follows, or each of its lines does; empty where the format has no schema of ours."""

    @property
    def whole(self) -> bool:
        """Tell whether there is one document of this kind, not one a record or a table."""
        return "{" not in self.path


KINDS: tuple[Kind, ...] = (
    Kind(
        "index",
        "index.json",
        JSON,
        Use.WHOLE,
        "索引",
        "每个事项一行，各部门、类别、主题、法律文件和词表各一行，都写明文件的路径；发布日期和提交也在这里。从这里开始。",
        "index",
    ),
    Kind("items", "items.json", JSON, Use.WHOLE, "全部事项", "全部事项合成一个文件，按编码排列。", "items"),
    Kind(
        "items-lines",
        "items.ndjson",
        NDJSON,
        Use.WHOLE,
        "全部事项，一行一个",
        "内容与全部事项相同，一行一个事项，适合边读边处理。",
        "item",
    ),
    Kind(
        "item",
        "items/{code}.json",
        JSON,
        Use.RECORD,
        "一个事项",
        "部门填写的字段在最上层，推算的字段在 derived 里，本文件的情况在 document 里。取消的事项也在，"
        "derived.successors 写明由哪个事项承接。",
        "item",
    ),
    Kind(
        "department",
        "departments/{id}.json",
        JSON,
        Use.RECORD,
        "一个部门",
        "部门的登记内容和它的事项编码。",
        "department",
    ),
    Kind(
        "category",
        "categories/{id}.json",
        JSON,
        Use.RECORD,
        "一个权力类别",
        "类别的名称、子类和它的事项编码。",
        "category",
    ),
    Kind("theme", "themes/{id}.json", JSON, Use.RECORD, "一个主题", "主题的名称、对象和它的事项编码。", "theme"),
    Kind(
        "law", "laws/{id}.json", JSON, Use.RECORD, "一个法律文件", "登记的事实和引用它的事项编码；不收录正文。", "law"
    ),
    Kind(
        "vocabulary",
        "vocabularies/{id}.json",
        JSON,
        Use.RECORD,
        "一个词表",
        "categories、themes、risk-levels、risk-categories、stages。",
        "vocabulary",
    ),
    Kind(
        "data-package",
        "datapackage.json",
        JSON,
        Use.TABLE,
        "表格的说明",
        "每个表的列：名称、中文标题、类型、主键、外键（Frictionless Data Package 2.0），以及 CSV 文件的大小和校验值。",
    ),
    Kind(
        "table",
        "tables/{table}.csv",
        CSV,
        Use.TABLE,
        "一个表（CSV）",
        "UTF-8 编码，逗号分隔，第一行是列名；没有的内容是空格子。",
    ),
    Kind(
        "typed-table",
        "tables/{table}.parquet",
        PARQUET,
        Use.TABLE,
        "一个表（Parquet）",
        "内容与同名的 CSV 相同，带数据类型。",
    ),
    Kind(
        "database",
        "catalogue.sqlite",
        SQLITE,
        Use.TABLE,
        "数据库",
        "SQLite 数据库，所有的表都在里面，带主键、外键、索引和全文检索。",
    ),
    Kind(
        "workbook",
        "departments/{id}.xlsx",
        WORKBOOK,
        Use.TABLE,
        "一个部门的 Excel 文件",
        "这个部门的权力清单和廉政风险防控表，可以直接打印。",
    ),
    Kind(
        "modified",
        "modified.csv",
        CSV,
        Use.CHANGE,
        "文件清单",
        "每个文件一行：date（所载记录最近发生变化的日期，不知道的空着）、path、sha256。与上次取得的清单比较，只取不同的文件。",
    ),
    Kind(
        "changes",
        "changes.json",
        JSON,
        Use.CHANGE,
        "变化",
        "各事项记录里写明日期的变化，新的在前：开始公示、施行、变更、划转、暂停、恢复、取消。",
        "changes",
    ),
    Kind(
        "retired",
        "retired.json",
        JSON,
        Use.CHANGE,
        "取消的编码",
        "每个取消的事项一行；有承接的写 redirect 和承接的编码，没有承接的写 gone。",
        "retired",
    ),
    Kind("changes-feed", "changes.atom", ATOM, Use.CHANGE, "订阅：全部变化", "最新的 100 条变化。"),
    Kind("item-feed", "items/{code}.atom", ATOM, Use.CHANGE, "订阅：一个事项", "这个事项的变化。"),
    Kind(
        "department-feed",
        "departments/{id}.atom",
        ATOM,
        Use.CHANGE,
        "订阅：一个部门",
        "这个部门的事项最新的 100 条变化。",
    ),
    Kind(
        "category-feed",
        "categories/{id}.atom",
        ATOM,
        Use.CHANGE,
        "订阅：一个权力类别",
        "这个类别的事项最新的 100 条变化。",
    ),
    Kind("notices", "notices.ics", ICALENDAR, Use.CHANGE, "日历：公示期", "每个事项的公示期，用日历软件订阅。"),
    Kind(
        "service",
        "items/{code}.jsonld",
        JSON_LD,
        Use.LINKED,
        "一个事项的关联数据",
        "CPSV-AP 3.2，法律依据用 ELI；词语都在文件自己的 @context 里。",
        "service",
    ),
    Kind(
        "catalogue",
        "catalogue.jsonld",
        JSON_LD,
        Use.LINKED,
        "数据目录",
        "DCAT-AP 3：本目录是什么，有哪些下载文件，多大，校验值多少。",
        "catalogue",
    ),
    Kind("openapi", "openapi.json", OPENAPI, Use.CONTRACT, "接口说明", "OpenAPI 3.1：本页所列的全部地址和它们的结构。"),
    Kind(
        "schema",
        "schemas/{id}.schema.json",
        SCHEMA,
        Use.CONTRACT,
        "结构",
        "上面各种 JSON 文件的 JSON Schema（2020-12）。每个文件在发布以前都按它检查过。",
    ),
    Kind("sums", "SHA256SUMS", TEXT, Use.CONTRACT, "校验值", "本文件以外全部文件的 SHA-256，用 sha256sum -c 核对。"),
)

BY_NAME = {kind.name: kind for kind in KINDS}


def path_of(name: str, key: str = "") -> str:
    """Return where a document lies, relative to ``ROOT``; ``key`` names the record or the table it is of."""
    return BY_NAME[name].path.format(code=key, id=key, table=key)


class Version(NamedTuple):
    """One version of the contract and what came with it."""

    number: str
    added: str


VERSIONS: tuple[Version, ...] = (
    Version("1.4", "新增表格：CSV 和它们的说明、Parquet、SQLite 数据库、每个部门的 Excel 文件。"),
    Version(
        "1.3",
        "每个 JSON 文件有 document：自己的路径、许可和变化日期。事项有 derived.successors。索引有类别、主题和下载文件。"
        "新增类别、主题、变化、取消的编码、文件清单、订阅、日历、关联数据、接口说明和校验值。"
        "结构不再把 schema_version 限定为一个值，照旧结构生成的程序可以读以后的小版本。",
    ),
    Version("1.2", "事项有 derived.look_alikes：容易混淆的其他事项，以及哪里相近。"),
    Version("1.1", "事项有 derived.flow_text 和 derived.internal_flow_text：流程的文字说明，一步几句话。"),
    Version("1.0", "第一版。"),
)
"""Newest first: the changelog of the data's format, which is another than the engine's."""

VERSION = VERSIONS[0].number
"""The version of the contract that every document names."""

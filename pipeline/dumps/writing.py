"""Make JSON documents: each says what it is, and none leaves that does not fit its published schema."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
import msgspec

from pipeline.documents import BY_NAME, ROOT, VERSION, path_of
from pipeline.model import Settings
from pipeline.outputs import Output

_LONGEST = 400
"""How much of a validator's message is told: some repeat the whole document."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of characters and what is no character: XML knows none of them, CSV readers stumble."""


class DumpError(Exception):
    """A record cannot be written in a format; names the record's document, the field and the format."""


class Writer:
    """Writes the JSON documents of one catalogue."""

    def __init__(self, settings: Settings, schemas: Mapping[str, dict[str, Any]]) -> None:
        self._settings = settings
        registry = jsonschema_rs.Registry([(schema["$id"], schema) for schema in schemas.values()])
        self._validators = {
            name: jsonschema_rs.Draft202012Validator(schema, validate_formats=True, registry=registry)
            for name, schema in schemas.items()
        }

    def about(self, path: str, modified: dt.date | None) -> dict[str, Any]:
        """Return what a document says of itself: version, address, licence and the day of its record's last change."""
        site, licence = self._settings.site_address, self._settings.licence
        return {
            "schema_version": VERSION,
            "document": {
                "path": path,
                **({"address": f"{site}{ROOT}/{path}"} if site else {}),
                **({"licence": plain(licence)} if licence else {}),
                **({"modified": modified.isoformat()} if modified else {}),
            },
        }

    def document(
        self, name: str, content: Mapping[str, Any], *, key: str = "", modified: dt.date | None = None
    ) -> Output:
        """Return one document of a kind; raises DumpError when it does not fit its schema."""
        path, schema = path_of(name, key), BY_NAME[name].schema
        whole = {**self.about(path, modified), **content}
        for error in self._validators[schema].iter_errors(whole):
            field = "/".join(str(part) for part in error.instance_path)
            told = error.message if len(error.message) <= _LONGEST else f"{error.message[:_LONGEST]}……"
            raise DumpError(f"{path} 的 {field or '顶层'} 不符合公布的结构 {schema}：{told}")
        return encoded(path, whole)


def encoded(path: str, content: Any) -> Output:
    """Encode as compact UTF-8 with sorted keys, ending in a newline as text files do."""
    try:
        return Output(f"{ROOT}/{path}", msgspec.json.encode(content, order="sorted") + b"\n")
    except UnicodeEncodeError as error:
        wrong = error.object[error.start : error.end]
        raise DumpError(f"{path} 里有不能写进 JSON 的字符 {wrong!a}：{error.object!a}") from error


def writable(text: str, path: str, field: str, form: str) -> str:
    """Return a text that goes into a format made of XML or of lines; raises DumpError where a character cannot."""
    if found := NOT_XML.search(text):
        raise DumpError(f"{path} 的 {field} 里有不能写进 {form} 的字符 {found[0]!a}")
    return text


def plain(record: msgspec.Struct) -> dict[str, Any]:
    """Return a record as plain data; what is absent stays absent."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    return data

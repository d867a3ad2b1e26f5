"""What a format cannot hold is refused by name, and never written otherwise than it is."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import schema
from pipeline.dumps import DumpError
from pipeline.dumps.contract import contract
from pipeline.dumps.writing import Writer, encoded, writable
from support import CATALOGUE, published_at


def test_a_character_that_no_json_holds_is_refused() -> None:
    """Half of a pair of surrogates is no character; the error names the document."""
    with pytest.raises(DumpError, match=r"items/X\.json 里有不能写进 JSON 的字符"):
        encoded("items/X.json", {"name": "半\ud800个"})


@pytest.mark.parametrize("text", ["", "一行\n两行\t", "\U00020bb7", "\ue000", "\ufffd"])
def test_what_xml_holds_passes(text: str) -> None:
    """All characters that XML 1.0 allows pass unchanged."""
    assert writable(text, "a", "b", "Atom") == text


@pytest.mark.parametrize("text", ["\x00", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_refused(text: str) -> None:
    """The error names document, field and format."""
    with pytest.raises(DumpError, match=r"changes\.atom 的 name 里有不能写进 Atom 的字符"):
        writable(f"前{text}后", "changes.atom", "name", "Atom")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"changes": [{"date": "昨天"}]}, r"changes\.json 的 changes/0"),
        ({"changes": [], "secret": 1}, r"changes\.json 的 顶层 不符合公布的结构 changes"),
        ({}, r"changes\.json 的 顶层 不符合公布的结构 changes"),
    ],
)
def test_a_writer_that_is_wrong_is_stopped(content: dict[str, Any], said: str) -> None:
    """A wrong value, a field nobody promised and a promised field that is missing raise, by document and field."""
    writer = Writer(published_at(CATALOGUE).settings, contract(schema.authored()))
    with pytest.raises(DumpError, match=said):
        writer.document("changes", content)
    assert writer.document("changes", {"changes": []}).path == "api/v1/changes.json"


def test_a_message_does_not_repeat_the_document() -> None:
    """However large what is wrong, what is said of it stays short."""
    writer = Writer(published_at(CATALOGUE).settings, contract(schema.authored()))
    with pytest.raises(DumpError) as error:
        writer.document("changes", {"changes": "很长" * 10_000})
    assert len(str(error.value)) < 1000

"""Every item as YAML: what its department wrote, without what is not for the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pipeline.formatting import composed
from pipeline.model import Published
from pipeline.outputs import Output

NAME = "item.yaml"
"""The file's name, beside the page of its item."""


def sources(published: Published, schema: Mapping[str, Any]) -> Iterator[Output]:
    """Yield the public record of every item in the form departments write; ``schema`` tells the order of its keys."""
    for entry in published.entries.values():
        yield Output(f"{entry.address}{NAME}", composed(msgspec.to_builtins(entry.item), dict(schema)))

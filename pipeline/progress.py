"""How long steps show that they move, without any module but the command line printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")

Track = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Takes a label and the things to do, yields them again one by one."""


def quiet(label: str, things: Sequence[_T]) -> Iterable[_T]:  # noqa: ARG001  # the shape of Track
    """Show nothing."""
    return things

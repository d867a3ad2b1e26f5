"""How long steps show that they move, without any module but the command line printing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Track(Protocol):
    """Take a label and things to do, and yield them again one by one."""

    def __call__(self, label: str, things: Iterable[_T]) -> Iterable[_T]:
        """Wrap the things."""
        ...


def quiet(label: str, things: Iterable[_T]) -> Iterable[_T]:  # noqa: ARG001  # the shape of Track
    """Show nothing."""
    return things

"""A file as it was read, and a whole catalogue before and after disclosure."""

from collections.abc import Mapping
from typing import Any

import msgspec

from pipeline.model.item import Item, PublicItem
from pipeline.model.registry import Coordination, Department, Law, Vocabulary
from pipeline.model.settings import Settings
from pipeline.problems import START, KeyPath, Mark


class Document(msgspec.Struct, frozen=True):
    """One parsed file: plain data, and where in the file each value stands."""

    path: str
    """Relative to the catalogue's root, with forward slashes."""
    data: Any
    marks: Mapping[KeyPath, Mark]
    """The place of each value by its key path; of each key by its path with ``KEY`` appended."""

    def mark(self, where: KeyPath) -> Mark:
        """Return the place of a value, or of the nearest enclosing value that exists in the file."""
        while where:
            if found := self.marks.get(where):
                return found
            where = where[:-1]
        return self.marks.get((), START)


class Catalogue(msgspec.Struct, frozen=True):
    """All records of one government, each kind sorted and keyed by its identifier."""

    settings: Settings
    departments: Mapping[str, Department]
    items: Mapping[str, Item]
    laws: Mapping[str, Law]
    vocabularies: Mapping[str, Vocabulary]
    coordination: Coordination | None = Coordination(pairs=())
    """What offices have settled; None where that could not be read."""


class PublicCatalogue(msgspec.Struct, frozen=True):
    """A catalogue after disclosure: nothing in it is withheld."""

    settings: Settings
    departments: Mapping[str, Department]
    items: Mapping[str, PublicItem]
    laws: Mapping[str, Law]
    vocabularies: Mapping[str, Vocabulary]

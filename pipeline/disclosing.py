"""The public projection: only what the schema marks public passes; whatever is not marked is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

import msgspec

from pipeline.model import Catalogue, Department, Law, PublicCatalogue, PublicItem, Record, Vocabulary

_R = TypeVar("_R", bound=Record)


def disclose(catalogue: Catalogue, public: Mapping[str, AbstractSet[str]]) -> PublicCatalogue:
    """Project a whole catalogue; ``public`` holds by kind the names of the fields the schema marks public.

    Raises TypeError when a field that a public record cannot do without is not marked.
    """
    return PublicCatalogue(
        settings=catalogue.settings,
        departments={
            key: _project(value, Department, public["department"]) for key, value in catalogue.departments.items()
        },
        items={key: _project(value, PublicItem, public["item"]) for key, value in catalogue.items.items()},
        laws={key: _project(value, Law, public["law"]) for key, value in catalogue.laws.items()},
        vocabularies={
            key: _project(value, Vocabulary, public["vocabulary"]) for key, value in catalogue.vocabularies.items()
        },
    )


def _project(record: Record, target: type[_R], allowed: AbstractSet[str]) -> _R:
    fields = (field.name for field in msgspec.structs.fields(target))
    return target(**{name: getattr(record, name) for name in fields if name in allowed})

"""The page of open data lists every kind of document and leads to one of each."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import msgspec
import pytest

from pipeline.documents import KINDS, ROOT, VERSIONS, Use
from pipeline.model import Published
from pipeline.pages.data import data
from support import CATALOGUE, dumped, published_at


@pytest.fixture(scope="module")
def published() -> Published:
    """Return what is published of the small catalogue."""
    return published_at(CATALOGUE)


def links(published: Published) -> set[str]:
    """Return what the page leads to in the API."""
    found = re.findall(r'href="([^"]+)"', data(published).content)
    return {place for href in found if (place := urljoin("api/", href)).startswith(ROOT)}


def test_it_leads_to_one_of_each_kind(published: Published) -> None:
    """Every kind of document stands on the page with a link to one that exists, and so does every schema it names."""
    documents = dumped(published)
    named = links(published)
    assert named <= documents.keys()
    for kind in KINDS:
        pattern = re.sub(r"\\{\w+\\}", "[^/.]+", re.escape(f"{ROOT}/{kind.path}"))
        assert any(re.fullmatch(pattern, place) for place in named), kind.name
    assert {f"{ROOT}/schemas/{kind.schema}.schema.json" for kind in KINDS if kind.schema} <= named


def test_it_tells_uses_and_versions(published: Published) -> None:
    """Uses are its headings, and every version of the format stands there."""
    content = data(published).content
    assert re.findall("<h2>(.+?)</h2>", content) == [*(use.value for use in Use), "格式的版本"]
    assert all(f"<dt>{version.number}</dt>" in content for version in VERSIONS)


def test_it_leads_nowhere_where_there_is_nothing(published: Published) -> None:
    """Without items there is no example of one, and no feed."""
    empty = msgspec.structs.replace(
        published,
        entries={},
        **{
            name: dict.fromkeys(getattr(published, name), ())
            for name in ("by_department", "by_category", "by_theme", "by_law", "by_stage")
        },
    )
    named = links(empty)
    assert not [place for place in named if "/items/" in place or "/departments/" in place]
    assert f"{ROOT}/vocabularies/categories.json" in named

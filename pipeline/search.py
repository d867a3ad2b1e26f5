"""Say what search knows of the site: one small document a page, in which every Han character is a word.

Pagefind takes whatever stands between spaces for a word, and Chinese has no spaces. So texts are indexed character by
character and ``theme/assets/finding.js`` asks for phrases. It asks where a phrase stands as well, which Pagefind cannot
tell, so names, codes and aliases are indexed once more in words of their own; names and aliases also as they are
pronounced, syllable by syllable and by the initials of the syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec
from markupsafe import Markup

from pipeline.model import Department, Entry, Law, Published
from pipeline.spelling import pronounced
from pipeline.wording import cite


class SearchRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One page as search knows it: what it is called, what it says, and what a result shows of it."""

    url: str
    """Relative to the site's root, e.g. ``items/511900-37-XK-0001/``; unique."""
    kind: Literal["item", "department", "law"]
    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str = ""
    body: tuple[str, ...] = ()
    facets: Mapping[str, str] = {}
    """The words for ``department``, ``category``, ``risk`` and ``stage``: shown with a result, and searched."""

    def texts(self) -> Iterator[str]:
        """Yield every text that is searched."""
        yield from (self.name, self.code or "", *self.aliases, self.summary, *self.facets.values(), *self.body)


# --- what is searched ------------------------------------------------------------------------------------------------


def records(published: Published) -> Iterator[SearchRecord]:
    """Yield a record for every item, department and law."""
    for entry in published.entries.values():
        yield _item(entry, published)
    for department in published.departments.values():
        yield _department(department)
    for law in published.laws.values():
        yield _law(law)


def _item(entry: Entry, published: Published) -> SearchRecord:
    item, derived = entry.item, entry.derived
    themes = (published.vocabularies["themes"].find(theme) for theme in item.themes)
    stage = published.vocabularies["stages"].find(derived.stage)
    return SearchRecord(
        url=entry.address,
        kind="item",
        name=item.name,
        code=item.code,
        aliases=item.aliases,
        summary=item.summary,
        body=(
            *published.departments[item.department].aliases,
            item.implementing_body.name,
            *(theme.title for theme in themes if theme),
            *(text for basis in item.legal_basis for text in (cite(basis, published.laws[basis.law]), basis.provides)),
            *item.conditions,
            *(material.name for material in item.materials),
            *([item.result.name] if item.result else []),
            *(fee.name for fee in item.fees.items),
            *(step.name for _, flow in item.flows() for step in flow),
            *(point.risk for point in item.risk.points),
            *item.duties,
        ),
        facets={
            "department": derived.department_name,
            "category": derived.category_name,
            "risk": f"廉政风险{derived.risk_level_name}",
            "stage": stage.title if stage else "",
        },
    )


def _department(department: Department) -> SearchRecord:
    return SearchRecord(
        url=f"departments/{department.id}/",
        kind="department",
        name=department.name,
        aliases=department.aliases,
        summary=department.responsibilities or "",
        body=tuple(lineage.name for lineage in department.lineage),
    )


def _law(law: Law) -> SearchRecord:
    return SearchRecord(
        url=f"laws/{law.id}/",
        kind="law",
        name=law.title,
        code=law.document_no,
        aliases=(*([law.short_title] if law.short_title else []), *law.aliases),
        summary=f"{law.kind}，{law.issuing_body}制定。",
    )


# --- how it is indexed -----------------------------------------------------------------------------------------------

_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[0-9a-z]+|[^\\W_]|[\U00020000-\U0003fffd]")
"""The last range holds rare characters of personal and place names, even those newer than Python's own tables."""

_FIELDS = {"name": "ŋ", "code": "ɕ", "alias": "ɑ", "sound": "ʂ", "initial": "ɿ"}
"""What the words of each label begin with: letters nobody types, which tokenizers leave joined to what follows."""
_EDGE = "00000"

_PAGE = Markup(
    '<html lang="zh"><head><meta charset="utf-8">{shown}</head><body data-pagefind-body>'
    '<p data-pagefind-weight="10">{name}</p><p data-pagefind-weight="10">{code}</p>'
    '<p data-pagefind-weight="7">{aliases}</p><p data-pagefind-weight="3">{summary}</p><p>{body}</p>'
    '<p data-pagefind-weight="0">{labels} |</p></body></html>'
)
"""Every paragraph ends in a sign, for Pagefind hangs a full stop on the last word and would take that apart again."""
_SHOWN = Markup('<meta data-pagefind-meta="{}[content]" content="{}">')


def spaced(text: str) -> str:
    """Return the words of a text between single spaces; the function of this name in ``finding.js`` does the same.

    Width, case and accents are levelled. A run of Latin letters and digits is one word, any other letter a word by
    itself. Punctuation is a gap: a phrase is found whether or not the reader writes the marks inside it.
    """
    levelled = _ACCENT.sub("", unicodedata.normalize("NFKD", text).lower())
    return " ".join(_WORD.findall(levelled))


def stub(record: SearchRecord) -> str:
    """Return the HTML document Pagefind reads for one record; all text in it is escaped."""
    codes = (record.code,) if record.code else ()
    shown = {"title": record.name, "kind": record.kind, "code": record.code, "summary": record.summary, **record.facets}
    written = {"name": (record.name,), "code": codes, "alias": record.aliases}
    labels = [_label(field, _points(text), edged=True) for field, texts in written.items() for text in texts]
    # Only a name has edges here: said in full it comes first, and whether an alias was said in full changes nothing.
    for text, edged in ((record.name, True), *((alias, False) for alias in record.aliases)):
        syllables = _syllables(text)
        labels.append(_label("sound", syllables, edged=edged))
        labels.append(_label("initial", (syllable[0] for syllable in syllables), edged=edged))
    page = _PAGE.format(
        shown=Markup().join(_SHOWN.format(key, text) for key, text in shown.items() if text),
        name=_closed((record.name,)),
        code=_closed(codes),
        aliases=_closed(record.aliases),
        summary=_closed((record.summary,)),
        body=_closed((*record.facets.values(), *record.body)),
        labels=" | ".join(labels),
    )
    return str(page)


def _closed(texts: Iterable[str]) -> str:
    """Return the words of all texts; the sign after each takes a place, so that no phrase runs on into the next."""
    return " ".join(f"{spaced(text)} |" for text in texts if text)


def _label(field: str, words: Iterable[str], *, edged: bool) -> str:
    """Put the letter of a field before words and, where ``edged``, before an edge at either end."""
    return " ".join(_FIELDS[field] + word for word in ((_EDGE, *words, _EDGE) if edged else words))


def _points(text: str) -> Iterator[str]:
    """Spell each word of a text in code points."""
    return ("".join(f"{ord(character):05x}" for character in word) for word in spaced(text).split())


def _syllables(text: str) -> list[str]:
    """Return how a text is said, a word for each Han character and for each Latin letter and digit; ü is u."""
    return [word for one in pronounced(text) for word in spaced(one).split()]

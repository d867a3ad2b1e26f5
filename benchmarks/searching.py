"""A large catalogue as search knows it, what readers ask of it, and what they should find by plainly reading it."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from playwright.sync_api import Page

from pipeline.search import SearchRecord, levelled, sounds

_PLACES = ("城区", "乡镇", "园区", "学校", "工地", "河道", "市场", "社区", "林区", "车站", "库区", "景区")


class Question(NamedTuple):
    """What a reader types, and what it is."""

    text: str
    kind: Literal["name", "piece", "code", "pinyin", "initials"]


class Answer(NamedTuple):
    """What a question must find."""

    exact: frozenset[str]
    """Addresses of the pages called so; one of them comes first."""
    named: frozenset[str]
    """Addresses of the pages whose names hold the phrase; they come before all others."""
    held: frozenset[str]
    """Addresses of the pages that hold it within one text."""


def generated(records: Iterable[SearchRecord], count: int, seed: int = 1) -> list[SearchRecord]:
    """Return so many items, made anew of the names, summaries and texts of some, and every other page as it is."""
    chance = random.Random(seed)  # noqa: S311  # samples are not secrets
    records = list(records)
    items = [record for record in records if record.kind == "item"]
    bodies = [text for item in items for text in item.body]
    aliases = [alias for item in items for alias in item.aliases]
    made: dict[str, SearchRecord] = {}
    while len(made) < count:
        model, one, other, third, fourth = chance.choices(items, k=5)
        name = chance.choice(("", chance.choice(_PLACES))) + _head(one.name, chance) + _tail(other.name, chance)
        code = f"{(model.code or '').rpartition('-')[0]}-{len(made):05}"
        made[name] = msgspec.structs.replace(
            model,
            url=f"items/{code}/",
            code=code,
            name=name,
            aliases=tuple(chance.sample(aliases, len(model.aliases))),
            summary=_head(third.summary, chance) + _tail(fourth.summary, chance),
            body=tuple(chance.sample(bodies, len(model.body))),
        )
    return [*made.values(), *(record for record in records if record.kind != "item")]


def _head(text: str, chance: random.Random) -> str:
    return text[: chance.randint(2, len(text))]


def _tail(text: str, chance: random.Random) -> str:
    return text[-chance.randint(2, len(text)) :]


def questions(records: Sequence[SearchRecord], count: int, seed: int = 1) -> list[Question]:
    """Return what readers may ask: names and pieces of two to six characters, codes and parts of codes, and pinyin."""
    chance = random.Random(seed)  # noqa: S311  # samples are not secrets
    return [_question(chance.choice(records), chance) for _ in range(count)]


def _question(record: SearchRecord, chance: random.Random) -> Question:
    kind = chance.choices(("name", "piece", "code", "pinyin", "initials"), (3, 10, 2, 3, 2))[0]
    if kind == "code" and record.code:
        start = chance.randrange(len(record.code) - 2)
        part = record.code[start : start + chance.randint(2, len(record.code))]
        return (
            Question(chance.choice((record.code, part)), "code")
            if len(levelled(part)) > 1
            else _question(record, chance)
        )
    said = sounds(record.name)
    if kind == "pinyin":
        return Question(chance.choice(("", " ")).join(said), "pinyin")
    if kind == "initials" and len(said) > 1:
        return Question("".join(syllable[0] for syllable in said), "initials")
    if kind == "piece":
        return Question(chance.choice(list(pieces(record.name))), "piece")
    return Question(record.name, "name")


def pieces(name: str) -> Iterator[str]:
    """Yield every run of two to six letters of a name, which has two at least."""
    letters = levelled(name)
    for size in range(2, min(6, len(letters)) + 1):
        yield from (letters[at : at + size] for at in range(len(letters) - size + 1))


class _Read(NamedTuple):
    """One record, its texts levelled, and the ways to write how its name is said."""

    url: str
    called: tuple[str, str]
    whole: str
    """All texts, with a mark between them that no question holds."""
    said: dict[str, tuple[str, ...]]


class Reading:
    """All texts of some records, to be read through for each question."""

    def __init__(self, records: Iterable[SearchRecord]) -> None:
        self._records = [_read(record) for record in records]

    def answer(self, question: Question) -> Answer:
        """Return what a question must find; by pinyin that is the pages whose names are said so, from end to end."""
        if question.kind in {"pinyin", "initials"}:
            said = {record.url for record in self._records if question.text in record.said[question.kind]}
            return Answer(frozenset(), frozenset(), frozenset(said))
        phrase = levelled(question.text)
        held = [record for record in self._records if phrase in record.whole]
        return Answer(
            frozenset(record.url for record in held if phrase in record.called),
            frozenset(record.url for record in held if phrase in record.called[0]),
            frozenset(record.url for record in held),
        )


def _read(record: SearchRecord) -> _Read:
    name, code, *others = map(levelled, record.texts())
    said = sounds(record.name)
    return _Read(
        record.url,
        (name, code),
        "|".join((name, code, *others)),
        {"pinyin": ("".join(said), " ".join(said)), "initials": ("".join(syllable[0] for syllable in said),)},
    )


def faults(answer: Answer, found: Sequence[str]) -> list[str]:
    """Return in a few words what is wrong with a list of addresses, best first; finding more is no fault."""
    held = [address for address in found if address in answer.held]
    return [
        *(["misses some"] if len(held) < len(answer.held) else []),
        *(["is not first"] if answer.exact and held and held[0] not in answer.exact else []),
        *(
            ["names are not first"]
            if set(held[: len(answer.exact | answer.named)]) != answer.exact | answer.named
            else []
        ),
    ]


# --- in a browser ----------------------------------------------------------------------------------------------------

_FIND = """async texts => {
  const form = document.querySelector("form[data-pagefind]");
  const root = new URL(form.dataset.searchRoot, document.baseURI);
  const { find, load } = await import(new URL("assets/finding.js", root).href);
  const engine = await load(form), answers = [];
  for (const text of texts) {
    const start = performance.now();
    const { way, hits } = await find(engine, text);
    answers.push({ way, ids: hits.map(hit => hit.id), milliseconds: performance.now() - start });
  }
  return answers;
}"""


class Found(NamedTuple):
    """What the site's own search answered."""

    way: str
    addresses: tuple[str, ...]
    """Relative to the site, best first."""
    milliseconds: float


def find(page: Page, texts: Sequence[str], addresses: Mapping[str, str]) -> list[Found]:
    """Ask on any page of a site that has a search box; ``addresses`` has the address of every hit by its id."""
    answers = page.evaluate(_FIND, texts)
    return [Found(one["way"], tuple(addresses[hit] for hit in one["ids"]), one["milliseconds"]) for one in answers]


def addresses(site: Path) -> dict[str, str]:
    """Read out of the index of a site which page each hit is."""
    fragments = (site / "pagefind/fragment").iterdir()
    told = {path.stem: gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd") for path in fragments}
    return {hit: json.loads(text)["url"] for hit, text in told.items()}

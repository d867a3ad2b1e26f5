"""Run Pagefind over the search records and return its index as files.

Its command line indexes in the order in which the disk lists files and never removes old fragments; its Python client
waits a tenth of a second a record. So its service is spoken to directly: base64 of JSON, a comma after each message.
"""

from __future__ import annotations

import base64
import gzip
import logging
import os
import select
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, TypeVar

import msgspec
import pagefind_bin  # type: ignore[import-untyped]  # it ships none

from pipeline.facets import Facet, Row, table
from pipeline.outputs import Output
from pipeline.search import SearchRecord, levelled, sounds, words
from pipeline.spelling import simplifications

_FOLDER = "pagefind/"
_ENTRY = "pagefind-entry.json"
_FRAGMENT = "fragment/*.pf_fragment"
_SPELLINGS = "spellings.json"
_NEEDED = (
    "pagefind.js", "pagefind-worker.js", _ENTRY, "pagefind.*.pf_meta", "wasm.*.pagefind", "index/*.pf_index", _FRAGMENT,
)  # fmt: skip
"""All else that Pagefind hands over is its own user interface."""
_FACETS = "facets.json"
_MAGIC = b"pagefind_dcd"
_CHUNK = 1 << 20

_log = logging.getLogger(__name__)


class IndexingError(Exception):
    """Pagefind is missing, failed, or made an index that is not whole: a fault of the machine, never of a record."""


def index(
    records: Iterable[SearchRecord],
    facets: Sequence[Facet] = (),
    *,
    program: Sequence[str] | None = None,
    seconds: float = 600,
) -> Iterator[Output]:
    """Yield the files of the search index, sorted by path; equal records make equal bytes, in whatever order they come.

    ``program`` runs in place of the installed Pagefind, and has so many ``seconds`` for each answer.
    Raises IndexingError before the first file.
    """
    # Pagefind lists the pages that hold a word in the order of indexing, and the shorter name is the nearer match.
    ordered = sorted(records, key=lambda record: (len(levelled(record.name)), record.url))
    for url, times in Counter(record.url for record in ordered).items():
        if times > 1:
            raise IndexingError(f"检索索引没有建成：{times} 条记录的网址都是“{url}”")
    files = {file.path: file.content for file in _indexed(ordered, program, seconds) if _needed(file.path)}
    _verify(files, len(ordered))
    fragments = {path: _told(content) for path, content in files.items() if PurePosixPath(path).match(_FRAGMENT)}
    files |= {path: _lightened(told) for path, told in fragments.items()}
    files[_SPELLINGS] = _spellings(ordered)
    files[_FACETS] = table(facets, _rows(ordered, fragments))
    yield from (Output(_FOLDER + path, content) for path, content in sorted(files.items()))


def _indexed(records: Sequence[SearchRecord], program: Sequence[str] | None, seconds: float) -> list[_File]:
    with _running(program, seconds) as pagefind:
        number = pagefind.ask(_NewIndex, {"type": "NewIndex", "config": {}}).index_id
        for record in records:
            request = {
                "type": "AddRecord",
                "index_id": number,
                "url": record.url,
                "language": "zh",
                "content": " ".join(words(record)),
                "meta": record.shown(),
            }
            pagefind.ask(_IndexedFile, request)
        return pagefind.ask(_GetFiles, {"type": "GetFiles", "index_id": number}).files


def _lightened(told: Mapping[str, Any]) -> bytes:
    """Return what a result is shown from without the words it was found by: nobody reads those, and they weigh most."""
    return gzip.compress(_MAGIC + msgspec.json.encode({**told, "content": ""}), mtime=0)


def _told(fragment: bytes) -> dict[str, Any]:
    """Return what a fragment says."""
    told: dict[str, Any] = msgspec.json.decode(gzip.decompress(fragment).removeprefix(_MAGIC))
    return told


def _spellings(records: Sequence[SearchRecord]) -> bytes:
    """Return how readers may write otherwise what the records say.

    These are the traditional characters they may type and, in the same order, the simplified ones meant; and all
    syllables of names and aliases.
    """
    pairs = simplifications(text for record in records for text in record.texts())
    called = (text for record in records for text in (record.name, *record.aliases))
    syllables = sorted({syllable for text in called for syllable in sounds(text)})
    table = {"traditional": "".join(pairs), "simplified": "".join(pairs.values()), "syllables": " ".join(syllables)}
    return msgspec.json.encode(table)


def _rows(records: Iterable[SearchRecord], fragments: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    """Yield the records that are filed, by the names of their fragments."""
    names = {told.get("url"): PurePosixPath(path).stem for path, told in fragments.items()}
    yield from (Row(names[record.url], record.name, record.filed) for record in records if record.filed)


def _needed(path: str) -> bool:
    return any(PurePosixPath(path).match(pattern) for pattern in _NEEDED)


def _verify(files: Mapping[str, bytes], count: int) -> None:
    """Raise unless the index is whole: Pagefind reports success with files empty and pages left out."""
    for path, content in files.items():
        if not content:
            raise IndexingError(f"检索索引不完整：{path} 是空的")
    for pattern in _NEEDED:
        if not any(PurePosixPath(path).match(pattern) for path in files):
            raise IndexingError(f"检索索引不完整：缺少 {pattern}")
    languages = msgspec.json.decode(files[_ENTRY], type=_Entry).languages.values()
    pages = sum(language.page_count for language in languages)
    fragments = sum(PurePosixPath(path).match(_FRAGMENT) for path in files)
    if not pages == fragments == count:
        raise IndexingError(f"检索索引不完整：应有 {count} 条记录，编入 {pages} 条，写成 {fragments} 条")


class _Language(msgspec.Struct):
    page_count: int


class _Entry(msgspec.Struct):
    languages: dict[str, _Language]


# --- speaking to the service -----------------------------------------------------------------------------------------


class _NewIndex(msgspec.Struct, tag="NewIndex"):
    index_id: int


class _IndexedFile(msgspec.Struct, tag="IndexedFile"):
    page_url: str


class _File(msgspec.Struct):
    path: str
    content: bytes


class _GetFiles(msgspec.Struct, tag="GetFiles"):
    files: list[_File]


class _Error(msgspec.Struct, tag="Error"):
    message: str


class _Answer(msgspec.Struct):
    payload: _NewIndex | _IndexedFile | _GetFiles | _Error


_T = TypeVar("_T", _NewIndex, _IndexedFile, _GetFiles)


class _PagefindError(Exception):
    """The service did not answer as it should; the message says how."""


@dataclass(frozen=True)
class _Service:
    """A running Pagefind, asked one thing at a time: of several it numbers the pages as they happen to finish."""

    requests: IO[bytes]
    answers: IO[bytes]
    seconds: float

    def ask(self, expected: type[_T], request: Mapping[str, Any]) -> _T:
        """Put a request and return its answer, which must be of the expected type."""
        self.requests.write(base64.b64encode(msgspec.json.encode({"message_id": 1, "payload": request})) + b",")
        self.requests.flush()
        line = self._line()
        try:
            answer = msgspec.json.decode(base64.b64decode(line, validate=True), type=_Answer).payload
        except (ValueError, msgspec.MsgspecError) as error:
            raise _PagefindError(f"看不懂它的回答：{line[:200].decode(errors='replace')}") from error
        if isinstance(answer, _Error):
            raise _PagefindError(answer.message)
        if not isinstance(answer, expected):
            raise _PagefindError(f"答非所问：{type(answer).__name__}")
        return answer

    def _line(self) -> bytes:
        """Read up to the comma that ends an answer."""
        parts = [b""]
        while not parts[-1].endswith(b","):
            if not select.select([self.answers], [], [], self.seconds)[0]:
                raise _PagefindError(f"{self.seconds:g} 秒没有回答")
            part = os.read(self.answers.fileno(), _CHUNK)
            if not part:
                raise _PagefindError("没有回答就结束了")
            parts.append(part)
        return b"".join(parts)[:-1]


@contextmanager
def _running(program: Sequence[str] | None, seconds: float) -> Iterator[_Service]:
    """Run the service until the context ends; what goes wrong becomes an IndexingError that ends in its last words."""
    with tempfile.TemporaryFile() as messages:
        try:
            command = [*(program or [str(pagefind_bin.get_executable())]), "--service"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages) as process:
                assert process.stdin and process.stdout  # noqa: S101, PT018  # both are pipes
                try:
                    yield _Service(process.stdin, process.stdout, seconds)
                finally:
                    process.kill()  # it keeps nothing that a gentler end would save
        except (OSError, _PagefindError) as fault:
            raise IndexingError(f"检索索引没有建成，pagefind {fault}{_said(messages)}") from fault
        if said := _said(messages):
            _log.warning("pagefind%s", said)


def _said(messages: IO[bytes]) -> str:
    messages.seek(0)
    said = messages.read().decode(errors="replace").strip()
    return f"；它说：{said}" if said else ""

"""Keep results of pure functions in files, by the hash of all that they depend on.

What is read back is as it was written or counts as absent: each file begins with the hash of the rest.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import platform
import tempfile
from pathlib import Path

import msgspec

from pipeline import schema

_SHARDS = "0123456789abcdef"
_DIGEST = 32
_LIBRARIES = ("jsonschema", "jsonschema-rs", "msgspec", "pyyaml")

_decoder = msgspec.msgpack.Decoder(dict[str, bytes])


def digest(*parts: bytes) -> str:
    """Return a hash of these parts in this order, no two different sequences alike."""
    state = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


@functools.cache
def engine() -> bytes:
    """Return a hash of everything but the data that a result depends on: this program, its schemas and libraries."""
    package = Path(__file__).parent
    schemas = Path(str(schema.folder()))
    files = [*sorted(package.rglob("*.py")), *sorted(package.glob("*.json")), *sorted(schemas.glob("*.json"))]
    versions = [platform.python_version(), *map(importlib.metadata.version, _LIBRARIES)]
    return bytes.fromhex(digest(*(path.read_bytes() for path in files), *(version.encode() for version in versions)))


class Cache:
    """Results by key in a few files below one folder; a folder that cannot be used is like an empty one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, dict[str, bytes]] = {}
        self._used: dict[str, bytes] = {}
        self._new: set[str] = set()

    @classmethod
    def of(cls, root: Path) -> Cache:
        """Return what earlier runs knew of the catalogue at ``root``."""
        return cls(root / "build/cache")

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key that ``digest`` returned, None when there is nothing sound."""
        if key in self._used:
            return self._used[key]
        shard = key[0]
        if shard not in self._read:
            self._read[shard] = _read(self._folder / shard)
        found = self._read[shard].get(key)
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; nothing is written before ``save``."""
        self._used[key] = value
        self._new.add(key)

    def save(self) -> None:
        """Write the files that gained a value, dropping what was not asked for; a disk that refuses is no fault."""
        changed = {key[0] for key in self._new}
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for shard in _SHARDS:
                if shard in changed:
                    _write(self._folder / shard, {key: value for key, value in self._used.items() if key[0] == shard})
        self._new.clear()


def _read(path: Path) -> dict[str, bytes]:
    try:
        raw = path.read_bytes()
        if bytes.fromhex(digest(raw[_DIGEST:])) == raw[:_DIGEST]:
            return _decoder.decode(memoryview(raw)[_DIGEST:])
    except (OSError, msgspec.DecodeError):
        pass
    return {}


def _write(path: Path, entries: dict[str, bytes]) -> None:
    """Write a file at one stroke, so that another run reads the old one or the new one."""
    raw = msgspec.msgpack.encode(entries)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(bytes.fromhex(digest(raw)))
            file.write(raw)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise

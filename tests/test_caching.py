"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.caching import Cache, digest, engine

KEYS = [digest(str(number).encode()) for number in range(40)]


def test_values_come_back_in_a_later_run(tmp_path: Path) -> None:
    """What was put is there at once, and after saving for every later run."""
    cache = Cache(tmp_path / "a/b")
    for key in KEYS:
        cache.put(key, key.encode())
    assert cache.get(KEYS[0]) == KEYS[0].encode()
    assert Cache(tmp_path / "a/b").get(KEYS[0]) is None
    cache.save()
    assert [Cache(tmp_path / "a/b").get(key) for key in KEYS] == [key.encode() for key in KEYS]
    assert {len(path.name) for path in (tmp_path / "a/b").iterdir()} == {1}


def test_what_no_run_asks_for_is_dropped(tmp_path: Path) -> None:
    """A file of the cache that is written anew holds what this run used; without anything new none is written."""
    first, second, third = [key for key in KEYS + [digest(b"x", bytes([n])) for n in range(99)] if key[0] == "a"][:3]
    cache = Cache(tmp_path)
    cache.put(first, b"1")
    cache.put(second, b"2")
    cache.save()
    cache = Cache(tmp_path)
    cache.get(first)
    cache.save()
    assert Cache(tmp_path).get(second) == b"2"
    cache.put(third, b"3")
    cache.save()
    assert [Cache(tmp_path).get(key) for key in (first, second, third)] == [b"1", None, b"3"]


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 100, "flip", "cut", "append", "folder"])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, damage: bytes | str) -> None:
    """A flipped bit, a cut, foreign bytes or a folder in its place: the values are absent, and can be kept again."""
    cache = Cache(tmp_path)
    cache.put(KEYS[0], b"value")
    cache.save()
    path = tmp_path / KEYS[0][0]
    raw = path.read_bytes()
    flipped = raw[:-1] + bytes([raw[-1] ^ 1])
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        changed = {"flip": flipped, "cut": raw[:-1], "append": raw + b"x"}
        path.write_bytes(damage if isinstance(damage, bytes) else changed[damage])
    cache = Cache(tmp_path)
    assert cache.get(KEYS[0]) is None
    shutil.rmtree(path) if damage == "folder" else None
    cache.put(KEYS[0], b"again")
    cache.save()
    assert Cache(tmp_path).get(KEYS[0]) == b"again"


def test_a_folder_that_cannot_be_used_is_no_fault(tmp_path: Path) -> None:
    """Where the cache cannot be written, the run goes on without."""
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file")
    cache.put(KEYS[0], b"value")
    cache.save()
    assert Cache(tmp_path / "file").get(KEYS[0]) is None


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digests_tell_parts_apart(one: list[bytes], other: list[bytes]) -> None:
    """Two sequences have the same digest only if they are the same, however they join."""
    assert (digest(*one) == digest(*other)) == (one == other)


def test_the_engine_is_part_of_every_key() -> None:
    """The engine's digest is a fixed size and stable within a run."""
    assert len(engine()) == 32
    assert engine() == engine()

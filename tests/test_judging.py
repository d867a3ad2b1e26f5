"""A judgement packed and unpacked is the same judgement."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.judging import Judged, judge, pack, unpack
from pipeline.loading import Source, load
from support import CATALOGUE

FILES = load(CATALOGUE).files
BROKEN = [
    b"", b"[", b"- 1\n", b"a: 1\na: 2\n", b"name:\n", b"\xff", b"flow: {a: [1, {b: true}]}\nx: []\n",
    b'code: "1"\nx: {}\nname: [a, [b], {c: d}]\n',
]  # fmt: skip


def same(one: Judged, other: Judged) -> bool:
    """Tell whether two judgements are alike in everything a check looks at, records of broken files by their types."""
    assert (one.source, one.problems, one.broken) == (other.source, other.problems, other.broken)
    assert (one.document is None) == (other.document is None)
    if one.document and other.document:
        assert one.document.data == other.document.data
        assert list(one.document.marks.items()) == list(other.document.marks.items())
        assert one.document.mark(("no", "such")) == other.document.mark(("no", "such"))
    return type(one.record) is type(other.record) and (bool(one.problems) or one.record == other.record)


@pytest.mark.parametrize("source", FILES, ids=lambda source: source.path)
def test_every_file_survives_packing(source: Source) -> None:
    """Data, marks and record of a sound file are the same after packing."""
    judged = judge(source)
    assert same(unpack(source, pack(judged)), judged)


@settings(max_examples=60)
@given(st.sampled_from(FILES), st.sampled_from(BROKEN), st.floats(0, 1))
def test_broken_files_survive_packing(source: Source, added: bytes, where: float) -> None:
    """So are the problems and the broken sections of a file with mistakes, wherever they stand."""
    lines = source.raw.splitlines(keepends=True)
    cut = int(where * len(lines))
    for raw in (added, b"".join([*lines[:cut], added, *lines[cut:]])):
        broken = source._replace(raw=raw)
        judged = judge(broken)
        assert same(unpack(broken, pack(judged)), judged)


@given(st.binary(max_size=50))
def test_other_bytes_are_refused(raw: bytes) -> None:
    """What pack did not write raises one kind of error."""
    with pytest.raises(msgspec.DecodeError):
        unpack(FILES[0], raw)

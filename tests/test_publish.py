"""The writer: a site is whole or not there, and the old one stays until the new one is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.outputs import Output, Stream
from pipeline.publish import LockedError, PublishError, publish
from pipeline.recording import RECORD


def site(mark: str) -> Iterator[Output]:
    """Yield a small complete site whose every file holds the mark."""
    yield Output("index.html", mark.encode())
    yield Output("items/a/index.html", mark.encode())
    yield Output("api/v1/index.json", mark.encode())
    yield Output(RECORD, mark.encode())


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    """The folder holds the outputs and nothing else, and the counts are true."""
    written = publish(site("x"), tmp_path / "site")
    assert contents(tmp_path / "site") == {output.path: output.content for output in site("x")}
    assert (written.files, written.pages, written.size) == (4, 2, 4)


def test_a_stream_is_written_piece_by_piece(tmp_path: Path) -> None:
    """The pieces of a stream follow each other in one file, and all are taken before the next output is asked for."""
    taken: list[bytes] = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"a,b\r\n", b"1,2\r\n"):
            yield piece
            taken.append(piece)

    def outputs() -> Iterator[Output | Stream]:
        yield Stream("tables/x.csv", pieces())
        yield Output("size.txt", str(sum(map(len, taken))).encode())
        yield from site("x")

    publish(outputs(), tmp_path / "site")
    assert (tmp_path / "site/tables/x.csv").read_bytes() == b"a,b\r\n1,2\r\n"
    assert (tmp_path / "site/size.txt").read_bytes() == b"10"


def test_a_stream_that_breaks_leaves_the_old_site(tmp_path: Path) -> None:
    """A row that cannot be written is found when part of its file is there already; the old site stays."""

    def pieces() -> Iterator[bytes]:
        yield b"a,b\r\n"
        raise RuntimeError("row")

    publish(site("old"), tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish([Stream("tables/x.csv", pieces()), *site("new")], tmp_path / "site")
    assert contents(tmp_path / "site") == {output.path: output.content for output in site("old")}


def test_what_is_gone_leaves_no_trace(tmp_path: Path) -> None:
    """A page of the former site that is no longer output is not in the new one."""
    publish([*site("x"), Output("items/gone/index.html", b"x")], tmp_path / "site")
    publish(site("y"), tmp_path / "site")
    assert contents(tmp_path / "site") == {output.path: output.content for output in site("y")}


@pytest.mark.parametrize(
    "bad",
    [
        Output("empty.html", b""),
        Stream("empty.csv", iter([])),
        Output("index.html", b"twice"),
        Output("../outside.html", b"x"),
        Output("/outside.html", b"x"),
    ],
)
def test_unfit_output_leaves_the_old_site(tmp_path: Path, bad: Output | Stream) -> None:
    """An empty, doubled or escaping output stops the writing, and the old site stays whole."""
    publish(site("old"), tmp_path / "site")
    with pytest.raises(PublishError):
        publish([*site("new"), bad], tmp_path / "site")
    assert contents(tmp_path / "site") == {output.path: output.content for output in site("old")}
    assert not (tmp_path / "outside.html").exists()


def test_site_without_record_is_not_whole(tmp_path: Path) -> None:
    """Outputs that end before the build record are a broken stream, not a site."""
    with pytest.raises(PublishError):
        publish([Output("index.html", b"x")], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_crash_of_a_renderer_leaves_the_old_site(tmp_path: Path) -> None:
    """An exception in the middle of the outputs leaves the old site and no staging folder behind."""

    def crashing() -> Iterator[Output]:
        yield Output("index.html", b"new")
        raise RuntimeError("renderer")

    publish(site("old"), tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish(crashing(), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}


@pytest.mark.parametrize("failing", range(1, 7))
def test_every_failing_write_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """Whichever write, rename or move fails for want of space, the site is wholly the old or wholly the new one."""
    publish(site("old"), tmp_path / "site")
    calls = 0

    def limited(real: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(28, "No space left on device")
            return real(*arguments, **options)  # type: ignore[operator]

        return call

    monkeypatch.setattr(Path, "write_bytes", limited(Path.write_bytes))
    monkeypatch.setattr(Path, "rename", limited(Path.rename))
    monkeypatch.setattr(os, "rename", limited(os.rename))
    with pytest.raises(OSError, match="No space"):
        publish(site("new"), tmp_path / "site")
    monkeypatch.undo()
    assert contents(tmp_path / "site") == {output.path: output.content for output in site("old")}


def test_short_write_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that takes fewer bytes than given, and says nothing, does not pass for a site."""
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: self.touch() or len(data))
    with pytest.raises(PublishError, match="没有写完整"):
        publish(site("x"), tmp_path / "site")


def test_foreign_folder_is_never_replaced(tmp_path: Path) -> None:
    """A folder that is not a site of ours, or a link, is refused and stays as it is."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/thesis.txt").write_text("years of work")
    (tmp_path / "link").symlink_to("papers")
    for name in ("papers", "link"):
        with pytest.raises(PublishError, match="不会覆盖"):
            publish(site("x"), tmp_path / name)
    assert contents(tmp_path / "papers") == {"thesis.txt": b"years of work"}


def test_empty_folder_may_be_filled(tmp_path: Path) -> None:
    """A folder made for the purpose is used."""
    (tmp_path / "site").mkdir()
    publish(site("x"), tmp_path / "site")
    assert (tmp_path / "site" / RECORD).is_file()


def test_two_builds_do_not_mix(tmp_path: Path) -> None:
    """While one build writes, a second one is told to come back later."""

    def meanwhile() -> Iterator[Output]:
        with pytest.raises(LockedError):
            publish(site("second"), tmp_path / "site")
        yield from site("first")

    publish(meanwhile(), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == b"first"


def test_a_crashed_build_leaves_no_lock(tmp_path: Path) -> None:
    """A build that is killed while it writes does not stand in the way of the next one."""
    program = """if True:
        import os, sys
        from pathlib import Path
        from pipeline.publish import publish
        publish((os._exit(9) for _ in range(1)), Path(sys.argv[1]))
    """
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "site")], check=False, timeout=60)
    assert killed.returncode == 9
    publish(site("x"), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_bytes() == b"x"


def test_readers_can_read(tmp_path: Path) -> None:
    """The site's folder is readable for a web server of another user."""
    publish(site("x"), tmp_path / "site")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755

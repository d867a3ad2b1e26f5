"""Finding the files: only what belongs to a catalogue is read, nothing is followed, and never too much of it."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.loading import load
from pipeline.parsing import MAX_BYTES
from support import PATHS, QR, checked, problems


def test_reads_every_file_in_the_order_of_its_path(catalogue: Path) -> None:
    """Each file comes with its kind, its path relative to the root and its bytes, the settings first."""
    sources = load(catalogue)
    assert sources.problems == []
    paths = [source.path for source in sources.files]
    assert paths[0] == "catalogue.yml"
    assert paths[1:] == sorted(path.relative_to(catalogue).as_posix() for path in (catalogue / "data").rglob("*.yaml"))
    assert [source.kind for source in sources.files if source.path == PATHS[QR]] == ["item"]
    assert {source.kind for source in sources.files} == {"catalogue", "department", "item", "law", "vocabulary"}
    assert all(source.raw == (catalogue / source.path).read_bytes() for source in sources.files)


def test_the_place_of_the_catalogue_does_not_show(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absolute or relative, the root leaves no trace in what is read."""
    absolute = load(catalogue)
    monkeypatch.chdir(catalogue)
    assert load(Path()) == absolute


@pytest.mark.parametrize("path", ["catalogue.yml", "data"])
def test_what_makes_a_catalogue_must_be_there(catalogue: Path, path: str) -> None:
    """Without settings or data, as in a wrong folder, there is one problem and nothing to publish."""
    (catalogue / path).rename(catalogue / "gone")
    found = checked(catalogue)
    assert [(one.path, one.line, one.column, one.code) for one in found.problems] == [(path, 1, 1, "P101")]
    assert found.catalogue is None


@pytest.mark.parametrize(
    "path",
    [
        "data/README.md",
        "data/stray.yaml",
        "data/laws/qu-shui-tiao-li.yml",
        "data/laws/old/qu-shui-tiao-li.yaml",
        "data/items/999900-07-QR-0002.yaml",
        "data/items/shui-li-ju/2026/999900-07-QR-0002.yaml",
        "data/items/shui-li-ju/999900-07-QR-0002.yaml~",
        "data/forms/a.yaml",
    ],
)
def test_files_that_belong_nowhere_are_told(catalogue: Path, path: str) -> None:
    """A file the catalogue does not know is a problem, not silently left out."""
    (catalogue / path).parent.mkdir(exist_ok=True)
    (catalogue / path).write_text("id: a\n", encoding="utf-8")
    assert problems(catalogue) == [(path, 1, "P102")]


def test_hidden_files_are_left_alone(catalogue: Path) -> None:
    """What editors and file managers leave behind hidden is no concern of the catalogue."""
    (catalogue / "data/.DS_Store").write_bytes(b"\0")
    (catalogue / "data/laws/.a.yaml.swp").write_bytes(b"\0")
    (catalogue / "data/items/.idea").mkdir()
    (catalogue / "data/items/.idea/workspace.xml").write_bytes(b"\0")
    assert problems(catalogue) == []


@pytest.mark.parametrize("path", [PATHS[QR], "catalogue.yml"])
def test_links_are_not_followed(catalogue: Path, tmp_path: Path, path: str) -> None:
    """A link in the place of a file is a problem; what it points to is not read."""
    secret = tmp_path / "secret.yaml"
    (catalogue / path).rename(secret)
    (catalogue / path).symlink_to(secret)
    sources = load(catalogue)
    assert [(one.path, one.code) for one in sources.problems] == [(path, "P103")]
    assert path not in {source.path for source in sources.files}


def test_linked_folders_are_not_entered(catalogue: Path, tmp_path: Path) -> None:
    """A link to a folder is a problem, even where it leads in a circle."""
    (catalogue / "data/laws/loop").symlink_to(catalogue / "data", target_is_directory=True)
    (catalogue / "data/elsewhere").symlink_to(tmp_path, target_is_directory=True)
    assert problems(catalogue) == [("data/elsewhere", 1, "P103"), ("data/laws/loop", 1, "P103")]
    (catalogue / "data").rename(tmp_path / "data")
    (catalogue / "data").symlink_to(tmp_path / "data", target_is_directory=True)
    assert [(one.path, one.code) for one in load(catalogue).problems] == [("data", "P103")]


def test_pipes_are_not_opened(catalogue: Path) -> None:
    """A named pipe is a problem and nothing waits for it."""
    os.mkfifo(catalogue / "data/laws/pipe.yaml")
    assert problems(catalogue) == [("data/laws/pipe.yaml", 1, "P103")]


def test_of_a_huge_file_only_the_beginning_is_read(catalogue: Path) -> None:
    """A file of 100 MB is refused after one byte more than a data file may have."""
    with (catalogue / PATHS[QR]).open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    try:
        sources = load(catalogue)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert [len(source.raw) for source in sources.files if source.path == PATHS[QR]] == [MAX_BYTES + 1]
    assert problems(catalogue) == [(PATHS[QR], 1, "B105")]


@pytest.mark.parametrize(
    "name", [b"\xca\xb3\xc6\xb7\xd0\xed.yaml", b"a\nb.yaml", b"\xe2\x80\xae.yaml", b"a\x1b[2J.yaml"]
)
def test_every_path_can_be_printed(catalogue: Path, name: bytes) -> None:
    """File names in GBK, or with characters that do not show, come out escaped, on one line."""
    (catalogue / "data/laws" / os.fsdecode(name)).write_bytes((catalogue / "data/laws/bu-zhu-xi-ze.yaml").read_bytes())
    (problem,) = checked(catalogue).problems
    assert problem.code == "I101"
    assert problem.path.isprintable()


@pytest.mark.parametrize("path", ["laws/con.yaml", "laws/Aux.yaml", "items/nul/a.yaml", "departments/com1.x.yaml"])
def test_names_that_windows_keeps_are_refused(catalogue: Path, path: str) -> None:
    """A name that Windows takes for a device is a problem here, before a clerk there cannot fetch the catalogue."""
    (catalogue / "data" / path).parent.mkdir(exist_ok=True)
    (catalogue / "data" / path).write_text("id: con\n", encoding="utf-8")
    assert problems(catalogue) == [(f"data/{path}", 1, "P104")]


@pytest.mark.parametrize(
    ("copied", "path", "codes"),
    [
        ("data/laws/bu-zhu-xi-ze.yaml", "data/laws/Bu-zhu-xi-ze.yaml", {"I101"}),
        ("data/laws/bu-zhu-xi-ze.yaml", "data/Laws/bu-zhu-xi-ze.yaml", {"P102"}),
        ("data/laws/bu-zhu-xi-ze.yaml", "data/laws/bu-zhu-xi-ze.YAML", {"P102"}),
        ("data/laws/bu-zhu-xi-ze.yaml", "data/laws/a\\..\\bu-zhu-xi-ze.yaml", {"I101"}),
        ("data/laws/bu-zhu-xi-ze.yaml", "data/laws/" + "a" * 250 + ".yaml", {"I101"}),
        (PATHS[QR], f"data/items/Shui-li-ju/{QR}.yaml", {"I102", "I104"}),
        (PATHS[QR], f"data/items/shui-li-ju/{QR.lower()}.yaml", {"I101"}),
        (PATHS[QR], f"data/items/shui-li-ju/C:\\{QR}.yaml", {"I101"}),
    ],
)
def test_names_that_collide_or_lead_astray_are_told(catalogue: Path, copied: str, path: str, codes: set[str]) -> None:
    """Names that are one name to another system, or a way out of the folder there, are told."""
    (catalogue / path).parent.mkdir(exist_ok=True)
    (catalogue / path).write_bytes((catalogue / copied).read_bytes())
    assert {one[2] for one in problems(catalogue)} == codes


def test_a_submodule_is_no_place_for_data(catalogue: Path) -> None:
    """Another repository inside the data is not taken for part of the catalogue: its files are told."""
    (catalogue / "data/laws/sub").mkdir()
    (catalogue / "data/laws/sub/.git").write_text("gitdir: ../../.git/modules/sub\n", encoding="utf-8")
    (catalogue / "data/laws/sub/a.yaml").write_text("id: a\n", encoding="utf-8")
    assert problems(catalogue) == [("data/laws/sub/a.yaml", 1, "P102")]


def test_faults_of_the_machine_are_not_problems_of_the_data(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be read raises; it is never taken for an empty one."""

    def refuse(folder: Path) -> NoReturn:
        raise PermissionError(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        load(catalogue)


def test_the_record_of_coordination_is_known_by_its_place(catalogue: Path) -> None:
    """One file at one place holds what offices have settled; elsewhere that name is nothing."""
    (catalogue / "data/coordination.yaml").write_text("pairs: []\n")
    assert [source.kind for source in load(catalogue).files if source.path == "data/coordination.yaml"] == [
        "coordination"
    ]
    assert problems(catalogue) == []
    (catalogue / "data/coordination.yaml").rename(catalogue / "data/laws/coordination.yml")
    assert problems(catalogue) == [("data/laws/coordination.yml", 1, "P102")]

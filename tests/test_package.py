"""The wheel: installed away from the checkout, it holds all that the engine reads."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from support import ROOT


def test_wheel_holds_what_the_engine_reads(tmp_path: Path) -> None:
    """Schemas, templates, theme and calendar travel with the code, and nothing of any government does."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "theme", "workdays.json"):
        for path in (ROOT / "pipeline").glob(f"{folder}/**/*" if "." not in folder else folder):
            assert path.is_dir() or path.relative_to(ROOT).as_posix() in held, path
    for path in (ROOT / "schemas").rglob("*.json"):
        assert f"pipeline/{path.relative_to(ROOT).as_posix()}" in held, path
    assert not [name for name in held if name.startswith(("data/", "tests/", "site/")) or name.endswith(".yaml")]

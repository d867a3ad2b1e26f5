"""The architecture as a test: who may import whom, and what the core never touches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_layers_are_kept() -> None:
    """No module imports upward or sideways, and the core imports nothing that touches the world."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    assert done.returncode == 0, done.stdout


def test_the_program_starts_where_there_is_no_posix() -> None:
    """On Windows, which has none of these modules, the command line can be imported."""
    program = """if True:
        import sys
        sys.modules |= dict.fromkeys(["fcntl", "grp", "pwd", "resource", "termios"])
        import pipeline.cli
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

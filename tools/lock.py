"""Resolve the dependencies anew and write both lock files: every version with its hashes, no address and no host."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.txt": ["--extra", "setup"],
    "requirements-dev.txt": ["--extra", "setup", "--extra", "dev", "--constraint", "requirements.txt"],
}

for name, extras in LOCKS.items():
    options = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
        "--no-header",
    ]
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        *extras,
        *options,
        "--upgrade",
        "--output-file",
        name,
    ]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

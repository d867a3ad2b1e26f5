"""What the guides say of the tables is true: every table is named, and every example runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.tables import TABLES
from support import ROOT

pytestmark = pytest.mark.xdist_group("tables")

GUIDE = (ROOT / "site/docs/guides/developers.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
TABLES_SECTION = GUIDE.partition("\n## 表格\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"```python\n(.*?)```", TABLES_SECTION, re.DOTALL)


def test_both_guides_tell_of_every_table() -> None:
    """The lists of tables hold all of them in their order; the reference says their keys too."""
    told = re.findall(r"^- `(\w+)`（(.+)）：(.+)$", TABLES_SECTION, re.MULTILINE)
    assert told == [(table.name, table.title, table.description.removeprefix("一行是")) for table in TABLES]
    rows = re.findall(r"^\| `([a-z_]+)` \| (.+?) \| .+ \|$", REFERENCE, re.MULTILINE)
    assert rows == [(table.name, ", ".join(f"`{key.column}`" for key in table.keys)) for table in TABLES]


@pytest.mark.parametrize("number", range(3))
def test_an_example_runs_as_it_stands(poured_samples: Path, tmp_path: Path, number: int) -> None:
    """With the site's address put in, each example prints something and warns of nothing."""
    assert len(EXAMPLES) == 3
    code = EXAMPLES[number].replace("https://网站地址/", f"{poured_samples.parent.parent.as_uri()}/")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") > 1

"""What the guides tell developers to run can be run, and does what they say, on this repository's site.

Run is every block of code marked bash, python or js, in the Chinese guide and in docs/api.md.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from pipeline.documents import KINDS, VERSIONS
from pipeline.tables import TABLES
from sites import Site
from support import ROOT

# The guide's Chinese example stands for a site's address; so does the English one.
_SITE = re.compile("https://(网站地址|site\\.example)/?")
_GUIDES = ("site/docs/guides/developers.md", "docs/api.md")
_BLOCK = re.compile(r"^```(bash|python|js)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.xdist_group("guides")


class Example(NamedTuple):
    """A block of code in a guide."""

    language: str
    code: str


def examples(*languages: str) -> list[Example]:
    """Return the blocks in some languages from all guides."""
    texts = [(ROOT / guide).read_text(encoding="utf-8") for guide in _GUIDES]
    return [Example(*found) for text in texts for found in _BLOCK.findall(text) if found[0] in languages]


def run(example: Example, site: Site, folder: Path) -> str:
    """Run an example as it stands, but for the address; return what it prints."""
    code, replaced = _SITE.subn(
        lambda found: site.address if found[0].endswith("/") else site.address[:-1], example.code
    )
    assert replaced == 1
    programs = {"bash": shutil.which("bash"), "python": sys.executable}
    command = [programs[example.language] or "", *(["-e"] if example.language == "bash" else []), "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_guides_show_every_way() -> None:
    """There are examples in all three languages, and the English page has one."""
    assert {example.language for example in examples("bash", "python", "js")} == {"bash", "python", "js"}
    assert len(examples("python")) == 7


@pytest.mark.parametrize("number", range(len(examples("python"))))
def test_what_python_prints(site: Site, tmp_path: Path, number: int) -> None:
    """Every example in Python runs as it stands, warns of nothing and prints something of the catalogue."""
    said = run(examples("python")[number], site, tmp_path)
    names = [record.name for record in site.published.departments.values()]
    assert any(word in said for word in (*site.published.entries, *names, "不收费", "个文件"))


def test_curl_fetches_what_it_says(site: Site, tmp_path: Path) -> None:
    """The example with curl prints one item and leaves the lines of all."""
    assert shutil.which("curl"), "no curl here: run make test, which installs it or says how"
    (example,) = examples("bash")
    item = json.loads(run(example, site, tmp_path))
    lines = (tmp_path / "items.ndjson").read_text(encoding="utf-8").splitlines()
    assert item in [json.loads(line) for line in lines]
    assert len(lines) == len(site.published.entries)


def test_javascript_reads_it_in_a_browser(site: Site, browser: Browser) -> None:
    """The example in JavaScript runs in Chromium on a page of the site, under its content-security policy."""
    (example,) = examples("js")
    page = browser.new_page()
    page.goto(f"{site.address}api/")
    with page.expect_console_message() as said:
        page.evaluate(f"(async () => {{ {_SITE.sub(site.address, example.code)} }})()")
    title, cited_by = (one.json_value() for one in said.value.args)
    page.close()
    assert isinstance(title, str)
    assert isinstance(cited_by, list)


def test_what_has_not_changed_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    """The example of increments takes all files once, then none, then the one that is not as it was."""
    (example,) = (example for example in examples("python") if "modified.csv" in example.code)
    total = len(run(example, site, tmp_path)) and len(list((tmp_path / "copy").rglob("*.*")))
    assert run(example, site, tmp_path) == "取了 0 个文件\n"
    record = tmp_path / "copy/modified.csv"
    text = record.read_text(encoding="utf-8")
    code = next(iter(site.published.entries))
    old = re.sub(rf"^(.*items/{code}\.json,)\w+", r"\g<1>0", text, flags=re.MULTILINE)
    record.write_text(old.replace("\n", "\r\n") + "2020-01-01,items/gone.json,0\r\n", encoding="utf-8", newline="")
    gone = tmp_path / "copy/items/gone.json"
    gone.write_bytes(b"{}")
    assert run(example, site, tmp_path) == "取了 1 个文件\n"
    assert not gone.exists()
    assert total == len(list((tmp_path / "copy").rglob("*.*")))


def test_the_english_page_lists_every_document_and_version() -> None:
    """docs/api.md names each kind of document and each version of the format."""
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for kind in KINDS:
        if not kind.path.endswith(".atom"):
            path = kind.path.replace("{code}", "<code>").replace("{table}", "<table>")
            assert f"`{path.replace('{id}', '<id>')}`" in text or f"`{path.replace('{id}', '<name>')}`" in text, path
    assert re.findall(r"^\| (1\.\d+) \|", text, re.MULTILINE) == [version.number for version in VERSIONS]


def test_both_guides_tell_of_every_table() -> None:
    """The lists of tables hold all of them in their order; the English page says their keys too."""
    chinese, english = ((ROOT / guide).read_text(encoding="utf-8") for guide in _GUIDES)
    told = re.findall(r"^- `(\w+)`（(.+)）：(.+)$", chinese, re.MULTILINE)
    assert told == [(table.name, table.title, table.description.removeprefix("一行是")) for table in TABLES]
    rows = re.findall(r"^\| `([a-z_]+)` \| (.+?) \| .+ \|$", english, re.MULTILINE)
    assert rows == [(table.name, ", ".join(f"`{key.column}`" for key in table.keys)) for table in TABLES]

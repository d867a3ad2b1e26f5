"""Run MkDocs once and turn what it draws into frames: pages split at their marked places, ready to be poured."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import yaml

from pipeline import headers
from pipeline.model import Settings
from pipeline.outputs import Output, Page

_PLACES = re.compile("@@(title|description|address|head|content)@@")
_BLANKS = re.compile(r"\n\s+")
"""Indents and empty lines, which say nothing in a frame: it holds no text of its own that keeps them."""
_HOME_PLACE = "<!-- catalogue -->"
"""Where in the hand-written home page the ways into the catalogue hang."""
_FRAMES = "frame"
"""The folder of the empty pages; it never reaches the site."""
_DEPTHS = (1, 2, 3)

# The day of the build stands in MkDocs' own site map, and our pages do not; see sitemap.py.
_DROPPED = ("sitemap.xml", "sitemap.xml.gz", "objects.inv")
# Material's scripts are not used, and neither are the source maps of its styles.
_DROPPED_FOLDERS = (f"{_FRAMES}/", "assets/javascripts/", "search/")


class FrameError(Exception):
    """MkDocs failed or drew something that cannot be poured into."""


@dataclass(frozen=True)
class Frames:
    """What MkDocs drew: an empty page per folder depth, and every finished file."""

    by_depth: Mapping[int, tuple[str, ...]]
    """Alternating text and name of place, as ``re.split`` leaves them."""
    files: tuple[Output, ...]

    def pour(self, page: Page) -> Output:
        """Hang a page into the frame of its depth."""
        values = {
            "title": html.escape(page.title),
            "description": html.escape(page.description),
            "address": html.escape(page.address),
            "head": page.head,
            "content": page.content,
        }
        segments = self.by_depth[page.depth]
        text = "".join(values[segment] if index % 2 else segment for index, segment in enumerate(segments))
        return Output(f"{page.address}index.html", text.encode())


def draw(root: Path, settings: Settings) -> Frames:
    """Build the hand-written pages and the frames from ``mkdocs.yml``, ``site/docs`` and ``site/overrides``."""
    with tempfile.TemporaryDirectory(prefix="frame-") as name:
        stage = Path(name)
        _stage(root, settings, stage)
        _run(stage)
        return _collect(stage / "site")


def _stage(root: Path, settings: Settings, stage: Path) -> None:
    """Lay out a MkDocs project: the engine's theme below the catalogue's own, its pages beside the empty frames."""
    with resources.as_file(resources.files("pipeline") / "theme") as theme:
        shutil.copytree(theme, stage / "theme")
    if (root / "site/overrides").is_dir():
        shutil.copytree(root / "site/overrides", stage / "theme", dirs_exist_ok=True)
    shutil.copytree(root / "site/docs", stage / "docs")
    for depth in _DEPTHS:
        page = stage.joinpath("docs", *[_FRAMES] * depth, "index.md")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("---\ntemplate: frame.html\n---\n", encoding="utf-8")
    (stage / "mkdocs.yml").write_text(
        yaml.safe_dump(_configuration(root, settings), allow_unicode=True), encoding="utf-8"
    )


def _configuration(root: Path, settings: Settings) -> dict[str, object]:
    catalogue = msgspec.to_builtins(settings)
    if settings.site_address:
        catalogue["site_domain"] = urlsplit(settings.site_address).netloc
    return {
        "INHERIT": str(root.resolve() / "mkdocs.yml"),
        "site_name": settings.title,
        "site_description": settings.description or settings.title,
        "site_url": settings.site_address or "",
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "custom_dir": "theme", "language": "zh", "font": False},
        "plugins": [],
        "extra": {"catalogue": catalogue, "policy": headers.POLICY},
    }


def _run(stage: Path) -> None:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--strict",
        "--config-file",
        str(stage / "mkdocs.yml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise FrameError(f"MkDocs 失败：\n{done.stdout}{done.stderr}")


def _collect(site: Path) -> Frames:
    by_depth: dict[int, tuple[str, ...]] = {}
    for depth in _DEPTHS:
        text = site.joinpath(*[_FRAMES] * depth, "index.html").read_text(encoding="utf-8")
        text = _BLANKS.sub("\n", text)
        by_depth[depth] = _split(text, _PLACES, f"深度 {depth} 的页框", {"title", "description", "head", "content"})
    home = (site / "index.html").read_text(encoding="utf-8")
    if _HOME_PLACE not in home:
        raise FrameError(f"site/docs/index.md 里没有“{_HOME_PLACE}”，不知道目录入口放在哪里")
    by_depth[0] = _split(home.replace(_HOME_PLACE, "@@content@@", 1), _PLACES, "首页", {"head", "content"})
    return Frames(by_depth, tuple(_files(site)))


def _split(text: str, places: re.Pattern[str], name: str, needed: AbstractSet[str]) -> tuple[str, ...]:
    segments = tuple(places.split(text))
    if missing := needed - set(segments[1::2]):
        raise FrameError(f"{name}缺少位置：{'、'.join(sorted(missing))}；检查 site/overrides 中的模板")
    return segments


def _files(site: Path) -> Iterator[Output]:
    """Yield every file MkDocs finished, sorted by path, but the home page, which is poured."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        unwanted = (
            name in _DROPPED or name.startswith(_DROPPED_FOLDERS) or name.endswith(".map") or name == "index.html"
        )
        if path.is_file() and not unwanted:
            yield Output(name, path.read_bytes())

"""The recipe: from files in git to a public site. Reads everything, judges, derives, renders, and writes last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pipeline import bulk, frame, headers, history, schema
from pipeline.caching import Cache
from pipeline.checking import Checked, check
from pipeline.deriving import derive
from pipeline.disclosing import disclose
from pipeline.dumps import dumps, sources
from pipeline.facets import facets
from pipeline.illustrating import files as pictures
from pipeline.illustrating import illustrate, undrawn
from pipeline.indexing import index
from pipeline.loading import load
from pipeline.model import Published
from pipeline.pages import pages
from pipeline.progress import Track, quiet
from pipeline.publish import Written, publish
from pipeline.recording import recorded
from pipeline.search import records
from pipeline.sitemap import mapped
from pipeline.tables import tables


@dataclass(frozen=True)
class Built:
    """What a build did; nothing was written when the check found errors."""

    checked: Checked
    published: Published | None = None
    written: Written | None = None
    undrawn: tuple[str, ...] = ()
    """The charts that could not be drawn, each in one sentence."""


def build(root: Path, out: Path, today: dt.date, track: Track = quiet, *, cached: bool = False) -> Built:
    """Build the site of the catalogue at ``root`` into ``out`` as of ``today``.

    Where ``cached``, files judged by an earlier run are not judged again. Mistakes in the data are returned; raises for
    faults of the machine, and then leaves ``out`` as it was.
    """
    cache = Cache.of(root) if cached else None
    checked = check(load(root), today, track, judge_all=bulk.judging(cache))
    if cache:
        cache.save()
    if checked.catalogue is None:
        return Built(checked)
    public = disclose(checked.catalogue, schema.public_fields())
    published = derive(public, history.release(root), today)
    frames = frame.draw(root, published.settings)
    charts = illustrate(published)
    poured = (frames.pour(page) for page in pages(published, charts))
    outputs = chain(
        frames.files,
        poured,
        pictures(published, charts),
        dumps(published, schema.authored(), tables(published, schema.authored())),
        sources(published, schema.read("item")),
        index(records(published), facets(published)),
        [headers.static()],
    )
    written = publish(track("生成文件", recorded(mapped(outputs, published), published)), out)
    return Built(checked, published, written, tuple(undrawn(charts)))

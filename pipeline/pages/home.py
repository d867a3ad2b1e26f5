"""The home page's ways into the catalogue, the search page, the page for remarks, and what a reader keeps."""

from __future__ import annotations

from pipeline import feedback
from pipeline.model import Published
from pipeline.outputs import Page
from pipeline.pages import head
from pipeline.pages.environment import render
from pipeline.pages.groups import groupings

_RECENT = 8


def home(published: Published) -> Page:
    """Render what hangs in the hand-written home page: search, ways in, what is new, what is under notice."""
    entries = published.entries
    return render(
        "home.html",
        published,
        "",
        title=published.settings.title,
        description=published.settings.description or published.settings.title,
        head=head.alternates(published, "", "", tuple(entries), "changes-feed"),
        groupings={grouping.slug: grouping for grouping in groupings(published)},
        recent=[entries[code] for code in published.recent[:_RECENT]],
        notice=[entries[code] for code in published.by_stage["notice"]],
    )


def search(published: Published) -> Page:
    """Render the page on which search results appear."""
    return render(
        "search.html",
        published,
        "search/",
        title="搜索",
        description="搜索全部行政权力事项、部门和法律依据。",
        head=head.column("搜索"),
        ways=feedback.of_catalogue(published.settings),
    )


def remarks(published: Published) -> Page:
    """Render the page for what concerns no item: a power that has none, the site itself, conduct."""
    return render(
        "feedback.html",
        published,
        "feedback/",
        title="意见和投诉",
        description="目录漏了一项权力，网站有问题，没有账号怎样提意见，向谁投诉。",
        head=head.column("意见和投诉"),
        ways=feedback.of_catalogue(published.settings),
    )


def mine(published: Published) -> Page:
    """Render the page on which a reader's own browser lists what it keeps."""
    return render(
        "mine.html",
        published,
        "mine/",
        title="我的收藏",
        description="收藏的和最近看过的行政权力事项，只保存在自己的浏览器里。",
        head=head.column("我的收藏"),
    )

"""Links into the git host that lead to the right form with the right words in it."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feedback import edit, feedback
from pipeline.model import Repository
from support import CATALOGUE, PATHS, XK, catalogue_at

ITEM = catalogue_at(CATALOGUE).items[XK]
SUBJECT = f"临时占用公园许可（{XK}）"

Host = Literal["github", "gitlab", "gitea", "gitee"]


def repository(host: Host) -> Repository:
    """Return a repository on that host."""
    return Repository(host=host, url="https://git.example/city/powers", branch="trunk")


@pytest.mark.parametrize(
    ("host", "path", "query"),
    [
        ("github", "/issues/new", {"template": "feedback.yml", "title": f"意见反馈：{SUBJECT}", "item": SUBJECT}),
        (
            "gitlab",
            "/-/issues/new",
            {"issue[title]": f"意见反馈：{SUBJECT}", "issue[description]": f"事项：{SUBJECT}\n\n"},
        ),
        ("gitea", "/issues/new", {"title": f"意见反馈：{SUBJECT}", "body": f"事项：{SUBJECT}\n\n"}),
        ("gitee", "/issues/new", {}),
    ],
)
def test_a_new_issue_names_the_item(host: Host, path: str, query: dict[str, str]) -> None:
    """The form of each host opens with the item's name and code filled in; Gitee's opens bare."""
    address = urlsplit(feedback(repository(host), ITEM))
    assert address.path == f"/city/powers{path}"
    assert dict(parse_qsl(address.query)) == query


@pytest.mark.parametrize("host", ["github", "gitlab", "gitea", "gitee"])
def test_feedback_on_the_whole_site_names_no_item(host: Host) -> None:
    """Without an item the title says only that this is feedback, and no parameter is empty."""
    address = urlsplit(feedback(repository(host)))
    titles = [value for key, value in parse_qsl(address.query) if "title" in key]
    assert titles == ([] if host == "gitee" else ["意见反馈"])
    assert all(value for _, value in parse_qsl(address.query, keep_blank_values=True))


@given(st.sampled_from(["github", "gitlab", "gitea"]), st.text(min_size=1, max_size=120))
def test_no_name_breaks_out_of_the_address(host: Host, name: str) -> None:
    """Whatever an item is called, the address is plain ASCII, goes to the repository, and brings the name whole."""
    address = feedback(repository(host), msgspec.structs.replace(ITEM, name=name))
    assert address.isascii()
    assert not set(address) & set(" \"'<>\\\n")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "git.example", "")
    assert any(f"{name}（{XK}）" in value for _, value in parse_qsl(parts.query))


@pytest.mark.parametrize(
    ("host", "way"), [("github", "edit"), ("gitee", "edit"), ("gitlab", "-/edit"), ("gitea", "_edit")]
)
def test_a_file_is_edited_where_the_host_edits_files(host: Host, way: str) -> None:
    """The address names branch and file, with what an address cannot hold escaped."""
    assert edit(repository(host), PATHS[XK]) == f"https://git.example/city/powers/{way}/trunk/{PATHS[XK]}"
    assert edit(repository(host), "data/公 园.yaml").endswith("/data/%E5%85%AC%20%E5%9B%AD.yaml")

"""Ways to object: links into the git host with the right form and words, channels without account, and complaints."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Literal
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feedback import (
    FORMS,
    INCOMPLETE,
    LONGEST,
    MISSING,
    OBJECTIONS,
    OTHER,
    WRONG,
    Kind,
    edit,
    issue,
    mailto,
    of_catalogue,
    of_department,
    of_item,
)
from pipeline.model import Repository
from pipeline.outputs import Page
from pipeline.pages import pages
from support import CATALOGUE, CF, PATHS, ROOT, XK, catalogue_at, published_at

SETTINGS = catalogue_at(CATALOGUE).settings
PUBLISHED = published_at(CATALOGUE)
ITEM = PUBLISHED.entries[XK].item
SUBJECT = f"{XK} 临时占用公园许可"
LONG = "长" * 800
"""A name whose address no host would take."""

Host = Literal["github", "gitlab", "gitea", "gitee"]
HOSTS: tuple[Host, ...] = ("github", "gitlab", "gitea", "gitee")


def repository(host: Host) -> Repository:
    """Return a repository on that host."""
    return Repository(host=host, url="https://git.example/city/powers", branch="trunk")


# --- issues ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "path", "query"),
    [
        ("github", "/issues/new", {"template": "wrong.yml", "title": f"错项：{SUBJECT}", "item": SUBJECT}),
        (
            "gitlab",
            "/-/issues/new",
            {
                "issue[title]": f"错项：{SUBJECT}",
                "issue[description]": f"事项：{SUBJECT}\n\n哪里不对，应当怎样：\n\n依据：\n",
            },
        ),
        (
            "gitea",
            "/issues/new",
            {
                "template": ".github/ISSUE_TEMPLATE/wrong.yml",
                "title": f"错项：{SUBJECT}",
                "field:item": SUBJECT,
            },
        ),
    ],
)
def test_a_new_issue_has_its_kind_and_the_code_and_name(host: Host, path: str, query: dict[str, str]) -> None:
    """The form of each host opens with a title of kind, code and name, and the item in its place."""
    made = issue(repository(host), WRONG, SUBJECT)
    address = urlsplit(made.address)
    assert made.filled
    assert address.path == f"/city/powers{path}"
    assert dict(parse_qsl(address.query)) == query


def test_gitee_opens_the_empty_form() -> None:
    """Gitee takes nothing from the address, so the reader is to copy title and text."""
    made = issue(repository("gitee"), WRONG, SUBJECT)
    assert (made.address, made.filled) == ("https://git.example/city/powers/issues/new", False)
    assert made.text.startswith(f"错项：{SUBJECT}\n\n事项：{SUBJECT}\n")


@pytest.mark.parametrize(
    ("host", "bare"),
    [
        ("github", "/issues/new?template=missing.yml"),
        ("gitlab", "/-/issues/new"),
        ("gitea", f"/issues/new?template={quote(f'{FORMS}/missing.yml')}"),
        ("gitee", "/issues/new"),
    ],
)
def test_an_address_too_long_opens_the_empty_form(host: Host, bare: str) -> None:
    """What the host would refuse is not asked of it: the form opens empty, and the text is to be copied."""
    made = issue(repository(host), MISSING, LONG)
    assert not made.filled
    assert unquote(made.address) == unquote(f"https://git.example/city/powers{bare}")
    assert LONG in made.text


@given(st.sampled_from(HOSTS), st.sampled_from(OBJECTIONS), st.text(min_size=1, max_size=1500))
def test_no_name_breaks_out_of_the_address(host: Host, kind: Kind, name: str) -> None:
    """Whatever an item is called, the address is plain ASCII, short, of the repository, and brings all or nothing."""
    made = issue(repository(host), kind, name)
    assert made.address.isascii()
    assert not set(made.address) & set(" \"'<>\\\n")
    assert len(quote(made.address, safe="")) <= LONGEST
    parts = urlsplit(made.address)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "git.example", "")
    titles = [value for key, value in parse_qsl(parts.query) if "title" in key]
    assert titles == ([f"{kind.name}：{name}"] if made.filled else [])


@pytest.mark.parametrize("kind", [*OBJECTIONS, OTHER])
@pytest.mark.parametrize("host", HOSTS)
def test_without_a_subject_nothing_is_empty(host: Host, kind: Kind) -> None:
    """What concerns no item is titled with its kind alone, and no parameter is empty; labels are never asked for."""
    query = parse_qs(urlsplit(issue(repository(host), kind).address).query, keep_blank_values=True)
    assert all(value for values in query.values() for value in values)
    assert not [key for key in query if "label" in key]


@pytest.mark.parametrize("kind", [*OBJECTIONS, OTHER])
def test_every_kind_has_its_form(kind: Kind) -> None:
    """The form asks in the same words as the text to copy, carries the label, and warns about what is public."""
    form = yaml.safe_load((ROOT / FORMS / kind.form).read_text(encoding="utf-8"))
    fields = {part["id"]: part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown"}
    assert fields == kind.fields
    assert (form["name"], form["title"], form["labels"]) == (kind.name, f"{kind.name}：", [kind.name])
    assert form["description"] == kind.says
    (warning,) = (part["attributes"]["value"] for part in form["body"] if part["type"] == "markdown")
    assert "人人看得见" in warning
    assert "投诉" in warning


def test_no_form_is_left_over() -> None:
    """The folder of forms holds one for each kind, and the setting that allows no other."""
    assert {path.name for path in (ROOT / FORMS).iterdir()} == {
        "config.yml",
        *(kind.form for kind in (*OBJECTIONS, OTHER)),
    }


@pytest.mark.parametrize(
    ("host", "way"), [("github", "edit"), ("gitee", "edit"), ("gitlab", "-/edit"), ("gitea", "_edit")]
)
def test_a_file_is_edited_where_the_host_edits_files(host: Host, way: str) -> None:
    """The address names branch and file, with what an address cannot hold escaped."""
    assert edit(repository(host), PATHS[XK]) == f"https://git.example/city/powers/{way}/trunk/{PATHS[XK]}"
    assert edit(repository(host), "data/公 园.yaml").endswith("/data/%E5%85%AC%20%E5%9B%AD.yaml")


# --- channels and complaints -----------------------------------------------------------------------------------------


def test_an_item_can_be_objected_to_in_three_kinds() -> None:
    """An item can be wrong, incomplete, or make one miss another; a department can only miss a power."""
    assert [one.kind for one in of_item(SETTINGS, ITEM).issues] == [WRONG, INCOMPLETE, MISSING]
    (missing,) = of_department(SETTINGS, PUBLISHED.departments["gong-yuan-ju"]).issues
    assert missing.title == "漏项：市公园局"
    assert [one.kind for one in of_catalogue(SETTINGS).issues] == [MISSING, OTHER]


def test_complaints_go_to_private_channels_alone() -> None:
    """The item's own channel comes first, then those that take complaints; never one that takes remarks alone."""
    ways = of_item(SETTINGS, ITEM)
    assert [channel.name for channel in ways.complaints] == ["市公园局监督科", "市监察委员会", "咨询投诉热线"]
    assert [channel.name for channel in ways.channels] == ["市政务公开办", "咨询投诉热线"]


def test_nothing_is_made_up() -> None:
    """Without repository, channels and hotline there is no way, nor one to complain of an item that names none."""
    settings = msgspec.structs.replace(SETTINGS, repository=None, channels=(), hotline=None)
    ways = of_item(settings, PUBLISHED.entries[CF].item)
    assert (ways.issues, ways.channels, ways.complaints) == ((), (), ())


@given(st.text(min_size=1, max_size=60))
def test_an_email_says_what_it_is_about(name: str) -> None:
    """Its subject is purpose, code and name, whatever the name holds."""
    address = mailto("a.b@shili.example", "意见", name)
    assert address.isascii()
    assert address.startswith("mailto:a.b@shili.example?subject=")
    assert parse_qs(urlsplit(address).query)["subject"] == [f"意见：{name}"]
    assert parse_qs(urlsplit(mailto("a@b.example", "投诉")).query)["subject"] == ["投诉"]


# --- on the pages ----------------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """Collect links, the words of a page, and what stands in its text boxes."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.links: list[str] = []
        self.copied: list[str] = []
        self.boxes: list[str] = []
        self.words = ""
        self._boxed = False
        self.feed(page.content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.links += [value for value in (attributes.get("href"),) if value]
        self.copied += [value for value in (attributes.get("data-copy"),) if value]
        self._boxed = tag == "textarea"
        self.boxes += [""] * self._boxed

    def handle_endtag(self, tag: str) -> None:
        self._boxed &= tag != "textarea"

    def handle_data(self, data: str) -> None:
        if self._boxed:
            self.boxes[-1] += data
        else:
            self.words += data

    @property
    def issues(self) -> list[str]:
        """Return the links to new issues."""
        return [link for link in self.links if "/issues/new" in link]


def site(host: Host | None, *, reachable: bool = True) -> dict[str, _Reader]:
    """Return every page by its address, for a catalogue on that host, with or without channels and hotline."""
    settings = msgspec.structs.replace(SETTINGS, repository=repository(host) if host else None)
    if not reachable:
        settings = msgspec.structs.replace(settings, channels=(), hotline=None)
    published = msgspec.structs.replace(PUBLISHED, settings=settings)
    return {page.address: _Reader(page) for page in pages(published, {})}


@pytest.mark.parametrize("host", ["github", "gitlab", "gitea"])
def test_a_notice_tells_days_left_and_how_to_object(host: Host) -> None:
    """Under notice a page says on top how long it lasts and opens an issue of each kind; so does its last section."""
    page = site(host)[f"items/{CF}/"]
    told = " ".join(page.words.split())
    assert "还剩 4 个工作日" in told[:400]
    assert "请在公示期内提出" in told[:400]
    assert len(page.issues) == 6
    assert page.issues[:3] == page.issues[3:]
    assert not page.boxes


def test_what_cannot_be_filled_in_can_be_copied() -> None:
    """Where the form opens empty each kind has its text in a box, there without script, and a button that copies it."""
    pages = site("gitee")
    page = pages[f"items/{CF}/"]
    assert [box.split("：")[0] for box in page.boxes] == ["错项", "缺项", "漏项"]
    assert all(CF in box.splitlines()[0] for box in page.boxes)
    assert [text for text in page.copied if "\n" in text] == page.boxes
    assert "#feedback" in page.links
    assert "../../feedback/" in pages["departments/gong-yuan-ju/"].links
    assert not pages["departments/gong-yuan-ju/"].issues


def test_a_missing_power_is_told_from_lists() -> None:
    """Departments name themselves in the issue; the search and all other lists lead on as well."""
    pages = site("github")
    (link,) = pages["departments/gong-yuan-ju/"].issues
    assert parse_qs(urlsplit(link).query)["title"] == ["漏项：市公园局"]
    for address in ("departments/", "items/", "categories/XK/", "stages/notice/", "feedback/"):
        assert any("missing.yml" in link for link in pages[address].issues), address


def test_emails_carry_code_and_name() -> None:
    """A link to an e-mail on an item's page has code and name as its subject."""
    (link,) = (link for link in site("github")[f"items/{XK}/"].links if link.startswith("mailto:"))
    assert unquote(link) == f"mailto:gongkai@shili.example?subject=意见：{SUBJECT}"


def test_a_complaint_never_becomes_an_issue() -> None:
    """The page says that complaints of conduct are not public, and below that heading no link leads to an issue."""
    settings = msgspec.structs.replace(SETTINGS, repository=repository("github"))
    published = msgspec.structs.replace(PUBLISHED, settings=settings)
    for page in pages(published, {}):
        if page.address in {f"items/{XK}/", f"items/{CF}/", "feedback/"}:
            _, heading, rest = page.content.partition('id="conduct"')
            assert heading, page.address
            assert "不公开，不要写进上面公开的意见" in rest
            assert "/issues/new" not in rest
            assert "000-1234567" in rest


def test_without_any_way_no_page_promises_one() -> None:
    """Without repository and channels no page asks for remarks or leads to them; conduct still has an answer."""
    pages = site(None, reachable=False)
    assert not [address for address, page in pages.items() if page.issues]
    item = pages[f"items/{CF}/"]
    assert "请告诉我们" not in item.words
    assert "请在公示期内提出" not in item.words
    assert "还没有录入投诉渠道" in item.words
    assert "没有列出来" not in pages["departments/gong-yuan-ju/"].words


def test_channels_stand_alone_where_there_is_no_host() -> None:
    """Without a repository the channels are the way, and nothing speaks of accounts."""
    page = site(None)[f"items/{CF}/"]
    assert "怎样提出" in page.words
    assert "账号" not in page.words
    assert "市政务公开办" in page.words

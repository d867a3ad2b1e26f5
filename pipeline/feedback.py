"""Where readers say that something is missing or wrong: public issues on the git host, and channels without account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple
from urllib.parse import quote, urlencode

from pipeline.model import Channel, Department, PublicItem, Repository, Settings

FORMS = ".github/ISSUE_TEMPLATE"
"""The folder of the issue forms, which GitHub, Gitea and Gitee read."""
LONGEST = 7_500
"""Bytes of an address; hosts, and the web servers in front of them, refuse more than about 8,190."""


class Kind(NamedTuple):
    """What a remark is about; each kind has an issue form, which sets the label that a reader has no right to set."""

    name: str
    label: str
    """The same in a reader's words, short enough for a button."""
    says: str
    """What belongs here."""
    form: str
    """The file in ``FORMS``."""
    fields: Mapping[str, str]
    """The form's text fields: labels by id; ``item`` is the one that is filled in."""


WRONG = Kind(
    "错项",
    "内容不对",
    "内容与法律规定、实际做法不一致，已经过时，或者不应当有这项权力",
    "wrong.yml",
    {"item": "事项", "content": "哪里不对，应当怎样", "ground": "依据"},
)
INCOMPLETE = Kind(
    "缺项",
    "内容不全",
    "事项在目录里，但是内容不全，例如少了材料、依据、环节",
    "incomplete.yml",
    {"item": "事项", "content": "缺什么", "ground": "依据"},
)
MISSING = Kind(
    "漏项",
    "漏了权力",
    "实际在行使的权力，目录里没有",
    "missing.yml",
    {"item": "部门或者相近的事项", "content": "没有列出的权力", "ground": "在哪里见到的，依据是什么"},
)
OTHER = Kind("其他", "网站的问题", "看不懂，用不了，或者对网站有建议", "other.yml", {"content": "内容"})

OBJECTIONS = (WRONG, INCOMPLETE, MISSING)
"""What can be said of an item, under public notice or not."""


class Issue(NamedTuple):
    """A link to a new issue and the text that belongs in it."""

    kind: Kind
    title: str
    body: str
    address: str
    filled: bool
    """Whether the address brings title and text along; if not, the reader copies them into the empty form."""

    @property
    def text(self) -> str:
        """Return what a reader copies: the title as its first line."""
        return f"{self.title}\n\n{self.body}"


class Ways(NamedTuple):
    """All ways to say something of one subject; each is empty where the catalogue has none."""

    subject: str
    """Code and name of an item, name of a department, or empty for the catalogue as a whole."""
    issues: tuple[Issue, ...]
    """Public, for those with an account."""
    channels: tuple[Channel, ...]
    """For those without."""
    complaints: tuple[Channel, ...]
    """Where conduct is complained of; never public, so no issue is among them."""


def of_item(settings: Settings, item: PublicItem) -> Ways:
    """Return the ways to object to an item, and to complain of how it is handled."""
    own = item.complaint
    first = [Channel(name=own.channel, phone=own.phone, address=own.address)] if own else []
    return _ways(settings, OBJECTIONS, f"{item.code} {item.name}", first)


def of_department(settings: Settings, department: Department) -> Ways:
    """Return the ways to say that a department holds a power that has no page."""
    return _ways(settings, (MISSING,), department.name)


def of_catalogue(settings: Settings) -> Ways:
    """Return the ways to say something that concerns no item."""
    return _ways(settings, (MISSING, OTHER))


def _ways(settings: Settings, kinds: Sequence[Kind], subject: str = "", first: Sequence[Channel] = ()) -> Ways:
    repository, hotline = settings.repository, settings.hotline
    channels = list(settings.channels)
    if hotline:
        channels.append(Channel(name="咨询投诉热线", phone=hotline.number, note=hotline.note, takes=("意见", "投诉")))

    def taking(what: Literal["意见", "投诉"]) -> list[Channel]:
        return [channel for channel in channels if what in channel.takes]

    issues = tuple(issue(repository, kind, subject) for kind in kinds) if repository else ()
    return Ways(subject, issues, tuple(taking("意见")), (*first, *taking("投诉")))


def issue(repository: Repository, kind: Kind, subject: str = "") -> Issue:
    """Return the issue of one kind about a subject; its form opens empty where it cannot be filled in."""
    title = f"{kind.name}：{subject}"
    body = "\n\n".join(f"{label}：{subject if key == 'item' else ''}" for key, label in kind.fields.items()) + "\n"
    bare: dict[str, str] = {}
    match repository.host:
        case "github":
            # docs.github.com, "Creating an issue from a URL query": title and template; text fields of the form by
            # their id (not on Enterprise Server, where only the title arrives). labels= answers 404 to readers who may
            # not set labels, an address too long 414.
            bare = {"template": kind.form}
            filled = {**bare, "title": title, "item": subject}
        case "gitlab":
            # docs.gitlab.com, "Using a URL with prefilled values": title and description. No template: a description
            # was once appended to it and now replaces it. No labels: there is no such parameter.
            filled = {"issue[title]": title, "issue[description]": body}
        case "gitea":
            # docs.gitea.com, "Issue and Pull Request Templates", has title and body; the rest is from its source
            # (routers/web/repo/issue_new.go, since 1.19): the template by its path, its fields as field:<id>. Without
            # a template a repository that allows no blank issues leads to its list of forms and drops the words.
            bare = {"template": f"{FORMS}/{kind.form}"}
            filled = {**bare, "title": title, "field:item": subject}
        case "gitee":
            # help.gitee.com documents forms in the repository, and no parameter of the address.
            filled = bare
    address = _new(repository, filled)
    if filled != bare and _fits(address):
        return Issue(kind, title, body, address, filled=True)
    return Issue(kind, title, body, _new(repository, bare), filled=False)


def _new(repository: Repository, query: Mapping[str, str]) -> str:
    """Return the address of the form for a new issue."""
    way = "/-/issues/new" if repository.host == "gitlab" else "/issues/new"
    given = {key: value for key, value in query.items() if value}
    return f"{repository.url}{way}" + (f"?{urlencode(given, quote_via=quote)}" if given else "")


def _fits(address: str) -> bool:
    """Tell whether an address stays short enough on the detour over the login page, which brings it encoded again."""
    return len(quote(address, safe="")) <= LONGEST


def mailto(address: str, purpose: str, subject: str = "") -> str:
    """Return the link to a new e-mail whose subject says what it is about."""
    return f"mailto:{address}?subject={quote(f'{purpose}：{subject}' if subject else purpose)}"


def edit(repository: Repository, path: str) -> str:
    """Return the address at which a file is edited and proposed in the browser."""
    # No host documents these addresses; they are those of its own edit button.
    branch, path = quote(repository.branch), quote(path)
    match repository.host:
        case "github" | "gitee":
            return f"{repository.url}/edit/{branch}/{path}"
        case "gitlab":
            return f"{repository.url}/-/edit/{branch}/{path}"
        case "gitea":
            return f"{repository.url}/_edit/{branch}/{path}"

"""Links into the git host that need no account here: a pre-filled issue, and the file to edit."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from pipeline.model import PublicItem, Repository

FORM = "feedback.yml"
"""The issue form in ``.github/ISSUE_TEMPLATE``; its field ids are the parameters below."""


def feedback(repository: Repository, item: PublicItem | None = None) -> str:
    """Return the address of a new issue that names the item; Gitee knows no pre-filling and gets the bare form."""
    subject = f"{item.name}（{item.code}）" if item else ""
    title = f"意见反馈：{subject}" if item else "意见反馈"
    match repository.host:
        case "github":
            query = {"template": FORM, "title": title, "item": subject}
        case "gitlab":
            return f"{repository.url}/-/issues/new?" + urlencode(
                {"issue[title]": title, "issue[description]": f"事项：{subject}\n\n"}
            )
        case "gitea":
            query = {"title": title, "body": f"事项：{subject}\n\n"}
        case "gitee":
            return f"{repository.url}/issues/new"
    return f"{repository.url}/issues/new?" + urlencode({key: value for key, value in query.items() if value})


def edit(repository: Repository, path: str) -> str:
    """Return the address at which a file is edited and proposed in the browser."""
    branch, path = quote(repository.branch), quote(path)
    match repository.host:
        case "github" | "gitee":
            return f"{repository.url}/edit/{branch}/{path}"
        case "gitlab":
            return f"{repository.url}/-/edit/{branch}/{path}"
        case "gitea":
            return f"{repository.url}/_edit/{branch}/{path}"

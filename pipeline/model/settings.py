"""The settings of one catalogue."""

from typing import Literal

from pipeline.model.record import Record


class Repository(Record, frozen=True, kw_only=True):
    host: Literal["github", "gitlab", "gitea", "gitee"]
    url: str
    branch: str = "main"


class Office(Record, frozen=True, kw_only=True):
    id: str
    name: str
    reviews: str | None = None
    team: str | None = None


class Hotline(Record, frozen=True, kw_only=True):
    number: str
    note: str | None = None


class Licence(Record, frozen=True, kw_only=True):
    name: str
    url: str | None = None


class Settings(Record, frozen=True, kw_only=True):
    """``catalogue.yml``: whose catalogue this is and how to reach its people."""

    title: str
    jurisdiction: str
    division: str
    description: str | None = None
    site_address: str | None = None
    repository: Repository | None = None
    offices: tuple[Office, ...] = ()
    hotline: Hotline | None = None
    banner: str | None = None
    licence: Licence | None = None

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


class Channel(Record, frozen=True, kw_only=True):
    """A way to reach somebody without an account on the git host."""

    name: str
    email: str | None = None
    phone: str | None = None
    address: str | None = None
    online: str | None = None
    note: str | None = None
    takes: tuple[Literal["意见", "投诉"], ...] = ("意见",)
    """What is received there; what comes as 投诉 is not published."""


class Licence(Record, frozen=True, kw_only=True):
    name: str
    url: str | None = None


class RiskWeights(Record, frozen=True, kw_only=True):
    """How much each of the seven factors and the gravest risk point count."""

    funds: int = 2
    discretion: int = 2
    social_relevance: int = 1
    public_evaluation: int = 1
    complaints: int = 1
    cases: int = 1
    consequences: int = 2
    points: int = 2


class RiskScore(Record, frozen=True, kw_only=True):
    """How the score that explains a risk level is reckoned; scores go from 0 to 100."""

    weights: RiskWeights = RiskWeights()
    level_1: int = 65
    """The lowest score of level 1."""
    level_2: int = 35
    """The lowest score of level 2; below it is level 3."""


class Settings(Record, frozen=True, kw_only=True):
    """``catalogue.yml``: whose catalogue this is and how to reach its people."""

    title: str
    jurisdiction: str
    division: str
    description: str | None = None
    site_address: str | None = None
    """Where the public finds the site, ``https`` and with a slash at the end."""
    site_id_code: str | None = None
    repository: Repository | None = None
    offices: tuple[Office, ...] = ()
    hotline: Hotline | None = None
    channels: tuple[Channel, ...] = ()
    banner: str | None = None
    licence: Licence | None = None
    risk_score: RiskScore = RiskScore()

"""One administrative power: as its department writes it, and as anyone may see it."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from pipeline.model.parts import (
    FOUNDING,
    Basis,
    Benefit,
    Citation,
    Coercion,
    Complaint,
    Decision,
    DiscretionGrade,
    Fees,
    Flow,
    ImplementingBody,
    JointBody,
    LastChange,
    Levy,
    Material,
    NationalCodes,
    Penalty,
    Period,
    Remedy,
    Result,
    Risk,
    TimeLimits,
    Transfer,
    Window,
)
from pipeline.model.record import Record
from pipeline.problems import KeyPath

Category = Literal["XK", "CF", "ZS", "QZ", "QR", "CJ", "GF", "QT"]
IMPOSED: frozenset[Category] = frozenset({"CF", "ZS", "QZ"})
"""The categories of powers that nobody applies for: to call them free of charge would be a mockery."""


class PublicItem(Record, frozen=True, kw_only=True):
    """An administrative power as anyone may see it: every field the schema marks public, and no other."""

    code: str
    name: str
    category: Category
    summary: str
    department: str
    implementing_body: ImplementingBody
    levels: tuple[Literal["市", "县", "乡"], ...]
    audience: tuple[Literal["自然人", "法人"], ...]
    themes: tuple[str, ...]
    legal_basis: tuple[Basis, ...]
    duties: tuple[str, ...]
    accountability: tuple[str, ...]
    fees: Fees
    flow: Flow
    risk: Risk
    remedies: tuple[Remedy, ...]
    sample: bool = False
    aliases: tuple[str, ...] = ()
    subtype: str | None = None
    national_codes: NationalCodes | None = None
    joint_bodies: tuple[JointBody, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    notice: Period | None = None
    effective: dt.date | None = None
    ended: dt.date | None = None
    decisions: tuple[Decision, ...] = ()
    successor: str | None = None
    last_change: LastChange | None = None
    conditions: tuple[str, ...] = ()
    quota: str | None = None
    penalty: Penalty | None = None
    coercion: Coercion | None = None
    levy: Levy | None = None
    benefit: Benefit | None = None
    materials: tuple[Material, ...] = ()
    result: Result | None = None
    time_limits: TimeLimits | None = None
    windows: tuple[Window, ...] = ()
    online: str | None = None
    complaint: Complaint | None = None
    internal_flow: Flow = ()
    discretion: tuple[DiscretionGrade, ...] = ()
    related: tuple[str, ...] = ()

    def citations(self) -> Iterator[tuple[KeyPath, Citation]]:
        """Yield every citation with the key path where it stands."""
        for index, basis in enumerate(self.legal_basis):
            yield ("legal_basis", index), basis
        for index, fee in enumerate(self.fees.items):
            for number, citation in enumerate(fee.basis):
                yield ("fees", "items", index, "basis", number), citation
        for index, grade in enumerate(self.discretion):
            yield ("discretion", index, "basis"), grade.basis
        for index, remedy in enumerate(self.remedies):
            for number, citation in enumerate(remedy.basis):
                yield ("remedies", index, "basis", number), citation

    def founding(self) -> Iterator[Basis]:
        """Yield every basis that founds the power; a sanction founds nothing but a penalty."""
        roles = FOUNDING if self.category == "CF" else {"设定"}
        yield from (basis for basis in self.legal_basis if basis.role in roles)

    def flows(self) -> Iterator[tuple[str, Flow]]:
        """Yield the name and the steps of each flow the item has."""
        yield "flow", self.flow
        if self.internal_flow:
            yield "internal_flow", self.internal_flow

    @property
    def birthplace(self) -> str:
        """Return the department the item was first of: its code keeps that department's number."""
        return self.transfers[0].from_ if self.transfers else self.department

    def day_of_exercise(self, today: dt.date) -> dt.date:
        """Return when its law must hold: the last day of an ended power, the first of a coming one, else today."""
        if self.ended and self.ended <= today:
            return self.ended - dt.timedelta(days=1)
        return max(today, self.effective) if self.effective else today


class Item(PublicItem, frozen=True, kw_only=True):
    """An administrative power as its department writes it, with what is not for the public."""

    editor_note: str | None = None

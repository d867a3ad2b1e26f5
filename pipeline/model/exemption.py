"""A finding that the office has looked at and lets stand, for a reason and for a time."""

import datetime as dt

from pipeline.model.record import Record


class Exemption(Record, frozen=True, kw_only=True):
    """One line of ``data/exceptions.yaml``: this rule does not count for this item until that day, inclusive."""

    rule: str
    item: str
    reason: str
    until: dt.date

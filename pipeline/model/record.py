"""What all kinds of record have in common."""

import msgspec

KINDS = ("department", "law", "vocabulary", "item")
"""The kinds of record, each with a schema of that name."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all records share: absent fields stay absent when written.

    Type checkers do not inherit ``frozen`` and ``kw_only``, so every record repeats them.
    """

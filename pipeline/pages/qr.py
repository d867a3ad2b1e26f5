"""The address of a page as a QR code, for whoever holds the printed sheet."""

from __future__ import annotations

import segno
from markupsafe import Markup


def picture(address: str) -> Markup:
    """Return a QR code as an ``<svg>`` without size or name, black on nothing, its quiet zone included."""
    return Markup(segno.make_qr(address, error="m").svg_inline(border=4, omitsize=True))  # noqa: S704  # a path

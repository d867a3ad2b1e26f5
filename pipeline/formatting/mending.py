"""Mend what an editor on another system does to a file: marks, line ends, tabs, blanks and composed characters."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata

from pipeline.parsing import MAX_BYTES, parse

_BLANKS = " \t\u00a0\u3000"
_LEADING = re.compile(r"^[ \t]*(?:-[ \t]+)*", re.MULTILINE)
_AFTER_KEY = re.compile(r"^([ ]*(?:- +)*[A-Za-z_]+:) *\t[ \t]*", re.MULTILINE)
_WIDTHS = (2, 4, 8)
"""How wide the common editors show a tab."""


def mended(raw: bytes) -> str | None:
    """Return the text of a file without what nobody typed on purpose; None when it is too large or no UTF-8."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(line.rstrip(_BLANKS) for line in text.split("\n"))
    return _untabbed(text) if "\t" in text else text


def _untabbed(text: str) -> str:
    """Write indents with blanks, if every width a tab may have been shown with says the same; else change nothing."""
    readings: dict[str, str] = {}
    for width in _WIDTHS:
        spaced = _LEADING.sub(lambda found, width=width: found[0].expandtabs(width), text)  # type: ignore[misc]
        spaced = _AFTER_KEY.sub(r"\1 ", spaced)
        if document := parse("", spaced.encode()).document:
            readings.setdefault(json.dumps(document.data), spaced)
    return next(iter(readings.values())) if len(readings) == 1 else text

"""Untrusted text that does nothing but show: on a terminal, in a log, in JSON, in XML."""

from __future__ import annotations

import json
from typing import Any


def inert(text: str) -> str:
    """Return text on one line in which what would not show, or would act, is escaped."""
    shown = "".join(letter if letter.isprintable() else _escaped(letter) for letter in text)
    return shown.replace("##[", "#\\[")  # GitHub's runner obeys these wherever they stand


def dumped(document: Any) -> str:
    """Return JSON that keeps every character, escaping what would not show."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "".join(
        letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1] for letter in text
    ).replace("##[", "#\\u0023[")


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode()

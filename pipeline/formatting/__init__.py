"""Bring a data file into its one written form; what it says and every comment in it stay.

Four steps: mend the bytes, read the text into a tree that keeps the comments, write the tree in the order of the
schema, and prove that nothing was lost. What needs judgement is left to the check and to a person.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from pipeline.formatting.composing import composed
from pipeline.formatting.mending import mended
from pipeline.formatting.shape import Schema, Shape
from pipeline.formatting.tree import comments, tree
from pipeline.formatting.writing import written
from pipeline.model import Document
from pipeline.parsing import parse
from pipeline.problems import START, Problem, Severity

__all__ = ["Refusal", "composed", "formatted"]

LOST = "X902"
"""The code of the formatter's own fault: it would have changed what the file says."""

# Findings that do not hinder formatting: missing quotes are added where the schema wants text, empty stays empty.
_HARMLESS = frozenset({"Y107", "Y108"})


@dataclass(frozen=True)
class Refusal:
    """Why a file is left alone: the findings a person has to mend first."""

    problems: tuple[Problem, ...]


def formatted(path: str, raw: bytes, schema: Schema) -> bytes | Refusal:
    """Return the file in its one written form, or why it is left as it is; formatting twice changes nothing more."""
    text = mended(raw)
    if text is None:
        return Refusal(tuple(parse(path, raw).problems))
    before = parse(path, text.encode())
    hindrances = [problem for problem in before.problems if problem.code not in _HARMLESS]
    if before.document is None or hindrances:
        return Refusal(tuple(hindrances or before.problems))
    result = written(tree(text), Shape(schema))
    if result == text:
        return text.encode()
    after = parse(path, result.encode())
    if after.document is None:
        return Refusal(tuple(after.problems))  # grown beyond what a file may have
    if _told(before.document) != _told(after.document) or Counter(comments(text)) != Counter(comments(result)):
        message = "整理会改变这个文件的内容，没有改动它"
        return Refusal((Problem(path, *START, LOST, Severity.ERROR, message, "请把这个文件交给维护人员。"),))
    return result.encode()


def _told(document: Document) -> str:
    """Return what a document says: the order of keys says nothing, and 1 is not true."""
    return json.dumps(document.data, sort_keys=True)

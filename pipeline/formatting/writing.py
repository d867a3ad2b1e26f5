"""Write a tree: two blanks an indent, dashes indented under their key, keys in the order of the schema."""

from __future__ import annotations

import io

from yaml.emitter import Emitter

from pipeline.formatting.shape import Shape
from pipeline.formatting.tree import Collection, Entry, Node, Scalar, Tree
from pipeline.parsing import is_date, is_misread, is_value

_INDENT = "  "
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
"""Words for no value: whether the author meant the word or nothing, only he knows."""

# Knows what may stand without quotes; it writes nothing here.
_EMITTER = Emitter(io.StringIO(), allow_unicode=True)


def written(tree: Tree, shape: Shape) -> str:
    """Return the text of a tree."""
    lines = tree.header
    if isinstance(tree.root, Collection) and tree.root.entries:
        lines += _lines(tree.root, "", shape)
    else:
        lines.append(_flat(tree.root, shape))
    text = "\n".join([*lines, *tree.below]).strip("\n")
    return "\n".join(filter(None, [tree.editor, text])) + "\n"


def _lines(collection: Collection, pad: str, shape: Shape) -> list[str]:
    """Return the lines of a mapping or list that has entries."""
    lines: list[str] = []
    for entry in _ordered(collection, shape):
        lines += _padded(entry.above, pad)
        lines += _pair(entry, entry.key, pad, shape) if entry.key else _dashed(entry, pad, shape.entry())
    return lines + _padded(collection.below, pad)


def _ordered(collection: Collection, shape: Shape) -> list[Entry]:
    """Return the entries in the schema's order; a key it does not know follows the one it was written after."""
    ranks: dict[int, int] = {}
    rank = -1
    for entry in collection.entries:
        if entry.key:
            rank = shape.ranks.get(entry.key.text, rank)
        ranks[id(entry)] = rank
    return sorted(collection.entries, key=lambda entry: ranks[id(entry)])


def _padded(remarks: list[str], pad: str) -> list[str]:
    return [pad + remark if remark else "" for remark in remarks]


def _pair(entry: Entry, key: Scalar, pad: str, shape: Shape) -> list[str]:
    inner = shape.value(key.text)
    head = f"{pad}{key.text if key.plain else _text(key.text)}:"
    if isinstance(entry.value, Collection) and entry.value.entries:
        return [_with(head, entry.beside), *_lines(entry.value, pad + _INDENT, inner)]
    return [_with(f"{head} {_flat(entry.value, inner)}", entry.beside)]


def _dashed(entry: Entry, pad: str, shape: Shape) -> list[str]:
    if not (isinstance(entry.value, Collection) and entry.value.entries):
        return [_with(f"{pad}- {_flat(entry.value, shape)}", entry.beside)]
    lines = _lines(entry.value, pad + _INDENT, shape)
    # Comments above the first key stand above the dash.
    first = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    above = _padded([*([entry.beside] if entry.beside else []), *(line.strip() for line in lines[:first])], pad)
    return [*above, f"{pad}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _with(line: str, comment: str) -> str:
    return f"{line.rstrip()}  {comment}" if comment else line.rstrip()


def _flat(node: Node, shape: Shape) -> str:
    """Return a value that fits on its key's line."""
    if isinstance(node, Collection):
        return "{}" if node.mapping else "[]"
    text = node.text
    if node.plain:
        return _quoted(text) if shape.is_text and is_misread(text) and text not in _NOTHING else text
    if is_date(text):
        return text if shape.is_date else _quoted(text)
    return _text(text)


def _text(text: str) -> str:
    """Write text so that every reader takes it for this text, without quotes where they are not needed."""
    if not text or is_value(text) or is_misread(text) or not _EMITTER.analyze_scalar(text).allow_block_plain:
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'

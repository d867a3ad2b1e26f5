"""Turn the bytes of one file into a Document, guarding against everything YAML would do behind a clerk's back.

The text is read as a stream of parser events, never composed by the library: depth, aliases and tags are refused as
they appear, so a hostile file costs no more than its length. Scalars keep the characters the author wrote: of the
plain ones only canonical integers, ``true`` and ``false`` become values; what other YAML readers would silently turn
into something else (``010``, ``NO``, ``12:30``) is a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

import yaml

from pipeline.model import Document
from pipeline.problems import START, KeyPath, Mark, Problem, Severity

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_EVENTS = 20_000

KEY = "\N{KEY}"
"""Appended to a key path to name the place of the key instead of its value's."""

# libyaml parses several times faster; the wheels of every platform bring it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Nothing here shows in a diff, or it shows as something else: a reviewer would approve what he cannot see.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U0010ffff\t]"
)
# What Chinese administrative prose is written with. Anything else is mostly GBK read as UTF-8 or a look-alike letter.
_UNEXPECTED = re.compile(
    "[^\n\x20-\x7e·×÷±°§²³½¼“”‘’—–…‰℃℉№Ⅰ-Ⅻ①-⑳㎡㎥≤≥≠≈→←↑↓■□▲△▼▽●○◆◇★☆"
    "\u3001-\u3011\u3014-\u301b〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af\uff01-\uff5e\uffe5]"
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")
_BOOLEANS = frozenset({"true", "false"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Numbers to readers of YAML 1.2, of which those of 1.1 take some for text: 08, 1e3.
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+")
_RESOLVERS: dict[str | None, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers


class Parsed(NamedTuple):
    """A file's Document, None when it has none, and what was found on the way."""

    document: Document | None
    problems: list[Problem]


_Finding = tuple[str, Mark, str, str]
"""Code, place, message and hint."""


class _RefusedError(Exception):
    """The file cannot be read on; carries what was found."""

    def __init__(self, *findings: _Finding) -> None:
        super().__init__(findings)
        self.findings = list(findings)


def parse(path: str, raw: bytes) -> Parsed:
    """Read one YAML file strictly; the Document is None when bytes or syntax make the file unreadable."""
    builder = _Builder()
    document = None
    try:
        document = Document(path, builder.build(_text(raw)), builder.marks)
        findings = builder.findings
    except _RefusedError as refusal:
        findings = refusal.findings
    return Parsed(
        document, [Problem(path, *mark, code, Severity.ERROR, message, hint) for code, mark, message, hint in findings]
    )


def _text(raw: bytes) -> str:
    """Decode a file whose every character can be seen; raise _RefusedError for any other."""
    text = _decoded(raw)
    if findings := list(_characters(text)):
        raise _RefusedError(*findings)
    return text


def _decoded(raw: bytes) -> str:
    """Decode strict UTF-8; raise _RefusedError for any other encoding, a byte-order mark or an oversized file."""
    if len(raw) > MAX_BYTES:
        message = f"文件有 {len(raw)} 字节，超过上限 {MAX_BYTES} 字节"
        raise _RefusedError(("B105", START, message, "一个文件只写一个事项；附件不放在数据文件里。"))
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _RefusedError(("B102", START, "文件开头有字节顺序标记（BOM）", "另存为“UTF-8（无 BOM）”。"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        try:
            raw.decode("gb18030")
            guess = "，很可能是 GBK 编码"
        except UnicodeDecodeError:
            guess = ""
        message = f"文件不是 UTF-8 编码{guess}"
        raise _RefusedError(("B101", Mark(line, column), message, "用编辑器另存为 UTF-8 编码。")) from None


def _characters(text: str) -> Iterator[_Finding]:
    """Yield the first offending character of each line that has one."""
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        yield ("B106", Mark(line, 1), "换行符不是 LF", "把编辑器的换行符设为 LF（Unix）后重新保存。")
        return
    if _INVISIBLE.search(text) or _UNEXPECTED.search(text):
        for number, line_text in enumerate(text.split("\n"), 1):
            if seen := _INVISIBLE.search(line_text):
                message = f"有看不见的或者控制字符 {_named(seen[0])}"
                yield ("B103", Mark(number, seen.start() + 1), message, "删去这个字符后重新输入这一处。")
            elif seen := _UNEXPECTED.search(line_text):
                message = f"有意外的字符“{seen[0]}”（{_named(seen[0])}），可能是形近字母、异体部首或者编码错误"
                yield ("B104", Mark(number, seen.start() + 1), message, "改用常用汉字、半角字母数字和中文标点。")
    elif not unicodedata.is_normalized("NFC", text):
        for number, line_text in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line_text):
                yield ("B107", Mark(number, 1), "文字不是 NFC 标准形式", "删去这一行的文字后重新输入。")


def _named(character: str) -> str:
    """Return ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()


class _Builder:
    """Build plain data from parser events; keeps where each value stands and what was wrong on the way."""

    def __init__(self) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self.findings: list[_Finding] = []
        self._events = self._guarded("")

    def build(self, text: str) -> Any:
        """Return the one document of the text; raise _RefusedError when it cannot be read."""
        try:
            return self._document(text)
        except yaml.MarkedYAMLError as error:
            raise _syntax(error, text) from None
        except yaml.YAMLError as error:
            raise _RefusedError(("Y101", START, f"YAML 语法有误：{error}", "对照同类文件检查。")) from None
        finally:
            self._events.close()  # it holds this builder, and so all marks, in a circle

    def _document(self, text: str) -> Any:
        self._events = self._guarded(text)
        next(self._events)  # stream start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise _RefusedError(("Y108", START, "文件是空的", "参照同类事项的文件填写。"))
        data = self._value((), next(self._events))
        next(self._events)  # document end
        if not isinstance(after := next(self._events), yaml.StreamEndEvent):
            hint = "删去“---”，一个文件只写一个事项。"
            raise _RefusedError(("Y105", _mark(after), "一个文件里有多个 YAML 文档", hint))
        return data

    def _guarded(self, text: str) -> Generator[yaml.Event, None, None]:
        depth = 0
        for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or count > MAX_EVENTS:
                raise _RefusedError(("Y106", _mark(event), "层次太深或者内容太多", "按模板的层次填写。"))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _RefusedError(
                    (
                        "Y103",
                        _mark(event),
                        "使用了锚点或者引用（& 或 *）",
                        "直接写出内容；以 & 或 * 开头的文字要加引号。",
                    )
                )
            if tag := getattr(event, "tag", None):
                raise _RefusedError(
                    ("Y104", _mark(event), f"使用了类型标签“{tag}”", "删去标签；以 ! 开头的文字要加引号。")
                )
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                raise _RefusedError(("Y105", _mark(event), "使用了 YAML 指令（%）", "删去这一行。"))
            yield event

    def _value(self, where: KeyPath, event: yaml.Event) -> Any:
        self.marks[where] = _mark(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value((*where, len(items)), event))
            return items
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101  # aliases are refused above
        return self._scalar(event)

    def _mapping(self, where: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        folded: dict[str, Mark] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(("Y109", _mark(event), "键不是文字", "冒号左边写字段名。"))
            key, mark = event.value, _mark(event)
            first = folded.setdefault(key.casefold(), mark)
            if first is mark:
                if event.style:
                    self._inspect(event)
                self.marks[(*where, key, KEY)] = mark
                result[key] = self._value((*where, key), next(self._events))
            else:
                message = f"“{key}”重复了，第 {first.line} 行已经写过"
                self.findings.append(("Y102", mark, message, "只留一处，把内容合并到一起。"))
                self._skip(next(self._events))
        return result

    def _skip(self, event: yaml.Event) -> None:
        """Read past a value that is not kept."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self._events)

    def _inspect(self, event: yaml.ScalarEvent) -> None:
        """Tell what quoted text brings in, by escapes or over several lines, that plain text cannot hold."""
        text: str = event.value
        if "\n" in text:
            self.findings.append(("Y110", _mark(event), "文字里有换行", "一个字段写成一行；要分条的写成列表。"))
        elif seen := _INVISIBLE.search(text) or _UNEXPECTED.search(text):
            message = f"文字里用转义写了字符 {_named(seen[0])}"
            self.findings.append(("B103", _mark(event), message, "删去转义，直接写出文字。"))
        elif not unicodedata.is_normalized("NFC", text):
            message = "文字里用转义写了不是 NFC 标准形式的字符"
            self.findings.append(("B107", _mark(event), message, "删去转义，直接写出文字。"))

    def _scalar(self, event: yaml.ScalarEvent) -> str | int | bool | None:
        text: str = event.value
        if event.style:
            self._inspect(event)
            return text
        if not text:
            self.findings.append(("Y108", _mark(event), "没有写内容", "填上内容；没有的字段整行删去。"))
            return None
        if is_value(text):
            return text == "true" if text in _BOOLEANS else int(text)
        if is_misread(text):
            message = f"“{text}”没有加引号，别的程序会把它读成别的值"
            self.findings.append(
                ("Y107", _mark(event), message, f'文字写成 "{text}"；数字去掉多余的零，是非写 true 或 false。')
            )
        return text


def events(text: str) -> Iterator[yaml.Event]:
    """Yield the parser's events, unguarded: for texts that ``parse`` has accepted."""
    return yaml.parse(text, Loader=_Loader)


def is_value(text: str) -> bool:
    """Tell whether plain text is a number or a truth value."""
    return text in _BOOLEANS or bool(_INTEGER.fullmatch(text))


def is_date(text: str) -> bool:
    """Tell whether text has the form of a date, which stands plain and stays text."""
    return bool(_DATE.fullmatch(text))


def is_misread(text: str) -> bool:
    """Tell whether some YAML reader takes for something else what we take for text."""
    if not text or is_value(text) or is_date(text):
        return False
    resolvers = _RESOLVERS.get(text[0], ())
    return bool(_NUMBER.fullmatch(text)) or any(pattern.match(text) for _, pattern in resolvers)


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else START


def _syntax(error: yaml.MarkedYAMLError, text: str) -> _RefusedError:
    """Explain a parser error in the words of the likeliest mistake."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return _RefusedError(("Y101", START, "YAML 语法有误", "对照同类文件检查。"))
    if error.context_mark and (opened := _OPENED.get(str(error.context))):
        # The parser notices at the end of the file, or at the next key, what was opened here.
        place = Mark(error.context_mark.line + 1, error.context_mark.column + 1)
        return _RefusedError(("Y101", place, f"YAML 语法有误：{opened}", _SYNTAX_HINT))
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    # The parser stumbles lines after a key that has no colon it knows: what follows counts as one long text.
    for number in range(line, -1, -1):
        if seen := re.match(r"\s*(?:- )?([A-Za-z_]+)(?:(：)|:(?=[^\s/]))", lines[number]):
            what = "键后面用了全角冒号“：”" if seen[2] else "冒号后面没有空格"
            place = Mark(number + 1, seen.end(1) + 1)
            return _RefusedError(("Y101", place, what, f"写成半角冒号加空格：“{seen[1]}: ”。"))
        if re.match(r"\s*(?:- )?[a-z_]+:( |$)", lines[number]) and number < line - 1:
            break  # a sound key: the mistake is not further up
    what = str(error.problem or "").strip()
    explained = next((chinese for english, chinese in _REASONS.items() if english in what), "无法解析")
    return _RefusedError(("Y101", Mark(line + 1, mark.column + 1), f"YAML 语法有误：{explained}", _SYNTAX_HINT))


_SYNTAX_HINT = "检查缩进是否对齐（用空格）、引号是否成对、冒号后有没有空格；文字里有“: ”或“ #”时整体加引号。"
_OPENED = {
    "while scanning a quoted scalar": "引号没有成对",
    "while parsing a flow sequence": "方括号没有成对，或者里面少了逗号",
    "while parsing a flow mapping": "花括号没有成对，或者里面少了逗号",
}
_REASONS = {
    "mapping values are not allowed": "这里不应再出现冒号",
    "could not find expected ':'": "少了冒号",
    "did not find expected key": "缩进没有对齐",
    "did not find expected '-' indicator": "列表的“-”没有对齐",
    "found character that cannot start any token": "有不能作为开头的字符",
    "block sequence entries are not allowed": "列表的“-”放错了位置",
    "did not find expected alphabetic or numeric character": "以 & 或 * 开头的文字没有加引号",
    "did not find expected whitespace or line break": "以 ! 开头的文字没有加引号",
    "did not find expected comment or line break": "以 | 或 > 开头的文字没有加引号",
    "escape c": "双引号里的反斜杠要写成两个，或者整体改用单引号",
}

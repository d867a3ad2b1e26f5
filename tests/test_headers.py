"""One policy in every form: as a meta tag, for static hosts, for nginx and for Apache."""

from __future__ import annotations

import re

import pytest

from pipeline.headers import HEADERS, POLICY, snippets, static

FILES = {"_headers": static().content.decode(), **snippets()}


def test_the_policy_makes_no_exception() -> None:
    """Nothing inline, nothing evaluated but WebAssembly, nothing from another host."""
    directives = dict(directive.split(" ", 1) for directive in POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    assert {source for sources in directives.values() for source in sources.split()} == {
        "'none'",
        "'self'",
        "'wasm-unsafe-eval'",
        "data:",
    }
    assert [name for name, sources in directives.items() if "data:" in sources] == ["img-src"]


def test_the_meta_tag_says_nothing_it_cannot() -> None:
    """Directives that browsers ignore in a meta tag stand in the header only."""
    assert not {"frame-ancestors", "report-uri", "sandbox"} & set(POLICY.replace(";", " ").split())
    assert HEADERS["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize("name", FILES)
def test_every_file_sends_the_same(name: str) -> None:
    """Each header stands once in each file, with the same value; the open data alone are open to other sites."""
    pattern = r'^ *(?:add_header |Header always set )?([A-Z][A-Za-z-]+):? "?([^"$\n]+)"?(?: always;)?$'
    sent = re.findall(pattern, FILES[name], flags=re.MULTILINE)
    assert dict(sent) | {"Access-Control-Allow-Origin": "*"} == HEADERS | {"Access-Control-Allow-Origin": "*"}
    assert len(sent) == len(dict(sent))
    assert FILES[name].count("Access-Control-Allow-Origin") == 1
    assert "api/" in FILES[name]


@pytest.mark.parametrize("text", HEADERS.values())
def test_no_value_breaks_out_of_its_quotes(text: str) -> None:
    """No value holds a double quote, a dollar or a line break, which nginx and Apache would read as their own."""
    assert not set('"$\\\n%') & set(text)

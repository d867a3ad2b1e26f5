"""The search of the built site finds its own items."""

from __future__ import annotations

import pytest
from opencc import OpenCC
from pypinyin import lazy_pinyin

from sites import Site, Watched

pytestmark = pytest.mark.xdist_group("finding")


ASK = """async queries => {
  const status = document.querySelector("[data-search-status]");
  const input = document.querySelector("main input[type=search]");
  const answers = [];
  for (const query of queries) {
    const told = new Promise(resolve => new MutationObserver(() => {
      if (status.textContent !== "正在搜索……") resolve();
    }).observe(status, { childList: true }));
    input.value = query;
    input.form.requestSubmit();
    await told;
    answers.push(Array.from(document.querySelectorAll("[data-search-results] li a"), link => link.href));
  }
  return answers;
}"""


def test_exact_name_finds_the_item_first(site: Site, watched: Watched) -> None:
    """Whoever pastes an item's name into the search finds that item first; so with its code; aliases find it too."""
    watched.page.goto(f"{site.address}search/")
    asked = [
        (query, f"{site.address}items/{code}/", exact)
        for code, entry in site.published.entries.items()
        for query, exact in [(entry.item.name, True), (code, True), *((alias, False) for alias in entry.item.aliases)]
    ]
    answers = watched.page.evaluate(ASK, [query for query, _, _ in asked])
    missed = [
        query
        for (query, expected, exact), found in zip(asked, answers, strict=True)
        if expected not in (found[:1] if exact else found)
    ]
    assert missed == []
    assert watched.faults == []


def test_every_name_is_found_by_pinyin(site: Site, watched: Watched) -> None:
    """The pinyin of any item's name, parted or in one word, and its initials list that item."""
    watched.page.goto(f"{site.address}search/")
    said = {code: lazy_pinyin(entry.item.name, errors="ignore") for code, entry in site.published.entries.items()}
    asked = [
        (query, f"{site.address}items/{code}/")
        for code, syllables in said.items()
        for query in (" ".join(syllables), "".join(syllables), "".join(syllable[0] for syllable in syllables))
    ]
    answers = watched.page.evaluate(ASK, [query for query, _ in asked])
    missed = [query for (query, expected), found in zip(asked, answers, strict=True) if expected not in found]
    assert missed == []
    assert watched.faults == []


def test_traditional_names_find_the_item_first(site: Site, watched: Watched) -> None:
    """An item's name in the characters of Taiwan or Hong Kong finds that item first."""
    watched.page.goto(f"{site.address}search/")
    converters = [OpenCC(way).convert for way in ("s2t", "s2tw", "s2hk")]
    asked = sorted(
        {
            (convert(entry.item.name), f"{site.address}items/{code}/")
            for code, entry in site.published.entries.items()
            for convert in converters
        }
    )
    answers = watched.page.evaluate(ASK, [query for query, _ in asked])
    missed = [query for (query, expected), found in zip(asked, answers, strict=True) if found[:1] != [expected]]
    assert missed == []
    assert watched.faults == []


def test_search_from_any_page_as_one_types(site: Site, watched: Watched) -> None:
    """The box on the home page leads to the results, and there the list follows the typing."""
    page = watched.page
    page.goto(site.address)
    page.locator("input[type=search]:visible").first.fill("驾驶证")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    first = page.locator("[data-search-results] li a").first
    first.wait_for()
    assert "驾驶证" in first.inner_text()
    page.locator("main input[type=search]").fill("饕餮许可")
    page.get_by_text("最接近的是含有“许可”的").wait_for()
    page.locator("main input[type=search]").fill("饕餮")
    page.get_by_text("没有找到").wait_for()
    assert watched.faults == []

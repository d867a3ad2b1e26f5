"""Search: what is indexed, and that a reader finds it in a real browser under the site's own security policy."""

from __future__ import annotations

import functools
import http.server
import random
import re
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect

from pipeline.indexing import index
from pipeline.search import EVERY, SearchRecord, levelled, records, words
from support import CANARY, CATALOGUE, XK, published_at

ASSETS = Path(__file__).parent.parent / "pipeline/theme/assets"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'"
)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("食品经营许可", "食品经营许可"),
        ("《食品安全法》第三十条", "食品安全法第三十条"),
        ("511900-37-XK-0001", "51190037xk0001"),
        ("５１１９００－ＸＫ", "511900xk"),
        ("Ａ级锅炉（2 台）", "a级锅炉2台"),
        ("办照\u3000开店\n营业", "办照开店营业"),
        ("lǜhuà Café", "luhuacafe"),
        ("㎡、①、Ⅱ类", "m21ii类"),
        ("㐂𠮷𱍐", "㐂𠮷𱍐"),
        ("カタログαβ", "カタロクαβ"),
        ("——《》，。！🙂", ""),
    ],
)
def test_letters_are_levelled(text: str, letters: str) -> None:
    """Letters and digits stay, in one width and case and without accents; marks and spaces do not count."""
    assert levelled(text) == letters


@given(st.text())
def test_levelled_is_levelled(text: str) -> None:
    """What was levelled once is not changed by levelling, and holds no space."""
    once = levelled(text)
    assert levelled(once) == once
    assert not set(once) & set(" \t\n")


@given(st.text("食品经营许可0a"), st.sampled_from("，。、；：“”（）《》—… -/·"), st.text("食品经营许可0a"))
def test_marks_do_not_part_a_phrase(before: str, mark: str, after: str) -> None:
    """A phrase is the same with and without a mark inside it."""
    assert levelled(before + mark + after) == levelled(before + after)


# --- documents -------------------------------------------------------------------------------------------------------


def record(name: str, /, **details: object) -> SearchRecord:
    """Return a record whose address follows from its name."""
    return SearchRecord(**{"url": f"items/{name}/", "kind": "item", "name": name, **details})  # type: ignore[arg-type]


def grams(*texts: str, field: str) -> set[str]:
    """Spell grams as the index does."""
    return {f"x{text.encode('utf-16-be').hex()}{field}" for text in texts}


def test_every_run_is_a_word() -> None:
    """Every two and three characters of a text are a word of its field; one character finds names alone."""
    found = words(record("开店许", code="A-1", aliases=("办照",), summary="说明书", body=("材料",)))
    assert {word for word in found if word.startswith("x")} == {
        *grams("开店许", "开店", "店许", "开", "店", "许", field="n"),
        *grams("a1", field="k"),
        *grams("办照", field="s"),
        *grams("说明书", "说明", "明书", "材料", field="t"),
    }
    assert found == sorted(set(found))
    assert {EVERY, "c00610031"} <= set(found)


def test_names_and_aliases_are_said() -> None:
    """Names stand in grams of syllables, single ones too, and of initials; aliases in two and three syllables."""
    found = words(record("绿化带", aliases=("A类",)))
    assert {word for word in found if word[0] in "pi"} == {
        *("pluv", "phuav", "pdaiv", "pluvhuav", "phuavdaiv", "pluvhuavdaiv", "pavleiv"),
        *("ilh", "ihd", "ilhd"),
    }


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_reaches_the_index(text: str) -> None:
    """Whatever a record says, its words are plain letters and digits: nothing in them is for Pagefind to take apart."""
    hostile = record("x", name=text, code=text, aliases=(text,), summary=text, body=(text,))
    assert all(re.fullmatch("[0-9a-z]+", word, re.ASCII) for word in words(hostile) if word[0] == "x")


def test_every_page_of_a_record_is_searched() -> None:
    """Items, departments and laws each have one record; what is not public is in none."""
    published = published_at(CATALOGUE)
    found = {one.url: one for one in records(published)}
    assert set(found) == {
        *(f"items/{code}/" for code in published.entries),
        *(f"departments/{key}/" for key in published.departments),
        *(f"laws/{key}/" for key in published.laws),
    }
    item = found[f"items/{XK}/"]
    entry = published.entries[XK]
    assert (item.name, item.code, item.aliases) == (entry.item.name, XK, entry.item.aliases)
    assert item.facets["department"] == entry.derived.department_name
    assert {material.name for material in entry.item.materials} <= set(item.body)
    assert not any(CANARY in text for one in found.values() for text in one.texts())


# --- the browser -----------------------------------------------------------------------------------------------------

THINGS = ["食品", "药品", "道路运输", "户外广告", "林木采伐", "特种设备", "排水"]
DEEDS = ["经营", "生产", "设置", "变更", "延续"]
SETS = ["许可", "许可证", "许可证核发", "备案", "备案登记", "检查", "临时许可", "许可注销", "处罚"]


def catalogue() -> list[SearchRecord]:
    """Return some 300 items whose names contain one another and whose texts all say the same."""
    names = [thing + deed + deed_set for thing in THINGS for deed in DEEDS for deed_set in SETS]
    body = ("申请食品经营许可，应当提交食品经营许可证复印件。",)
    crowd = [
        record(
            name,
            code=f"511900-{number % 50:02d}-XK-{number:04d}",
            summary=f"{name}的办理条件、材料和时限。",
            body=body,
            facets={"department": "市场监督管理局", "category": "行政许可", "risk": "廉政风险一级", "stage": "施行中"},
        )
        for number, name in enumerate(names)
    ]
    return [*crowd, *RANKED, *CODED, *SAID, *OTHERS]


RANKED = (
    record("观鸟"),
    record("临时观鸟"),
    record("观鸟点设立"),
    record("塔", aliases=("我要观鸟",)),
    record("看鸟亭搭建许可", aliases=("观鸟",)),
    record("亭", body=("湿地公园内的观鸟活动。",)),
)
"""In the order in which a search for 观鸟 must list them; the shortest names come last, so length alone is no help."""
CODED = (record("880001"), record("林道占用", code="880001"), record("880001 号公告"))
SAID = (
    record("重庆银行"),
    record("方案"),
    record("西安"),
    record("县志"),
    record("绿色"),
    record("A厅放行"),
    record("书面提到KTW"),
    record("卡通委员"),
    record("环境卫生"),
    record("乾隆碑迁移"),
)
OTHERS = (
    record("湿地", body=("保护区内的观", "鸟类栖息")),
    record("鸟笼观赏", summary="先说很多别的话。" * 20 + "最后才提到蝴蝶。" + "然后再说别的话。" * 20),
    SearchRecord(url="laws/shi-di/", kind="law", name="湿地保护法", code="主席令第102号"),
    record("<img src=x onerror=alert(1)>", summary="<script>alert(2)</script>&amp;"),
)

SHELL = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>试</title>
<link rel="stylesheet" href="../assets/search.css">
<script type="module" src="../assets/search.js"></script></head><body>
<form role="search" action="../search/" method="get" data-search-root="../" data-pagefind="../pagefind/pagefind.js">
<input name="q" type="search"><button>搜索</button></form>{rest}</body></html>"""
ANSWERS = """
<form role="search" action="./" method="get" data-search-root="../" data-pagefind="../pagefind/pagefind.js">
<input name="q" type="search" id="second"></form>
<p data-search-status role="status"></p><div data-search-results data-feedback="../feedback/"></div>"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as the site's own server would: with its policy on every answer."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site in a subfolder of its host; yield its address."""
    host = tmp_path_factory.mktemp("host")
    files = {f"assets/{path.name}": path.read_bytes() for path in ASSETS.iterdir()}
    files |= {
        "search/index.html": SHELL.format(rest=ANSWERS).encode(),
        "about/index.html": SHELL.format(rest="").encode(),
    }
    files["broken/index.html"] = files["search/index.html"].replace(b"pagefind.js", b"missing.js")
    for path, content in [*files.items(), *index(catalogue())]:
        target = host / "town" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=host)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/town/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """Open a fresh page; nothing may reach its console, and nothing may be asked of another host."""
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(site)] == []


Ask = Callable[[str], list[str]]

ASK = """async (query) => {
  const status = document.querySelector("[data-search-status]");
  const told = new Promise((resolve) => new MutationObserver(() => {
    if (status.textContent !== "正在搜索……") resolve();
  }).observe(status, { childList: true }));
  const input = document.querySelector("input");
  input.value = query;
  input.form.requestSubmit();
  await told;
  return Array.from(document.querySelectorAll("[data-search-results] h2"), (heading) => heading.textContent);
}"""


@pytest.fixture
def ask(page: Page, site: str) -> Ask:
    """Return a function that searches on the results page and returns the names listed."""
    page.goto(f"{site}search/")
    return lambda query: page.evaluate(ASK, query)


in_browser = pytest.mark.xdist_group("browser")


@in_browser
def test_index_and_query_are_levelled_alike(page: Page, site: str) -> None:
    """The browser's ``levelled`` equals Python's for every character there is, and for mixtures of scripts."""
    scripts = (
        "食品许可𠮷𱍐",
        "AbZ09",
        "ＡｂＺ０９－（）",
        " \t\u3000\u200b",
        "，。《》—…·'\"|/-_",
        "éǜñßøİΣς",
        "カか가ⅣⅫ㎡①½",
        "🙂\u0301\ufe0f",
    )
    sample = random.Random(2013)
    mixed = ["".join(sample.choice(sample.choice(scripts)) for _ in range(sample.randrange(40))) for _ in range(300)]
    known = [
        chr(point) for point in range(sys.maxunicode) if unicodedata.category(chr(point)) not in {"Cn", "Cs", "Co"}
    ]
    texts = mixed + known
    page.goto(f"{site}about/")
    script = (
        'async (texts) => { const { levelled } = await import("../assets/finding.js"); return texts.map(levelled); }'
    )
    differing = [
        (text, theirs, levelled(text))
        for text, theirs in zip(texts, page.evaluate(script, texts), strict=True)
        if theirs != levelled(text)
    ]
    assert differing == []


@in_browser
def test_every_name_finds_itself_first(ask: Ask) -> None:
    """An item's full name lists that item first, among hundreds whose names and texts contain it."""
    names = [one.name for one in catalogue()][::4]
    assert [ask(name)[:1] for name in names] == [[name] for name in names]


@in_browser
def test_nearer_matches_come_first(ask: Ask, page: Page) -> None:
    """The order is: names, codes, aliases, texts, and the shorter name first; two texts never join."""
    assert ask("观鸟") == [one.name for one in RANKED]
    assert ask("880001") == [one.name for one in CODED]
    assert page.locator("[data-search-status]").inner_text() == "找到 3 条与“880001”有关的结果"


@in_browser
def test_parts_may_stand_apart(ask: Ask) -> None:
    """Parts between spaces must all be on the page, in any order, each as a phrase; names that hold all come first."""
    both = {f"食品{deed}处罚" for deed in DEEDS}
    names = ask("处罚 食品")
    assert set(names[: len(both)]) == both
    assert all(name.endswith("处罚") for name in names)


@in_browser
@pytest.mark.parametrize(
    "query",
    ["观鸟点　设立", "“观鸟点”设立", "５１１９００－０４－ＸＫ－０００４", "食品，经营备案登记", "511900-04-xk-0004"],
)
def test_writing_does_not_matter(ask: Ask, query: str) -> None:
    """Width, case, marks and spaces of a query do not change what it finds."""
    assert ask(query)[0] in {"观鸟点设立", "食品经营备案登记"}


@in_browser
@pytest.mark.parametrize("query", ["511900-04-XK-00", "备案登记 04-XK-00", "04XK0004", "04 备案登记 食品"])
def test_parts_of_codes_are_enough(ask: Ask, query: str) -> None:
    """Any run of a code finds its item, also beside other words."""
    assert "食品经营备案登记" in ask(query)


@in_browser
def test_a_code_that_no_page_has_finds_nothing(ask: Ask) -> None:
    """More digits than a code has are not passed over."""
    assert ask("511900-04-XK-000499999") == []


@in_browser
@pytest.mark.parametrize(
    ("query", "found", "told"),
    [
        ("蝴蝶饕餮", ["鸟笼观赏"], "“蝴蝶”的 1 条"),
        ("在湿地公园内观鱼", ["亭"], "“湿地公园内”的 1 条"),
        ("蝴蝶和观鸟台", ["鸟笼观赏"], "“蝴蝶”的 1 条"),
        ("提到蝴蝶，说很多别", ["鸟笼观赏"], "“提到蝴蝶”和“说很多别”的 1 条"),
        ("饕餮 蝴蝶", ["鸟笼观赏"], "“蝴蝶”的 1 条"),
        ("在濕地公園內觀魚", ["亭"], "“湿地公园内”的 1 条"),
    ],
)
def test_the_nearest_is_offered(ask: Ask, page: Page, query: str, found: list[str], told: str) -> None:
    """Where no page has a run of Chinese, those are listed that hold its longest pieces, and the reader is told which.

    Of pieces of one length that no page holds together the rarest counts. Pages that merely hold each of its characters
    somewhere are no answer.
    """
    assert sorted(ask(query)) == sorted(found)
    status = page.locator("[data-search-status]").inner_text()
    assert status == f"没有与“{query}”一致的内容，最接近的是含有{told}"


@in_browser
@pytest.mark.parametrize(
    "query",
    [
        "guanniaodian sheli",
        "guanniaodiansheli",
        "guan niao dian she li",
        "GUANNIAO DIAN",
        "niaodiansheli",
        "gndsl",
        "ndsl",
    ],
)
def test_pinyin_finds_names(ask: Ask, page: Page, query: str) -> None:
    """Pinyin finds a name, from any syllable on, however it is parted; so do initials."""
    assert ask(query) == ["观鸟点设立"]
    status = page.locator("[data-search-status]").inner_text()
    assert status == f"按拼音找到 1 条与“{query}”有关的结果"


@in_browser
def test_pinyin_ranks_as_writing_does(ask: Ask) -> None:
    """Shorter names come first, aliases or not; what is only in the text is not found by sound."""
    assert ask("guanniao") == ["塔", "观鸟", "临时观鸟", "观鸟点设立", "看鸟亭搭建许可"]
    assert ask("gn") == ["观鸟", "临时观鸟", "观鸟点设立"]


@in_browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("yinhang chongqing", ["重庆银行"]),
        ("zhongqing", []),
        ("fangan", ["方案"]),
        ("fanga", ["方案"]),
        ("chongqingyinh", ["重庆银行"]),
        ("xian", ["县志", "西安"]),
        ("xi'an", ["西安"]),
        ("lvse", ["绿色"]),
        ("lüse", ["绿色"]),
        ("luse", ["绿色"]),
        ("atingfangxing", ["A厅放行"]),
        ("ktw", ["书面提到KTW", "卡通委员"]),
    ],
)
def test_pinyin_is_read_as_it_may_be_meant(ask: Ask, query: str, found: list[str]) -> None:
    """Words decide how a character sounds, letters part in every way, the last syllable may be half typed."""
    assert ask(query) == found


@in_browser
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("觀鳥點設立", "观鸟点设立"),
        ("觀鳥點 設立", "观鸟点设立"),
        ("環境衞生", "环境卫生"),
        ("環境衛生", "环境卫生"),
        ("乾隆碑遷移", "乾隆碑迁移"),
        ("主席令第102號", "湿地保护法"),
    ],
)
def test_traditional_characters_find_simplified_ones(ask: Ask, page: Page, query: str, found: str) -> None:
    """Traditional characters, as any region writes them, find what simplified ones would, and are marked there."""
    assert ask(query)[:1] == [found]
    assert page.locator("[data-search-status]").inner_text().startswith("找到")
    assert page.locator("[data-search-results] mark").count() > 0


@in_browser
@pytest.mark.parametrize("query", ["饕餮", "食饕餮品", "饕", "ŋ", "xyz", "guanniaox", "貔貅貔貅"])
def test_nothing_found_leads_on(ask: Ask, page: Page, query: str) -> None:
    """Where nothing is found the reader gets a hint and a way to say what is missing."""
    assert ask(query) == []
    assert page.locator("[data-search-status]").inner_text() == f"没有找到与“{query}”有关的内容"
    expect(page.get_by_role("link", name="告诉我们您要找什么")).to_have_attribute("href", "../feedback/")


@in_browser
def test_a_hit_says_what_it_is(ask: Ask, page: Page, site: str) -> None:
    """A hit links to its page under the site's root and shows code, department, category, risk, stage and summary."""
    ask("食品经营备案登记")
    hit = page.locator("[data-search-results] li").first
    link = hit.get_by_role("link")
    assert link.evaluate("(link) => link.href") == f"{site}items/{quote('食品经营备案登记')}/"
    expect(link.locator("mark")).to_have_text("食品经营备案登记")
    expect(hit.locator("p")).to_have_text("食品经营备案登记的办理条件、材料和时限。")
    facts = ["市场监督管理局", "行政许可", "廉政风险一级", "施行中", "511900-04-XK-0004"]
    expect(hit.locator("ul > li")).to_have_text(facts)
    ask("湿地保护法")
    expect(hit.locator("ul > li")).to_have_text(["法律依据", "主席令第102号"])


@in_browser
def test_long_summaries_show_the_match(ask: Ask, page: Page) -> None:
    """Of a long summary the part around the first match is shown."""
    ask("蝴蝶")
    shown = page.locator("[data-search-results] p").inner_text()
    assert len(shown) < 120
    assert re.fullmatch("…[^…]+提到蝴蝶[^…]+…", shown)
    expect(page.locator("[data-search-results] mark")).to_have_text(["蝴蝶"])


@in_browser
def test_hostile_texts_stay_texts(ask: Ask, page: Page) -> None:
    """Markup in names and summaries is shown as it was written."""
    assert ask("<img src=x onerror=alert(1)>") == ["<img src=x onerror=alert(1)>"]
    expect(page.locator("[data-search-results] p")).to_have_text("<script>alert(2)</script>&amp;")
    assert page.locator("[data-search-results] :is(img, script)").count() == 0


@in_browser
def test_more_hits_on_demand(ask: Ask, page: Page) -> None:
    """Twenty hits are shown, then twenty more, until all are; the keyboard goes on at the first new one."""
    names = [one.name for one in catalogue() if "备案登记" in one.name]
    assert len(names) == 35
    assert len(ask("备案登记")) == 20
    page.get_by_role("button", name="显示更多").click()
    links = page.locator("[data-search-results] a")
    expect(links).to_have_count(35)
    expect(links.nth(20)).to_be_focused()
    expect(page.get_by_role("button", name="显示更多")).to_be_hidden()
    assert sorted(links.all_inner_texts()) == sorted(names)


@in_browser
def test_results_follow_the_typing(page: Page, site: str) -> None:
    """Results change while one types, and the page's other box and its address keep in step."""
    page.goto(f"{site}search/?q=%E8%A7%82%E9%B8%9F")
    headings = page.locator("[data-search-results] h2")
    expect(headings).to_have_count(len(RANKED))
    box, second = page.locator("input").first, page.locator("#second")
    expect(second).to_have_value("观鸟")
    box.press("End")
    box.press_sequentially("点")
    expect(headings).to_have_text(["观鸟点设立"])
    expect(second).to_have_value("观鸟点")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["观鸟点"]}
    box.fill("")
    expect(headings).to_have_count(0)
    expect(page.locator("[data-search-status]")).to_be_empty()
    assert urlsplit(page.url).query == ""


@in_browser
def test_half_a_syllable_is_no_query(page: Page, site: str) -> None:
    """While an input method is composing nothing is searched; when it is done the characters are."""
    page.goto(f"{site}search/?q=880001")
    headings = page.locator("[data-search-results] h2")
    expect(headings).to_have_count(3)
    compose = """(input) => {
      input.value = "guanniao";
      input.dispatchEvent(new InputEvent("input", { isComposing: true }));
    }"""
    box = page.locator("#second")
    box.evaluate(compose)
    page.wait_for_timeout(500)
    expect(headings).to_have_count(3)
    box.evaluate('(input) => { input.value = "观鸟"; input.dispatchEvent(new CompositionEvent("compositionend")); }')
    expect(headings).to_have_count(len(RANKED))


@in_browser
def test_other_pages_hand_over(page: Page, site: str) -> None:
    """On any other page nothing of Pagefind loads before the box is used, and Enter leads to the results page."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}about/")
    assert sorted(asked) == ["about/", "assets/finding.js", "assets/search.css", "assets/search.js"]
    page.locator("input").fill("观鸟")
    page.locator("input").press("Enter")
    page.wait_for_url(f"{site}search/?q=%E8%A7%82%E9%B8%9F")
    expect(page.locator("[data-search-results] h2")).to_have_count(len(RANKED))


@in_browser
def test_a_slow_answer_is_announced(page: Page, site: str) -> None:
    """Where the index takes its time the page says that it is searching, and then what it found."""
    held: list[Route] = []
    page.route("**/pagefind.js", lambda route: held.append(route))  # noqa: PLW0108  # playwright marks its handlers
    page.goto(f"{site}search/?q=880001")
    status = page.locator("[data-search-status]")
    expect(status).to_have_text("正在搜索……")
    held[0].continue_()
    expect(status).to_have_text("找到 3 条与“880001”有关的结果")


@in_browser
def test_a_missing_index_is_told(browser: Browser, site: str) -> None:
    """Where the index cannot be loaded the page says that search is out of order."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}broken/?q=x")
        expect(page.locator("[data-search-status]")).to_have_text("搜索暂时不能使用，请稍后再试，或者从目录进入")

// Search over the Pagefind index in a way that finds Chinese: the index holds every Han character as a word of its own
// (see pipeline/search.py), and what it is asked for are phrases. Nothing loads before a reader turns to a search box.

const DELAY = 200; // milliseconds without typing, then a search
const PATIENCE = 600; // milliseconds without an answer, then a word about it
const BATCH = 20;
const EXCERPT = 110; // characters of a summary

const WORD = /[0-9a-z]+|[\p{L}\p{N}\u{20000}-\u{3fffd}]/gu;
const LATIN = /^[0-9a-z]+$/;
const FIELDS = { name: "ŋ", code: "ɕ", alias: "ɑ", sound: "ʂ", initial: "ɿ" };
const EDGE = "00000";
const SYLLABLE = /^(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)?[aeiou]{1,3}(?:ng?|r)?$/; // all there are, and some there are not
const LONGEST_SYLLABLE = 6; // letters
const KINDS = { department: "部门", law: "法律依据" };

// --- words -----------------------------------------------------------------------------------------------------------

/** Return the words of a text between single spaces; pipeline/search.py has the same function and gives the reasons. */
export function spaced(text) {
  const levelled = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  return (levelled.match(WORD) ?? []).join(" ");
}

/** Write words as the index does for one field; `start` and `end` tie them to the edges of the field. */
function label(field, words, { start = false, end = false } = {}) {
  return [...(start ? [EDGE] : []), ...words, ...(end ? [EDGE] : [])].map((word) => FIELDS[field] + word).join(" ");
}

/** Spell words in code points, as the index does for what is written. */
function points(words) {
  return words.split(" ").map((word) => Array.from(word, codePoint).join(""));
}

function codePoint(letter) {
  return letter.codePointAt(0).toString(16).padStart(5, "0");
}

// --- finding ---------------------------------------------------------------------------------------------------------

/**
 * Find what a query asks for, best hits first, and the `parts` to mark in them. `way` says how they were found: as
 * `written`, also in traditional characters; by pinyin (`spoken`); the beginnings of codes among the words
 * (`scattered`); or only the longest pieces of the query that any page holds (`nearest`).
 */
async function find({ pagefind, simplified }, query) {
  const ask = asking(pagefind);
  let parts = query.split(/\s+/).map(spaced).filter(Boolean);
  const written = await findWritten(ask, parts);
  const spoken = await findSpoken(ask, parts);
  if (written.length) return { way: "written", hits: unique([...written, ...spoken]), parts };
  if (spoken.length) return { way: "spoken", hits: spoken, parts };

  const asWritten = parts.join(" ");
  if (!LATIN.test(asWritten.replaceAll(" ", ""))) parts = (await simplified(parts.join("\n"))).split("\n");
  const converted = parts.join(" ") === asWritten ? [] : await findWritten(ask, parts);
  if (converted.length) return { way: "written", hits: converted, parts };
  const scattered = await findScattered(ask, parts);
  return scattered.length ? { way: "scattered", hits: scattered, parts } : findNearest(ask, parts);
}

/** Find the pages that hold all parts, each as a phrase; first those that are called so. */
async function findWritten(ask, parts) {
  const whole = points(parts.join(" "));
  return ranked(ask, [
    [label("name", whole, { start: true, end: true })],
    [label("code", whole, { start: true, end: true })],
    [label("name", whole, { start: true })],
    [label("name", whole)],
    parts.map((part) => label("name", points(part))),
    [label("alias", whole, { start: true, end: true })],
    parts.map((part) => label("alias", points(part))),
    parts,
  ]);
}

/**
 * Find the pages whose names or aliases sound as the parts spell it, or have these initials, one after the other; where
 * there are none, those that have each part somewhere.
 */
async function findSpoken(ask, parts) {
  const words = parts.join(" ").split(" ");
  const letters = words.join("");
  // Codes and years are not worth the asking.
  if (!LATIN.test(letters) || letters.length < 2 || letters.replace(/\d/g, "").length * 2 <= letters.length) return [];
  const sounds = (await readings(ask, words)).map((syllables) => ["sound", syllables]);
  const said = [...sounds, ["initial", Array.from(letters)]];
  const tied = [{ start: true, end: true }, { start: true }, {}];
  const hits = await ranked(ask, tied.flatMap((edges) => said.map(([field, spelled]) => [label(field, spelled, edges)])));
  if (hits.length || parts.length < 2) return hits;
  return common(await Promise.all(parts.map((part) => findSpoken(ask, [part]))));
}

/** Return every way to read words as syllables that some page has one after the other. */
async function readings(ask, words) {
  let ways = [[]];
  // With ü the reader may mean it, or lack it and write v; the index has u.
  for (const word of words.map((letters) => letters.replace(/([ln])v/g, "$1u"))) {
    ways = (await Promise.all(ways.map((way) => readOn(ask, way, word)))).flat();
  }
  return ways;
}

async function readOn(ask, way, rest) {
  if (!rest) return [way];
  const lengths = Array.from({ length: Math.min(LONGEST_SYLLABLE, rest.length) }, (_, index) => index + 1);
  const beginnings = lengths.map((length) => rest.slice(0, length));
  const possible = beginnings.filter((letters) => letters.length === 1 || SYLLABLE.test(letters));
  const read = possible.map(async (syllable) => {
    const longer = [...way, syllable];
    const known = await ask.phrase(label("sound", longer));
    return known.length ? readOn(ask, longer, rest.slice(syllable.length)) : [];
  });
  return (await Promise.all(read)).flat();
}

/** Find the pages that hold every run of Chinese as a phrase and words that begin as the others do, wherever. */
async function findScattered(ask, parts) {
  const words = parts.join(" ").split(" ");
  const latin = [...new Set(words.filter((word) => LATIN.test(word)))];
  if (!latin.length) return [];
  const phrases = await Promise.all(runs(parts).map(ask.phrase));
  const hits = common([await ask.words(latin.join(" ")), ...phrases]);
  // Pagefind passes over a word it lacks, or takes a shorter one for it. Then no page holds it, nor does the first.
  return hits.length && holds(await hits[0].data(), latin) ? hits : [];
}

function holds({ content, meta }, beginnings) {
  const joined = Object.values(meta).map((text) => spaced(text).replaceAll(" ", ""));
  const words = [...content.split(" "), ...joined];
  return beginnings.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

/** Find the pages that hold the longest pieces of the parts' Chinese: all of them together, or else the rarest. */
async function findNearest(ask, parts) {
  const held = (await Promise.all(runs(parts).map((run) => longestHeld(ask, run)))).flat();
  const most = Math.max(...held.map(size));
  const pieces = [...new Set(held.filter((piece) => size(piece) === most))];
  const found = await Promise.all(pieces.map(async (piece) => ({ piece, hits: await findWritten(ask, [piece]) })));
  if (!found.length) return { way: "nearest", hits: [], parts };
  const together = common(found.map(({ hits }) => hits));
  if (together.length) return { way: "nearest", hits: together, parts: pieces };
  const rarest = found.reduce((one, other) => (other.hits.length < one.hits.length ? other : one));
  return { way: "nearest", hits: rarest.hits, parts: [rarest.piece] };
}

function size(piece) {
  return piece.split(" ").length;
}

/** Return the longest stretches of a run that any page holds as a phrase, of two characters at least. */
async function longestHeld(ask, run) {
  const words = run.split(" ");
  let held = [];
  let [start, length, most] = [0, 2, 2];
  while (start + length <= words.length) {
    const piece = words.slice(start, start + length).join(" ");
    if ((await ask.phrase(piece)).length) {
      held = length > most ? [piece] : [...held, piece];
      most = length;
      length += 1;
    } else {
      start += 1;
      length = most;
    }
  }
  return held;
}

/** Return the unbroken runs of Chinese in parts. */
function runs(parts) {
  return parts.flatMap((part) => part.split(/(?: |^)[0-9a-z]+(?= |$)/)).map((run) => run.trim()).filter(Boolean);
}

/** Return the pages that hold all phrases of a rank, rank after rank. */
async function ranked(ask, ranks) {
  return unique((await Promise.all(ranks.map(async (rank) => common(await Promise.all(rank.map(ask.phrase)))))).flat());
}

/** Return the two ways to ask Pagefind, each question put once. */
function asking(pagefind) {
  const known = new Map();
  const words = (query) => {
    if (!known.has(query)) known.set(query, pagefind.search(query).then((answer) => answer.results));
    return known.get(query);
  };
  return { words, phrase: (query) => words(`"${query}"`) };
}

/** Return what is in all lists, in the order of the first. */
function common([first, ...others]) {
  const sets = others.map((hits) => new Set(hits.map((hit) => hit.id)));
  return first.filter((hit) => sets.every((ids) => ids.has(hit.id)));
}

/** Return each hit once, at its first place. */
function unique(hits) {
  const seen = new Set();
  return hits.filter((hit) => !seen.has(hit.id) && seen.add(hit.id));
}

// --- showing ---------------------------------------------------------------------------------------------------------

function element(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** Return the characters of a text, and of each whether it belongs to a part of the query. */
function match(text, parts) {
  const characters = Array.from(text, (character) => ({ character, hit: false }));
  const owners = []; // of every unit of the levelled text, the character it comes from
  let levelled = "";
  for (const one of characters) {
    const letters = spaced(one.character).replaceAll(" ", "");
    levelled += letters;
    for (let unit = 0; unit < letters.length; unit += 1) owners.push(one);
  }
  for (const part of parts.map((words) => words.replaceAll(" ", ""))) {
    for (let at = levelled.indexOf(part); at >= 0; at = levelled.indexOf(part, at + part.length)) {
      for (const one of owners.slice(at, at + part.length)) one.hit = true;
    }
  }
  return characters;
}

/** Return as much as fits of a long text, with its first hit in view. */
function excerpt(characters) {
  const first = characters.findIndex((one) => one.hit);
  const start = first > EXCERPT * 0.8 ? first - EXCERPT / 2 : 0;
  const end = start + EXCERPT;
  const gap = { character: "…", hit: false };
  return [...(start ? [gap] : []), ...characters.slice(start, end), ...(end < characters.length ? [gap] : [])];
}

/** Return text and <mark> elements for characters. */
function painted(characters) {
  const runs = [];
  for (const { character, hit } of characters) {
    if (runs.at(-1)?.hit === hit) runs.at(-1).text += character;
    else runs.push({ text: character, hit });
  }
  return runs.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
}

/** Return the list entry for one hit. */
async function entry(hit, parts, root) {
  const { raw_url: url, meta } = await hit.data();
  const link = element("a", { href: new URL(url, root).href }, ...painted(match(meta.title, parts)));
  const summary = painted(excerpt(match(meta.summary ?? "", parts)));
  const facts = [KINDS[meta.kind], meta.department, meta.category, meta.risk, meta.stage]
    .filter(Boolean)
    .map((fact) => element("li", {}, fact));
  if (meta.code) facts.push(element("li", { className: "search-code" }, ...painted(match(meta.code, parts))));
  return element(
    "li",
    { className: "card" },
    element("h2", { className: "card__title" }, link),
    ...(summary.length ? [element("p", { className: "card__text" }, ...summary)] : []),
    element("ul", { className: "facts" }, ...facts),
  );
}

/** Return a list of hits and the button that lengthens it. */
async function listing({ hits, parts }, root) {
  const list = element("ol", { className: "cards search-hits" });
  const button = element("button", { type: "button", className: "search-more" }, "显示更多");
  const lengthen = async () => {
    const shown = list.childElementCount;
    list.append(...(await Promise.all(hits.slice(shown, shown + BATCH).map((hit) => entry(hit, parts, root)))));
    button.hidden = list.childElementCount >= hits.length;
    return list.children[shown];
  };
  button.addEventListener("click", async () => {
    button.disabled = true; // a second click would add the same hits again
    try {
      const first = await lengthen();
      first.querySelector("a").focus();
    } finally {
      button.disabled = false;
    }
  });
  await lengthen();
  return [list, button];
}

/** Return what to do when nothing was found. */
function advice(feedback) {
  const ways = [["换一个说法，或者只写其中最要紧的两三个字，写拼音也可以。"], ["也可以从目录进入，按部门、类别或者主题查。"]];
  if (feedback) {
    const link = element("a", { href: feedback, rel: "noopener noreferrer" }, "告诉我们您要找什么");
    ways.push(["还是找不到，可能是目录漏了：", link, "。"]);
  }
  return [element("ul", {}, ...ways.map((way) => element("li", {}, ...way)))];
}

function outcome({ way, hits, parts }, query) {
  const count = hits.length;
  if (!count) return `没有找到与“${query}”有关的内容`;
  if (way === "spoken") return `按拼音找到 ${count} 条与“${query}”有关的结果`;
  if (way === "scattered") return `没有与“${query}”完全一致的内容，以下 ${count} 条含有其中的每一部分（编码可以只写开头）`;
  if (way === "nearest") {
    const pieces = parts.map((part) => `“${part.replaceAll(" ", "")}”`).join("和");
    return `没有与“${query}”一致的内容，最接近的是含有${pieces}的 ${count} 条`;
  }
  return `找到 ${count} 条与“${query}”有关的结果`;
}

// --- the page --------------------------------------------------------------------------------------------------------

let engine;

/** Load Pagefind once; after a failure the next call tries again. */
function load(form) {
  const address = new URL(form.dataset.pagefind, document.baseURI);
  engine ??= import(address.href).then(async (pagefind) => {
    await pagefind.init();
    return { pagefind, simplified: simplifying(new URL("simplified.json", address)) };
  });
  engine.catch(() => { engine = undefined; });
  return engine;
}

/** Return a function that puts simplified characters for traditional ones; it loads their table when first called. */
function simplifying(address) {
  let table;
  return async (text) => {
    table ??= fetch(address).then((answer) => answer.json()).then(({ traditional, simplified }) => {
      const counterparts = Array.from(simplified);
      return new Map(Array.from(traditional, (character, index) => [character, counterparts[index]]));
    });
    table.catch(() => { table = undefined; });
    const known = await table;
    return Array.from(text, (character) => known.get(character) ?? character).join("");
  };
}

/** Make a page's forms answer below themselves, in step with the typing and with the page's address. */
function answer(forms, results) {
  const root = new URL(forms[0].dataset.searchRoot, document.baseURI);
  const inputs = forms.map((form) => form.elements.namedItem("q"));
  const status = document.querySelector("[data-search-status]");
  let turn = 0;
  let timer;

  const show = async (query) => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    const say = (text, ...content) => {
      if (mine !== turn) return; // the reader has typed on
      status.textContent = text;
      results.replaceChildren(...content);
    };
    remember(query);
    if (!spaced(query)) return say("");
    const waiting = setTimeout(() => say("正在搜索……", ...results.childNodes), PATIENCE);
    try {
      const found = await find(await load(forms[0]), query);
      const content = found.hits.length ? await listing(found, root) : advice(results.dataset.feedback);
      return say(outcome(found, query.trim()), ...content);
    } catch {
      return say("搜索暂时不能使用，请稍后再试，或者从目录进入");
    } finally {
      clearTimeout(waiting);
    }
  };

  const follow = (input) => {
    for (const other of inputs) if (other !== input) other.value = input.value;
    clearTimeout(timer);
    timer = setTimeout(() => show(input.value), DELAY);
  };

  forms.forEach((form, index) => {
    const input = inputs[index];
    input.addEventListener("input", (event) => event.isComposing || follow(input)); // half a pinyin is no query
    input.addEventListener("compositionend", () => follow(input));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(input.value);
    });
  });

  const asked = new URLSearchParams(location.search).get("q") ?? "";
  for (const input of inputs) input.value = asked;
  if (asked) show(asked);
}

/** Keep the query in the address, so that a result list can be sent on and come back to. */
function remember(query) {
  const address = new URL(location.href);
  if (query.trim()) address.searchParams.set("q", query.trim());
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}

const forms = [...document.querySelectorAll('form[role="search"][data-pagefind]')];
for (const form of forms) form.addEventListener("focusin", () => load(form).catch(() => {}), { once: true });
const results = document.querySelector("[data-search-results]");
if (results && forms.length) answer(forms, results);

// The search boxes and the page of results. Nothing loads before a reader turns to a box.

import { find, levelled, load } from "./finding.js";

const DELAY = 200; // milliseconds without typing, then a search
const PATIENCE = 600; // milliseconds without an answer, then a word about it
const BATCH = 20;
const EXCERPT = 110; // characters of a summary

const KINDS = { department: "部门", law: "法律依据" };

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
  let plain = "";
  for (const one of characters) {
    const letters = levelled(one.character);
    plain += letters;
    for (let unit = 0; unit < letters.length; unit += 1) owners.push(one);
  }
  for (const part of parts) {
    for (let at = plain.indexOf(part); at >= 0; at = plain.indexOf(part, at + part.length)) {
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
  if (way === "nearest") {
    const pieces = parts.map((part) => `“${part}”`).join("和");
    return `没有与“${query}”一致的内容，最接近的是含有${pieces}的 ${count} 条`;
  }
  return `找到 ${count} 条与“${query}”有关的结果`;
}

// --- the page --------------------------------------------------------------------------------------------------------

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
    if (!levelled(query)) return say("");
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

// The page of results: its boxes, what narrows and sorts the results, and the page's address, all in step.

import { fitting, loadTable, readState, sorted, writeState } from "./facets.js";
import { clearing, fill, narrows, takeaways } from "./filters.js";
import { everything, find, levelled, load } from "./finding.js";
import { element, listing } from "./showing.js";

const DELAY = 200; // milliseconds without typing, then a search
const PATIENCE = 600; // milliseconds without an answer, then a word about it
const UNNARROWED = { chosen: new Map(), sort: "relevance" };
const FAILED = "搜索暂时不能使用，请稍后再试，或者从目录进入";

/** Return what to do when nothing was found. */
function advice(feedback) {
  const ways = [["换一个说法，或者只写其中最要紧的两三个字，写拼音也可以。"], ["也可以从目录进入，按部门、类别或者主题查。"]];
  if (feedback) {
    const link = element("a", { href: feedback, rel: "noopener noreferrer" }, "告诉我们您要找什么");
    ways.push(["还是找不到，可能是目录漏了：", link, "。"]);
  }
  return [element("ul", {}, ...ways.map((way) => element("li", {}, ...way)))];
}

/** Say how a query was found. */
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

/** Say what the choices left of what was found. */
function remainder(found, query, narrowed, left) {
  if (levelled(query)) {
    const told = outcome(found, query);
    if (!narrowed || !found.hits.length) return told;
    return left ? `${told}，筛选后 ${left} 条` : `${told}，筛选后没有剩下`;
  }
  if (!left) return "没有同时符合这些条件的事项";
  return narrowed ? `符合条件的事项有 ${left} 个` : `全部 ${left} 个事项`;
}

/** Return the hits that the choices leave, in their order; without words only items, which are all that have a row. */
function remaining(table, hits, { chosen, sort }, asked) {
  const fit = new Set(fitting(table, rowsOf(table, hits), chosen));
  const left = asked && !narrows({ chosen }) ? hits : hits.filter(({ id }) => fit.has(table.rows.get(id)));
  return sorted(table, left, sort === "relevance" && !asked ? "name" : sort);
}

function rowsOf({ rows }, hits) {
  return hits.map(({ id }) => rows.get(id)).filter((row) => row !== undefined);
}

/** Make a page's forms answer below themselves, in step with the typing, the choices and the page's address. */
function answer(forms, results) {
  const root = new URL(forms[0].dataset.searchRoot, document.baseURI);
  const inputs = forms.map((form) => form.elements.namedItem("q"));
  const status = document.querySelector("[data-search-status]");
  const chosenRow = document.querySelector("[data-search-chosen]");
  const fold = document.querySelector("[data-filters]");
  let state = { query: "", ...UNNARROWED };
  let table; // of what to filter and sort by, once a reader does
  let update; // brings the fold up to date
  let turn = 0;
  let timer;

  const narrow = async () => {
    if (table) return;
    const loaded = await loadTable(new URL(fold.dataset.facets, document.baseURI).href);
    if (table) return; // asked for twice
    table = loaded;
    state = { ...state, ...readState(table, "") };
    update = fill(fold, table, change);
  };

  const show = async () => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    const [known, wanted] = [table, state];
    const { query, chosen, sort } = wanted;
    const asked = levelled(query) !== "";
    const narrowed = narrows(wanted);
    const say = (text, ...content) => {
      if (mine !== turn) return; // the reader has gone on
      status.textContent = text;
      results.replaceChildren(...content);
    };
    chosenRow.replaceChildren(...(known ? takeaways(known, chosen, change) : []));
    if (!asked && !narrowed && sort === "relevance") {
      update?.([...known.rows.values()], wanted, asked);
      return say("");
    }
    const waiting = setTimeout(() => say("正在搜索……", ...results.childNodes), PATIENCE);
    try {
      const engine = await load(forms[0]);
      const found = asked ? await find(engine, query) : { hits: await everything(engine), parts: [] };
      if (mine !== turn) return undefined;
      const hits = known ? remaining(known, found.hits, wanted, asked) : found.hits;
      if (known) update(rowsOf(known, found.hits), wanted, asked);
      const content = hits.length ? await listing(hits, found.parts, root)
        : narrowed && found.hits.length ? [element("p", {}, "可以去掉几个条件再看。"), clearing("清除全部条件", chosen, change)]
          : advice(results.dataset.feedback);
      return say(remainder(found, query, narrowed, hits.length), ...content);
    } catch {
      return say(FAILED);
    } finally {
      clearTimeout(waiting);
    }
  };

  /** Take over a new order or choices; where a chosen value was taken away, the keyboard goes on at the next. */
  const change = async (news, place) => {
    state = { ...state, query: inputs[0].value.trim(), ...news }; // the reader may have typed just now
    history.pushState(null, "", address(state));
    const stood = document.activeElement;
    const goOn = () => {
      if (stood.isConnected || document.activeElement !== document.body) return;
      const left = chosenRow.querySelectorAll("li button");
      (left[Math.min(place, left.length - 1)] ?? fold.querySelector("summary")).focus();
    };
    const shown = show();
    goOn();
    await shown;
    goOn();
  };

  const restore = async () => {
    const asked = location.search;
    const words = new URLSearchParams(asked);
    state = { ...state, query: (words.get("q") ?? "").trim() };
    for (const input of inputs) input.value = state.query;
    words.delete("q");
    try {
      if ([...words].length) await narrow();
    } catch {
      status.textContent = FAILED;
      return;
    }
    if (table) state = { ...state, ...readState(table, asked) };
    if (narrows(state) || state.sort !== "relevance") fold.open = true;
    if (table || state.query) await show();
  };

  const follow = (input) => {
    for (const other of inputs) if (other !== input) other.value = input.value;
    clearTimeout(timer);
    timer = setTimeout(() => take(input), DELAY);
  };

  /** Search for what stands in a box, and keep it in the address, so that the results can be sent on and come back to. */
  const take = (input) => {
    state = { ...state, query: input.value.trim() };
    history.replaceState(null, "", address(state));
    show();
  };

  forms.forEach((form, index) => {
    const input = inputs[index];
    input.addEventListener("input", (event) => event.isComposing || follow(input)); // half a pinyin is no query
    input.addEventListener("compositionend", () => follow(input));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take(input);
    });
  });
  fold.hidden = false;
  fold.addEventListener("toggle", async () => {
    if (!fold.open || table) return;
    const note = element("p", { role: "status" }, "");
    fold.append(note);
    try {
      await narrow();
      note.remove();
      await show();
    } catch {
      note.textContent = "筛选暂时不能使用，请关上再打开试试";
      fold.addEventListener("toggle", () => note.remove(), { once: true });
    }
  });
  addEventListener("popstate", restore);
  restore();
}

/** Return the address of the page in a state. */
function address({ query, chosen, sort }) {
  const asked = writeState(query, { chosen, sort });
  return asked ? `?${asked}` : location.pathname;
}

answer([...document.querySelectorAll('form[role="search"][data-pagefind]')], document.querySelector("[data-search-results]"));

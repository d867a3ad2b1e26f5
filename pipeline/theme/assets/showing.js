// How hits look: in the list of results, and their names wherever they are offered.

import { SHOWN, levelled } from "./finding.js";

const EXCERPT = 110; // characters of a summary

/** What a page is that is no item. */
export const KINDS = { department: "部门", law: "法律依据" };

/** Return a new element with properties and content. */
export function element(name, properties, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** Return the characters of a text, and of each whether it belongs to a part of the query. */
export function match(text, parts) {
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
export function painted(characters) {
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
export async function listing(hits, parts, root) {
  const list = element("ol", { className: "cards search-hits" });
  const button = element("button", { type: "button", className: "search-more" }, "显示更多");
  const lengthen = async () => {
    const shown = list.childElementCount;
    list.append(...(await Promise.all(hits.slice(shown, shown + SHOWN).map((hit) => entry(hit, parts, root)))));
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

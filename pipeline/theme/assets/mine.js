// What a reader keeps and has lately seen. It stays in the reader's own browser: nothing here sends anything. Whatever
// comes out of the store may have been written by anything else on this host, so it is proved and shown as text only.

import { element } from "./showing.js";

const ROOT = new URL("../", import.meta.url); // of this site: others may share its host
const KEY = `mine:${ROOT.pathname}`;
const MOST = { kept: 200, seen: 20 };
const LONGEST = 200; // characters of a name
const CODE = /^[0-9]{6}-[0-9]{2}-[A-Z]{2}-[0-9]{4}(?:-[0-9]{2})?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

// --- the store -------------------------------------------------------------------------------------------------------

/** Tell whether the browser keeps anything for us: readers may forbid it. */
function available() {
  try {
    localStorage.setItem(`${KEY}?`, "");
    localStorage.removeItem(`${KEY}?`);
    return true;
  } catch {
    return false;
  }
}

/** Return both lists, newest first, without what is no entry of ours. */
function read() {
  let stored;
  try {
    stored = JSON.parse(localStorage.getItem(KEY));
  } catch {
    stored = null;
  }
  return Object.fromEntries(Object.entries(MOST).map(([list, most]) => {
    const entries = Array.isArray(stored?.[list]) ? stored[list] : [];
    return [list, entries.filter(isEntry).slice(0, most)];
  }));
}

function isEntry(one) {
  const fits = (value, pattern) => typeof value === "string" && value.length <= LONGEST && pattern.test(value);
  return fits(one?.code, CODE) && fits(one.day, DAY) && fits(one.name, /./) && fits(one.department, /./);
}

/** Change one list: put an entry first, or take it out. */
function change(list, entry, keep) {
  const mine = read();
  const others = mine[list].filter((one) => one.code !== entry.code);
  write({ ...mine, [list]: keep ? [entry, ...others].slice(0, MOST[list]) : others });
}

function write(mine) {
  try {
    localStorage.setItem(KEY, JSON.stringify(mine));
  } catch {
    // Full: the lists stay as they were, and so does what the page shows of them.
  }
}

// --- the page of a power ---------------------------------------------------------------------------------------------

function serve(button) {
  const { code, name, department } = button.dataset;
  const entry = { code, name, department, day: new Date().toLocaleDateString("sv-SE") }; // 2026-11-20
  const kept = () => read().kept.some((one) => one.code === code);
  const show = () => button.setAttribute("aria-pressed", String(kept()));
  button.addEventListener("click", () => {
    change("kept", entry, !kept());
    show();
  });
  for (const event of ["pageshow", "storage"]) addEventListener(event, show);
  change("seen", entry, true);
  button.hidden = false;
}

// --- the page of what is mine ----------------------------------------------------------------------------------------

function list(section) {
  const name = section.dataset.mine;
  const heading = section.querySelector("h2");
  const [entries, empty, clear] = ["ul", "[data-empty]", "[data-clear]"].map((one) => section.querySelector(one));
  const show = () => {
    const mine = read()[name];
    entries.replaceChildren(...mine.map((entry) => line(entry, () => {
      const place = [...entries.children].findIndex((one) => one.contains(document.activeElement));
      change(name, entry, false);
      show();
      (entries.querySelectorAll("button")[place] ?? heading).focus(); // the next one, or where the list began
    })));
    empty.hidden = mine.length > 0;
    clear.hidden = !mine.length;
  };
  clear.addEventListener("click", () => {
    write({ ...read(), [name]: [] });
    show();
    heading.focus();
  });
  for (const event of ["pageshow", "storage"]) addEventListener(event, show);
  section.hidden = false;
}

/** Return an entry as a line with a button that takes it out. */
function line({ code, name, department, day }, remove) {
  const link = element("a", { href: new URL(`items/${code}/`, ROOT) }, name);
  const [year, month, date] = day.split("-").map(Number);
  const about = element("span", { className: "sub" }, `${department}，${year} 年 ${month} 月 ${date} 日`);
  const button = element("button", { type: "button", className: "tool" }, "移除");
  button.setAttribute("aria-label", `移除${name}`);
  button.addEventListener("click", remove);
  return element("li", {}, element("div", {}, link, about), button);
}

const lacking = available() ? "nothing" : "storage";
if (lacking === "nothing") {
  document.querySelectorAll("[data-keep]").forEach(serve);
  document.querySelectorAll("[data-mine]").forEach(list);
}
for (const told of document.querySelectorAll("[data-without]")) told.hidden = told.dataset.without !== lacking;

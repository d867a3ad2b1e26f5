// Suggestions under a search box while one types: a combobox whose list takes the arrow keys and leaves the text alone.
// With none chosen, Enter submits the form as it would without script.

import { find, levelled, load } from "./finding.js";
import { KINDS, element, match, painted } from "./showing.js";

const DELAY = 200; // milliseconds without typing, then suggestions
const MOST = 8;

/** Offer suggestions for the box of a form. */
export function suggest(form) {
  const input = form.elements.namedItem("q");
  const root = new URL(form.dataset.searchRoot, document.baseURI);
  const list = element("ul", { className: "suggestions", id: `${input.id}-suggestions`, role: "listbox", ariaLabel: "建议", hidden: true });
  const told = element("p", { className: "unseen", role: "status" });
  let turn = 0;
  let timer;

  const options = () => [...list.children];
  const chosen = () => options().find((option) => option.ariaSelected === "true");

  const choose = (option) => {
    for (const one of options()) one.ariaSelected = String(one === option);
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const open = (on) => {
    list.hidden = !on;
    input.ariaExpanded = String(on);
    if (!on) choose();
  };

  const close = () => {
    clearTimeout(timer);
    turn += 1; // an answer on its way is late now
    told.textContent = "";
    open(false);
  };

  const offer = async () => {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    if (!levelled(input.value)) {
      close();
      return;
    }
    try {
      const { hits, parts } = await find(await load(form), input.value);
      const pages = await Promise.all(hits.slice(0, MOST).map((hit) => hit.data()));
      if (mine !== turn) return; // the reader has typed on, or left
      list.replaceChildren(...pages.map((page, place) => suggestion(page, parts, root, `${list.id}-${place}`)));
      open(pages.length > 0);
      told.textContent = pages.length ? `有 ${pages.length} 条建议，按上下方向键选择` : "没有建议，可以按回车键搜索";
    } catch {
      close(); // the page of results will say what is the matter
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, DELAY);
  };

  const moves = {
    ArrowDown: (all, at) => all[at + 1], // past either end none is chosen, and Enter submits
    ArrowUp: (all, at) => (at < 0 ? all.at(-1) : all[at - 1]),
  };

  const press = (event) => {
    if (event.isComposing) return; // the keys belong to the input method
    const { key } = event;
    if (key === "Escape" && !list.hidden) {
      event.preventDefault(); // which would empty the box
      close();
    } else if (key === "Enter" && chosen()) {
      event.preventDefault();
      follow(chosen());
    } else if (moves[key] && list.hidden) {
      event.preventDefault();
      if (key === "ArrowDown") offer();
    } else if (moves[key]) {
      event.preventDefault();
      choose(moves[key](options(), options().indexOf(chosen())));
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) {
      choose(); // the reader is back in the text
    }
  };

  const follow = (option) => location.assign(option.dataset.href);

  form.append(list, told);
  Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) follow(option);
  });
}

/** Return the option for one page. */
function suggestion({ raw_url: url, meta }, parts, root, id) {
  const name = element("span", {}, ...painted(match(meta.title, parts)));
  const about = element("span", { className: "suggestion__about" }, meta.department ?? KINDS[meta.kind] ?? "");
  const option = element("li", { className: "suggestion", id, role: "option", ariaSelected: "false" }, name, " ", about);
  option.dataset.href = new URL(url, root).href;
  return option;
}

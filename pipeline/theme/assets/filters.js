// What a reader narrows and sorts by: a fold with every choice and how many results it would leave, and a row of what
// is chosen, each to be taken away again. All is made from the table once a reader asks for it.

import { SORTS, counted } from "./facets.js";
import { element } from "./showing.js";

/**
 * Fill a fold with the choices; `change` hears of the new order or choices. Return a function that brings all up to date
 * for the rows found and what is chosen.
 */
export function fill(fold, table, change) {
  const order = element("select", { id: "sort" });
  order.append(...Object.entries(SORTS).map(([value, text]) => element("option", { value }, text)));
  order.addEventListener("change", () => change({ sort: order.value }));
  const groups = table.facets.map((facet) => group(facet, () => change({ chosen: new Map(groups.map((one) => one.read())) })));
  const label = element("label", { className: "filters__sort", htmlFor: order.id }, "排序");
  const close = element("button", { type: "button", className: "button filters__close" }, "收起，看结果");
  close.addEventListener("click", () => {
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  const folds = groups.map((one) => one.fold);
  const body = element("div", { className: "filters__body", hidden: true }, label, order, ...folds, close);
  fold.append(body);
  return (rows, { chosen, sort }, asked) => {
    order.options[0].hidden = order.options[0].disabled = !asked; // nothing is the nearest to no words
    order.value = sort === "relevance" && !asked ? "name" : sort;
    body.hidden = false; // before, no box would tell the truth
    for (const one of groups) one.show(counted(table, rows, chosen, one.facet), chosen.get(one.facet.id));
  };
}

/** Make the choices of one facet. */
function group(facet, change) {
  const choices = facet.values.map(({ id, title }) => {
    const box = element("input", { type: "checkbox", name: facet.id, value: id });
    const count = element("span", { className: "count" });
    return { id, box, count, label: element("label", { className: "choice" }, box, element("span", {}, title), count) };
  });
  const note = element("span", { className: "count" });
  const legend = element("legend", { className: "unseen" }, facet.title);
  const fold = element(
    "details",
    { className: "facet" },
    element("summary", {}, facet.title, " ", note),
    element("fieldset", {}, legend, ...choices.map(({ label }) => label)),
  );
  fold.addEventListener("change", change);
  const show = (counts, chosen) => {
    if (choices.some(({ id, box }) => chosen.has(id) && !box.checked)) fold.open = true; // the choice came from elsewhere
    choices.forEach(({ id, box, count, label }, place) => {
      box.checked = chosen.has(id);
      count.textContent = `${counts[place]} 项`;
      // What the reader stands on stays, though it has become empty.
      label.hidden = !counts[place] && !box.checked && document.activeElement !== box;
    });
    note.textContent = chosen.size ? `已选 ${chosen.size} 项` : "";
    fold.hidden = choices.every(({ label }) => label.hidden);
  };
  return { facet, fold, show, read: () => [facet.id, new Set(choices.filter(({ box }) => box.checked).map(({ id }) => id))] };
}

/** Tell whether any value is chosen. */
export function narrows({ chosen }) {
  return [...chosen.values()].some((values) => values.size);
}

/** Return a button for every value chosen, to take it away, and one for all; `change` hears of the new choices. */
export function takeaways({ facets }, chosen, change) {
  const values = facets.flatMap((facet) => facet.values.filter(({ id }) => chosen.get(facet.id).has(id)).map((value) => (
    { facet, value }
  )));
  if (!values.length) return [];
  const buttons = values.map(({ facet, value }, place) => {
    const button = element("button", { type: "button", className: "takeaway", ariaLabel: `移除 ${value.title}` }, value.title);
    button.addEventListener("click", () => {
      const left = [...chosen.get(facet.id)].filter((id) => id !== value.id);
      change({ chosen: new Map(chosen).set(facet.id, new Set(left)) }, place);
    });
    return element("li", {}, button);
  });
  return [element("ul", { className: "takeaways", ariaLabel: "筛选条件" }, ...buttons), clearing("清除全部", chosen, change)];
}

/** Return a button that takes all choices away. */
export function clearing(text, chosen, change) {
  const button = element("button", { type: "button", className: "tool clear" }, text);
  button.addEventListener("click", () => change({ chosen: new Map([...chosen.keys()].map((id) => [id, new Set()])) }));
  return button;
}

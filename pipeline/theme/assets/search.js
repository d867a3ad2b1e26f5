// The search boxes of every page, with suggestions under them except where results.js shows the results. The index loads when
// a reader turns to a box.

import { load } from "./finding.js";
import { suggest } from "./suggest.js";

const answered = document.querySelector("[data-search-results]");
for (const form of document.querySelectorAll('form[role="search"][data-pagefind]')) {
  form.addEventListener("focusin", () => load(form).catch(() => {}), { once: true });
  if (!answered) suggest(form);
}

// The search boxes: suggestions under them, or, on the page of results, the results. The index loads when a reader turns to
// a box.

import { load } from "./finding.js";
import { suggest } from "./suggest.js";

const forms = [...document.querySelectorAll('form[role="search"][data-pagefind]')];
for (const form of forms) form.addEventListener("focusin", () => load(form).catch(() => {}), { once: true });
const results = document.querySelector("[data-search-results]");
if (results && forms.length) import("./results.js").then(({ answer }) => answer(forms, results));
else forms.forEach(suggest);

// Three comforts a page can do without: large letters, a folded menu on small screens, and buttons that copy or print.
// Runs before the page is drawn, so that the reader's choice of letters holds from the first moment.

const page = document.documentElement;
const LARGE = "large-text";
const status = document.createElement("p"); // tells those who listen what a button has done
status.className = "unseen";
status.setAttribute("role", "status");

/** Read or write the reader's choice; browsers may forbid storage, and then nothing is remembered. */
function remembered(value) {
  try {
    if (value === undefined) return localStorage.getItem(LARGE) === "yes";
    localStorage.setItem(LARGE, value ? "yes" : "no");
    return value;
  } catch {
    return value ?? false;
  }
}

function enlarge(on) {
  page.classList.toggle("large-text", on);
  for (const button of document.querySelectorAll("[data-large-text]")) button.setAttribute("aria-pressed", String(on));
}

/** Show a button that only script can serve, and serve it. */
function serve(selector, action) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => action(button));
  }
}

const isOpen = (button) => button.getAttribute("aria-expanded") === "true";

function toggleMenu(button) {
  const open = !isOpen(button), menu = document.getElementById(button.getAttribute("aria-controls"));
  // What is about to vanish must not keep the focus.
  if (menu.contains(document.activeElement)) button.focus();
  button.setAttribute("aria-expanded", String(open));
  menu.classList.toggle("ways--open", open);
}

/** Copy what a button holds, or, where it holds nothing, the address of this page; say how it went. */
async function copy(button) {
  const label = (button.dataset.label ??= button.textContent);
  try {
    await navigator.clipboard.writeText(button.dataset.copy || location.href.split("#")[0]);
    button.textContent = "已复制";
  } catch {
    button.textContent = "请手动复制";
  }
  status.textContent = button.textContent;
  setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
}

page.classList.replace("no-js", "js");
enlarge(remembered());
document.addEventListener("DOMContentLoaded", () => {
  enlarge(remembered());
  document.body.append(status);
  serve("[data-large-text]", () => enlarge(remembered(!page.classList.contains("large-text"))));
  serve("[data-menu]", toggleMenu);
  serve("[data-copy]", copy);
  serve("[data-print]", () => print());
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") Array.from(document.querySelectorAll("[data-menu]")).filter(isOpen).forEach(toggleMenu);
});
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});

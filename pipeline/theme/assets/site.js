// Three comforts a page can do without: large letters, a folded menu on small screens, and buttons that copy or print.
// Runs before the page is drawn, so that the reader's choice of letters holds from the first moment.

const page = document.documentElement;
const LARGE = "large-text";

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

async function copy(button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "已复制";
  } catch {
    button.textContent = "请手动复制";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}

page.classList.replace("no-js", "js");
enlarge(remembered());
document.addEventListener("DOMContentLoaded", () => {
  enlarge(remembered());
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

// Marks in the contents of a long page the section that is being read, and keeps its link in sight.

const UPPER_PART = "0px 0px -75% 0px"; // of the window: what stands there is being read

const contents = document.querySelector(".contents");
const links = new Map(Array.from(contents.querySelectorAll("a"), (link) => [link.hash.slice(1), link]));
const sections = Array.from(document.querySelectorAll(".section"));
const footer = document.querySelector(".footer");
const seen = new Set();

/** Mark the first section in the upper part of the window; at the end of the page the last, which may never get there. */
function mark() {
  const current = seen.has(footer) ? sections.at(-1) : sections.find((section) => seen.has(section));
  const link = links.get(current?.getAttribute("aria-labelledby"));
  for (const other of links.values()) {
    if (other === link) other.setAttribute("aria-current", "location");
    else other.removeAttribute("aria-current");
  }
  if (link) reveal(link);
}

/** Scroll the contents, and nothing else, until a link shows. */
function reveal(link) {
  const above = link.offsetTop - contents.scrollTop;
  if (above < 0 || above + link.offsetHeight > contents.clientHeight) {
    contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
  }
}

function watch(targets, { threshold = 0, rootMargin }) {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, intersectionRatio, target } of entries) {
      seen[isIntersecting && intersectionRatio >= threshold ? "add" : "delete"](target);
    }
    mark();
  }, { threshold, rootMargin });
  for (const target of targets) observer.observe(target);
}

watch(sections, { rootMargin: UPPER_PART });
watch([footer], { threshold: .9 });

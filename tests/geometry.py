"""What a browser measures of a chart it has laid out: does every word stay in its box, do boxes keep apart."""

from __future__ import annotations

FAULTS = """svg => {
  const ink = 0.45 * 14, faults = [], boxes = [];
  const view = svg.viewBox.baseVal;
  for (const node of svg.querySelectorAll('g.node')) {
    const outline = node.querySelector(':scope > :is(rect, polygon):not(.bar)');
    const texts = [...node.querySelectorAll('text')];
    for (const text of texts) {
      const box = text.getBBox(), middle = box.y + box.height / 2;
      if (box.x < 0 || box.x + box.width > view.width) faults.push(`“${text.textContent}” leaves the picture`);
      if (!outline) continue;
      for (const x of [box.x, box.x + box.width]) {
        for (const y of [middle - ink, middle + ink]) {
          if (!outline.isPointInFill(new DOMPoint(x, y))) faults.push(`“${text.textContent}” leaves its shape`);
        }
      }
    }
    const own = outline ? [outline] : texts;
    const frames = own.map(one => one.getBBox());
    const left = Math.min(...frames.map(one => one.x)), right = Math.max(...frames.map(one => one.x + one.width));
    const top = Math.min(...frames.map(one => one.y)), bottom = Math.max(...frames.map(one => one.y + one.height));
    boxes.push({ left, right, top, bottom, name: texts[0].textContent });
  }
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 1 && down > 1) faults.push(`“${one.name}” overlaps “${other.name}”`);
    }
  });
  return faults;
}"""
"""Takes an ``<svg>`` element, returns the faults found; empty is good."""

SMALLEST = """svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize));
  return Math.min(...sizes) * scale;
}"""
"""Takes an ``<svg>`` element, returns the size in pixels at which its smallest letters stand on the screen."""

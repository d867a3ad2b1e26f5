"""Take the README's screenshot of the built site: tools/screenshot.py [build/site] → docs/images/item.png."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/site").resolve()
PAGE = "items/511900-37-XK-0001/index.html"

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1120, "height": 800})
    page.goto((SITE / PAGE).as_uri())
    page.screenshot(path=ROOT / "docs/images/item.png")
    browser.close()

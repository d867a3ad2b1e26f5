"""Write a large catalogue that does not exist: the sample items over and over, under new codes and names.

Usage: python benchmarks/synthetic.py FOLDER [--items 10000] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import Counter
from pathlib import Path

CATALOGUE = Path(__file__).parent.parent
_WORDS = ("城区", "乡镇", "园区", "学校", "工地", "河道", "市场", "社区", "林区", "车站", "库区", "景区")


def main() -> None:
    """Read the arguments and write the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(CATALOGUE, given.folder, given.items, random.Random(given.seed))  # noqa: S311  # samples are not secrets


def write(catalogue: Path, folder: Path, items: int, chance: random.Random) -> None:
    """Copy settings and registers as they are, and write as many items as asked for; the same seed, the same bytes."""
    folder.mkdir(parents=True)
    shutil.copyfile(catalogue / "catalogue.yml", folder / "catalogue.yml")
    for name in ("departments", "laws", "vocabularies"):
        shutil.copytree(catalogue / "data" / name, folder / "data" / name)
    samples = sorted((catalogue / "data/items").glob("*/*.yaml"))
    texts = [sample.read_text(encoding="utf-8") for sample in samples]
    used: Counter[str] = Counter()
    for number in range(items):
        choice = chance.randrange(len(samples))
        sample, text = samples[choice], texts[choice]
        stem = "-".join(sample.stem.split("-")[:3])  # a sub-item has one number more
        used[stem] += 1
        code = f"{stem}-{used[stem]:04}"
        path = folder / "data/items" / sample.parent.name / f"{code}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_renamed(text, sample.stem, code, number, chance), encoding="utf-8", newline="\n")


def _renamed(text: str, old: str, new: str, number: int, chance: random.Random) -> str:
    """Give an item a new code and a name of its own, and cut the ties to items that are not copied along."""
    text = re.sub(r"^related:\n(?:  - .*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^successor: .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^name: (.*)$", rf"name: \1（{chance.choice(_WORDS)}{number}）", text, count=1, flags=re.MULTILINE)
    return text.replace(f"code: {old}", f"code: {new}", 1)


if __name__ == "__main__":
    main()

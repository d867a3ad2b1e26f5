"""Spelling: pinyin as the words have it, and the traditional characters readers may type."""

from __future__ import annotations

import pytest

from pipeline.spelling import pronounced, simplifications


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("银行", "yin hang"),
        ("行政", "xing zheng"),
        ("重庆", "chong qing"),
        ("重大", "zhong da"),
        ("会计社会", "kuai ji she hui"),
        ("临时占用城市道路", "lin shi zhan yong cheng shi dao lu"),
        ("绿化", "lü hua"),
        ("（Ａ级）锅炉", "( A ji ) guo lu"),
        ("\U00020bb7", "\U00020bb7"),
    ],
)
def test_words_decide_the_sound(text: str, said: str) -> None:
    """A character with several readings has the one of its word; what has no reading stays."""
    assert pronounced(text) == said.split()


def test_only_what_the_texts_need_is_in_the_table() -> None:
    """Every regional form of a character of the texts is in the table, and no other."""
    assert simplifications(["占道", "卫生"]) == {"佔": "占", "衛": "卫", "衞": "卫"}
    assert simplifications([]) == {}


def test_characters_of_simplified_chinese_are_kept() -> None:
    """乾 is written in 乾隆 to this day, so where the texts have it, it does not become 干."""
    assert simplifications(["干"])["乾"] == "干"
    assert "乾" not in simplifications(["乾隆", "干"])


def test_traditional_texts_do_not_empty_the_table() -> None:
    """A text in traditional characters among others does not hide that these have simplified counterparts."""
    assert simplifications(["占道", "佔用"]) == {"佔": "占"}

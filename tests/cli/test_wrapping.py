"""Lines broken by terminal cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.cli.wrapping import wrapped
from breeding_center.text import cells

WORDS = st.text(st.sampled_from("ab 七仔，。（）-1\u0301"), max_size=60)


@given(WORDS, st.integers(min_value=4, max_value=30))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_breaks_between_characters_and_keeps_its_punctuation() -> None:
    assert wrapped("今天喂竹子，明天称体重。", 10) == ["今天喂竹", "子，明天称", "体重。"]
    assert all(line[0] not in "，。" for line in wrapped("今天喂竹子，明天称体重。" * 3, 10))


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("weigh the leftovers", 12) == ["weigh the", "leftovers"]


@pytest.mark.parametrize("text", ["", " "])
def test_empty_text_is_one_empty_line(text: str) -> None:
    assert wrapped(text, 10) == [""]


def test_first_line_and_others_are_indented_apart() -> None:
    assert wrapped("aa bb cc", 8, first="x: ", rest="   ") == ["x: aa bb", "   cc"]

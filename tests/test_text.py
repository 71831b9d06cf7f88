"""Words: translation, text that is safe on a screen, what people may enter, names that can be found."""

import gettext
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from breeding_center import text
from breeding_center.errors import NotUnderstood
from breeding_center.text import (
    N_,
    _,
    as_typed,
    cells,
    clip,
    fold,
    free_text,
    joined,
    language,
    language_from_environment,
    listed,
    n_,
    one_line,
    pad,
    pick,
    safe_text,
    search_key,
    sentences,
    set_language,
    shown,
)


@pytest.fixture(autouse=True)
def _own_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test speaks, the next one starts in English."""
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    set_language("en")


# ---------------------------------------------------------------- translation


def test_chinese_is_spoken_once_it_is_chosen() -> None:
    assert _("unknown") == "unknown"
    set_language("zh")
    assert language() == "zh"
    assert _("unknown") == "未知"
    assert n_("{n} day", "{n} days", 3).format(n=3) == "3 天"
    set_language("en")
    assert n_("{n} day", "{n} days", 1).format(n=1) == "1 day"


def test_a_text_without_a_translation_is_spoken_in_english() -> None:
    set_language("zh")
    assert _("no such message in any catalog") == "no such message in any catalog"
    assert _("") == ""
    assert N_("unknown") == "unknown"


def test_click_speaks_the_same_language() -> None:
    set_language("zh")
    assert gettext.gettext("Show this message and exit.") == "显示此说明并退出。"
    set_language("en")
    assert gettext.gettext("Show this message and exit.") == "Show this message and exit."


def test_pseudo_language_marks_every_translated_text() -> None:
    set_language(text.PSEUDO_LANGUAGE)
    assert _("unknown") == "⟦unknown⟧"
    assert n_("{n} day", "{n} days", 2) == "⟦{n} days⟧"


@pytest.mark.parametrize(
    ("code", "spoken"), [("zh", "zh"), ("zh_CN.UTF-8", "zh"), ("zh-Hans", "zh"), ("en_US", "en"), ("EN", "en")]
)
def test_language_is_known_by_its_locale_names(code: str, spoken: str) -> None:
    set_language(code)
    assert language() == spoken


def test_unknown_language_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="'fr' is not known"):
        set_language("fr")


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language_of_the_environment(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], spoken: str) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    assert language_from_environment() == spoken


def test_names_follow_the_language_and_fall_back_to_the_other() -> None:
    assert (pick("Qizai", "七仔"), pick(None, "七仔"), pick(None, None)) == ("Qizai", "七仔", "")
    set_language("zh")
    assert (pick("Qizai", "七仔"), pick("Qizai", None)) == ("七仔", "Qizai")


def test_lists_in_sentences_have_the_marks_of_the_language() -> None:
    assert (listed(["a", "b", "c"]), joined(["a", "b"]), listed([])) == ("a, b, c", "a; b", "")
    set_language("zh")
    assert (listed(["a", "b", "c"]), joined(["a", "b"])) == ("a、b、c", "a；b")


def test_importing_loads_no_catalog_and_no_pinyin() -> None:
    program = (
        "import sys, breeding_center.text; print([m for m in ('gettext', 'pypinyin', 'locale') if m in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert answer.stdout.strip() == "[]"


# ---------------------------------------------------------------- text on a screen


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x1b[2J", "␛[2J"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x1b]8;;http://evil.example\x1b\\", "␛]8;;http://evil.example␛\\"),
        ("\x9b31m", "‹U+009B›31m"),
        ("gone\rback", "gone␍back"),
        ("abc\b\b\b", "abc␈␈␈"),
        ("\u202egnp.exe", "‹U+202E›gnp.exe"),
        ("a\u200bb", "a‹U+200B›b"),
        ("\x7f", "␡"),
        ("\ud800", "‹U+D800›"),
        ("[/red] [b + [@click=app.quit]", "[/red] [b + [@click=app.quit]"),
        ("七仔 Qizai", "七仔 Qizai"),
        ("one\ntwo", "one␊two"),
        ("\u0301x", "◌\u0301x"),
    ],
)
def test_nothing_in_a_record_steers_the_terminal(written: str, seen: str) -> None:
    assert safe_text(written) == seen


def test_a_pile_of_combining_marks_is_clipped() -> None:
    assert safe_text("e" + "\u0301" * 200 + "x") == "e" + "\u0301" * 4 + "x"


def test_lines_of_a_note_stay_lines() -> None:
    assert safe_text("one\n\ttwo\x1b", lines=True) == "one\n\ttwo␛"


@given(st.text())
def test_safe_text_is_safe_and_stays_as_it_is(written: str) -> None:
    safe = safe_text(written)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in safe)
    assert safe_text(safe) == safe


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Qizai",
        "七仔",
        "e\u0301",
        "❤\ufe0f",
        "👩\u200d⚕\ufe0f",
        "👍🏽",
        "①",
        "♀",
        "🇨🇳",
        "ｗ",
        "한",
        "─",
        "七\u0301仔",
    ],
)
def test_width_is_what_rich_and_textual_measure(written: str) -> None:
    assert cells(written) == cell_len(written)


def test_columns_of_chinese_and_latin_line_up() -> None:
    assert pad("七仔", 6) == "七仔  "
    assert pad("七仔", 6, right=True) == "  七仔"
    assert pad("七仔", 2) == "七仔"
    assert (clip("秦岭大熊猫", 6), clip("秦岭大熊猫", 5), clip("秦岭", 4), clip("秦岭", 0)) == (
        "秦岭…",
        "秦岭…",
        "秦岭",
        "",
    )


@given(st.text(), st.integers(1, 30))
def test_clipped_text_fits(written: str, width: int) -> None:
    assert cells(clip(written, width)) <= width


def test_what_is_quoted_is_short_and_safe() -> None:
    assert cells(shown("\x1b" * 5000)) == 40


# ---------------------------------------------------------------- text that people enter


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "nothing is written"),
        (" \t\u3000", "nothing is written"),
        ("\u200b\u200d\ufeff", "nothing is written"),
        ("\u3164\u2800", "nothing is written"),
        ("\u0301", "nothing is written"),
        ("a\0b", "NUL"),
        ("a\ud800", "half a character"),
        ("x" * 201, "201 characters are too many, at most 200"),
        ("x" * 10_000_000, "10000000 characters are too many"),
        ("a\nb", "one line"),
    ],
)
def test_names_that_cannot_be_kept_are_refused(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as refused:
        one_line(written, "name")
    assert refused.value.sentence.startswith("name: ")
    assert len(refused.value.sentence) < 120


@pytest.mark.parametrize(
    "written",
    [
        "'; DROP TABLE animal",
        "%_",
        "--help",
        "[/red]",
        "gone\rback",
        "\x1b[2J",
        " spaced ",
        "=HYPERLINK()",
        "🐼",
        "七仔",
    ],
)
def test_odd_names_are_kept_verbatim(written: str) -> None:
    assert one_line(written, "name") == written


def test_names_are_kept_composed_and_notes_keep_their_lines() -> None:
    assert one_line("Cafe\u0301", "name") == "Café"
    assert one_line("e\u0301" * 200, "name") == "é" * 200
    assert free_text("one\ntwo", "note") == "one\ntwo"


def test_typed_numbers_become_plain_and_fractions_do_not() -> None:
    assert as_typed("１２．５ｋｇ") == "12.5kg"
    assert as_typed("١٢٫٥") == "12.5"
    assert as_typed("−4 ℃") == "-4 °C"
    assert as_typed("5² ½") == "5² ½"
    assert as_typed("２０１９－０５") == "2019-05"


# ---------------------------------------------------------------- names that can be found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("秦岭", "qinling ql"),
        ("重庆", "chongqing cq"),
        ("七仔", "qizai qizi qz"),
        ("7仔", "7zai 7zi 7z"),
        ("秦岭 Lou", "qinling lou ql lou"),
        ("Lou Sheng", "lou sheng lousheng"),
        ("ＱＩＺＡＩ", "qizai"),
    ],
)
def test_names_are_found_by_pinyin_and_initials(name: str, key: str) -> None:
    assert search_key(name) == key


def test_a_long_chinese_name_has_a_short_key() -> None:
    assert len(search_key("乐" * 20).split()) <= 16


def test_names_written_differently_are_the_same_when_folded() -> None:
    assert fold("Cafe\u0301  NO.\u200b1") == fold("CAFÉ no.１")


def test_chinese_sentences_stand_without_a_space() -> None:
    try:
        set_language("zh")
        assert sentences(["一。", "二。"]) == "一。二。"
    finally:
        set_language("en")
    assert sentences(["One.", "Two."]) == "One. Two."

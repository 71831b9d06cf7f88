"""Words for people: translation, text that is safe on a screen, names that can be found, columns that line up.

Importing this is cheap: catalogs and pinyin tables are loaded when they are first needed. Texts that people see are
English in the source; `_` and `n_` speak them in the language chosen, `N_` marks a text that is spoken later.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, product
from typing import TYPE_CHECKING

from breeding_center.errors import NotUnderstood
from breeding_center.resources import locale_directory

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
PSEUDO_LANGUAGE = "xx"  # every translated text in brackets: a screen's untranslated ones stand out
DOMAIN = "messages"  # the domain that Click's own messages are looked up in, so that one catalog serves both
_LOCALES = {"en": "en", "zh": "zh_Hans", PSEUDO_LANGUAGE: "en"}

_chosen: str | None = None
_loaded: "NullTranslations | None" = None


# ---------------------------------------------------------------- translation


def set_language(code: str) -> None:
    """Speaks `code` from now on: "en" or "zh", or a locale's name such as zh_CN.UTF-8."""
    global _chosen  # noqa: PLW0603 - one process speaks to one person
    known = code if code == PSEUDO_LANGUAGE else _known_language(code)
    if known is None:
        raise NotUnderstood(
            _("The language '{language}' is not known here: write en or zh.").format(language=shown(code))
        )
    import gettext

    _chosen = known
    # Click asks the standard library for its words, and that looks here.
    os.environ["LANGUAGE"] = _LOCALES[known]
    gettext.bindtextdomain(DOMAIN, str(locale_directory()))


def language() -> str:
    """The language spoken now: "en" or "zh"; the environment's until one is set."""
    return language_from_environment() if _chosen is None else _chosen


def language_from_environment() -> str:
    """The language that LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for (the first that is set), or else English."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable)
        if wanted:
            return next(filter(None, map(_known_language, wanted.split(":"))), "en")
    return "en"


def _known_language(code: str) -> str | None:
    main = code.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return main if main in LANGUAGES else None


def _(message: str) -> str:
    """The message in the language spoken now."""
    spoken = language()
    if spoken == "zh" and message:
        return _catalog().gettext(message)
    return f"⟦{message}⟧" if spoken == PSEUDO_LANGUAGE else message


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Marks a message for translation without translating it yet."""
    return message


def n_(singular: str, plural: str, n: int) -> str:
    """The message for one or for several, in the language spoken now; its {n} is still to be filled."""
    spoken = language()
    if spoken == "zh":
        return _catalog().ngettext(singular, plural, n)
    message = singular if n == 1 else plural
    return f"⟦{message}⟧" if spoken == PSEUDO_LANGUAGE else message


def pick(en: str | None, zh: str | None) -> str:
    """Whichever of the two names suits the language spoken now, or the other where that one is missing."""
    first, second = (zh, en) if language() == "zh" else (en, zh)
    return first or second or ""


def listed(parts: Iterable[str]) -> str:
    """The parts one after the other, apart by the comma of the language; for people, never for what is read back."""
    return _(", ").join(parts)


def titled(what: str, value: str) -> str:
    """What something is called and what is said of it, with the colon of the language between."""
    return _("{what}: {value}").format(what=what, value=value)


def joined(parts: Iterable[str]) -> str:
    """What is longer than a word, one after the other, apart by the semicolon of the language."""
    return _("; ").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after the other: a Chinese full stop brings its own space."""
    return ("" if language() == "zh" else " ").join(parts)


def _catalog() -> "NullTranslations":
    global _loaded  # noqa: PLW0603 - read once in the life of a process
    if _loaded is None:
        import gettext

        _loaded = gettext.translation(DOMAIN, str(locale_directory()), languages=[_LOCALES["zh"]], fallback=True)
    return _loaded


# ---------------------------------------------------------------- text on a screen

_MARKS_PER_LETTER = 4
# Letters to Unicode, nothing to the eye: fillers of Hangul and Khmer, the blank Braille cell, joiners.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
_UNSAFE_KINDS = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def safe_text(text: str, *, lines: bool = False) -> str:
    """The text as it may be printed: whatever could steer a terminal or hide is shown as a symbol.

    Control and escape characters, changes of writing direction, zero-width characters and lone surrogates are made
    visible, piles of combining marks are clipped. With `lines`, line breaks and tabs remain.
    """
    if text.isascii() and text.isprintable():
        return text
    safe: list[str] = []
    marks = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if not safe:
                safe.append("\u25cc")  # a mark with no letter would settle on whatever stands before the text
            if marks <= _MARKS_PER_LETTER:
                safe.append(character)
            continue
        marks = 0
        safe.append(character if lines and character in "\n\t" else _visible(character))
    return "".join(safe)


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _UNSAFE_KINDS:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"‹U+{code:04X}›"


def shown(text: str, limit: int = 40) -> str:
    """What somebody typed, safe and short enough to be quoted in a sentence."""
    return clip(safe_text(text[: limit + 1]), limit)


def cells(text: str) -> int:
    """How many columns the text takes in a terminal: 2 for a Chinese character, 0 for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(width for _character, width in _widths(text))


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width` columns; with `right`, set against the right edge."""
    spaces = " " * (width - cells(text))
    return spaces + text if right else text + spaces


def clip(text: str, width: int) -> str:
    """The text cut to at most `width` columns, ending in … where something was cut."""
    if cells(text) <= width:
        return text
    kept: list[str] = []
    room = width - 1
    for character, taken in _widths(text):
        room -= taken
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…" if width > 0 else ""


def _widths(text: str) -> Iterator[tuple[str, int]]:
    """Each character with the columns it adds to those before it."""
    before, joined = 0, False
    for character in text:
        code = ord(character)
        if joined and before:
            width = 0  # the second half of a joined emoji
        elif code == 0xFE0F:
            width = 1 if before == 1 else 0  # "as an emoji": a narrow symbol becomes a wide one
        elif 0x1F3FB <= code <= 0x1F3FF and before == 2:
            width = 0  # a skin tone
        else:
            width = _width(character, code)
        yield character, width
        joined = code == 0x200D
        if width:
            before = width


def _width(character: str, code: int) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc") and code != 0xAD:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    # Emoji younger than this Python's tables are unassigned to it, and two columns wide to terminals.
    return 2 if 0x1F900 <= code <= 0x1FAFF and unicodedata.category(character) == "Cn" else 1


# ---------------------------------------------------------------- text that people enter


def one_line(text: str, what: str, limit: int = 200) -> str:
    """A name or a short text as it is to be stored: `what` names it, in the language spoken, in a refusal."""
    kept = free_text(text, what, limit)
    if "\n" in kept:
        raise NotUnderstood(_("{what}: it must stand on one line.").format(what=what))
    return kept


def free_text(text: str, what: str, limit: int = 10_000) -> str:
    """A note as it is to be stored: in composed form (NFC), otherwise verbatim."""
    if len(text) <= 4 * limit:  # composing cannot shorten a text by more, and a huge one is not worth the time
        text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise NotUnderstood(
            _("{what}: {length} characters are too many, at most {limit} fit.").format(
                what=what, length=len(text), limit=limit
            )
        )
    if "\0" in text:
        raise NotUnderstood(_("{what}: it contains a NUL character, which cannot be stored.").format(what=what))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NotUnderstood(_("{what}: it contains half a character; it was not typed as UTF-8.").format(what=what))
    if not any(map(_can_be_seen, text)):
        raise NotUnderstood(_("{what}: nothing is written there that can be seen.").format(what=what))
    return text


def _can_be_seen(character: str) -> bool:
    if character.isspace() or character in _BLANK_LETTERS:
        return False
    return unicodedata.category(character) not in _UNSAFE_KINDS | {"Mn", "Me"}


def as_typed(text: str) -> str:
    """A typed number, quantity or date in plain characters: digits of any script and full-width signs become ASCII.

    Superscripts and fractions stay as they are: 5² must never be read as 52.
    """
    plain: list[str] = []
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Nd":
            plain.append(str(unicodedata.decimal(character)))
        elif character in "\u2010\u2011\u2012\u2013\u2014\u2212":
            plain.append("-")
        elif character == "\u301c":
            plain.append("~")
        elif character == "\u066b":  # the Arabic decimal point
            plain.append(".")
        elif kind in ("No", "Nl"):
            plain.append(character)
        else:
            plain.append(unicodedata.normalize("NFKC", character))
    return " ".join("".join(plain).split())


# ---------------------------------------------------------------- names that can be found

_MOST_READINGS = 8


def fold(text: str) -> str:
    """The text for comparing: without regard to case, width, composition, spacing or invisible characters."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    visible = "".join(character for character in composed if unicodedata.category(character) != "Cf")
    return " ".join(visible.split())


def search_key(name: str) -> str:
    """What a name is found by besides itself: for 秦岭 its pinyin and their initials, "qinling ql".

    A character with several readings is given the one it has in a known word, and otherwise each of them. A name in
    Latin letters is found with and without its spaces.
    """
    folded = fold(name)
    if not any(map(_is_chinese, folded)):
        return _distinct((folded, folded.replace(" ", "")))
    from pypinyin import Style, pinyin

    sounds: list[list[str]] = []  # the readings of each part, as written in full and as an initial
    initials: list[list[str]] = []
    for chinese, run in groupby(folded, key=_is_chinese):
        part = "".join(run)
        readings = pinyin(part, style=Style.NORMAL, heteronym=True) if chinese else [[part]]
        sounds += readings
        initials += [[reading[:1] for reading in each] for each in readings] if chinese else readings
    return _distinct([*_spoken(sounds), *_spoken(initials)])


def _spoken(parts: list[list[str]]) -> Iterator[str]:
    return map("".join, islice(product(*parts), _MOST_READINGS))


def _is_chinese(character: str) -> bool:
    return character == "〇" or unicodedata.name(character, "").startswith("CJK UNIFIED")


def _distinct(keys: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(key for key in keys if key))

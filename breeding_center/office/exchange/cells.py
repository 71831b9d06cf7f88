"""The cells of a row, each understood as the fact its column tells. What cannot be understood raises `Unclear`."""

import re
import unicodedata
from functools import lru_cache

from breeding_center.declarations.csv_json import FORMULA_STARTS
from breeding_center.errors import NotUnderstood
from breeding_center.office.exchange.dates import Unclear
from breeding_center.office.exchange.record import (
    MULTIPLE_PARENTS,
    NOBODY,
    UNKNOWN_PARENTS,
    WILD_PARENT,
    WILD_PARENTS,
    Parent,
)
from breeding_center.office.exchange.sheet import Cell
from breeding_center.text import _, free_text, one_line, shown
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.vocabulary.studbook import StudbookEventKind

LONGEST_NUMBER = 80
# The texts a row may carry, with the room the records have for them.
ROOM_FOR = {
    "name": 80, "name_zh": 80, "location": 40, "local_id": 40, "birth_location": 40, "range": 80, "taxon": 120,
    "transponder": 80, "tattoo": 80, "note": 10_000,
}  # fmt: skip
# What programs write into a text where they have none. A note is kept as it is, and an animal may be called Na.
_NO_TEXT = frozenset(
    ("unk", "unknown", "undetermined", "und", "n/a", "nan", "none", "null", "nil", ".", "?", "??", "-", "--", "未知")
)
_NO_NAME = frozenset(("unknown", "n/a", "nan", "none", "null", "?", "-", "--"))
_DECIMAL_NUMBER = re.compile(r"(\d+)\.0+")


def as_text(cell: Cell) -> str:
    """A cell as the text it stands for; a mark that keeps a spreadsheet from counting is taken off."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    text = str(cell).strip()
    if text[:1] == "'" and text[1:2] and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def as_id(cell: Cell) -> str:
    """A cell as an animal's number: 12.0, as a table with gaps writes it, is 12."""
    written = as_text(cell)
    found = _DECIMAL_NUMBER.fullmatch(written)
    return found[1] if found else written


def says_nothing(fact: str, written: str) -> bool:
    """Is the text one that programs write where nothing is known?"""
    if fact == "note":
        return False
    words = _NO_NAME if fact in ("name", "name_zh") else _NO_TEXT
    return written == "NA" or written.casefold() in words


def number(cell: Cell, what: str) -> str:
    """An animal's number or name in the studbook."""
    return text(as_id(cell), what, LONGEST_NUMBER)


def own_number(cell: Cell, what: str) -> str:
    """The number of the row's own animal: none of the words and signs that mean something else in a parent's place."""
    found = number(cell, what)
    share = _SHARE.fullmatch(found)
    if (
        found.casefold() in WILD_PARENTS
        or is_multiple(found)
        or ";" in found
        or "|" in found
        or (share and "." in share[2])
    ):
        raise Unclear(
            _("'{text}' cannot be an animal's number: as a parent it would be misread.").format(text=shown(found))
        )
    return found


def text(written: str, what: str, limit: int, *, lines: bool = False) -> str:
    """A text that the records have room for."""
    if len(written) <= limit and written.isascii() and written.isprintable() and written.strip():
        return written
    try:
        return (free_text if lines else one_line)(written, what, limit)
    except NotUnderstood as error:
        raise Unclear(error.sentence.removeprefix(f"{what}: ")) from None


_SEXES = {
    **dict.fromkeys(("m", "male", "1", "1.0", "1.0.0", "♂", "雄", "公", "雄性", "males"), Sex.MALE),
    **dict.fromkeys(("f", "female", "2", "0.1", "0.1.0", "♀", "雌", "母", "雌性", "females"), Sex.FEMALE),
    **dict.fromkeys(
        ("", "u", "unk", "unknown", "0", "0.0", "0.0.1", "3", "4", "?", "-", "na", "n/a",
        "nan", "none", "i", "h", "und",
         "undetermined", "indeterminate", "hermaphrodite", "abnormal", "未知", "不详", "-9"),
        Sex.UNKNOWN,
    ),
}  # fmt: skip


def sex(cell: Cell) -> Sex:
    """M, F, U, 1, 2, 0, ♂, 雌, 1.0, 0.1 …"""
    written = as_text(cell) if not isinstance(cell, str) else cell.strip()
    found = _SEXES.get(written.casefold())
    if found is None:
        first = re.match(r"(male|female|unknown)\b", written.casefold())  # "Male (castrated)"
        if first is None:
            raise Unclear(_("'{text}' is no sex: M, F or U.").format(text=shown(written)))
        found = _SEXES[first[1]]
    return found


_YES = frozenset(("1", "true", "t", "yes", "y", "x", "是", "in"))
_NO = frozenset(("0", "false", "f", "no", "n", "否", "out"))


def yes_or_no(cell: Cell) -> bool | None:
    """1, yes, true … or 0, no, false …; None where it is blank."""
    written = as_text(cell).casefold()
    if written in ("", "na", "nan", "."):
        return None
    if written in _YES or written in _NO:
        return written in _YES
    raise Unclear(_("'{text}' is neither yes nor no.").format(text=shown(written)))


_DEAD = ("dead", "deceased", "died", "death", "d", "死亡", "已故", "euthan", "stillb")
_ALIVE = ("alive", "living", "live", "a", "l", "captive", "存活", "健在")


def is_dead(cell: Cell) -> bool | None:
    """Whether a status says that the animal is dead; None where it says neither."""
    written = as_text(cell).casefold()
    if written in _NO or any(written == word or (len(word) > 1 and written.startswith(word)) for word in _DEAD):
        return True
    if written in _YES or any(written == word or (len(word) > 1 and written.startswith(word)) for word in _ALIVE):
        return False
    return None


def birth_type(cell: Cell) -> BirthType | None:
    """Wild or captive, where the cell says that; None where it is blank or tells something else."""
    written = as_text(cell).casefold()
    if written in ("w", "wild", "wild born", "wild-born", "wildborn", "wild caught", "wild-caught", "wc", "野生", "f0"):
        return BirthType.WILD
    if written in (
        "c",
        "captive",
        "captive born",
        "captive-born",
        "cb",
        "zoo",
        "zoo born",
        "captivity",
        "圈养",
        "人工",
    ):
        return BirthType.CAPTIVE
    return BirthType.UNKNOWN if written in ("", "u", "unk", "unknown", "?", "undetermined", "na") else None


_EVENTS: tuple[tuple[str, StudbookEventKind], ...] = (
    ("birth", StudbookEventKind.BIRTH), ("hatch", StudbookEventKind.BIRTH), ("born", StudbookEventKind.BIRTH),
    ("wild cap", StudbookEventKind.CAPTURE), ("capture", StudbookEventKind.CAPTURE), ("death", StudbookEventKind.DEATH),
    ("died", StudbookEventKind.DEATH), ("go ltf", StudbookEventKind.LOST), ("ltf", StudbookEventKind.LOST),
    ("lost", StudbookEventKind.LOST), ("loan", StudbookEventKind.LOAN), ("release", StudbookEventKind.RELEASE),
    ("escape", StudbookEventKind.ESCAPE), ("transfer", StudbookEventKind.TRANSFER), ("", StudbookEventKind.TRANSFER),
)  # fmt: skip


def event(cell: Cell) -> StudbookEventKind:
    """Birth/Hatch, Wild Capture, Transfer, Death, Go LTF …; anything else moved it."""
    written = as_text(cell).casefold()
    return next(kind for start, kind in _EVENTS if written.startswith(start))


# ---------------------------------------------------------------- parents

_BETWEEN = re.compile(r"\s*[;|]\s*|\s+or\s+|\s*,\s+")
_SHARE = re.compile(r"(.+?)\s*(?:[:=]\s*|\(\s*)(\d*\.?\d+(?:e-?\d+)?)\s*(%?)\s*\)?")


@lru_cache(maxsize=200_000)
def parent(written: str) -> Parent:
    """One parent: a number, WILD, UNK, 0, nothing, or candidates as in 12:0.5;15:0.5."""
    if written.casefold() in UNKNOWN_PARENTS:
        return NOBODY
    if written.casefold() in WILD_PARENTS:
        return WILD_PARENT
    share = _SHARE.fullmatch(written)
    if ";" in written or "|" in written or (share and ("." in share[2] or share[3])):
        return candidates(written)
    return Parent(((number(written, _("parent")), 1.0),))


def is_multiple(written: str) -> bool:
    """Does the cell say that there are several candidates, without naming them?"""
    return written.casefold() in MULTIPLE_PARENTS


def candidates(written: str) -> Parent:
    """Several candidates with their probabilities, or evenly; what is missing to 1 is somebody unknown's."""
    shares: list[tuple[str, float | None]] = []
    for each in _BETWEEN.split(written.strip().strip(";|")):
        found = _SHARE.fullmatch(each)
        who = number(found[1] if found else each, _("candidate"))
        share = None if found is None else float(found[2]) / (100 if found[3] else 1)
        if who.casefold() not in UNKNOWN_PARENTS:
            shares.append((who, share))
    return _weighed(shares)


def _weighed(shares: list[tuple[str, float | None]]) -> Parent:
    told = [share for _who, share in shares if share is not None]
    if len({who for who, _share in shares}) < len(shares):
        raise Unclear(_("One candidate stands there twice."))
    if told and len(told) < len(shares):
        raise Unclear(_("Give every candidate a probability, or none."))
    if any(not 0 < share <= 1 for share in told):
        raise Unclear(_("A probability is above 0 and at most 1."))
    if sum(told) > 1 + 1e-9:
        raise Unclear(_("The candidates' probabilities add up to {sum:.3g}, more than 1.").format(sum=sum(told)))
    if not shares:
        return NOBODY
    return Parent(tuple((who, share if share is not None else 1 / len(shares)) for who, share in shares))

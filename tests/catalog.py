"""Keeps the Chinese catalog in step with the source: `python -m tests.catalog update|compile|check`.

`update` adds the texts that are new in the source (and in Click, whose words come from the same catalog) and keeps
every translation; texts that have gone are kept as obsolete until `update --prune`. `compile` writes the binary catalog
that the program reads. `check` names what is missing. Both files are the same on every machine and on every day.
"""

import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

import click
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent / "breeding_center"
FOLDER = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES"
PO, MO = FOLDER / "messages.po", FOLDER / "messages.mo"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
FROM_CLICK = "Click"
HEADER = (
    ("Project-Id-Version", "breeding-center"),
    ("Language", "zh_Hans"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
)
PERCENT_NAME = re.compile(r"%\((\w+)\)")


@dataclass
class Text:
    """A text of the source and its translation."""

    singular: str
    plural: str = ""
    chinese: str = ""
    from_click: bool = False
    fuzzy: bool = False
    obsolete: bool = field(default=False)

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same text."""
        return (self.singular, self.plural)


def texts_in_source() -> list[Text]:
    """Every text that the program, and Click for it, can say."""
    ours = list(_extracted(PACKAGE, KEYWORDS, from_click=False))
    known = {text.singular for text in ours}
    click_folder = Path(str(click.__file__)).parent
    theirs = [text for text in _extracted(click_folder, CLICK_KEYWORDS, from_click=True) if text.singular not in known]
    return ours + theirs


def _extracted(folder: Path, keywords: dict[str, tuple[int, int] | None], *, from_click: bool) -> Iterator[Text]:
    found: dict[str, Text] = {}
    for _file, _line, message, _comments, _context in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=keywords
    ):
        singular, plural = (message, "") if isinstance(message, str) else (message[0], message[1])
        if singular and not (singular in found and found[singular].plural):
            found[singular] = Text(singular, plural, from_click=from_click)
    return iter(found.values())


def read_catalog() -> list[Text]:
    """The catalog as it stands."""
    if not PO.exists():
        return []
    with PO.open("rb") as file:
        catalog = read_po(file, locale="zh_Hans")
    kept = [(message, False) for message in catalog if message.id]
    kept += [(message, True) for message in catalog.obsolete.values()]
    texts = []
    for message, obsolete in kept:
        singular, plural = (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])
        chinese = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        texts.append(
            Text(singular, plural, chinese or "", FROM_CLICK in message.auto_comments, message.fuzzy, obsolete)
        )
    return texts


def merged(prune: bool = False) -> list[Text]:
    """The texts of the source with the translations that the catalog has for them."""
    known = {text.singular: text for text in read_catalog()}
    texts = texts_in_source()
    for text in texts:
        before = known.pop(text.singular, None)
        if before is not None:
            text.chinese, text.fuzzy = before.chinese, before.fuzzy
    for text in known.values():
        if text.from_click:  # another version of Click says it
            texts.append(text)
        elif text.chinese and not prune:
            text.obsolete = True
            texts.append(text)
    return texts


def write_catalog(texts: Iterable[Text]) -> None:
    """Writes the catalog, in the order of the texts: no dates, no line numbers."""
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADER)
    entries = [f'msgid ""\nmsgstr ""\n{header}']
    entries += [_entry(text) for text in sorted(texts, key=lambda text: (text.obsolete, text.from_click, text.key))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_text("\n".join(entries), encoding="utf-8")


def _entry(text: Text) -> str:
    lines = [f"#. {FROM_CLICK}"] if text.from_click else []
    if text.fuzzy:
        lines.append("#, fuzzy")
    mark = "#~ " if text.obsolete else ""
    lines.append(f"{mark}msgid {_quoted(text.singular)}")
    if text.plural:
        lines.append(f"{mark}msgid_plural {_quoted(text.plural)}")
    lines.append(f"{mark}{'msgstr[0]' if text.plural else 'msgstr'} {_quoted(text.chinese)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def compiled(texts: Iterable[Text]) -> bytes:
    """The binary catalog (GNU gettext's MO format, little-endian, without a hash table)."""
    header = "".join(f"{name}: {value}\n" for name, value in HEADER)
    pairs = {b"": header.encode()}
    for text in texts:
        if text.chinese and not text.fuzzy and not text.obsolete:
            pairs["\0".join(filter(None, text.key)).encode()] = text.chinese.encode()
    ids, offsets, blob = sorted(pairs), [], b""
    count = len(ids)
    start = 7 * 4 + 2 * count * 8
    for strings in (ids, [pairs[each] for each in ids]):
        for string in strings:
            offsets += [len(string), start + len(blob)]
            blob += string + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + count * 8, 0, start)
    return head + struct.pack(f"<{len(offsets)}I", *offsets) + blob


def problems() -> list[str]:
    """What keeps the catalog from being complete, one line each."""
    source = {text.key for text in texts_in_source() if not text.from_click}
    catalog = read_catalog()
    known = {text.key for text in catalog if text.chinese and not text.obsolete}
    found = [f"missing: {singular!r}" for singular, _plural in sorted(source - known)]
    for text in catalog:
        if text.fuzzy:
            found.append(f"fuzzy: {text.singular!r}")
        if text.obsolete or (text.key not in source and not text.from_click):
            found.append(f"obsolete: {text.singular!r}")
        elif text.chinese and not _same_placeholders(text):
            found.append(f"placeholders differ: {text.singular!r} and {text.chinese!r}")
    return found


def is_fresh() -> bool:
    """Does the binary catalog say what the readable one says?"""
    return MO.exists() and MO.read_bytes() == compiled(read_catalog())


def _same_placeholders(text: Text) -> bool:
    wanted = _placeholders(text.plural or text.singular)
    return wanted <= _placeholders(text.chinese) <= wanted | _placeholders(text.singular)


def _placeholders(message: str) -> set[str]:
    names = set(PERCENT_NAME.findall(message))
    try:
        return names | {name for _text, name, _format, _conversion in Formatter().parse(message) if name is not None}
    except ValueError:  # a text with a lone brace is never filled in
        return names


def main(arguments: list[str]) -> int:
    """Runs one of the three commands."""
    if arguments[:1] == ["update"]:
        write_catalog(merged(prune="--prune" in arguments))
    elif arguments == ["compile"]:
        MO.write_bytes(compiled(read_catalog()))
    elif arguments != ["check"]:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    if not is_fresh():
        found.append("stale")
        sys.stdout.write("the compiled catalog is not fresh: python -m tests.catalog compile\n")
    return int(bool(found) and arguments == ["check"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes `breeding_center/storage/tables.py` out of the models: `python -m tests.tables`.

Mapping all classes costs more than a list of animals may take; bare tables cost nearly nothing. They are written
here, from the one declaration in the models, and a test holds the two together.
"""

import subprocess
import sys
import textwrap
from enum import Enum
from pathlib import Path

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, Uuid

from breeding_center.office.upkeep.tables import all_tables
from breeding_center.storage.types import Instant

PLACE = Path(__file__).parents[1] / "breeding_center" / "storage" / "tables.py"
KINDS = {Instant: "INSTANT", Uuid: "KEY", Date: "DATE", Float: "NUMBER", Integer: "COUNT", Boolean: "FLAG"}
HEAD = '''"""Bare tables for reading, written out of the models by `python -m tests.tables`; a test holds them together.

Whoever reads names columns here and is spared mapping any class. Whoever writes uses the models.
"""

from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, TableClause, Text, Uuid, column, table

from breeding_center.storage.types import Instant, Word
{words}

KEY: Any = Uuid()
INSTANT: Any = Instant()
DATE: Any = Date()
NUMBER: Any = Float(53)
COUNT: Any = Integer()
FLAG: Any = Boolean()
TEXT: Any = Text()
BYTES: Any = LargeBinary()


def _bare(name: str, /, **columns: Any) -> TableClause:
    return table(name, *(column(key, kind) for key, kind in columns.items()))

'''


def word_name(words: type[Enum]) -> str:
    """`LifeStage` → `LIFE_STAGE`."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in words.__name__).lstrip("_")


def _words(one: Column[object]) -> type[Enum] | None:
    """The vocabulary that a column's words are of, or None."""
    words: type[Enum] | None = getattr(one.type, "enum_class", None)
    return words


def kind(one: Column[object]) -> str:
    """What the column's kind is called in the file."""
    words = _words(one)
    if words is not None:
        return word_name(words)
    if isinstance(one.type, LargeBinary):
        return "BYTES"
    return next((name for made, name in KINDS.items() if isinstance(one.type, made)), "TEXT")


def written() -> str:
    """The file as it must be."""
    tables = sorted(all_tables(), key=lambda one: one.name)
    found = {_words(one) for table in tables for one in table.c}
    words = sorted((one for one in found if one is not None), key=lambda one: str(one.__name__))
    imports = "\n".join(f"from {one.__module__} import {one.__name__}" for one in words)
    lines = [HEAD.format(words=imports)]
    lines += [f"{word_name(one)}: Any = Word({one.__name__})" for one in words]
    for table in tables:
        columns = ", ".join([f'"{table.name}"', *(f"{one.key}={kind(one)}" for one in table.c)])
        wrapped = textwrap.fill(columns, 114, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
        lines.append(f"{table.name} = _bare(\n{wrapped},\n)  # fmt: skip")
    return formatted("\n".join(lines) + "\n")


def formatted(text: str) -> str:
    """As the house formats its files."""
    for how in (["check", "--select", "I", "--fix", "--quiet"], ["format", "--quiet"]):
        command = [sys.executable, "-m", "ruff", *how, "--stdin-filename", str(PLACE), "-"]
        text = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    PLACE.write_text(written(), encoding="utf-8")

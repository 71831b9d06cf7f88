"""The sample data as it stands in its files: rows of text, and how their cells are read."""

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from breeding_center.moments import DateSpan, parse_date_span
from breeding_center.resources import sample_data_directory

Row = Mapping[str, str]
# Sample dates are absolute; the parser wants a today for words such as "yesterday", which are not used there.
_NO_TODAY = date(2020, 9, 25)


class Sheets:
    """The tables of a center to be, by name; a cell is text, empty where nothing is known."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> list[Row]:
        return self._tables[name]

    def furnished(self, name: str) -> list[Row]:
        """The rows of a table that only a furnished center has; none where there is no such table."""
        return self._tables.get(name, [])

    def by_key(self, name: str) -> dict[str, Row]:
        """The rows of a table by their key."""
        return {row["key"]: row for row in self._tables[name]}


@cache
def sample(directory: Path | None = None) -> Sheets:
    """The center that travels with the program."""
    folder = directory or sample_data_directory()
    return Sheets({path.stem: _read(path) for path in sorted(folder.glob("*.csv"))})


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---------------------------------------------------------------- cells


def text(cell: str) -> str | None:
    """The text, or None where the cell is empty."""
    return cell or None


def listed(cell: str) -> list[str]:
    """The parts of a list; none where the cell is empty."""
    return cell.split(";") if cell else []


def yes(cell: str) -> bool:
    """Is it a yes?"""
    return cell == "yes"


def whole(cell: str) -> int | None:
    """A whole number."""
    return int(cell) if cell else None


def decimal(cell: str) -> float | None:
    """A number."""
    return float(cell) if cell else None


def day(cell: str) -> date | None:
    """A day."""
    return date.fromisoformat(cell) if cell else None


def instant(cell: str) -> datetime | None:
    """An instant, in UTC; it is written with its offset."""
    return datetime.fromisoformat(cell).astimezone(UTC) if cell else None


@cache
def span(cell: str) -> DateSpan:
    """A date as well as it is known."""
    return parse_date_span(cell, _NO_TODAY) if cell else DateSpan.unknown()

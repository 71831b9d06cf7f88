"""The record system of a wildlife breeding center: animals, feeders and care tasks.

From Python, open a center by path or URL::

    from breeding_center import open_center

    with open_center("center.db") as center:
        for row in center.report("inventory", {"as_of": "2020-09-25"}).rows:
            print(row)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breeding_center.office.center import Center

__version__ = "0.1.0"
__all__ = ["__version__", "open_center"]


def open_center(database: str, *, language: str = "en") -> "Center":
    """Open the center kept at `database`: the path of a SQLite file or a PostgreSQL URL.

    Raises `NoDatabase` where there is none, `SchemaOutOfDate` where it wants an upgrade.
    """
    from breeding_center import text
    from breeding_center.office.center import Center

    text.set_language(language)
    return Center.open(database)

"""Finds what travels with the program and is not Python: migrations, sample data and translations.

A wheel carries them inside the package; a checkout, and an editable install of one, has them beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def migrations_directory() -> Path:
    """The folder with Alembic's `env.py` and the revisions."""
    return _carried_or_beside("_migrations", "migrations")


def sample_data_directory() -> Path:
    """The folder with the Qinling center as CSV files."""
    return _carried_or_beside("_sample_data", "sample_data")


def locale_directory() -> Path:
    """The folder with the compiled translations."""
    return _PACKAGE / "locale"


def _carried_or_beside(carried: str, beside: str) -> Path:
    inside = _PACKAGE / carried
    return inside if inside.is_dir() else _PACKAGE.parent / beside

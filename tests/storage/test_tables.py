"""The bare tables for reading are the models' own."""

from tests import tables


def test_the_bare_tables_are_what_the_models_declare() -> None:
    assert tables.PLACE.read_text("utf-8") == tables.written(), "run: python -m tests.tables"

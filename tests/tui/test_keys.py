"""Every key has a name by which it can be changed, a word for the footer and a sentence for the help."""

import importlib
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding

import breeding_center.tui
from breeding_center.tui import keys

TABLES = {
    name: value
    for name, value in vars(keys).items()
    if isinstance(value, list) and value and isinstance(value[0], Binding)
}


def test_every_key_has_an_id_a_label_and_a_tooltip() -> None:
    assert all(one.id and one.description and one.tooltip for one in keys.every())


def test_a_line_of_the_help_fits_the_smallest_terminal() -> None:
    words = max(len(one.description) for one in keys.every())
    assert [one.tooltip for one in keys.every() if len(one.tooltip) > 80 - 2 - 13 - words - 2] == []


def test_ids_are_unique() -> None:
    counted = Counter(one.id for one in {id(one): one for one in keys.every()}.values())
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("table", list(TABLES))
def test_no_key_means_two_things_on_one_screen(table: str) -> None:
    names = [name for one in TABLES[table] for name in one.key.split(",")]
    assert len(names) == len(set(names))


def test_only_keys_that_every_terminal_sends() -> None:
    for one in keys.every():
        for name in one.key.split(","):
            *modifiers, _last = name.split("+")
            assert modifiers in ([], ["ctrl"]), name


def test_every_list_of_keys_is_one_that_the_tests_know() -> None:
    known = {id(one) for one in keys.every()}
    assert {id(one) for table in TABLES.values() for one in table} <= known


def test_every_screen_declares_its_keys_in_the_list() -> None:
    known = {one.id for one in keys.every()}
    for module in pkgutil.walk_packages(breeding_center.tui.__path__, "breeding_center.tui."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and found.__module__ == module.name:
                for binding in vars(found).get("BINDINGS", ()):
                    assert isinstance(binding, Binding), (found, binding)
                    assert binding.id in known, (found, binding)

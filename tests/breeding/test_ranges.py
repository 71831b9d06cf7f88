"""The six mountain ranges by any of their spellings."""

import pytest

from breeding_center.breeding.ranges import TAXON_OF, range_of, show_range
from breeding_center.office.practice.sheets import sample


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Qinling", "Qinling"), ("QINLING Mountains", "Qinling"), ("秦岭", "Qinling"), ("岷山", "Minshan"),
        ("岷山山系", "Minshan"), ("邛崃山", "Qionglai"), ("小相岭", "Xiaoxiangling"), (" liangshan ", "Liangshan"),
        ("Wolong", None), ("", None), ("山", None),
    ],
)  # fmt: skip
def test_a_range_is_known_by_any_spelling(written: str, meant: str | None) -> None:
    assert range_of(written) == meant
    assert show_range(written) == (meant or written)


def test_the_sample_states_where_its_wild_born_founders_come_from() -> None:
    rows = sample()["animals"]
    for row in rows:
        if row["birth_type"] == "wild":
            assert range_of(row["origin"]) is not None, row["key"]
        if row["origin"]:
            assert TAXON_OF[row["origin"]] == row["taxon"]
    assert {row["origin"] for row in rows} == {"", "Qinling", "Minshan"}

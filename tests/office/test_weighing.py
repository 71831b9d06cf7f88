"""Who has not been weighed for too long, by the enclosure they stay in."""

from pathlib import Path

import pytest

from breeding_center.errors import NotUnderstood
from breeding_center.office.center import Center
from tests.builders import a_weight, an_animal, an_entry
from tests.golden_files import assert_golden
from tests.lines import a_place, a_stay, center
from tests.nutrition.test_reports import _written

__all__ = ["center"]


@pytest.fixture
def herd(center: Center) -> Center:
    """Two animals in one place, one of them weighed lately, and one in another that never was."""
    with an_entry(center) as entry:
        first, second = a_place(entry, "b1"), a_place(entry, "b2")
        for name, place, days in (("Maidong", first, 50), ("Bailu", first, 10), ("Guyu", second, None)):
            animal = an_animal(entry, name)
            a_stay(entry, animal, place)
            if days is not None:
                a_weight(entry, animal, 100_000, days_ago=days)
    return center


def test_animals_are_listed_by_enclosure_as_the_figure_says(herd: Center, tmp_path: Path) -> None:
    result = herd.report("not-weighed")
    assert [(row["place"], str(row["animal"]).partition(" ")[0], row["days"]) for row in result.rows] == [
        ("Place b1", "Maidong", 50), ("Place b2", "Guyu", None),
    ]  # fmt: skip
    assert result.notes == ["Not weighed for more than 45 days: 2 of 3 animals."]
    assert_golden("report_not-weighed.json", _written(result, "json"))


def test_another_number_of_days_can_be_asked_for(herd: Center) -> None:
    assert len(herd.report("not-weighed", {"days": "5"}).rows) == 3
    with pytest.raises(NotUnderstood):
        herd.report("not-weighed", {"days": "0"})

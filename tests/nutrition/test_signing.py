"""What is known of foods is signed by a vet or a curator; until then what rests on it shows and does not call."""

from datetime import timedelta

import pytest

from breeding_center.errors import AlreadyDone, BreedingCenterError, NotFound, NotUnderstood, Refused
from breeding_center.nutrition.model import Food
from breeding_center.office.center import Center
from breeding_center.vocabulary import AlertState, FoodPart, Post
from tests.builders import a_person, an_animal, an_entry
from tests.lines import at
from tests.nutrition.herd import LAST, a_day, a_fortnight, days_back

NOW = at("10:00", day=25)


@pytest.fixture
def fallen(center: Center) -> Center:
    """An animal that eats half of what it did, of a food whose dry matter nobody has signed."""
    with an_entry(center, now=NOW) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR,))
        leaf = entry.add(
            Food(code="leaf", name_en="leaf", name_zh="leaf", search_key="leaf", part=FoodPart.LEAF,
                 dry_matter_percent=50, is_verified=False, source="a guess")
        ).id  # fmt: skip
        animal = an_animal(entry, "Maidong")
        a_fortnight(entry, animal, leaf, days=days_back(16, until=LAST - timedelta(days=2)))
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 8_000, 9_000)
    for code in ("intake-fall", "intake-days", "baseline-days", "feces-fall"):
        do(center, "threshold.verify", threshold=f"nutrition.{code}")
    return center


def do(center: Center, action: str, *, by: str = "curator", **values: str) -> str:
    return center.perform(action, values, by=by).sentence


def test_a_fall_on_unsigned_dry_matter_shows_and_calls_once_it_is_signed(fallen: Center) -> None:
    assert [one.state for one in fallen.alerts()] == [AlertState.SHOWN]
    assert do(fallen, "food.verify", food="leaf", source="own oven") == "Signed leaf: dry matter 50 % as fed."
    assert [one.state for one in fallen.alerts()] == [AlertState.ALARM]
    [food] = fallen.report("foods").rows
    assert (food["verified"], food["source"]) == (True, "own oven")
    [entry] = fallen.journal(limit=1)
    assert entry.action == "food.verify"


def test_the_last_analysis_is_signed_and_a_new_one_is_to_be_signed_anew(fallen: Center) -> None:
    for day, percent in (("2020-08-01", "48"), ("2020-09-01", "52")):
        do(fallen, "food.analyze", food="leaf", nutrient="dry_matter", value=percent, sampled_on=day, source="oven")
    assert do(fallen, "food.verify", food="leaf", nutrient="dry_matter") == "Signed leaf: dry matter 52 % as fed."
    signed = {str(row["sampled_on"]): row["verified"] for row in fallen.report("analyses").rows}
    assert signed == {"2020-08-01": False, "2020-09-01": True}
    do(fallen, "food.analyze", food="leaf", nutrient="dry_matter", value="51", sampled_on="2020-09-20", source="oven")
    assert do(fallen, "food.verify", food="leaf").startswith("Signed leaf: dry matter 51")


def test_a_digestibility_is_signed_and_setting_it_anew_takes_the_signature_away(fallen: Center) -> None:
    values = {"part": "leaf", "dry_matter_percent": "20", "source": "own trial"}
    do(fallen, "food.digestibility", **values)
    said = do(fallen, "food.verify-digestibility", part="leaf")
    assert said == "Signed leaf: 20 % of the dry matter is digested."
    assert all(row["verified"] for row in fallen.report("analyses").rows)
    do(fallen, "food.digestibility", **values)
    assert not any(row["verified"] for row in fallen.report("analyses").rows)


BAD: list[tuple[str, dict[str, str], str, type[BreedingCenterError], str]] = [
    ("food.verify", {"food": "leaf"}, "registrar", Refused, "posts"),
    ("food.verify", {"food": "leaf", "nutrient": "ndf"}, "curator", NotFound, "no analysis of"),
    ("food.verify", {"food": "wood"}, "curator", NotFound, "wood"),
    ("food.verify", {"food": "leaf", "nutrient": "gold"}, "curator", NotUnderstood, "gold"),
    ("food.verify-digestibility", {"part": "shoot"}, "curator", NotFound, "has not been set"),
    ("food.verify-digestibility", {"part": "leaf", "food": "leaf"}, "curator", NotFound, "has not been set"),
]


@pytest.mark.parametrize(("action", "values", "by", "error", "said"), BAD)
def test_what_cannot_be_signed_is_refused(
    fallen: Center, action: str, values: dict[str, str], by: str, error: type[BreedingCenterError], said: str
) -> None:
    before = len(fallen.journal())
    with pytest.raises(error, match=said):
        do(fallen, action, by=by, **values)
    assert len(fallen.journal()) == before


def test_what_is_signed_is_not_signed_twice(fallen: Center) -> None:
    do(fallen, "food.verify", food="leaf")
    with pytest.raises(AlreadyDone):
        do(fallen, "food.verify", food="leaf")


def test_blood_in_feces_is_recorded_and_counted(fallen: Center) -> None:
    do(fallen, "nutrition.feces", animal="Maidong", feces_g="8kg", has_blood="yes", done_at="2020-09-25 08:00")
    assert fallen.report("feces").rows[-1]["has_blood"] is True
    [row] = fallen.report("digestive-health").rows
    assert row["blood"] == 1

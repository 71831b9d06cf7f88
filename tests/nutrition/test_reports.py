"""Every report of this room, and those of alerts, doubts and figures, against a known one: as JSON, and spoken."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import select

from breeding_center.declarations.formats import write_report
from breeding_center.declarations.report import ReportResult
from breeding_center.nutrition.model import MucousEvent
from breeding_center.nutrition.research_reports import RESEARCH_REPORTS
from breeding_center.office.center import Center
from breeding_center.storage import tables
from breeding_center.text import set_language
from breeding_center.vocabulary import FoodPart, Post
from tests.builders import a_person, a_weight, an_animal, an_entry
from tests.golden_files import GOLDEN, assert_golden
from tests.lines import a_place, a_plan, a_stay, at
from tests.nutrition.herd import LAST, a_day, a_fortnight, a_known_food, days_back, on

NOW = at("10:00", day=25)
PARAMETERS: dict[str, dict[str, str]] = {
    "alerts": {"line": "nutrition"}, "doubts": {"line": "nutrition"}, "intake": {"animal": "Maidong"},
    "feces": {"animal": "Maidong"},
    "foods": {}, "analyses": {}, "diet": {}, "kitchen": {"day": "2020-09-25"}, "order-list": {"day": "2020-09-25"},
    "bamboo": {}, "food-lots": {}, "digestive-health": {}, "trial": {"trial": "T1"}, "trials": {},
    "trial-preference": {"trial": "T1"}, "trial-statistics": {"trial": "T1"},
}  # fmt: skip


@pytest.fixture
def furnished(center: Center) -> Center:
    """A center in which every report of nutrition has something to say."""
    with an_entry(center, now=NOW) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR,), kind="staff")
        animal, other = an_animal(entry, "Maidong", number="7"), an_animal(entry, "Bailu", number="8")
        leaf = a_known_food(entry, "leaf", FoodPart.LEAF, 50)
        a_known_food(entry, "shoot", FoodPart.SHOOT, 10)
        for one, place in ((animal, "b1"), (other, "b2")):
            a_stay(entry, one, a_place(entry, place))
            a_weight(entry, one, 100_000)
        a_fortnight(entry, animal, leaf, days=days_back(16, until=LAST - timedelta(days=2)))
        for day in days_back(2):
            a_day(entry, animal, day, leaf, 12_000, 9_000, 3_000)
        a_fortnight(entry, other, leaf, days=days_back(12))
        for back in (9, 2):
            onset = on(LAST - timedelta(days=back), "03:00")
            entry.add(MucousEvent(animal_id=other, onset_at=onset, done_at=onset, mucus_g=80.0, off_feed_min=90.0))
        a_plan(entry, "offering", animal)
    _perform(center)
    return center


def _perform(center: Center) -> None:
    def do(action: str, by: str = "registrar", **values: object) -> None:
        center.perform(action, values, by=by)

    do("food.analyze", food="leaf", nutrient="gross_energy", value="18.4", sampled_on="2020-08-01", source="lab")
    do("food.analyze", food="leaf", nutrient="crude_protein", value="15.2", sampled_on="2020-08-01", source="lab")
    do("food.digestibility", part="leaf", dry_matter_percent="20", energy_percent="15", source="own trial")
    do("diet.set", animal="Maidong", daily=["leaf 18kg", "shoot 2kg"], feeds_per_day="1", from_on="2020-09-20")
    do("bamboo.deliver", food="leaf", mass_g="30kg", lot_code="L1", supplier="Foping", done_at="2020-09-20 09:00")
    do("bamboo.issue", lot="L1", mass_g="20kg", done_at="2020-09-21 09:00")
    do("bamboo.waste", lot="L1", mass_g="4kg", done_at="2020-09-22 09:00")
    late = {"lot": "L1", "mass_g": "8kg", "done_at": "2020-09-23 09:00"}
    center.perform("bamboo.issue", late, by="registrar", confirm=True, reason="weighed twice")
    do("trial.design", code="T1", title="Leaf twice", treatments=["A young", "B old"], question="Which is digested?")
    do("trial.period", trial="T1", from_on="2020-09-14", until_on="2020-09-17")
    do("trial.period", trial="T1", from_on="2020-09-18", until_on="2020-09-21")
    for name, order, dried in (("Maidong", "A, B", ("34", "30")), ("Bailu", "B, A", ("28", "33"))):
        do("trial.allocate", trial="T1", animal=name, order=order)
        for day, percent in zip((15, 19), dried, strict=True):
            values = {"sample_of": "feces", "animal": name, "dry_matter_percent": percent}
            do("trial.sample", trial="T1", done_at=f"2020-09-{day} 12:00", **values)
    for code in ("intake-fall", "intake-days", "feces-fall", "baseline-days"):
        do("threshold.verify", by="curator", threshold=f"nutrition.{code}")


def _written(result: ReportResult, form: str) -> bytes:
    stream = BytesIO()
    write_report(result, form, stream)
    return stream.getvalue()


def _stable(center: Center, written: bytes) -> bytes:
    """Keys are new with every run: each becomes the number at which it first comes up."""
    import re

    seen: dict[bytes, int] = {}

    def numbered(found: "re.Match[bytes]") -> bytes:
        return b"key-%d" % seen.setdefault(found[0], len(seen) + 1)

    return re.sub(rb"(?<![0-9a-f-])[0-9a-f]{8}(?![0-9a-f-])", numbered, written)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_report_is_as_it_is_known(furnished: Center, name: str) -> None:
    written = _stable(furnished, _written(furnished.report(name, PARAMETERS[name]), "json"))
    assert_golden(f"report_{name}.json", written)


def test_every_report_of_this_room_has_its_golden_file() -> None:
    assert {report.name for report in RESEARCH_REPORTS} <= set(PARAMETERS)
    assert {f"report_{name}.json" for name in PARAMETERS} <= {path.name for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_report_can_be_had_in_every_form_and_both_languages(sqlite_url: str, name: str, furnished: Center) -> None:
    for language in ("en", "zh"):
        set_language(language)
        try:
            result = furnished.report(name, PARAMETERS[name])
            assert result.rows
            for form in ("csv", "json", "md", "html"):
                assert _written(result, form)
        finally:
            set_language("en")


def test_an_alert_can_be_traced_to_its_records(furnished: Center) -> None:
    for one in furnished.alerts():
        for table, key in one.alert.records:
            found: UUID | None
            with furnished.reading() as asking:
                bare = getattr(tables, table)
                found = asking.value(select(bare.c.id).where(bare.c.id == key))
            assert found == key
    assert date(2020, 9, 24) == LAST

"""Animals in their enclosures: who was where, and where one animal has been."""

from datetime import timedelta

from breeding_center.enclosures import service
from breeding_center.office import housing
from breeding_center.office.center import Center
from tests.builders import NOW, a_reading, an_animal, an_entry
from tests.enclosures.places import a_site

DAY = timedelta(days=1)


def test_enclosures_are_listed_as_they_were_at_any_time(center: Center) -> None:
    with an_entry(center, confirmed=True, reason="introduction") as entry:
        site = a_site(entry)
        one, other = an_animal(entry, "Qizai"), an_animal(entry, "Guyu")
        service.move(entry, animals=[one], access_set=site["A1"], at=NOW - 5 * DAY)
        service.move(entry, animals=[other], access_set=site["A1"], at=NOW - 2 * DAY)
        service.move(entry, animals=[one], access_set=site["B1"], at=NOW - DAY)
    with a_reading(center) as reading:
        now, then = (housing.enclosures(reading, as_of=NOW - ago) for ago in (timedelta(), 2 * DAY))
    assert [(row["code"], row["occupants"], row["free"]) for row in now.rows] == [
        ("A1", "Guyu", 0),
        ("A2", "", 1),
        ("A10", "", 2),
        ("B1", "Qizai", 1),
    ]
    assert [then.rows[0][code] for code in ("code", "occupants", "since")] == ["A1", "Guyu, Qizai", NOW - 2 * DAY]
    assert now.notes == ["2 animals in their enclosures."]
    assert then.notes == ["2 animals in their enclosures.", "Over capacity: Place A1."]


def test_an_animals_stays_are_listed_latest_first(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        service.move(entry, animals=[qizai], access_set=site["A1"], at=NOW - 5 * DAY, reason="came")
        service.move(entry, animals=[qizai], access_set=site["B1"], at=NOW - DAY)
    with a_reading(center) as reading:
        answer = housing.stays(reading, animal=qizai)
    assert answer.title == "Stays of Qizai"
    assert [(row["house"], row["enclosure"], row["reason"]) for row in answer.rows] == [
        ("house B", "Place B1", None),
        ("house A", "Place A1", "came"),
    ]

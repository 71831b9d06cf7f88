"""What the reports of nutrition answer."""

from datetime import date
from uuid import UUID

from breeding_center.animals.queries import animal_views
from breeding_center.care.deeds import feeding_day, period, staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.enclosures.queries import access_set_views
from breeding_center.nutrition.queries import feces_rows, food_views, intake_of
from breeding_center.storage.reading import Reading
from breeding_center.text import _

DAYS = 7


def intake(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """What each animal was offered, left and ate, by feeding day."""
    from_at, until_at = period(reading, since, until, DAYS)
    days = intake_of(reading, None if animal is None else [animal], from_at, until_at)
    animals = animal_views(reading, {day.animal_id for day in days})
    rows: list[Row] = [
        {
            "day": day.day, "animal": animals[day.animal_id].label, "offered_g": day.offered_g, "left_g": day.left_g,
            "eaten_g": day.eaten_g, "pending": day.is_pending, "shared": day.is_shared, "doubtful": day.is_doubtful,
        }
        for day in sorted(days, key=lambda day: (day.day, animals[day.animal_id].label))
        if day.animal_id in animals
    ]  # fmt: skip
    notes = []
    if any(day.is_pending for day in days):
        notes.append(_("Pending: the leftovers of some of the day's feeds are not weighed yet."))
    if any(day.is_shared for day in days):
        notes.append(_("Shared: a pile that several animals fed from, divided equally between them."))
    return Answer(rows, notes)


def feces(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """Feces as they were collected."""
    found = feces_rows(reading, animal, *period(reading, since, until, DAYS))
    animals = animal_views(reading, {row.animal_id for row in found if row.animal_id})
    places = access_set_views(reading)
    people = staff_names(reading, (row.done_by_id for row in found))
    rows: list[Row] = []
    for row in found:
        known = animals.get(row.animal_id)
        place = places.get(row.access_set_id)
        rows.append(
            {
                "day": feeding_day(reading, row.done_at), "at": row.done_at, "animal": known.label if known else None,
                "enclosure": place.label if place else None, "feces_g": row.feces_g, "score": row.score,
                "mucus_g": row.mucus_g, "has_mucus": row.has_mucus, "has_worms": row.has_worms, "color": row.color,
                "by": people.get(row.done_by_id), "note": row.note, "doubt": row.doubt,
            }
        )  # fmt: skip
    return Answer(rows)


def foods(reading: Reading) -> list[Row]:
    """The foods that can be offered."""
    return [
        {
            "code": view.code, "name": view.label, "species": view.species, "part": view.part,
            "season_from_month": view.season_from_month, "season_until_month": view.season_until_month,
            "dry_matter_percent": view.dry_matter_percent, "verified": view.is_verified, "source": view.source,
        }
        for view in food_views(reading).values()
    ]  # fmt: skip

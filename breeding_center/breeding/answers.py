"""What the reports of breeding answer."""

from datetime import date
from uuid import UUID

from breeding_center.animals.queries import animal_views
from breeding_center.breeding.queries import estrus_observation, hormone_series, litter_views, records
from breeding_center.breeding.rules import BEHAVIORS
from breeding_center.care.deeds import feeding_day, period, staff_names
from breeding_center.declarations.report import Answer, Row
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import Hormone

# A season: from the first swelling to the end of the watch.
DAYS = 365


def estrus_watch(reading: Reading, *, animal: UUID | None, since: date | None, until: date | None) -> Answer:
    """Every watch with its scores."""
    found = records(reading, estrus_observation, animal, *period(reading, since, until, DAYS))
    animals = animal_views(reading, {row.animal_id for row in found})
    people = staff_names(reading, (row.done_by_id for row in found))
    rows: list[Row] = [
        {
            "at": row.done_at, "animal": animals[row.animal_id].label,
            **{name: getattr(row, name) for name in BEHAVIORS},
            "by": people.get(row.done_by_id), "note": row.note, "doubt": row.doubt,
        }
        for row in found
        if row.animal_id in animals
    ]  # fmt: skip
    return Answer(rows)


def hormones(
    reading: Reading, *, animal: UUID, hormone: Hormone | None, since: date | None, until: date | None
) -> Answer:
    """An animal's urinary hormones per mg of creatinine, in order of sampling."""
    series = hormone_series(reading, animal, *period(reading, since, until, DAYS), hormone)
    rows: list[Row] = [
        {
            "day": view.day, "sampled_at": view.sampled_at, "sample": view.sample_code, "hormone": view.hormone,
            "per_mg": None if view.per_mg is None else round(view.per_mg, 3), "value_ng_ml": view.value_ng_ml,
            "creatinine_mg_ml": view.creatinine_mg_ml, "kit": view.kit, "laboratory": view.laboratory,
        }
        for view in series
    ]  # fmt: skip
    notes = []
    if any(view.per_mg is None for view in series):
        notes.append(_("Without its creatinine a value says how dilute the urine was as much as how high the hormone."))
    return Answer(rows, notes)


def litters(reading: Reading) -> list[Row]:
    """Every litter with its dam and cubs, the latest first."""
    views = litter_views(reading)
    animals = animal_views(reading, {one for view in views for one in (view.dam_id, *view.cub_ids)})
    today = feeding_day(reading, reading.now)
    return [
        {
            "born": view.born, "dam": animals[view.dam_id].label, "size": view.size, "stillborn": view.stillborn,
            "cubs": ", ".join(animals[cub].label for cub in view.cub_ids if cub in animals),
            "dam_age": animals[view.dam_id].age(view.born.midpoint or today), "note": view.note,
        }
        for view in views
        if view.dam_id in animals
    ]  # fmt: skip

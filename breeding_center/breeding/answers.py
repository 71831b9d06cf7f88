"""What the reports of breeding answer."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_label, animal_views
from breeding_center.breeding.ovulation import Level, Ovulation, bar, find_ovulation, mark, say_late
from breeding_center.breeding.queries import HormoneView, estrus_observation, hormone_series, records
from breeding_center.breeding.rules import BEHAVIORS
from breeding_center.breeding.thresholds import FALL_PERCENT
from breeding_center.care.deeds import feeding_day, period, staff_names
from breeding_center.declarations.report import Answer, Mark, Row
from breeding_center.moments import show_date
from breeding_center.quantities import show_number
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import Hormone
from breeding_center.words import label

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
    """An animal's urinary hormones, corrected, in order of sampling; and what the estrogen tells of her day 0."""
    last = until or feeding_day(reading, reading.now)
    bounds = period(reading, since or date(last.year, 1, 1), last, DAYS)
    series = hormone_series(reading, animal, *bounds, hormone)
    estrogen = [one.as_level for one in series if one.hormone is Hormone.ESTROGEN]
    levels = [one for one in estrogen if one is not None]
    fall = FALL_PERCENT.under(kept_limits(reading)).value / 100
    found = find_ovulation(levels, fall)
    highest: dict[Hormone, float] = {}
    for view in series:
        highest[view.hormone] = max(highest.get(view.hormone, 0.0), view.corrected or 0.0)
    rows: list[Row] = [
        {
            "day": view.day, "sampled_at": view.sampled_at, "sample": view.sample_code, "hormone": view.hormone,
            "hormone_name": label(view.hormone),
            "per_mg": None if view.per_mg is None else round(view.per_mg, 3),
            "level": None if view.corrected is None else round(view.corrected, 2), "correction": view.correction,
            "plot": bar(view.corrected or 0.0, highest[view.hormone]),
            "mark": mark(view.sampled_at, found) if view.hormone is Hormone.ESTROGEN else "",
            "value_ng_ml": view.value_ng_ml, "creatinine_mg_ml": view.creatinine_mg_ml,
            "specific_gravity": view.specific_gravity, "kit": view.kit, "laboratory": view.laboratory,
            "recorded_at": view.recorded_at,
        }
        for view in series
    ]  # fmt: skip
    title = _("Urinary hormones of {animal}").format(animal=animal_label(reading, animal))
    shown = hormone in (None, Hormone.ESTROGEN)
    return Answer(
        rows, _hormone_notes(series, levels, found, fall, hormone), title,
        marks=_marks(found) if shown else (),
    )  # fmt: skip


def _marks(found: Ovulation) -> list[Mark]:
    """What the rule found, to be drawn with the samples."""
    marks = []
    if found.baseline is not None:
        marks.append(Mark(_("baseline {value}").format(value=show_number(found.baseline, 1)), y=found.baseline))
    if found.peak is not None:
        marks.append(
            Mark(_("peak {day}").format(day=show_date(found.peak.day)), found.peak.at, found.peak.level)
        )  # fmt: skip
    if found.zero is not None and found.fertile is not None:
        marks.append(
            Mark(
                _("day 0 on {day}, {state}").format(day=show_date(found.zero.day), state=label(found.state)),
                found.zero.at,
            )
        )
        marks.append(Mark(_("fertile window"), found.fertile[0], until=found.fertile[1]))
    return marks


def _hormone_notes(
    series: Sequence[HormoneView], levels: Sequence[Level], found: Ovulation, fall: float, hormone: Hormone | None
) -> list[str]:
    notes: list[str] = []
    if hormone in (None, Hormone.ESTROGEN) and series:
        notes += found.steps
        late = say_late(levels, fall)
        notes += [late] if late else []
    kits = list(dict.fromkeys(view.kit for view in series if view.hormone is Hormone.ESTROGEN and view.kit))
    if len(kits) > 1 and hormone in (None, Hormone.ESTROGEN):
        notes.append(_("Measured with several kits, {kits}: their levels need not agree.").format(kits=listed(kits)))
    ways = {view.correction for view in series}
    if None in ways:
        notes.append(_("A value that is not corrected says how dilute the urine was as much as how high the hormone."))
    if {"creatinine", "gravity"} <= ways:
        notes.append(_("Some samples are corrected by creatinine and some by gravity: do not compare these closely."))
    return notes

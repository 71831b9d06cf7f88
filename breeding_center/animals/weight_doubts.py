"""Weights that cannot be, or hardly can: against the taxon, the growth band, and the weights before and after.

Looked for in the last weeks, whose weighings can still be asked about: it costs the same however old the records are.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select

from breeding_center.animals.queries import AnimalView, age_days, growth_points, local_day, taxon_views
from breeding_center.animals.register_rules import JUMP_PERCENT, Jump, jump
from breeding_center.animals.rules import (
    DEFAULT_WEIGHT_MAX_G,
    DEFAULT_WEIGHT_MIN_G,
    band_at,
    change_percent,
    impossible_weight,
    judge,
)
from breeding_center.animals.weight_rules import GROWING_DAYS
from breeding_center.declarations.room import Doubt, command
from breeding_center.moments import show_instant
from breeding_center.quantities import show_mass
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import DoubtGrade, MeasureKind

WEEKS = 9
FAR_OFF_BAND = 2.0  # center default: a half of the band's low, or twice its high, is another animal or another unit
Views = Mapping[UUID, AnimalView]
TAIL = 8


def doubts(reading: Reading, views: Views, called: Callable[[AnimalView], str]) -> Iterator[Doubt]:
    """Every doubt about what the animals that are here weighed in the last weeks."""
    limits = {key: (one.weight_min_g, one.weight_max_g) for key, one in taxon_views(reading).items()}
    points: dict[tuple[UUID, Any], Any] = {}
    for row in _remarkable(reading, limits):
        view = views.get(row.animal_id)
        if view is None or not view.is_here:
            continue
        kind = (view.taxon_id, view.sex)
        if kind not in points:
            points[kind] = growth_points(reading, *kind)
        found = _judged(reading, row, view, limits.get(view.taxon_id, (None, None)), points[kind])
        if found is None:
            continue
        code, grade, said, why = found
        if row.doubt is not None:  # it was asked about, and confirmed: still to be known, and no more than that
            grade = DoubtGrade.LOW
        yield Doubt(
            f"animal.{code}", grade, None, f"{show_instant(row.done_at, reading.zone)}: {said}", why,
            command("animal", "void", "measurement", row.id.hex[-TAIL:], "--reason", "TEXT"), animal_id=view.id,
            records=(("measurement", row.id),),
        )  # fmt: skip


def _remarkable(reading: Reading, limits: Mapping[UUID, tuple[float | None, float | None]]) -> list[Row[Any]]:
    """The weighings of the last weeks that differ much from the one before, are of young, or are beyond all limits."""
    m, a = tables.measurement, tables.animal
    beside: dict[str, Any] = {"partition_by": m.c.animal_id, "order_by": (m.c.done_at, m.c.id)}
    recent = (
        select(
            m.c.id, m.c.animal_id, m.c.done_at, m.c.weight_g, m.c.doubt,
            func.lag(m.c.weight_g).over(**beside).label("before_g"),
            func.lead(m.c.weight_g).over(**beside).label("after_g"),
        )
        .where(m.c.kind == MeasureKind.WEIGHT, m.c.voided_at.is_(None), m.c.done_at <= reading.now)
        .where(m.c.done_at >= reading.now - timedelta(weeks=WEEKS))
        .subquery()
    )  # fmt: skip
    low = max([one[0] or DEFAULT_WEIGHT_MIN_G for one in limits.values()], default=DEFAULT_WEIGHT_MIN_G)
    high = min([one[1] or DEFAULT_WEIGHT_MAX_G for one in limits.values()], default=DEFAULT_WEIGHT_MAX_G)
    share = JUMP_PERCENT / 100
    young = local_day(reading, reading.now) - timedelta(days=GROWING_DAYS)
    question = (
        select(recent)
        .join(a, a.c.id == recent.c.animal_id)
        .where(
            or_(
                recent.c.weight_g < low, recent.c.weight_g > high, a.c.birth_from >= young,
                func.abs(recent.c.weight_g - recent.c.before_g) > share * recent.c.before_g,
            )
        )
        .order_by(recent.c.done_at, recent.c.id)
    )  # fmt: skip
    return list(reading.rows(question))


def _judged(
    reading: Reading, row: Row[Any], view: AnimalView, limits: tuple[float | None, float | None], points: Any
) -> tuple[str, DoubtGrade, str, str] | None:
    """What is wrong with a weight: its code, how grave, what is said and why."""
    weight = show_mass(row.weight_g)
    impossible = impossible_weight(row.weight_g, *limits)
    if impossible is not None:
        return "weight_impossible", DoubtGrade.HIGH, impossible, _("A weight is in kilograms or in grams, once.")
    age = age_days(view.birth, local_day(reading, row.done_at))
    band = band_at(points, age)
    if band is not None and judge(row.weight_g, band) and not (
        band.low_g / FAR_OFF_BAND <= row.weight_g <= band.high_g * FAR_OFF_BAND
    ):  # fmt: skip
        said = _("{weight} at {age} days of age; its kind then weighs {low} to {high}.").format(
            weight=weight, age=age, low=show_mass(band.low_g), high=show_mass(band.high_g)
        )
        return "weight_off_band", DoubtGrade.MEDIUM, said, _("Another animal was weighed, or another unit was meant.")
    found = jump(row.before_g, row.weight_g, row.after_g, is_growing=age is not None and age < GROWING_DAYS)
    if found is None:
        return None
    percent = f"{change_percent(row.weight_g, row.before_g) or 0:+.0f}"
    if found is Jump.BOTH:
        said = _("{weight} lies between {before} and {after}, {change} % from the one before.").format(
            weight=weight, before=show_mass(row.before_g), after=show_mass(row.after_g), change=percent
        )
        return "weight_jump", DoubtGrade.HIGH, said, _("No animal gains and loses so much within weeks.")
    said = _("{weight} is {change} % from its last weight of {last}.").format(
        weight=weight, change=percent, last=show_mass(row.before_g)
    )
    return "weight_change", DoubtGrade.MEDIUM, said, _("Weigh it again: the scale, or the animal, may be another.")

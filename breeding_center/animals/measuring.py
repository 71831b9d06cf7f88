"""Weighing and measuring animals."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.checks import doubt, must_be_here, must_fit, refuse
from breeding_center.animals.model import Measurement
from breeding_center.animals.queries import AnimalView, claims_of, growth_points, latest_weight, local_day, taxon_views
from breeding_center.animals.rules import (
    age_days,
    band_at,
    change_percent,
    doubtful_temperature,
    doubtful_weight,
    impossible_length,
    impossible_temperature,
    impossible_weight,
)
from breeding_center.declarations.action import Deed
from breeding_center.errors import NotUnderstood
from breeding_center.quantities import show_length, show_mass, show_temperature
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed
from breeding_center.vocabulary import MeasureKind, ParentRole, WeighMethod

SECONDS_A_DAY = 86_400
CUB_DAYS = 183


def weigh(
    entry: Entry,
    *,
    animal: UUID,
    weight_g: float,
    method: WeighMethod,
    scale: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a weight; asked about where it is unlikely, refused where no animal of the taxon can weigh that."""
    view = must_be_here(entry, animal, done_at)
    last = latest_weight(entry, animal, done_at)
    row = entry.add(
        Measurement(
            animal_id=animal, kind=MeasureKind.WEIGHT, weight_g=weight_g, method=method,
            scale=must_fit(scale, 80, _("scale")), done_at=done_at, done_by_id=done_by, note=note, task_id=task_id,
            doubt=weight_doubt(entry, view, weight_g, done_at),
        )
    )  # fmt: skip
    change = change_percent(weight_g, last[0] if last else None)
    sentence = (
        _("Weighed {animal}: {weight}.").format(animal=view.name, weight=show_mass(weight_g))
        if change is None
        else _("Weighed {animal}: {weight} ({change} %).").format(
            animal=view.name, weight=show_mass(weight_g), change=f"{change:+.1f}"
        )
    )
    return Deed(sentence, row.id)


def weight_doubt(entry: Entry, view: AnimalView, weight_g: float, done_at: datetime) -> str | None:
    """The doubt about a weight, confirmed, or None; refuses an impossible one."""
    taxon = taxon_views(entry)[view.taxon_id]
    refuse(impossible_weight(weight_g, taxon.weight_min_g, taxon.weight_max_g))
    _refuse_heavier_than_dam(entry, view, weight_g, done_at)
    last = latest_weight(entry, view.id, done_at)
    days = (done_at - last[1]).total_seconds() / SECONDS_A_DAY if last else None
    age = age_days(view.birth, local_day(entry, done_at))
    band = band_at(growth_points(entry, view.taxon_id, view.sex), age)
    return doubt(entry, doubtful_weight(weight_g, last[0] if last else None, days, band))


def _refuse_heavier_than_dam(entry: Entry, view: AnimalView, weight_g: float, done_at: datetime) -> None:
    """A cub in its first half year does not outweigh its dam: somebody weighed the other one."""
    age = age_days(view.birth, local_day(entry, done_at))
    if age is None or age >= CUB_DAYS:
        return
    dam = next((one.parent_id for one in claims_of(entry, [view.id]) if one.role is ParentRole.DAM), None)
    weighed = None if dam is None else latest_weight(entry, dam, done_at)
    if weighed is not None and weight_g > weighed[0]:
        refuse(
            _("{weight} is more than the {dam_weight} of its dam; was another animal on the scale?").format(
                weight=show_mass(weight_g), dam_weight=show_mass(weighed[0])
            )
        )


def measure(
    entry: Entry,
    *,
    animal: UUID,
    body_length_cm: float | None,
    chest_girth_cm: float | None,
    temperature_c: float | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a body length, a chest girth or a temperature, or several at once."""
    view = must_be_here(entry, animal, done_at)
    said: list[str] = []
    made: UUID | None = None
    for kind, length_cm in ((MeasureKind.BODY_LENGTH, body_length_cm), (MeasureKind.CHEST_GIRTH, chest_girth_cm)):
        if length_cm is None:
            continue
        refuse(impossible_length(length_cm))
        made = entry.add(
            Measurement(
                animal_id=animal, kind=kind, length_cm=length_cm, done_at=done_at, done_by_id=done_by, note=note,
                task_id=task_id,
            )
        ).id  # fmt: skip
        said.append(show_length(length_cm))
    if temperature_c is not None:
        refuse(impossible_temperature(temperature_c))
        made = entry.add(
            Measurement(
                animal_id=animal, kind=MeasureKind.TEMPERATURE, temperature_c=temperature_c, done_at=done_at,
                done_by_id=done_by, note=note, task_id=task_id,
                doubt=doubt(entry, doubtful_temperature(temperature_c)),
            )
        ).id  # fmt: skip
        said.append(show_temperature(temperature_c))
    if made is None:
        raise NotUnderstood(_("Nothing was measured: give a length, a girth or a temperature."))
    return Deed(_("Measured {animal}: {values}.").format(animal=view.name, values=listed(said)), made)

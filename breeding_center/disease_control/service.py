"""Giving medicines and vaccines, worming, and looking through feces.

What was given is recorded, be it wrong: doubts are confirmed with a reason and stay on the record.
"""

from datetime import date, datetime
from uuid import UUID

from breeding_center.animals.checks import must_be_here
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control import rules
from breeding_center.disease_control.model import Deworming, DoseGiven, FecalExam, Vaccination
from breeding_center.disease_control.queries import expected_dose_mg
from breeding_center.quantities import show_dose, show_number
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import DoseState, FecalMethod, Route
from breeding_center.words import label


def give_dose(
    entry: Entry,
    *,
    animal: UUID,
    medicine: str,
    dose_mg: float,
    route: Route,
    state: DoseState,
    lot: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a dose of medicine: given, taken in part, or refused."""
    view = must_be_here(entry, animal, done_at)
    above_zero(dose_mg, _("dose"))
    expected_mg = expected_dose_mg(entry, "medication", animal, medicine, done_at, task_id)
    doubt = confirmed(entry, rules.doubt_about_dose(dose_mg, medicine, expected_mg))
    made = entry.add(
        DoseGiven(
            animal_id=animal, medicine=medicine, dose_mg=dose_mg, route=route, state=state, lot=lot,
            done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("{animal}, {medicine} {dose}: {state}.").format(
            animal=view.label, medicine=medicine, dose=show_dose(dose_mg), state=label(state)
        ),
        made.id,
    )


def deworm(
    entry: Entry,
    *,
    animal: UUID,
    medicine: str,
    dose_mg: float,
    route: Route,
    drug_class: str | None,
    lot: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a worming dose."""
    view = must_be_here(entry, animal, done_at)
    above_zero(dose_mg, _("dose"))
    expected_mg = expected_dose_mg(entry, "deworming", animal, medicine, done_at, task_id)
    doubt = confirmed(entry, rules.doubt_about_dose(dose_mg, medicine, expected_mg))
    made = entry.add(
        Deworming(
            animal_id=animal, medicine=medicine, drug_class=drug_class, dose_mg=dose_mg, route=route, lot=lot,
            done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("Dewormed {animal}: {medicine} {dose}.").format(
            animal=view.label, medicine=medicine, dose=show_dose(dose_mg)
        ),
        made.id,
    )


def vaccinate(
    entry: Entry,
    *,
    animal: UUID,
    disease: str,
    product: str,
    lot: str | None,
    expires_on: date | None,
    volume_ml: float | None,
    route: Route | None,
    site: str | None,
    reaction: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a vaccine given."""
    view = must_be_here(entry, animal, done_at)
    if volume_ml is not None:
        above_zero(volume_ml, _("volume"))
    given_on = done_at.astimezone(entry.zone).date()
    doubt = confirmed(entry, rules.doubt_about_expiry(expires_on, given_on))
    made = entry.add(
        Vaccination(
            animal_id=animal, disease=disease, product=product, lot=lot, expires_on=expires_on, volume_ml=volume_ml,
            route=route, site=site, reaction=reaction, done_by_id=done_by, done_at=done_at, task_id=task_id, note=note,
            doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("Vaccinated {animal} against {disease}: {product}.").format(
            animal=view.label, disease=disease, product=product
        ),
        made.id,
    )


def examine_feces(
    entry: Entry,
    *,
    animal: UUID,
    method: FecalMethod,
    eggs_per_g: float,
    parasite: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a fecal examination; no eggs found is a finding too."""
    view = must_be_here(entry, animal, done_at)
    made = entry.add(
        FecalExam(
            animal_id=animal, method=method, eggs_per_g=eggs_per_g, parasite=parasite, done_by_id=done_by,
            done_at=done_at, task_id=task_id, note=note, doubt=None,
        )
    )  # fmt: skip
    return Deed(
        _("Fecal exam of {animal}: {eggs} eggs per gram.").format(animal=view.label, eggs=show_number(eggs_per_g)),
        made.id,
    )

"""Examinations with their notes and findings, and the list of problems that they leave."""

from datetime import date, datetime
from uuid import UUID

from breeding_center.animals.checks import must_be_here, not_in_future
from breeding_center.animals.queries import animal_view
from breeding_center.care.deeds import confirmed
from breeding_center.declarations.action import Deed
from breeding_center.disease_control.clinic import open_problems
from breeding_center.disease_control.clinical_model import Diagnosis, Examination, ExaminationFinding
from breeding_center.disease_control.rules import parse_finding
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_temperature
from breeding_center.storage.entry import Entry
from breeding_center.text import _, fold, listed
from breeding_center.vocabulary.disease_control import BodySystem, Certainty, ExaminationKind, Severity
from breeding_center.words import label

# What no living mammal has; anything else is measured and written down.
COLDEST_C, HOTTEST_C = 25.0, 45.0
FASTEST_HEART, FASTEST_BREATH = 300, 200


def examine(
    entry: Entry,
    *,
    animal: UUID,
    kind: ExaminationKind,
    subjective: str | None,
    objective: str | None,
    assessment: str | None,
    plan: str | None,
    findings: list[str],
    temperature_c: float | None,
    heart_rate: int | None,
    respiration_rate: int | None,
    anesthetised: bool | None,
    recheck_on: date | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record an examination: the note in four parts, vital signs, and what was found system by system."""
    view = must_be_here(entry, animal, done_at)
    found = _findings(findings)
    check_vitals(temperature_c, heart_rate, respiration_rate)
    if not any((subjective, objective, assessment, plan, note, found, temperature_c, heart_rate, respiration_rate)):
        raise NotUnderstood(_("Say what was seen, measured or decided: an examination without any of it is none."))
    if recheck_on is not None and recheck_on < done_at.astimezone(entry.zone).date():
        raise NotUnderstood(_("A recheck comes after the examination."))
    row = entry.add(
        Examination(
            animal_id=animal, kind=kind, subjective=subjective, objective=objective, assessment=assessment, plan=plan,
            temperature_c=temperature_c, heart_rate=heart_rate, respiration_rate=respiration_rate,
            is_anesthetised=bool(anesthetised), recheck_on=recheck_on, done_at=done_at, done_by_id=done_by, note=note,
            task_id=task_id,
        )
    )  # fmt: skip
    for system, words in found.items():
        entry.add(
            ExaminationFinding(examination_id=row.id, system=system, is_normal=words is None, finding=words)
        )  # fmt: skip
    odd = [label(system) for system, words in found.items() if words is not None]
    what = listed(odd) if odd else _("nothing abnormal")
    return Deed(_("Examined {animal}: {what}.").format(animal=view.label, what=what), row.id)


def _findings(written: list[str]) -> dict[BodySystem, str | None]:
    found: dict[BodySystem, str | None] = {}
    for one in written:
        system, words = parse_finding(one)
        if system in found:
            raise NotUnderstood(_("{system} is named twice; say each system once.").format(system=label(system)))
        found[system] = words
    return found


def check_vitals(
    temperature_c: float | None, heart_rate: int | None, respiration_rate: int | None, spo2_percent: float | None = None
) -> None:
    """Refuse what no living animal has: the unit or the point is wrong."""
    if temperature_c is not None and not COLDEST_C <= temperature_c <= HOTTEST_C:
        raise Refused(
            _("{temperature} is no body temperature; say it in °C.").format(temperature=show_temperature(temperature_c))
        )
    if heart_rate is not None and not 0 < heart_rate <= FASTEST_HEART:
        raise Refused(_("A heart beats between 1 and {most} times a minute.").format(most=FASTEST_HEART))
    if respiration_rate is not None and not 0 <= respiration_rate <= FASTEST_BREATH:
        raise Refused(_("An animal breathes at most {most} times a minute.").format(most=FASTEST_BREATH))
    if spo2_percent is not None and 0 < spo2_percent <= 1:
        raise Refused(_("An oxygen saturation is said in percent: 97, not 0.97."))
    if spo2_percent is not None and not 0 <= spo2_percent <= 100:
        raise Refused(_("An oxygen saturation lies between 0 and 100 %."))


def diagnose(
    entry: Entry,
    *,
    animal: UUID,
    problem: str,
    site: str | None,
    certainty: Certainty,
    severity: Severity | None,
    agent: str | None,
    review_on: date | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Put a problem on an animal's list, as sure as it is."""
    view = must_be_here(entry, animal, done_at, dead_too=True)
    if review_on is not None and review_on < done_at.astimezone(entry.zone).date():
        raise NotUnderstood(_("A problem is looked at again after it was found."))
    twice = any(
        (fold(one.problem), fold(one.site or "")) == (fold(problem), fold(site or ""))
        for one in open_problems(entry, [animal])
    )
    named = _("{problem} of {animal} is on the list already; review it instead.")
    doubt = confirmed(entry, named.format(problem=problem, animal=view.label) if twice else None)
    row = entry.add(
        Diagnosis(
            animal_id=animal, problem=problem, site=site, certainty=certainty, severity=severity, agent=agent,
            review_on=review_on, done_at=done_at, done_by_id=done_by, note=note, doubt=doubt,
        )
    )  # fmt: skip
    return Deed(
        _("{animal}: {problem} ({certainty}).").format(animal=view.label, problem=problem, certainty=label(certainty)),
        row.id,
    )


def review(
    entry: Entry, *, diagnosis: UUID, certainty: Certainty | None, severity: Severity | None, review_on: date | None,
    note: str | None,
) -> Deed:  # fmt: skip
    """Look at a problem again: how sure and how bad it is now, and when it is looked at next."""
    row = _standing(entry, diagnosis)
    today = entry.now.astimezone(entry.zone).date()
    if review_on is not None and review_on < today:
        raise NotUnderstood(_("A problem is looked at again after it was found."))
    entry.change(
        row, certainty=certainty or row.certainty, severity=severity or row.severity, review_on=review_on,
        reviewed_at=entry.now, note=note or row.note,
    )  # fmt: skip
    view = animal_view(entry, row.animal_id)
    said = _("Reviewed {problem} of {animal}.").format(problem=row.problem, animal=view.label)
    if review_on is not None:
        said = _("{said} Next on {day}.").format(said=said, day=show_date(review_on))
    return Deed(said, row.id)


def resolve(entry: Entry, *, diagnosis: UUID, resolution: str, resolved_at: datetime) -> Deed:
    """Take a problem off an animal's list, and say how it ended."""
    row = _standing(entry, diagnosis)
    not_in_future(entry, resolved_at)
    if resolved_at < row.done_at:
        raise Refused(_("A problem is resolved after it was found."))
    entry.change(row, resolved_at=resolved_at, resolution=resolution)
    view = animal_view(entry, row.animal_id)
    return Deed(_("Resolved {problem} of {animal}.").format(problem=row.problem, animal=view.label), row.id)


def _standing(entry: Entry, diagnosis: UUID) -> Diagnosis:
    row = entry.get(Diagnosis, diagnosis)
    if row.resolved_at is not None:
        raise AlreadyDone(
            _("That problem was resolved at {time}.").format(time=show_instant(row.resolved_at, entry.zone))
        )
    return row


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """Resolve the open problems of an animal that died or left."""
    ended = []
    for one in open_problems(entry, [animal_id]):
        row = entry.get(Diagnosis, one.id)
        entry.change(row, resolved_at=max(at, row.done_at), resolution=_("it died or left"))
        ended.append(_("problem: {problem}").format(problem=row.problem))
    return ended

"""What the reports of rescue answer."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_label, animal_views, latest_weight
from breeding_center.care.deeds import staff_names
from breeding_center.declarations.report import Answer, Mark, Row
from breeding_center.errors import NotUnderstood
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue.course import condensed, course, other_cases
from breeding_center.rescue.figures import LOW_ACTIVITY, ROAMING
from breeding_center.rescue.ladder import duties, rung_views
from breeding_center.rescue.queries import CaseView, case_view, case_views, say_event
from breeding_center.rescue.releases import ReleaseView, fixes, releases
from breeding_center.rescue.statistics import tallies
from breeding_center.rescue.tracking import stillness
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, sentences
from breeding_center.vocabulary import CaseState
from breeding_center.words import label

RINGS = (1 / 3, 2 / 3, 1.0)  # of the distance that is far


def rescue_cases(reading: Reading, *, as_of: datetime) -> list[Row]:
    """Every case as it stood at an instant, the open ones first."""
    views = case_views(reading, as_of)
    animals = animal_views(reading, {view.animal_id for view in views if view.animal_id})
    people = staff_names(reading, (view.last.by_id for view in views))
    rows: list[Row] = []
    for view in views:
        animal = animals.get(view.animal_id) if view.animal_id else None
        rows.append(
            {
                "case": view.code, "open": view.is_open, "state": view.state, "outcome": view.outcome,
                "triage": view.triage, "place": view.place, "county": view.county, "found_at": view.found_at,
                "sex": view.sex, "cause": view.cause, "days": view.days, "weight_g": _weight_g(reading, view, as_of),
                "animal": animal.label if animal else None, "last_at": view.last.at, "last": say_event(view.last),
                "last_by": people.get(view.last.by_id),
            }
        )  # fmt: skip
    return rows


def _weight_g(reading: Reading, view: CaseView, at: datetime) -> float | None:
    """What the animal of a case weighed last: in its course, or in the register while it is in care."""
    kept = latest_weight(reading, view.animal_id, at) if view.animal_id is not None and view.is_open else None
    if kept is None or (view.weighed_at is not None and view.weighed_at >= kept[1]):
        return view.weight_g
    return kept[0]


def rescue_case(reading: Reading, *, case: UUID, every: bool) -> Answer:
    """The whole course of one case, on one page; or every round and fix of it."""
    view = case_view(reading, case)
    found = course(reading, case) if every else condensed(course(reading, case))
    people = staff_names(reading, (one.by_id for one in found))
    rows: list[Row] = [
        {
            "part": one.part, "at": one.at, "text": one.text, "weight_g": one.weight_g, "by": people.get(one.by_id),
        }
        for one in found
    ]  # fmt: skip
    title = _("Rescue case {code}").format(code=view.code)
    return Answer(rows, _notes(reading, view), title)


def _notes(reading: Reading, view: CaseView) -> list[str]:
    place = view.place if view.county is None else f"{view.place} ({view.county})"
    said = [_("Found at {place}; now {state}.").format(place=place, state=label(view.state))]
    if view.animal_id is not None:
        said.append(_("Animal: {animal}.").format(animal=animal_label(reading, view.animal_id)))
    if view.days is not None:
        said.append(_("Days in care: {days}.").format(days=view.days))
    notes = [sentences(said)]  # in one line: the case is to fit on one page
    for other in other_cases(reading, view):
        words = (
            _("Earlier case of the same animal: {code}, {day}, {outcome}.")
            if other.found_at < view.found_at
            else _("Later case of the same animal: {code}, {day}, {outcome}.")
        )
        day = show_date(other.found_at.astimezone(reading.zone).date())
        notes.append(words.format(code=other.code, day=day, outcome=label(other.outcome or other.state)))
    return notes + _untold(reading, view)


def _untold(reading: Reading, view: CaseView) -> list[str]:
    """Who is still to be told; of a closed case, who never was."""
    words = (
        _("Never told: {authority}, due {due}.")
        if view.state is CaseState.CLOSED
        else _("To be told by {due}: {authority}.")
    )
    return [
        words.format(due=show_instant(duty.due_at, reading.zone), authority=duty.rung.title)
        for duty in duties(reading, view.id, view.steps)
        if duty.told is None
    ]


def notifications(reading: Reading, *, case: UUID | None) -> list[Row]:
    """Who must be told of the open cases, or of one, by when, and who was."""
    views = [case_view(reading, case)] if case is not None else [one for one in case_views(reading) if one.is_open]
    found = [(view, duty) for view in views for duty in duties(reading, view.id, view.steps)]
    people = staff_names(reading, (duty.told.by_id for _view, duty in found if duty.told))
    return [
        {
            "case": view.code, "authority": duty.rung.title, "after": duty.rung.after, "due_at": duty.due_at,
            "told_at": duty.told.at if duty.told else None, "told": duty.told.told if duty.told else None,
            "by": people.get(duty.told.by_id) if duty.told else None,
            "late": duty.was_late or duty.is_overdue(reading.now), "verified": duty.rung.is_verified,
            "source": duty.rung.source,
        }
        for view, duty in found
    ]  # fmt: skip


def rescue_ladder(reading: Reading) -> list[Row]:
    """The authorities of the ladder, with the hours and what sets them running."""
    return [
        {
            "code": rung.code, "authority": rung.title, "after": rung.after, "hours": rung.within_h,
            "verified": rung.is_verified, "source": rung.source,
        }
        for rung in rung_views(reading)
    ]  # fmt: skip


def rescue_statistics(reading: Reading, *, since: date | None, until: date | None) -> list[Row]:
    """The cases found in a period, together and by cause, season and outcome."""
    if since is not None and until is not None and since > until:
        raise NotUnderstood(
            _("{first} is later than {last}: write the earlier date first.").format(
                first=show_date(since), last=show_date(until)
            )
        )
    chosen = []
    for view in case_views(reading):
        day = view.found_at.astimezone(reading.zone).date()
        if (since is None or day >= since) and (until is None or day <= until):
            chosen.append(view)
    return [
        {
            "group": one.group, "value": one.value, "cases": one.cases, "open": one.is_open, "released": one.released,
            "kept": one.kept, "died": one.died, "survived_percent": one.survived_percent, "mean_days": one.mean_days,
            "median_days": one.median_days,
        }
        for one in tallies(chosen, reading.zone)
    ]  # fmt: skip


def tracking(reading: Reading, *, animal: UUID) -> Answer:
    """Where an animal's collar has been since its releases, and whether that asks for a look."""
    limits = kept_limits(reading)
    roaming, low = ROAMING.under(limits), LOW_ACTIVITY.under(limits)
    rows: list[Row] = []
    notes: list[str] = []
    for release in releases(reading, animal_id=animal):
        known = fixes(reading, release)
        people = staff_names(reading, (fix.by_id for fix in known))
        for number, fix in enumerate(known):
            still = stillness([one.plain for one in known[: number + 1]], low.value)
            warnings = [_("far")] if fix.distance_m > roaming.value * 1000 else []
            warnings += [_("still")] if still is not None else []
            warnings += [fix.doubt] if fix.doubt else []
            rows.append(
                {
                    "at": fix.at, "latitude": fix.latitude, "longitude": fix.longitude, "altitude_m": fix.altitude_m,
                    "distance_m": round(fix.distance_m), "activity_percent": fix.activity_percent,
                    "night_percent": fix.night_percent, "warning": listed(warnings) or None,
                    "by": people.get(fix.by_id),
                }
            )  # fmt: skip
        notes.append(
            _("Released at {place} on {at}; fixes: {count}, the furthest {km} km away.").format(
                place=release.place, at=show_instant(release.at, reading.zone), count=len(known),
                km=show_number(max((fix.distance_m for fix in known), default=0) / 1000, 1),
            )
        )  # fmt: skip
    notes.append(
        _("Far is more than {km} km; still is less than {percent} % of its own mean of 30 days.").format(
            km=show_number(roaming.value), percent=show_number(low.value)
        )
    )
    title = _("Tracking of {animal}").format(animal=animal_label(reading, animal))
    return Answer(rows, notes, title, marks=_sites(reading, releases(reading, animal_id=animal), roaming.value))


def _sites(reading: Reading, found: Sequence[ReleaseView], far_km: float) -> list[Mark]:
    """Where an animal was released, the latest first, with a ring at the distance that is far and others inside it."""
    marks: list[Mark] = []
    for one in reversed(found):
        on = show_date(one.at.astimezone(reading.zone).date())
        marks.append(Mark(_("released {day}").format(day=on), one.longitude, one.latitude))
    for one in found[-1:]:
        for share in RINGS:
            name = _("{km} km").format(km=show_number(far_km * share, 1))
            marks.append(Mark(name, one.longitude, one.latitude, radius_km=far_km * share))
    return marks

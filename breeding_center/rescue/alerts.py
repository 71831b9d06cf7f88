"""What of rescue needs a person now: somebody not told, a cub alone, a stay too long, a collar that tells trouble."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import animal_views
from breeding_center.declarations.room import Alert
from breeding_center.declarations.threshold import Limit
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue import figures
from breeding_center.rescue.field_reports import unopened
from breeding_center.rescue.ladder import duties
from breeding_center.rescue.queries import CaseView, asleep_since, case_views
from breeding_center.rescue.releases import FixView, ReleaseView, fixes, releases
from breeding_center.rescue.tracking import stillness
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, CaseState, LifeStage, Urgency

ALONE = frozenset({CaseState.REPORTED, CaseState.VERIFIED, CaseState.OBSERVATION})
LONGEST_ASLEEP = timedelta(hours=3)  # an anesthesia whose end nobody wrote down; center default


def alerts(reading: Reading) -> list[Alert]:
    """Everything of rescue that needs a person now."""
    limits = kept_limits(reading)
    views = [view for view in case_views(reading) if view.state is not CaseState.CLOSED]
    found = list(unopened(reading))
    for view in views:
        found += _untold(reading, view)
        found += _cub_alone(reading, view)
        found += _asleep(reading, view)
        found += _too_long(reading, view, figures.LONG_CARE.under(limits))
    released = {view.id for view in views if view.state is CaseState.RELEASED}
    for release in releases(reading):
        if release.case_id in released:
            found += _collar(reading, release, limits)
    return found


def _about(view: CaseView) -> tuple[UUID | None, str]:
    """Whom an alert of a case is about: its animal, where it is in the register, or the case."""
    return view.animal_id, view.code


def _untold(reading: Reading, view: CaseView) -> list[Alert]:
    animal, subject = _about(view)
    return [
        Alert(
            "notification-overdue", Urgency.URGENT, CareLine.RESCUE,
            _("Case {code}: {authority} was to be told by {due}, {hours} h after {event}.").format(
                code=view.code, authority=duty.rung.title, due=show_instant(duty.due_at, reading.zone),
                hours=show_number(duty.rung.within_h), event=show_instant(duty.since, reading.zone),
            ),
            _("Tell them now and record it with 'rescue notify'."), duty.due_at, animal_id=animal, subject=subject,
            detail=f"{view.code} {duty.rung.code}", records=(("rescue_case", view.id),),
            is_verified=duty.rung.is_verified,
        )
        for duty in duties(reading, view.id, view.steps)
        if duty.is_overdue(reading.now)
    ]  # fmt: skip


def _cub_alone(reading: Reading, view: CaseView) -> list[Alert]:
    if view.state not in ALONE:
        return []
    clock = tables.case_clock
    until: datetime | None = reading.value(  # the vet may have shortened it: the clock set last counts
        select(clock.c.until_at)
        .where(clock.c.case_id == view.id, clock.c.voided_at.is_(None), clock.c.done_at <= reading.now)
        .order_by(clock.c.done_at.desc(), clock.c.id.desc())
        .limit(1)
    )
    animal, subject = _about(view)
    if until is None:
        if view.stage is not LifeStage.CUB:
            return []
        said, since = _("Case {code}: a cub is alone, and no vet has set how long it is only watched."), view.found_at
        advice = _("A vet sets the time with 'rescue clock'; a dam may be away for hours.")
    elif until < reading.now:
        said, since = _("Case {code}: the time set for watching ran out at {until}."), until
        advice = _("Take the next step, or have the vet set a new time.")
    else:
        return []
    told = show_instant(until, reading.zone) if until is not None else ""
    return [
        Alert(
            "cub-alone", Urgency.URGENT, CareLine.RESCUE, said.format(code=view.code, until=told), advice, since,
            animal_id=animal, subject=subject, detail=view.code, records=(("rescue_case", view.id),),
        )
    ]  # fmt: skip


def _asleep(reading: Reading, view: CaseView) -> list[Alert]:
    since = asleep_since(reading, view.id)
    if since is None or reading.now - since < LONGEST_ASLEEP:
        return []
    animal, subject = _about(view)
    return [
        Alert(
            "anesthesia-without-end", Urgency.TODAY, CareLine.RESCUE,
            _("Case {code}: under anesthesia since {at}, and nobody wrote when it woke.").format(
                code=view.code, at=show_instant(since, reading.zone)
            ),
            _("Record the reversal or when it woke with 'rescue treat'."), since + LONGEST_ASLEEP, animal_id=animal,
            subject=subject, detail=view.code, records=(("rescue_case", view.id),), is_verified=False,
        )
    ]  # fmt: skip


def _too_long(reading: Reading, view: CaseView, limit: Limit) -> list[Alert]:
    if not view.is_open or view.days is None or view.days <= limit.value:
        return []
    animal, subject = _about(view)
    return [
        Alert(
            "in-care-too-long", Urgency.WATCH, CareLine.RESCUE,
            _("Case {code}: {days} days in care, more than {limit}.").format(
                code=view.code, days=view.days, limit=show_number(limit.value)
            ),
            _("Decide: release, rehabilitation, or ask the province where it is to live."),
            reading.now - timedelta(days=view.days - limit.value), animal_id=animal, subject=subject,
            detail=view.code, records=(("rescue_case", view.id),), is_verified=limit.is_verified,
        )
    ]  # fmt: skip


# ---------------------------------------------------------------- collars


def _collar(reading: Reading, release: ReleaseView, kept: dict[str, Limit]) -> list[Alert]:
    animal = animal_views(reading, {release.animal_id})[release.animal_id]
    if animal.is_here or animal.is_dead:
        return []  # found again, or found dead: its collar is no longer read in the field
    known = fixes(reading, release)
    roaming, low = figures.ROAMING.under(kept), figures.LOW_ACTIVITY.under(kept)
    silence = figures.COLLAR_SILENCE.under(kept)
    last_at = known[-1].at if known else release.at
    found = []
    if reading.now - last_at > timedelta(days=silence.value):
        found.append(_silent(reading, release, last_at, silence))
    if known and known[-1].distance_m > roaming.value * 1000:
        found.append(_far(release, known[-1], roaming))
    still = stillness([fix.plain for fix in known], low.value)
    if still is not None:
        words = _("Active {percent} % of the time on {at}, {share} % of its own mean of {mean} % ({fixes} fixes).")
        said = words.format(
            percent=show_number(still.activity_percent, 0), at=show_instant(still.at, reading.zone),
            share=show_number(still.share_percent, 0), mean=show_number(still.mean_percent, 0), fixes=still.fixes,
        )  # fmt: skip
        found.append(
            Alert(
                "tracking-still", Urgency.TODAY, CareLine.RESCUE, said,
                _("Go and look at it: low activity marked a sick released panda."), still.at,
                animal_id=release.animal_id, records=(("tracking_fix", known[-1].id),), is_verified=low.is_verified,
            )
        )  # fmt: skip
    return found


def _silent(reading: Reading, release: ReleaseView, last_at: datetime, limit: Limit) -> Alert:
    return Alert(
        "collar-silent", Urgency.TODAY, CareLine.RESCUE,
        _("No fix since {at}, for {days} days.").format(
            at=show_instant(last_at, reading.zone), days=(reading.now - last_at).days
        ),
        _("Search from the last place; if the collar fell off, close the case."),
        last_at + timedelta(days=limit.value), animal_id=release.animal_id, records=(("release", release.id),),
        is_verified=limit.is_verified,
    )  # fmt: skip


def _far(release: ReleaseView, last: FixView, limit: Limit) -> Alert:
    return Alert(
        "tracking-far", Urgency.WATCH, CareLine.RESCUE,
        _("{km} km from where it was released, further than {limit} km.").format(
            km=show_number(last.distance_m / 1000, 1), limit=show_number(limit.value)
        ),
        _("See whether it is moving towards villages or roads."), last.at, animal_id=release.animal_id,
        records=(("tracking_fix", last.id),), is_verified=limit.is_verified,
    )  # fmt: skip

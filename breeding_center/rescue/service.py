"""Taking reports from the field, and leading a case from step to step."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.checks import not_in_future
from breeding_center.animals.queries import taxon_views
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.rescue import rules
from breeding_center.rescue.model import CaseEvent, FieldReport, RescueCase
from breeding_center.rescue.queries import case_of_report, is_code_taken, last_step, last_weight_g, next_code
from breeding_center.storage.entry import Entry
from breeding_center.text import _, pick
from breeding_center.vocabulary import CaseState, Sex, Triage
from breeding_center.words import label


def take_report(
    entry: Entry,
    *,
    place_en: str,
    place_zh: str | None,
    finder: str,
    phone: str | None,
    county: str | None,
    latitude: float | None,
    longitude: float | None,
    altitude_m: float | None,
    findings: str | None,
    found_at: datetime,
) -> Deed:
    """Take a report from the field: who found what, where and when."""
    not_in_future(entry, found_at)
    if (latitude is None) != (longitude is None):
        raise NotUnderstood(_("A place has a latitude and a longitude; say both or neither."))
    if latitude is not None and longitude is not None and not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise NotUnderstood(_("A latitude lies within 90 degrees, a longitude within 180."))
    made = entry.add(
        FieldReport(
            found_at=found_at, finder=finder, phone=phone, place_en=place_en, place_zh=place_zh or place_en,
            county=county, latitude=latitude, longitude=longitude, altitude_m=altitude_m, findings=findings,
        )
    )  # fmt: skip
    return Deed(_("Reported from {place} by {finder}.").format(place=pick(place_en, place_zh), finder=finder), made.id)


def open_case(
    entry: Entry,
    *,
    report: UUID,
    code: str | None,
    taxon: UUID,
    sex: Sex,
    triage: Triage | None,
    cause: str | None,
    note: str | None,
    done_by: UUID | None = None,
) -> Deed:
    """Open a case from a report; it begins as reported, when the animal was found."""
    of = entry.get(FieldReport, report)
    before = case_of_report(entry, report)
    if before is not None:
        raise AlreadyDone(_("That report is case {code} already.").format(code=before))
    if code is not None and is_code_taken(entry, code):
        raise Refused(_("There already is a case {code}; choose another code.").format(code=code))
    case = entry.add(
        RescueCase(
            code=code or next_code(entry, of.found_at.astimezone(entry.zone).year), report_id=report, taxon_id=taxon,
            animal_id=None, sex=sex, state=CaseState.REPORTED, triage=triage, cause=cause, note=note,
        )
    )  # fmt: skip
    entry.add(
        CaseEvent(
            case_id=case.id, state=CaseState.REPORTED, weight_g=None, text=of.findings, done_by_id=done_by,
            done_at=of.found_at, task_id=None, note=None, doubt=None,
        )
    )  # fmt: skip
    return Deed(_("Opened case {code}.").format(code=case.code), case.id)


def take_step(
    entry: Entry,
    *,
    case: UUID,
    state: CaseState,
    weight_g: float | None,
    triage: Triage | None,
    cause: str | None,
    animal: UUID | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Lead a case to its next step; refused where that cannot follow the step it is at."""
    of = entry.get(RescueCase, case)
    if not rules.may_follow(of.state, state):
        raise Refused(_say_what_may_follow(of, state))
    last = last_step(entry, case)
    if last is not None and done_at < last.at:
        raise Refused(
            _("Case {code} came to {state} at {at}; the next step cannot be earlier.").format(
                code=of.code, state=label(of.state), at=show_instant(last.at, entry.zone)
            )
        )
    made = _record(entry, of, state, weight_g, text, done_at, done_by, note, None)
    entry.change(of, state=state, triage=triage or of.triage, cause=cause or of.cause, animal_id=animal or of.animal_id)
    return Deed(_("Case {code}: {state}.").format(code=of.code, state=label(state)), made.id)


def _say_what_may_follow(of: RescueCase, state: CaseState) -> str:
    following = rules.FOLLOWING[of.state]
    words = {"code": of.code, "now": label(of.state), "state": label(state)}
    if not following:
        return _("Case {code} is {now}; nothing can follow.").format(**words)
    return _("Case {code} is at {now}; {state} cannot follow, only {following} can.").format(
        **words, following=", ".join(label(one) for one in following)
    )


def make_round(
    entry: Entry,
    *,
    case: UUID,
    weight_g: float | None,
    triage: Triage | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a look at the animal of a case, which stays at the step it is at."""
    of = entry.get(RescueCase, case)
    if of.state in rules.LOCKED:
        raise Refused(_("Case {code} is {now}; nothing can follow.").format(code=of.code, now=label(of.state)))
    report = entry.get(FieldReport, of.report_id)
    if done_at < report.found_at:
        raise Refused(
            _("The animal of case {code} was found at {at}; a round cannot be earlier.").format(
                code=of.code, at=show_instant(report.found_at, entry.zone)
            )
        )
    made = _record(entry, of, None, weight_g, text, done_at, done_by, note, task_id)
    if triage is not None:
        entry.change(of, triage=triage)
    return Deed(_("Round of case {code} recorded.").format(code=of.code), made.id)


def _record(
    entry: Entry,
    of: RescueCase,
    state: CaseState | None,
    weight_g: float | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None,
) -> CaseEvent:
    not_in_future(entry, done_at)
    doubt = None
    if weight_g is not None:
        above_zero(weight_g, _("weight"))
        most_g = taxon_views(entry)[of.taxon_id].weight_max_g
        last_g = last_weight_g(entry, of.id, done_at)
        doubt = confirmed(entry, rules.doubt_about_weight(weight_g, last_g, most_g))
    return entry.add(
        CaseEvent(
            case_id=of.id, state=state, weight_g=weight_g, text=text, done_by_id=done_by, done_at=done_at,
            task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip

"""Taking reports from the field, and leading a case from step to step."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals import holds, measuring
from breeding_center.animals.checks import not_in_future
from breeding_center.animals.queries import animal_view, taxon_views
from breeding_center.care.deeds import above_zero, confirmed
from breeding_center.care.service import closes_topic
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue import rules
from breeding_center.rescue.attaching import attach_all
from breeding_center.rescue.field_reports import told_already
from breeding_center.rescue.guarding import (
    case_to_add_to,
    found_signs,
    living_case,
    must_be_a_place,
    must_be_awake,
)
from breeding_center.rescue.model import CaseEvent, FieldReport, RescueCase
from breeding_center.rescue.queries import (
    case_of_report,
    is_code_taken,
    last_step,
    last_weight_g,
    next_code,
)
from breeding_center.storage.entry import Entry
from breeding_center.text import _, joined, listed, pick
from breeding_center.vocabulary import CaseState, LifeStage, Sex, WeighMethod
from breeding_center.vocabulary.rescue import FieldSign
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
    accuracy_m: float | None,
    altitude_m: float | None,
    findings: str | None,
    threats: str | None,
    files: list[str],
    found_at: datetime,
) -> Deed:
    """Take a report from the field: who found what, where and when."""
    not_in_future(entry, found_at)
    if (latitude is None) != (longitude is None):
        raise NotUnderstood(_("A place has a latitude and a longitude; say both or neither."))
    if latitude is not None and longitude is not None:
        must_be_a_place(latitude, longitude, altitude_m)
    if accuracy_m is not None and accuracy_m <= 0:
        raise Refused(_("A place is never known to {meters} m.").format(meters=show_number(accuracy_m)))
    confirmed(entry, told_already(entry, place_en, finder, found_at))
    made = entry.add(
        FieldReport(
            found_at=found_at, finder=finder, phone=phone, place_en=place_en, place_zh=place_zh or place_en,
            county=county, latitude=latitude, longitude=longitude, accuracy_m=accuracy_m, altitude_m=altitude_m,
            findings=findings, threats=threats,
        )
    )  # fmt: skip
    attach_all(entry, made.id, files)
    return Deed(_("Reported from {place} by {finder}.").format(place=pick(place_en, place_zh), finder=finder), made.id)


def open_case(
    entry: Entry,
    *,
    report: UUID,
    code: str | None,
    taxon: UUID,
    sex: Sex,
    stage: LifeStage | None,
    signs: list[FieldSign],
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
    found = found_signs(entry, signs)
    case = entry.add(
        RescueCase(
            code=code or next_code(entry, of.found_at.astimezone(entry.zone).year), report_id=report, taxon_id=taxon,
            animal_id=None, sex=sex, stage=stage, state=CaseState.REPORTED, triage=rules.triage_of(found),
            cause=rules.known_cause(cause), note=note,
        )
    )  # fmt: skip
    entry.add(
        CaseEvent(
            case_id=case.id, state=CaseState.REPORTED, weight_g=None, text=of.findings,
            signs=rules.written_signs(found), done_by_id=done_by, done_at=of.found_at, task_id=None, note=None,
            doubt=None,
        )
    )  # fmt: skip
    return Deed(_("Opened case {code}.").format(code=case.code), case.id)


def take_step(
    entry: Entry,
    *,
    case: UUID,
    state: CaseState,
    weight_g: float | None,
    signs: list[FieldSign],
    cause: str | None,
    animal: UUID | None,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Lead a case to its next step; refused where that cannot follow the step it is at."""
    of = must_follow(entry, case, state, done_at)
    _must_be_this_way(entry, of, state)
    found = found_signs(entry, signs)
    stopped = _stopped(entry, of, state, done_at)
    made = _record(entry, of, state, weight_g, found, text, done_at, done_by, note, None, stopped)
    entry.change(
        of, state=state, triage=rules.triage_of(found) or of.triage, cause=rules.known_cause(cause) or of.cause,
        animal_id=animal or of.animal_id,
    )  # fmt: skip
    said = _("Case {code}: {state}.").format(code=of.code, state=label(state))
    ended = end_rounds(entry, of, done_at)
    if ended:
        said = _("{sentence} Ended: {ended}.").format(sentence=said, ended=joined(ended))
    return Deed(said, made.id)


def end_rounds(entry: Entry, of: RescueCase, at: datetime) -> list[str]:
    """End what is planned for a case whose animal is dead or gone, or never was; says what it was."""
    return closes_topic(entry, of.code, at) if of.state in rules.LEFT_THE_PEN else []


def must_follow(entry: Entry, case: UUID, state: CaseState, at: datetime) -> RescueCase:
    """The case, for a step at an instant; refused where it cannot follow, or is earlier than the step before."""
    of = entry.get(RescueCase, case)
    if not rules.may_follow(of.state, state):
        raise Refused(_say_what_may_follow(of, state))
    last = last_step(entry, case)
    if last is not None and at < last.at:
        raise Refused(
            _("Case {code} came to {state} at {at}; the next step cannot be earlier.").format(
                code=of.code, state=label(of.state), at=show_instant(last.at, entry.zone)
            )
        )
    case_to_add_to(entry, case, at)
    return of


def _say_what_may_follow(of: RescueCase, state: CaseState) -> str:
    following = rules.FOLLOWING[of.state]
    words = {"code": of.code, "now": label(of.state), "state": label(state)}
    if not following:
        return _("Case {code} is {now}; nothing can follow.").format(**words)
    return _("Case {code} is at {now}; {state} cannot follow, only {following} can.").format(
        **words, following=listed(label(one) for one in following)
    )


def _must_be_this_way(entry: Entry, of: RescueCase, state: CaseState) -> None:
    """Refuse the steps that have a deed of their own, which looks at more than the case."""
    if state is CaseState.RELEASED:
        raise Refused(_("Release the animal with 'rescue release', which goes through the checklist."))
    if state is CaseState.CLOSED:
        raise Refused(_("Close case {code} with 'rescue close', which looks for open treatment.").format(code=of.code))
    if state in rules.DEAD and of.animal_id is not None:
        view = animal_view(entry, of.animal_id)
        if view.is_here:
            raise Refused(
                _("{animal} is in the collection: record its death with 'animal depart', and the case follows.").format(
                    animal=view.label
                )
            )
    if state is CaseState.RELEASED_ON_SITE:
        must_be_awake(entry, of)


def _stopped(entry: Entry, of: RescueCase, state: CaseState, at: datetime) -> str | None:
    """Why the animal should not have been taken along: it is held, or movements at the center are stopped."""
    if state is not CaseState.TRANSPORT:
        return None
    own = holds.said(entry, holds.held(entry, [of.animal_id], at)) if of.animal_id is not None else None
    return own or holds.arrivals_stopped(entry, at)


def make_round(
    entry: Entry,
    *,
    case: UUID,
    weight_g: float | None,
    signs: list[FieldSign],
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None = None,
) -> Deed:
    """Record a look at the animal of a case, which stays at the step it is at."""
    of = living_case(entry, case, done_at)
    found = found_signs(entry, signs)
    made = _record(entry, of, None, weight_g, found, text, done_at, done_by, note, task_id)
    entry.change(of, triage=rules.triage_of(found) or of.triage)
    return Deed(_("Round of case {code} recorded.").format(code=of.code), made.id)


def write_step(
    entry: Entry,
    of: RescueCase,
    state: CaseState,
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    doubt: str | None = None,
) -> UUID:
    """Write a step that other deeds bring with them: a release, a death, a closing; a doubt of theirs is confirmed."""
    made = _record(entry, of, state, None, [], text, done_at, done_by, None, None, doubt)
    entry.change(of, state=state)
    return made.id


def _record(
    entry: Entry,
    of: RescueCase,
    state: CaseState | None,
    weight_g: float | None,
    signs: list[FieldSign],
    text: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
    task_id: UUID | None,
    stopped: str | None = None,
) -> CaseEvent:
    not_in_future(entry, done_at)
    doubt = doubt_weight(entry, of, weight_g, done_at, stopped)
    weigh_in_register(entry, of, weight_g, None, done_at, done_by)
    return entry.add(
        CaseEvent(
            case_id=of.id, state=state, weight_g=weight_g, text=text, signs=rules.written_signs(signs),
            done_by_id=done_by, done_at=done_at, task_id=task_id, note=note, doubt=doubt,
        )
    )  # fmt: skip


def doubt_weight(entry: Entry, of: RescueCase, weight_g: float | None, at: datetime, *others: str | None) -> str | None:
    """The doubt about a weight of a case's animal, with others there may be, confirmed or asked about."""
    about = None
    if weight_g is not None:
        above_zero(weight_g, _("weight"))
    if weight_g is not None and not is_in_collection(entry, of, at):
        most_g = taxon_views(entry)[of.taxon_id].weight_max_g
        about = rules.doubt_about_weight(weight_g, last_weight_g(entry, of.id, at), most_g)
    return confirmed(entry, about, *others)


def is_in_collection(entry: Entry, of: RescueCase, at: datetime) -> bool:
    """Was the animal of a case in the collection then, where it is weighed and treated like any other?"""
    return of.animal_id is not None and animal_view(entry, of.animal_id, at).is_here


def weigh_in_register(
    entry: Entry, of: RescueCase, weight_g: float | None, method: WeighMethod | None, at: datetime, by: UUID | None
) -> None:
    """What an animal of the collection weighs on a round of its case is its weight wherever one is asked for."""
    if weight_g is None or of.animal_id is None or not is_in_collection(entry, of, at):
        return
    measuring.weigh(
        entry, animal=of.animal_id, weight_g=weight_g, method=method or WeighMethod.SCALE, scale=None, done_at=at,
        done_by=by, note=of.code,
    )  # fmt: skip

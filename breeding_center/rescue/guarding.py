"""What every record of a case is refused for, in one place and in one wording."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from breeding_center.animals.checks import not_in_future
from breeding_center.animals.limits import kept_limits
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue import places, rules
from breeding_center.rescue.figures import EMACIATION
from breeding_center.rescue.model import FieldReport, RescueCase
from breeding_center.rescue.queries import asleep_since
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed
from breeding_center.vocabulary import CaseState
from breeding_center.vocabulary.rescue import FieldSign, Hydration
from breeding_center.words import label


def case_to_add_to(entry: Entry, case: UUID, at: datetime) -> RescueCase:
    """The case, for a record of something that happened at an instant; a closed case takes none."""
    of = entry.get(RescueCase, case)
    if of.state is CaseState.CLOSED:
        raise Refused(_("Case {code} is closed; nothing can be added to it.").format(code=of.code))
    not_in_future(entry, at)
    found_at = entry.get(FieldReport, of.report_id).found_at
    if at < found_at:
        raise Refused(
            _("The animal of case {code} was found at {at}; nothing can be earlier.").format(
                code=of.code, at=show_instant(found_at, entry.zone)
            )
        )
    return of


def living_case(entry: Entry, case: UUID, at: datetime) -> RescueCase:
    """The case, for something done with its animal; refused where that is dead or never was."""
    of = case_to_add_to(entry, case, at)
    if of.state in rules.NO_ROUNDS:
        raise Refused(_("Case {code} is {now}; nothing can follow.").format(code=of.code, now=label(of.state)))
    return of


def must_be_awake(entry: Entry, of: RescueCase) -> None:
    """Refuse to let an animal go, or its case, that nobody has seen wake."""
    since = asleep_since(entry, of.id)
    if since is not None:
        raise Refused(
            _(
                "The animal of case {code} is under anesthesia since {at}; "
                "first record its reversal, or when it woke, with 'rescue treat'."
            ).format(code=of.code, at=show_instant(since, entry.zone))
        )


def must_be_a_place(latitude: float, longitude: float, altitude_m: float | None = None) -> None:
    """Refuse a place that is outside the country, and coordinates that are swapped."""
    wrong = places.impossible_place(latitude, longitude)
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    if not is_on_earth and not places.is_inside(longitude, latitude):
        raise NotUnderstood(_("A latitude lies within 90 degrees, a longitude within 180."))
    if wrong is None and altitude_m is not None:
        wrong = places.impossible_altitude(altitude_m)
    if wrong is not None:
        raise Refused(wrong)


def percent(value: float | None, what: str) -> None:
    """Refuse a share that is none; `what` names it in the language spoken."""
    if value is not None and not 0 <= value <= 100:
        raise Refused(_("{what}: {value} is no share between 0 and 100 %.").format(what=what, value=show_number(value)))


def found_signs(
    entry: Entry, signs: Iterable[FieldSign], condition_score: int | None = None, hydration: Hydration | None = None
) -> list[FieldSign]:
    """The signs that were named and those that the scores say; refused where they contradict each other."""
    found = rules.signs_of(signs, condition_score, hydration, EMACIATION.under(kept_limits(entry)).value)
    if rules.contradiction(found):
        others = listed(label(one) for one in found if one is not FieldSign.HEALTHY)
        raise Refused(_("An animal with {signs} is not healthy; leave 'healthy' out.").format(signs=others))
    return found

"""What a rescue asks of every room: the release checklist with their evidence, the release itself, the closing."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals import holds
from breeding_center.animals import service as animals
from breeding_center.animals.queries import latest_weight
from breeding_center.care.deeds import confirmed, staff_names
from breeding_center.declarations.action import Deed, resolve
from breeding_center.declarations.report import Answer, Row
from breeding_center.declarations.room import Evidence
from breeding_center.errors import Refused
from breeding_center.moments import DateSpan
from breeding_center.office import rooms
from breeding_center.office.life_events import close_all
from breeding_center.rescue.checklist import APPROVAL, Point, points
from breeding_center.rescue.guarding import living_case, must_be_a_place, must_be_awake
from breeding_center.rescue.ladder import duties
from breeding_center.rescue.model import ReleaseCheck, ReleaseDecision, ReleaseRequest, RescueCase
from breeding_center.rescue.queries import case_view
from breeding_center.rescue.releasing import far_from_home, must_be_released_from, set_free
from breeding_center.rescue.service import end_rounds, must_follow, write_step
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, joined, listed
from breeding_center.vocabulary import CaseState, ConditionKind, DispositionKind

TREATMENT = "treatment"
# A rescued animal's own quarantine is the checklist's matter.
BINDING = holds.STAYING - {ConditionKind.QUARANTINE}


def evidence_of(reading: Reading, animal_id: UUID | None, at: datetime) -> dict[str, list[Evidence]]:
    """What every room's records say of an animal, by the question's code."""
    if animal_id is None:
        return {}
    found: dict[str, list[Evidence]] = {}
    for code, names in rooms.evidence().items():
        answers = [resolve(name)(reading, animal_id, at) for name in names]
        found[code] = [one for one in answers if one is not None]
    return found


def checklist(reading: Reading, case_id: UUID, animal_id: UUID | None, at: datetime) -> list[Point]:
    """The release checklist of a case as it stands."""
    return points(reading, case_id, at, evidence_of(reading, animal_id, at))


def _named(found: list[Point]) -> str:
    return joined(f"{point.criterion.title} ({point.sentence.rstrip('.。')})" for point in found)


# ---------------------------------------------------------------- deeds


def decide(
    entry: Entry,
    *,
    case: UUID,
    is_approved: bool,
    authority: str,
    reference: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Approve a release, or refuse it; approved with a criterion open only where that is confirmed with a reason."""
    of = living_case(entry, case, done_at)
    if is_approved:
        must_be_released_from(entry, of, done_at)
        assert of.animal_id is not None
        holds.must_be_free(entry, [of.animal_id], done_at, (ConditionKind.MOVEMENT_STOP,))
    still = [one for one in checklist(entry, case, of.animal_id, done_at) if one.is_open]
    still = [one for one in still if one.criterion.evidence != APPROVAL]
    doubt = confirmed(entry, _open_criteria(of, still)) if is_approved else None
    made = entry.add(
        ReleaseDecision(
            case_id=case, is_approved=is_approved, authority=authority, reference=reference,
            open_criteria=_named(still) or None, done_by_id=done_by, done_at=done_at, note=note, doubt=doubt,
        )
    )  # fmt: skip
    said = _("Case {code}: release approved by {authority}.") if is_approved else _(
        "Case {code}: release refused by {authority}."
    )  # fmt: skip
    return Deed(said.format(code=of.code, authority=authority), made.id)


def request(entry: Entry, *, case: UUID, done_at: datetime, done_by: UUID | None, note: str | None) -> Deed:
    """Ask for a release: with a criterion open it is refused, and who asked, when, and what was open is kept.

    The approval is not asked about here: it is what the request is made for.
    """
    of = living_case(entry, case, done_at)
    must_be_released_from(entry, of, done_at)
    still = [one for one in checklist(entry, case, of.animal_id, done_at) if one.is_open]
    still = [one for one in still if one.criterion.evidence != APPROVAL]
    made = entry.add(
        ReleaseRequest(
            case_id=case, open_criteria=_named(still) or None, done_by_id=done_by, done_at=done_at, note=note
        )
    )  # fmt: skip
    if still:
        said = _("Case {code}: release refused, open: {criteria}.").format(code=of.code, criteria=_named(still))
    else:
        said = _("Case {code}: release asked for; nothing stands in its way but the approval.").format(code=of.code)
    return Deed(said, made.id)


def _open_criteria(of: RescueCase, still: list[Point]) -> str | None:
    if not still:
        return None
    return _("The animal of case {code} is not ready for release, open: {criteria}.").format(
        code=of.code, criteria=_named(still)
    )


def release(
    entry: Entry,
    *,
    case: UUID,
    place_en: str,
    place_zh: str | None,
    latitude: float,
    longitude: float,
    altitude_m: float | None,
    collar: str | None,
    done_at: datetime,
    done_by: UUID | None,
    note: str | None,
) -> Deed:
    """Set a rescued animal free: the release, the case's step, its departure and all that ends with it, in one entry.

    Refused while a criterion of the checklist is open, unless that is confirmed with a reason.
    """
    of = entry.get(RescueCase, case)
    must_be_a_place(latitude, longitude, altitude_m)
    must_be_released_from(entry, of, done_at)
    assert of.animal_id is not None
    animal, looked = of.animal_id, checklist(entry, case, of.animal_id, done_at)
    doubt = confirmed(
        entry, far_from_home(case_view(entry, case), latitude, longitude),
        holds.said(entry, holds.held(entry, [animal], done_at, BINDING)),
        _open_criteria(of, [one for one in looked if one.is_open]),
    )  # fmt: skip
    _keep(entry, case, looked, done_at, done_by)
    weight = latest_weight(entry, animal, done_at)
    made = set_free(
        entry, of, place_en=place_en, place_zh=place_zh, latitude=latitude, longitude=longitude, altitude_m=altitude_m,
        collar=collar, weight_g=weight[0] if weight else None, doubt=doubt, done_at=done_at, done_by=done_by, note=note,
    )  # fmt: skip
    day = DateSpan.on(done_at.astimezone(entry.zone).date())
    gone = animals.depart(entry, animal=animal, kind=DispositionKind.RELEASE, on=day, at=done_at, note=of.code)
    ended = close_all(entry, animal, done_at) + end_rounds(entry, of, done_at)
    what = joined(ended) if ended else _("nothing was open")
    return Deed(_("{sentence} Ended: {ended}.").format(sentence=gone.sentence, ended=what), made)


def _keep(entry: Entry, case: UUID, looked: list[Point], at: datetime, by: UUID | None) -> None:
    """Keep what the records said on the day of the release: the decision rested on it."""
    for point in looked:
        if point.is_met is not None and point.at is None:
            entry.add(
                ReleaseCheck(
                    case_id=case, criterion_id=point.criterion.id, is_met=point.is_met, text=point.sentence,
                    done_by_id=by, done_at=at,
                )
            )  # fmt: skip


def close(
    entry: Entry, *, case: UUID, text: str | None, done_at: datetime, done_by: UUID | None, note: str | None
) -> Deed:
    """Close a case: from then on nothing of it changes. Refused while a treatment is open."""
    of = must_follow(entry, case, CaseState.CLOSED, done_at)
    must_be_awake(entry, of)
    still = [
        one.sentence for one in evidence_of(entry, of.animal_id, done_at).get(TREATMENT, []) if one.is_met is False
    ]
    if still:
        raise Refused(_("Case {code} has open treatment: {treatment}").format(code=of.code, treatment=" ".join(still)))
    owed = [one.rung.title for one in duties(entry, case, case_view(entry, case).steps) if one.told is None]
    untold = _("Nobody has yet told {authorities} of case {code}.").format(authorities=listed(owed), code=of.code)
    doubt = confirmed(entry, untold if owed else None)
    why = entry.reason if doubt else None  # the page is all that is left to read of a closed case
    said = " ".join(part for part in (text, note, why) if part) or None
    made = write_step(entry, of, CaseState.CLOSED, said, done_at, done_by, doubt)
    closed, ended = _("Case {code} is closed.").format(code=of.code), end_rounds(entry, of, done_at)
    if ended:
        closed = _("{sentence} Ended: {ended}.").format(sentence=closed, ended=joined(ended))
    return Deed(closed, made)


# ---------------------------------------------------------------- the report


def release_checklist(reading: Reading, *, case: UUID) -> Answer:
    """The criteria of a case's release, with what every room's records say to each."""
    view = case_view(reading, case)
    found = checklist(reading, case, view.animal_id, reading.now)
    people = staff_names(reading, (point.by_id for point in found))
    rows: list[Row] = [
        {
            "criterion": point.criterion.title, "code": point.criterion.code, "met": point.is_met,
            "found": point.sentence, "at": point.at, "by": people.get(point.by_id),
            "verified": point.criterion.is_verified, "source": point.criterion.source,
        }
        for point in found
    ]  # fmt: skip
    still = [point.criterion.title for point in found if point.is_open]
    if view.state in (CaseState.RELEASED, CaseState.CLOSED):
        note = _("Case {code} is settled; this is how its criteria stand now.").format(code=view.code)
    elif still:
        note = _("Not ready for release, open: {criteria}.").format(criteria=listed(still))
    else:
        note = _("Every criterion is met.")
    return Answer(rows, [note])

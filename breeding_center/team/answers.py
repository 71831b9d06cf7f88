"""What the questions about people are answered with."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.declarations.report import Answer
from breeding_center.moments import center_day, show_date
from breeding_center.storage.reading import Reading
from breeding_center.team import queries
from breeding_center.team.queries import CredentialView, StaffView
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import ChargeRole, Post
from breeding_center.words import label

ONE_DAY = timedelta(days=1)


def feeders(reading: Reading, *, as_of: datetime) -> Answer:
    """Exactly those who are feeders at an instant, with their charges and their shift of that day."""
    day = queries.local_day(reading, as_of)
    held = Counter((view.staff_id, view.role) for view in queries.charges_between(reading, day, day + ONE_DAY))
    shifts = _shifts_of_day(reading, as_of)
    rows = [
        {
            "code": one.code, "name_en": one.name_en, "name_zh": one.name_zh, "post": Post.FEEDER, "phone": one.phone,
            "primary": held[one.id, ChargeRole.PRIMARY], "backup": held[one.id, ChargeRole.BACKUP],
            "shift": shifts.get(one.id),
        }
        for one in queries.staff_views(reading, as_of).values()
        if Post.FEEDER in one.posts
    ]  # fmt: skip
    return Answer(rows, [n_("{n} feeder.", "{n} feeders.", len(rows)).format(n=len(rows))])


def staff(reading: Reading, *, as_of: datetime) -> Answer:
    """Everybody who works here at an instant."""
    shifts = _shifts_of_day(reading, as_of)
    rows = [
        {
            "code": one.code, "name_en": one.name_en, "name_zh": one.name_zh, "posts": shown_posts(one),
            "phone": one.phone, "since": one.since, "shift": shifts.get(one.id),
        }
        for one in queries.staff_views(reading, as_of).values()
        if one.is_current
    ]  # fmt: skip
    return Answer(rows, [n_("{n} person.", "{n} people.", len(rows)).format(n=len(rows))])


def shown_posts(one: StaffView) -> str:
    """A person's posts as people read them."""
    return listed(label(post) for post in sorted(one.posts))


def _shifts_of_day(reading: Reading, at: datetime) -> dict[UUID, str]:
    """The shifts of the center's day that an instant belongs to, by person; leave is said."""
    day = center_day(at, reading.zone, reading.site.day_starts_at)
    patterns = queries.pattern_views(reading)
    found: dict[UUID, list[str]] = {}
    for shift in queries.shifts_on(reading, day, day + ONE_DAY):
        found.setdefault(shift.staff_id, []).append(
            patterns[shift.pattern_id].label if shift.pattern_id in patterns else ""
        )
    shown = {person: listed(names) for person, names in found.items()}
    return shown | {leave.staff_id: _("on leave") for leave in queries.leaves_between(reading, day, day + ONE_DAY)}


def credentials(reading: Reading, *, as_of: datetime, days: int) -> Answer:
    """The papers of present staff that have expired or will within so many days, the first to go first."""
    day = queries.local_day(reading, as_of)
    people = queries.staff_views(reading, as_of)
    rows = []
    for one in _latest(queries.credentials(reading), day):
        person = people.get(one.staff_id)
        if person is None or not person.is_current or one.valid_until is None:
            continue
        left = (one.valid_until - day).days
        if left <= days:
            rows.append(
                {
                    "code": person.code, "person": person.label, "kind": one.kind, "number": one.number,
                    "valid_until": one.valid_until, "days_left": left,
                }
            )  # fmt: skip
    rows.sort(key=lambda row: (row["valid_until"], row["code"]))
    return Answer(rows, [_("As of {day}.").format(day=show_date(day))])


def _latest(papers: Iterable[CredentialView], day: date) -> list[CredentialView]:
    """Of each person's papers of a kind that began by a day, the one that lasts longest."""
    best: dict[tuple[UUID, str], CredentialView] = {}
    for paper in papers:
        key = (paper.staff_id, paper.kind.casefold())
        if paper.valid_from <= day and (key not in best or _ends(paper) > _ends(best[key])):
            best[key] = paper
    return list(best.values())


def _ends(paper: CredentialView) -> date:
    return paper.valid_until or date.max

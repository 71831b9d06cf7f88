"""Who works here, as what, when, and with which animals."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate, TimelineRow
from breeding_center.moments import wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.team.rules import Charged, Days, Held, OnShift, held_by, natural_order, on_duty, whose
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import ChargeRole, Post
from breeding_center.words import label

p = tables.staff_member
ps = tables.post_spell
sh = tables.shift
pt = tables.shift_pattern
lv = tables.leave
ch = tables.charge
cr = tables.credential

# No shift is longer than this, so that those on at an instant are found by when they began.
LONGEST_SHIFT = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class StaffView:
    """A person, and the posts held at the instant asked about; without one, the person does not work here then."""

    id: UUID
    code: str
    name_en: str
    name_zh: str
    label: str
    phone: str | None
    kind: str
    posts: frozenset[Post]
    since: date | None
    until: date | None

    @property
    def is_current(self) -> bool:
        """Does the person work here?"""
        return bool(self.posts)


@dataclass(frozen=True, slots=True)
class SpellView:
    """A post a person holds from a day until a day."""

    id: UUID
    post: Post
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PatternView:
    """A shift as it is every day."""

    id: UUID
    code: str
    label: str
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A person on a shift of a day."""

    id: UUID
    staff_id: UUID
    pattern_id: UUID
    on_day: date
    from_at: datetime
    until_at: datetime
    doubt: str | None


@dataclass(frozen=True, slots=True)
class ChargeView:
    """Whose animal, or whose enclosure."""

    id: UUID
    staff_id: UUID
    animal_id: UUID | None
    access_set_id: UUID | None
    role: ChargeRole
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class CredentialView:
    """A person's paper."""

    id: UUID
    staff_id: UUID
    kind: str
    number: str | None
    valid_from: date
    valid_until: date | None


def local_day(reading: Reading, at: datetime | None = None) -> date:
    """The date on the center's calendar at an instant."""
    return (at or reading.now).astimezone(reading.zone).date()


def _cover(from_on: ColumnElement[date], until_on: ColumnElement[date | None], day: date) -> ColumnElement[bool]:
    return and_(from_on <= day, or_(until_on.is_(None), until_on > day))


# ---------------------------------------------------------------- people


def staff_views(reading: Reading, at: datetime | None = None) -> dict[UUID, StaffView]:
    """Everybody who works or worked here, by code, with the posts they hold at an instant (now, if not said)."""
    day = local_day(reading, at)
    rows = reading.rows(
        select(
            p.c.id, p.c.code, p.c.name_en, p.c.name_zh, p.c.phone, p.c.kind, ps.c.post, ps.c.from_on, ps.c.until_on
        )
        .select_from(p.outerjoin(ps, and_(ps.c.staff_id == p.c.id, ps.c.voided_at.is_(None))))
        .where(p.c.voided_at.is_(None))
    )  # fmt: skip
    spells: dict[UUID, list[tuple[Post, date, date | None]]] = {}
    for row in rows:
        held = spells.setdefault(row.id, [])
        if row.post is not None:
            held.append((Post(row.post), row.from_on, row.until_on))
    views = {}
    for row in sorted({row.id: row for row in rows}.values(), key=lambda row: natural_order(row.code)):
        held = spells[row.id]
        posts = frozenset(post for post, start, end in held if start <= day and (end is None or day < end))
        ends = [end for _post, _start, end in held]
        last = None if None in ends else max((end for end in ends if end is not None), default=None)
        views[row.id] = StaffView(
            row.id, row.code, row.name_en, row.name_zh, pick(row.name_en, row.name_zh), row.phone, row.kind, posts,
            min((start for _post, start, _end in held), default=None), last,
        )  # fmt: skip
    return views


def staff_label(reading: Reading, staff_id: UUID) -> str:
    """What people call a person."""
    row = reading.row(select(p.c.name_en, p.c.name_zh).where(p.c.id == staff_id))
    return pick(row.name_en, row.name_zh) if row else ""


def posts_of(reading: Reading, staff_id: UUID, at: datetime | None = None) -> set[Post]:
    """The posts a person holds at an instant."""
    return posts_on(reading, staff_id, local_day(reading, at))


def posts_on(reading: Reading, staff_id: UUID, day: date) -> set[Post]:
    """The posts a person holds on a day."""
    question = select(ps.c.post).where(
        ps.c.staff_id == staff_id, ps.c.voided_at.is_(None), _cover(ps.c.from_on, ps.c.until_on, day)
    )
    return {Post(row.post) for row in reading.rows(question)}


def spells_of(reading: Reading, staff_id: UUID) -> list[SpellView]:
    """A person's posts, the earliest first."""
    rows = reading.rows(
        select(ps.c.id, ps.c.post, ps.c.from_on, ps.c.until_on)
        .where(ps.c.staff_id == staff_id, ps.c.voided_at.is_(None))
        .order_by(ps.c.from_on, ps.c.id)
    )
    return [SpellView(row.id, Post(row.post), row.from_on, row.until_on) for row in rows]


def spells_between(reading: Reading, from_on: date, until_on: date) -> list[Days]:
    """Who holds any post on any of the days [from, until)."""
    rows = reading.rows(
        select(ps.c.staff_id, ps.c.from_on, ps.c.until_on).where(
            ps.c.voided_at.is_(None), ps.c.from_on < until_on, or_(ps.c.until_on.is_(None), ps.c.until_on > from_on)
        )
    )
    return [Days(row.staff_id, row.from_on, row.until_on) for row in rows]


def find_people(reading: Reading, typed: str) -> list[Candidate]:
    """The people who were meant, by code, name in either language, or pinyin; those who left come last."""
    views = staff_views(reading)
    keys = {row.id: row.search_key for row in reading.rows(select(p.c.id, p.c.search_key))}
    people = sorted(views.values(), key=lambda view: not view.is_current)
    return matching(
        typed, [Called(_candidate(view), (view.code, view.name_en, view.name_zh), keys[view.id]) for view in people]
    )


def person_options(reading: Reading) -> list[Candidate]:
    """Everybody who works here now, for pick lists and completion."""
    return [_candidate(view) for view in staff_views(reading).values() if view.is_current]


def _candidate(view: StaffView) -> Candidate:
    posts = listed(sorted(label(post) for post in view.posts)) or _("left")
    return Candidate(view.id, view.label, listed((view.code, posts)))


def credentials(reading: Reading) -> list[CredentialView]:
    """All papers of all people."""
    rows = reading.rows(
        select(cr.c.id, cr.c.staff_id, cr.c.kind, cr.c.number, cr.c.valid_from, cr.c.valid_until)
        .where(cr.c.voided_at.is_(None))
        .order_by(cr.c.valid_until, cr.c.id)
    )
    return [CredentialView(row.id, row.staff_id, row.kind, row.number, row.valid_from, row.valid_until) for row in rows]


# ---------------------------------------------------------------- shifts and leave


def pattern_views(reading: Reading) -> dict[UUID, PatternView]:
    """The shifts of a day, the earliest first."""
    columns = (pt.c.id, pt.c.code, pt.c.name_en, pt.c.name_zh, pt.c.starts_at, pt.c.ends_at)
    rows = reading.rows(select(*columns).where(pt.c.voided_at.is_(None)).order_by(pt.c.starts_at, pt.c.code))
    return {
        row.id: PatternView(
            row.id, row.code, pick(row.name_en, row.name_zh), time.fromisoformat(row.starts_at),
            time.fromisoformat(row.ends_at),
        )
        for row in rows
    }  # fmt: skip


def _called_patterns(reading: Reading) -> list[Called]:
    columns = (pt.c.id, pt.c.code, pt.c.name_en, pt.c.name_zh, pt.c.starts_at, pt.c.ends_at)
    rows = reading.rows(select(*columns).where(pt.c.voided_at.is_(None)).order_by(pt.c.starts_at, pt.c.code))
    return [
        Called(
            Candidate(row.id, pick(row.name_en, row.name_zh), f"{row.starts_at}-{row.ends_at}"),
            (row.code, row.name_en, row.name_zh),
        )
        for row in rows
    ]


def find_shift_patterns(reading: Reading, typed: str) -> list[Candidate]:
    """The shifts that were meant, by code or name."""
    return matching(typed, _called_patterns(reading))


def shift_pattern_options(reading: Reading) -> list[Candidate]:
    """Every shift of a day, for pick lists and completion."""
    return [one.candidate for one in _called_patterns(reading)]


def shifts_on(reading: Reading, from_on: date, until_on: date) -> list[ShiftView]:
    """Who is on which shift of the days [from, until), leave or not."""
    return _shifts(reading, and_(sh.c.on_day >= from_on, sh.c.on_day < until_on, _began(reading, from_on, until_on)))


def shifts_of(reading: Reading, staff_id: UUID, from_at: datetime | None = None) -> list[ShiftView]:
    """A person's shifts that reach beyond an instant, or all of them."""
    mine = sh.c.staff_id == staff_id
    return _shifts(reading, mine if from_at is None else and_(mine, sh.c.until_at > from_at))


def _began(reading: Reading, from_on: date, until_on: date) -> ColumnElement[bool]:
    """The days as instants, which are indexed."""
    return and_(
        sh.c.from_at >= wall_time(from_on, time(0), reading.zone) - timedelta(hours=3),
        sh.c.from_at < wall_time(until_on, time(0), reading.zone) + timedelta(hours=3),
    )


def _shifts(reading: Reading, which: ColumnElement[bool]) -> list[ShiftView]:
    columns = (sh.c.id, sh.c.staff_id, sh.c.pattern_id, sh.c.on_day, sh.c.from_at, sh.c.until_at, sh.c.doubt)
    rows = reading.rows(select(*columns).where(sh.c.voided_at.is_(None), which).order_by(sh.c.from_at, sh.c.id))
    return [
        ShiftView(row.id, row.staff_id, row.pattern_id, row.on_day, row.from_at, row.until_at, row.doubt)
        for row in rows
    ]


def shift_called_now(reading: Reading, staff_id: UUID | None) -> str | None:
    """The code of the shift that a person is on or came from last; of the day's shift, where they had none."""
    patterns = pattern_views(reading)
    today = local_day(reading)
    begun = [one for one in shifts_on(reading, today - timedelta(days=1), today + timedelta(days=1))
             if one.staff_id == staff_id and one.from_at <= reading.now]  # fmt: skip
    if begun:
        return patterns[begun[-1].pattern_id].code
    now = reading.now.astimezone(reading.zone).time()
    day = list(patterns.values())
    return next((one.code for one in reversed(day) if one.starts_at <= now), day[-1].code if day else None)


def leaves_between(reading: Reading, from_on: date, until_on: date) -> list[Days]:
    """Who is on leave on any of the days [from, until)."""
    rows = reading.rows(
        select(lv.c.staff_id, lv.c.from_on, lv.c.until_on)
        .where(lv.c.voided_at.is_(None), lv.c.from_on < until_on, lv.c.until_on > from_on)
        .order_by(lv.c.from_on, lv.c.id)
    )
    return [Days(row.staff_id, row.from_on, row.until_on) for row in rows]


def _on_at_any(reading: Reading, times: Collection[datetime]) -> list[OnShift]:
    """The shifts that are on at some of these instants, leave taken off; in the order of people's codes."""
    first, last = min(times), max(times)
    columns = (sh.c.staff_id, sh.c.on_day, sh.c.from_at, sh.c.until_at, p.c.code, lv.c.id.label("leave_id"))
    away = and_(
        lv.c.staff_id == sh.c.staff_id,
        lv.c.voided_at.is_(None),
        lv.c.from_on <= sh.c.on_day,
        lv.c.until_on > sh.c.on_day,
    )
    rows = reading.rows(
        select(*columns)
        .select_from(sh.join(p, p.c.id == sh.c.staff_id).outerjoin(lv, away))
        .where(
            sh.c.voided_at.is_(None),
            sh.c.from_at > first - LONGEST_SHIFT,
            sh.c.from_at <= last,
            sh.c.until_at > first,
        )
    )
    present = [row for row in rows if row.leave_id is None]
    return [
        OnShift(row.staff_id, row.on_day, row.from_at, row.until_at)
        for row in sorted(present, key=lambda row: natural_order(row.code))
    ]


def on_shift(reading: Reading, at: datetime | None = None) -> list[UUID]:
    """Who is on a shift at an instant (now, if not said) and not on leave, by code."""
    at = at or reading.now
    return [shift.staff_id for shift in on_duty(at, _on_at_any(reading, (at,)), ())]


# ---------------------------------------------------------------- charges


def charges_between(reading: Reading, from_on: date, until_on: date | None = None) -> list[ChargeView]:
    """The charges that hold on any of the days [from, until)."""
    reaching = [ch.c.voided_at.is_(None), or_(ch.c.until_on.is_(None), ch.c.until_on > from_on)]
    if until_on is not None:
        reaching.append(ch.c.from_on < until_on)
    return _charges(reading, and_(*reaching))


def charge_views(
    reading: Reading, *, animal_id: UUID | None = None, access_set_id: UUID | None = None, staff_id: UUID | None = None
) -> list[ChargeView]:
    """All charges of an animal, an access set or a person, the earliest first."""
    wanted = [
        column == value
        for column, value in (
            (ch.c.animal_id, animal_id),
            (ch.c.access_set_id, access_set_id),
            (ch.c.staff_id, staff_id),
        )
        if value is not None
    ]
    return _charges(reading, and_(ch.c.voided_at.is_(None), *wanted))


def _charges(reading: Reading, which: ColumnElement[bool]) -> list[ChargeView]:
    columns = (ch.c.id, ch.c.staff_id, ch.c.animal_id, ch.c.access_set_id, ch.c.role, ch.c.from_on, ch.c.until_on)
    rows = reading.rows(select(*columns).where(which).order_by(ch.c.from_on, ch.c.id))
    return [
        ChargeView(
            row.id, row.staff_id, row.animal_id, row.access_set_id, ChargeRole(row.role), row.from_on, row.until_on
        )
        for row in rows
    ]  # fmt: skip


def charges_of(
    reading: Reading, animal_ids: Collection[UUID] | None = None, at: datetime | None = None
) -> dict[UUID, list[UUID]]:
    """Who is in charge of animals at an instant, the primary first: staff keys by animal."""
    day = local_day(reading, at)
    found: dict[UUID, list[UUID]] = {}
    holding = charges_between(reading, day, day + timedelta(days=1))
    for view in sorted(holding, key=lambda view: view.role is not ChargeRole.PRIMARY):
        if view.animal_id is not None and (animal_ids is None or view.animal_id in animal_ids):
            found.setdefault(view.animal_id, []).append(view.staff_id)
    return found


def charged(views: Sequence[ChargeView]) -> dict[UUID, list[Charged]]:
    """Charges by their animal or access set, as the rules take them."""
    found: dict[UUID, list[Charged]] = {}
    for view in views:
        subject = view.animal_id or view.access_set_id
        assert subject is not None
        found.setdefault(subject, []).append(Charged(view.staff_id, subject, view.role, view.from_on, view.until_on))
    return found


@dataclass(frozen=True)
class Keepers(Mapping[tuple[UUID, datetime], UUID | None]):
    """Whose an animal is at an instant, for the animals and instants asked about: `keepers[animal_id, at]`."""

    shifts: Sequence[OnShift]
    charges: Mapping[UUID, Sequence[Charged]]
    places: Mapping[UUID, UUID]
    times: Sequence[datetime]
    _held: dict[datetime, Held] = field(default_factory=dict, repr=False)
    _of_those: dict[tuple[int, ...], Held] = field(default_factory=dict, repr=False)

    def __getitem__(self, key: tuple[UUID, datetime]) -> UUID | None:
        """The person on shift then who is in charge of the animal, primary before backup; None where nobody is."""
        animal_id, at = key
        place = self.places.get(animal_id)
        return whose((animal_id, place) if place else (animal_id,), self._held_at(at))

    def __iter__(self) -> Iterator[tuple[UUID, datetime]]:
        return ((animal_id, at) for animal_id in self.places for at in self.times)

    def __len__(self) -> int:
        return len(self.places) * len(self.times)

    def is_present(self, staff_id: UUID, at: datetime) -> bool:
        """Whether a person is on shift at an instant."""
        return any(shift.staff_id == staff_id and shift.from_at <= at < shift.until_at for shift in self.shifts)

    def of_place(self, access_set_id: UUID, at: datetime) -> UUID | None:
        """Whose an access set is: of whom it is charged to, or else of whoever keeps the animals that stay in it."""
        there = [animal_id for animal_id, place in self.places.items() if place == access_set_id]
        return whose((access_set_id, *there), self._held_at(at))

    def _held_at(self, at: datetime) -> Held:
        if at not in self._held:
            # The same people are present at many instants; their charges are gone through once.
            present = tuple(number for number, shift in enumerate(self.shifts) if shift.from_at <= at < shift.until_at)
            if present not in self._of_those:
                self._of_those[present] = held_by([self.shifts[number] for number in present], self.charges)
            self._held[at] = self._of_those[present]
        return self._held[at]


def keepers_for(
    reading: Reading, animal_ids: Collection[UUID], place_by_animal: Mapping[UUID, UUID], times: Collection[datetime]
) -> Keepers:
    """Which feeder a due time belongs to, for these animals at these instants; two selects, however many there are."""
    if not times:
        return Keepers((), {}, {}, ())
    shifts = _on_at_any(reading, times)
    places = {animal_id: place_by_animal[animal_id] for animal_id in animal_ids if animal_id in place_by_animal}
    days = [shift.on_day for shift in shifts]
    charges = charged(charges_between(reading, min(days), max(days) + timedelta(days=1))) if days else {}
    return Keepers(shifts, charges, places, tuple(sorted(set(times))))


def timeline(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[TimelineRow]:
    """Who came to be in charge of the animal in [from_at, until_at), and who ceased to be."""
    told: list[TimelineRow] = []
    for view in charge_views(reading, animal_id=animal_id):
        person, role = staff_label(reading, view.staff_id), label(view.role)
        turns = (
            (view.from_on, _("{person} in charge ({role})")),
            (view.until_on, _("{person} no longer in charge ({role})")),
        )
        for day, sentence in turns:
            at = wall_time(day, time(0), reading.zone) if day else None
            if at is not None and from_at <= at < until_at:
                words = sentence.format(person=person, role=role)
                told.append(TimelineRow(at, None, "charge", words, None, ch.name, view.id))
    return sorted(told, key=lambda row: row.at)

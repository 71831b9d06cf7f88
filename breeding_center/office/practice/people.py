"""Staff, their posts and papers, shifts and charges: as the sample tells them, and as they were written down."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from uuid import UUID

from breeding_center.declarations.finding import stored_key
from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import ONE_DAY, World
from breeding_center.team.model import Charge, Credential, PostSpell, Shift, ShiftPattern, StaffMember
from breeding_center.team.rules import monday_of, next_code, shift_bounds
from breeding_center.vocabulary import ChargeRole, Post

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BLOCK_DAYS = 14  # the roster is written for two weeks at a time
WRITTEN_BEFORE = timedelta(days=3)
ROSTER_AHEAD = timedelta(days=14)


def write_people(world: World, founded: dict[str, UUID], taken: frozenset[str] = frozenset()) -> None:
    """Everybody who works here; whoever founded the center is there already, under their own key."""
    used = set(taken)
    for row in world.tables["staff"]:
        if row["key"] in founded:
            world.staff[row["key"]] = founded[row["key"]]
            continue
        since = sheets.day(row["post_from"])
        assert since is not None
        code = next_code(Post(row["kind"]), used) if row["key"] in used else row["key"]
        used.add(code)
        at = world.morning_of(since)
        world.staff[row["key"]] = world.book.add(
            at, "staff.add", StaffMember, code=code, kind="feeder" if row["kind"] == Post.FEEDER else "staff",
            name_en=row["name_en"], name_zh=row["name_zh"], search_key=stored_key(row["name_en"], row["name_zh"]),
            phone=sheets.text(row["phone"]),
        )  # fmt: skip
        world.book.add(
            at, "staff.add", PostSpell, staff_id=world.staff[row["key"]], post=Post(row["kind"]), from_on=since,
            until_on=sheets.day(row["post_until"]),
        )  # fmt: skip
    for row in world.tables["credentials"]:
        valid_from = sheets.day(row["valid_from"])
        assert valid_from is not None
        world.book.add(
            world.morning_of(valid_from), "staff.credential", Credential, staff_id=world.staff[row["staff"]],
            kind=row["kind"], number=row["number"], valid_from=valid_from, valid_until=sheets.day(row["valid_until"]),
        )  # fmt: skip


def registrar_key(world_staff: list[Row]) -> str:
    """The key of the first registrar, who founds the practice center."""
    return next(row["key"] for row in world_staff if row["kind"] == Post.REGISTRAR)


def write_charges(world: World) -> None:
    """Whose animal it is, since when."""
    for row in world.tables["charges"]:
        since = sheets.day(row["from"])
        assert since is not None
        at = world.morning_of(since)
        animal = row["animal"]
        if animal:
            at = world.told_at(animal, at)
        until = sheets.day(row["until"])
        key = world.book.add(
            at, "staff.charge", Charge, staff_id=world.staff[row["staff"]],
            animal_id=world.animals[animal] if animal else None,
            access_set_id=world.access_sets[row["access_set"]] if row["access_set"] else None,
            role=ChargeRole(row["role"]), from_on=since, until_on=None,
        )  # fmt: skip
        if until is not None and world.morning_of(until) <= world.period.anchor:
            world.book.change(world.morning_of(until), "staff.end-charge", Charge, key, until_on=until)


# ---------------------------------------------------------------- the roster


def roster(world: World) -> Iterator[Writing]:
    """The shifts of everybody, written two weeks at a time, up to two weeks ahead of the anchor."""
    opening_at = world.period.opening_at
    opening = Writing(opening_at, "staff.shift-pattern", world.book.by)
    patterns: dict[str, UUID] = {}
    bounds = {}
    for row in world.tables["shift_patterns"]:
        patterns[row["code"]] = world.keys.new(opening_at)
        bounds[row["code"]] = time.fromisoformat(row["from"]), time.fromisoformat(row["until"])
        opening.add(
            ShiftPattern,
            {
                "id": patterns[row["code"]], "code": row["code"], "name_en": row["name_en"], "name_zh": row["name_zh"],
                "starts_at": row["from"], "ends_at": row["until"],
            },
        )  # fmt: skip
    yield opening
    lines = [
        (row, {WEEKDAYS.index(one) for one in sheets.listed(row["days"])}) for row in world.tables["roster_pattern"]
    ]
    day = monday_of(world.period.first_day - 2 * ONE_DAY)
    while day <= world.period.today + ROSTER_AHEAD:
        yield _block(world, day, lines, patterns, bounds)
        day += timedelta(days=BLOCK_DAYS)


def _block(
    world: World,
    first: date,
    lines: list[tuple[Row, set[int]]],
    patterns: dict[str, UUID],
    bounds: dict[str, tuple[time, time]],
) -> Writing:
    latest = world.period.at(world.period.today - 2 * ONE_DAY, time(15))
    written_at = max(world.period.opening_at, min(world.period.at(first, time(15)) - WRITTEN_BEFORE, latest))
    block = Writing(written_at, "staff.shift", world.book.by)
    last = world.period.today + ROSTER_AHEAD
    world.keys.from_now_on(written_at)
    for on_day in (first + timedelta(days=number) for number in range(BLOCK_DAYS)):
        for row, weekdays in lines:
            if on_day <= last and on_day.weekday() in weekdays:
                from_at, until_at = shift_bounds(on_day, *bounds[row["shift"]], world.period.zone)
                block.add(
                    Shift,
                    {
                        "id": world.keys.then(), "staff_id": world.staff[row["staff"]],
                        "pattern_id": patterns[row["shift"]], "on_day": on_day, "from_at": from_at,
                        "until_at": until_at,
                    },
                )  # fmt: skip
    return block


class Presence:
    """Who is on which shift of a day, and whose animal it is: the roster as it is lived."""

    def __init__(self, world: World) -> None:
        posts = {row["key"]: Post(row["kind"]) for row in world.tables["staff"]}
        self._on: dict[tuple[int, str, Post], list[str]] = {}
        for row in world.tables["roster_pattern"]:
            for weekday in sheets.listed(row["days"]):
                key = WEEKDAYS.index(weekday), row["shift"], posts[row["staff"]]
                self._on.setdefault(key, []).append(row["staff"])
        self._charged: dict[str, list[tuple[date, date, str]]] = {}
        for row in sorted(world.tables["charges"], key=lambda row: row["role"] != ChargeRole.PRIMARY):
            until = sheets.day(row["until"]) or date.max
            since = sheets.day(row["from"]) or date.min
            self._charged.setdefault(row["animal"] or row["access_set"], []).append((since, until, row["staff"]))

    def on(self, day: date, shift: str, post: Post) -> list[str]:
        """The people of a post on a shift of a day; of any other shift of it where there is none."""
        found = self._on.get((day.weekday(), shift, post))
        if found:
            return found
        for other in ("morning", "evening", "night"):
            found = self._on.get((day.weekday(), other, post))
            if found:
                return found
        return self._on.get(((day.weekday() + 1) % 7, "morning", post), [])

    def keeper(self, subject: str, day: date, present: list[str]) -> str | None:
        """The primary keeper of an animal where they are on the shift, or else the backup, or else nobody."""
        for since, until, who in self._charged.get(subject, ()):
            if who in present and since <= day < until:
                return who
        return None


def recorded_by(people: list[str], day: date) -> str:
    """Who of a shift writes its sheet down: one after the other, day by day."""
    return people[day.toordinal() % len(people)]

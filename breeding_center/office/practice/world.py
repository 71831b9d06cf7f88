"""The practice center while it is being written: its time, its tables, and the keys its records are given."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.moments import center_day, wall_time
from breeding_center.office.practice.book import Book, Keys
from breeding_center.office.practice.sheets import Row, Sheets

# The practice clock is set going here: the morning that the sample data describe.
ANCHOR = datetime(2020, 9, 25, 0, 0, tzinfo=UTC)
FIRST_DAY = date(2020, 2, 1)
ONE_DAY = timedelta(days=1)
# The registers are opened the afternoon before the first day that is told.
OPENS_BEFORE = timedelta(hours=16)


@dataclass(frozen=True, slots=True)
class Period:
    """The time that is told: from the start of the first day until the anchor, when the day after the last begins."""

    first_day: date
    anchor: datetime
    zone: ZoneInfo
    day_starts_at: time

    @property
    def start_at(self) -> datetime:
        """When the first day begins."""
        return wall_time(self.first_day, self.day_starts_at, self.zone)

    @property
    def opening_at(self) -> datetime:
        """When the registers are written as they stood then."""
        return self.start_at - OPENS_BEFORE

    @property
    def today(self) -> date:
        """The day that begins at the anchor."""
        return center_day(self.anchor, self.zone, self.day_starts_at)

    def days(self) -> Iterator[date]:
        """The days that are lived through."""
        day = self.first_day
        while day < self.today:
            yield day
            day += ONE_DAY

    def __len__(self) -> int:
        return (self.today - self.first_day).days

    def at(self, day: date, clock_time: time) -> datetime:
        """A wall time of a calendar day, in UTC."""
        return wall_time(day, clock_time, self.zone)


@dataclass(frozen=True, slots=True)
class Order:
    """A prescription as the doses that are given of it need it."""

    prescription_id: UUID
    medicine_id: UUID
    slots: str
    ordered_by_id: UUID
    lot_id: UUID | None
    lot: str | None


@dataclass(slots=True)
class World:
    """Everything that telling the history needs to know."""

    tables: Sheets
    period: Period
    keys: Keys
    book: Book
    random_seed: int
    taxa: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, UUID] = field(default_factory=dict)
    institutions: dict[str, UUID] = field(default_factory=dict)
    enclosures: dict[str, UUID] = field(default_factory=dict)
    access_sets: dict[str, UUID] = field(default_factory=dict)
    animals: dict[str, UUID] = field(default_factory=dict)
    foods: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    litters: dict[str, UUID] = field(default_factory=dict)
    pregnancies: dict[str, UUID] = field(default_factory=dict)
    """By the litter that came of it."""
    rungs: dict[str, UUID] = field(default_factory=dict)
    criteria: dict[str, UUID] = field(default_factory=dict)
    medicines: dict[str, UUID] = field(default_factory=dict)
    analytes: dict[str, UUID] = field(default_factory=dict)
    lots: dict[str, UUID] = field(default_factory=dict)
    """Lots of medicine by their number."""
    conditions: dict[tuple[str, str, datetime], UUID] = field(default_factory=dict)
    """By animal, kind, and since when."""
    orders: dict[UUID, "Order"] = field(default_factory=dict)
    """What a veterinarian ordered, by the plan that asks for its doses."""
    known_since: dict[str, datetime] = field(default_factory=dict)
    """When each animal was first written down; nothing about it can be written before."""
    keyed: dict[str, dict[str, Row]] = field(default_factory=dict)
    _stays: dict[str, list[Row]] = field(default_factory=dict)

    def sheet(self, name: str) -> dict[str, Row]:
        """A table's rows by their key, looked up once."""
        if name not in self.keyed:
            self.keyed[name] = self.tables.by_key(name)
        return self.keyed[name]

    def stays_of(self, animal: str) -> list[Row]:
        """The animal's stays, looked up once."""
        if not self._stays:
            for row in self.tables["stays"]:
                self._stays.setdefault(row["animal"], []).append(row)
        return self._stays.get(animal, [])

    def morning_of(self, day: date) -> datetime:
        """A quarter of an hour before a day begins: when what is planned from that day on is written down."""
        return self.period.at(day, self.period.day_starts_at) - timedelta(minutes=15)

    def told_at(self, animal: str, at: datetime) -> datetime:
        """When something about an animal is written down: at that time, but not before the animal itself."""
        return max(at, self.known_since.get(animal, self.period.opening_at))

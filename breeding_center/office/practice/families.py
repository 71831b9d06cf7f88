"""Litters, who rears the young, and the conditions that one line of care places and all others read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from breeding_center.animals.model import Condition, RearingSpell
from breeding_center.breeding.model import Litter, LitterCub
from breeding_center.moments import DateSpan
from breeding_center.office.practice import sheets
from breeding_center.office.practice.registers import WRITTEN_AT
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import ONE_DAY, World
from breeding_center.vocabulary import CareLine, ConditionKind, RearingKind

# Giant pandas, center defaults: quarantine of 30 days; a look at every open condition at least this often.
QUARANTINE = timedelta(days=30)
REVIEW_AFTER = timedelta(days=14)
# The estrus episode is 18-26 days, its peak 2-5 (fx361.cc/page/2018/0123/15503121): the days that count for pairing.
ESTRUS_FROM, ESTRUS_UNTIL = timedelta(days=-3), timedelta(days=4)
WATCHED_AFTER = timedelta(days=75)
SEPARATED = "separated from the dam"
# Twins that take turns with the dam, and how long each turn is: at 07:00 and 19:00.
SWAPPED, SWAPPED_MIN = frozenset(("qinqin_2020",)), 12 * 60.0


def write_litters(world: World) -> None:
    """The litters and their cubs, written with the births."""
    for row in world.tables["litters"]:
        born_on = sheets.day(row["born_on"])
        assert born_on is not None
        at = world.period.at(born_on, WRITTEN_AT)
        if at > world.period.anchor:
            continue
        born = DateSpan.on(born_on)
        litter = world.litters[row["key"]] = world.book.add(
            at, "animal.birth", Litter, dam_id=world.animals[row["dam"]],
            pregnancy_id=world.pregnancies.get(row["key"]),
            swap_interval_min=SWAPPED_MIN if row["key"] in SWAPPED else None, born_from=born.from_on,
            born_until=born.until_on, born_written=born.written, size=int(row["size"]), stillborn=0,
            note=_bred(row),
        )  # fmt: skip
        cubs = [
            one["key"] for one in world.tables["animals"]
            if one["dam"] == row["dam"] and one["birth"] == row["born_on"] and one["key"] in world.animals
        ]  # fmt: skip
        for order, cub in enumerate(cubs, start=1):
            world.book.add(
                at, "animal.birth", LitterCub, litter_id=litter, animal_id=world.animals[cub], birth_order=order
            )
            _write_rearing(world, cub, row, born_on, at, is_twin=len(cubs) > 1)


def _bred(row: Row) -> str | None:
    bred = f"bred on {row['bred_on']} ({row['bred_how']})" if row["bred_on"] else ""
    return "; ".join(part for part in (bred, row["note"]) if part) or None


def _write_rearing(world: World, cub: str, litter: Row, born_on: date, at: datetime, *, is_twin: bool) -> None:
    """By the dam until the young are separated; twins take turns between the dam and the incubator."""
    ends = [
        moved.astimezone(world.period.zone).date()
        for stay in world.stays_of(cub)
        if stay["reason"].startswith(SEPARATED) and (moved := sheets.instant(stay["from"]))
    ]
    # Of the young that left their dams before the practice record begins, it is not told when.
    if not ends and born_on + timedelta(days=548) < world.period.today:
        return
    key = world.book.add(
        at, "animal.birth", RearingSpell, animal_id=world.animals[cub],
        kind=RearingKind.SHARED if is_twin and not ends else RearingKind.DAM,
        reared_by_id=world.animals[litter["dam"]], from_on=born_on, until_on=None,
    )  # fmt: skip
    for ended_on in ends:
        ended_at = world.period.at(ended_on, time(17))
        if ended_at <= world.period.anchor:
            world.book.change(ended_at, "animal.end-rearing", RearingSpell, key, until_on=ended_on)


# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Spell:
    """A condition of an animal, from when until when."""

    animal: str
    kind: ConditionKind
    line: CareLine
    from_at: datetime
    until_at: datetime | None
    note: str | None


def spells(world: World) -> list[Spell]:
    """The conditions that the stays, the breeding season and the treatments of the sample come with."""
    return [*_of_stays(world), *_of_seasons(world), *_of_treatments(world)]


def _of_stays(world: World) -> Iterator[Spell]:
    for row in world.tables["stays"]:
        from_at = sheets.instant(row["from"])
        assert from_at is not None
        for word, kind in (("quarantine", ConditionKind.QUARANTINE), ("isolation", ConditionKind.ISOLATION)):
            if word in row["reason"] and "ended" not in row["reason"]:
                until_at = sheets.instant(row["until"])
                yield Spell(row["animal"], kind, CareLine.DISEASE_CONTROL, from_at, until_at, row["reason"])


def _of_seasons(world: World) -> Iterator[Spell]:
    def start_of(day: date) -> datetime:
        return world.period.at(day, world.period.day_starts_at)

    for row in world.tables["seasons"]:
        line, dam = CareLine.BREEDING, row["animal"]
        zero, bred, ended = (sheets.day(row[name]) for name in ("day_zero_on", "bred_on", "outcome_on"))
        if zero is not None:
            yield Spell(
                dam, ConditionKind.ESTRUS, line, start_of(zero + ESTRUS_FROM), start_of(zero + ESTRUS_UNTIL), None
            )
        if bred is not None:
            until_at = start_of(ended) if ended else None
            yield Spell(
                dam, ConditionKind.PREGNANCY_WATCH, line, start_of(bred + WATCHED_AFTER), until_at,
                row["note"] or None,
            )  # fmt: skip
        if row["outcome"] == "birth" and ended is not None:
            yield Spell(dam, ConditionKind.NURSING, line, start_of(ended), None, None)


def _of_treatments(world: World) -> Iterator[Spell]:
    protocols = world.sheet("protocols")
    for row in world.tables["plans"]:
        if protocols[row["protocol"]]["kind"] == "medication":
            since, until = sheets.day(row["from_on"]), sheets.day(row["until_on"])
            assert since is not None
            yield Spell(
                row["subject"], ConditionKind.MEDICAL_HOLD, CareLine.DISEASE_CONTROL, world.period.at(since, time(16)),
                world.period.at(until + ONE_DAY, time(9)) if until else None, json.loads(row["details"]).get("reason"),
            )  # fmt: skip


def write_conditions(world: World) -> None:
    """The conditions as they were placed and ended."""
    for one in spells(world):
        if one.from_at > world.period.anchor or one.animal not in world.animals:
            continue
        at = world.told_at(one.animal, one.from_at)
        wait = QUARANTINE if one.kind is ConditionKind.QUARANTINE else REVIEW_AFTER
        review_on = (one.from_at + wait).astimezone(world.period.zone).date()
        while review_on < world.period.today:
            review_on += REVIEW_AFTER
        ended = one.until_at is not None and one.until_at <= world.period.anchor
        key = world.book.add(
            at, "animal.place-condition", Condition, animal_id=world.animals[one.animal], kind=one.kind, line=one.line,
            from_at=one.from_at, until_at=None, review_on=None if ended else review_on, note=one.note,
        )  # fmt: skip
        world.conditions[one.animal, one.kind, one.from_at] = key
        if ended and one.until_at is not None:
            world.book.change(
                max(one.until_at, at), "animal.lift-condition", Condition, key, until_at=one.until_at
            )  # fmt: skip

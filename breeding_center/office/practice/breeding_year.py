"""The breeding year as it is entered: who was planned for whom, semen, matings, pregnancies, marks of the twins.

Dates of day 0, breeding and outcome are the sample's; what is seen of a mating and how it was timed is invented.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from breeding_center.breeding.model import (
    CubMark,
    CytologySmear,
    Insemination,
    Introduction,
    MaleObservation,
    Mating,
    NestWatch,
    Pregnancy,
    PregnancyCheck,
    PregnancyStep,
    SeasonPlan,
    SemenCollection,
    SemenStraw,
    StrawThaw,
)
from breeding_center.breeding.studbook_model import PopulationExclusion
from breeding_center.breeding.thresholds import FALL_PERCENT, LOSS_PERCENT, SWAP_GRACE_MIN
from breeding_center.office.practice import sheets
from breeding_center.office.practice.season import Course
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import ONE_DAY, World
from breeding_center.storage.threshold import ThresholdValue
from breeding_center.vocabulary import (
    BreedingMethod,
    CubMarkKind,
    PregnancyFinding,
    PregnancyMethod,
    PregnancyState,
    SemenSource,
)
from breeding_center.vocabulary.studbook import ExclusionKind

VETERINARIAN, CURATOR, FEEDER = "v01", "c01", "f01"
FIRST_RISE = timedelta(days=6)
# Smears of the females that were inseminated: day from day 0, superficial and keratinized percent, acidophil.
SMEARS = ((-10, 22, 4, False), (-8, 48, 11, True), (-5, 66, 24, True), (-2, 88, 57, True), (0, 93, 71, True),
          (4, 31, 6, False))  # fmt: skip
MALES_WATCHED = ("maidong", "tianma", "guyu", "jingzhe")
WATCHED_FROM, WATCHED_TIMES = date(2020, 2, 10), 6
TESTES = ((5.6, 3.4), (6.3, 3.9), (6.9, 4.3), (6.8, 4.2), (6.1, 3.8), (5.5, 3.3))
MARKS = (
    ("qinxiu", CubMarkKind.SHAVE, "left shoulder 左肩", None),
    ("qinmei", CubMarkKind.DYE, "back 背部", "violet 紫"),
)
SIGNED = (SWAP_GRACE_MIN, FALL_PERCENT, LOSS_PERCENT)
OUTCOMES = {
    "birth": PregnancyState.BIRTH, "pseudopregnancy": PregnancyState.PSEUDOPREGNANCY, "loss": PregnancyState.LOSS
}  # fmt: skip

# The first step is written with the pregnancy itself, and a birth by what enters the cubs.
STEP_ACTIONS = {PregnancyState.BRED: "breeding.begin-pregnancy", PregnancyState.BIRTH: "animal.birth"}


def write_breeding_year(world: World) -> None:
    """Everything of the season that is entered and not part of a daily round."""
    straws = _write_semen(world)
    for row in world.tables["seasons"]:
        if row["animal"] in world.animals:
            _write_plan(world, row)
            _write_bred(world, row, straws)
            _write_course(world, row)
    _write_males(world)
    _write_marks(world)
    _write_nests(world)
    _write_signatures(world)
    _write_exclusions(world)


def _staff(world: World, key: str) -> UUID | None:
    return world.staff.get(key)


def _is_told(world: World, at: datetime) -> bool:
    return at <= world.period.anchor


def _write_semen(world: World) -> dict[str, Iterator[tuple[UUID, UUID]]]:
    """The ejaculates and their straws; returns each male's straws, the last collected first used."""
    found: dict[str, Iterator[tuple[UUID, UUID]]] = {}
    for row in world.tables.furnished("semen"):
        at = sheets.instant(row["collected_at"])
        assert at is not None
        if not _is_told(world, at) or row["male"] not in world.animals:
            continue
        collection = world.book.add(
            at, "breeding.collect-semen", SemenCollection, male_id=world.animals[row["male"]],
            volume_ml=float(row["volume_ml"]), concentration_m_ml=sheets.decimal(row["concentration_m_ml"]),
            motility_percent=sheets.decimal(row["motility_percent"]), progression=sheets.decimal(row["progression"]),
            done_at=at, done_by_id=_staff(world, VETERINARIAN), note=sheets.text(row["note"]),
        )  # fmt: skip
        keys = [
            world.book.add(
                at, "breeding.collect-semen", SemenStraw, collection_id=collection,
                code=f"S{at:%y%m%d}-{row['male'][:4]}-{number:02}", tank=row["tank"], canister=row["canister"],
                cane=row["cane"], volume_ml=sheets.decimal(row["straw_ml"]),
            )
            for number in range(1, int(row["straws"]) + 1)
        ]  # fmt: skip
        found[row["male"]] = iter([(key, collection) for key in keys])
    return found


def _write_plan(world: World, row: Row) -> None:
    sires = [one for one in sheets.listed(row["sires"]) if one in world.animals]
    if not sires:
        return
    world.book.add(
        world.period.opening_at, "breeding.plan-season", SeasonPlan, year=int(row["year"]),
        dam_id=world.animals[row["animal"]], primary_sire_id=world.animals[sires[0]],
        backup_sire_id=world.animals[sires[1]] if len(sires) > 1 else None, method=BreedingMethod(row["bred_how"]),
    )  # fmt: skip


def _write_bred(world: World, row: Row, straws: dict[str, Iterator[tuple[UUID, UUID]]]) -> None:
    bred_on = sheets.day(row["bred_on"])
    if bred_on is None:
        return
    sires = [one for one in sheets.listed(row["sires"]) if one in world.animals]
    if row["bred_how"] == BreedingMethod.NATURAL:
        _write_mating(world, row["animal"], sires[0], world.period.at(bred_on, time(10, 5)))
        return
    for day in (bred_on, bred_on + ONE_DAY):
        at = world.period.at(day, time(15))
        for sire in sires:
            if _is_told(world, at) and sire in straws:
                _write_insemination(world, row["animal"], sire, at, next(straws[sire]))


def _write_mating(world: World, dam: str, sire: str, at: datetime) -> None:
    if not _is_told(world, at):
        return
    pair = {"female_id": world.animals[dam], "male_id": world.animals[sire]}
    by = _staff(world, FEEDER)
    world.book.add(
        at + timedelta(minutes=40), "breeding.introduce", Introduction, **pair,
        separated_at=at + timedelta(minutes=35), aggression=1, mounts=3, intromission=True, done_at=at,
        done_by_id=by, note="gate opened, short bark, then quiet 开门，短吠后安静",
    )  # fmt: skip
    world.book.add(
        at + timedelta(minutes=41), "breeding.mate", Mating, **pair, ended_at=at + timedelta(minutes=24),
        intromission=True, ejaculation=True, done_at=at + timedelta(minutes=20), done_by_id=by,
    )  # fmt: skip


def _write_insemination(world: World, dam: str, sire: str, at: datetime, straw: tuple[UUID, UUID]) -> None:
    by = _staff(world, VETERINARIAN)
    made = world.book.add(
        at, "breeding.inseminate", Insemination, female_id=world.animals[dam], sire_id=world.animals[sire],
        source=SemenSource.FROZEN, collection_id=straw[1], motile_million=342.0, motility_percent=61.0,
        is_anesthetized=True, done_at=at, done_by_id=by,
    )  # fmt: skip
    world.book.add(
        at, "breeding.inseminate", StrawThaw, straw_id=straw[0], insemination_id=made, motility_percent=61.0,
        done_at=at, done_by_id=by,
    )  # fmt: skip


def _write_course(world: World, row: Row) -> None:
    """From day 0 on: the states of what may be a pregnancy, the looks at it, and the smears before it."""
    course, dam = Course.of(row), world.animals[row["animal"]]
    bred_on = sheets.day(row["bred_on"])
    if course.zero_on is None or bred_on is None:
        return
    if row["bred_how"] == BreedingMethod.ARTIFICIAL:
        _write_smears(world, dam, course.zero_on)
    begun_at = world.period.at(bred_on + 2 * ONE_DAY, time(16))
    if not _is_told(world, begun_at):
        return
    key = world.book.add(
        begun_at, "breeding.begin-pregnancy", Pregnancy, dam_id=dam, day_zero_on=course.zero_on,
        ground="estrogen, confirmed fall 雌激素下降已确认",
    )  # fmt: skip
    if row["litter"]:
        world.pregnancies[row["litter"]] = key
    steps = [(PregnancyState.BRED, begun_at), (PregnancyState.LUTEAL_1, begun_at + FIRST_RISE)]
    if course.second_rise_on is not None:
        steps.append((PregnancyState.LUTEAL_2, world.period.at(course.second_rise_on, time(16))))
    if course.outcome_on is not None:
        clock_time = time(7, 30) if row["outcome"] == "birth" else time(16)
        steps.append((OUTCOMES[row["outcome"]], world.period.at(course.outcome_on, clock_time)))
    for state, at in steps:
        if _is_told(world, at):
            world.book.add(
                at, STEP_ACTIONS.get(state, "breeding.pregnancy-step"), PregnancyStep, pregnancy_id=key, state=state,
                done_at=at, done_by_id=_staff(world, VETERINARIAN),
            )  # fmt: skip
    _write_check(world, dam, row, course)


def _write_smears(world: World, dam: UUID, zero_on: date) -> None:
    for days, superficial, keratinized, acidophil in SMEARS:
        at = world.period.at(zero_on + timedelta(days=days), time(11))
        if _is_told(world, at):
            world.book.add(
                at, "breeding.cytology", CytologySmear, animal_id=dam, cells_counted=200,
                superficial_percent=float(superficial), keratinized_percent=float(keratinized),
                is_acidophil=acidophil, stain="Papanicolaou 巴氏", done_at=at, done_by_id=_staff(world, VETERINARIAN),
            )  # fmt: skip


def _write_check(world: World, dam: UUID, row: Row, course: Course) -> None:
    seen = row["outcome"] == "birth" and course.outcome_on is not None
    day = course.outcome_on - timedelta(days=21) if seen and course.outcome_on else course.second_rise_on
    at = world.period.at((day or world.period.today) + 14 * (not seen) * ONE_DAY, time(10, 30))
    if _is_told(world, at):
        world.book.add(
            at, "breeding.check-pregnancy", PregnancyCheck, animal_id=dam, method=PregnancyMethod.ULTRASOUND,
            finding=PregnancyFinding.PREGNANT if seen else PregnancyFinding.UNDETERMINED, fetuses=1 if seen else None,
            done_at=at, done_by_id=_staff(world, VETERINARIAN),
        )  # fmt: skip


def _write_males(world: World) -> None:
    for number in range(WATCHED_TIMES):
        at = world.period.at(WATCHED_FROM + timedelta(days=14 * number), time(10, 15))
        length, width = TESTES[number]
        peak = 3 - abs(number - 3) if number < 5 else 0
        for male in MALES_WATCHED:
            if male in world.animals and _is_told(world, at):
                world.book.add(
                    at, "breeding.male-watch", MaleObservation, animal_id=world.animals[male],
                    scent_marking=max(0, peak), vocalizing=max(0, peak - 1), female_interest=max(0, peak),
                    restlessness=min(2, max(0, peak)), testis_length_cm=length, testis_width_cm=width, done_at=at,
                    done_by_id=_staff(world, VETERINARIAN),
                )  # fmt: skip


def _write_marks(world: World) -> None:
    for cub, mark, site, color in MARKS:
        if cub in world.animals:
            at = world.known_since[cub] + timedelta(hours=3)
            world.book.add(
                at, "breeding.mark-cub", CubMark, animal_id=world.animals[cub], mark=mark, site=site, color=color,
                done_at=at, done_by_id=_staff(world, FEEDER),
            )  # fmt: skip


def _write_nests(world: World) -> None:
    """What the camera shows of each dam and her young, twice a day; from the second week on she leaves for hours."""
    for row in world.tables["litters"]:
        born_on = sheets.day(row["born_on"])
        if row["key"] not in world.pregnancies or born_on is None:
            continue
        chance = Random(f"nest {row['key']}")  # noqa: S311
        for number in range(2, 2 * (world.period.today - born_on).days):
            at = world.period.at(born_on + timedelta(days=number // 2), time(10 if number % 2 else 22, 20))
            if _is_told(world, at) and at > world.period.opening_at:
                world.book.add(
                    at, "breeding.watch-nest", NestWatch, animal_id=world.animals[row["dam"]],
                    cubs_seen=0 if chance.random() < 0.2 else 1, is_nursing=chance.random() < 0.7,
                    voice=chance.choice((1, 2, 2, 3)), done_at=at, done_by_id=_staff(world, FEEDER),
                    dam_away_min=0.0 if number < 20 else float(chance.choice((0, 0, 45, 90, 150, 210))),
                )  # fmt: skip


def _write_signatures(world: World) -> None:
    """The figures that the veterinarian has signed, so that what rests on them calls."""
    for one in SIGNED:
        world.book.add(
            world.period.opening_at, "threshold.verify", ThresholdValue, code=one.code, value=float(one.value),
            unit=one.unit, source=one.source, is_verified=True, verified_by_id=_staff(world, VETERINARIAN),
            verified_at=world.period.opening_at,
        )  # fmt: skip


def _write_exclusions(world: World) -> None:
    """Who is left out of the genetically managed population, and why."""
    for row in world.tables.furnished("exclusions"):
        at = sheets.instant(row["recorded_at"])
        assert at is not None
        if row["animal"] in world.animals and at <= world.period.anchor:
            world.book.add(
                max(at, world.period.opening_at), "breeding.exclude", PopulationExclusion,
                animal_id=world.animals[row["animal"]], kind=ExclusionKind(row["kind"]),
                from_on=sheets.day(row["from_on"]), why=row["why"], source=sheets.text(row["source"]),
            )  # fmt: skip

"""Records of breeding that cannot all be true, or hardly can: each with why, and what mends it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from breeding_center.animals.queries import AnimalView, ClaimView, animal_views, claims_of, local_day
from breeding_center.breeding import gestation, subspecies_doubts
from breeding_center.breeding.log import chances_of, gestation_of, gestation_ranges, pregnancy_views
from breeding_center.breeding.queries import LitterView, litter_views
from breeding_center.breeding.recommending import Recommended, kept_to_plan, recommended, say_other
from breeding_center.breeding.semen_queries import collections
from breeding_center.breeding.sires import Chance
from breeding_center.declarations.room import Doubt
from breeding_center.moments import show_date, show_span
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, titled
from breeding_center.vocabulary import CareLine, DoubtGrade, ParentageKind, ParentRole
from breeding_center.vocabulary.choosing import KeptToPlan

MOST_DAYS = 400


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about the breeding records as they stand."""
    chances = chances_of(reading)
    litters = litter_views(reading)
    sires = [one for one in claims_of(reading) if one.role is ParentRole.SIRE]
    return [
        *_litters(reading, litters, chances), *_two_proven(reading, sires), *_dead_sires(reading, sires, chances),
        *_not_as_planned(reading, chances), *subspecies_doubts.doubts(reading),
    ]  # fmt: skip


def _litters(
    reading: Reading, litters: Sequence[LitterView], chances: Mapping[UUID, Sequence[Chance]]
) -> Iterator[Doubt]:
    zeros: dict[UUID, list[date]] = {}
    for one in pregnancy_views(reading):
        zeros.setdefault(one.dam_id, []).append(one.day_zero_on)
    days = [one.day for found in chances.values() for one in found] + [one for found in zeros.values() for one in found]
    if not days:
        return  # no log is kept here yet, so none is missing
    views = animal_views(reading, {one.dam_id for one in litters})
    ranges = gestation_ranges(reading)
    for litter in litters:
        born_on, dam = litter.born.midpoint, views.get(litter.dam_id)
        # What was born before the log was begun cannot be in it.
        if born_on is None or dam is None or born_on < min(days) + timedelta(days=gestation.DEFAULT_RANGE[0]):
            continue
        conceived = zeros.get(litter.dam_id, []) or [one.day for one in chances.get(litter.dam_id, ())]
        known = ranges[dam.taxon_id]
        near = [one for one in conceived if 0 <= (born_on - one).days <= MOST_DAYS]
        if not near:
            yield _without_pregnancy(litter, dam, born_on)
            continue
        said = gestation.doubtful_gestation(gestation.gestation_days(born_on, near, known), known)
        if said is not None:
            yield Doubt(
                "breeding.gestation", DoubtGrade.MEDIUM, CareLine.BREEDING,
                f"{dam.label}, {show_date(born_on)}: {said}",
                _("The day of the birth, day 0 or a mating is wrong, or another mating was not recorded."),
                f"breeding-center report timeline '{dam.name}'", animal_id=dam.id, records=(("litter", litter.id),),
            )  # fmt: skip


def _without_pregnancy(litter: LitterView, dam: AnimalView, born_on: date) -> Doubt:
    return Doubt(
        "breeding.litter_without_pregnancy", DoubtGrade.MEDIUM, CareLine.BREEDING,
        _("{dam} bore a litter on {date}, and no day 0, mating or insemination is recorded before it.").format(
            dam=dam.label, date=show_date(born_on)
        ),
        _("A mating was not seen or not written down, or the litter is another dam's."),
        f"breeding-center breeding mate '{dam.name}' MALE --at TIME", animal_id=dam.id,
        records=(("litter", litter.id),),
    )  # fmt: skip


def _two_proven(reading: Reading, sires: Sequence[ClaimView]) -> Iterator[Doubt]:
    proven: dict[UUID, list[ClaimView]] = {}
    for one in sires:
        if one.kind is ParentageKind.GENETIC and one.probability == 1:
            proven.setdefault(one.animal_id, []).append(one)
    double = {cub: found for cub, found in proven.items() if len(found) > 1}
    views = animal_views(reading, {*double, *(one.parent_id for found in double.values() for one in found)})
    for cub, found in double.items():
        names = listed(views[one.parent_id].label for one in found)
        yield Doubt(
            "breeding.two_proven_sires", DoubtGrade.HIGH, CareLine.BREEDING,
            _("{cub} has two sires proven by DNA: {names}.").format(cub=views[cub].label, names=names),
            _("One of the results belongs to another animal."),
            f"breeding-center animal void claim {found[0].id.hex[-8:]} --reason TEXT",
            animal_id=cub, records=tuple(("parentage_claim", one.id) for one in found),
        )  # fmt: skip


def _dead_sires(
    reading: Reading, sires: Sequence[ClaimView], chances: Mapping[UUID, Sequence[Chance]]
) -> Iterator[Doubt]:
    """A sire dead before the conception is right where semen collected in his life was used."""
    views = animal_views(reading, {key for one in sires for key in (one.animal_id, one.parent_id)})
    late = [one for one in sires if _died_before(reading, views[one.animal_id], views[one.parent_id])]
    if not late:
        return
    dams = {one.animal_id: one.parent_id for one in claims_of(reading) if one.role is ParentRole.DAM}
    collected: dict[UUID, date] = {}
    for row in collections(reading):
        collected.setdefault(row.male_id, local_day(reading, row.done_at))
    for one in late:
        cub, sire = views[one.animal_id], views[one.parent_id]
        dam = dams.get(one.animal_id)
        used = any(
            chance.is_insemination and chance.sire_id == sire.id and _may_lead_to(chance, cub)
            for chance in (chances.get(dam, ()) if dam is not None else ())
        )
        died = sire.died.last_on if sire.died else None
        if used and sire.id in collected and died is not None and collected[sire.id] <= died:
            continue
        assert sire.died is not None
        yield Doubt(
            "breeding.sire_dead", DoubtGrade.HIGH, CareLine.BREEDING,
            _("{sire} died {died}, before {cub} can have been conceived, and no semen of his was used.").format(
                sire=sire.label, died=show_span(sire.died), cub=cub.label
            ),
            _("The sire is another, or the insemination or the collection of his semen was not recorded."),
            f"breeding-center breeding override-sires '{cub.name}' --candidate MALE --reason TEXT", animal_id=cub.id,
            records=(("parentage_claim", one.id),),
        )  # fmt: skip


def _died_before(reading: Reading, cub: AnimalView, sire: AnimalView) -> bool:
    """Was the sire dead before the cub can have been conceived?"""
    died, born = sire.died.last_on if sire.died else None, cub.birth.from_on
    if died is None or born is None:
        return False
    return died < born - timedelta(days=gestation_of(reading, cub.id)[1])


def _may_lead_to(chance: Chance, cub: AnimalView) -> bool:
    born = cub.birth.midpoint
    return born is not None and 0 < (born - chance.day).days <= MOST_DAYS


def _not_as_planned(reading: Reading, chances: Mapping[UUID, Sequence[Chance]]) -> Iterator[Doubt]:
    """A dam bred with another male than the plan recommends: a slip of the pen, or a plan that is out of date."""
    plans: dict[int, dict[UUID, Recommended]] = {}
    told = set()
    for dam, found in chances.items():
        for one in found:
            year = one.day.year
            if year not in plans:
                plans[year] = recommended(reading, year)
            plan = plans[year].get(dam)
            if kept_to_plan(plan, [one.sire_id]) is not KeptToPlan.OTHER or (dam, one.sire_id, year) in told:
                continue
            assert plan is not None
            told.add((dam, one.sire_id, year))
            views = animal_views(reading, (dam, one.sire_id))
            yield Doubt(
                "breeding.not_as_planned", DoubtGrade.LOW, CareLine.BREEDING,
                titled(show_date(one.day), say_other(reading, plan, one.sire_id, year)),
                _("Another male was taken on purpose, or one of the two is written down wrongly."),
                f"breeding-center breeding plan-season '{views[dam].name}' {year} "
                f"--primary-sire '{views[one.sire_id].name}'",
                animal_id=dam, records=(("season_plan", plan.id),),
            )  # fmt: skip

"""Where chance may take the population, and how its gene diversity and inbreeding went year by year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from breeding_center.breeding import population
from breeding_center.breeding.demography_answers import Asked, asked
from breeding_center.breeding.genetics.arrays import Integers, np
from breeding_center.breeding.genetics.demography import Projection, Vitals, growth, project
from breeding_center.breeding.lifetimes import YEAR
from breeding_center.breeding.studbook import Studbook
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary import BirthType

MOST_YEARS, MOST_RUNS, MOST_ANIMALS = 500, 10_000, 100_000
MALES_BORN = 0.5
ROOM = 2.0  # how much larger than today it may grow, where nothing is said


def projection(
    reading: Reading, *, years: int, goal: float, capacity: int | None, ne_share: float | None, runs: int, seed: int,
    since: date | None, taxon: UUID | None, institution: UUID | None, as_of: datetime,
) -> Answer:  # fmt: skip
    """Births and deaths by chance, many times over: how many animals and how much gene diversity are left."""
    _refuse_strange(years, goal, capacity, ne_share, runs, seed)
    found = asked(reading, as_of, taxon, institution, since)
    vitals, notes = _vitals(found, capacity, ne_share)
    future = project(vitals, years, goal, runs, seed)
    rows: list[Row] = [
        {
            "year": found.until.year + ahead, "years_ahead": ahead, "number": float(future.number_mean[ahead]),
            "number_low": float(future.number_low[ahead]), "number_high": float(future.number_high[ahead]),
            "gene_diversity": float(future.diversity_mean[ahead]),
            "gene_diversity_low": float(future.diversity_low[ahead]),
            "gene_diversity_high": float(future.diversity_high[ahead]), "died_out": float(future.lost[ahead]),
        }
        for ahead in range(years + 1)
    ]  # fmt: skip
    return Answer(rows, [*_outcome(future, years, goal), *found.said, *notes])


def _refuse_strange(
    years: int, goal: float, capacity: int | None, ne_share: float | None, runs: int, seed: int
) -> None:
    if not 1 <= years <= MOST_YEARS:
        raise NotUnderstood(_("Look 1 to {most} years ahead.").format(most=MOST_YEARS))
    if not 0 < goal < 1:
        raise NotUnderstood(_("The goal is a share of gene diversity between 0 and 1."))
    if not 1 <= runs <= MOST_RUNS:
        raise NotUnderstood(_("Ask for 1 to {most} runs.").format(most=MOST_RUNS))
    if seed < 0:
        raise NotUnderstood(_("A seed is a whole number that is not negative."))
    if capacity is not None and not 1 <= capacity <= MOST_ANIMALS:
        raise NotUnderstood(_("There is room for 1 to {most} animals.").format(most=MOST_ANIMALS))
    if ne_share is not None and not 0 < ne_share <= 1:
        raise NotUnderstood(_("Effective size is a share of all animals: above 0, at most 1."))


def _vitals(found: Asked, capacity: int | None, ne_share: float | None) -> tuple[Vitals, list[str]]:
    """What the projection runs on, and what was assumed for it."""
    tables = [found.tables[sex] or found.tables[None] for sex in population.SIDES]
    female = tables[1]
    if tables[0] is None or female is None:
        raise Refused(_("No animal of known birth was watched: nothing can be projected."))
    everybody = found.tables[None]
    assert everybody is not None
    generation = growth(female.lx, female.mx).generation
    if np.isnan(generation):
        raise Refused(_("No female of known age had young: nothing can be projected."))
    number = len(found.here)
    if not number:
        raise Refused(_("Nobody is living in this population: nothing can be projected."))
    classes = len(female.exposure)
    (male_q, _male_m), (female_q, female_m) = (population.smoothed(table) for table in tables if table is not None)
    living, placed = population.living_by_class(found.lives, found.until, classes)
    males, females = population.breeders(found.lives, found.young, _a_generation_ago(found, generation), found.until)
    share = ne_share or _share(males, females, number)
    room = capacity or int(np.ceil(ROOM * number))
    diversity = found.book.mean_kinship(_living_places(found)).gene_diversity
    zeros = np.zeros(classes)
    vitals = Vitals(
        np.array(living), np.array([male_q, female_q]), np.array([zeros, female_m]), MALES_BORN, room, generation,
        share, diversity,
    )  # fmt: skip
    return vitals, _assumed(vitals, placed, None if ne_share else (males, females))


def _a_generation_ago(found: Asked, generation: float) -> date:
    return date.fromordinal(max(1, found.until.toordinal() - int(generation * YEAR)))


def _share(males: int, females: int, number: int) -> float:
    """Ne / N by the numbers of breeders of the last generation (Wright 1931)."""
    if not males or not females:
        raise Refused(
            _("No male and female living bred within a generation: say the effective share with --effective.")
        )
    return min(1.0, 4.0 * males * females / (males + females) / number)


def _living_places(found: Asked) -> Integers:
    keys = {life.key for life in found.here}
    return np.array([place for place, key in enumerate(found.book.keys) if key in keys], np.intp)


def _assumed(vitals: Vitals, placed: int, breeders: tuple[int, int] | None) -> list[str]:
    told = [
        _("T = {generation} years; effective size {share} of all animals; room for {room}; half of the young are male.")
        .format(generation=f"{vitals.generation:.1f}", share=f"{vitals.ne_share:.3f}", room=vitals.capacity)
    ]  # fmt: skip
    if breeders:
        told.append(
            _("The effective size is that of {males} males and {females} females that bred within a generation, "
              "4·Nm·Nf / (Nm + Nf).").format(males=breeders[0], females=breeders[1])
        )  # fmt: skip
    told.append(
        _("Rates of an age class are taken over as many neighboring classes as make {years} animal-years; nobody is "
          "taken to live longer than was seen. Gene diversity falls by 1 / (2·Ne·T) a year; relatives' pairing and "
          "new founders are not in it.").format(years=int(population.ENOUGH_YEARS))
    )  # fmt: skip
    if placed:
        told.append(
            n_("{n} animal of unknown sex or age was given one.", "{n} animals of unknown sex or age were given one.",
               placed).format(n=placed)
        )  # fmt: skip
    return told


def _outcome(future: Projection, years: int, goal: float) -> list[str]:
    below = np.flatnonzero(future.diversity_mean < goal)
    told = [
        _("{share} of {runs} runs still hold {goal} of the founders' gene diversity after {years} years (seed {seed}).")
        .format(share=f"{future.reached:.1%}", runs=future.runs, goal=f"{goal:.0%}", years=years, seed=future.seed)
    ]  # fmt: skip
    if len(below):
        told.append(
            n_("On average gene diversity is below it after {n} year.",
               "On average gene diversity is below it after {n} years.", int(below[0])).format(n=int(below[0]))
        )  # fmt: skip
    return told


# ---------------------------------------------------------------- the past


def diversity_by_year(
    reading: Reading, *, since: int | None, taxon: UUID | None, institution: UUID | None, as_of: datetime
) -> Answer:
    """Gene diversity of the living at each year's end, and inbreeding of those born in it."""
    found = asked(reading, as_of, taxon, institution)
    book, inbred = found.book, found.book.inbreeding()
    place = {key: at for at, key in enumerate(book.keys)}
    born: dict[int, list[int]] = defaultdict(list)
    for life in found.lives:
        if life.born_on is not None and life.origin is not BirthType.WILD:
            born[life.born_on.year].append(place[life.key])
    first = max(found.since.year, since or 0)
    rows: list[Row] = []
    for year in range(first, found.until.year + 1):
        on = min(date(year, 12, 31), found.until)
        living = np.array(sorted(place[life.key] for life in found.lives if life.is_in_on(on)), np.intp)
        cohort = sorted(born.get(year, []))
        rows.append(
            {
                "year": year, "on": on, "living": len(living), "gene_diversity": _diversity(book, living),
                "born": len(cohort), "mean_inbreeding": float(inbred[cohort].mean()) if cohort else None,
                "highest_inbreeding": float(inbred[cohort].max()) if cohort else None,
                "gene_diversity_born": _diversity(book, np.array(cohort, np.intp)),
            }
        )  # fmt: skip
    notes = [
        _("Gene diversity is 1 - mean kinship of those living on that day, themselves included, as a share of the "
          "founders'; F is the mean of those born in the year, wild-born animals left out."),
        *found.said,
    ]  # fmt: skip
    return Answer(rows, notes)


def _diversity(book: Studbook, places: Integers) -> float | None:
    return book.mean_kinship(places).gene_diversity if len(places) else None

"""What is asked of births and deaths: the census, the ages, the life table, growth, and what chance may make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from breeding_center.breeding import population
from breeding_center.breeding.drawing.pyramid import Band, PyramidPicture
from breeding_center.breeding.genetics.arrays import np
from breeding_center.breeding.genetics.demography import Growth, LifeTable, growth, reproductive_value
from breeding_center.breeding.genetics.growth_interval import GrowthInterval
from breeding_center.breeding.growing import FEWEST_ANIMALS, FEWEST_BIRTHS, interval_of
from breeding_center.breeding.lifetimes import Lifetime, lifetimes
from breeding_center.breeding.population import Young
from breeding_center.breeding.studbook import DAM, SIRE, Studbook, studbook
from breeding_center.breeding.studbook_rows import Key, as_kept, own_institution
from breeding_center.declarations.report import Answer, Column, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import BirthType, Sex

# Below these a rate is told with a warning: so few at risk, so few deaths, so few births.
FEW_AT_RISK, FEW_DEATHS, FEW_BIRTHS = 30.0, 30, 30
OLDEST_CLASS = 120


@dataclass(frozen=True)
class Asked:
    """The population asked about: its lives and births up to a day, and since when they are watched."""

    book: Studbook
    until: date
    since: date
    lives: Sequence[Lifetime]
    young: Sequence[Young]
    said: Sequence[str]

    @cached_property
    def tables(self) -> Mapping[Sex | None, LifeTable | None]:
        """Life tables by sex, and of all."""
        return population.tables(self.lives, self.young, self.since, self.until)

    @property
    def here(self) -> list[Lifetime]:
        """Those living in it on the day."""
        return [life for life in self.lives if life.is_in_on(self.until)]


def asked(
    reading: Reading, as_of: datetime, taxon: UUID | None, institution: UUID | None, since: date | None = None
) -> Asked:
    """Read the population; refused where it is empty."""
    return asked_of(
        reading, studbook(reading, as_of=as_of, taxon=taxon, institution=institution), taxon, institution, since
    )


def asked_of(
    reading: Reading, book: Studbook, taxon: UUID | None, institution: UUID | None, since: date | None = None
) -> Asked:
    """The same of a studbook that has been read."""
    own = own_institution(reading)
    everybody = lifetimes(book.rows, reading.zone, own, book.day)
    if taxon is not None:
        kind = as_kept(reading, taxon)
        everybody = [life for life in everybody if life.taxon == kind]
    where = None if institution is None else as_kept(reading, institution)
    lives = [part for life in everybody if (part := life.at(where)).spells]
    if not lives:
        raise Refused(_("There is no animal in this population: nothing can be counted."))
    first = min(life.spells[0].from_on for life in lives)
    if since is not None and since > book.day:
        raise NotUnderstood(_("The first day lies after the last."))
    young = _young(book, {life.key: life for life in everybody})
    return Asked(book, book.day, max(since or first, first), lives, young, _said(book, lives))


def _young(book: Studbook, lives: Mapping[Key, Lifetime]) -> list[Young]:
    """The births, each for every animal that may be a parent of it."""
    found = []
    for place, key in enumerate(book.keys):
        child = lives.get(key)
        if child is None or child.born_on is None:
            continue
        for side in (SIRE, DAM):
            for link in book.parents(place, side):
                parent = book.keys[link.place]
                if parent is not None:
                    found.append(Young(parent, child.born_on, link.probability))
    return found


def _said(book: Studbook, lives: Sequence[Lifetime]) -> list[str]:
    """What every page of demography says of the population it is about."""
    here = sum(life.is_in_on(book.day) for life in lives)
    told = [
        _("Population: {living} living of {all} ever in it, as of {day}; the studbook was last changed on {currency}.")
        .format(living=here, all=len(lives), day=book.day, currency=book.currency_on or "–")
    ]  # fmt: skip
    unknown = sum(life.born_on is None for life in lives)
    if unknown:
        told.append(
            n_("{n} animal of unknown birth is in the census, and in no rate.",
               "{n} animals of unknown birth are in the census, and in no rate.", unknown).format(n=unknown)
        )  # fmt: skip
    return told


# ---------------------------------------------------------------- census and pyramid


def census(
    reading: Reading, *, since: int | None, by_institution: bool, taxon: UUID | None, institution: UUID | None,
    as_of: datetime,
) -> Answer:  # fmt: skip
    """The population at the end of every year, by sex and origin, and what came and went in it."""
    found = asked(reading, as_of, taxon, institution)
    if since is not None and since > found.until.year:
        raise NotUnderstood(_("The first day lies after the last."))
    groups: list[tuple[str | None, Sequence[Lifetime]]] = [(None, found.lives)]
    if by_institution:
        groups = _by_institution(reading, found.lives)
    rows: list[Row] = [
        {
            "year": one.year, "on": one.on, "institution": name, "males": one.by_sex.get(Sex.MALE, 0),
            "females": one.by_sex.get(Sex.FEMALE, 0), "unknown_sex": one.by_sex.get(Sex.UNKNOWN, 0),
            "total": one.total, "wild_born": one.by_origin.get(BirthType.WILD, 0),
            "captive_born": one.by_origin.get(BirthType.CAPTIVE, 0),
            "unknown_origin": one.by_origin.get(BirthType.UNKNOWN, 0), "births": one.births,
            "arrivals": one.arrivals, "deaths": one.deaths, "departures": one.departures,
        }
        for name, lives in groups
        for one in population.census(lives, found.until, since)
    ]  # fmt: skip
    notes = [*found.said, _("Counted on 31 December; in the last year on the day asked about.")]
    return Answer(rows, notes, columns=_with_institution() if by_institution else ())


def _with_institution() -> tuple[Column, ...]:
    """The columns of a census of each institution, which no table leaves out."""
    from breeding_center.breeding.drawing_reports import CENSUS

    return tuple(replace(one, extra=False) if one.code == "institution" else one for one in CENSUS.columns)


def _by_institution(reading: Reading, lives: Sequence[Lifetime]) -> list[tuple[str | None, Sequence[Lifetime]]]:
    from breeding_center.breeding.places import institution_names

    names = institution_names(reading)
    keys = {spell.institution for life in lives for spell in life.spells}
    groups = []
    for key in sorted(keys, key=lambda one: (one is None, names.get(one, ""))):
        parts = [_only(life, key) for life in lives]
        name = _("unknown") if key is None else names.get(key, str(key))
        groups.append((name, [part for part in parts if part.spells]))
    return list(groups)


def _only(life: Lifetime, institution: Key | None) -> Lifetime:
    """The part of a life led at one institution, or where nobody knows."""
    if institution is not None:
        return life.at(institution)
    kept = tuple(spell for spell in life.spells if spell.institution is None)
    died_on = life.died_on if kept and kept[-1].until_on == life.died_on else None
    return Lifetime(life.key, life.sex, life.origin, life.taxon, life.born_on, died_on, kept)


def age_pyramid(
    reading: Reading, *, years: int, taxon: UUID | None, institution: UUID | None, as_of: datetime
) -> Answer:
    """The living by age and sex."""
    if not 1 <= years <= OLDEST_CLASS:
        raise NotUnderstood(_("Age classes are 1 to {most} years wide.").format(most=OLDEST_CLASS))
    found = asked(reading, as_of, taxon, institution)
    classes, unknown = population.pyramid(found.lives, found.until, years)
    rows: list[Row] = [
        {
            "age_from": one.age_from, "age_until": one.age_until, "males": one.by_sex[Sex.MALE],
            "females": one.by_sex[Sex.FEMALE], "unknown_sex": one.by_sex[Sex.UNKNOWN],
        }
        for one in classes
    ]  # fmt: skip
    notes = list(found.said)
    if unknown:
        notes.append(n_("{n} is of unknown age, and not drawn.", "{n} are of unknown age, and not drawn.", unknown)
                     .format(n=unknown))  # fmt: skip
    title = _("Age pyramid on {day}").format(day=found.until)
    bands = [Band(_ages(one.age_from, one.age_until), one.by_sex) for one in classes]
    return Answer(rows, notes, title, drawing=PyramidPicture(title, bands))


def _ages(age_from: int, age_until: int) -> str:
    return str(age_from) if age_until == age_from + 1 else f"{age_from}–{age_until - 1}"


# ---------------------------------------------------------------- life table and growth


def life_table(
    reading: Reading, *, since: date | None, taxon: UUID | None, institution: UUID | None, as_of: datetime
) -> Answer:
    """Survival and births by year of age, of males, of females and of all."""
    found = asked(reading, as_of, taxon, institution, since)
    rows: list[Row] = [
        row for sex, table in found.tables.items() if table is not None for row in _table_rows(sex, table)
    ]
    if not rows:
        raise Refused(_("No animal of known birth was watched: there is no life table."))
    return Answer(rows, [*found.said, *_conventions(found), *_warnings(found)])


def _table_rows(sex: Sex | None, table: LifeTable) -> list[Row]:
    grown = growth(table.lx, table.mx)
    value = reproductive_value(table.lx, table.mx, grown.rate) if grown.rate > 0 else np.full(len(table.qx), np.nan)
    return [
        {
            "sex": sex or "all", "age": age, "exposure": float(table.exposure[age]), "deaths": int(table.deaths[age]),
            "births": float(table.births[age]) * (1.0 if sex else 0.5), "qx": _number(table.qx[age]),
            "qx_low": _number(table.qx_low[age]), "qx_high": _number(table.qx_high[age]),
            "lx": _number(table.lx[age]), "mx": _number(table.mx[age]),
            "vx": _number(value[age]),
        }
        for age in range(len(table.qx))
    ]  # fmt: skip


def _number(value: float) -> float | None:
    """A number, or nothing where it is not known."""
    return None if np.isnan(value) else float(value)


def _conventions(found: Asked) -> list[str]:
    return [
        _("Age class x holds ages from x up to x + 1 years. qx = 1 - exp(-deaths / exposure), with Wilson's 95 % "
          "interval; exposure is the animal-years watched since {since}, late comers and the living included; lx is "
          "survival to the beginning of a class, mx half of the young a year, Vx the reproductive value.")
        .format(since=found.since)
    ]  # fmt: skip


def _warnings(found: Asked) -> list[str]:
    """What a small population does not tell, in numbers."""
    told = []
    table = found.tables[None]
    if table is None:
        return [_("No animal of known birth was watched: there are no rates.")]
    at_risk = table.exposure + 0.5 * table.deaths
    few = int((at_risk < FEW_AT_RISK).sum())
    if few:
        told.append(
            _("In {few} of {all} age classes fewer than {least} animals were at risk: read the intervals, not the "
              "rates.").format(few=few, all=len(at_risk), least=int(FEW_AT_RISK))
        )  # fmt: skip
    deaths, births = int(table.deaths.sum()), round(float(table.births.sum()) / 2, 1)
    if deaths < FEW_DEATHS or births < FEW_BIRTHS:
        told.append(
            _("Only {deaths} deaths and {births} births of known parents were watched: R0, λ and T are rough.").format(
                deaths=deaths, births=f"{births:g}"
            )
        )
    unknown = int(np.isnan(table.lx).sum())
    if unknown:
        told.append(_("Ages nobody was watched at have no rate; survival beyond them is not known."))
    return told


def demography(
    reading: Reading, *, since: date | None, seed: int, taxon: UUID | None, institution: UUID | None, as_of: datetime
) -> Answer:
    """The population in a few figures: who lives, who dies young, R0, λ and T."""
    found = asked(reading, as_of, taxon, institution, since)
    sides = (("male", Sex.MALE), ("female", Sex.FEMALE), ("all", None))
    drawn = {sex: _interval(found, sex, seed) for _name, sex in sides}
    columns = {name: _summary(found, sex, drawn[sex]) for name, sex in sides}
    rows: list[Row] = [
        {"figure": figure, **{name: column[figure] for name, column in columns.items()}} for figure in columns["all"]
    ]
    notes = [*found.said, *_growth_words(), *_interval_words(drawn), *_warnings(found)]
    unknown = sum(life.sex is Sex.UNKNOWN for life in found.here)
    if unknown:
        notes.append(n_("{n} living animal of unknown sex stands only under all.",
                        "{n} living animals of unknown sex stand only under all.", unknown)
                     .format(n=unknown))  # fmt: skip
    return Answer(rows, notes)


def _interval(found: Asked, sex: Sex | None, seed: int) -> GrowthInterval | None:
    """How sure R0, λ and T of a sex are; None where too few were watched."""
    table = found.tables[sex]
    if table is None:
        return None
    return interval_of(found.lives, found.young, found.since, found.until, sex, len(table.qx), seed)


def _interval_words(drawn: Mapping[Sex | None, GrowthInterval | None]) -> list[str]:
    """How the intervals were found, for whom there is none, and how often nobody bred."""
    known = {sex: one for sex, one in drawn.items() if one is not None}
    told = []
    if known:
        one = next(iter(known.values()))
        told.append(
            _("Intervals of R0, λ and T hold 95 % of {runs} populations of as many animals drawn from these, with "
              "seed {seed}; they say nothing of what nobody watched.").format(runs=one.runs, seed=one.seed)
        )  # fmt: skip
    names = {Sex.MALE: _("males"), Sex.FEMALE: _("females"), None: _("all")}
    told += [
        _("{whom}: in {share} % of them there was no birth, and no T.").format(
            whom=names[sex], share=f"{100 * one.barren:.1f}"
        )
        for sex, one in known.items() if one.barren > 0
    ]  # fmt: skip
    without = [names[sex] for sex in drawn if sex not in known]
    if without:
        told.append(
            _(
                "No interval of R0, λ and T for {whom}: fewer than {animals} animals or {births} births were watched."
            ).format(whom=listed(without), animals=FEWEST_ANIMALS, births=f"{FEWEST_BIRTHS:g}")
        )
    return told


def _ends(interval: GrowthInterval | None) -> dict[str, float | None]:
    """The ends of the intervals by figure."""
    unknown = (float("nan"), float("nan"))
    pairs = {
        "net_reproduction": interval.net_reproduction if interval else unknown,
        "growth_rate": interval.rate if interval else unknown,
        "generation": interval.generation if interval else unknown,
    }
    return {
        f"{name}_{end}": _number(value)
        for name, pair in pairs.items()
        for end, value in zip(("low", "high"), pair, strict=True)
    }


def _summary(found: Asked, sex: Sex | None, interval: GrowthInterval | None) -> dict[str, object]:
    lives = [life for life in found.lives if sex is None or life.sex is sex]
    here = [life for life in lives if life.is_in_on(found.until)]
    ages = [age for life in here if (age := life.age_on(found.until)) is not None]
    ends = _ends(interval)
    young = population.first_year(lives, found.since, found.until)
    table = found.tables[sex]
    grown = Growth(float("nan"), float("nan"), float("nan")) if table is None else growth(table.lx, table.mx)
    births = 0.0 if table is None else float(table.births.sum()) / (2 if sex is None else 1)
    return {
        "living": len(here), "wild_born": sum(life.origin is BirthType.WILD for life in here),
        "captive_born": sum(life.origin is BirthType.CAPTIVE for life in here), "of_known_age": len(ages),
        "mean_age": sum(ages) / len(ages) if ages else None, "oldest": max(ages, default=None),
        "animal_years": 0.0 if table is None else float(table.exposure.sum()),
        "deaths": 0 if table is None else int(table.deaths.sum()), "young": births,
        "first_year_born": young.born, "first_year_died": young.died,
        "first_year_mortality": young.died / young.born if young.born else None,
        "first_year_low": _number(young.low), "first_year_high": _number(young.high),
        "net_reproduction": _number(grown.net_reproduction), "net_reproduction_low": ends["net_reproduction_low"],
        "net_reproduction_high": ends["net_reproduction_high"], "growth_rate": _number(grown.rate),
        "growth_rate_low": ends["growth_rate_low"], "growth_rate_high": ends["growth_rate_high"],
        "generation_years": _number(grown.generation), "generation_low": ends["generation_low"],
        "generation_high": ends["generation_high"],
    }  # fmt: skip


def _growth_words() -> list[str]:
    return [
        _(
            "R0 = Σ lx·mx; λ solves Σ λ^-(x+1)·lx·mx = 1, young of class x counted at its end; "
            "T = ln R0 / ln λ, in years."
        ),
        _("An uncertain parent counts for each birth as probably as it is the parent; still births are not counted."),
    ]  # fmt: skip

"""What each animal of the practice center weighs: along the growth curve when young, about its level when grown."""

import math
from bisect import bisect_right
from datetime import date
from random import Random

from breeding_center.office.practice import sheets
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World

# An animal of its own stays within this of its taxon's median.
OWN_SPREAD, OWN_LIMIT = 0.018, 0.04
# After this many days little is left of how heavy a cub was at birth.
BIRTH_FORGOTTEN_DAYS = 25.0
# Neonates lose a little before they gain (sina.com.cn 2006-11-03: 128 g, then 122 g on the third day).
LOSING_DAYS, LOWEST, CAUGHT_UP_DAYS = 3, 0.96, 7
SEASON_SWING = 0.012
SCALE_NOISE = 0.004


class Growth:
    """Weights by animal and day; the same for the same random seed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._curves: dict[tuple[str, str], tuple[list[int], list[float]]] = {}
        self._own: dict[str, float] = {}
        self._born: dict[str, date | None] = {}
        self._gains: dict[str, tuple[date, float, date, float]] = {}
        chance = Random(f"growth {world.random_seed}")  # noqa: S311
        for row in world.tables["animals"]:
            spread = max(-OWN_LIMIT, min(OWN_LIMIT, chance.gauss(0, OWN_SPREAD)))
            self._own[row["key"]] = 1 + spread
            self._born[row["key"]] = sheets.span(row["birth"]).midpoint
        for case in world.tables["rescue_cases"]:
            self._gain(case)

        dams = [(row["dam"], row["birth"]) for row in world.tables["animals"] if row["dam"]]
        self._twins = {
            row["key"] for row in world.tables["animals"] if row["dam"] and dams.count((row["dam"], row["birth"])) > 1
        }

    def born_on(self, key: str) -> date | None:
        """The day it was most likely born on."""
        return self._born[key]

    def is_twin(self, key: str) -> bool:
        """Was another born with it?"""
        return key in self._twins

    def _gain(self, case: Row) -> None:
        """A rescued animal that gained weight until it left: from what it had when it was found."""
        animal = self._world.sheet("animals").get(case["animal"])
        found_at, found_kg = sheets.instant(case["reported_at"]), sheets.decimal(case["weight_kg"])
        if animal is None or found_at is None or found_kg is None or not animal["weight_kg_2020"]:
            return
        left_on = sheets.span(animal["disposition_on"]).from_on or self._world.period.today
        left_g = float(animal["weight_kg_2020"]) * 1000
        self._gains[case["animal"]] = (found_at.date(), found_kg * 1000, left_on, left_g)

    def true_weight_g(self, key: str, day: date) -> float | None:
        """What it weighs, before the scale adds its own; None where nothing is known of it."""
        row = self._world.sheet("animals")[key]
        if key in self._gains:
            since, from_g, until, to_g = self._gains[key]
            part = min(1.0, max(0.0, (day - since).days / max(1, (until - since).days)))
            return from_g + (to_g - from_g) * part
        if row["weight_kg_2020"]:
            season = math.sin((day.timetuple().tm_yday + 40) / 365.25 * 2 * math.pi)
            return float(row["weight_kg_2020"]) * 1000 * (1 + SEASON_SWING * season)
        born = self._born[key]
        return None if born is None else self._young_g(row, key, (day - born).days)

    def _young_g(self, row: Row, key: str, age_days: int) -> float | None:
        median = self._early_g(row, age_days)
        if median is None:
            return None
        part = self._own[key]
        if row["birth_weight_g"]:
            at_birth = float(row["birth_weight_g"]) / (self._median_g(row["taxon"], row["sex"], 0) or 150.0)
            part += (at_birth - part) * math.exp(-age_days / BIRTH_FORGOTTEN_DAYS)
        return median * part

    def _early_g(self, row: Row, age_days: int) -> float | None:
        """The median, with the small loss of the first days that the growth band does not show."""
        at_birth = self._median_g(row["taxon"], row["sex"], 0)
        caught_up = self._median_g(row["taxon"], row["sex"], CAUGHT_UP_DAYS)
        if at_birth is None or caught_up is None or not 0 < age_days < CAUGHT_UP_DAYS:
            return self._median_g(row["taxon"], row["sex"], age_days)
        if age_days <= LOSING_DAYS:
            return at_birth * (1 - (1 - LOWEST) * age_days / LOSING_DAYS)
        part = (age_days - LOSING_DAYS) / (CAUGHT_UP_DAYS - LOSING_DAYS)
        return at_birth * LOWEST + (caught_up - at_birth * LOWEST) * part

    def scale_g(self, key: str, day: date, chance: Random, scale: str) -> float | None:
        """What the scale shows: to 1 g, 5 g or 100 g."""
        true = self.true_weight_g(key, day)
        if true is None:
            return None
        step = 1 if "1 g" in scale else 5 if "5 g" in scale else 100
        return float(max(step, round(true * (1 + chance.gauss(0, SCALE_NOISE)) / step) * step))

    def _median_g(self, taxon: str, sex: str, age_days: int) -> float | None:
        ages, medians = self._curve(taxon, sex)
        if not ages or age_days < 0:
            return None
        after = bisect_right(ages, age_days)
        if after == len(ages):
            return medians[-1]
        if after == 0:
            return medians[0]
        from_age, to_age = ages[after - 1], ages[after]
        part = (age_days - from_age) / (to_age - from_age)
        return medians[after - 1] + (medians[after] - medians[after - 1]) * part

    def _curve(self, taxon: str, sex: str) -> tuple[list[int], list[float]]:
        """The points of the taxon's young of both sexes, and then those of its own sex."""
        if (taxon, sex) not in self._curves:
            sexed = sex if sex in ("male", "female") else "female"
            points = sorted(
                (int(row["age_days"]), float(row["median_g"]))
                for row in self._world.tables["growth_bands"]
                if row["taxon"] == taxon and row["sex"] in ("", sexed)
            )
            self._curves[taxon, sex] = [age for age, _median in points], [median for _age, median in points]
        return self._curves[taxon, sex]

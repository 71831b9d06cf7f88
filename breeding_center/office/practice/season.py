"""Breeding: the signs of estrus, the hormone series around the day of ovulation, and milk for the cubs.

Day 0 is the first day on which estrogen has fallen by a third or more from its peak (Wilson 2019; Kersey 2010):
the peak is the day before. The series are invented; their levels follow published ranges.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from breeding_center.breeding.model import (
    CubFeed,
    EstrusObservation,
    HormoneAssay,
    TwinSwap,
    UrineSample,
)
from breeding_center.office.practice import sheets
from breeding_center.office.practice.book import Writing
from breeding_center.office.practice.life import Done, Life
from breeding_center.office.practice.phrases import KIT, LABORATORY, NOTED, NOTES
from breeding_center.office.practice.planning import PlanLine
from breeding_center.office.practice.sheets import Row
from breeding_center.vocabulary import Hormone

# Urinary estrone conjugates: below 10, peak about 45 ng/mg creatinine; pregnanediol glucuronide: below 5, then 15-30,
# at its height 60-80, falling in the last week (scilit.com fe2e32d3…; Kersey 2010).
ESTROGEN_BASE, ESTROGEN_PEAK = 6.0, 45.0
FOLLICULAR_DAYS = 10
LUTEAL_BASE, LUTEAL_FIRST, LUTEAL_SECOND = 3.0, 20.0, 68.0
SECOND_RISE_DAYS = 45  # the secondary rise lasts about 45 days (suppr.wilddata.cn 20406954)
FALL_DAYS = 7
# The signs that the day's own chances tell; the others have theirs, so that the rest of the day stays as it was.
FIRST_SIGNS = frozenset(
    ("scent_marking", "bleating", "chirping", "tail_up", "lordosis", "restlessness", "vulva")
)  # fmt: skip
TWIN_LITTER, TWINS = "qinqin_2020", ("qinxiu", "qinmei")
AFTER_PEAK = (0.42, 0.25, 0.18)
# When each sign is seen, in days before and after day 0 (blogs.sandiegozoo.org 2010, 2012; vulva from day -11).
SIGNS: dict[str, tuple[int, int]] = {
    "scent_marking": (-14, 2), "bleating": (-7, 2), "chirping": (-3, 1), "tail_up": (-4, 2), "lordosis": (-2, 1),
    "restlessness": (-10, 3), "presenting": (-3, 1), "water_play": (-8, 2), "appetite_loss": (-5, 2),
    "male_interest": (-6, 2), "vulva": (-11, 3),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Course:
    """A female's season: its day 0 and what came of it; without a day 0 there was no estrus."""

    zero_on: date | None
    outcome: str
    outcome_on: date | None
    second_rise_on: date | None

    @classmethod
    def of(cls, row: Row) -> "Course":
        outcome_on = sheets.day(row["outcome_on"])
        zero_on = sheets.day(row["day_zero_on"])
        second = outcome_on - timedelta(days=SECOND_RISE_DAYS) if outcome_on else None
        if row["outcome"] == "undetermined" and zero_on is not None:
            second = zero_on + timedelta(days=108)
        return cls(zero_on, row["outcome"], outcome_on, second)


class Season:
    """The females that are watched, and what their urine tells."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self._courses: dict[str, list[Course]] = {}
        for row in life.world.tables["seasons"]:
            self._courses.setdefault(row["animal"], []).append(Course.of(row))
        self._samples: list[tuple[str, date, UUID]] = []
        self._swapped = 0

    @property
    def has_samples(self) -> bool:
        """Does the laboratory have samples that were not looked at yet?"""
        return bool(self._samples)

    def _course(self, animal: str, day: date) -> Course | None:
        """The course of the season that the day belongs to."""
        courses = self._courses.get(animal, [])
        dated = [one for one in courses if one.zero_on is not None and abs((one.zero_on - day).days) < 250]
        return min(dated, key=lambda one: abs(((one.zero_on or day) - day).days), default=None)

    def watch(self, line: PlanLine, done: Done) -> str | None:
        """The behavior sheet, each sign from 0 to 3."""
        course = self._course(line.subject, done.day)
        day = None if course is None or course.zero_on is None else (done.day - course.zero_on).days
        own = Random(f"signs {line.subject} {done.at}")  # noqa: S311
        done.record(
            EstrusObservation, animal_id=line.animal_id,
            **{name: _score(day, *seen, done.chance if name in FIRST_SIGNS else own) for name, seen in SIGNS.items()},
        )  # fmt: skip
        return None

    def take_urine(self, line: PlanLine, done: Done) -> str | None:
        """A sample for the laboratory, which answers in the evening."""
        code = f"U-{line.subject}-{done.day:%m%d}"
        key = done.record(
            UrineSample, animal_id=line.animal_id, code=code, volume_ml=float(done.chance.randrange(4, 26)),
            specific_gravity=round(1.004 + 0.03 * done.chance.random(), 3),
        )  # fmt: skip
        self._samples.append((line.subject, done.day, key))
        return None

    def swap(self, _line: PlanLine, done: Done) -> str | None:
        """The twins change places, turn and turn about."""
        animals = self.life.world.animals
        self._swapped += 1
        to_dam, other = TWINS if self._swapped % 2 else TWINS[::-1]
        said = done.chance.randrange(100) < NOTED["twin_swap"]
        done.record(
            TwinSwap, note=done.chance.choice(NOTES["twin_swap"]) if said else None,
            litter_id=self.life.world.litters[TWIN_LITTER], to_dam_id=animals[to_dam], to_incubator_id=animals[other],
        )  # fmt: skip
        return None

    def assay(self, writing: Writing, chance: Random) -> None:
        """What the laboratory found in the samples of the day."""
        for animal, day, sample in self._samples:
            creatinine = round(chance.uniform(0.35, 1.7), 2)
            course = self._course(animal, day)
            for hormone, level in (
                (Hormone.ESTROGEN, estrogen(course, day, chance)),
                (Hormone.PROGESTERONE, progesterone(course, day, chance)),
            ):
                writing.add(
                    HormoneAssay,
                    {
                        "id": self.life.world.keys.then(), "sample_id": sample, "hormone": hormone,
                        "value_ng_ml": round(level * creatinine, 2), "creatinine_mg_ml": creatinine, "kit": KIT,
                        "laboratory": LABORATORY, "assayed_on": day,
                    },
                )  # fmt: skip
        self._samples.clear()


def _score(day: int | None, first: int, last: int, chance: Random) -> int:
    """How strong a sign is: rising to its day and gone soon after."""
    if day is None or not first <= day <= last:
        return 1 if chance.random() < (0.06 if day is None else 0.03) else 0
    rising = 1 + 2 * (day - first) / max(1, -1 - first) if day < 0 else 3 - (day + 1) * 3 / (last + 2)
    return max(0, min(3, round(rising + chance.gauss(0, 0.35))))


def estrogen(course: Course | None, day: date, chance: Random) -> float:
    """Urinary estrogen of a day, in ng per mg of creatinine."""
    base = max(2.0, chance.gauss(ESTROGEN_BASE, 1.3))
    if course is None or course.zero_on is None:
        return base
    since = (day - course.zero_on).days
    if -FOLLICULAR_DAYS <= since < 0:
        part = (since + FOLLICULAR_DAYS + 1) / FOLLICULAR_DAYS
        return base + (ESTROGEN_PEAK * chance.uniform(0.97, 1.04) - base) * math.pow(part, 2.4)
    if 0 <= since < len(AFTER_PEAK):
        return max(base, ESTROGEN_PEAK * AFTER_PEAK[since] * chance.uniform(0.92, 1.05))
    return base


def progesterone(course: Course | None, day: date, chance: Random) -> float:
    """Urinary progestagen of a day, in ng per mg of creatinine: it cannot tell pregnancy from pseudopregnancy."""
    noise = chance.uniform(0.88, 1.12)
    if course is None or course.zero_on is None or day < course.zero_on:
        return LUTEAL_BASE * noise
    if course.outcome_on is not None and day >= course.outcome_on:
        return LUTEAL_BASE * noise
    since = (day - course.zero_on).days
    level = LUTEAL_BASE + (LUTEAL_FIRST - LUTEAL_BASE) * (1 - math.exp(-since / 5))
    if course.second_rise_on is not None and day >= course.second_rise_on:
        risen = min(1.0, (day - course.second_rise_on).days / 25)
        level = LUTEAL_FIRST + (LUTEAL_SECOND - LUTEAL_FIRST) * risen
    if course.outcome_on is not None:
        left = (course.outcome_on - day).days
        if left < FALL_DAYS:
            level *= 0.25 + 0.75 * left / FALL_DAYS
    return level * noise


def feed_cub(line: PlanLine, done: Done) -> str | None:
    """Milk by hand; feces come every few days on milk."""
    chance = done.chance
    drunk = line.details["milk_ml"] * chance.choice((1.0, 1.0, 1.0, 1.0, 0.9, 0.8))
    done.record(
        CubFeed, animal_id=line.animal_id, milk_ml=float(round(drunk, 1)), formula=line.details["formula"],
        has_urinated=chance.random() < 0.92, has_defecated=chance.random() < 0.12,
    )  # fmt: skip
    return None

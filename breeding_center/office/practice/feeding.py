"""Nutrition: what was offered, what was left of it, what it turned into, and what it made of the animals."""

from datetime import date, datetime, timedelta

from breeding_center.animals.model import Measurement
from breeding_center.nutrition.model import BodyCondition, Feces, Leftover, Offering
from breeding_center.office.practice.life import Done, Life
from breeding_center.office.practice.phrases import NOT_HELD, NOTHING_OFFERED
from breeding_center.office.practice.planning import PlanLine
from breeding_center.vocabulary import ConditionKind, FecesColor, FoodPart, MeasureKind, WeighMethod

ONE_DAY = timedelta(days=1)
BAMBOO = frozenset((FoodPart.LEAF, FoodPart.CULM, FoodPart.SHOOT))
# How much of each part is eaten: of 20-30 kg that are offered, 10-15 (fossilhunters.xyz, suboftimal-nutrition).
EATEN = {
    FoodPart.LEAF: 0.66, FoodPart.CULM: 0.47, FoodPart.SHOOT: 0.80, FoodPart.CONCENTRATE: 0.995,
    FoodPart.FRUIT: 1.0, FoodPart.MILK: 1.0, FoodPart.OTHER: 0.985,
}  # fmt: skip
OTHERWISE = 0.08  # how often a portion is not just as planned
# Most are weighed by food, as the protocol says; with some animals all goes on the scale at once.
WEIGHED_TOGETHER = 0.2
# More than 10 kg of an adult's 110 (11jn.com/11/7942.html); young that are still on milk pass less.
FECES_SHARE, FECES_SHARE_YOUNG, YOUNG_DAYS = 0.098, 0.055, 550
# 2.7 mucous events in 100 panda-days, 78 +- 48 g (fx361.cc/page/2019/0829/17130536.shtml).
MUCOUS_PER_DAY, MUCUS_G, MUCUS_SPREAD_G = 0.027, 78.0, 40.0
SECOND_PART = 0.2  # how often the color is of the part that less was offered of
COLORS = {FoodPart.LEAF: FecesColor.GREEN, FoodPart.CULM: FecesColor.YELLOW_BROWN, FoodPart.SHOOT: FecesColor.PALE}
# Days after a birth on which the dam does not let go of her cub; one of twins lies in the incubator in turn.
HELD_DAYS, HELD_DAYS_TWIN = 6, 2


class Feeding:
    """What stands before the animals and is not weighed yet, subject by subject."""

    def __init__(self, life: Life, lines: list[PlanLine]) -> None:
        self.life = life
        self._parts = {row["key"]: FoodPart(row["part"]) for row in life.world.tables["foods"]}
        self._weighed: dict[str, list[tuple[date, date]]] = {}
        for line in lines:
            if line.kind == "leftovers":
                self._weighed.setdefault(line.subject, []).append((line.from_on, line.until_on or date.max))
        self._open: dict[str, dict[str, float]] = {}
        self._covered: dict[str, datetime] = {}
        """Until when each subject's feeds are weighed; before the first weighing, since when there are any."""
        self._eats: dict[str, FoodPart] = {}

    # ------------------------------------------------------------ offered

    def offer(self, line: PlanLine, done: Done) -> str | None:
        """Food was put down, nearly always as planned."""
        life, chance = self.life, done.chance
        sharers = 1
        if line.access_set_id is not None:
            eaters = life.whereabouts.within(line.subject, done.at)
            sharers = max(1, len(eaters))
        pile = self._pile(line, done)
        for food, planned_g in line.details["grams"]:
            grams = planned_g
            if chance.random() < OTHERWISE:
                grams = round(planned_g * chance.uniform(0.88, 1.06) / 50) * 50.0 or planned_g
            done.record(
                Offering, animal_id=line.animal_id, access_set_id=line.access_set_id, sharers=sharers,
                food_id=life.world.foods[food], offered_g=grams,
            )  # fmt: skip
            if pile is not None:
                stands = self._open.setdefault(pile, {})
                period = life.world.period
                self._covered.setdefault(pile, period.at(done.day, period.day_starts_at))
                stands[food] = stands.get(food, 0.0) + grams
        self._remember(line, done)
        return None

    def _pile(self, line: PlanLine, done: Done) -> str | None:
        """The subject with which this feed is weighed the next morning: itself, or all that stay with it."""
        tomorrow = done.day + ONE_DAY
        if self._is_weighed(line.subject, tomorrow):
            return line.subject
        place = self.life.whereabouts.place(line.subject, done.at)
        return place if place is not None and self._is_weighed(place, tomorrow) else None

    def _is_weighed(self, subject: str, day: date) -> bool:
        return any(since <= day < until for since, until in self._weighed.get(subject, ()))

    def _remember(self, line: PlanLine, done: Done) -> None:
        """The color of the feces to come: mostly of the part that most was offered of."""
        parts = sorted(((grams, self._parts[food]) for food, grams in line.details["grams"]), reverse=True)
        bamboo = [part for _grams, part in parts if part in COLORS]
        if bamboo:
            part = bamboo[-1] if done.chance.random() < SECOND_PART else bamboo[0]
            eaters = [line.subject] if line.animal_id else self.life.whereabouts.within(line.subject, done.at)
            for eater in eaters:
                self._eats[eater] = part

    # ------------------------------------------------------------ left

    def weigh_leftovers(self, line: PlanLine, done: Done) -> str | None:
        """What was left since the last weighing, each food by itself or all together."""
        stands = self._open.pop(line.subject, None)
        if not stands:
            return NOTHING_OFFERED
        covers_from, self._covered[line.subject] = self._covered[line.subject], done.due_at
        left = {food: self._left_g(line.subject, food, grams, done) for food, grams in stands.items()}
        bamboo = [food for food in left if self._parts[food] in BAMBOO]
        if self.life.habit(line.subject) < WEIGHED_TOGETHER:
            bamboo = []
        for food in bamboo:
            self._record_left(line, done, food, left.pop(food), covers_from)
        if left:
            self._record_left(line, done, None, sum(left.values()), covers_from)
        return None

    def _left_g(self, subject: str, food: str, offered_g: float, done: Done) -> float:
        part = self._parts[food]
        appetite = self.life.appetite(subject, done.at - ONE_DAY)
        if part not in BAMBOO:
            left = offered_g * (1 - EATEN[part] * min(1.0, appetite + 0.25)) if done.chance.random() < 0.15 else 0.0
            return min(offered_g, round(left / 10) * 10.0)
        own = 0.94 + 0.12 * self.life.habit(subject)
        eaten = EATEN[part] * own * appetite * done.chance.gauss(1.0, 0.07)
        return min(offered_g, max(0.0, round(offered_g * (1 - min(0.97, eaten)) / 100) * 100.0))

    def _record_left(self, line: PlanLine, done: Done, food: str | None, left_g: float, since: datetime) -> None:
        done.record(
            Leftover, animal_id=line.animal_id, access_set_id=line.access_set_id,
            food_id=self.life.world.foods[food] if food else None, left_g=left_g, covers_from=since,
            covers_until=done.due_at,
        )  # fmt: skip

    # ------------------------------------------------------------ feces, weights, condition

    def feces(self, line: PlanLine, done: Done) -> str | None:
        """The feces of the night: how much, how firm, of what color."""
        life, chance, animal = self.life, done.chance, line.subject
        weight_g = life.growth.true_weight_g(animal, done.day) or 90_000.0
        share = FECES_SHARE_YOUNG if self._is_young(animal, done.day) else FECES_SHARE
        appetite = life.appetite(animal, done.at)
        grams = weight_g * share * (0.9 + 0.2 * life.habit(animal)) * appetite * chance.gauss(1.0, 0.1)
        soft = life.holds(animal, ConditionKind.MEDICAL_HOLD, done.at) and chance.random() < 0.4
        is_mucous = chance.random() < MUCOUS_PER_DAY
        part = self._eats.get(animal, FoodPart.LEAF)
        done.record(
            Feces, animal_id=line.animal_id, feces_g=max(200.0, round(grams / 100) * 100.0),
            score=2 if soft or is_mucous else chance.choices((2, 3, 4), (6, 84, 10))[0],
            mucus_g=max(15.0, round(chance.gauss(MUCUS_G, MUCUS_SPREAD_G))) if is_mucous else None,
            has_mucus=is_mucous, has_worms=chance.random() < 0.004, color=COLORS[part],
        )  # fmt: skip
        return None

    def _is_young(self, animal: str, day: date) -> bool:
        born = self.life.growth.born_on(animal)
        return born is not None and (day - born).days < YOUNG_DAYS

    def weigh(self, line: PlanLine, done: Done) -> str | None:
        """The animal on its scale; a newborn cub only when its dam lets go of it."""
        scale = line.details.get("scale", "platform")
        born = self.life.growth.born_on(line.subject)
        if born is not None and "cub" in scale:
            age = (done.day - born).days
            if age < HELD_DAYS and not (self.life.growth.is_twin(line.subject) and age >= HELD_DAYS_TWIN):
                return NOT_HELD
        weight_g = self.life.growth.scale_g(line.subject, done.day, done.chance, scale)
        if weight_g is not None:
            done.record(
                Measurement, animal_id=line.animal_id, kind=MeasureKind.WEIGHT, weight_g=weight_g,
                method=WeighMethod.SCALE, scale=scale,
            )  # fmt: skip
        return None

    def score(self, line: PlanLine, done: Done) -> str | None:
        """Body condition, ideal 4-6 of 9 (Edwards in Wildt et al. 2006)."""
        usual = 4 if self.life.habit(line.subject) < 0.15 else 5 if self.life.habit(line.subject) < 0.8 else 6
        score = usual + done.chance.choices((-1, 0, 1), (6, 88, 6))[0]
        done.record(BodyCondition, animal_id=line.animal_id, score=float(score), scale_max=9)
        return None

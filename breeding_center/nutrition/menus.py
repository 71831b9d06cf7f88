"""What each feed of a day is made of: the plans say at what hours and in what proportion, the diet says how much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from breeding_center.care.deeds import feeding_day
from breeding_center.care.queries import Occurrence, planned_values, work_on
from breeding_center.declarations.action import PORTION, Field, Moment, Parser
from breeding_center.errors import BreedingCenterError, NotFound
from breeding_center.nutrition.diets import DietView, diets_between
from breeding_center.nutrition.energy import BAMBOO
from breeding_center.nutrition.queries import find_foods, food_views
from breeding_center.nutrition.ramp import Amounts, spread
from breeding_center.storage.reading import Reading
from breeding_center.text import _

KIND, PORTIONS = "offering", "portions"
ONE_DAY = timedelta(days=1)
KILOGRAM = 1000
_PORTIONS = Field(PORTIONS, "", PORTION, many=True)
_Whose = tuple[date, UUID | None, UUID | None]  # a feeding day's animal, or access set


class PortionReader:
    """Reads what plans hold: foods with their weights, as a person types them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known = {view.code: view.id for view in food_views(reading).values()}
        today = reading.now.astimezone(reading.zone).date()
        self._parser = Parser(Moment(reading.now, reading.zone, today), self._find)

    def __call__(self, typed: str) -> list[tuple[UUID, float]]:
        """Foods and grams; raises what a person would be told."""
        if not typed:
            return []
        portions = self._parser.values((_PORTIONS,), {PORTIONS: typed})[PORTIONS]
        assert isinstance(portions, list)
        return portions

    def _find(self, _kind: object, typed: str) -> UUID:
        if typed not in self._known:
            found = find_foods(self._reading, typed)
            if len(found) != 1:
                raise NotFound(
                    _("Nothing here is called '{typed}'; look at the list for the right name.").format(typed=typed)
                )
            self._known[typed] = found[0].id
        return self._known[typed]


def planned_by_diet(reading: Reading, work: list[Occurrence]) -> dict[UUID, dict[str, str]]:
    """What the feeds of a subject with a diet are prefilled with, where that is not what their plan says."""
    feeds = [one for one in work if one.kind == KIND]
    diets = _running(reading, {feeding_day(reading, one.due_at) for one in feeds})
    asked = {_whose(reading, one) for one in feeds} & diets.keys()
    if not asked:
        return {}
    portions, foods = PortionReader(reading), food_views(reading)
    codes = {key: view.code for key, view in foods.items()}
    bamboo = {key for key, view in foods.items() if view.part in BAMBOO}
    found: dict[UUID, Amounts] = {}
    for whose, own in _whole_days(reading, asked).items():
        diet, planned = diets[whose].ramp.on(whose[0]), _planned(portions, own)
        if planned is not None and not _says_so_already(planned, diet):
            found.update(zip((one.id for one in own), spread(diet, planned, bamboo), strict=True))
    for one in feeds:
        whose = _whose(reading, one)
        # A feed that somebody added to the day without saying of what: as large as one feed of the diet.
        if one.plan_id is None and whose in diets and not is_portioned(one):
            each = diets[whose].feeds_per_day
            found[one.id] = {food: mass / each for food, mass in diets[whose].ramp.on(whose[0]).items()}
    return {key: {PORTIONS: _typed(given, codes)} for key, given in found.items()}


def is_portioned(one: Occurrence) -> bool:
    """Does the plan itself say what is fed?"""
    return bool(planned_values(one.planned).get(PORTIONS))


def _whose(reading: Reading, one: Occurrence) -> _Whose:
    return feeding_day(reading, one.due_at), one.animal_id, one.access_set_id


def _running(reading: Reading, days: Iterable[date]) -> dict[_Whose, DietView]:
    known = sorted(days)
    if not known:
        return {}
    diets = diets_between(reading, known[0], known[-1] + ONE_DAY)
    return {(day, one.animal_id, one.access_set_id): one for one in diets for day in known if one.runs_on(day)}


def _whole_days(reading: Reading, asked: set[_Whose]) -> dict[_Whose, list[Occurrence]]:
    """All planned feeds of these subjects' days: a list may show only some of them."""
    days = [day for day, _animal, _place in asked]
    found: dict[_Whose, list[Occurrence]] = defaultdict(list)
    for one in work_on(reading, min(days), days=(max(days) - min(days)).days + 1, kinds=(KIND,)):
        if one.plan_id is not None and _whose(reading, one) in asked:
            found[_whose(reading, one)].append(one)
    return found


def _planned(portions: PortionReader, feeds: Iterable[Occurrence]) -> list[dict[UUID, float]] | None:
    """What the plans have for each feed; None where one of them cannot be read, which the kitchen sheet tells."""
    try:
        return [dict(portions(planned_values(one.planned).get(PORTIONS, ""))) for one in feeds]
    except BreedingCenterError:
        return None


def _says_so_already(planned: Iterable[Amounts], diet: Amounts) -> bool:
    total: dict[UUID, float] = defaultdict(float)
    for feed in planned:
        for food, mass in feed.items():
            total[food] += mass
    return total.keys() == diet.keys() and all(abs(total[food] - diet[food]) < 1 for food in diet)


def _typed(given: Amounts, codes: Mapping[UUID, str]) -> str:
    """As a person would type it."""
    masses = ((codes[food], round(mass)) for food, mass in given.items() if food in codes)
    return ", ".join(
        f"{code} {f'{mass / 1000:g} kg' if mass >= KILOGRAM else f'{mass} g'}" for code, mass in masses if mass
    )

"""The plans of a larger practice center: for each animal what the sample plans for one like it, year by year."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import ANCHOR

# The bamboo year of the Qinling Mountains (Nie et al. 2015), as the sample feeds it: first day, portions per feed.
BAMBOO_YEAR = (
    ((1, 1), (("bashania_leaf", 3.5), ("bashania_culm", 2.0))),
    ((5, 1), (("bashania_shoot", 5.5), ("phyllostachys_leaf", 2.0))),
    ((6, 16), (("fargesia_shoot", 5.5), ("phyllostachys_leaf", 2.0))),
    ((8, 1), (("fargesia_leaf", 4.0), ("phyllostachys_culm", 1.5))),
    ((9, 1), (("bashania_leaf", 4.0), ("bashania_culm", 1.5))),
)
CONCENTRATE = '{"portions": [["panda_cake", "450g"], ["apple", "200g"], ["carrot", "150g"]]}'
DISTEMPER = (
    '{"product": "canarypox-vectored distemper vaccine", "against": "canine distemper", "dose": "1 ml",'
    ' "route": "subcutaneous"}'
)
RABIES = '{"product": "killed rabies vaccine", "against": "rabies", "dose": "1 ml", "route": "intramuscular"}'
SCALE, CUB_SCALE = '{"scale": "platform"}', '{"scale": "cub scale, 1 g"}'
BY_HOUSE = ("temperature_check", "lock_check", "footbath", "disinfection")
FOR_EACH = (
    ("visual_check", ""), ("feces", ""), ("concentrate", CONCENTRATE), ("enrichment", ""), ("training", ""),
    ("fecal_exam_hillside", ""), ("vaccination_spring", DISTEMPER), ("vaccination_rabies", RABIES), ("vet_exam", ""),
    ("condition_hillside", ""), ("weigh_adult_hillside", SCALE),
)  # fmt: skip
CUB_DAYS, WEANED_DAYS = 61, 365
# Watched for stereotypy: about four of the sample's 31.
WATCHED_EVERY = 8
OPEN_CASE = '{"case": "case_2020_09"}'


class Kept(Protocol):
    """What a plan needs to know of an animal."""

    @property
    def key(self) -> str: ...
    @property
    def born_on(self) -> date: ...
    @property
    def dam(self) -> str: ...
    @property
    def weight_kg(self) -> int: ...
    @property
    def access_set(self) -> str: ...


def plans_of(animals: Sequence[Kept], houses: Sequence[str], seasons: Sequence[Row], first_day: date) -> Iterator[Row]:
    """All plans of the center."""
    for house in houses:
        for protocol in BY_HOUSE:
            yield _plan(protocol, "enclosure", house, first_day)
    yield _plan("bamboo_wash", "center", "louguantai", first_day)
    yield _plan("night_watch", "center", "louguantai", first_day)
    yield _plan("rescue_round", "access_set", "f1", date(2020, 9, 16), details=OPEN_CASE)
    starts = {one.key: _start(one, first_day) for one in animals}
    for number, one in enumerate(animals):
        yield from _of_animal(one, number, starts[one.key])
    yield from _of_feeding(animals, starts)
    for season in seasons:
        since, until = date(int(season["year"]), 2, 1), date(int(season["year"]), 6, 1)
        if until > first_day:
            yield _plan("estrus_watch", "animal", season["animal"], max(since, first_day), until)
            yield _plan("urine_daily", "animal", season["animal"], max(since, first_day), until)


def _start(one: Kept, first_day: date) -> date:
    """From when on it is fed as the grown are: for a cub, when it is weaned."""
    return one.born_on + timedelta(days=WEANED_DAYS) if one.dam else first_day


def _of_animal(one: Kept, number: int, start: date) -> Iterator[Row]:
    if one.dam:
        cub_until = one.born_on + timedelta(days=CUB_DAYS)
        yield _plan("weigh_cub", "animal", one.key, one.born_on, cub_until, CUB_SCALE)
        yield _plan("cub_check", "animal", one.key, one.born_on, cub_until)
        yield _plan("weigh_young", "animal", one.key, cub_until, start, SCALE)
    if start > ANCHOR.date():
        return
    for protocol, details in FOR_EACH:
        yield _plan(protocol, "animal", one.key, start, details=details)
    dose = {"medicine": "albendazole", "route": "oral", "dose": f"{(one.weight_kg or 60) * 10} mg"}
    yield _plan("deworming_adult", "animal", one.key, start, details=json.dumps(dose))
    if number % WATCHED_EVERY == 0:
        yield _plan("behavior_watch", "animal", one.key, start)


def _of_feeding(animals: Sequence[Kept], starts: dict[str, date]) -> Iterator[Row]:
    """Bamboo by season: to the animal, or to all that share a place once the last of them eats bamboo."""
    sets: dict[str, list[Kept]] = {}
    for one in animals:
        sets.setdefault(one.access_set, []).append(one)
    for place, sharers in sets.items():
        together = max(starts[one.key] for one in sharers)
        if len(sharers) == 1:
            yield from _bamboo("animal", sharers[0].key, together, None, 1)
            continue
        for one in sharers:
            if starts[one.key] < together:
                yield from _bamboo("animal", one.key, starts[one.key], together, 1)
        yield from _bamboo("access_set", place, together, None, len(sharers))


def _bamboo(of: str, subject: str, since: date, until: date | None, sharers: int) -> Iterator[Row]:
    if since > ANCHOR.date():
        return
    weighed_from = since + timedelta(days=1)
    if until is None or weighed_from < until:
        yield _plan("leftovers", of, subject, weighed_from, until)
    first = [date(year, *when) for year in range(since.year, ANCHOR.year + 1) for when, _portions in BAMBOO_YEAR]
    portions = [portions for _year in range(since.year, ANCHOR.year + 1) for _when, portions in BAMBOO_YEAR]
    for number, starts_on in enumerate(first):
        ends_on = first[number + 1] if number + 1 < len(first) else None
        from_on = max(since, starts_on)
        until_on = min(ends_on or date.max, until or date.max)
        if from_on < until_on and from_on <= ANCHOR.date():
            amounts = [[food, f"{kilograms * (1 + 0.6 * (sharers - 1)):g}kg"] for food, kilograms in portions[number]]
            details = json.dumps({"portions": amounts})
            yield _plan(
                "bamboo_four", of, subject, from_on, None if until_on == date.max else until_on, details
            )  # fmt: skip


def _plan(
    protocol: str, of: str, subject: str, since: date, until: date | None = None, details: str = ""
) -> Row:  # fmt: skip
    return {
        "protocol": protocol, "subject_kind": of, "subject": subject, "from_on": since.isoformat(),
        "until_on": until.isoformat() if until else "", "details": details,
    }  # fmt: skip

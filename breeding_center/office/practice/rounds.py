"""What every line does alike: notes, enrichment, training, behavior; and the rounds of the rescue cases."""

from breeding_center.care.model import BehaviorObservation, CareNote, EnrichmentSession, TrainingSession
from breeding_center.office.practice import sheets
from breeding_center.office.practice.life import Done
from breeding_center.office.practice.phrases import (
    ENRICHMENTS,
    NOTED,
    NOTES,
    ROUNDS,
    ROUNDS_OF_WOUNDED,
    STEREOTYPIES,
    TRAININGS,
)
from breeding_center.office.practice.planning import PlanLine
from breeding_center.office.practice.sheets import Row
from breeding_center.rescue.model import CaseEvent

WATCHED_MIN = 15.0
# A field case is put on the scale about once in this many rounds.
WEIGHED_EVERY = 14


def note(line: PlanLine, done: Done) -> str | None:
    """Done as planned, nearly always without a word."""
    said = ""
    if done.chance.randrange(100) < NOTED.get(line.protocol, 0):
        said = done.chance.choice(NOTES[line.protocol])
    done.record(
        CareNote, animal_id=line.animal_id, access_set_id=line.access_set_id, line=line.line, text=said,
        note=line.details.get("site"),
    )  # fmt: skip
    return None


def enrich(line: PlanLine, done: Done) -> str | None:
    """Something to explore."""
    chance = done.chance
    response = chance.choices((0, 1, 2, 3), (6, 24, 42, 28))[0]
    done.record(
        EnrichmentSession, animal_id=line.animal_id, item=chance.choice(ENRICHMENTS), response=response,
        minutes=float(chance.randrange(2, 6 + 12 * response)),
    )  # fmt: skip
    return None


def train(line: PlanLine, done: Done) -> str | None:
    """A few minutes at the training window; what is trained longer succeeds more often."""
    chance = done.chance
    weeks = max(0, (done.day - done.life.world.period.first_day).days) // 7
    success = chance.choices((0, 1, 2, 3), (8, 28, 38 + weeks, 20 + 2 * weeks))[0]
    done.record(
        TrainingSession, animal_id=line.animal_id, behavior=chance.choice(TRAININGS), success=success,
        minutes=float(chance.randrange(5, 11)),
    )  # fmt: skip
    return None


def watch(line: PlanLine, done: Done) -> str | None:
    """A quarter of an hour, and how much of it a stereotypy took."""
    chance = done.chance
    habit = done.life.habit(line.subject)
    seen = min(WATCHED_MIN, max(0.0, round(chance.gauss(5 * habit - 0.8, 1.2), 1)))
    stereotypy = STEREOTYPIES[int(habit * 97) % len(STEREOTYPIES)]
    done.record(
        BehaviorObservation, animal_id=line.animal_id, behavior=stereotypy, watched_min=WATCHED_MIN, seen_min=seen
    )
    return None


def look_after_case(line: PlanLine, done: Done) -> str | None:
    """A round of a rescued animal's pen."""
    world, chance = done.life.world, done.chance
    key = line.details["case"]
    case = world.sheet("rescue_cases")[key]
    weight_g = None
    if chance.randrange(WEIGHED_EVERY) == 0:
        known = done.life.growth.true_weight_g(case["animal"], done.day) if case["animal"] else None
        true = known or _field_weight_g(case, done)
        weight_g = None if true is None else round(true / 100) * 100.0
    seen = ROUNDS + ROUNDS_OF_WOUNDED if case["cause"] == "injury" else ROUNDS
    done.record(CaseEvent, case_id=world.cases[key], state=None, weight_g=weight_g, text=chance.choice(seen))
    return None


def _field_weight_g(case: Row, done: Done) -> float | None:
    """An animal that is not in the register gains slowly from what it weighed when it was found."""
    found_at, found_kg = sheets.instant(case["reported_at"]), sheets.decimal(case["weight_kg"])
    if found_at is None or found_kg is None:
        return None
    return found_kg * 1000 + 150.0 * (done.day - found_at.date()).days

"""The sample data as records: every register as it stood when the practice record opens, and as it changed since."""

from datetime import timedelta
from random import Random
from uuid import UUID

from breeding_center.animals.model import Measurement
from breeding_center.care.model import Task
from breeding_center.office.practice.breeding_year import write_breeding_year
from breeding_center.office.practice.cabinet import write_cabinet, write_reference_sets
from breeding_center.office.practice.cases import write_cases
from breeding_center.office.practice.clinic import write_clinic
from breeding_center.office.practice.families import write_conditions, write_litters
from breeding_center.office.practice.figures import write_figures
from breeding_center.office.practice.growth import Growth
from breeding_center.office.practice.operations import write_operations
from breeding_center.office.practice.people import write_charges, write_people
from breeding_center.office.practice.places import Whereabouts, write_places, write_stays
from breeding_center.office.practice.planning import PlanLine, write_foods, write_plans
from breeding_center.office.practice.provisions import write_provisions
from breeding_center.office.practice.registers import write_animals, write_institutions, write_permits
from breeding_center.office.practice.trials import write_trials
from breeding_center.office.practice.world import World
from breeding_center.vocabulary import CareLine, MeasureKind, TaskState, WeighMethod

ONE_OFF_GRACE_MIN = 24 * 60
WEIGHED_BEFORE, WEIGHED_BY, LEAST_AGE, SMALL_G = timedelta(hours=7), "f01", timedelta(days=30), 10_000
# Work asked for once, so that the practice morning begins with something overdue and something still to come:
# kind, line, title, animal, due (hours from the anchor), for whom.
ONE_OFFS = (
    ("note", CareLine.DISEASE_CONTROL, "Photograph the paw for the veterinarian 为兽医拍摄前掌", "maidong", -14, "f03"),
    ("weighing", CareLine.NUTRITION, "Weigh again, the last weight was low 复称，上次偏低", "qinkuer", 1.5, "f06"),
    ("note", CareLine.NUTRITION, "Order apples for the holiday week 订购节日期间苹果", "", 3, "n01"),
)  # fmt: skip


def load(world: World, founded: dict[str, UUID], codes_taken: frozenset[str] = frozenset()) -> list[PlanLine]:
    """Write the sample into the book; returns the plans that the simulation lives.

    `founded` are the people who are there already, by their key in the sample.
    """
    write_people(world, founded, codes_taken)
    write_institutions(world)
    write_places(world)
    write_animals(world)
    write_permits(world)
    write_charges(world)
    write_stays(world)
    write_breeding_year(world)
    write_litters(world)
    write_conditions(world)
    write_cases(world)
    write_figures(world)
    write_foods(world)
    write_reference_sets(world)
    write_cabinet(world)
    lines = write_plans(world)
    write_clinic(world, lines)
    write_provisions(world, lines)
    write_trials(world)
    _write_first_weights(world)
    _write_one_offs(world)
    write_operations(world)
    return lines


def _write_first_weights(world: World) -> None:
    """What everybody weighed when the practice record was opened, so that no animal is without a weight."""
    growth, whereabouts, chance = Growth(world), Whereabouts(world.tables["stays"]), Random(world.random_seed)  # noqa: S311
    at = world.period.opening_at - WEIGHED_BEFORE
    for key, animal_id in world.animals.items():
        born = growth.born_on(key)
        if whereabouts.place(key, at) is None or (born is not None and at.date() - born < LEAST_AGE):
            continue
        scale = "cub scale, 5 g" if (growth.true_weight_g(key, at.date()) or 0) < SMALL_G else "platform"
        weight_g = growth.scale_g(key, at.date(), chance, scale)
        if weight_g is not None:
            world.book.add(
                at, "animal.weigh", Measurement, animal_id=animal_id, kind=MeasureKind.WEIGHT, weight_g=weight_g,
                method=WeighMethod.SCALE, scale=scale, done_at=at, done_by_id=world.staff.get(WEIGHED_BY),
                note="at the opening of the practice record 练习档案建立时",
            )  # fmt: skip


def _write_one_offs(world: World) -> None:
    at = world.period.anchor - timedelta(hours=15, minutes=40)
    for kind, line, title, animal, hours, who in ONE_OFFS:
        if (not animal or animal in world.animals) and who in world.staff:
            world.book.add(
                at, "task.add", Task, kind=kind, line=line, title=title,
                animal_id=world.animals[animal] if animal else None,
                due_at=world.period.anchor + timedelta(hours=hours), grace_min=ONE_OFF_GRACE_MIN,
                state=TaskState.ASSIGNED, assigned_to_id=world.staff[who],
            )  # fmt: skip

"""Records of rescue that cannot all be true."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from breeding_center.animals.queries import AnimalView, animal_views
from breeding_center.declarations.room import Doubt, command
from breeding_center.moments import show_instant
from breeding_center.quantities import show_number
from breeding_center.rescue import rules
from breeding_center.rescue.places import distance_m
from breeding_center.rescue.queries import CaseView, case_views
from breeding_center.rescue.releases import fixes, releases
from breeding_center.rescue.tracking import too_fast
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CareLine, CaseState, DoubtGrade, Sex
from breeding_center.words import label

NEAR_M, NEAR_IN_TIME = 3000.0, timedelta(days=3)  # two open cases this close may be one animal; center default


def doubts(reading: Reading) -> list[Doubt]:
    """Every doubt about the records of rescue."""
    views = case_views(reading)
    animals = animal_views(reading, {view.animal_id for view in views if view.animal_id is not None})
    found: list[Doubt] = []
    for view in views:
        animal = animals.get(view.animal_id) if view.animal_id is not None else None
        if animal is not None:
            found += _against_register(view, animal)
        found += _without_place(view)
        found += _kept_but_not_admitted(view)
    found += _twins([view for view in views if view.is_open])
    found += _leaps(reading)
    return found


def _against_register(view: CaseView, animal: AnimalView) -> Iterator[Doubt]:
    records = (("rescue_case", view.id),)
    if view.sex is not Sex.UNKNOWN and animal.sex is not Sex.UNKNOWN and view.sex is not animal.sex:
        yield Doubt(
            "case-sex", DoubtGrade.MEDIUM, CareLine.RESCUE,
            _("Case {code} says {sex}, the register {other}.").format(
                code=view.code, sex=label(view.sex), other=label(animal.sex)
            ),
            _("One animal has one sex; in the field it is often misjudged."),
            command("animal", "correct-sex", animal.number or animal.name, "SEX"),
            animal_id=animal.id, records=records,
        )  # fmt: skip
    if animal.is_dead and view.state not in rules.ENDED:
        yield Doubt(
            "case-of-the-dead", DoubtGrade.HIGH, CareLine.RESCUE,
            _("Case {code} is at {state}, its animal is dead.").format(code=view.code, state=label(view.state)),
            _("A case ends with its animal."),
            command("rescue", "step", view.code, "died"), animal_id=animal.id, records=records,
        )  # fmt: skip
    elif view.state in rules.IN_HOUSE and not animal.is_here:
        yield Doubt(
            "case-without-animal", DoubtGrade.HIGH, CareLine.RESCUE,
            _("Case {code} is at {state}, its animal is not in the collection.").format(
                code=view.code, state=label(view.state)
            ),
            _("What is in care here is here."),
            command("rescue", "admit", view.code), animal_id=animal.id, records=records,
        )  # fmt: skip


def _without_place(view: CaseView) -> Iterator[Doubt]:
    if view.is_open and view.latitude is None:
        yield Doubt(
            "case-without-place", DoubtGrade.LOW, CareLine.RESCUE,
            _("Case {code} has no coordinates.").format(code=view.code),
            _("An animal goes back to where it was found."), command("rescue", "report"), subject=view.code,
            records=(("rescue_case", view.id),),
        )  # fmt: skip


def _kept_but_not_admitted(view: CaseView) -> Iterator[Doubt]:
    if view.state is CaseState.RETAINED and view.animal_id is None:
        yield Doubt(
            "kept-but-not-admitted", DoubtGrade.MEDIUM, CareLine.RESCUE,
            _("Case {code} is retained, and its animal was never admitted.").format(code=view.code),
            _("What stays is kept, fed and treated under a number of its own."),
            command("rescue", "admit", view.code), subject=view.code, records=(("rescue_case", view.id),),
        )  # fmt: skip


def _twins(views: list[CaseView]) -> Iterator[Doubt]:
    for one, other in combinations(sorted(views, key=lambda view: view.code), 2):
        if None in (one.latitude, one.longitude, other.latitude, other.longitude):
            continue
        assert one.latitude is not None
        assert one.longitude is not None
        assert other.latitude is not None
        assert other.longitude is not None
        meters = distance_m(one.latitude, one.longitude, other.latitude, other.longitude)
        if meters <= NEAR_M and abs(one.found_at - other.found_at) <= NEAR_IN_TIME:
            yield Doubt(
                "cases-of-one-animal", DoubtGrade.MEDIUM, CareLine.RESCUE,
                _("Cases {code} and {other} were found {km} km and {hours} h apart.").format(
                    code=one.code, other=other.code, km=show_number(meters / 1000, 1),
                    hours=show_number(abs(one.found_at - other.found_at).total_seconds() / 3600, 0),
                ),
                _("Two reports may be of one animal."),
                command("rescue", "step", other.code, "false_report"), subject=one.code,
                records=(("rescue_case", one.id), ("rescue_case", other.id)),
            )  # fmt: skip


def _leaps(reading: Reading) -> Iterator[Doubt]:
    for release in releases(reading):
        for before, after in pairwise(fixes(reading, release)):
            meters = distance_m(before.latitude, before.longitude, after.latitude, after.longitude)
            if too_fast(meters, after.at - before.at):
                yield Doubt(
                    "fix-too-far", DoubtGrade.LOW, CareLine.RESCUE,
                    _("{km} km lie between the fixes of {first} and {second}.").format(
                        km=show_number(meters / 1000, 1), first=show_instant(before.at, reading.zone),
                        second=show_instant(after.at, reading.zone),
                    ),
                    _("No panda walks so fast; one of the fixes is wrong."),
                    command("journal", "undo", after.id.hex[-8:], "--reason", "TEXT"),
                    animal_id=release.animal_id,
                    records=(("tracking_fix", before.id), ("tracking_fix", after.id)),
                )  # fmt: skip

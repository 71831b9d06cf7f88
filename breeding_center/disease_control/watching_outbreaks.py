"""What an open outbreak asks for now: cases that are not isolated, and contacts that nobody keeps apart."""

from collections.abc import Iterator
from datetime import time
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.animals.queries import animal_views
from breeding_center.declarations.room import Alert, Record
from breeding_center.disease_control.separation import GroupView, groups
from breeding_center.moments import show_date, wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, n_
from breeding_center.vocabulary import CareLine, Urgency
from breeding_center.vocabulary.disease_control import CaseOutcome, ConfinementKind, ContactRoute

LINE = CareLine.DISEASE_CONTROL
# Through these a disease passes by itself; a keeper washes, and shares a day with half of the house.
TOUCHED = frozenset({ContactRoute.PLACE, ContactRoute.MESH, ContactRoute.EQUIPMENT})
NAMED = 8  # center default: so many are named, the report names all


def outbreak_alerts(reading: Reading) -> Iterator[Alert]:
    """Everything that the outbreaks that are open ask for."""
    o, c = tables.outbreak, tables.outbreak_case
    rows = reading.rows(
        select(o.c.id, o.c.code, o.c.since_on, c.c.id.label("case_id"), c.c.animal_id, c.c.onset_on, c.c.outcome)
        .join(c, c.c.outbreak_id == o.c.id)
        .where(o.c.voided_at.is_(None), c.c.voided_at.is_(None), o.c.closed_at.is_(None))
        .order_by(o.c.code, c.c.id)
    )
    open_outbreaks: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        if row.outcome != CaseOutcome.NOT_A_CASE:
            open_outbreaks.setdefault(row.id, []).append(row)
    standing = groups(reading) if open_outbreaks else []
    for cases in open_outbreaks.values():
        yield from _not_isolated(reading, cases, standing)
        yield from _loose_contacts(reading, cases, standing)


def _not_isolated(reading: Reading, cases: list[Row[Any]], standing: list[GroupView]) -> Iterator[Alert]:
    isolated = {one.animal_id for group in standing if group.kind is ConfinementKind.ISOLATION for one in group.inside}
    for row in cases:
        if row.outcome is None and row.animal_id not in isolated:
            records: tuple[Record, ...] = (("outbreak_case", row.case_id),)
            since = row.onset_on or row.since_on
            yield Alert(
                "disease.case_not_isolated", Urgency.URGENT, LINE,
                _("A case of {code}, since {day}, and not in isolation.").format(code=row.code, day=show_date(since)),
                _("Isolate it now ('quarantine start isolation'), or say how its case ended."),
                wall_time(since, time(0), reading.zone), animal_id=row.animal_id, detail=row.code, records=records,
            )  # fmt: skip


def _loose_contacts(reading: Reading, cases: list[Row[Any]], standing: list[GroupView]) -> Iterator[Alert]:
    """Animals that met a case in its place, through mesh or by equipment, and that are in no group."""
    from breeding_center.disease_control.contacts import contacts_of

    index = {row.animal_id for row in cases}
    apart = {one.animal_id for group in standing for one in group.inside}
    met = [
        one
        for one in contacts_of(reading, index, cases[0].since_on, most=1)
        if one.route in TOUCHED and one.animal_id not in apart
    ]
    views = {key: view for key, view in animal_views(reading, {one.animal_id for one in met}).items() if view.is_here}
    met = [one for one in met if one.animal_id in views]
    if not met:
        return
    names = sorted(view.label for view in views.values())
    said = n_(
        "{n} animal met a case of {code} in its place, through mesh or by equipment, and is not kept apart: {animals}.",
        "{n} animals met a case of {code} in its place, through mesh or by equipment, and are not kept apart: "
        "{animals}.",
        len(names),
    )
    told = [*names[:NAMED], *(["…"] if len(names) > NAMED else [])]
    yield Alert(
        "disease.contacts_loose", Urgency.TODAY, LINE,
        said.format(n=len(names), code=cases[0].code, animals=listed(told)),
        _("Keep them apart as a cohort ('quarantine start cohort'); see the report 'outbreak'."),
        wall_time(min(one.first_on for one in met), time(0), reading.zone), subject=cases[0].code,
        records=(("outbreak", cases[0].id),),
    )  # fmt: skip

"""The figures that alerts are judged by: shown with their sources, set by the center, signed by a vet or a curator."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from sqlalchemy import select

from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.report import Row
from breeding_center.declarations.room import Candidate
from breeding_center.declarations.threshold import Threshold
from breeding_center.errors import AlreadyDone, NotUnderstood
from breeding_center.moments import show_instant
from breeding_center.office import rooms
from breeding_center.quantities import show_number
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.team.queries import staff_views
from breeding_center.text import _

if TYPE_CHECKING:
    from breeding_center.storage.threshold import ThresholdValue

_KEYS = UUID("3d0b7a3e-3f5a-4c53-8c5e-1f6d1b1c9a02")  # the name space of the keys that figures are looked up by


def _key(code: str) -> UUID:
    return uuid5(_KEYS, code)


def _called() -> list[Called]:
    return [
        Called(Candidate(_key(one.code), one.code, _(one.title)), (one.code, _(one.title)))
        for one in rooms.thresholds().values()
    ]


def find_thresholds(_reading: Reading, typed: str) -> list[Candidate]:
    """The figures that were meant: by code or title."""
    return matching(typed, _called())


def threshold_options(_reading: Reading) -> list[Candidate]:
    """Every figure that alerts are judged by."""
    return [one.candidate for one in _called()]


def _declared(key: UUID) -> Threshold:
    return next(one for one in rooms.thresholds().values() if _key(one.code) == key)


def _row(entry: Entry, declared: Threshold) -> "ThresholdValue":
    """The center's own row of a figure; written from the default where it has none yet."""
    from breeding_center.storage.threshold import ThresholdValue

    kept = tables.threshold
    question = select(kept.c.id).where(kept.c.code == declared.code, kept.c.voided_at.is_(None))
    found = entry.value(question)
    if found is not None:
        return entry.get(ThresholdValue, found)
    return entry.add(
        ThresholdValue(
            code=declared.code, value=declared.value, unit=declared.unit, source=declared.source, is_verified=False
        )
    )  # fmt: skip


def verify(entry: Entry, *, threshold: UUID, source: str | None) -> Deed:
    """Sign a figure as it stands: from now on it alarms."""
    declared = _declared(threshold)
    row = _row(entry, declared)
    if row.is_verified:
        assert row.verified_at is not None
        people = staff_views(entry)
        raise AlreadyDone(
            _("{who} signed {figure} at {when}.").format(
                who=people[row.verified_by_id].label if row.verified_by_id in people else _("somebody"),
                figure=declared.code, when=show_instant(row.verified_at, entry.zone),
            )
        )  # fmt: skip
    entry.change(row, is_verified=True, verified_by_id=entry.by_id, verified_at=entry.now, source=source or row.source)
    return Deed(
        _("Signed {figure}: {value} {unit}.").format(
            figure=_(declared.title), value=show_number(row.value), unit=_(row.unit)
        ),
        row.id,
    )


def change(entry: Entry, *, threshold: UUID, value: float, source: str) -> Deed:
    """Set the center's own figure; whoever signed the former one has not signed this one."""
    declared = _declared(threshold)
    if value <= 0 and not declared.any_sign:
        raise NotUnderstood(_("A figure to judge by is more than zero."))
    row = _row(entry, declared)
    entry.change(row, value=value, source=source, is_verified=False, verified_by_id=None, verified_at=None)
    return Deed(
        _("Set {figure}: {value} {unit}, to be signed.").format(
            figure=_(declared.title), value=show_number(value), unit=_(row.unit)
        ),
        row.id,
    )


def answer(reading: Reading) -> list[Row]:
    """Every figure as it stands, with where it is from and who signed it."""
    people = staff_views(reading)
    t = tables.threshold
    kept = {row.code: row for row in reading.rows(select(t).where(t.c.voided_at.is_(None)))}
    rows: list[Row] = []
    for code, declared in sorted(rooms.thresholds().items()):
        own = kept.get(code)
        rows.append(
            {
                "code": code, "title": _(declared.title), "value": own.value if own else declared.value,
                "unit": _(declared.unit), "verified": bool(own and own.is_verified),
                "verified_by": people[own.verified_by_id].label if own and own.verified_by_id in people else None,
                "verified_at": own.verified_at if own else None,
                "own": bool(own and own.value != declared.value),
                "source": _((own.source if own else None) or declared.source),
            }
        )  # fmt: skip
    return rows

"""The breeding year in an animal's history, told in sentences: season, matings, semen, pregnancies, nursery."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TableClause, or_, select

from breeding_center.animals.queries import animal_views
from breeding_center.breeding.nursery import say_dam_away
from breeding_center.breeding.rules import say_smear
from breeding_center.breeding.studbook_history import told_of_studbook
from breeding_center.breeding.thresholds import DAM_AWAY_H
from breeding_center.moments import show_date, show_instant
from breeding_center.quantities import show_length, show_volume
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.words import label

Told = tuple[datetime, str, str, UUID | None, UUID]
Names = Callable[[UUID], str]


def told_of(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> Iterator[Told]:
    """What is recorded of an animal in [from_at, until_at): when, in which table, in words, by whom, its key."""
    names = _Names(reading)
    for table, columns, say in _SAID:
        for row in _rows(reading, table, columns, animal_id, from_at, until_at):
            yield row.done_at, table.name, say(row, names, reading), row.done_by_id, row.id
    p, s = tables.pregnancy, tables.pregnancy_step
    steps = (
        select(s.c.id, s.c.state, s.c.done_at, s.c.done_by_id, p.c.day_zero_on)
        .join(p, p.c.id == s.c.pregnancy_id)
        .where(s.c.voided_at.is_(None), p.c.voided_at.is_(None), p.c.dam_id == animal_id)
        .where(s.c.done_at >= from_at, s.c.done_at < until_at)
    )
    for row in reading.rows(steps):
        said = _("{state}, day 0 on {date}").format(state=label(row.state), date=show_date(row.day_zero_on))
        yield row.done_at, s.name, said, row.done_by_id, row.id
    yield from told_of_studbook(reading, animal_id, from_at, until_at)


class _Names:
    """Names of animals, looked up when they are first said."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[UUID, str] = {}

    def __call__(self, animal_id: UUID) -> str:
        if animal_id not in self._known:
            self._known |= {key: view.label for key, view in animal_views(self._reading, [animal_id]).items()}
        return self._known.get(animal_id, "")


def _rows(
    reading: Reading,
    table: TableClause,
    columns: tuple[str, ...],
    animal_id: UUID,
    from_at: datetime,
    until_at: datetime,
) -> list[Row[Any]]:
    found = reading.rows(
        select(table)
        .where(table.c.voided_at.is_(None), table.c.done_at >= from_at, table.c.done_at < until_at)
        .where(or_(*(table.c[name] == animal_id for name in columns)))
        .order_by(table.c.done_at, table.c.id)
    )
    return list(found)


def _join(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _say_smear(row: Row[Any], _names: Names, _reading: Reading) -> str:
    read = say_smear(row.superficial_percent, row.keratinized_percent, row.is_acidophil)
    return _("Smear: {reading}").format(reading=read)


def _say_male(row: Row[Any], _names: Names, _reading: Reading) -> str:
    scores = (
        (_("scent marking"), row.scent_marking), (_("vocalizing"), row.vocalizing),
        (_("interest in females"), row.female_interest), (_("restlessness"), row.restlessness),
    )  # fmt: skip
    size = [show_length(one) for one in (row.testis_length_cm, row.testis_width_cm) if one is not None]
    testes = _("testes {size}").format(size=" × ".join(size)) if size else None
    said = _join(*(f"{what} {score}" for what, score in scores if score is not None), testes)
    return _("Season watch: {seen}").format(seen=said)


def _say_introduction(row: Row[Any], names: Names, reading: Reading) -> str:
    return _join(
        _("Gate opened between {female} and {male}").format(female=names(row.female_id), male=names(row.male_id)),
        _("aggression {score}").format(score=row.aggression) if row.aggression is not None else None,
        n_("{n} mount", "{n} mounts", row.mounts).format(n=row.mounts) if row.mounts is not None else None,
        _("intromission") if row.intromission else None,
        _("wounds: {wounds}").format(wounds=row.wounds) if row.wounds else None,
        _("apart at {time}").format(time=show_instant(row.separated_at, reading.zone)) if row.separated_at else None,
    )


def _say_mating(row: Row[Any], names: Names, _reading: Reading) -> str:
    seen = _("ejaculation seen") if row.ejaculation else _("intromission seen") if row.intromission else None
    return _join(_("{female} mated with {male}").format(female=names(row.female_id), male=names(row.male_id)), seen)


def _say_collection(row: Row[Any], _names: Names, _reading: Reading) -> str:
    motility = _("{percent} % motile").format(percent=round(row.motility_percent)) if row.motility_percent else None
    return _join(_("Semen collected: {volume}").format(volume=show_volume(row.volume_ml)), motility)


def _say_insemination(row: Row[Any], names: Names, _reading: Reading) -> str:
    return _("{female} inseminated with semen of {males}, {source}").format(
        female=names(row.female_id), males=names(row.sire_id), source=label(row.source)
    )


def _say_check(row: Row[Any], _names: Names, _reading: Reading) -> str:
    return _("Pregnancy check, {method}: {finding}").format(method=label(row.method), finding=label(row.finding))


def _say_mark(row: Row[Any], _names: Names, _reading: Reading) -> str:
    return _("Marked: {mark}").format(mark=_join(label(row.mark), row.color, row.site))


def _say_swap(row: Row[Any], names: Names, _reading: Reading) -> str:
    return _("{cub} to the dam, {twin} to the incubator").format(
        cub=names(row.to_dam_id), twin=names(row.to_incubator_id)
    )


def _say_nest(row: Row[Any], _names: Names, _reading: Reading) -> str:
    seen = (
        n_("{n} cub seen", "{n} cubs seen", row.cubs_seen).format(n=row.cubs_seen)
        if row.cubs_seen is not None
        else None
    )
    nursing = None if row.is_nursing is None else _("nursing") if row.is_nursing else _("not nursing")
    voice = _("voice {score}").format(score=row.voice) if row.voice is not None else None
    away = say_dam_away(row.dam_away_min, DAM_AWAY_H.value) if row.dam_away_min is not None else None
    return _("Nest: {seen}").format(seen=_join(seen, nursing, voice, away, row.note) or _("looked at"))


_SAID: tuple[tuple[TableClause, tuple[str, ...], Callable[[Row[Any], Names, Reading], str]], ...] = (
    (tables.cytology_smear, ("animal_id",), _say_smear),
    (tables.male_observation, ("animal_id",), _say_male),
    (tables.introduction, ("female_id", "male_id"), _say_introduction),
    (tables.mating, ("female_id", "male_id"), _say_mating),
    (tables.semen_collection, ("male_id",), _say_collection),
    (tables.insemination, ("female_id", "sire_id"), _say_insemination),
    (tables.pregnancy_check, ("animal_id",), _say_check),
    (tables.cub_mark, ("animal_id",), _say_mark),
    (tables.twin_swap, ("to_dam_id", "to_incubator_id"), _say_swap),
    (tables.nest_watch, ("animal_id",), _say_nest),
)

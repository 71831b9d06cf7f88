"""What is asked about animals, for every room: who they are, who is here, what they weigh, what holds for them.

Answers are frozen views. Instants are asked about, never "today": every answer can be had for the past.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, TableClause, func, select

from breeding_center.animals.finding import Named, find, suggestions
from breeding_center.animals.presence import NEVER_HERE, Passage, Standing, in_order, standing
from breeding_center.animals.rules import BandPoint, StageLimit, age_days, life_stage
from breeding_center.declarations.room import Candidate
from breeding_center.errors import NotFound
from breeding_center.moments import DateSpan, age_between, show_age, show_span
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick, shown
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    CareLine,
    ConditionKind,
    DispositionKind,
    IdentifierKind,
    LifeStage,
    MeasureKind,
    Ownership,
    ParentageKind,
    ParentRole,
    RearingKind,
    Sex,
)
from breeding_center.words import label as word

__all__ = ["age_days", "life_stage"]  # rules that other rooms ask for here

ALL_NOW = "animals as they stand now"
NUMBER_KINDS = (IdentifierKind.STUDBOOK_NUMBER, IdentifierKind.TEMPORARY, IdentifierKind.ACCESSION_NUMBER)
TAIL = 8


@dataclass(frozen=True, slots=True)
class AnimalView:
    """An animal as it stood at an instant; `standing` says whether it is in the collection, how it came and left."""

    id: UUID
    name_en: str | None
    name_zh: str | None
    number: str | None
    taxon_id: UUID
    sex: Sex
    birth: DateSpan
    birth_at: datetime | None
    birth_type: BirthType
    standing: Standing

    @property
    def name(self) -> str:
        """What it is called in the language spoken now: its name, or else its number, or the tail of its key."""
        return pick(self.name_en, self.name_zh) or self.number or self.id.hex[-TAIL:]

    @property
    def label(self) -> str:
        """Its name with its studbook number, or the temporary one: names repeat, numbers do not."""
        return f"{self.name} ({self.number})" if self.number and self.number != self.name else self.name

    @property
    def is_here(self) -> bool:
        """Is it in the collection?"""
        return self.standing.is_here

    @property
    def is_dead(self) -> bool:
        return self.standing.died is not None

    @property
    def died(self) -> DateSpan | None:
        """The day of its death, or None."""
        return self.standing.died.on if self.standing.died else None

    @property
    def ownership(self) -> Ownership | None:
        """Whose it is, by the last accession; None where it never was here."""
        return self.standing.coming.ownership if self.standing.coming else None

    def age(self, on: date) -> str:
        """Its age on a day as keepers say it, at its death where it is dead by then."""
        until = min(on, self.died.midpoint) if self.died and self.died.midpoint else on
        return show_age(age_between(self.birth, until), exact=self.birth.is_exact)


def local_day(reading: Reading, at: datetime) -> date:
    """The calendar day that an instant has in the center's time zone."""
    return at.astimezone(reading.zone).date()


def _among(column: Any, ids: Iterable[UUID] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [column.in_(list(ids))]


def span_of(from_on: date | None, until_on: date | None, written: str) -> DateSpan:
    """A date with its precision, as three columns keep it."""
    return DateSpan(from_on, until_on, written)


# ---------------------------------------------------------------- animals and their standing


def animal_views(
    reading: Reading, ids: Iterable[UUID] | None = None, at: datetime | None = None
) -> dict[UUID, AnimalView]:
    """Animals by key, all of them or those asked for, as they stood at an instant (now, if none is said)."""
    at = at or reading.now
    if at == reading.now and (ids is None or reading.is_known(ALL_NOW)):
        everybody = reading.once(ALL_NOW, lambda: _views(reading, None, reading.now))
        return dict(everybody) if ids is None else {key: everybody[key] for key in ids if key in everybody}
    return _views(reading, ids if ids is None else list(dict.fromkeys(ids)), at)


def _views(reading: Reading, ids: Sequence[UUID] | None, at: datetime) -> dict[UUID, AnimalView]:
    a = tables.animal
    numbers = numbers_of(reading, ids)
    passages = passages_of(reading, ids)
    question = select(
        a.c.id, a.c.name_en, a.c.name_zh, a.c.taxon_id, a.c.sex, a.c.birth_from, a.c.birth_until, a.c.birth_written,
        a.c.birth_at, a.c.birth_type,
    ).where(a.c.voided_at.is_(None), *_among(a.c.id, ids))  # fmt: skip
    views = {}
    for row in reading.rows(question):
        known = passages.get(row.id)
        views[row.id] = AnimalView(
            row.id, row.name_en, row.name_zh, numbers.get(row.id), row.taxon_id, row.sex,
            DateSpan(row.birth_from, row.birth_until, row.birth_written), row.birth_at, row.birth_type,
            standing(known, at, reading.zone) if known else NEVER_HERE,
        )  # fmt: skip
    return views


def animal_view(reading: Reading, animal_id: UUID, at: datetime | None = None) -> AnimalView:
    """One animal; raises `NotFound` where there is none."""
    found = animal_views(reading, [animal_id], at).get(animal_id)
    if found is None:
        raise NotFound(_("There is no such animal; it may have been struck out of the register."))
    return found


def animal_label(reading: Reading, animal_id: UUID) -> str:
    """What people call it, with its number."""
    return animal_view(reading, animal_id).label


def numbers_of(reading: Reading, ids: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """The number shown beside an animal's name: of the studbook, or else temporary, or else of its accession."""
    i = tables.identifier
    question = select(i.c.animal_id, i.c.kind, i.c.value).where(
        i.c.voided_at.is_(None), i.c.kind.in_(NUMBER_KINDS), i.c.until_on.is_(None), *_among(i.c.animal_id, ids)
    )
    best: dict[UUID, tuple[int, str]] = {}
    for animal_id, kind, value in reading.rows(question):
        rank = (NUMBER_KINDS.index(kind), value)
        best[animal_id] = min(best.get(animal_id, rank), rank)
    return {animal_id: value for animal_id, (_rank, value) in best.items()}


def passages_of(reading: Reading, ids: Iterable[UUID] | None = None) -> dict[UUID, list[Passage]]:
    """How each animal came and left, in order."""
    if ids is None:
        return dict(reading.once("passages of all animals", lambda: _passages(reading, None)))
    return _passages(reading, ids)


def _passages(reading: Reading, ids: Iterable[UUID] | None) -> dict[UUID, list[Passage]]:
    c, d = tables.accession, tables.disposition
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for row in reading.rows(select(c).where(c.c.voided_at.is_(None), *_among(c.c.animal_id, ids))):
        found[row.animal_id].append(
            Passage(
                row.id, row.animal_id, AccessionKind(row.kind), DateSpan(row.on_from, row.on_until, row.on_written),
                row.at, row.institution_id, row.ownership, row.owner_id, is_provisional=row.is_provisional,
            )
        )  # fmt: skip
    for row in reading.rows(select(d).where(d.c.voided_at.is_(None), *_among(d.c.animal_id, ids))):
        found[row.animal_id].append(
            Passage(
                row.id, row.animal_id, DispositionKind(row.kind), DateSpan(row.on_from, row.on_until, row.on_written),
                row.at, row.institution_id, is_still_owned=row.is_still_owned,
            )
        )  # fmt: skip
    return {animal_id: in_order(passages, reading.zone) for animal_id, passages in found.items()}


def here_at(reading: Reading, at: datetime) -> list[UUID]:
    """The animals in the collection at an instant, in the order of their names."""
    views = [view for view in animal_views(reading, at=at).values() if view.is_here]
    return [view.id for view in sorted(views, key=name_order)]


def name_order(view: AnimalView) -> tuple[str, str]:
    """Sorts animals by name; in either language by the Latin one, as pinyin orders Chinese names."""
    return ((view.name_en or view.name_zh or "\uffff").casefold(), view.number or view.id.hex)


# ---------------------------------------------------------------- finding


def find_animals(reading: Reading, typed: str) -> list[Candidate]:
    """The animals that what was typed may mean, likeliest first; a whole name or number wins over a part of one.

    Where nothing answers to it, raises `NotFound` with the names that are written nearly so.
    """
    named = _named(reading)
    found = find(named, typed)
    if not found:
        near = suggestions(named, typed)
        if near:
            raise NotFound(
                _("No animal is called '{typed}'; did you mean {names}?").format(
                    typed=shown(typed), names=listed(one.view.label for one in near)
                )
            )
    return _candidates(reading, [one.view for one in found])


def animal_options(reading: Reading) -> list[Candidate]:
    """Every animal, those in the collection first."""
    views = sorted(animal_views(reading).values(), key=lambda view: (not view.is_here, name_order(view)))
    return _candidates(reading, views)


def suggest_animals(reading: Reading, typed: str) -> list[Candidate]:
    """Animals whose names are written nearly so, for a person to choose from."""
    return _candidates(reading, [one.view for one in suggestions(_named(reading), typed)])


def _named(reading: Reading) -> list[Named[AnimalView]]:
    a, i = tables.animal, tables.identifier
    views = animal_views(reading)
    keyed = reading.rows(select(a.c.id, a.c.search_key).where(a.c.voided_at.is_(None)))
    keys = {row.id: row.search_key for row in keyed}
    others: dict[UUID, list[tuple[IdentifierKind, str]]] = defaultdict(list)
    for animal_id, kind, value in reading.rows(
        select(i.c.animal_id, i.c.kind, i.c.value).where(i.c.voided_at.is_(None))
    ):
        others[animal_id].append((IdentifierKind(kind), value))
    ordered = sorted(views.values(), key=lambda view: (not view.is_here, name_order(view)))
    return [
        Named(
            view, view.id, view.is_here, keys.get(view.id, ""),
            [name for name in (view.name_en, view.name_zh, view.label) if name] + [v for _kind, v in others[view.id]],
            [value for kind, value in others[view.id] if kind is IdentifierKind.TRANSPONDER],
        )
        for view in ordered
    ]  # fmt: skip


def _candidates(reading: Reading, views: Sequence[AnimalView]) -> list[Candidate]:
    """Each by its name, and by name and number where two have the same name."""
    names = [view.name for view in views]
    return [
        Candidate(view.id, view.name if names.count(view.name) == 1 else view.label, _detail(view)) for view in views
    ]


def _detail(view: AnimalView) -> str:
    """What tells an animal from its like: number, sex, birth, and that it is no longer here."""
    said = [view.number if view.number != view.name else None, word(view.sex)]
    said.append(_("born {date}").format(date=show_span(view.birth)) if view.birth.written != "unknown" else None)
    if view.died:
        said.append(_("died {date}").format(date=show_span(view.died)))
    elif not view.is_here:
        said.append(_("not here"))
    return listed(part for part in said if part)


# ---------------------------------------------------------------- taxa and stages of life


@dataclass(frozen=True, slots=True)
class TaxonView:
    """A species or subspecies and its facts."""

    id: UUID
    code: str
    scientific_name: str
    name_en: str
    name_zh: str
    gestation_min_days: int | None
    gestation_max_days: int | None
    weight_min_g: float | None
    weight_max_g: float | None

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)


def taxon_views(reading: Reading) -> dict[UUID, TaxonView]:
    """All taxa by key."""
    t = tables.taxon
    question = select(
        t.c.id, t.c.code, t.c.scientific_name, t.c.name_en, t.c.name_zh, t.c.gestation_min_days,
        t.c.gestation_max_days, t.c.weight_min_g, t.c.weight_max_g,
    ).where(t.c.voided_at.is_(None)).order_by(t.c.scientific_name)  # fmt: skip
    return {row.id: TaxonView(*row) for row in reading.rows(question)}


def stage_limits(reading: Reading) -> dict[UUID, list[StageLimit]]:
    """The limits of the stages of life, by taxon."""
    s = tables.life_stage_limit
    found: dict[UUID, list[StageLimit]] = defaultdict(list)
    for row in reading.rows(select(s).where(s.c.voided_at.is_(None)).order_by(s.c.from_days)):
        found[row.taxon_id].append(StageLimit(LifeStage(row.stage), row.from_days, row.until_days))
    return found


def life_stages(reading: Reading, views: Iterable[AnimalView], on: date) -> dict[UUID, LifeStage | None]:
    """The stage of life of each animal on a day."""
    limits = stage_limits(reading)
    return {view.id: life_stage(limits.get(view.taxon_id, []), age_days(view.birth, on)) for view in views}


def growth_points(reading: Reading, taxon_id: UUID, sex: Sex) -> list[BandPoint]:
    """The growth band of a taxon's young: the points for both sexes, and those of its own."""
    g = tables.growth_band
    rows = reading.rows(select(g).where(g.c.voided_at.is_(None), g.c.taxon_id == taxon_id))
    return [
        BandPoint(row.age_days, row.low_g, row.median_g, row.high_g, row.is_verified)
        for row in rows
        if row.sex is None or row.sex == sex
    ]


# ---------------------------------------------------------------- weights


def latest_weight(reading: Reading, animal_id: UUID, at: datetime) -> tuple[float, datetime] | None:
    """The last weight up to an instant and when it was taken, or None."""
    m = tables.measurement
    row = reading.row(
        select(m.c.weight_g, m.c.done_at)
        .where(
            m.c.animal_id == animal_id, m.c.kind == MeasureKind.WEIGHT, m.c.done_at <= at, m.c.voided_at.is_(None)
        )
        .order_by(m.c.done_at.desc(), m.c.id.desc())
        .limit(1)
    )  # fmt: skip
    return None if row is None else (row.weight_g, row.done_at)


def latest_weights(
    reading: Reading, at: datetime, ids: Iterable[UUID] | None = None
) -> dict[UUID, tuple[float, datetime]]:
    """Each animal's last weight up to an instant, and when it was taken."""
    m = tables.measurement
    weighed = (
        m.c.kind == MeasureKind.WEIGHT, m.c.done_at <= at, m.c.voided_at.is_(None), *_among(m.c.animal_id, ids)
    )  # fmt: skip
    last = select(m.c.animal_id, func.max(m.c.done_at).label("at")).where(*weighed).group_by(m.c.animal_id).subquery()
    question = (
        select(m.c.animal_id, m.c.weight_g, m.c.done_at)
        .join(last, (last.c.animal_id == m.c.animal_id) & (last.c.at == m.c.done_at))
        .where(*weighed)
        .order_by(m.c.id)
    )
    return {animal_id: (weight_g, done_at) for animal_id, weight_g, done_at in reading.rows(question)}


# ---------------------------------------------------------------- conditions, parents, rearing


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A state of an animal that every line of care must know of."""

    id: UUID
    animal_id: UUID
    kind: ConditionKind
    line: CareLine | None
    from_at: datetime
    until_at: datetime | None
    review_on: date | None
    note: str | None


def conditions_at(
    reading: Reading, at: datetime, animal_ids: Iterable[UUID] | None = None, kind: ConditionKind | None = None
) -> list[ConditionView]:
    """The conditions that hold at an instant, of all animals or of some, oldest first."""
    c = tables.condition
    columns = [c.c[name] for name in ("id", "animal_id", "kind", "line", "from_at", "until_at", "review_on", "note")]
    question = (
        select(*columns)
        .where(c.c.voided_at.is_(None), c.c.from_at <= at, (c.c.until_at.is_(None)) | (c.c.until_at > at))
        .where(*_among(c.c.animal_id, animal_ids), *([] if kind is None else [c.c.kind == kind]))
        .order_by(c.c.from_at, c.c.id)
    )
    return [ConditionView(*row) for row in reading.rows(question)]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Who may be a parent, on what ground, how probably."""

    id: UUID
    animal_id: UUID
    role: ParentRole
    parent_id: UUID
    kind: ParentageKind
    probability: float
    claimed_on: date | None
    source: str | None


def claims_of(reading: Reading, animal_ids: Iterable[UUID] | None = None) -> list[ClaimView]:
    """The parentage claims that stand, of all animals or of some, likeliest first."""
    p = tables.parentage_claim
    names = ("id", "animal_id", "role", "parent_id", "kind", "probability", "claimed_on", "source")
    question = (
        select(*(p.c[name] for name in names))
        .where(p.c.voided_at.is_(None), *_among(p.c.animal_id, animal_ids))
        .order_by(p.c.animal_id, p.c.role, p.c.probability.desc(), p.c.id)
    )
    return [ClaimView(*row) for row in reading.rows(question)]


def offspring_of(reading: Reading, parent_id: UUID) -> list[ClaimView]:
    """The claims in which an animal is a parent."""
    return [claim for claim in claims_of(reading) if claim.parent_id == parent_id]


@dataclass(frozen=True, slots=True)
class RearingView:
    """Who rears a young animal, from a day until a day."""

    id: UUID
    animal_id: UUID
    kind: RearingKind
    reared_by_id: UUID | None
    from_on: date
    until_on: date | None


def rearing_on(reading: Reading, day: date, animal_ids: Iterable[UUID] | None = None) -> list[RearingView]:
    """The rearing spells that hold on a day."""
    r = tables.rearing_spell
    question = (
        select(r.c.id, r.c.animal_id, r.c.kind, r.c.reared_by_id, r.c.from_on, r.c.until_on)
        .where(r.c.voided_at.is_(None), r.c.from_on <= day, (r.c.until_on.is_(None)) | (r.c.until_on > day))
        .where(*_among(r.c.animal_id, animal_ids))
        .order_by(r.c.from_on, r.c.id)
    )
    return [RearingView(*row) for row in reading.rows(question)]


def standing_rows(reading: Reading, table: TableClause, animal_id: UUID, *order: Any) -> Sequence[Any]:
    """An animal's rows of one table that have not been voided."""
    return reading.rows(
        select(table).where(table.c.animal_id == animal_id, table.c.voided_at.is_(None)).order_by(*order)
    )


FUTURE_SLACK = timedelta(minutes=5)  # clocks of two workstations differ by so much

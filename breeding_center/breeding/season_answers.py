"""What the reports of a breeding season answer: its plan and course, the semen bank, the candidate sires of a cub."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.limits import kept_limits
from breeding_center.animals.queries import AnimalView, animal_view, animal_views, claims_of, local_day
from breeding_center.breeding import gestation
from breeding_center.breeding.log import PregnancyView, chances_of, gestation_of, pregnancy_views
from breeding_center.breeding.ovulation import Level, Ovulation, find_ovulation
from breeding_center.breeding.pairing import ANCESTORS, ancestors
from breeding_center.breeding.queries import LitterView, hormone_series, litter_views
from breeding_center.breeding.recommending import Recommended, kept_to_plan, recommended
from breeding_center.breeding.season import nursing_constraint, shared_ancestors
from breeding_center.breeding.semen_queries import StrawView, straw_views
from breeding_center.breeding.siring import dam_of, proposal_for, sires_of
from breeding_center.breeding.thresholds import FALL_PERCENT
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import NotUnderstood
from breeding_center.moments import show_date, wall_time
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed
from breeding_center.vocabulary import Hormone, ParentRole, PregnancyState
from breeding_center.words import label

FIRST_YEAR, LAST_YEAR = 1950, 2200


def year_bounds(reading: Reading, year: int) -> tuple[datetime, datetime]:
    """The instants [from, until) of a calendar year at the center."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(_("{year} is no year of a breeding season.").format(year=year))
    return tuple(wall_time(date(one, 1, 1), time(0), reading.zone) for one in (year, year + 1))  # type: ignore[return-value]


def levels_of(reading: Reading, animal_id: UUID, from_at: datetime, until_at: datetime) -> list[Level]:
    """A female's corrected estrogen in [from, until)."""
    views = hormone_series(reading, animal_id, from_at, until_at, Hormone.ESTROGEN)
    return [level for level in (view.as_level for view in views) if level is not None]


def season(reading: Reading, *, year: int) -> Answer:
    """Each dam of a season: the plan, what came of it, and how it stands."""
    from_at, until_at = year_bounds(reading, year)
    plans = recommended(reading, year)
    chances = {
        dam: [one for one in found if from_at <= one.at < until_at] for dam, found in chances_of(reading).items()
    }
    pregnancies = {one.dam_id: one for one in pregnancy_views(reading) if one.day_zero_on.year == year}
    litters = {one.dam_id: one for one in litter_views(reading) if one.born.from_on and one.born.from_on.year == year}
    watched = _watched(reading, from_at, until_at)
    dams = {*plans, *(dam for dam, found in chances.items() if found), *pregnancies, *litters, *watched}
    views = animal_views(reading)
    ordered = sorted((views[dam] for dam in dams if dam in views), key=lambda one: (one.label.casefold(), one.id.hex))
    rows = [
        _dam_row(reading, view, year, plans.get(view.id), chances.get(view.id, []), views)
        | _course(reading, view, (from_at, until_at), pregnancies.get(view.id), litters.get(view.id))
        for view in ordered
    ]
    notes = [
        _("Whether a bred female is pregnant stays undetermined until a fetus is seen or a cub is born."),
        _("Ancestors: how many of {count} each of three generations are known, dam's / sire's.").format(
            count=ANCESTORS
        ),
    ]
    return Answer(rows, notes, title=_("Breeding season {year}").format(year=year))


def _watched(reading: Reading, from_at: datetime, until_at: datetime) -> set[UUID]:
    o = tables.estrus_observation
    question = select(o.c.animal_id).where(o.c.voided_at.is_(None), o.c.done_at >= from_at, o.c.done_at < until_at)
    return {row.animal_id for row in reading.rows(question.distinct())}


def _dam_row(
    reading: Reading,
    view: AnimalView,
    year: int,
    plan: Recommended | None,
    chances: Sequence[Any],
    views: dict[UUID, AnimalView],
) -> dict[str, object]:
    def name(key: UUID | None) -> str | None:
        return views[key].label if key in views else None

    checked = known = None
    if plan is not None:
        shared = shared_ancestors(reading, view.id, plan.primary_sire_id)
        checked = _("shared: {names}").format(names=listed(shared)) if shared else _("none shared")
        known = "/".join(str(count) for count in _known(reading, view.id, plan.primary_sire_id))
    bred = sorted({views[one.sire_id].label for one in chances if one.sire_id in views})
    kept = kept_to_plan(plan, [one.sire_id for one in chances]) if plan or chances else None
    return {
        "dam": view.label,
        "primary_sire": name(plan.primary_sire_id) if plan else None,
        "backup_sire": name(plan.backup_sire_id) if plan else None,
        "method": plan.method if plan else None,
        "generations": checked, "ancestors": known,
        "nursing": nursing_constraint(reading, view.id, year),
        "matings": sum(not one.is_insemination for one in chances),
        "inseminations": sum(one.is_insemination for one in chances),
        "bred_with": listed(bred) or None, "kept": kept,
        "inbreeding": plan.kinship if plan else None, "explanation": plan.explanation if plan else None,
    }  # fmt: skip


def _known(reading: Reading, *ids: UUID) -> list[int]:
    """How many ancestors of three generations are known, of each animal."""
    parents: dict[UUID, list[UUID]] = {}
    for one in claims_of(reading):
        if one.role in (ParentRole.DAM, ParentRole.SIRE):
            parents.setdefault(one.animal_id, []).append(one.parent_id)
    return [len(ancestors(one, lambda key: parents.get(key, ()))) - 1 for one in ids]


def _course(
    reading: Reading,
    view: AnimalView,
    bounds: tuple[datetime, datetime],
    pregnancy: PregnancyView | None,
    litter: LitterView | None,
) -> dict[str, object]:
    levels = levels_of(reading, view.id, *bounds)
    fall = FALL_PERCENT.under(kept_limits(reading)).value / 100
    found: Ovulation | None = find_ovulation(levels, fall) if levels else None
    expected = None
    if pregnancy is not None and pregnancy.is_open:
        second = pregnancy.since(PregnancyState.LUTEAL_2)
        second_on = local_day(reading, second) if second else None
        expected = gestation.window(pregnancy.day_zero_on, gestation_of(reading, view.id), second_on)
    return {
        "day_zero": found.day_zero if found else None, "hormones": found.state if found else None,
        "state": pregnancy.state if pregnancy else None,
        "finding": _("undetermined") if pregnancy and pregnancy.is_open else None,
        "window_from": expected.likely_from_on if expected else None,
        "window_until": expected.until_on if expected else None,
        "born": litter.born if litter else None, "cubs": litter.size if litter else None,
        "stillborn": litter.stillborn if litter else None,
    }  # fmt: skip


# ---------------------------------------------------------------- the semen bank


def semen_bank(reading: Reading, *, male: UUID | None) -> Answer:
    """The straws by male, collection and where they stand: how many are frozen still, and how many were thawed."""
    found: dict[tuple[Any, ...], list[StrawView]] = {}
    for one in straw_views(reading):
        if male in (None, one.male_id):
            key = (one.male_id, one.collected_at, one.tank, one.canister, one.cane)
            found.setdefault(key, []).append(one)
    males = animal_views(reading, {key[0] for key in found})
    thawed = _thawed_motility(reading)
    rows: list[Row] = [
        {
            "male": males[key[0]].label, "is_dead": males[key[0]].is_dead, "collected_at": key[1], "tank": key[2],
            "canister": key[3], "cane": key[4], "frozen": sum(one.thawed_at is None for one in straws),
            "thawed": sum(one.thawed_at is not None for one in straws), "motility": straws[0].motility_percent,
            "motility_thawed": _mean([thawed[one.id] for one in straws if one.id in thawed]),
            "codes": ", ".join(one.code for one in straws if one.thawed_at is None),
        }
        for key, straws in found.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (str(row["male"]), str(row["collected_at"]), str(row["tank"])))
    left = sum(int(str(row["frozen"])) for row in rows)
    return Answer(rows, [_("{count} straws are frozen still; one that was thawed is gone.").format(count=left)])


def _thawed_motility(reading: Reading) -> dict[UUID, float]:
    t = tables.straw_thaw
    question = select(t.c.straw_id, t.c.motility_percent).where(
        t.c.voided_at.is_(None), t.c.motility_percent.is_not(None)
    )
    return {row.straw_id: row.motility_percent for row in reading.rows(question)}


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


# ---------------------------------------------------------------- the sires of a cub


def _claimed_before(reading: Reading, animal: UUID) -> list[str]:
    """The claims that were struck out, each day's together with why: they stay readable."""
    p = tables.parentage_claim
    rows = reading.rows(
        select(p.c.parent_id, p.c.probability, p.c.kind, p.c.voided_at, p.c.void_reason)
        .where(p.c.animal_id == animal, p.c.role == ParentRole.SIRE, p.c.voided_at.is_not(None))
        .order_by(p.c.voided_at, p.c.probability.desc(), p.c.id)
    )
    names = animal_views(reading, {row.parent_id for row in rows})
    struck: dict[tuple[datetime, str], list[str]] = {}
    for row in rows:
        said = f"{names[row.parent_id].label} {row.probability:.0%} ({label(row.kind)})"
        struck.setdefault((row.voided_at, row.void_reason or ""), []).append(said)
    return [
        _("Claimed before, struck out on {day}: {claims}; {why}.").format(
            day=show_date(local_day(reading, at)), claims=listed(said), why=why
        )
        for (at, why), said in struck.items()
    ]


def sire_candidates(reading: Reading, *, animal: UUID) -> Answer:
    """Every mating and insemination that may have led to a cub, what each counts and why; and what is claimed now."""
    view = animal_view(reading, animal)
    found = proposal_for(reading, view)
    shares = dict(found.shares)
    names = animal_views(reading, [one.chance.sire_id for one in found.weighed])
    rows: list[Row] = [
        {
            "sire": names[one.chance.sire_id].label, "at": one.chance.at, "why": one.why,
            "weight": round(one.weight, 3), "share": round(shares[one.chance.sire_id] * 100, 1),
        }
        for one in found.weighed
    ]  # fmt: skip
    claimed = sires_of(reading, animal)
    people = animal_views(reading, [one.parent_id for one in claimed])
    stands = listed(f"{people[one.parent_id].label} {one.probability:.0%} ({label(one.kind)})" for one in claimed)
    notes = [_("Claimed now: {claims}.").format(claims=stands or _("nobody")), *_claimed_before(reading, animal)]
    if dam_of(reading, animal) is None:
        notes.append(_("Its dam is not known, so no log can be looked at."))
    return Answer(rows, notes, title=_("Candidate sires of {animal}").format(animal=view.label))

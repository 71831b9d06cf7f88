"""The animals: who they are, where they come from, whose they are; each written down when it became known."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from breeding_center.animals.model import (
    Accession,
    Animal,
    Disposition,
    Identifier,
    Institution,
    Measurement,
    ParentageClaim,
    Permit,
    PermitAnimal,
)
from breeding_center.animals.rules import search_key_of
from breeding_center.office.practice import sheets
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    DispositionKind,
    IdentifierKind,
    InstitutionKind,
    MeasureKind,
    Ownership,
    ParentageKind,
    ParentRole,
    PermitKind,
    Sex,
    SexMethod,
    TransponderType,
    WeighMethod,
)

BORN_AT = time(3)  # where only the day is told, the sample's births are written as of this hour
WRITTEN_AT = time(7, 30)
INVENTED = {
    "all": "invented for practice 练习用虚构个体",
    "rest": "Reported: {facts}. All else is invented for practice. 所列栏目见于报道，其余为练习用虚构。",
}


def write_institutions(world: World) -> None:
    """Where animals come from and go to."""
    for row in world.tables["institutions"]:
        world.institutions[row["key"]] = world.book.add(
            world.period.opening_at, "animal.add", Institution, code=row["code"],
            kind=InstitutionKind(row["kind"]), name_en=row["name_en"], name_zh=row["name_zh"], country=row["country"],
            phone=sheets.text(row["phone"]), latitude=sheets.decimal(row["latitude"]),
            longitude=sheets.decimal(row["longitude"]),
        )  # fmt: skip


def write_animals(world: World) -> None:
    """Every animal of the sample that is known by the anchor, dams before their young."""
    for row in world.tables["animals"]:
        known_at = _known_at(world, row)
        if known_at <= world.period.anchor:
            world.known_since[row["key"]] = max(known_at, world.period.opening_at)
            _write_animal(world, row, known_at)
    for row in world.tables["parentage"]:
        _write_claim(
            world, row["animal"], ParentRole(row["role"]), row["candidate"], ParentageKind(row["kind"]),
            float(row["probability"]), sheets.text(row["source"]),
            "; ".join(part for part in (f"certainty: {row['certainty']}", row["note"]) if part),
        )  # fmt: skip


def _known_at(world: World, row: Row) -> datetime:
    """When an animal was first written down: on the morning of its birth here, or when it came."""
    came_on = sheets.span(row["accession_on"]).from_on
    if not row["accession_number"] or came_on is None:
        return world.period.opening_at
    if row["accession_kind"] == AccessionKind.BIRTH:
        return world.period.at(came_on, WRITTEN_AT)
    arrivals = (sheets.instant(stay["from"]) for stay in world.stays_of(row["key"]))
    first = min((one for one in arrivals if one is not None), default=None)
    if first is None or first.astimezone(world.period.zone).date() != came_on:
        return world.period.at(came_on, WRITTEN_AT)
    return first + timedelta(minutes=15)


def _action_of(row: Row) -> str:
    return "animal.birth" if row["accession_kind"] == AccessionKind.BIRTH else "animal.add"


def _write_animal(world: World, row: Row, at: datetime) -> None:
    book, action, birth = world.book, _action_of(row), sheets.span(row["birth"])
    key = world.animals[row["key"]] = book.add(
        at, action, Animal, name_en=sheets.text(row["house_name_en"]), name_zh=sheets.text(row["house_name_zh"]),
        search_key=search_key_of([row["house_name_en"], row["house_name_zh"], row["temporary_id"]]),
        taxon_id=world.taxa[row["taxon"]], sex=Sex(row["sex"]), sex_method=_sex_method(row),
        birth_from=birth.from_on, birth_until=birth.until_on, birth_written=birth.written,
        birth_type=BirthType(row["birth_type"]), origin=sheets.text(row["origin"]),
        is_reported=sheets.yes(row["reported"]),
        source=sheets.text(row["source"]), note=_note(row),
    )  # fmt: skip
    _write_identifiers(world, row, key, at)
    for role in (ParentRole.DAM, ParentRole.SIRE):
        if row[role]:
            kind = ParentageKind(row[f"{role}_kind"])
            _write_claim(world, row["key"], role, row[role], kind, 1.0, sheets.text(row["source"]), None)
    if row["accession_number"]:
        _write_passages(world, row, key, at)
    _write_birth_weight(world, row, key, at)


def _sex_method(row: Row) -> SexMethod | None:
    if row["sex"] == Sex.UNKNOWN:
        return None
    return SexMethod.REPORTED if "sex" in sheets.listed(row["reported_facts"]) else SexMethod.EXAMINATION


def _note(row: Row) -> str:
    """What the sample says of the animal, and which of it is invented."""
    facts = sheets.listed(row["reported_facts"])
    invented = INVENTED["rest"].format(facts=", ".join(facts)) if facts else INVENTED["all"]
    return f"{row['note']}\n{invented}" if row["note"] else invented


def _write_identifiers(world: World, row: Row, key: UUID, at: datetime) -> None:
    accession = sheets.span(row["accession_on"])
    born = sheets.span(row["birth"])
    plain = (
        (IdentifierKind.STUDBOOK_NUMBER, row["studbook_number"], None),
        (IdentifierKind.ACCESSION_NUMBER, row["accession_number"], accession.from_on if accession.is_exact else None),
        (IdentifierKind.TEMPORARY, row["temporary_id"], born.from_on if born.is_exact else None),
    )
    for kind, value, since in plain:
        if value:
            world.book.add(at, _action_of(row), Identifier, animal_id=key, kind=kind, value=value, from_on=since)
    if row["transponder"]:
        implanted_on = sheets.day(row["transponder_on"])
        assert implanted_on is not None
        implanted_at = max(at, world.period.at(implanted_on, time(11)))
        if implanted_at <= world.period.anchor:
            world.book.add(
                implanted_at, "animal.identify" if implanted_at > at else _action_of(row), Identifier, animal_id=key,
                kind=IdentifierKind.TRANSPONDER, value=row["transponder"], from_on=implanted_on,
                transponder_type=TransponderType(row["transponder_type"]), implant_site=row["transponder_site"],
            )  # fmt: skip


def _write_claim(
    world: World,
    animal: str,
    role: ParentRole,
    parent: str,
    kind: ParentageKind,
    probability: float,
    source: str | None,
    note: str | None,
) -> None:
    if animal in world.animals:
        at, child = world.known_since[animal], world.sheet("animals")[animal]
        world.book.add(
            at, _action_of(child), ParentageClaim, animal_id=world.animals[animal], role=role,
            parent_id=world.animals[parent], kind=kind, probability=probability, source=source, note=note,
        )  # fmt: skip


def _write_passages(world: World, row: Row, key: UUID, at: datetime) -> None:
    came, left = sheets.span(row["accession_on"]), sheets.span(row["disposition_on"])
    is_arrival = at > world.period.opening_at and row["accession_kind"] != AccessionKind.BIRTH
    world.book.add(
        at, _action_of(row), Accession, animal_id=key, kind=AccessionKind(row["accession_kind"]), on_from=came.from_on,
        on_until=came.until_on, on_written=came.written, at=at - timedelta(minutes=15) if is_arrival else None,
        institution_id=world.institutions.get(row["accession_from"]), ownership=Ownership(row["ownership"]),
        owner_id=world.institutions.get(row["owner"]), is_provisional=False,
    )  # fmt: skip
    if not row["disposition_kind"] or left.from_on is None:
        return
    ends = [sheets.instant(stay["until"]) for stay in world.stays_of(row["key"])]
    moment = max((end for end in ends if end is not None), default=None)
    written_at = moment + timedelta(minutes=20) if moment else world.period.at(left.from_on, time(17))
    if written_at <= world.period.anchor:
        world.book.add(
            written_at, "animal.depart", Disposition, animal_id=key, kind=DispositionKind(row["disposition_kind"]),
            on_from=left.from_on, on_until=left.until_on, on_written=left.written, at=moment,
            institution_id=world.institutions.get(row["disposition_to"]),
            is_still_owned=row["disposition_kind"] == DispositionKind.LOAN,
            cause=row["disposition_note"] if row["disposition_kind"] == DispositionKind.DEATH else None,
            note=row["disposition_note"] if row["disposition_kind"] != DispositionKind.DEATH else None,
        )  # fmt: skip


def _write_birth_weight(world: World, row: Row, key: UUID, at: datetime) -> None:
    born_on = sheets.span(row["birth"]).from_on
    if row["birth_weight_g"] and born_on is not None and row["accession_kind"] == AccessionKind.BIRTH:
        world.book.add(
            at, _action_of(row), Measurement, animal_id=key, kind=MeasureKind.WEIGHT,
            weight_g=float(row["birth_weight_g"]), method=WeighMethod.SCALE, scale="cub scale, 1 g",
            done_at=world.period.at(born_on, BORN_AT).astimezone(UTC),
        )  # fmt: skip


def write_permits(world: World) -> None:
    """Papers and the animals they are about; `valid_until` is the last day they hold, as printed."""
    for row in world.tables["permits"]:
        valid_from = sheets.day(row["valid_from"])
        assert valid_from is not None
        animals = [one for one in sheets.listed(row["animals"]) if one in world.animals]
        at = max([world.morning_of(valid_from), *(world.known_since[one] for one in animals)])
        key = world.book.add(
            at, "animal.permit", Permit, kind=PermitKind(row["kind"]), number=row["number"],
            authority_en=row["authority_en"], authority_zh=row["authority_zh"], valid_from=valid_from,
            valid_until=sheets.day(row["valid_until"]), note=sheets.text(row["note"]),
        )  # fmt: skip
        for animal in animals:
            world.book.add(at, "animal.permit", PermitAnimal, permit_id=key, animal_id=world.animals[animal])

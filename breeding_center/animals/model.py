"""Animals and what is known of each: names, parents, how it came and left, measures, holds, papers.

This room knows nothing of enclosures, staff rosters or care; those point here.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    CareLine,
    ConditionKind,
    DispositionKind,
    IdentifierKind,
    InstitutionKind,
    LifeStage,
    MeasureKind,
    Ownership,
    ParentageKind,
    ParentRole,
    PermitKind,
    RearingKind,
    Sex,
    SexMethod,
    TransponderType,
    WeighMethod,
)


class Taxon(Recorded):
    """A species or subspecies; its facts are data, so nothing in the code is about pandas only."""

    __tablename__ = "taxon"
    __table_args__ = (one_of_a_kind("taxon_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    scientific_name: Mapped[str] = mapped_column(short(120))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    gestation_min_days: Mapped[int | None]
    gestation_max_days: Mapped[int | None]
    weight_min_g: Mapped[float | None]
    weight_max_g: Mapped[float | None]
    source: Mapped[str | None]


class LifeStageLimit(Recorded):
    """From which age in days, until which, an animal of the taxon is in a stage of life."""

    __tablename__ = "life_stage_limit"

    taxon_id: Mapped[UUID] = mapped_column(ForeignKey("taxon.id"))
    stage: Mapped[LifeStage]
    from_days: Mapped[int]
    until_days: Mapped[int | None]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class GrowthBand(Recorded):
    """What the taxon's young weigh at an age: a soft low, the median, a soft high."""

    __tablename__ = "growth_band"

    taxon_id: Mapped[UUID] = mapped_column(ForeignKey("taxon.id"))
    sex: Mapped[Sex | None]
    age_days: Mapped[int]
    low_g: Mapped[float]
    median_g: Mapped[float]
    high_g: Mapped[float]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class Institution(Recorded):
    """A place animals come from, go to, or belong to.

    Where it lies is in degrees, north and east positive; both or neither, to as many decimals as anybody knows.
    """

    __tablename__ = "institution"
    __table_args__ = (one_of_a_kind("institution_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    kind: Mapped[InstitutionKind]
    name_en: Mapped[str] = mapped_column(short(200))
    name_zh: Mapped[str] = mapped_column(short(200))
    country: Mapped[str | None] = mapped_column(short(2))
    phone: Mapped[str | None] = mapped_column(short(40))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Animal(Recorded):
    """One animal, in the collection or in its pedigree.

    The birth is an interval [birth_from, birth_until) with the words it was written in, and `birth_at` the moment
    where somebody saw it. `origin` is the mountain range or wild population that a founder came from.
    `search_key` holds the names folded, in pinyin and in initials.
    """

    __tablename__ = "animal"

    name_en: Mapped[str | None] = mapped_column(short(80))
    name_zh: Mapped[str | None] = mapped_column(short(80))
    search_key: Mapped[str] = mapped_column(short(400))
    taxon_id: Mapped[UUID] = mapped_column(ForeignKey("taxon.id"))
    sex: Mapped[Sex]
    sex_method: Mapped[SexMethod | None]
    sex_determined_on: Mapped[date | None]
    birth_from: Mapped[date | None]
    birth_until: Mapped[date | None]
    birth_written: Mapped[str] = mapped_column(short(80))
    birth_at: Mapped[datetime | None]
    birth_type: Mapped[BirthType]
    origin: Mapped[str | None] = mapped_column(short(80))
    is_reported: Mapped[bool]
    source: Mapped[str | None]
    note: Mapped[str | None]


class Identifier(Recorded):
    """A name or number the animal goes by from a day on: studbook number, chip, accession number, collar …"""

    __tablename__ = "identifier"
    __table_args__ = (
        one_of_a_kind("identifier_transponder", "value", where=text("kind = 'transponder'")),
        one_of_a_kind("identifier_studbook_number", "value", where=text("kind = 'studbook_number'")),
        one_of_a_kind("identifier_accession_number", "value", where=text("kind = 'accession_number'")),
        Index(None, "animal_id"),
        Index(None, "value"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[IdentifierKind]
    value: Mapped[str] = mapped_column(short(80))
    transponder_type: Mapped[TransponderType | None]
    implant_site: Mapped[str | None] = mapped_column(short(80))
    issuer: Mapped[str | None] = mapped_column(short(120))
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class TransponderRead(Happened):
    """A chip read on an animal, whether it was the one expected or not."""

    __tablename__ = "transponder_read"

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    value: Mapped[str] = mapped_column(short(40))
    is_expected: Mapped[bool]


class ParentageClaim(Recorded):
    """Who may be a parent, on what ground and how probably; earlier claims stay readable."""

    __tablename__ = "parentage_claim"
    __table_args__ = (
        CheckConstraint("probability > 0 AND probability <= 1", name="probability"),
        CheckConstraint("parent_id <> animal_id", name="not_own_parent"),
        Index(None, "parent_id"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    role: Mapped[ParentRole]
    parent_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[ParentageKind]
    probability: Mapped[float]
    claimed_on: Mapped[date | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class Accession(Recorded):
    """How and when an animal entered the collection, and whose it is. A provisional one is completed later.

    The day is an interval [on_from, on_until) as well as it is known; `at` is the moment, where it is known.
    """

    __tablename__ = "accession"

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    kind: Mapped[AccessionKind]
    on_from: Mapped[date | None]
    on_until: Mapped[date | None]
    on_written: Mapped[str] = mapped_column(short(80))
    at: Mapped[datetime | None]
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    ownership: Mapped[Ownership]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    permit_id: Mapped[UUID | None] = mapped_column(ForeignKey("permit.id"))
    is_provisional: Mapped[bool]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class Disposition(Recorded):
    """How and when an animal left the collection: death, transfer, loan, release, escape; the day as an accession's."""

    __tablename__ = "disposition"

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    kind: Mapped[DispositionKind]
    on_from: Mapped[date | None]
    on_until: Mapped[date | None]
    on_written: Mapped[str] = mapped_column(short(80))
    at: Mapped[datetime | None]
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    is_still_owned: Mapped[bool]
    permit_id: Mapped[UUID | None] = mapped_column(ForeignKey("permit.id"))
    cause: Mapped[str | None]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class Measurement(Happened):
    """A weight, a length or a temperature, in the unit its column names."""

    __tablename__ = "measurement"
    __table_args__ = (Index(None, "animal_id", "kind", "done_at"), Index(None, "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    kind: Mapped[MeasureKind]
    weight_g: Mapped[float | None]
    length_cm: Mapped[float | None]
    temperature_c: Mapped[float | None]
    method: Mapped[WeighMethod | None]
    scale: Mapped[str | None] = mapped_column(short(80))


class RearingSpell(Recorded):
    """Who reared a young animal from a day until a day; spells may overlap (twins that are swapped)."""

    __tablename__ = "rearing_spell"
    __table_args__ = (interval("in_order", "from_on", "until_on"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    kind: Mapped[RearingKind]
    reared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    note: Mapped[str | None]


class Condition(Recorded):
    """A state of an animal that one line of care placed and every line reads: quarantine, estrus, nursing …"""

    __tablename__ = "condition"
    __table_args__ = (interval("in_order", "from_at", "until_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    kind: Mapped[ConditionKind]
    line: Mapped[CareLine | None]
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    note: Mapped[str | None]


class Permit(Recorded):
    """A paper that lapses: a permit, an agreement, a loan, whose the cubs will be."""

    __tablename__ = "permit"
    __table_args__ = (interval("in_order", "valid_from", "valid_until"), one_of_a_kind("permit_number", "number"))

    kind: Mapped[PermitKind]
    number: Mapped[str] = mapped_column(short(80))
    authority_en: Mapped[str] = mapped_column(short(200))
    authority_zh: Mapped[str] = mapped_column(short(200))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    file_name: Mapped[str | None] = mapped_column(short(255))
    file_sha256: Mapped[str | None] = mapped_column(short(64))
    note: Mapped[str | None]


class PermitAnimal(Recorded):
    """An animal that a paper is about."""

    __tablename__ = "permit_animal"
    __table_args__ = (one_of_a_kind("permit_animal", "permit_id", "animal_id"),)

    permit_id: Mapped[UUID] = mapped_column(ForeignKey("permit.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)


class Note(Happened):
    """A sentence about an animal that fits nowhere else."""

    __tablename__ = "note"

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    text: Mapped[str]

"""The season of both sexes, urine and its hormones, matings and semen, pregnancies, litters, cubs at the bottle."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import (
    BreedingMethod,
    CubMarkKind,
    Hormone,
    PregnancyFinding,
    PregnancyMethod,
    PregnancyState,
    SemenSource,
)
from breeding_center.vocabulary.choosing import PairDecisionKind


class EstrusObservation(Happened):
    """A female watched in the season: each behavior and the vulva scored 0-3; what was not watched for stays empty."""

    __tablename__ = "estrus_observation"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    scent_marking: Mapped[int | None]
    bleating: Mapped[int | None]
    chirping: Mapped[int | None]
    tail_up: Mapped[int | None]
    lordosis: Mapped[int | None]
    restlessness: Mapped[int | None]
    presenting: Mapped[int | None]
    water_play: Mapped[int | None]
    appetite_loss: Mapped[int | None]
    male_interest: Mapped[int | None]
    vulva: Mapped[int | None]


class CytologySmear(Happened):
    """Cells of the vagina under the microscope: how many were counted, and how they share out."""

    __tablename__ = "cytology_smear"
    __table_args__ = (
        CheckConstraint("cells_counted > 0", name="cells"),
        CheckConstraint("superficial_percent BETWEEN 0 AND 100", name="superficial"),
        CheckConstraint("keratinized_percent BETWEEN 0 AND 100", name="keratinized"),
        Index(None, "animal_id", "done_at"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    cells_counted: Mapped[int]
    superficial_percent: Mapped[float]
    keratinized_percent: Mapped[float]
    is_acidophil: Mapped[bool | None]
    stain: Mapped[str | None] = mapped_column(short(120))


class MaleObservation(Happened):
    """A male watched in the season: each behavior scored 0-3, the testes measured."""

    __tablename__ = "male_observation"
    __table_args__ = (
        CheckConstraint("testis_length_cm > 0", name="testis_length"),
        CheckConstraint("testis_width_cm > 0", name="testis_width"),
        Index(None, "animal_id", "done_at"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    scent_marking: Mapped[int | None]
    vocalizing: Mapped[int | None]
    female_interest: Mapped[int | None]
    restlessness: Mapped[int | None]
    testis_length_cm: Mapped[float | None]
    testis_width_cm: Mapped[float | None]


class UrineSample(Happened):
    """Urine drawn up from a clean floor, for the hormone series."""

    __tablename__ = "urine_sample"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    code: Mapped[str | None] = mapped_column(short(40))
    volume_ml: Mapped[float | None]
    specific_gravity: Mapped[float | None]


class HormoneAssay(Recorded):
    """A hormone measured in a urine sample, with the creatinine it is corrected by."""

    __tablename__ = "hormone_assay"
    __table_args__ = (
        CheckConstraint("creatinine_mg_ml IS NULL OR creatinine_mg_ml > 0", name="creatinine"),
        one_of_a_kind("hormone_assay", "sample_id", "hormone"),
    )

    sample_id: Mapped[UUID] = mapped_column(ForeignKey("urine_sample.id"))
    hormone: Mapped[Hormone]
    value_ng_ml: Mapped[float]
    creatinine_mg_ml: Mapped[float | None]
    kit: Mapped[str | None] = mapped_column(short(120))
    laboratory: Mapped[str | None] = mapped_column(short(120))
    assayed_on: Mapped[date | None]


class SeasonPlan(Recorded):
    """Who is to be bred with whom in a year, and how.

    Where a computed plan recommended it, why, and what the pair's kinship and its change of gene diversity were then.
    """

    __tablename__ = "season_plan"
    __table_args__ = (one_of_a_kind("season_plan", "year", "dam_id"),)

    year: Mapped[int]
    dam_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    primary_sire_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    backup_sire_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    method: Mapped[BreedingMethod]
    explanation: Mapped[str | None]
    kinship: Mapped[float | None]
    gene_diversity_change: Mapped[float | None]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class PairDecision(Recorded):
    """What the center has decided of a pair, until a day or until it is lifted, and why."""

    __tablename__ = "pair_decision"
    __table_args__ = (
        CheckConstraint("female_id <> male_id", name="two_animals"),
        interval("in_order", "from_on", "until_on"),
        one_of_a_kind("pair_decision", "female_id", "male_id", "decision", where=text("until_on IS NULL")),
    )

    female_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    male_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    decision: Mapped[PairDecisionKind]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    why: Mapped[str]


class Introduction(Happened):
    """A gate opened between two animals (at `done_at`), what happened, and when they were apart again."""

    __tablename__ = "introduction"
    __table_args__ = (
        CheckConstraint("female_id <> male_id", name="two_animals"),
        CheckConstraint("separated_at IS NULL OR separated_at >= done_at", name="in_order"),
        CheckConstraint("mounts >= 0", name="mounts"),
        Index(None, "female_id", "done_at"),
        Index(None, "male_id", "done_at"),
    )

    female_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    male_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    separated_at: Mapped[datetime | None]
    aggression: Mapped[int | None]
    mounts: Mapped[int | None]
    intromission: Mapped[bool | None]
    wounds: Mapped[str | None]


class Mating(Happened):
    """A mating: from when until when, and what was seen of it."""

    __tablename__ = "mating"
    __table_args__ = (
        CheckConstraint("female_id <> male_id", name="two_animals"),
        CheckConstraint("ended_at IS NULL OR ended_at >= done_at", name="in_order"),
        Index(None, "female_id", "done_at"),
        Index(None, "male_id", "done_at"),
    )

    female_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    male_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    ended_at: Mapped[datetime | None]
    intromission: Mapped[bool | None]
    ejaculation: Mapped[bool | None]


class SemenCollection(Happened):
    """An ejaculate: how much, how many, how lively. `institution_id` says where, if not here."""

    __tablename__ = "semen_collection"
    __table_args__ = (
        CheckConstraint("volume_ml > 0", name="volume"),
        CheckConstraint("concentration_m_ml >= 0", name="concentration"),
        CheckConstraint("motility_percent BETWEEN 0 AND 100", name="motility"),
        CheckConstraint("progression BETWEEN 0 AND 5", name="progression"),
        Index(None, "male_id", "done_at"),
    )

    male_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    institution_id: Mapped[UUID | None] = mapped_column(ForeignKey("institution.id"))
    volume_ml: Mapped[float]
    concentration_m_ml: Mapped[float | None]
    motility_percent: Mapped[float | None]
    progression: Mapped[float | None]


class SemenStraw(Recorded):
    """A frozen straw, and where in the tank it stands."""

    __tablename__ = "semen_straw"
    __table_args__ = (one_of_a_kind("semen_straw_code", "code"), Index(None, "tank", "canister", "cane"))

    collection_id: Mapped[UUID] = mapped_column(ForeignKey("semen_collection.id"), index=True)
    code: Mapped[str] = mapped_column(short(60))
    tank: Mapped[str] = mapped_column(short(40))
    canister: Mapped[str] = mapped_column(short(40))
    cane: Mapped[str] = mapped_column(short(40))
    volume_ml: Mapped[float | None]


class Insemination(Happened):
    """Semen of one male brought into a female; that of two males is two of these."""

    __tablename__ = "insemination"
    __table_args__ = (
        CheckConstraint("female_id <> sire_id", name="two_animals"),
        CheckConstraint("motile_million > 0", name="dose"),
        CheckConstraint("motility_percent BETWEEN 0 AND 100", name="motility"),
        Index(None, "female_id", "done_at"),
        Index(None, "sire_id", "done_at"),
    )

    female_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    sire_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    source: Mapped[SemenSource]
    collection_id: Mapped[UUID | None] = mapped_column(ForeignKey("semen_collection.id"))
    motile_million: Mapped[float | None]
    motility_percent: Mapped[float | None]
    is_anesthetized: Mapped[bool | None]


class StrawThaw(Happened):
    """A straw thawed, which happens once: for an insemination, or to test what it holds."""

    __tablename__ = "straw_thaw"
    __table_args__ = (
        CheckConstraint("motility_percent BETWEEN 0 AND 100", name="motility"),
        one_of_a_kind("straw_thaw", "straw_id"),
    )

    straw_id: Mapped[UUID] = mapped_column(ForeignKey("semen_straw.id"))
    insemination_id: Mapped[UUID | None] = mapped_column(ForeignKey("insemination.id"), index=True)
    motility_percent: Mapped[float | None]


class Pregnancy(Recorded):
    """What may be a pregnancy: a bred female from her day 0 on. Its state is the last of its steps."""

    __tablename__ = "pregnancy"
    __table_args__ = (one_of_a_kind("pregnancy", "dam_id", "day_zero_on"),)

    dam_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    day_zero_on: Mapped[date]
    ground: Mapped[str | None]


class PregnancyStep(Happened):
    """A pregnancy, or what may be one, comes into a state."""

    __tablename__ = "pregnancy_step"

    pregnancy_id: Mapped[UUID] = mapped_column(ForeignKey("pregnancy.id"), index=True)
    state: Mapped[PregnancyState]


class PregnancyCheck(Happened):
    """A look whether a female is pregnant."""

    __tablename__ = "pregnancy_check"
    __table_args__ = (CheckConstraint("fetuses >= 0", name="fetuses"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    method: Mapped[PregnancyMethod]
    finding: Mapped[PregnancyFinding]
    fetuses: Mapped[int | None]


class Litter(Recorded):
    """Cubs born of one dam at one birth; `size` counts the stillborn too.

    Stillborn is a cub that never breathed. One that breathed, however briefly, was born alive: it is an animal of the
    register, and its death another record.
    """

    __tablename__ = "litter"
    __table_args__ = (CheckConstraint("swap_interval_min > 0", name="swap_interval"),)

    dam_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"), index=True)
    pregnancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pregnancy.id"))
    swap_interval_min: Mapped[float | None]
    born_from: Mapped[date]
    born_until: Mapped[date]
    born_written: Mapped[str] = mapped_column(short(80))
    size: Mapped[int]
    stillborn: Mapped[int]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class LitterCub(Recorded):
    """A cub of a litter, in the order of birth."""

    __tablename__ = "litter_cub"
    __table_args__ = (one_of_a_kind("litter_cub", "animal_id"),)

    litter_id: Mapped[UUID] = mapped_column(ForeignKey("litter.id"), index=True)
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    birth_order: Mapped[int]


class CubFeed(Happened):
    """A cub fed milk by hand, or checked at the dam's breast (then no volume is known)."""

    __tablename__ = "cub_feed"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    milk_ml: Mapped[float | None]
    formula: Mapped[str | None] = mapped_column(short(120))
    has_urinated: Mapped[bool | None]
    has_defecated: Mapped[bool | None]


class CubMark(Happened):
    """What tells a cub from its twin before it has a chip: a shaved patch, a dab of dye, and where on the body."""

    __tablename__ = "cub_mark"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    mark: Mapped[CubMarkKind]
    site: Mapped[str] = mapped_column(short(120))
    color: Mapped[str | None] = mapped_column(short(40))


class TwinSwap(Happened):
    """Twins change places: one goes to the dam, the other to the incubator."""

    __tablename__ = "twin_swap"
    __table_args__ = (
        CheckConstraint("to_dam_id <> to_incubator_id", name="two_cubs"),
        Index(None, "litter_id", "done_at"),
    )

    litter_id: Mapped[UUID] = mapped_column(ForeignKey("litter.id"))
    to_dam_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    to_incubator_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))


class NestWatch(Happened):
    """What can be seen of a dam and the young she rears, from outside: nothing is taken from her for it."""

    __tablename__ = "nest_watch"
    __table_args__ = (CheckConstraint("dam_away_min >= 0", name="dam_away"), Index(None, "animal_id", "done_at"))

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    cubs_seen: Mapped[int | None]
    is_nursing: Mapped[bool | None]
    voice: Mapped[int | None]
    dam_away_min: Mapped[float | None]

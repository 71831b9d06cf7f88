"""Foods and diets, what was offered and left, feces and mucus, body condition, what is in store, feeding trials.

Offering and weighing the leftovers are separate records: one weighing, often by another shift and of a shared
pile, closes every offering of its subject in the time it covers. Until then the intake is pending.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.storage.base import Happened, Recorded, interval, one_of_a_kind, short
from breeding_center.vocabulary import FecesColor, FoodPart, Nutrient, StockChange, TrialDesign, TrialSampleOf

ONE_SUBJECT = "(animal_id IS NULL) <> (access_set_id IS NULL)"


class Food(Recorded):
    """A food: for bamboo, one part of one species."""

    __tablename__ = "food"
    __table_args__ = (one_of_a_kind("food_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    name_en: Mapped[str] = mapped_column(short(120))
    name_zh: Mapped[str] = mapped_column(short(120))
    search_key: Mapped[str] = mapped_column(short(400))
    species: Mapped[str | None] = mapped_column(short(120))
    part: Mapped[FoodPart]
    season_from_month: Mapped[int | None]
    season_until_month: Mapped[int | None]
    dry_matter_percent: Mapped[float | None]
    source: Mapped[str | None]
    is_verified: Mapped[bool]


class NutrientAnalysis(Recorded):
    """What one sample of a food held: dry matter in percent as fed, all else on dry matter.

    Percent; gross energy in MJ for each kg of dry matter.
    """

    __tablename__ = "nutrient_analysis"
    __table_args__ = (CheckConstraint("value >= 0", name="amount"), Index(None, "food_id", "nutrient", "sampled_on"))

    food_id: Mapped[UUID] = mapped_column(ForeignKey("food.id"))
    nutrient: Mapped[Nutrient]
    value: Mapped[float]
    sampled_on: Mapped[date]
    method: Mapped[str | None] = mapped_column(short(120))
    source: Mapped[str]
    is_verified: Mapped[bool]
    doubt: Mapped[str | None]


class Digestibility(Recorded):
    """How much of a food part's dry matter, and of its gross energy, becomes the animal's: apparent, in percent.

    Of all foods of the part, or of one food. `energy_percent` is what can be metabolized; unknown where it is null.
    """

    __tablename__ = "digestibility"
    __table_args__ = (
        CheckConstraint("dry_matter_percent BETWEEN 0 AND 100", name="dry_matter"),
        CheckConstraint("energy_percent BETWEEN 0 AND 100", name="energy"),
        one_of_a_kind("digestibility_food", "food_id"),
    )

    part: Mapped[FoodPart]
    food_id: Mapped[UUID | None] = mapped_column(ForeignKey("food.id"))
    dry_matter_percent: Mapped[float]
    energy_percent: Mapped[float | None]
    source: Mapped[str]
    is_verified: Mapped[bool]


class Diet(Recorded):
    """What an animal, or all that share an access set together, is to be fed each day, from a day until a day.

    A changed diet comes in over `ramp_days`: each day the portion of the former one shrinks by an even step.
    """

    __tablename__ = "diet"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("feeds_per_day BETWEEN 1 AND 24", name="feeds"),
        CheckConstraint("ramp_days BETWEEN 0 AND 60", name="ramp"),
        interval("in_order", "from_on", "until_on"),
        Index(None, "animal_id", "from_on"),
        Index(None, "access_set_id", "from_on"),
        Index(None, "until_on"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    feeds_per_day: Mapped[int]
    ramp_days: Mapped[int]
    note: Mapped[str | None]
    doubt: Mapped[str | None]


class DietItem(Recorded):
    """How much of a food a diet asks for in a day, of all feeds and for all that share it."""

    __tablename__ = "diet_item"
    __table_args__ = (CheckConstraint("daily_g > 0", name="daily"), one_of_a_kind("diet_item", "diet_id", "food_id"))

    diet_id: Mapped[UUID] = mapped_column(ForeignKey("diet.id"))
    food_id: Mapped[UUID] = mapped_column(ForeignKey("food.id"))
    daily_g: Mapped[float]


class Offering(Happened):
    """A food put before an animal, or before all that share an access set (`sharers` of them)."""

    __tablename__ = "offering"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("offered_g > 0", name="offered"),
        Index(None, "animal_id", "done_at"),
        Index(None, "access_set_id", "done_at"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    sharers: Mapped[int]
    food_id: Mapped[UUID] = mapped_column(ForeignKey("food.id"))
    offered_g: Mapped[float]


class Leftover(Happened):
    """What was left of everything offered to its subject in [covers_from, covers_until); of one food, or of all."""

    __tablename__ = "leftover"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("left_g >= 0", name="left"),
        interval("in_order", "covers_from", "covers_until"),
        Index(None, "animal_id", "covers_until"),
        Index(None, "access_set_id", "covers_until"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    food_id: Mapped[UUID | None] = mapped_column(ForeignKey("food.id"))
    left_g: Mapped[float]
    covers_from: Mapped[datetime]
    covers_until: Mapped[datetime]


class Feces(Happened):
    """Feces as collected: weight, score (1 liquid … 4 dry), mucus, color, worms, blood."""

    __tablename__ = "feces"
    __table_args__ = (
        CheckConstraint(ONE_SUBJECT, name="one_subject"),
        CheckConstraint("feces_g >= 0", name="weight"),
        Index(None, "animal_id", "done_at"),
        Index(None, "done_at"),
    )

    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    access_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("access_set.id"))
    feces_g: Mapped[float]
    score: Mapped[int | None]
    mucus_g: Mapped[float | None]
    has_mucus: Mapped[bool | None]
    has_worms: Mapped[bool | None]
    color: Mapped[FecesColor | None]
    has_blood: Mapped[bool | None]


class BodyCondition(Happened):
    """Body condition on the scale it was scored with: 1-9, or 1-5."""

    __tablename__ = "body_condition"
    __table_args__ = (Index(None, "animal_id", "done_at"),)

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    score: Mapped[float]
    scale_max: Mapped[int]


class MucousEvent(Happened):
    """A bout of mucus: when discomfort began, when mucus was passed, how much, how long the animal left its food."""

    __tablename__ = "mucous_event"
    __table_args__ = (
        CheckConstraint("passed_at IS NULL OR passed_at >= onset_at", name="in_order"),
        CheckConstraint("mucus_g >= 0", name="weight"),
        CheckConstraint("off_feed_min >= 0", name="off_feed"),
        Index(None, "animal_id", "onset_at"),
        Index(None, "onset_at"),
    )

    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    onset_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]
    mucus_g: Mapped[float | None]
    off_feed_min: Mapped[float | None]


class FoodLot(Recorded):
    """One delivery of a food: from whom, from where, cut when."""

    __tablename__ = "food_lot"
    __table_args__ = (one_of_a_kind("food_lot_code", "code"), Index(None, "food_id"))

    code: Mapped[str] = mapped_column(short(40))
    food_id: Mapped[UUID] = mapped_column(ForeignKey("food.id"))
    supplier: Mapped[str | None] = mapped_column(short(120))
    grown_at: Mapped[str | None] = mapped_column(short(120))
    cut_on: Mapped[date | None]


class StockMovement(Happened):
    """Food that came into the store or went out of it: more is positive. What is in store is the sum of these."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        CheckConstraint("mass_g <> 0", name="mass"),
        CheckConstraint("change <> 'delivered' OR mass_g > 0", name="delivered"),
        CheckConstraint("change NOT IN ('issued', 'wasted') OR mass_g < 0", name="taken"),
        Index(None, "lot_id"),
        Index(None, "done_at"),
    )

    lot_id: Mapped[UUID] = mapped_column(ForeignKey("food_lot.id"))
    change: Mapped[StockChange]
    mass_g: Mapped[float]


class FeedingTrial(Recorded):
    """A question put to the animals: what is compared, how, and what is taken to be known."""

    __tablename__ = "feeding_trial"
    __table_args__ = (one_of_a_kind("feeding_trial_code", "code"),)

    code: Mapped[str] = mapped_column(short(40))
    title: Mapped[str] = mapped_column(short(200))
    design: Mapped[TrialDesign]
    question: Mapped[str | None]


class TrialTreatment(Recorded):
    """One of the things a trial compares."""

    __tablename__ = "trial_treatment"
    __table_args__ = (one_of_a_kind("trial_treatment_code", "trial_id", "code"),)

    trial_id: Mapped[UUID] = mapped_column(ForeignKey("feeding_trial.id"))
    code: Mapped[str] = mapped_column(short(40))
    title: Mapped[str] = mapped_column(short(200))
    food_id: Mapped[UUID | None] = mapped_column(ForeignKey("food.id"))


class TrialPeriod(Recorded):
    """A stretch of a trial: animals get used to the food from `from_on`, and are measured from `collect_from_on`."""

    __tablename__ = "trial_period"
    __table_args__ = (
        CheckConstraint("collect_from_on >= from_on AND until_on > collect_from_on", name="in_order"),
        one_of_a_kind("trial_period_number", "trial_id", "number"),
    )

    trial_id: Mapped[UUID] = mapped_column(ForeignKey("feeding_trial.id"))
    number: Mapped[int]
    from_on: Mapped[date]
    collect_from_on: Mapped[date]
    until_on: Mapped[date]


class TrialAllocation(Recorded):
    """Which treatment an animal has in a period: together they are the order in which each animal has them."""

    __tablename__ = "trial_allocation"
    __table_args__ = (one_of_a_kind("trial_allocation", "period_id", "animal_id"), Index(None, "animal_id"))

    period_id: Mapped[UUID] = mapped_column(ForeignKey("trial_period.id"))
    animal_id: Mapped[UUID] = mapped_column(ForeignKey("animal.id"))
    treatment_id: Mapped[UUID] = mapped_column(ForeignKey("trial_treatment.id"))


class TrialSample(Happened):
    """A sample of a trial's day that was dried: of a food, of what was left of it, or of an animal's feces."""

    __tablename__ = "trial_sample"
    __table_args__ = (
        CheckConstraint("dry_matter_percent > 0 AND dry_matter_percent <= 100", name="dry_matter"),
        CheckConstraint("(sample_of = 'feces') = (food_id IS NULL)", name="of_what"),
        Index(None, "trial_id"),
    )

    trial_id: Mapped[UUID] = mapped_column(ForeignKey("feeding_trial.id"))
    sample_of: Mapped[TrialSampleOf]
    food_id: Mapped[UUID | None] = mapped_column(ForeignKey("food.id"))
    animal_id: Mapped[UUID | None] = mapped_column(ForeignKey("animal.id"))
    dry_matter_percent: Mapped[float]

"""Bare tables for reading, written out of the models by `python -m tests.tables`; a test holds them together.

Whoever reads names columns here and is spared mapping any class. Whoever writes uses the models.
"""

from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, LargeBinary, TableClause, Text, Uuid, column, table

from breeding_center.storage.types import Instant, Word
from breeding_center.vocabulary import (
    AccessionKind,
    Barrier,
    BirthType,
    BreedingMethod,
    CareLine,
    CaseState,
    ChargeRole,
    ConditionKind,
    CubMarkKind,
    DispositionKind,
    DoseState,
    EnclosureKind,
    FecalMethod,
    FecesColor,
    FoodPart,
    Hormone,
    IdentifierKind,
    InstitutionKind,
    LifeStage,
    MeasureKind,
    Nutrient,
    Ownership,
    ParentageKind,
    ParentRole,
    PermitKind,
    Post,
    PregnancyFinding,
    PregnancyMethod,
    PregnancyState,
    RearingKind,
    Route,
    SemenSource,
    Sex,
    SexMethod,
    StockChange,
    TaskState,
    TransponderType,
    Triage,
    TrialDesign,
    TrialSampleOf,
    WeighMethod,
)
from breeding_center.vocabulary.choosing import PairDecisionKind
from breeding_center.vocabulary.disease_control import (
    AliquotState,
    BodySystem,
    CaseCertainty,
    CaseOutcome,
    Certainty,
    CheckOutcome,
    CheckPhase,
    ConfinementKind,
    DeathCause,
    ExaminationKind,
    MedicationErrorKind,
    MovementKind,
    SampleKind,
    Severity,
    StockUnit,
    StraySpecies,
)
from breeding_center.vocabulary.rescue import BodyRegion, FieldCare, Hydration, NotifyAfter
from breeding_center.vocabulary.studbook import AssumptionKind, ExclusionKind, StudbookEventKind

KEY: Any = Uuid()
INSTANT: Any = Instant()
DATE: Any = Date()
NUMBER: Any = Float(53)
COUNT: Any = Integer()
FLAG: Any = Boolean()
TEXT: Any = Text()
BYTES: Any = LargeBinary()


def _bare(name: str, /, **columns: Any) -> TableClause:
    return table(name, *(column(key, kind) for key, kind in columns.items()))


ACCESSION_KIND: Any = Word(AccessionKind)
ALIQUOT_STATE: Any = Word(AliquotState)
ASSUMPTION_KIND: Any = Word(AssumptionKind)
BARRIER: Any = Word(Barrier)
BIRTH_TYPE: Any = Word(BirthType)
BODY_REGION: Any = Word(BodyRegion)
BODY_SYSTEM: Any = Word(BodySystem)
BREEDING_METHOD: Any = Word(BreedingMethod)
CARE_LINE: Any = Word(CareLine)
CASE_CERTAINTY: Any = Word(CaseCertainty)
CASE_OUTCOME: Any = Word(CaseOutcome)
CASE_STATE: Any = Word(CaseState)
CERTAINTY: Any = Word(Certainty)
CHARGE_ROLE: Any = Word(ChargeRole)
CHECK_OUTCOME: Any = Word(CheckOutcome)
CHECK_PHASE: Any = Word(CheckPhase)
CONDITION_KIND: Any = Word(ConditionKind)
CONFINEMENT_KIND: Any = Word(ConfinementKind)
CUB_MARK_KIND: Any = Word(CubMarkKind)
DEATH_CAUSE: Any = Word(DeathCause)
DISPOSITION_KIND: Any = Word(DispositionKind)
DOSE_STATE: Any = Word(DoseState)
ENCLOSURE_KIND: Any = Word(EnclosureKind)
EXAMINATION_KIND: Any = Word(ExaminationKind)
EXCLUSION_KIND: Any = Word(ExclusionKind)
FECAL_METHOD: Any = Word(FecalMethod)
FECES_COLOR: Any = Word(FecesColor)
FIELD_CARE: Any = Word(FieldCare)
FOOD_PART: Any = Word(FoodPart)
HORMONE: Any = Word(Hormone)
HYDRATION: Any = Word(Hydration)
IDENTIFIER_KIND: Any = Word(IdentifierKind)
INSTITUTION_KIND: Any = Word(InstitutionKind)
LIFE_STAGE: Any = Word(LifeStage)
MEASURE_KIND: Any = Word(MeasureKind)
MEDICATION_ERROR_KIND: Any = Word(MedicationErrorKind)
MOVEMENT_KIND: Any = Word(MovementKind)
NOTIFY_AFTER: Any = Word(NotifyAfter)
NUTRIENT: Any = Word(Nutrient)
OWNERSHIP: Any = Word(Ownership)
PAIR_DECISION_KIND: Any = Word(PairDecisionKind)
PARENT_ROLE: Any = Word(ParentRole)
PARENTAGE_KIND: Any = Word(ParentageKind)
PERMIT_KIND: Any = Word(PermitKind)
POST: Any = Word(Post)
PREGNANCY_FINDING: Any = Word(PregnancyFinding)
PREGNANCY_METHOD: Any = Word(PregnancyMethod)
PREGNANCY_STATE: Any = Word(PregnancyState)
REARING_KIND: Any = Word(RearingKind)
ROUTE: Any = Word(Route)
SAMPLE_KIND: Any = Word(SampleKind)
SEMEN_SOURCE: Any = Word(SemenSource)
SEVERITY: Any = Word(Severity)
SEX: Any = Word(Sex)
SEX_METHOD: Any = Word(SexMethod)
STOCK_CHANGE: Any = Word(StockChange)
STOCK_UNIT: Any = Word(StockUnit)
STRAY_SPECIES: Any = Word(StraySpecies)
STUDBOOK_EVENT_KIND: Any = Word(StudbookEventKind)
TASK_STATE: Any = Word(TaskState)
TRANSPONDER_TYPE: Any = Word(TransponderType)
TRIAGE: Any = Word(Triage)
TRIAL_DESIGN: Any = Word(TrialDesign)
TRIAL_SAMPLE_OF: Any = Word(TrialSampleOf)
WEIGH_METHOD: Any = Word(WeighMethod)
access_set = _bare(
    "access_set", id=KEY, code=TEXT, name_en=TEXT, name_zh=TEXT, search_key=TEXT, capacity=COUNT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
access_set_member = _bare(
    "access_set_member", id=KEY, access_set_id=KEY, enclosure_id=KEY, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
accession = _bare(
    "accession", id=KEY, animal_id=KEY, kind=ACCESSION_KIND, on_from=DATE, on_until=DATE, on_written=TEXT,
    at=INSTANT, institution_id=KEY, ownership=OWNERSHIP, owner_id=KEY, permit_id=KEY, is_provisional=FLAG,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
alert_snooze = _bare(
    "alert_snooze", id=KEY, alert_id=KEY, code=TEXT, animal_id=KEY, until_at=INSTANT, why=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
aliquot = _bare(
    "aliquot", id=KEY, sample_id=KEY, number=COUNT, volume_ml=NUMBER, freezer=TEXT, box=TEXT, position=TEXT,
    state=ALIQUOT_STATE, moved_at=INSTANT, note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
analyte = _bare(
    "analyte", id=KEY, code=TEXT, name_en=TEXT, name_zh=TEXT, unit=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
anesthesia = _bare(
    "anesthesia", id=KEY, animal_id=KEY, purpose=TEXT, drugs=TEXT, is_darted=FLAG, loaded_ml=NUMBER,
    delivered_ml=NUMBER, lost_ml=NUMBER, fasted_h=NUMBER, weight_g=NUMBER, induced_at=INSTANT,
    recumbent_at=INSTANT, reversed_at=INSTANT, reversal=TEXT, standing_at=INSTANT, complications=TEXT,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
anesthesia_vital = _bare(
    "anesthesia_vital", id=KEY, anesthesia_id=KEY, heart_rate=COUNT, respiration_rate=COUNT, temperature_c=NUMBER,
    spo2_percent=NUMBER, depth=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
animal = _bare(
    "animal", id=KEY, name_en=TEXT, name_zh=TEXT, search_key=TEXT, taxon_id=KEY, sex=SEX, sex_method=SEX_METHOD,
    sex_determined_on=DATE, birth_from=DATE, birth_until=DATE, birth_written=TEXT, birth_at=INSTANT,
    birth_type=BIRTH_TYPE, origin=TEXT, is_reported=FLAG, source=TEXT, note=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
behavior_observation = _bare(
    "behavior_observation", id=KEY, animal_id=KEY, behavior=TEXT, watched_min=NUMBER, seen_min=NUMBER,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
body_condition = _bare(
    "body_condition", id=KEY, animal_id=KEY, score=NUMBER, scale_max=COUNT, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
care_note = _bare(
    "care_note", id=KEY, animal_id=KEY, access_set_id=KEY, line=CARE_LINE, text=TEXT, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
case_clock = _bare(
    "case_clock", id=KEY, case_id=KEY, until_at=INSTANT, what=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
case_event = _bare(
    "case_event", id=KEY, case_id=KEY, state=CASE_STATE, weight_g=NUMBER, text=TEXT, signs=TEXT, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
change = _bare(
    "change", entry_id=KEY, position=COUNT, table_name=TEXT, row_id=KEY, before=TEXT, after=TEXT, hash=TEXT,
)  # fmt: skip
charge = _bare(
    "charge", id=KEY, staff_id=KEY, animal_id=KEY, access_set_id=KEY, role=CHARGE_ROLE, from_on=DATE,
    until_on=DATE, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
condition = _bare(
    "condition", id=KEY, animal_id=KEY, kind=CONDITION_KIND, line=CARE_LINE, from_at=INSTANT, until_at=INSTANT,
    review_on=DATE, note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
confinement = _bare(
    "confinement", id=KEY, code=TEXT, kind=CONFINEMENT_KIND, access_set_id=KEY, keeper_id=KEY, outbreak_id=KEY,
    days=COUNT, tests_wanted=TEXT, reason=TEXT, opened_at=INSTANT, closed_at=INSTANT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
confinement_member = _bare(
    "confinement_member", id=KEY, confinement_id=KEY, animal_id=KEY, condition_id=KEY, joined_at=INSTANT,
    left_at=INSTANT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
confinement_test = _bare(
    "confinement_test", id=KEY, confinement_id=KEY, animal_id=KEY, phase=CHECK_PHASE, test=TEXT,
    outcome=CHECK_OUTCOME, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
credential = _bare(
    "credential", id=KEY, staff_id=KEY, kind=TEXT, number=TEXT, valid_from=DATE, valid_until=DATE, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
cub_feed = _bare(
    "cub_feed", id=KEY, animal_id=KEY, milk_ml=NUMBER, formula=TEXT, has_urinated=FLAG, has_defecated=FLAG,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
cub_mark = _bare(
    "cub_mark", id=KEY, animal_id=KEY, mark=CUB_MARK_KIND, site=TEXT, color=TEXT, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
cytology_smear = _bare(
    "cytology_smear", id=KEY, animal_id=KEY, cells_counted=COUNT, superficial_percent=NUMBER,
    keratinized_percent=NUMBER, is_acidophil=FLAG, stain=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
deworming = _bare(
    "deworming", id=KEY, animal_id=KEY, medicine=TEXT, drug_class=TEXT, dose_mg=NUMBER, route=ROUTE, lot=TEXT,
    medicine_id=KEY, lot_id=KEY, weight_g=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
diagnosis = _bare(
    "diagnosis", id=KEY, animal_id=KEY, examination_id=KEY, problem=TEXT, site=TEXT, certainty=CERTAINTY,
    severity=SEVERITY, agent=TEXT, review_on=DATE, reviewed_at=INSTANT, resolved_at=INSTANT, resolution=TEXT,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
diet = _bare(
    "diet", id=KEY, animal_id=KEY, access_set_id=KEY, from_on=DATE, until_on=DATE, feeds_per_day=COUNT,
    ramp_days=COUNT, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
diet_item = _bare(
    "diet_item", id=KEY, diet_id=KEY, food_id=KEY, daily_g=NUMBER, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
digestibility = _bare(
    "digestibility", id=KEY, part=FOOD_PART, food_id=KEY, dry_matter_percent=NUMBER, energy_percent=NUMBER,
    source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
disposition = _bare(
    "disposition", id=KEY, animal_id=KEY, kind=DISPOSITION_KIND, on_from=DATE, on_until=DATE, on_written=TEXT,
    at=INSTANT, institution_id=KEY, is_still_owned=FLAG, permit_id=KEY, cause=TEXT, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
dose_given = _bare(
    "dose_given", id=KEY, animal_id=KEY, medicine=TEXT, dose_mg=NUMBER, route=ROUTE, state=DOSE_STATE, lot=TEXT,
    medicine_id=KEY, lot_id=KEY, prescription_id=KEY, slot=TEXT, taken_mg=NUMBER, volume_ml=NUMBER,
    weight_g=NUMBER, ordered_by_id=KEY, witness_id=KEY, is_error=FLAG, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
enclosure = _bare(
    "enclosure", id=KEY, parent_id=KEY, kind=ENCLOSURE_KIND, code=TEXT, name_en=TEXT, name_zh=TEXT,
    search_key=TEXT, capacity=COUNT, purpose=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
enclosure_check = _bare(
    "enclosure_check", id=KEY, access_set_id=KEY, enclosure_id=KEY, is_locked=FLAG, is_clean=FLAG,
    doors_open=TEXT, temperature_c=NUMBER, humidity_percent=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
enclosure_neighbor = _bare(
    "enclosure_neighbor", id=KEY, enclosure_id=KEY, neighbor_id=KEY, barrier=BARRIER, from_on=DATE, until_on=DATE,
    note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
enclosure_reading = _bare(
    "enclosure_reading", id=KEY, enclosure_id=KEY, temperature_c=NUMBER, humidity_percent=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
enrichment_session = _bare(
    "enrichment_session", id=KEY, animal_id=KEY, item=TEXT, response=COUNT, minutes=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
entry = _bare(
    "entry", id=KEY, origin_id=KEY, seq=COUNT, counter=COUNT, recorded_at=INSTANT, is_simulated=FLAG, by_id=KEY,
    terminal=TEXT, action=TEXT, reason=TEXT, undoes_id=KEY, schema_revision=TEXT,
)  # fmt: skip
equipment_use = _bare(
    "equipment_use", id=KEY, equipment=TEXT, animal_id=KEY, is_disinfected=FLAG, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
estrus_observation = _bare(
    "estrus_observation", id=KEY, animal_id=KEY, scent_marking=COUNT, bleating=COUNT, chirping=COUNT,
    tail_up=COUNT, lordosis=COUNT, restlessness=COUNT, presenting=COUNT, water_play=COUNT, appetite_loss=COUNT,
    male_interest=COUNT, vulva=COUNT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
evacuation_place = _bare(
    "evacuation_place", id=KEY, outbreak_id=KEY, animal_id=KEY, institution_id=KEY, destination=TEXT, crate=TEXT,
    vehicle=TEXT, escort_id=KEY, planned_at=INSTANT, left_at=INSTANT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
examination = _bare(
    "examination", id=KEY, animal_id=KEY, kind=EXAMINATION_KIND, subjective=TEXT, objective=TEXT, assessment=TEXT,
    plan=TEXT, temperature_c=NUMBER, heart_rate=COUNT, respiration_rate=COUNT, is_anesthetised=FLAG,
    recheck_on=DATE, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
examination_finding = _bare(
    "examination_finding", id=KEY, examination_id=KEY, system=BODY_SYSTEM, is_normal=FLAG, finding=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
fecal_exam = _bare(
    "fecal_exam", id=KEY, animal_id=KEY, method=FECAL_METHOD, parasite=TEXT, eggs_per_g=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
feces = _bare(
    "feces", id=KEY, animal_id=KEY, access_set_id=KEY, feces_g=NUMBER, score=COUNT, mucus_g=NUMBER,
    has_mucus=FLAG, has_worms=FLAG, color=FECES_COLOR, has_blood=FLAG, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
feeding_trial = _bare(
    "feeding_trial", id=KEY, code=TEXT, title=TEXT, design=TRIAL_DESIGN, question=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
field_attachment = _bare(
    "field_attachment", id=KEY, report_id=KEY, name=TEXT, media_type=TEXT, size=COUNT, sha256=TEXT, caption=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
field_examination = _bare(
    "field_examination", id=KEY, case_id=KEY, signs=TEXT, hydration=HYDRATION, condition_score=COUNT,
    temperature_c=NUMBER, heart_rate=COUNT, respiration_rate=COUNT, weight_g=NUMBER, method=WEIGH_METHOD,
    triage=TRIAGE, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
field_finding = _bare(
    "field_finding", id=KEY, examination_id=KEY, region=BODY_REGION, text=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
field_report = _bare(
    "field_report", id=KEY, found_at=INSTANT, finder=TEXT, phone=TEXT, place_en=TEXT, place_zh=TEXT, county=TEXT,
    latitude=NUMBER, longitude=NUMBER, accuracy_m=NUMBER, altitude_m=NUMBER, findings=TEXT, threats=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
field_treatment = _bare(
    "field_treatment", id=KEY, case_id=KEY, kind=FIELD_CARE, medicine=TEXT, dose_mg=NUMBER, volume_ml=NUMBER,
    route=ROUTE, weight_g=NUMBER, method=WEIGH_METHOD, weight_low_g=NUMBER, weight_high_g=NUMBER,
    awake_at=INSTANT, text=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
file_content = _bare(
    "file_content", sha256=TEXT, content=BYTES,
)  # fmt: skip
food = _bare(
    "food", id=KEY, code=TEXT, name_en=TEXT, name_zh=TEXT, search_key=TEXT, species=TEXT, part=FOOD_PART,
    season_from_month=COUNT, season_until_month=COUNT, dry_matter_percent=NUMBER, source=TEXT, is_verified=FLAG,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
food_lot = _bare(
    "food_lot", id=KEY, code=TEXT, food_id=KEY, supplier=TEXT, grown_at=TEXT, cut_on=DATE, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
genetic_assumption = _bare(
    "genetic_assumption", id=KEY, animal_id=KEY, kind=ASSUMPTION_KIND, role=PARENT_ROLE, other_id=KEY,
    probability=NUMBER, assumed_on=DATE, source=TEXT, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
growth_band = _bare(
    "growth_band", id=KEY, taxon_id=KEY, sex=SEX, age_days=COUNT, low_g=NUMBER, median_g=NUMBER, high_g=NUMBER,
    source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
handover = _bare(
    "handover", id=KEY, shift_code=TEXT, handed_at=INSTANT, handed_by_id=KEY, text=TEXT, watch=TEXT,
    taken_by_id=KEY, taken_at=INSTANT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
hormone_assay = _bare(
    "hormone_assay", id=KEY, sample_id=KEY, hormone=HORMONE, value_ng_ml=NUMBER, creatinine_mg_ml=NUMBER,
    kit=TEXT, laboratory=TEXT, assayed_on=DATE, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
identifier = _bare(
    "identifier", id=KEY, animal_id=KEY, kind=IDENTIFIER_KIND, value=TEXT, transponder_type=TRANSPONDER_TYPE,
    implant_site=TEXT, issuer=TEXT, from_on=DATE, until_on=DATE, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
insemination = _bare(
    "insemination", id=KEY, female_id=KEY, sire_id=KEY, source=SEMEN_SOURCE, collection_id=KEY,
    motile_million=NUMBER, motility_percent=NUMBER, is_anesthetized=FLAG, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
institution = _bare(
    "institution", id=KEY, code=TEXT, kind=INSTITUTION_KIND, name_en=TEXT, name_zh=TEXT, country=TEXT, phone=TEXT,
    latitude=NUMBER, longitude=NUMBER, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
introduction = _bare(
    "introduction", id=KEY, female_id=KEY, male_id=KEY, separated_at=INSTANT, aggression=COUNT, mounts=COUNT,
    intromission=FLAG, wounds=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
lab_result = _bare(
    "lab_result", id=KEY, sample_id=KEY, animal_id=KEY, analyte_id=KEY, value=NUMBER, words=TEXT, kit=TEXT,
    laboratory=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
leave = _bare(
    "leave", id=KEY, staff_id=KEY, from_on=DATE, until_on=DATE, reason=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
leftover = _bare(
    "leftover", id=KEY, animal_id=KEY, access_set_id=KEY, food_id=KEY, left_g=NUMBER, covers_from=INSTANT,
    covers_until=INSTANT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
life_stage_limit = _bare(
    "life_stage_limit", id=KEY, taxon_id=KEY, stage=LIFE_STAGE, from_days=COUNT, until_days=COUNT, source=TEXT,
    is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
litter = _bare(
    "litter", id=KEY, dam_id=KEY, pregnancy_id=KEY, swap_interval_min=NUMBER, born_from=DATE, born_until=DATE,
    born_written=TEXT, size=COUNT, stillborn=COUNT, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
litter_cub = _bare(
    "litter_cub", id=KEY, litter_id=KEY, animal_id=KEY, birth_order=COUNT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
male_observation = _bare(
    "male_observation", id=KEY, animal_id=KEY, scent_marking=COUNT, vocalizing=COUNT, female_interest=COUNT,
    restlessness=COUNT, testis_length_cm=NUMBER, testis_width_cm=NUMBER, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
mating = _bare(
    "mating", id=KEY, female_id=KEY, male_id=KEY, ended_at=INSTANT, intromission=FLAG, ejaculation=FLAG,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
measurement = _bare(
    "measurement", id=KEY, animal_id=KEY, kind=MEASURE_KIND, weight_g=NUMBER, length_cm=NUMBER,
    temperature_c=NUMBER, method=WEIGH_METHOD, scale=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
medication_error = _bare(
    "medication_error", id=KEY, animal_id=KEY, dose_id=KEY, kind=MEDICATION_ERROR_KIND, severity=SEVERITY,
    what=TEXT, response=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
medicine = _bare(
    "medicine", id=KEY, code=TEXT, name_en=TEXT, name_zh=TEXT, search_key=TEXT, drug_class=TEXT,
    stock_unit=STOCK_UNIT, concentration_mg_ml=NUMBER, low_mg_kg=NUMBER, high_mg_kg=NUMBER, min_interval_h=NUMBER,
    is_controlled=FLAG, source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
medicine_discrepancy = _bare(
    "medicine_discrepancy", id=KEY, medicine_id=KEY, movement_id=KEY, opened_at=INSTANT, amount=NUMBER, what=TEXT,
    witness_id=KEY, explained_at=INSTANT, explained_by_id=KEY, explained_witness_id=KEY, explanation=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
medicine_lot = _bare(
    "medicine_lot", id=KEY, medicine_id=KEY, lot=TEXT, expires_on=DATE, supplier=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
medicine_movement = _bare(
    "medicine_movement", id=KEY, medicine_id=KEY, lot_id=KEY, kind=MOVEMENT_KIND, amount=NUMBER,
    stock_change=NUMBER, animal_id=KEY, dose_id=KEY, deworming_id=KEY, vaccination_id=KEY, draw_id=KEY,
    witness_id=KEY, ampoules=COUNT, settled_at=INSTANT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
mucous_event = _bare(
    "mucous_event", id=KEY, animal_id=KEY, onset_at=INSTANT, passed_at=INSTANT, mucus_g=NUMBER,
    off_feed_min=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
necropsy = _bare(
    "necropsy", id=KEY, animal_id=KEY, cause=DEATH_CAUSE, finding=TEXT, agent=TEXT, weight_g=NUMBER,
    authorised_by=TEXT, custody=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
necropsy_organ = _bare(
    "necropsy_organ", id=KEY, necropsy_id=KEY, organ=TEXT, finding=TEXT, sample_code=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
nest_watch = _bare(
    "nest_watch", id=KEY, animal_id=KEY, cubs_seen=COUNT, is_nursing=FLAG, voice=COUNT, dam_away_min=NUMBER,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
note = _bare(
    "note", id=KEY, animal_id=KEY, text=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
notification = _bare(
    "notification", id=KEY, case_id=KEY, rung_id=KEY, told=TEXT, reference=TEXT, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
notification_rung = _bare(
    "notification_rung", id=KEY, code=TEXT, position=COUNT, title_en=TEXT, title_zh=TEXT, after=NOTIFY_AFTER,
    within_h=NUMBER, source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
nutrient_analysis = _bare(
    "nutrient_analysis", id=KEY, food_id=KEY, nutrient=NUTRIENT, value=NUMBER, sampled_on=DATE, method=TEXT,
    source=TEXT, is_verified=FLAG, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
offering = _bare(
    "offering", id=KEY, animal_id=KEY, access_set_id=KEY, sharers=COUNT, food_id=KEY, offered_g=NUMBER,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
origin = _bare(
    "origin", id=KEY, name=TEXT, is_local=FLAG, head_seq=COUNT, head_hash=TEXT, counter=COUNT,
)  # fmt: skip
outbreak = _bare(
    "outbreak", id=KEY, code=TEXT, agent=TEXT, disease=TEXT, since_on=DATE, opened_at=INSTANT, closed_at=INSTANT,
    note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
outbreak_case = _bare(
    "outbreak_case", id=KEY, outbreak_id=KEY, animal_id=KEY, is_index=FLAG, certainty=CASE_CERTAINTY,
    onset_on=DATE, signs=TEXT, evidence=TEXT, outcome=CASE_OUTCOME, outcome_on=DATE, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
pair_decision = _bare(
    "pair_decision", id=KEY, female_id=KEY, male_id=KEY, decision=PAIR_DECISION_KIND, from_on=DATE, until_on=DATE,
    why=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
parentage_claim = _bare(
    "parentage_claim", id=KEY, animal_id=KEY, role=PARENT_ROLE, parent_id=KEY, kind=PARENTAGE_KIND,
    probability=NUMBER, claimed_on=DATE, source=TEXT, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
permit = _bare(
    "permit", id=KEY, kind=PERMIT_KIND, number=TEXT, authority_en=TEXT, authority_zh=TEXT, valid_from=DATE,
    valid_until=DATE, file_name=TEXT, file_sha256=TEXT, note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
permit_animal = _bare(
    "permit_animal", id=KEY, permit_id=KEY, animal_id=KEY, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
plan = _bare(
    "plan", id=KEY, protocol_id=KEY, animal_id=KEY, access_set_id=KEY, enclosure_id=KEY, topic=TEXT, from_on=DATE,
    until_on=DATE, rule=TEXT, times=TEXT, planned=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
population_exclusion = _bare(
    "population_exclusion", id=KEY, animal_id=KEY, kind=EXCLUSION_KIND, from_on=DATE, until_on=DATE, why=TEXT,
    source=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
post_spell = _bare(
    "post_spell", id=KEY, staff_id=KEY, post=POST, from_on=DATE, until_on=DATE, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
pregnancy = _bare(
    "pregnancy", id=KEY, dam_id=KEY, day_zero_on=DATE, ground=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
pregnancy_check = _bare(
    "pregnancy_check", id=KEY, animal_id=KEY, method=PREGNANCY_METHOD, finding=PREGNANCY_FINDING, fetuses=COUNT,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
pregnancy_step = _bare(
    "pregnancy_step", id=KEY, pregnancy_id=KEY, state=PREGNANCY_STATE, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
prescription = _bare(
    "prescription", id=KEY, animal_id=KEY, diagnosis_id=KEY, medicine_id=KEY, dose_mg=NUMBER, dose_mg_kg=NUMBER,
    weight_g=NUMBER, weighed_at=INSTANT, estimate_low_g=NUMBER, estimate_high_g=NUMBER, volume_ml=NUMBER,
    concentration_mg_ml=NUMBER, route=ROUTE, lot_id=KEY, slots=TEXT, rule=TEXT, from_on=DATE, until_on=DATE,
    is_as_needed=FLAG, min_interval_h=NUMBER, indication=TEXT, plan_id=KEY, verbal_from_id=KEY,
    verbal_signed_at=INSTANT, stopped_at=INSTANT, stop_reason=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
protocol = _bare(
    "protocol", id=KEY, code=TEXT, kind=TEXT, line=CARE_LINE, title_en=TEXT, title_zh=TEXT, steps_en=TEXT,
    steps_zh=TEXT, rule=TEXT, times=TEXT, post=POST, grace_min=COUNT, is_two_person=FLAG, source=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
rearing_spell = _bare(
    "rearing_spell", id=KEY, animal_id=KEY, kind=REARING_KIND, reared_by_id=KEY, from_on=DATE, until_on=DATE,
    note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
reference_interval = _bare(
    "reference_interval", id=KEY, analyte_id=KEY, taxon_id=KEY, sex=SEX, stage=LIFE_STAGE, is_anesthetised=FLAG,
    low=NUMBER, high=NUMBER, animals=COUNT, method=TEXT, source=TEXT, is_verified=FLAG, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
release = _bare(
    "release", id=KEY, case_id=KEY, animal_id=KEY, place_en=TEXT, place_zh=TEXT, latitude=NUMBER,
    longitude=NUMBER, altitude_m=NUMBER, collar=TEXT, weight_g=NUMBER, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
release_check = _bare(
    "release_check", id=KEY, case_id=KEY, criterion_id=KEY, is_met=FLAG, text=TEXT, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
release_criterion = _bare(
    "release_criterion", id=KEY, code=TEXT, position=COUNT, title_en=TEXT, title_zh=TEXT, evidence=TEXT,
    least=NUMBER, unit=TEXT, source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
release_decision = _bare(
    "release_decision", id=KEY, case_id=KEY, is_approved=FLAG, authority=TEXT, reference=TEXT, open_criteria=TEXT,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
release_request = _bare(
    "release_request", id=KEY, case_id=KEY, open_criteria=TEXT, done_by_id=KEY, done_at=INSTANT, task_id=KEY,
    note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
rescue_case = _bare(
    "rescue_case", id=KEY, code=TEXT, report_id=KEY, taxon_id=KEY, animal_id=KEY, sex=SEX, stage=LIFE_STAGE,
    state=CASE_STATE, triage=TRIAGE, cause=TEXT, note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
sample = _bare(
    "sample", id=KEY, animal_id=KEY, code=TEXT, kind=SAMPLE_KIND, volume_ml=NUMBER, is_anesthetised=FLAG,
    is_fasted=FLAG, site=TEXT, examination_id=KEY, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
season_plan = _bare(
    "season_plan", id=KEY, year=COUNT, dam_id=KEY, primary_sire_id=KEY, backup_sire_id=KEY,
    method=BREEDING_METHOD, explanation=TEXT, kinship=NUMBER, gene_diversity_change=NUMBER, note=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
semen_collection = _bare(
    "semen_collection", id=KEY, male_id=KEY, institution_id=KEY, volume_ml=NUMBER, concentration_m_ml=NUMBER,
    motility_percent=NUMBER, progression=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
semen_straw = _bare(
    "semen_straw", id=KEY, collection_id=KEY, code=TEXT, tank=TEXT, canister=TEXT, cane=TEXT, volume_ml=NUMBER,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
shift = _bare(
    "shift", id=KEY, staff_id=KEY, pattern_id=KEY, on_day=DATE, from_at=INSTANT, until_at=INSTANT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
shift_pattern = _bare(
    "shift_pattern", id=KEY, code=TEXT, name_en=TEXT, name_zh=TEXT, starts_at=TEXT, ends_at=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
site = _bare(
    "site", id=KEY, name_en=TEXT, name_zh=TEXT, time_zone=TEXT, day_starts_at=TEXT, is_practice=FLAG,
    practice_at=INSTANT, real_at=INSTANT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
staff_member = _bare(
    "staff_member", id=KEY, code=TEXT, kind=TEXT, name_en=TEXT, name_zh=TEXT, search_key=TEXT, phone=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
stay = _bare(
    "stay", id=KEY, animal_id=KEY, access_set_id=KEY, from_at=INSTANT, until_at=INSTANT, reason=TEXT, doubt=TEXT,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
stock_movement = _bare(
    "stock_movement", id=KEY, lot_id=KEY, change=STOCK_CHANGE, mass_g=NUMBER, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
straw_thaw = _bare(
    "straw_thaw", id=KEY, straw_id=KEY, insemination_id=KEY, motility_percent=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
stray_sighting = _bare(
    "stray_sighting", id=KEY, species=STRAY_SPECIES, count=COUNT, place=TEXT, enclosure_id=KEY, looks_ill=FLAG,
    done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
studbook_event = _bare(
    "studbook_event", id=KEY, animal_id=KEY, kind=STUDBOOK_EVENT_KIND, institution_id=KEY, local_id=TEXT,
    on_from=DATE, on_until=DATE, on_written=TEXT, source=TEXT, note=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
task = _bare(
    "task", id=KEY, occurrence_id=KEY, plan_id=KEY, kind=TEXT, line=CARE_LINE, title=TEXT, animal_id=KEY,
    access_set_id=KEY, enclosure_id=KEY, topic=TEXT, planned=TEXT, due_at=INSTANT, grace_min=COUNT,
    state=TASK_STATE, assigned_to_id=KEY, done_by_id=KEY, done_at=INSTANT, witness_id=KEY, skip_reason=TEXT,
    note=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
taxon = _bare(
    "taxon", id=KEY, code=TEXT, scientific_name=TEXT, name_en=TEXT, name_zh=TEXT, gestation_min_days=COUNT,
    gestation_max_days=COUNT, weight_min_g=NUMBER, weight_max_g=NUMBER, source=TEXT, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
threshold = _bare(
    "threshold", id=KEY, code=TEXT, value=NUMBER, unit=TEXT, source=TEXT, is_verified=FLAG, verified_by_id=KEY,
    verified_at=INSTANT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
titre = _bare(
    "titre", id=KEY, animal_id=KEY, disease=TEXT, titre=COUNT, method=TEXT, laboratory=TEXT, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
tracking_fix = _bare(
    "tracking_fix", id=KEY, release_id=KEY, latitude=NUMBER, longitude=NUMBER, altitude_m=NUMBER,
    activity_percent=NUMBER, night_percent=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT,
    doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
training_session = _bare(
    "training_session", id=KEY, animal_id=KEY, behavior=TEXT, success=COUNT, minutes=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
transponder_read = _bare(
    "transponder_read", id=KEY, animal_id=KEY, value=TEXT, is_expected=FLAG, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
trial_allocation = _bare(
    "trial_allocation", id=KEY, period_id=KEY, animal_id=KEY, treatment_id=KEY, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
trial_period = _bare(
    "trial_period", id=KEY, trial_id=KEY, number=COUNT, from_on=DATE, collect_from_on=DATE, until_on=DATE,
    version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
trial_sample = _bare(
    "trial_sample", id=KEY, trial_id=KEY, sample_of=TRIAL_SAMPLE_OF, food_id=KEY, animal_id=KEY,
    dry_matter_percent=NUMBER, done_by_id=KEY, done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT,
    entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
trial_treatment = _bare(
    "trial_treatment", id=KEY, trial_id=KEY, code=TEXT, title=TEXT, food_id=KEY, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
twin_swap = _bare(
    "twin_swap", id=KEY, litter_id=KEY, to_dam_id=KEY, to_incubator_id=KEY, done_by_id=KEY, done_at=INSTANT,
    task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT, voided_by_id=KEY,
    void_reason=TEXT,
)  # fmt: skip
urine_sample = _bare(
    "urine_sample", id=KEY, animal_id=KEY, code=TEXT, volume_ml=NUMBER, specific_gravity=NUMBER, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
vaccination = _bare(
    "vaccination", id=KEY, animal_id=KEY, disease=TEXT, product=TEXT, lot=TEXT, expires_on=DATE, volume_ml=NUMBER,
    route=ROUTE, site=TEXT, reaction=TEXT, vaccine_type=TEXT, medicine_id=KEY, lot_id=KEY, done_by_id=KEY,
    done_at=INSTANT, task_id=KEY, note=TEXT, doubt=TEXT, version=COUNT, entry_id=KEY, voided_at=INSTANT,
    voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip
vaccination_rule = _bare(
    "vaccination_rule", id=KEY, taxon_id=KEY, disease=TEXT, number=COUNT, min_age_days=COUNT, after_days=COUNT,
    repeat_days=COUNT, protective_titre=COUNT, source=TEXT, is_verified=FLAG, version=COUNT, entry_id=KEY,
    voided_at=INSTANT, voided_by_id=KEY, void_reason=TEXT,
)  # fmt: skip

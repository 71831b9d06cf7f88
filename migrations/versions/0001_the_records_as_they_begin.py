"""The records as they begin: the journal, the registers, care, and the four lines.

Words of a vocabulary are kept as text and checked by the program, so that a new word needs no revision. What is
"one of a kind" is so among records that were not voided.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = (
    "origin",
    "entry",
    "change",
    "staff_member",
    "post_spell",
    "credential",
    "shift_pattern",
    "shift",
    "leave",
    "site",
    "threshold",
    "enclosure",
    "access_set",
    "access_set_member",
    "enclosure_neighbor",
    "taxon",
    "life_stage_limit",
    "growth_band",
    "institution",
    "animal",
    "identifier",
    "parentage_claim",
    "rearing_spell",
    "condition",
    "permit",
    "accession",
    "disposition",
    "permit_animal",
    "charge",
    "stay",
    "protocol",
    "plan",
    "task",
    "handover",
    "care_note",
    "enrichment_session",
    "training_session",
    "behavior_observation",
    "alert_snooze",
    "enclosure_check",
    "enclosure_reading",
    "transponder_read",
    "measurement",
    "note",
    "food",
    "nutrient_analysis",
    "digestibility",
    "diet",
    "diet_item",
    "offering",
    "leftover",
    "feces",
    "body_condition",
    "mucous_event",
    "food_lot",
    "stock_movement",
    "feeding_trial",
    "trial_treatment",
    "trial_period",
    "trial_allocation",
    "trial_sample",
    "medicine",
    "medicine_lot",
    "vaccination_rule",
    "vaccination",
    "titre",
    "deworming",
    "fecal_exam",
    "examination",
    "examination_finding",
    "diagnosis",
    "prescription",
    "dose_given",
    "medicine_movement",
    "medicine_discrepancy",
    "medication_error",
    "sample",
    "aliquot",
    "analyte",
    "reference_interval",
    "lab_result",
    "anesthesia",
    "anesthesia_vital",
    "necropsy",
    "necropsy_organ",
    "outbreak",
    "confinement",
    "confinement_member",
    "confinement_test",
    "outbreak_case",
    "stray_sighting",
    "equipment_use",
    "evacuation_place",
    "estrus_observation",
    "cytology_smear",
    "male_observation",
    "urine_sample",
    "hormone_assay",
    "season_plan",
    "introduction",
    "mating",
    "semen_collection",
    "semen_straw",
    "insemination",
    "straw_thaw",
    "pregnancy",
    "pregnancy_step",
    "pregnancy_check",
    "litter",
    "litter_cub",
    "cub_feed",
    "cub_mark",
    "twin_swap",
    "nest_watch",
    "field_report",
    "rescue_case",
    "case_event",
    "case_clock",
    "field_examination",
    "field_finding",
    "field_treatment",
    "notification_rung",
    "notification",
    "release_criterion",
    "release_check",
    "release_decision",
    "release",
    "tracking_fix",
)


def _key(column: str, table: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _table(table: str, *items: sa.schema.SchemaItem) -> None:
    """Every foreign key gets its name here, so that none is left to an engine or to a later convention."""
    for column in (item for item in items if isinstance(item, sa.Column)):
        for key in column.foreign_keys:
            key.name = f"fk_{table}_{column.name}_{key.target_fullname.partition('.')[0]}"
    op.create_table(table, *items)


def _record(table: str, *own: sa.schema.SchemaItem) -> None:
    """A table of records: journaled, versioned, voidable."""
    _table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        *own,
        sa.Column("version", sa.Integer(), nullable=False),
        _key("entry_id", "entry", nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True)),
        _key("voided_by_id", "staff_member"),
        sa.Column("void_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _happening(table: str, *own: sa.schema.SchemaItem) -> None:
    """A table of things that somebody did."""
    _record(
        table,
        *own,
        _key("done_by_id", "staff_member"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        _key("task_id", "task"),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )


def _one_of_a_kind(name: str, table: str, *columns: str, where: str = "") -> None:
    alive = sa.text(" AND ".join(filter(None, ("voided_at IS NULL", where))))
    op.create_index(name, table, columns, unique=True, sqlite_where=alive, postgresql_where=alive)


def upgrade() -> None:
    # ---------------- the journal, and the center itself

    _table(
        "origin",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("is_local", sa.Boolean(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origin"),
    )
    _table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        _key("origin_id", "origin", nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid()),
        sa.Column("terminal", sa.String(200), nullable=False),
        sa.Column("action", sa.String(100), nullable=False),
        sa.Column("reason", sa.Text()),
        _key("undoes_id", "entry"),
        sa.Column("schema_revision", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("origin_id", "seq", name="uq_entry_origin_id_seq"),
    )
    op.create_index("ix_entry_by_id", "entry", ["by_id"])
    op.create_index("ix_entry_recorded_at", "entry", ["recorded_at"])
    _table(
        "change",
        _key("entry_id", "entry", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(64), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "position", name="pk_change"),
    )
    op.create_index("ix_change_table_name_row_id", "change", ["table_name", "row_id"])

    # ---------------- team

    _record(
        "staff_member",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("search_key", sa.String(400), nullable=False),
        sa.Column("phone", sa.String(40)),
        sa.Column("doubt", sa.Text()),
    )
    _one_of_a_kind("uq_staff_member_code", "staff_member", "code")
    _record(
        "post_spell",
        _key("staff_id", "staff_member", nullable=False),
        sa.Column("post", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        _check("ck_post_spell_in_order", "until_on IS NULL OR until_on > from_on"),
    )
    op.create_index("ix_post_spell_staff_id", "post_spell", ["staff_id"])
    _record(
        "credential",
        _key("staff_id", "staff_member", nullable=False),
        sa.Column("kind", sa.String(120), nullable=False),
        sa.Column("number", sa.String(80)),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
    )
    op.create_index("ix_credential_staff_id", "credential", ["staff_id"])
    _record(
        "shift_pattern",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name_en", sa.String(40), nullable=False),
        sa.Column("name_zh", sa.String(40), nullable=False),
        sa.Column("starts_at", sa.String(5), nullable=False),
        sa.Column("ends_at", sa.String(5), nullable=False),
    )
    _one_of_a_kind("uq_shift_pattern_code", "shift_pattern", "code")
    _record(
        "shift",
        _key("staff_id", "staff_member", nullable=False),
        _key("pattern_id", "shift_pattern", nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("doubt", sa.Text()),
        _check("ck_shift_in_order", "until_at IS NULL OR until_at > from_at"),
    )
    op.create_index("ix_shift_from_at", "shift", ["from_at"])
    _one_of_a_kind("uq_shift_person", "shift", "staff_id", "from_at")
    _record(
        "leave",
        _key("staff_id", "staff_member", nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text()),
        _check("ck_leave_in_order", "until_on IS NULL OR until_on > from_on"),
    )
    op.create_index("ix_leave_staff_id", "leave", ["staff_id"])

    # ---------------- the journal, and the center itself

    _record(
        "site",
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("name_zh", sa.String(200), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("day_starts_at", sa.String(5), nullable=False),
        sa.Column("is_practice", sa.Boolean(), nullable=False),
        sa.Column("practice_at", sa.DateTime(timezone=True)),
        sa.Column("real_at", sa.DateTime(timezone=True)),
    )
    _record(
        "threshold",
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _key("verified_by_id", "staff_member"),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
    )
    _one_of_a_kind("uq_threshold_code", "threshold", "code")

    # ---------------- enclosures

    _record(
        "enclosure",
        _key("parent_id", "enclosure"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("search_key", sa.String(400), nullable=False),
        sa.Column("capacity", sa.Integer()),
        sa.Column("purpose", sa.Text()),
    )
    _one_of_a_kind("uq_enclosure_code", "enclosure", "code")
    _record(
        "access_set",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("search_key", sa.String(400), nullable=False),
        sa.Column("capacity", sa.Integer()),
    )
    _one_of_a_kind("uq_access_set_code", "access_set", "code")
    _record(
        "access_set_member",
        _key("access_set_id", "access_set", nullable=False),
        _key("enclosure_id", "enclosure", nullable=False),
    )
    _one_of_a_kind("uq_access_set_member", "access_set_member", "access_set_id", "enclosure_id")
    _record(
        "enclosure_neighbor",
        _key("enclosure_id", "enclosure", nullable=False),
        _key("neighbor_id", "enclosure", nullable=False),
        sa.Column("barrier", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("note", sa.Text()),
        _check("ck_enclosure_neighbor_in_order", "until_on IS NULL OR until_on > from_on"),
        _check("ck_enclosure_neighbor_two_enclosures", "enclosure_id <> neighbor_id"),
    )
    _one_of_a_kind(
        "uq_enclosure_neighbor", "enclosure_neighbor", "enclosure_id", "neighbor_id", where="until_on IS NULL"
    )

    # ---------------- animals

    _record(
        "taxon",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("scientific_name", sa.String(120), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("gestation_min_days", sa.Integer()),
        sa.Column("gestation_max_days", sa.Integer()),
        sa.Column("weight_min_g", sa.Float(53)),
        sa.Column("weight_max_g", sa.Float(53)),
        sa.Column("source", sa.Text()),
    )
    _one_of_a_kind("uq_taxon_code", "taxon", "code")
    _record(
        "life_stage_limit",
        _key("taxon_id", "taxon", nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("from_days", sa.Integer(), nullable=False),
        sa.Column("until_days", sa.Integer()),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
    )
    _record(
        "growth_band",
        _key("taxon_id", "taxon", nullable=False),
        sa.Column("sex", sa.String(32)),
        sa.Column("age_days", sa.Integer(), nullable=False),
        sa.Column("low_g", sa.Float(53), nullable=False),
        sa.Column("median_g", sa.Float(53), nullable=False),
        sa.Column("high_g", sa.Float(53), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
    )
    _record(
        "institution",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("name_zh", sa.String(200), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("phone", sa.String(40)),
    )
    _one_of_a_kind("uq_institution_code", "institution", "code")
    _record(
        "animal",
        sa.Column("name_en", sa.String(80)),
        sa.Column("name_zh", sa.String(80)),
        sa.Column("search_key", sa.String(400), nullable=False),
        _key("taxon_id", "taxon", nullable=False),
        sa.Column("sex", sa.String(32), nullable=False),
        sa.Column("sex_method", sa.String(32)),
        sa.Column("sex_determined_on", sa.Date()),
        sa.Column("birth_from", sa.Date()),
        sa.Column("birth_until", sa.Date()),
        sa.Column("birth_written", sa.String(80), nullable=False),
        sa.Column("birth_at", sa.DateTime(timezone=True)),
        sa.Column("birth_type", sa.String(32), nullable=False),
        sa.Column("is_reported", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("note", sa.Text()),
    )
    _record(
        "identifier",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("transponder_type", sa.String(32)),
        sa.Column("implant_site", sa.String(80)),
        sa.Column("issuer", sa.String(120)),
        sa.Column("from_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )
    op.create_index("ix_identifier_animal_id", "identifier", ["animal_id"])
    op.create_index("ix_identifier_value", "identifier", ["value"])
    _one_of_a_kind("uq_identifier_accession_number", "identifier", "value", where="kind = 'accession_number'")
    _one_of_a_kind("uq_identifier_studbook_number", "identifier", "value", where="kind = 'studbook_number'")
    _one_of_a_kind("uq_identifier_transponder", "identifier", "value", where="kind = 'transponder'")
    _record(
        "parentage_claim",
        _key("animal_id", "animal", nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        _key("parent_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("probability", sa.Float(53), nullable=False),
        sa.Column("claimed_on", sa.Date()),
        sa.Column("source", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
        _check("ck_parentage_claim_not_own_parent", "parent_id <> animal_id"),
        _check("ck_parentage_claim_probability", "probability > 0 AND probability <= 1"),
    )
    op.create_index("ix_parentage_claim_animal_id", "parentage_claim", ["animal_id"])
    op.create_index("ix_parentage_claim_parent_id", "parentage_claim", ["parent_id"])
    _record(
        "rearing_spell",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        _key("reared_by_id", "animal"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("note", sa.Text()),
        _check("ck_rearing_spell_in_order", "until_on IS NULL OR until_on > from_on"),
    )
    op.create_index("ix_rearing_spell_animal_id", "rearing_spell", ["animal_id"])
    _record(
        "condition",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("line", sa.String(32)),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True)),
        sa.Column("review_on", sa.Date()),
        sa.Column("note", sa.Text()),
        _check("ck_condition_in_order", "until_at IS NULL OR until_at > from_at"),
    )
    op.create_index("ix_condition_animal_id", "condition", ["animal_id"])
    _record(
        "permit",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("authority_en", sa.String(200), nullable=False),
        sa.Column("authority_zh", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("file_name", sa.String(255)),
        sa.Column("file_sha256", sa.String(64)),
        sa.Column("note", sa.Text()),
        _check("ck_permit_in_order", "valid_until IS NULL OR valid_until > valid_from"),
    )
    _one_of_a_kind("uq_permit_number", "permit", "number")
    _record(
        "accession",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("on_from", sa.Date()),
        sa.Column("on_until", sa.Date()),
        sa.Column("on_written", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        _key("institution_id", "institution"),
        sa.Column("ownership", sa.String(32), nullable=False),
        _key("owner_id", "institution"),
        _key("permit_id", "permit"),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )
    op.create_index("ix_accession_animal_id", "accession", ["animal_id"])
    _record(
        "disposition",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("on_from", sa.Date()),
        sa.Column("on_until", sa.Date()),
        sa.Column("on_written", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        _key("institution_id", "institution"),
        sa.Column("is_still_owned", sa.Boolean(), nullable=False),
        _key("permit_id", "permit"),
        sa.Column("cause", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )
    op.create_index("ix_disposition_animal_id", "disposition", ["animal_id"])
    _record(
        "permit_animal",
        _key("permit_id", "permit", nullable=False),
        _key("animal_id", "animal", nullable=False),
    )
    op.create_index("ix_permit_animal_animal_id", "permit_animal", ["animal_id"])
    _one_of_a_kind("uq_permit_animal", "permit_animal", "permit_id", "animal_id")

    # ---------------- team

    _record(
        "charge",
        _key("staff_id", "staff_member", nullable=False),
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        _check("ck_charge_in_order", "until_on IS NULL OR until_on > from_on"),
        _check("ck_charge_one_subject", "(animal_id IS NULL) <> (access_set_id IS NULL)"),
    )
    op.create_index("ix_charge_animal_id", "charge", ["animal_id"])
    op.create_index("ix_charge_staff_id", "charge", ["staff_id"])

    # ---------------- enclosures

    _record(
        "stay",
        _key("animal_id", "animal", nullable=False),
        _key("access_set_id", "access_set", nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.Column("doubt", sa.Text()),
        _check("ck_stay_in_order", "until_at IS NULL OR until_at > from_at"),
    )
    op.create_index("ix_stay_access_set_id_from_at", "stay", ["access_set_id", "from_at"])
    op.create_index("ix_stay_animal_id_from_at", "stay", ["animal_id", "from_at"])
    _one_of_a_kind("uq_stay_open", "stay", "animal_id", where="until_at IS NULL")

    # ---------------- care

    _record(
        "protocol",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("line", sa.String(32), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("title_zh", sa.String(200), nullable=False),
        sa.Column("steps_en", sa.Text()),
        sa.Column("steps_zh", sa.Text()),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("times", sa.String(200), nullable=False),
        sa.Column("post", sa.String(32), nullable=False),
        sa.Column("grace_min", sa.Integer(), nullable=False),
        sa.Column("is_two_person", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
    )
    _one_of_a_kind("uq_protocol_code", "protocol", "code")
    _record(
        "plan",
        _key("protocol_id", "protocol", nullable=False),
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        _key("enclosure_id", "enclosure"),
        sa.Column("topic", sa.String(200)),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("rule", sa.String(200)),
        sa.Column("times", sa.String(200)),
        sa.Column("planned", sa.Text()),
        _check("ck_plan_in_order", "until_on IS NULL OR until_on > from_on"),
        _check(
            "ck_plan_one_subject",
            "(animal_id IS NULL OR access_set_id IS NULL) AND (enclosure_id IS NULL OR (animal_id IS NULL AND access_set_id IS NULL))",
        ),
    )
    op.create_index("ix_plan_animal_id", "plan", ["animal_id"])
    op.create_index("ix_plan_protocol_id", "plan", ["protocol_id"])
    op.create_index("ix_plan_until_on", "plan", ["until_on"])
    _record(
        "task",
        sa.Column("occurrence_id", sa.Uuid()),
        _key("plan_id", "plan"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("line", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200)),
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        _key("enclosure_id", "enclosure"),
        sa.Column("topic", sa.String(200)),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grace_min", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        _key("assigned_to_id", "staff_member"),
        _key("done_by_id", "staff_member"),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        _key("witness_id", "staff_member"),
        sa.Column("skip_reason", sa.Text()),
        sa.Column("note", sa.Text()),
        _check("ck_task_done_at", "state <> 'done' OR done_at IS NOT NULL"),
        _check("ck_task_skip_reason", "state <> 'skipped' OR skip_reason IS NOT NULL"),
    )
    op.create_index("ix_task_animal_id_due_at", "task", ["animal_id", "due_at"])
    op.create_index("ix_task_due_at", "task", ["due_at"])
    _one_of_a_kind("uq_task_occurrence", "task", "occurrence_id")
    _record(
        "handover",
        sa.Column("shift_code", sa.String(16), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        _key("handed_by_id", "staff_member"),
        sa.Column("text", sa.Text()),
        sa.Column("watch", sa.Text()),
        _key("taken_by_id", "staff_member"),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_handover_handed_at", "handover", ["handed_at"])
    _happening(
        "care_note",
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        sa.Column("line", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_care_note_animal_id_done_at", "care_note", ["animal_id", "done_at"])
    op.create_index("ix_care_note_done_at", "care_note", ["done_at"])
    _happening(
        "enrichment_session",
        _key("animal_id", "animal", nullable=False),
        sa.Column("item", sa.String(120), nullable=False),
        sa.Column("response", sa.Integer()),
        sa.Column("minutes", sa.Float(53)),
        _check("ck_enrichment_session_response", "response BETWEEN 0 AND 3"),
    )
    op.create_index("ix_enrichment_session_animal_id_done_at", "enrichment_session", ["animal_id", "done_at"])
    _happening(
        "training_session",
        _key("animal_id", "animal", nullable=False),
        sa.Column("behavior", sa.String(120), nullable=False),
        sa.Column("success", sa.Integer()),
        sa.Column("minutes", sa.Float(53)),
        _check("ck_training_session_success", "success BETWEEN 0 AND 3"),
    )
    op.create_index("ix_training_session_animal_id_done_at", "training_session", ["animal_id", "done_at"])
    _happening(
        "behavior_observation",
        _key("animal_id", "animal", nullable=False),
        sa.Column("behavior", sa.String(120), nullable=False),
        sa.Column("watched_min", sa.Float(53), nullable=False),
        sa.Column("seen_min", sa.Float(53), nullable=False),
    )
    op.create_index("ix_behavior_observation_animal_id_done_at", "behavior_observation", ["animal_id", "done_at"])
    _record(
        "alert_snooze",
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        _key("animal_id", "animal"),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("ix_alert_snooze_until_at", "alert_snooze", ["until_at"])

    # ---------------- enclosures

    _happening(
        "enclosure_check",
        _key("access_set_id", "access_set"),
        _key("enclosure_id", "enclosure"),
        sa.Column("is_locked", sa.Boolean()),
        sa.Column("is_clean", sa.Boolean()),
        sa.Column("doors_open", sa.Text()),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("humidity_percent", sa.Float(53)),
        _check("ck_enclosure_check_one_place", "(access_set_id IS NULL) <> (enclosure_id IS NULL)"),
    )
    op.create_index("ix_enclosure_check_access_set_id_done_at", "enclosure_check", ["access_set_id", "done_at"])
    op.create_index("ix_enclosure_check_done_at", "enclosure_check", ["done_at"])
    _happening(
        "enclosure_reading",
        _key("enclosure_id", "enclosure", nullable=False),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("humidity_percent", sa.Float(53)),
        _check("ck_enclosure_reading_something_read", "temperature_c IS NOT NULL OR humidity_percent IS NOT NULL"),
    )
    op.create_index("ix_enclosure_reading_done_at", "enclosure_reading", ["done_at"])
    op.create_index("ix_enclosure_reading_enclosure_id_done_at", "enclosure_reading", ["enclosure_id", "done_at"])

    # ---------------- animals

    _happening(
        "transponder_read",
        _key("animal_id", "animal", nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("is_expected", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_transponder_read_animal_id", "transponder_read", ["animal_id"])
    _happening(
        "measurement",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("length_cm", sa.Float(53)),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("method", sa.String(32)),
        sa.Column("scale", sa.String(80)),
    )
    op.create_index("ix_measurement_animal_id_kind_done_at", "measurement", ["animal_id", "kind", "done_at"])
    op.create_index("ix_measurement_done_at", "measurement", ["done_at"])
    _happening(
        "note",
        _key("animal_id", "animal", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_note_animal_id", "note", ["animal_id"])

    # ---------------- nutrition

    _record(
        "food",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("search_key", sa.String(400), nullable=False),
        sa.Column("species", sa.String(120)),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("season_from_month", sa.Integer()),
        sa.Column("season_until_month", sa.Integer()),
        sa.Column("dry_matter_percent", sa.Float(53)),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
    )
    _one_of_a_kind("uq_food_code", "food", "code")
    _record(
        "nutrient_analysis",
        _key("food_id", "food", nullable=False),
        sa.Column("nutrient", sa.String(32), nullable=False),
        sa.Column("value", sa.Float(53), nullable=False),
        sa.Column("sampled_on", sa.Date(), nullable=False),
        sa.Column("method", sa.String(120)),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("doubt", sa.Text()),
        _check("ck_nutrient_analysis_amount", "value >= 0"),
    )
    op.create_index(
        "ix_nutrient_analysis_food_id_nutrient_sampled_on", "nutrient_analysis", ["food_id", "nutrient", "sampled_on"]
    )
    _record(
        "digestibility",
        sa.Column("part", sa.String(32), nullable=False),
        _key("food_id", "food"),
        sa.Column("dry_matter_percent", sa.Float(53), nullable=False),
        sa.Column("energy_percent", sa.Float(53)),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _check("ck_digestibility_dry_matter", "dry_matter_percent BETWEEN 0 AND 100"),
        _check("ck_digestibility_energy", "energy_percent BETWEEN 0 AND 100"),
    )
    _one_of_a_kind("uq_digestibility_food", "digestibility", "food_id")
    _record(
        "diet",
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("feeds_per_day", sa.Integer(), nullable=False),
        sa.Column("ramp_days", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
        _check("ck_diet_feeds", "feeds_per_day BETWEEN 1 AND 24"),
        _check("ck_diet_in_order", "until_on IS NULL OR until_on > from_on"),
        _check("ck_diet_one_subject", "(animal_id IS NULL) <> (access_set_id IS NULL)"),
        _check("ck_diet_ramp", "ramp_days BETWEEN 0 AND 60"),
    )
    op.create_index("ix_diet_access_set_id_from_on", "diet", ["access_set_id", "from_on"])
    op.create_index("ix_diet_animal_id_from_on", "diet", ["animal_id", "from_on"])
    op.create_index("ix_diet_until_on", "diet", ["until_on"])
    _record(
        "diet_item",
        _key("diet_id", "diet", nullable=False),
        _key("food_id", "food", nullable=False),
        sa.Column("daily_g", sa.Float(53), nullable=False),
        _check("ck_diet_item_daily", "daily_g > 0"),
    )
    _one_of_a_kind("uq_diet_item", "diet_item", "diet_id", "food_id")
    _happening(
        "offering",
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        sa.Column("sharers", sa.Integer(), nullable=False),
        _key("food_id", "food", nullable=False),
        sa.Column("offered_g", sa.Float(53), nullable=False),
        _check("ck_offering_offered", "offered_g > 0"),
        _check("ck_offering_one_subject", "(animal_id IS NULL) <> (access_set_id IS NULL)"),
    )
    op.create_index("ix_offering_access_set_id_done_at", "offering", ["access_set_id", "done_at"])
    op.create_index("ix_offering_animal_id_done_at", "offering", ["animal_id", "done_at"])
    op.create_index("ix_offering_done_at", "offering", ["done_at"])
    _happening(
        "leftover",
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        _key("food_id", "food"),
        sa.Column("left_g", sa.Float(53), nullable=False),
        sa.Column("covers_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("covers_until", sa.DateTime(timezone=True), nullable=False),
        _check("ck_leftover_in_order", "covers_until IS NULL OR covers_until > covers_from"),
        _check("ck_leftover_left", "left_g >= 0"),
        _check("ck_leftover_one_subject", "(animal_id IS NULL) <> (access_set_id IS NULL)"),
    )
    op.create_index("ix_leftover_access_set_id_covers_until", "leftover", ["access_set_id", "covers_until"])
    op.create_index("ix_leftover_animal_id_covers_until", "leftover", ["animal_id", "covers_until"])
    op.create_index("ix_leftover_done_at", "leftover", ["done_at"])
    _happening(
        "feces",
        _key("animal_id", "animal"),
        _key("access_set_id", "access_set"),
        sa.Column("feces_g", sa.Float(53), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("mucus_g", sa.Float(53)),
        sa.Column("has_mucus", sa.Boolean()),
        sa.Column("has_worms", sa.Boolean()),
        sa.Column("color", sa.String(32)),
        _check("ck_feces_one_subject", "(animal_id IS NULL) <> (access_set_id IS NULL)"),
        _check("ck_feces_weight", "feces_g >= 0"),
    )
    op.create_index("ix_feces_animal_id_done_at", "feces", ["animal_id", "done_at"])
    op.create_index("ix_feces_done_at", "feces", ["done_at"])
    _happening(
        "body_condition",
        _key("animal_id", "animal", nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("scale_max", sa.Integer(), nullable=False),
    )
    op.create_index("ix_body_condition_animal_id_done_at", "body_condition", ["animal_id", "done_at"])
    _happening(
        "mucous_event",
        _key("animal_id", "animal", nullable=False),
        sa.Column("onset_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True)),
        sa.Column("mucus_g", sa.Float(53)),
        sa.Column("off_feed_min", sa.Float(53)),
        _check("ck_mucous_event_in_order", "passed_at IS NULL OR passed_at >= onset_at"),
        _check("ck_mucous_event_off_feed", "off_feed_min >= 0"),
        _check("ck_mucous_event_weight", "mucus_g >= 0"),
    )
    op.create_index("ix_mucous_event_animal_id_onset_at", "mucous_event", ["animal_id", "onset_at"])
    op.create_index("ix_mucous_event_onset_at", "mucous_event", ["onset_at"])
    _record(
        "food_lot",
        sa.Column("code", sa.String(40), nullable=False),
        _key("food_id", "food", nullable=False),
        sa.Column("supplier", sa.String(120)),
        sa.Column("grown_at", sa.String(120)),
        sa.Column("cut_on", sa.Date()),
    )
    op.create_index("ix_food_lot_food_id", "food_lot", ["food_id"])
    _one_of_a_kind("uq_food_lot_code", "food_lot", "code")
    _happening(
        "stock_movement",
        _key("lot_id", "food_lot", nullable=False),
        sa.Column("change", sa.String(32), nullable=False),
        sa.Column("mass_g", sa.Float(53), nullable=False),
        _check("ck_stock_movement_delivered", "change <> 'delivered' OR mass_g > 0"),
        _check("ck_stock_movement_mass", "mass_g <> 0"),
        _check("ck_stock_movement_taken", "change NOT IN ('issued', 'wasted') OR mass_g < 0"),
    )
    op.create_index("ix_stock_movement_done_at", "stock_movement", ["done_at"])
    op.create_index("ix_stock_movement_lot_id", "stock_movement", ["lot_id"])
    _record(
        "feeding_trial",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("design", sa.String(32), nullable=False),
        sa.Column("question", sa.Text()),
    )
    _one_of_a_kind("uq_feeding_trial_code", "feeding_trial", "code")
    _record(
        "trial_treatment",
        _key("trial_id", "feeding_trial", nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        _key("food_id", "food"),
    )
    _one_of_a_kind("uq_trial_treatment_code", "trial_treatment", "trial_id", "code")
    _record(
        "trial_period",
        _key("trial_id", "feeding_trial", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("collect_from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        _check("ck_trial_period_in_order", "collect_from_on >= from_on AND until_on > collect_from_on"),
    )
    _one_of_a_kind("uq_trial_period_number", "trial_period", "trial_id", "number")
    _record(
        "trial_allocation",
        _key("period_id", "trial_period", nullable=False),
        _key("animal_id", "animal", nullable=False),
        _key("treatment_id", "trial_treatment", nullable=False),
    )
    op.create_index("ix_trial_allocation_animal_id", "trial_allocation", ["animal_id"])
    _one_of_a_kind("uq_trial_allocation", "trial_allocation", "period_id", "animal_id")
    _happening(
        "trial_sample",
        _key("trial_id", "feeding_trial", nullable=False),
        sa.Column("sample_of", sa.String(32), nullable=False),
        _key("food_id", "food"),
        _key("animal_id", "animal"),
        sa.Column("dry_matter_percent", sa.Float(53), nullable=False),
        _check("ck_trial_sample_dry_matter", "dry_matter_percent > 0 AND dry_matter_percent <= 100"),
        _check("ck_trial_sample_of_what", "(sample_of = 'feces') = (food_id IS NULL)"),
    )
    op.create_index("ix_trial_sample_trial_id", "trial_sample", ["trial_id"])

    # ---------------- disease control

    _record(
        "medicine",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("search_key", sa.String(400), nullable=False),
        sa.Column("drug_class", sa.String(80)),
        sa.Column("stock_unit", sa.String(32), nullable=False),
        sa.Column("concentration_mg_ml", sa.Float(53)),
        sa.Column("low_mg_kg", sa.Float(53)),
        sa.Column("high_mg_kg", sa.Float(53)),
        sa.Column("min_interval_h", sa.Float(53)),
        sa.Column("is_controlled", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _check("ck_medicine_concentration", "concentration_mg_ml IS NULL OR concentration_mg_ml > 0"),
        _check("ck_medicine_range_in_order", "low_mg_kg IS NULL OR high_mg_kg IS NULL OR low_mg_kg <= high_mg_kg"),
    )
    _one_of_a_kind("uq_medicine_code", "medicine", "code")
    _record(
        "medicine_lot",
        _key("medicine_id", "medicine", nullable=False),
        sa.Column("lot", sa.String(80), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("supplier", sa.String(200)),
    )
    _one_of_a_kind("uq_medicine_lot", "medicine_lot", "medicine_id", "lot")
    _record(
        "vaccination_rule",
        _key("taxon_id", "taxon"),
        sa.Column("disease", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("min_age_days", sa.Integer(), nullable=False),
        sa.Column("after_days", sa.Integer()),
        sa.Column("repeat_days", sa.Integer()),
        sa.Column("protective_titre", sa.Integer()),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _check("ck_vaccination_rule_number", "number >= 1"),
    )
    _one_of_a_kind("uq_vaccination_rule", "vaccination_rule", "disease", "number", where="taxon_id IS NULL")
    _one_of_a_kind("uq_vaccination_rule_of_taxon", "vaccination_rule", "taxon_id", "disease", "number")
    _happening(
        "vaccination",
        _key("animal_id", "animal", nullable=False),
        sa.Column("disease", sa.String(80), nullable=False),
        sa.Column("product", sa.String(120), nullable=False),
        sa.Column("lot", sa.String(80)),
        sa.Column("expires_on", sa.Date()),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("route", sa.String(32)),
        sa.Column("site", sa.String(80)),
        sa.Column("reaction", sa.Text()),
        sa.Column("vaccine_type", sa.String(80)),
        _key("medicine_id", "medicine"),
        _key("lot_id", "medicine_lot"),
    )
    op.create_index("ix_vaccination_animal_id_done_at", "vaccination", ["animal_id", "done_at"])
    _happening(
        "titre",
        _key("animal_id", "animal", nullable=False),
        sa.Column("disease", sa.String(80), nullable=False),
        sa.Column("titre", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(120)),
        sa.Column("laboratory", sa.String(120)),
        _check("ck_titre_titre", "titre >= 0"),
    )
    op.create_index("ix_titre_animal_id_done_at", "titre", ["animal_id", "done_at"])
    _happening(
        "deworming",
        _key("animal_id", "animal", nullable=False),
        sa.Column("medicine", sa.String(120), nullable=False),
        sa.Column("drug_class", sa.String(80)),
        sa.Column("dose_mg", sa.Float(53), nullable=False),
        sa.Column("route", sa.String(32), nullable=False),
        sa.Column("lot", sa.String(80)),
        _key("medicine_id", "medicine"),
        sa.Column("weight_g", sa.Float(53)),
    )
    op.create_index("ix_deworming_animal_id_done_at", "deworming", ["animal_id", "done_at"])
    _happening(
        "fecal_exam",
        _key("animal_id", "animal", nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("parasite", sa.String(120)),
        sa.Column("eggs_per_g", sa.Float(53), nullable=False),
    )
    op.create_index("ix_fecal_exam_animal_id_done_at", "fecal_exam", ["animal_id", "done_at"])
    _happening(
        "examination",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subjective", sa.Text()),
        sa.Column("objective", sa.Text()),
        sa.Column("assessment", sa.Text()),
        sa.Column("plan", sa.Text()),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("heart_rate", sa.Integer()),
        sa.Column("respiration_rate", sa.Integer()),
        sa.Column("is_anesthetised", sa.Boolean(), nullable=False),
        sa.Column("recheck_on", sa.Date()),
    )
    op.create_index("ix_examination_animal_id_done_at", "examination", ["animal_id", "done_at"])
    _record(
        "examination_finding",
        _key("examination_id", "examination", nullable=False),
        sa.Column("system", sa.String(32), nullable=False),
        sa.Column("is_normal", sa.Boolean(), nullable=False),
        sa.Column("finding", sa.Text()),
    )
    _one_of_a_kind("uq_examination_finding", "examination_finding", "examination_id", "system")
    _happening(
        "diagnosis",
        _key("animal_id", "animal", nullable=False),
        _key("examination_id", "examination"),
        sa.Column("problem", sa.String(200), nullable=False),
        sa.Column("site", sa.String(120)),
        sa.Column("certainty", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(32)),
        sa.Column("agent", sa.String(120)),
        sa.Column("review_on", sa.Date()),
        sa.Column("reviewed_at", sa.DateTime(timezone=True)),
        sa.Column("resolved_at", sa.DateTime(timezone=True)),
        sa.Column("resolution", sa.Text()),
    )
    op.create_index("ix_diagnosis_animal_id_done_at", "diagnosis", ["animal_id", "done_at"])
    _happening(
        "prescription",
        _key("animal_id", "animal", nullable=False),
        _key("diagnosis_id", "diagnosis"),
        _key("medicine_id", "medicine", nullable=False),
        sa.Column("dose_mg", sa.Float(53), nullable=False),
        sa.Column("dose_mg_kg", sa.Float(53)),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("weighed_at", sa.DateTime(timezone=True)),
        sa.Column("estimate_low_g", sa.Float(53)),
        sa.Column("estimate_high_g", sa.Float(53)),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("concentration_mg_ml", sa.Float(53)),
        sa.Column("route", sa.String(32), nullable=False),
        _key("lot_id", "medicine_lot"),
        sa.Column("slots", sa.String(200), nullable=False),
        sa.Column("rule", sa.String(200)),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("is_as_needed", sa.Boolean(), nullable=False),
        sa.Column("min_interval_h", sa.Float(53)),
        sa.Column("indication", sa.String(200)),
        _key("plan_id", "plan"),
        _key("verbal_from_id", "staff_member"),
        sa.Column("verbal_signed_at", sa.DateTime(timezone=True)),
        sa.Column("stopped_at", sa.DateTime(timezone=True)),
        sa.Column("stop_reason", sa.Text()),
        _check("ck_prescription_dose", "dose_mg > 0"),
        _check("ck_prescription_in_order", "until_on IS NULL OR until_on > from_on"),
    )
    op.create_index("ix_prescription_animal_id_done_at", "prescription", ["animal_id", "done_at"])
    op.create_index("ix_prescription_plan_id", "prescription", ["plan_id"])
    _happening(
        "dose_given",
        _key("animal_id", "animal", nullable=False),
        sa.Column("medicine", sa.String(120), nullable=False),
        sa.Column("dose_mg", sa.Float(53), nullable=False),
        sa.Column("route", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("lot", sa.String(80)),
        _key("medicine_id", "medicine"),
        _key("lot_id", "medicine_lot"),
        _key("prescription_id", "prescription"),
        sa.Column("slot", sa.String(80)),
        sa.Column("taken_mg", sa.Float(53)),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("weight_g", sa.Float(53)),
        _key("ordered_by_id", "staff_member"),
        _key("witness_id", "staff_member"),
        sa.Column("is_error", sa.Boolean()),
    )
    op.create_index("ix_dose_given_animal_id_done_at", "dose_given", ["animal_id", "done_at"])
    op.create_index("ix_dose_given_prescription_id", "dose_given", ["prescription_id"])
    _happening(
        "medicine_movement",
        _key("medicine_id", "medicine", nullable=False),
        _key("lot_id", "medicine_lot"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("amount", sa.Float(53), nullable=False),
        sa.Column("stock_change", sa.Float(53), nullable=False),
        _key("animal_id", "animal"),
        _key("dose_id", "dose_given"),
        _key("draw_id", "medicine_movement"),
        _key("witness_id", "staff_member"),
        sa.Column("ampoules", sa.Integer()),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        _check("ck_medicine_movement_amount", "amount >= 0"),
    )
    op.create_index("ix_medicine_movement_draw_id", "medicine_movement", ["draw_id"])
    op.create_index("ix_medicine_movement_medicine_id_done_at", "medicine_movement", ["medicine_id", "done_at"])
    _record(
        "medicine_discrepancy",
        _key("medicine_id", "medicine", nullable=False),
        _key("movement_id", "medicine_movement"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Float(53), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        _key("witness_id", "staff_member"),
        sa.Column("explained_at", sa.DateTime(timezone=True)),
        _key("explained_by_id", "staff_member"),
        _key("explained_witness_id", "staff_member"),
        sa.Column("explanation", sa.Text()),
    )
    op.create_index("ix_medicine_discrepancy_medicine_id", "medicine_discrepancy", ["medicine_id"])
    _happening(
        "medication_error",
        _key("animal_id", "animal", nullable=False),
        _key("dose_id", "dose_given"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(32)),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("response", sa.Text()),
    )
    op.create_index("ix_medication_error_animal_id_done_at", "medication_error", ["animal_id", "done_at"])
    _happening(
        "sample",
        _key("animal_id", "animal", nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("is_anesthetised", sa.Boolean(), nullable=False),
        sa.Column("is_fasted", sa.Boolean()),
        sa.Column("site", sa.String(80)),
        _key("examination_id", "examination"),
    )
    op.create_index("ix_sample_animal_id_done_at", "sample", ["animal_id", "done_at"])
    _one_of_a_kind("uq_sample_code", "sample", "code")
    _record(
        "aliquot",
        _key("sample_id", "sample", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("freezer", sa.String(40), nullable=False),
        sa.Column("box", sa.String(40), nullable=False),
        sa.Column("position", sa.String(20), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text()),
        _check("ck_aliquot_number", "number >= 1"),
    )
    _one_of_a_kind("uq_aliquot", "aliquot", "sample_id", "number")
    _one_of_a_kind("uq_aliquot_position", "aliquot", "freezer", "box", "position", where="state = 'stored'")
    _record(
        "analyte",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_en", sa.String(120), nullable=False),
        sa.Column("name_zh", sa.String(120), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
    )
    _one_of_a_kind("uq_analyte_code", "analyte", "code")
    _record(
        "reference_interval",
        _key("analyte_id", "analyte", nullable=False),
        _key("taxon_id", "taxon"),
        sa.Column("sex", sa.String(32)),
        sa.Column("stage", sa.String(32)),
        sa.Column("is_anesthetised", sa.Boolean()),
        sa.Column("low", sa.Float(53), nullable=False),
        sa.Column("high", sa.Float(53), nullable=False),
        sa.Column("animals", sa.Integer()),
        sa.Column("method", sa.String(120)),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _check("ck_reference_interval_in_order", "low < high"),
    )
    op.create_index("ix_reference_interval_analyte_id", "reference_interval", ["analyte_id"])
    _happening(
        "lab_result",
        _key("sample_id", "sample", nullable=False),
        _key("animal_id", "animal", nullable=False),
        _key("analyte_id", "analyte", nullable=False),
        sa.Column("value", sa.Float(53)),
        sa.Column("words", sa.String(200)),
        sa.Column("kit", sa.String(120)),
        sa.Column("laboratory", sa.String(120)),
        _check("ck_lab_result_something", "value IS NOT NULL OR words IS NOT NULL"),
    )
    op.create_index("ix_lab_result_animal_id_analyte_id", "lab_result", ["animal_id", "analyte_id"])
    _one_of_a_kind("uq_lab_result", "lab_result", "sample_id", "analyte_id")
    _happening(
        "anesthesia",
        _key("animal_id", "animal", nullable=False),
        sa.Column("purpose", sa.String(200), nullable=False),
        sa.Column("drugs", sa.String(200), nullable=False),
        sa.Column("is_darted", sa.Boolean(), nullable=False),
        sa.Column("loaded_ml", sa.Float(53), nullable=False),
        sa.Column("delivered_ml", sa.Float(53), nullable=False),
        sa.Column("lost_ml", sa.Float(53), nullable=False),
        sa.Column("fasted_h", sa.Float(53)),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("induced_at", sa.DateTime(timezone=True)),
        sa.Column("recumbent_at", sa.DateTime(timezone=True)),
        sa.Column("reversed_at", sa.DateTime(timezone=True)),
        sa.Column("reversal", sa.String(200)),
        sa.Column("standing_at", sa.DateTime(timezone=True)),
        sa.Column("complications", sa.Text()),
    )
    op.create_index("ix_anesthesia_animal_id_done_at", "anesthesia", ["animal_id", "done_at"])
    _happening(
        "anesthesia_vital",
        _key("anesthesia_id", "anesthesia", nullable=False),
        sa.Column("heart_rate", sa.Integer()),
        sa.Column("respiration_rate", sa.Integer()),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("spo2_percent", sa.Float(53)),
        sa.Column("depth", sa.String(120)),
    )
    _one_of_a_kind("uq_anesthesia_vital", "anesthesia_vital", "anesthesia_id", "done_at")
    _happening(
        "necropsy",
        _key("animal_id", "animal", nullable=False),
        sa.Column("cause", sa.String(32), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("agent", sa.String(120)),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("authorised_by", sa.String(200)),
        sa.Column("custody", sa.String(200)),
    )
    _one_of_a_kind("uq_necropsy", "necropsy", "animal_id")
    _record(
        "necropsy_organ",
        _key("necropsy_id", "necropsy", nullable=False),
        sa.Column("organ", sa.String(80), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("sample_code", sa.String(40)),
    )
    op.create_index("ix_necropsy_organ_necropsy_id", "necropsy_organ", ["necropsy_id"])
    _record(
        "outbreak",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("agent", sa.String(120), nullable=False),
        sa.Column("disease", sa.String(80), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text()),
    )
    _one_of_a_kind("uq_outbreak_code", "outbreak", "code")
    _record(
        "confinement",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        _key("access_set_id", "access_set"),
        _key("keeper_id", "staff_member"),
        _key("outbreak_id", "outbreak"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("tests_wanted", sa.String(200)),
        sa.Column("reason", sa.Text()),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        _check("ck_confinement_days", "days >= 1"),
        _check("ck_confinement_in_order", "closed_at IS NULL OR closed_at > opened_at"),
    )
    _one_of_a_kind("uq_confinement_code", "confinement", "code")
    _record(
        "confinement_member",
        _key("confinement_id", "confinement", nullable=False),
        _key("animal_id", "animal", nullable=False),
        _key("condition_id", "condition", nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.Column("doubt", sa.Text()),
        _check("ck_confinement_member_in_order", "left_at IS NULL OR left_at > joined_at"),
    )
    op.create_index("ix_confinement_member_animal_id_joined_at", "confinement_member", ["animal_id", "joined_at"])
    op.create_index("ix_confinement_member_confinement_id", "confinement_member", ["confinement_id"])
    _happening(
        "confinement_test",
        _key("confinement_id", "confinement", nullable=False),
        _key("animal_id", "animal", nullable=False),
        sa.Column("phase", sa.String(32), nullable=False),
        sa.Column("test", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
    )
    op.create_index("ix_confinement_test_confinement_id_animal_id", "confinement_test", ["confinement_id", "animal_id"])
    _record(
        "outbreak_case",
        _key("outbreak_id", "outbreak", nullable=False),
        _key("animal_id", "animal", nullable=False),
        sa.Column("is_index", sa.Boolean(), nullable=False),
        sa.Column("certainty", sa.String(32), nullable=False),
        sa.Column("onset_on", sa.Date()),
        sa.Column("signs", sa.Text()),
        sa.Column("evidence", sa.Text()),
        sa.Column("outcome", sa.String(32)),
        sa.Column("outcome_on", sa.Date()),
    )
    _one_of_a_kind("uq_outbreak_case", "outbreak_case", "outbreak_id", "animal_id")
    _happening(
        "stray_sighting",
        sa.Column("species", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        _key("enclosure_id", "enclosure"),
        sa.Column("looks_ill", sa.Boolean(), nullable=False),
        _check("ck_stray_sighting_count", "count >= 1"),
    )
    op.create_index("ix_stray_sighting_done_at", "stray_sighting", ["done_at"])
    _happening(
        "equipment_use",
        sa.Column("equipment", sa.String(80), nullable=False),
        _key("animal_id", "animal", nullable=False),
        sa.Column("is_disinfected", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_equipment_use_done_at", "equipment_use", ["done_at"])
    op.create_index("ix_equipment_use_equipment_done_at", "equipment_use", ["equipment", "done_at"])
    _record(
        "evacuation_place",
        _key("outbreak_id", "outbreak", nullable=False),
        _key("animal_id", "animal", nullable=False),
        _key("institution_id", "institution"),
        sa.Column("destination", sa.String(200), nullable=False),
        sa.Column("crate", sa.String(40)),
        sa.Column("vehicle", sa.String(80)),
        _key("escort_id", "staff_member"),
        sa.Column("planned_at", sa.DateTime(timezone=True)),
        sa.Column("left_at", sa.DateTime(timezone=True)),
    )
    _one_of_a_kind("uq_evacuation_place", "evacuation_place", "outbreak_id", "animal_id")

    # ---------------- breeding

    _happening(
        "estrus_observation",
        _key("animal_id", "animal", nullable=False),
        sa.Column("scent_marking", sa.Integer()),
        sa.Column("bleating", sa.Integer()),
        sa.Column("chirping", sa.Integer()),
        sa.Column("tail_up", sa.Integer()),
        sa.Column("lordosis", sa.Integer()),
        sa.Column("restlessness", sa.Integer()),
        sa.Column("presenting", sa.Integer()),
        sa.Column("water_play", sa.Integer()),
        sa.Column("appetite_loss", sa.Integer()),
        sa.Column("male_interest", sa.Integer()),
        sa.Column("vulva", sa.Integer()),
    )
    op.create_index("ix_estrus_observation_animal_id_done_at", "estrus_observation", ["animal_id", "done_at"])
    _happening(
        "cytology_smear",
        _key("animal_id", "animal", nullable=False),
        sa.Column("cells_counted", sa.Integer(), nullable=False),
        sa.Column("superficial_percent", sa.Float(53), nullable=False),
        sa.Column("keratinized_percent", sa.Float(53), nullable=False),
        sa.Column("is_acidophil", sa.Boolean()),
        sa.Column("stain", sa.String(120)),
        _check("ck_cytology_smear_cells", "cells_counted > 0"),
        _check("ck_cytology_smear_keratinized", "keratinized_percent BETWEEN 0 AND 100"),
        _check("ck_cytology_smear_superficial", "superficial_percent BETWEEN 0 AND 100"),
    )
    op.create_index("ix_cytology_smear_animal_id_done_at", "cytology_smear", ["animal_id", "done_at"])
    _happening(
        "male_observation",
        _key("animal_id", "animal", nullable=False),
        sa.Column("scent_marking", sa.Integer()),
        sa.Column("vocalizing", sa.Integer()),
        sa.Column("female_interest", sa.Integer()),
        sa.Column("restlessness", sa.Integer()),
        sa.Column("testis_length_cm", sa.Float(53)),
        sa.Column("testis_width_cm", sa.Float(53)),
        _check("ck_male_observation_testis_length", "testis_length_cm > 0"),
        _check("ck_male_observation_testis_width", "testis_width_cm > 0"),
    )
    op.create_index("ix_male_observation_animal_id_done_at", "male_observation", ["animal_id", "done_at"])
    _happening(
        "urine_sample",
        _key("animal_id", "animal", nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("specific_gravity", sa.Float(53)),
    )
    op.create_index("ix_urine_sample_animal_id_done_at", "urine_sample", ["animal_id", "done_at"])
    _record(
        "hormone_assay",
        _key("sample_id", "urine_sample", nullable=False),
        sa.Column("hormone", sa.String(32), nullable=False),
        sa.Column("value_ng_ml", sa.Float(53), nullable=False),
        sa.Column("creatinine_mg_ml", sa.Float(53)),
        sa.Column("kit", sa.String(120)),
        sa.Column("laboratory", sa.String(120)),
        sa.Column("assayed_on", sa.Date()),
        _check("ck_hormone_assay_creatinine", "creatinine_mg_ml IS NULL OR creatinine_mg_ml > 0"),
    )
    _one_of_a_kind("uq_hormone_assay", "hormone_assay", "sample_id", "hormone")
    _record(
        "season_plan",
        sa.Column("year", sa.Integer(), nullable=False),
        _key("dam_id", "animal", nullable=False),
        _key("primary_sire_id", "animal", nullable=False),
        _key("backup_sire_id", "animal"),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
    )
    op.create_index("ix_season_plan_dam_id", "season_plan", ["dam_id"])
    _one_of_a_kind("uq_season_plan", "season_plan", "year", "dam_id")
    _happening(
        "introduction",
        _key("female_id", "animal", nullable=False),
        _key("male_id", "animal", nullable=False),
        sa.Column("separated_at", sa.DateTime(timezone=True)),
        sa.Column("aggression", sa.Integer()),
        sa.Column("mounts", sa.Integer()),
        sa.Column("intromission", sa.Boolean()),
        sa.Column("wounds", sa.Text()),
        _check("ck_introduction_in_order", "separated_at IS NULL OR separated_at >= done_at"),
        _check("ck_introduction_mounts", "mounts >= 0"),
        _check("ck_introduction_two_animals", "female_id <> male_id"),
    )
    op.create_index("ix_introduction_female_id_done_at", "introduction", ["female_id", "done_at"])
    op.create_index("ix_introduction_male_id_done_at", "introduction", ["male_id", "done_at"])
    _happening(
        "mating",
        _key("female_id", "animal", nullable=False),
        _key("male_id", "animal", nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("intromission", sa.Boolean()),
        sa.Column("ejaculation", sa.Boolean()),
        _check("ck_mating_in_order", "ended_at IS NULL OR ended_at >= done_at"),
        _check("ck_mating_two_animals", "female_id <> male_id"),
    )
    op.create_index("ix_mating_female_id_done_at", "mating", ["female_id", "done_at"])
    op.create_index("ix_mating_male_id_done_at", "mating", ["male_id", "done_at"])
    _happening(
        "semen_collection",
        _key("male_id", "animal", nullable=False),
        _key("institution_id", "institution"),
        sa.Column("volume_ml", sa.Float(53), nullable=False),
        sa.Column("concentration_m_ml", sa.Float(53)),
        sa.Column("motility_percent", sa.Float(53)),
        sa.Column("progression", sa.Float(53)),
        _check("ck_semen_collection_concentration", "concentration_m_ml >= 0"),
        _check("ck_semen_collection_motility", "motility_percent BETWEEN 0 AND 100"),
        _check("ck_semen_collection_progression", "progression BETWEEN 0 AND 5"),
        _check("ck_semen_collection_volume", "volume_ml > 0"),
    )
    op.create_index("ix_semen_collection_male_id_done_at", "semen_collection", ["male_id", "done_at"])
    _record(
        "semen_straw",
        _key("collection_id", "semen_collection", nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("tank", sa.String(40), nullable=False),
        sa.Column("canister", sa.String(40), nullable=False),
        sa.Column("cane", sa.String(40), nullable=False),
        sa.Column("volume_ml", sa.Float(53)),
    )
    op.create_index("ix_semen_straw_collection_id", "semen_straw", ["collection_id"])
    op.create_index("ix_semen_straw_tank_canister_cane", "semen_straw", ["tank", "canister", "cane"])
    _one_of_a_kind("uq_semen_straw_code", "semen_straw", "code")
    _happening(
        "insemination",
        _key("female_id", "animal", nullable=False),
        _key("sire_id", "animal", nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        _key("collection_id", "semen_collection"),
        sa.Column("motile_million", sa.Float(53)),
        sa.Column("motility_percent", sa.Float(53)),
        sa.Column("is_anesthetized", sa.Boolean()),
        _check("ck_insemination_dose", "motile_million > 0"),
        _check("ck_insemination_motility", "motility_percent BETWEEN 0 AND 100"),
        _check("ck_insemination_two_animals", "female_id <> sire_id"),
    )
    op.create_index("ix_insemination_female_id_done_at", "insemination", ["female_id", "done_at"])
    op.create_index("ix_insemination_sire_id_done_at", "insemination", ["sire_id", "done_at"])
    _happening(
        "straw_thaw",
        _key("straw_id", "semen_straw", nullable=False),
        _key("insemination_id", "insemination"),
        sa.Column("motility_percent", sa.Float(53)),
        _check("ck_straw_thaw_motility", "motility_percent BETWEEN 0 AND 100"),
    )
    op.create_index("ix_straw_thaw_insemination_id", "straw_thaw", ["insemination_id"])
    _one_of_a_kind("uq_straw_thaw", "straw_thaw", "straw_id")
    _record(
        "pregnancy",
        _key("dam_id", "animal", nullable=False),
        sa.Column("day_zero_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.Text()),
    )
    op.create_index("ix_pregnancy_dam_id", "pregnancy", ["dam_id"])
    _one_of_a_kind("uq_pregnancy", "pregnancy", "dam_id", "day_zero_on")
    _happening(
        "pregnancy_step",
        _key("pregnancy_id", "pregnancy", nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
    )
    op.create_index("ix_pregnancy_step_pregnancy_id", "pregnancy_step", ["pregnancy_id"])
    _happening(
        "pregnancy_check",
        _key("animal_id", "animal", nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("finding", sa.String(32), nullable=False),
        sa.Column("fetuses", sa.Integer()),
        _check("ck_pregnancy_check_fetuses", "fetuses >= 0"),
    )
    op.create_index("ix_pregnancy_check_animal_id_done_at", "pregnancy_check", ["animal_id", "done_at"])
    _record(
        "litter",
        _key("dam_id", "animal", nullable=False),
        _key("pregnancy_id", "pregnancy"),
        sa.Column("swap_interval_min", sa.Float(53)),
        sa.Column("born_from", sa.Date(), nullable=False),
        sa.Column("born_until", sa.Date(), nullable=False),
        sa.Column("born_written", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stillborn", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
        _check("ck_litter_swap_interval", "swap_interval_min > 0"),
    )
    op.create_index("ix_litter_dam_id", "litter", ["dam_id"])
    _record(
        "litter_cub",
        _key("litter_id", "litter", nullable=False),
        _key("animal_id", "animal", nullable=False),
        sa.Column("birth_order", sa.Integer(), nullable=False),
    )
    op.create_index("ix_litter_cub_litter_id", "litter_cub", ["litter_id"])
    _one_of_a_kind("uq_litter_cub", "litter_cub", "animal_id")
    _happening(
        "cub_feed",
        _key("animal_id", "animal", nullable=False),
        sa.Column("milk_ml", sa.Float(53)),
        sa.Column("formula", sa.String(120)),
        sa.Column("has_urinated", sa.Boolean()),
        sa.Column("has_defecated", sa.Boolean()),
    )
    op.create_index("ix_cub_feed_animal_id_done_at", "cub_feed", ["animal_id", "done_at"])
    _happening(
        "cub_mark",
        _key("animal_id", "animal", nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("site", sa.String(120), nullable=False),
        sa.Column("color", sa.String(40)),
    )
    op.create_index("ix_cub_mark_animal_id_done_at", "cub_mark", ["animal_id", "done_at"])
    _happening(
        "twin_swap",
        _key("litter_id", "litter", nullable=False),
        _key("to_dam_id", "animal", nullable=False),
        _key("to_incubator_id", "animal", nullable=False),
        _check("ck_twin_swap_two_cubs", "to_dam_id <> to_incubator_id"),
    )
    op.create_index("ix_twin_swap_litter_id_done_at", "twin_swap", ["litter_id", "done_at"])
    _happening(
        "nest_watch",
        _key("animal_id", "animal", nullable=False),
        sa.Column("cubs_seen", sa.Integer()),
        sa.Column("is_nursing", sa.Boolean()),
        sa.Column("voice", sa.Integer()),
        sa.Column("dam_away_min", sa.Float(53)),
        _check("ck_nest_watch_dam_away", "dam_away_min >= 0"),
    )
    op.create_index("ix_nest_watch_animal_id_done_at", "nest_watch", ["animal_id", "done_at"])

    # ---------------- rescue

    _record(
        "field_report",
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finder", sa.String(120), nullable=False),
        sa.Column("phone", sa.String(40)),
        sa.Column("place_en", sa.String(200), nullable=False),
        sa.Column("place_zh", sa.String(200), nullable=False),
        sa.Column("county", sa.String(80)),
        sa.Column("latitude", sa.Float(53)),
        sa.Column("longitude", sa.Float(53)),
        sa.Column("accuracy_m", sa.Float(53)),
        sa.Column("altitude_m", sa.Float(53)),
        sa.Column("findings", sa.Text()),
        sa.Column("threats", sa.Text()),
        _check("ck_field_report_latitude", "latitude BETWEEN -90 AND 90"),
        _check("ck_field_report_longitude", "longitude BETWEEN -180 AND 180"),
    )
    _record(
        "rescue_case",
        sa.Column("code", sa.String(40), nullable=False),
        _key("report_id", "field_report", nullable=False),
        _key("taxon_id", "taxon", nullable=False),
        _key("animal_id", "animal"),
        sa.Column("sex", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(32)),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("triage", sa.String(32)),
        sa.Column("cause", sa.Text()),
        sa.Column("note", sa.Text()),
    )
    op.create_index("ix_rescue_case_animal_id", "rescue_case", ["animal_id"])
    op.create_index("ix_rescue_case_state", "rescue_case", ["state"])
    _one_of_a_kind("uq_rescue_case_code", "rescue_case", "code")
    _happening(
        "case_event",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("state", sa.String(32)),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("text", sa.Text()),
        sa.Column("signs", sa.String(200)),
    )
    op.create_index("ix_case_event_case_id_done_at", "case_event", ["case_id", "done_at"])
    _happening(
        "case_clock",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
    )
    op.create_index("ix_case_clock_case_id", "case_clock", ["case_id"])
    _happening(
        "field_examination",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("signs", sa.String(200)),
        sa.Column("hydration", sa.String(32)),
        sa.Column("condition_score", sa.Integer()),
        sa.Column("temperature_c", sa.Float(53)),
        sa.Column("heart_rate", sa.Integer()),
        sa.Column("respiration_rate", sa.Integer()),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("method", sa.String(32)),
        sa.Column("triage", sa.String(32)),
        _check("ck_field_examination_condition_score", "condition_score BETWEEN 1 AND 9"),
    )
    op.create_index("ix_field_examination_case_id_done_at", "field_examination", ["case_id", "done_at"])
    _record(
        "field_finding",
        _key("examination_id", "field_examination", nullable=False),
        sa.Column("region", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    _one_of_a_kind("uq_field_finding_region", "field_finding", "examination_id", "region")
    _happening(
        "field_treatment",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("medicine", sa.String(120)),
        sa.Column("dose_mg", sa.Float(53)),
        sa.Column("volume_ml", sa.Float(53)),
        sa.Column("route", sa.String(32)),
        sa.Column("weight_g", sa.Float(53)),
        sa.Column("method", sa.String(32)),
        sa.Column("weight_low_g", sa.Float(53)),
        sa.Column("weight_high_g", sa.Float(53)),
        sa.Column("awake_at", sa.DateTime(timezone=True)),
        sa.Column("text", sa.Text()),
    )
    op.create_index("ix_field_treatment_case_id_done_at", "field_treatment", ["case_id", "done_at"])
    _record(
        "notification_rung",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_en", sa.String(120), nullable=False),
        sa.Column("title_zh", sa.String(120), nullable=False),
        sa.Column("after", sa.String(32), nullable=False),
        sa.Column("within_h", sa.Float(53), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
    )
    _one_of_a_kind("uq_notification_rung_code", "notification_rung", "code")
    _happening(
        "notification",
        _key("case_id", "rescue_case", nullable=False),
        _key("rung_id", "notification_rung", nullable=False),
        sa.Column("told", sa.String(120), nullable=False),
        sa.Column("reference", sa.String(80)),
    )
    _one_of_a_kind("uq_notification_rung_case", "notification", "case_id", "rung_id")
    _record(
        "release_criterion",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("title_zh", sa.String(200), nullable=False),
        sa.Column("evidence", sa.String(40)),
        sa.Column("least", sa.Float(53)),
        sa.Column("unit", sa.String(20)),
        sa.Column("source", sa.Text()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
    )
    _one_of_a_kind("uq_release_criterion_code", "release_criterion", "code")
    _happening(
        "release_check",
        _key("case_id", "rescue_case", nullable=False),
        _key("criterion_id", "release_criterion", nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text()),
    )
    op.create_index("ix_release_check_case_id", "release_check", ["case_id"])
    _happening(
        "release_decision",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("authority", sa.String(120), nullable=False),
        sa.Column("reference", sa.String(80)),
        sa.Column("open_criteria", sa.Text()),
    )
    op.create_index("ix_release_decision_case_id", "release_decision", ["case_id"])
    _happening(
        "release",
        _key("case_id", "rescue_case", nullable=False),
        _key("animal_id", "animal", nullable=False),
        sa.Column("place_en", sa.String(200), nullable=False),
        sa.Column("place_zh", sa.String(200), nullable=False),
        sa.Column("latitude", sa.Float(53), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=False),
        sa.Column("altitude_m", sa.Float(53)),
        sa.Column("collar", sa.String(80)),
        sa.Column("weight_g", sa.Float(53)),
        _check("ck_release_latitude", "latitude BETWEEN -90 AND 90"),
        _check("ck_release_longitude", "longitude BETWEEN -180 AND 180"),
    )
    op.create_index("ix_release_animal_id", "release", ["animal_id"])
    _one_of_a_kind("uq_release_case", "release", "case_id")
    _happening(
        "tracking_fix",
        _key("release_id", "release", nullable=False),
        sa.Column("latitude", sa.Float(53), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=False),
        sa.Column("altitude_m", sa.Float(53)),
        sa.Column("activity_percent", sa.Float(53)),
        sa.Column("night_percent", sa.Float(53)),
        _check("ck_tracking_fix_activity_percent", "activity_percent BETWEEN 0 AND 100"),
        _check("ck_tracking_fix_latitude", "latitude BETWEEN -90 AND 90"),
        _check("ck_tracking_fix_longitude", "longitude BETWEEN -180 AND 180"),
    )
    _one_of_a_kind("uq_tracking_fix_instant", "tracking_fix", "release_id", "done_at")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)

"""What the center learned after its first season of records.

The studbook beyond the center's own animals, and what the four lines found missing. What is "one of a kind" is so
among records that were not voided; earlier rows keep their looks, so the journal needs no upcast.
"""

from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = (
    "file_content",
    "pair_decision",
    "studbook_event",
    "population_exclusion",
    "genetic_assumption",
    "field_attachment",
    "release_request",
)


def _key(column: str, table: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _named_keys(table: str, *items: sa.schema.SchemaItem) -> None:
    """Every foreign key gets its name here, so that none is left to an engine or to a later convention."""
    for column in (item for item in items if isinstance(item, sa.Column)):
        for key in column.foreign_keys:
            key.name = f"fk_{table}_{column.name}_{key.target_fullname.partition('.')[0]}"


def _table(table: str, *items: sa.schema.SchemaItem) -> None:
    _named_keys(table, *items)
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


def _widen(table: str, *columns: sa.Column[Any]) -> None:
    """SQLite makes the table anew, so that a key among the columns has its name there too."""
    _named_keys(table, *columns)
    anew: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table(table, recreate=anew) as batch:
        for column in columns:
            batch.add_column(column)


def _narrow(table: str, *columns: str) -> None:
    anew: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table(table, recreate=anew) as batch:
        for column in columns:
            batch.drop_column(column)


def _one_of_a_kind(name: str, table: str, *columns: str, where: str = "") -> None:
    alive = sa.text(" AND ".join(filter(None, ("voided_at IS NULL", where))))
    op.create_index(name, table, columns, unique=True, sqlite_where=alive, postgresql_where=alive)


def upgrade() -> None:
    # ---------------- the journal, and the center itself

    _table(
        "file_content",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file_content"),
    )

    # ---------------- breeding

    _record(
        "pair_decision",
        _key("female_id", "animal", nullable=False),
        _key("male_id", "animal", nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("why", sa.Text(), nullable=False),
        _check("ck_pair_decision_in_order", "until_on IS NULL OR until_on > from_on"),
        _check("ck_pair_decision_two_animals", "female_id <> male_id"),
    )
    op.create_index("ix_pair_decision_male_id", "pair_decision", ["male_id"])
    _one_of_a_kind("uq_pair_decision", "pair_decision", "female_id", "male_id", "decision", where="until_on IS NULL")
    _record(
        "studbook_event",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        _key("institution_id", "institution"),
        sa.Column("local_id", sa.String(40)),
        sa.Column("on_from", sa.Date()),
        sa.Column("on_until", sa.Date()),
        sa.Column("on_written", sa.String(80), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("note", sa.Text()),
    )
    op.create_index("ix_studbook_event_animal_id", "studbook_event", ["animal_id"])
    _record(
        "population_exclusion",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        _check("ck_population_exclusion_in_order", "until_on IS NULL OR until_on > from_on"),
    )
    op.create_index("ix_population_exclusion_animal_id", "population_exclusion", ["animal_id"])
    _one_of_a_kind("uq_population_exclusion", "population_exclusion", "animal_id", where="until_on IS NULL")
    _record(
        "genetic_assumption",
        _key("animal_id", "animal", nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("role", sa.String(32)),
        _key("other_id", "animal"),
        sa.Column("probability", sa.Float(53), nullable=False),
        sa.Column("assumed_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("doubt", sa.Text()),
        _check("ck_genetic_assumption_probability", "probability > 0 AND probability <= 1"),
        _check("ck_genetic_assumption_two_animals", "other_id <> animal_id"),
    )
    op.create_index("ix_genetic_assumption_animal_id", "genetic_assumption", ["animal_id"])

    # ---------------- rescue

    _record(
        "field_attachment",
        _key("report_id", "field_report", nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("caption", sa.Text()),
        _check("ck_field_attachment_size", "size > 0"),
    )
    _one_of_a_kind("uq_field_attachment", "field_attachment", "report_id", "sha256")
    _happening(
        "release_request",
        _key("case_id", "rescue_case", nullable=False),
        sa.Column("open_criteria", sa.Text()),
    )
    op.create_index("ix_release_request_case_id", "release_request", ["case_id"])

    # ---------------- what earlier tables learned

    op.add_column("animal", sa.Column("origin", sa.String(80)))
    _widen("deworming", _key("lot_id", "medicine_lot"))
    op.add_column("feces", sa.Column("has_blood", sa.Boolean()))
    op.add_column("institution", sa.Column("latitude", sa.Float(53)))
    op.add_column("institution", sa.Column("longitude", sa.Float(53)))
    _widen("medicine_movement", _key("deworming_id", "deworming"), _key("vaccination_id", "vaccination"))
    op.add_column("season_plan", sa.Column("explanation", sa.Text()))
    op.add_column("season_plan", sa.Column("kinship", sa.Float(53)))
    op.add_column("season_plan", sa.Column("gene_diversity_change", sa.Float(53)))
    op.add_column("task", sa.Column("planned", sa.Text()))
    op.create_index(
        "ix_medicine_movement_medicine_id_lot_id_voided_at_stock_change",
        "medicine_movement",
        ["medicine_id", "lot_id", "voided_at", "stock_change"],
    )


def downgrade() -> None:
    op.drop_index("ix_medicine_movement_medicine_id_lot_id_voided_at_stock_change", table_name="medicine_movement")
    _narrow("animal", "origin")
    _narrow("deworming", "lot_id")
    _narrow("feces", "has_blood")
    _narrow("institution", "latitude", "longitude")
    _narrow("medicine_movement", "deworming_id", "vaccination_id")
    _narrow("season_plan", "explanation", "kinship", "gene_diversity_change")
    _narrow("task", "planned")
    for table in reversed(_TABLES):
        op.drop_table(table)

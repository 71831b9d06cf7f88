"""The floor: what any command costs that imports Click and the ORM, maps forty bare classes and prints 31 rows."""

import sys

import click
from sqlalchemy import create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """All forty."""


for number in range(40):
    type(
        f"Bare{number}",
        (Base,),
        {
            "__tablename__": f"bare_{number}",
            "__annotations__": {"id": Mapped[str], "name": Mapped[str]},
            "id": mapped_column(primary_key=True),
        },
    )

with Session(create_engine(f"sqlite:///{sys.argv[1]}")) as session:
    for row in session.execute(text("SELECT id, name_en, name_zh, sex FROM animal LIMIT 31")):
        click.echo("  ".join(str(value) for value in row))

"""How `alembic revision --autogenerate` writes a revision of ours."""

from collections.abc import Iterable
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.types import TypeDecorator

from breeding_center.storage.types import Word


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A revision stands on its own: it names SQLAlchemy's plain types, so that no later change here changes it."""
    if kind == "type" and isinstance(item, Word):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def number_the_revision(
    context: MigrationContext, _revision: str | Iterable[str | None] | Iterable[str], directives: list[MigrationScript]
) -> None:
    """Revisions are numbered, so that which of two is newer can be told without looking through them.

    A number given with `--rev-id` stands, and a revision with nothing in it is not written.
    """
    config = context.config
    assert config is not None
    [script] = directives
    if (
        getattr(config.cmd_opts, "autogenerate", False)
        and script.upgrade_ops is not None
        and script.upgrade_ops.is_empty()
    ):
        directives.clear()
        config.print_stdout("Nothing has changed, so there is no revision to write.")
        return
    if not getattr(config.cmd_opts, "rev_id", None):
        head = ScriptDirectory.from_config(config).get_current_head()
        script.rev_id = f"{int(head or 0) + 1:04d}"

"""${message}

Before it is committed, read it again:
- one transaction runs all pending revisions, on SQLite and on PostgreSQL: no engine's own words, no commit;
- every constraint has a name; SQLite's batch mode loses those that have none;
- nothing recorded is thrown away: rows are never deleted, `downgrade` is refused where it would drop what is filled;
- a table whose rows look different afterwards ships an upcast for the journal (`storage/journal.py`), and uses it;
- `SCHEMA_REVISION` in `breeding_center/storage/revision.py` becomes ${repr(up_revision)}.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision: str = ${repr(up_revision)}
down_revision: str | Sequence[str] | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
depends_on: str | Sequence[str] | None = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}

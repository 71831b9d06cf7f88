"""What a task's state is at an instant, and what makes two devices agree on which task they mean."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from breeding_center.vocabulary import TaskState

SETTLED = frozenset({TaskState.DONE, TaskState.SKIPPED})


def occurrence_id(plan_id: UUID, due_at: datetime) -> UUID:
    """The name of a plan's task at a due time (name-based, RFC 9562 version 5): the same wherever it is made."""
    return uuid5(plan_id, due_at.isoformat(timespec="minutes"))


def state_at(written: TaskState | None, due_at: datetime, grace_min: int, now: datetime) -> TaskState:
    """Where a task stands: what somebody wrote, else due, overdue once its time has come, missed after its grace."""
    if written in SETTLED:
        assert written is not None
        return written
    if now <= due_at:
        return TaskState.ASSIGNED if written is TaskState.ASSIGNED else TaskState.DUE
    return TaskState.OVERDUE if now <= due_at + timedelta(minutes=grace_min) else TaskState.MISSED


def is_open(state: TaskState) -> bool:
    """Whether the work is still waiting for somebody."""
    return state in (TaskState.DUE, TaskState.ASSIGNED, TaskState.OVERDUE)

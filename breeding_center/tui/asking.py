"""Questions and deeds, each in a thread of its own, so that a slow disk never holds up the screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState, get_current_worker

from breeding_center.errors import BreedingCenterError, Refused
from breeding_center.text import _
from breeding_center.tui.desk import Desk

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome

Result = TypeVar("Result")
Refusal: TypeAlias = Callable[[BreedingCenterError], None]


class Asking(DOMNode):
    """Something on the screen that asks the center and is told the answer when it is there.

    Named after the widget that it is mixed into: Textual takes a class's style from its first base.
    """

    desk: Desk

    def ask(
        self,
        question: Callable[["Center"], Result],
        answer: Callable[[Result], None],
        refused: Refusal,
        *,
        group: str,
    ) -> None:
        """Ask, and call `answer` with what comes; an older question of the same group is forgotten."""

        def work() -> Result | None:
            if get_current_worker().is_cancelled:
                return None
            return question(self.desk.center())

        worker = self.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)
        self._expected()[worker] = (answer, refused)

    def tell(self, deed: Callable[["Center"], "Outcome"], done: Callable[["Outcome"], None], refused: Refusal) -> None:
        """Do something. It is never cancelled: what was begun is written, and the person is told so."""
        worker = self.run_worker(
            lambda: deed(self.desk.center()), thread=True, exclusive=False, group="deeds", exit_on_error=False
        )
        self._expected()[worker] = (done, refused)

    def _expected(self) -> dict[Worker[Any], tuple[Callable[[Any], None], Refusal]]:
        if not hasattr(self, "_answers_expected"):
            self._answers_expected: dict[Worker[Any], tuple[Callable[[Any], None], Refusal]] = {}
        return self._answers_expected

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A thread has ended: hand its answer over."""
        # What the event says, not the worker: by the time that "running" is heard, the work may long be done.
        if event.state in (WorkerState.PENDING, WorkerState.RUNNING) or event.worker not in self._expected():
            return
        event.stop()
        answer, refused = self._expected().pop(event.worker)
        if event.state is WorkerState.SUCCESS:
            answer(event.worker.result)
        elif event.state is WorkerState.ERROR:
            refused(said(event.worker.error))


def said(error: BaseException | None) -> BreedingCenterError:
    """The error as one sentence; what nobody foresaw is said with its technical name, so that it can be reported."""
    if isinstance(error, BreedingCenterError):
        return error
    text = str(error).partition("\n")[0]
    return Refused(
        _("Something went wrong that nobody foresaw ({kind}: {text}).").format(kind=type(error).__name__, text=text)
    )

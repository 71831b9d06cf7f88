"""Recording from the screens: doubts are asked about, what was done is said, and the last deed can be taken back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from textual.app import App

from breeding_center.errors import BreedingCenterError, NeedsConfirmation, NotFound
from breeding_center.text import N_, _, safe_text
from breeding_center.tui.asking import Asking, Refusal
from breeding_center.tui.desk import Desk

if TYPE_CHECKING:
    from uuid import UUID

    from breeding_center.office.center import Center, Outcome

# Called in a thread with the center, a reason and whether a doubt is confirmed.
Deed: TypeAlias = Callable[["Center", str | None, bool], "Outcome"]
LOOKED_BACK = 200
SAID_S = 6.0


class Deeds(App[None], Asking):
    """The part of the program that writes. Its threads outlive the screens that asked for them."""

    desk: Desk

    def record(self, deed: Deed, done: Callable[[], None], refused: Refusal | None = None) -> None:
        """Do it; where there is a doubt, ask for a reason and do it again; say what came of it."""
        self.tell(
            lambda center: deed(center, None, False),
            partial(self._recorded, done),
            partial(self._in_doubt, deed, done, refused or self.complain),
        )

    def _recorded(self, done: Callable[[], None], outcome: "Outcome") -> None:
        self.desk.outcomes.append(outcome)
        self.say(_("{sentence}  (u takes it back)").format(sentence=outcome.sentence))
        done()

    def _in_doubt(self, deed: Deed, done: Callable[[], None], refused: Refusal, error: BreedingCenterError) -> None:
        if not isinstance(error, NeedsConfirmation):
            refused(error)
            return
        from breeding_center.tui.dialog import AskReason

        def decided(reason: str | None) -> None:
            if reason is None:
                refused(error)
                return
            self.tell(lambda center: deed(center, reason, True), partial(self._recorded, done), refused)

        ask = AskReason(self.desk, N_("Is this right?"), error.doubt, N_("It is right, record it"))
        self.push_screen(ask, decided)

    def undo(self, done: Callable[[], None]) -> None:
        """Take back what this person recorded last: here, or as the journal knows it."""
        if self.desk.outcomes:
            last = self.desk.outcomes[-1]
            self.ask_undo(last.entry_id, last.sentence, done)
            return
        me = self.desk.person
        assert me is not None
        self.ask(
            lambda center: _last_entry(center, me.label),
            lambda found: self.ask_undo(*found, done),
            self.complain,
            group="undo",
        )

    def ask_undo(self, typed: "UUID", sentence: str, done: Callable[[], None]) -> None:
        """Ask for a reason, and take back an entry, or the one that wrote a record last, by the key of either."""
        from breeding_center.tui.dialog import AskReason

        def decided(reason: str | None) -> None:
            if reason is not None:
                self.tell(
                    lambda center: center.undo(typed, by=self.desk.by, reason=reason),
                    partial(self._undone, typed, done),
                    self.complain,
                )

        ask = AskReason(
            self.desk, N_("Take this back?"), sentence, N_("Take it back"), reason=_("entered by mistake")
        )  # fmt: skip
        self.push_screen(ask, decided)

    def _undone(self, typed: "UUID", done: Callable[[], None], outcome: "Outcome") -> None:
        self.desk.outcomes = [one for one in self.desk.outcomes if typed not in (one.entry_id, one.id)]
        self.say(outcome.sentence)
        done()

    def say(self, sentence: str) -> None:
        """Say something that passes by; what was said before gives way."""
        self.clear_notifications()
        self.notify(safe_text(sentence), timeout=SAID_S, markup=False)

    def complain(self, error: BreedingCenterError) -> None:
        """Say what was refused."""
        self.clear_notifications()
        self.notify(f"✗ {safe_text(error.sentence)}", severity="error", timeout=2 * SAID_S, markup=False)


def _last_entry(center: "Center", name: str) -> "tuple[UUID, str]":
    """The last entry that this person wrote and that nobody took back; raises `NotFound` where there is none."""
    entries = center.journal(limit=LOOKED_BACK)
    undone = {entry.undoes_id for entry in entries}
    for entry in entries:
        if entry.by == name and entry.id not in undone and entry.undoes_id is None and not entry.is_simulated:
            at = entry.recorded_at.astimezone(center.site.zone)
            return entry.id, _("Entry {seq} of {time}: {action}").format(
                seq=entry.seq, time=f"{at:%H:%M}", action=entry.action
            )
    raise NotFound(_("You have recorded nothing lately that could be taken back."))

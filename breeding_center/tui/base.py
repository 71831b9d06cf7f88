"""What every screen of a center has: its heading, keys in the language spoken, and a way to ask the center."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.binding import ActiveBinding
from textual.screen import ModalScreen, Screen

from breeding_center.errors import BreedingCenterError
from breeding_center.text import _, language
from breeding_center.tui.asking import Asking
from breeding_center.tui.desk import Desk
from breeding_center.tui.widgets.banner import Banner

if TYPE_CHECKING:
    from breeding_center.tui.app import CenterApp

Given = TypeVar("Given")


class Spoken(Screen[Given], Asking):
    """A screen whose words are set by `words`, so that they can be said again in another language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.spoken_language = ""

    @property
    def center_app(self) -> "CenterApp":
        """The program, by its own type."""
        return cast("CenterApp", self.app)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, called as people call them in their language, Textual's own among them."""
        found = {}
        for name, active in super().active_bindings.items():
            binding, tooltip = active.binding, active.tooltip
            spoken = replace(binding, description=_(binding.description), tooltip=_(tooltip))
            found[name] = ActiveBinding(active.node, spoken, active.enabled, spoken.tooltip)
        return found

    def words(self) -> None:
        """Set every text of the screen in the language spoken now, and ask for its records again."""

    def when_painted(self, do: Callable[[], None]) -> None:
        """Do it once the screen stands there; the first time, opening the records would hold the painting up.

        A screen that has just been pushed is refreshed once before its parts are laid out, so two refreshes are waited
        for.
        """
        if self.desk.opened is None:
            self.call_after_refresh(lambda: self.call_after_refresh(do))
        else:
            do()

    def speak(self) -> None:
        """Say everything anew, in the language spoken now."""
        self.spoken_language = language()
        for banner in self.query(Banner):
            banner.tick()
        self.words()
        self.refresh_bindings()

    # Textual calls these of every class of a screen, so that a screen with its own must not call them again.

    def on_mount(self) -> None:
        self.speak()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        """The language may have been changed while another screen lay on top."""
        if self.is_mounted and self.spoken_language not in ("", language()):
            self.speak()

    def complain(self, error: BreedingCenterError) -> None:
        """Say what was refused, beside whatever is shown."""
        self.center_app.complain(error)

    def action_back(self) -> None:
        self.dismiss(None)


class Dialog(Spoken[Given], ModalScreen[Given]):
    """A small window over the screen that asked."""

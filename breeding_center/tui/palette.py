"""The palette: every command by its name, in the language spoken."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from breeding_center.text import _
from breeding_center.tui.texts import capital

if TYPE_CHECKING:
    from breeding_center.tui.app import CenterApp


# Keys that only move a mark: nobody looks for them by name.
HIDDEN = ("lookup.", "lines.", "pick.")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done by its name."""

    name: str
    help: str
    do: partial[Any]
    is_usual: bool = True  # listed before anything is typed


class Commands(Provider):
    """What the keys of the screen do, and every action and report of every room."""

    def _all(self) -> Iterator[Command]:
        app = cast("CenterApp", self.app)
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.id not in seen and active.enabled and not binding.id.startswith(HIDDEN):
                seen.add(binding.id)
                yield Command(
                    binding.description, binding.tooltip, partial(app.run_action, binding.action, active.node)
                )
        yield Command(_("Colors"), _("Choose other colors for the screen"), partial(app.action_change_theme))
        if app.desk.opened is not None:
            yield from self._of_rooms(app)

    @staticmethod
    def _of_rooms(app: "CenterApp") -> Iterator[Command]:
        from breeding_center.office.rooms import actions, reports

        for report in reports().values():
            name = _("Report: {title}").format(title=_(report.title))
            yield Command(name, _(report.help) or report.name, partial(app.open_report, report.name), is_usual=False)
        for action in actions().values():
            name = _("Record: {title}").format(title=capital(_(action.title)))
            do = partial(app.as_somebody, partial(app.open_action, action.name, app.nothing))
            yield Command(name, _(action.help) if action.help else action.name, do, is_usual=False)

    async def discover(self) -> Hits:
        for command in self._all():
            if command.is_usual:
                yield DiscoveryHit(cast(str, Text(command.name)), command.do, command.name, _plain(command.help))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = False
        for command in self._all():
            score = max(matcher.match(command.name), matcher.match(command.help) / 2)
            if score > 0:
                found = True
                yield Hit(score, cast(str, Text(command.name)), command.do, command.name, _plain(command.help))
        if not found:
            words = _("Nothing is called that.")
            yield Hit(0.01, cast(str, Text(words)), partial(_nothing), words)


def _plain(text: str) -> str:
    """The text as the palette shows it literally: there a bracket would begin markup."""
    return text.replace("[", r"\[")


def _nothing() -> None:
    """What a line does that only tells."""


def palette() -> CommandPalette:
    """The palette with our commands."""
    return CommandPalette([Commands], placeholder=_("Type the name of a command"), id="--command-palette")

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


class Named(Provider):
    """Finds commands by name; says in our words that nothing was found, before Textual says it in its own."""

    def commands(self) -> Iterator[Command]:
        """Every command there is."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        for command in self.commands():
            if command.is_usual:
                yield DiscoveryHit(_literal(command.name), command.do, command.name, _plain(command.help))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = False
        for command in self.commands():
            score = max(matcher.match(command.name), matcher.match(command.help) / 2)
            if score > 0:
                found = True
                yield Hit(score, _literal(command.name), command.do, command.name, _plain(command.help))
        if not found:
            words = _("Nothing is called that.")
            yield Hit(0.01, _literal(words), partial(_nothing), words)


class Commands(Named):
    """What the keys of the screen do, and every action and report of every room."""

    def commands(self) -> Iterator[Command]:
        app = cast("CenterApp", self.app)
        seen = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.id not in seen and active.enabled and not binding.id.startswith(HIDDEN):
                seen.add(binding.id)
                do = partial(app.run_action, binding.action, active.node)
                yield Command(binding.description, binding.tooltip, do)
        yield Command(_("Colors"), _("Choose other colors for the screen"), partial(app.action_change_theme))
        if app.desk.opened is not None:
            yield from self._of_rooms(app)

    @staticmethod
    def _of_rooms(app: "CenterApp") -> Iterator[Command]:
        from breeding_center.office.rooms import actions, reports

        for report in reports().values():
            name = _("Report: {title}").format(title=_(report.title))
            text = _(report.help) if report.help else report.name
            yield Command(name, text, partial(app.open_report, report.name), is_usual=False)
        for action in actions().values():
            name = _("Record: {title}").format(title=capital(_(action.title)))
            text = _(action.help) if action.help else action.name
            do = partial(app.as_somebody, partial(app.open_action, action.name, app.nothing))
            yield Command(name, text, do, is_usual=False)


class Themes(Named):
    """Sets of colors; their names are names, and stay as they are."""

    def commands(self) -> Iterator[Command]:
        for name in sorted(self.app.available_themes):
            yield Command(name, "", partial(setattr, self.app, "theme", name))


def _literal(text: str) -> str:
    """The text as the palette takes it literally; it says that it wants a string, and takes a string for markup."""
    return cast("str", Text(text))


def _plain(text: str) -> str | None:
    """The help as the palette shows it literally: there a bracket would begin markup."""
    return text.replace("[", r"\[") or None


def _nothing() -> None:
    """What a line does that only tells."""


def palette() -> CommandPalette:
    """The palette with our commands."""
    return CommandPalette([Commands], placeholder=_("Type the name of a command"), id="--command-palette")


def colors() -> CommandPalette:
    """The palette with sets of colors."""
    return CommandPalette([Themes], placeholder=_("Type the name of a set of colors"))

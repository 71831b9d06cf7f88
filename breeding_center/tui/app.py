"""The terminal UI as a program: which screen is shown when, and what all of them share."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from textual.binding import BindingType

from breeding_center.errors import BreedingCenterError, Refused
from breeding_center.text import N_, _, language, set_language
from breeding_center.tui import keys
from breeding_center.tui.deeds import Deeds
from breeding_center.tui.desk import Desk, Person
from breeding_center.tui.round import Round
from breeding_center.vocabulary import GridKind

if TYPE_CHECKING:
    from textual.screen import Screen

    from breeding_center.office.center import Center, Outcome
    from breeding_center.office.daily_round import DueTask
    from breeding_center.tui.pick import Reader


class CenterApp(Deeds, inherit_bindings=False):
    """The center's screens."""

    CSS_PATH = "style.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.APP)
    COMMAND_PALETTE_BINDING = keys.PALETTE
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012
    TITLE = "breeding-center"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.failure: BreedingCenterError | None = None

    def get_default_screen(self) -> "Screen[Any]":
        if self.desk.person_typed is not None:
            return Round(self.desk)
        from breeding_center.tui.people import WhoFirst

        return WhoFirst(self.desk)

    def show_round(self) -> None:
        """The day's round, on top of the first screen."""
        self.push_screen(Round(self.desk))

    def nothing(self) -> None:
        """What is done afterwards where nothing is to be done."""

    def give_up(self, error: BreedingCenterError) -> None:
        """Without records there is nothing to show: leave, and let whoever started the program say why."""
        self.failure = error
        self.exit(return_code=error.exit_code)

    # ------------------------------------------------------------ who sits here

    def who_are_you(self, then: Callable[[], None]) -> None:
        """Ask who sits here."""
        from breeding_center.tui.people import People

        people = People(self.desk, N_("Who are you?"))

        def chosen(key: str | None) -> None:
            if key is not None:
                self.sit_down(people.known[key])
                then()

        self.push_screen(people, chosen)

    def sit_down(self, person: Person) -> None:
        """Somebody sits here now; what somebody else did is not theirs to take back."""
        if self.desk.person != person:
            self.desk.outcomes.clear()
        self.desk.person = person
        for screen in self.screen_stack:
            if isinstance(screen, Round):
                screen.for_whom()
                screen.show()

    def as_somebody(self, do: Callable[[], object]) -> None:
        """Do it, after asking who sits here where nobody has said so."""
        if self.desk.person is None:
            self.who_are_you(lambda: self.call_next(do))
        else:
            do()

    # ------------------------------------------------------------ work

    def open_task(self, task: "DueTask", done: Callable[[], None]) -> None:
        """The form of a piece of work."""
        from breeding_center.tui.form import Form
        from breeding_center.tui.tasks import recorder_of, sheet_of

        # In another language the title and the steps come with the task, so it is read again.
        form = Form(self.desk, lambda center: sheet_of(center, center.task(str(task.id))), recorder_of(self.desk, task))
        self._open_form(form, done)

    def _open_form(self, form: "Screen[bool | None]", done: Callable[[], None]) -> None:
        self.push_screen(form, lambda recorded: done() if recorded else None)

    def skip(self, task: "DueTask", done: Callable[[], None]) -> None:
        """Ask why a piece of work is left undone, and record it."""
        from breeding_center.tui.dialog import AskReason
        from breeding_center.tui.tasks import named

        def decided(why: str | None) -> None:
            if why is not None:
                self.record(partial(self._perform, "task.skip", {"task": task.id, "skip_reason": why}), done)

        ask = AskReason(self.desk, N_("Leave this undone?"), named(task), N_("Skip it"))
        self.push_screen(ask, decided)

    def assign(self, task: "DueTask", done: Callable[[], None]) -> None:
        """Ask who shall do a piece of work."""
        from breeding_center.tui.people import People

        def chosen(key: str | None) -> None:
            if key is not None:
                self.record(partial(self._perform, "task.assign", {"task": task.id, "person": UUID(key)}), done)

        self.push_screen(People(self.desk, N_("Who shall do it?")), chosen)

    def _perform(
        self, name: str, values: dict[str, object], center: "Center", reason: str | None, confirm: bool
    ) -> "Outcome":
        return center.perform(name, values, by=self.desk.by, reason=reason, confirm=confirm)

    # ------------------------------------------------------------ menus

    def _pick(
        self, title: str, read: "Reader", hint: str, chosen: Callable[[str], None], lookup: str | None = None
    ) -> None:
        from breeding_center.tui.pick import Pick

        pick = Pick(self.desk, lambda: _(title), read, hint=lambda: _(hint), lookup=lookup)
        self.push_screen(pick, lambda key: chosen(key) if key is not None else None)

    def find_animal(self) -> None:
        """Pick an animal by any of its names."""
        from breeding_center.tui.menus import animal_choices

        def chosen(key: str) -> None:
            self.open_animal(UUID(key), "timeline")

        hint = N_("a name in either script, pinyin, a studbook number, a chip or its last digits")
        self._pick(N_("Find an animal"), animal_choices, hint, chosen, "animal")

    def open_animal(self, animal_id: UUID, part: str) -> None:
        """The screen of an animal."""
        from breeding_center.tui.animal import AnimalScreen

        self.push_screen(AnimalScreen(self.desk, animal_id, part))

    def open_pedigree(self, animal_id: UUID) -> None:
        """An animal among its ancestors, sibs and young."""
        from breeding_center.tui.pedigree import PedigreeScreen

        self.push_screen(PedigreeScreen(self.desk, animal_id))

    def open_reports(self) -> None:
        """Pick a report."""
        from breeding_center.tui.menus import report_choices

        self._pick(N_("Reports"), report_choices, N_("type a part of the name"), self.open_report)

    def open_report(self, name: str) -> None:
        """A report: its parameters first."""
        from breeding_center.tui.menus import report_sheet
        from breeding_center.tui.report import Parameters

        self.push_screen(Parameters(self.desk, lambda center: report_sheet(center, name), name))

    def open_pairs(self) -> None:
        """The matrix of pairs for the coming season."""
        from breeding_center.tui.pairs import PairScreen

        self.push_screen(PairScreen(self.desk))

    def open_report_about(self, name: str, about: dict[str, str]) -> None:
        """A report whose parameters are partly known."""
        from breeding_center.tui.menus import report_sheet
        from breeding_center.tui.report import Parameters

        self.push_screen(Parameters(self.desk, lambda center: report_sheet(center, name, about), name))

    def open_action_about(self, name: str, about: dict[str, str], done: Callable[[], None]) -> None:
        """The form of an action whose fields are partly known."""
        from breeding_center.tui.form import Form
        from breeding_center.tui.menus import action_recorder, action_sheet

        form = Form(
            self.desk, lambda center: action_sheet(center, name, None, about), action_recorder(self.desk, name)
        )  # fmt: skip
        self._open_form(form, done)

    def open_actions(self, done: Callable[[], None], animal: UUID | None = None) -> None:
        """Pick something to record."""
        from breeding_center.tui.menus import action_choices

        def chosen(name: str) -> None:
            self.open_action(name, done, animal)

        self._pick(N_("What do you want to record?"), action_choices, N_("type a part of the name"), chosen)

    def open_action(self, name: str, done: Callable[[], None], animal: UUID | None = None) -> None:
        """The form of an action; many animals at once have a screen of their own."""
        if name == "care.grid":
            self.open_grids(done)
            return
        from breeding_center.tui.form import Form
        from breeding_center.tui.menus import action_recorder, action_sheet

        form = Form(self.desk, lambda center: action_sheet(center, name, animal), action_recorder(self.desk, name))
        self._open_form(form, done)

    def open_grids(self, done: Callable[[], None]) -> None:
        """Pick what is to be written down of many animals."""
        from breeding_center.tui.menus import grid_choices

        def chosen(kind: str) -> None:
            self.open_grid(GridKind(kind), None, done)

        self._pick(N_("What do you want to write down of many animals?"), grid_choices, N_("type a part of the name"),
                   chosen)  # fmt: skip

    def open_grid(self, kind: GridKind, only: Sequence[UUID] | None, done: Callable[[], None]) -> None:
        """The grid of one kind, of the work that is named or of all that is open."""
        from breeding_center.tui.grid import Grid

        self._open_form(Grid(self.desk, kind, only), done)

    def open_grid_of(self, task: "DueTask | None", shown: Sequence[UUID], done: Callable[[], None]) -> None:
        """The grid for work like the one that is marked, of all lines shown; else ask which."""
        from breeding_center.tui.menus import grid_kind_of

        if task is None:
            self.open_grids(done)
            return
        self.ask(
            lambda _center: grid_kind_of(task.kind),
            lambda kind: self.open_grid(kind, shown, done) if kind else self.open_grids(done),
            self.complain,
            group="grid",
        )

    # ------------------------------------------------------------ keys of every screen

    def action_language(self) -> None:
        """Speak the other language, on every screen."""
        from breeding_center.tui.base import Spoken

        set_language("en" if language() == "zh" else "zh")
        if isinstance(self.screen, Spoken):
            self.screen.speak()

    def action_help(self) -> None:
        """Show the keys of this screen, and do what is picked there."""
        from breeding_center.tui.help import Help

        asked = self.screen

        def chosen(action: str | None) -> None:
            if action is not None:
                self.call_next(asked.run_action, action)

        self.push_screen(Help(self.desk, list(asked.active_bindings.values())), chosen)

    def action_command_palette(self) -> None:
        """Show the palette, in the language spoken."""
        from breeding_center.tui.palette import palette

        if not self.screen.has_class("--textual-command-palette"):
            self.push_screen(palette())

    def search_themes(self) -> None:
        """Pick other colors."""
        from breeding_center.tui.palette import colors

        self.push_screen(colors())

    def action_explain_quitting(self) -> None:
        """Ctrl+C copies in a box; who means to quit is told how."""
        self.say(_("Press q to quit, or ctrl+q in a form."))


def make_app(open_center: "Callable[[], Center]", language: str, person: str | None = None) -> CenterApp:
    """The program at one workplace; the records are opened by the first thread that needs them."""
    set_language(language)
    return CenterApp(Desk(open_center, person))


def run(database: str, language: str, person: str | None) -> None:
    """Show the center's screens until somebody quits; raises what kept the records from being opened."""

    def open_center() -> "Center":
        from breeding_center.office.center import Center

        return Center.open(database)

    app = make_app(open_center, language, person)
    try:
        app.run()
    finally:
        app.desk.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise Refused(_("The screens ended unexpectedly; what was saved stays saved."))

"""The day's round: what is due, and doing it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from breeding_center.errors import BreedingCenterError
from breeding_center.text import _, joined, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk, candidates
from breeding_center.tui.round_table import RoundTable
from breeding_center.tui.round_view import OPEN, SETTLED, Filter, became, count_words, details, is_mine, shown
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.chip import Chip
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.center import Center, Outcome
    from breeding_center.office.daily_round import DueTask

# Work turns overdue by itself, and colleagues work on other terminals: the round is read again this often.
REFRESH_S = 60.0
FOUND_ANIMALS = 8


class Round(Spoken[None]):
    """Today's tasks of all four lines."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.ROUND)
    AUTO_FOCUS = "RoundTable"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tasks: list[DueTask] = []
        self.filter = Filter()
        self.is_loaded = False
        self.has_new_words = False
        # After a deed the mark stays where it was on the screen: there the next piece of work moves up.
        self.goes_on = False

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="counts")
        with Horizontal(id="filters"):
            yield Chip("mine", "m", id="chip-mine")
            yield Chip("line", "n", id="chip-line")
            yield Chip("slot", "p", id="chip-slot")
            yield Chip("order", "v", id="chip-order")
            yield Input(id="words", compact=True)
        with Vertical(id="work"):
            yield RoundTable()
            yield Static(id="details")
        yield KeyLine()

    def on_mount(self) -> None:
        self.set_interval(REFRESH_S, self._refresh)
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.show())

    # ------------------------------------------------------------ showing

    def words(self) -> None:
        self.has_new_words = True
        self.query_one("#words", Input).placeholder = _("f: only lines with …")
        self.query_one(RoundTable).set_titles()
        self._say_filters()
        self._say_counts()
        self.when_painted(self.load)

    def _refresh(self) -> None:
        if self.is_loaded and self.is_current:
            self.load()

    def load(self) -> None:
        """Read the round again."""
        self.ask(
            lambda center: (self.desk.identify(center), center.today()), self._loaded, self._not_loaded, group="round"
        )

    def _loaded(self, found: "tuple[BreedingCenterError | None, list[DueTask]]") -> None:
        unknown, tasks = found
        is_news = tasks != self.tasks or self.has_new_words
        is_first, self.is_loaded, self.tasks = not self.is_loaded, True, tasks
        if is_first:
            self.for_whom()
        if is_news or is_first:
            self.show(goes_on=self.goes_on)
        self.goes_on = self.has_new_words = False
        self.query_one(Banner).tick()
        if unknown is not None:
            self.center_app.complain(unknown)
            self.center_app.who_are_you(self.center_app.nothing)

    def for_whom(self) -> None:
        """Somebody else sits here now: show their own work, where they have some."""
        me = self.desk.person
        has_own = me is not None and any(is_mine(task, me) for task in self.tasks)
        self.filter = replace(self.filter, only_mine=has_own)

    def _not_loaded(self, error: BreedingCenterError) -> None:
        if self.desk.opened is None:
            self.center_app.give_up(error)
        else:
            self.complain(error)

    def show(self, *, goes_on: bool = False) -> None:
        """Show what the filter leaves, the mark on the work it was on; with `goes_on`, where it was on the screen."""
        center = self.desk.opened
        if center is None:
            return
        self._say_filters()
        self._say_counts()
        zone = center.site.zone
        lines = shown(self.tasks, self.filter, self.desk.person, zone)
        table = self.query_one(RoundTable)
        table.fill(lines, center.now(), zone, is_all=not self.filter.only_mine, goes_on=goes_on)
        self._say_details()

    def _say_counts(self) -> None:
        words = self.query_one("#counts", Static)
        if not self.is_loaded:
            words.update(Content(_("Reading the round …")))
            return
        mine = replace(Filter(), only_mine=self.filter.only_mine)
        center = self.desk.opened
        assert center is not None
        counted = shown(self.tasks, mine, self.desk.person, center.site.zone)
        whose = _("My work today") if self.filter.only_mine else _("Work of today")
        words.update(Content.assemble((whose, "bold"), "  ", count_words(counted)))

    def _say_filters(self) -> None:
        chosen = self.filter
        says: dict[str, tuple[str, bool]] = {
            "mine": (_("mine") if chosen.only_mine else _("everybody's"), chosen.only_mine),
            "line": (label(chosen.line) if chosen.line else _("all lines"), chosen.line is not None),
            "slot": (_(chosen.slot) if chosen.slot else _("whole day"), chosen.slot is not None),
            "order": (_("overdue first") if chosen.overdue_first else _("by time"), not chosen.overdue_first),
        }
        tips = {binding.action: binding.tooltip for binding in keys.ROUND}
        for name, (words, is_set) in says.items():
            chip = self.query_one(f"#chip-{name}", Chip)
            chip.say(words, is_set=is_set)
            chip.tooltip = _(tips[name])

    def _say_details(self) -> None:
        task, center = self.query_one(RoundTable).marked, self.desk.opened
        words = self.query_one("#details", Static)
        if task is None or center is None:
            words.update(Content(_("No work fits. m: everybody's; escape: without filters.") if self.tasks else ""))
            return
        first, *rest = details(task, center.site.zone)
        words.update(
            Content("\n").join([Content.styled(safe_text(first), "bold"), *(Content(safe_text(one)) for one in rest)])
        )

    @on(DataTable.RowHighlighted)
    def _marked(self) -> None:
        self._say_details()

    def on_resize(self, _event: events.Resize) -> None:
        self.show()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        if self.is_loaded:
            self.load()

    # ------------------------------------------------------------ filtering

    def _choose(self, chosen: Filter) -> None:
        self.filter = chosen
        self.show()

    def action_mine(self) -> None:
        self._choose(replace(self.filter, only_mine=not self.filter.only_mine))

    def action_line(self) -> None:
        self._choose(self.filter.next_line())

    def action_slot(self) -> None:
        self._choose(self.filter.next_slot())

    def action_order(self) -> None:
        self._choose(replace(self.filter, overdue_first=not self.filter.overdue_first))

    def action_text(self) -> None:
        self.query_one("#words", Input).focus()

    def action_everything(self) -> None:
        """Take the filters away, not whose work is shown; out of the box of words, go back to the lines first."""
        words = self.query_one("#words", Input)
        table = self.query_one(RoundTable)
        if words.has_focus and words.value:
            table.focus()
            return
        words.value = ""
        kept = self.filter
        self._choose(replace(Filter(), only_mine=kept.only_mine, overdue_first=kept.overdue_first))
        table.focus()

    @on(Input.Changed, "#words")
    def _words_typed(self, event: Input.Changed) -> None:
        self._choose(replace(self.filter, words=event.value, animals=frozenset()))
        typed = event.value.strip()
        if typed:
            self.ask(
                lambda center: candidates(center, "animal", typed, FOUND_ANIMALS),
                lambda found: self._choose(replace(self.filter, animals=frozenset(one.id for one in found))),
                lambda _error: None,
                group="words",
            )

    @on(Input.Submitted, "#words")
    def _words_taken(self) -> None:
        self.query_one(RoundTable).focus()

    def action_refresh_now(self) -> None:
        self.load()

    # ------------------------------------------------------------ doing

    def _with_task(self, do: Callable[["DueTask"], None]) -> None:
        task = self.query_one(RoundTable).marked
        if task is not None:
            do(task)

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        self._with_task(self._open)

    def action_done(self) -> None:
        self._with_task(lambda task: self._as_planned(task) if task.one_key else self._open(task))

    def _open(self, task: "DueTask") -> None:
        self.center_app.as_somebody(lambda: self.center_app.open_task(task, self._recorded))

    def _as_planned(self, task: "DueTask") -> None:
        if task.state not in OPEN or task.is_two_person:
            self._open(task)
            return

        def deed(center: "Center", reason: str | None, confirm: bool) -> "Outcome":
            return center.complete(task.id, {}, by=self.desk.by, reason=reason, confirm=confirm)

        self.center_app.as_somebody(lambda: self.center_app.record(deed, self._recorded))

    def action_skip(self) -> None:
        self._with_task(lambda task: self.center_app.as_somebody(lambda: self.center_app.skip(task, self._recorded)))

    def action_assign(self) -> None:
        self._with_task(lambda task: self.center_app.as_somebody(lambda: self.center_app.assign(task, self._recorded)))

    def action_undo(self) -> None:
        """Take back what was done on this line, where something was; or else what was recorded last."""
        task, center = self.query_one(RoundTable).marked, self.desk.opened
        if center is None or task is None or task.task_id is None or task.state not in SETTLED:
            self.center_app.as_somebody(lambda: self.center_app.undo(self._recorded))
            return
        from breeding_center.tui.tasks import named

        written, said = task.task_id, joined((named(task), became(task, center.site.zone)))
        self.center_app.as_somebody(lambda: self.center_app.ask_undo(written, said, self._recorded))

    def _recorded(self) -> None:
        self.goes_on = True
        self.load()

    # ------------------------------------------------------------ elsewhere

    def action_animal(self) -> None:
        self._with_animal("due")

    def action_timeline(self) -> None:
        self._with_animal("timeline")

    def _with_animal(self, part: str) -> None:
        def look(task: "DueTask") -> None:
            if task.animal_id is None:
                self.center_app.say(_("This work is about no single animal."))
            else:
                self.center_app.open_animal(task.animal_id, part)

        self._with_task(look)

    def action_find_animal(self) -> None:
        self.center_app.find_animal()

    def action_reports(self) -> None:
        self.center_app.open_reports()

    def action_pairs(self) -> None:
        self.center_app.open_pairs()

    def action_actions(self) -> None:
        task = self.query_one(RoundTable).marked
        animal: UUID | None = task.animal_id if task else None
        self.center_app.as_somebody(lambda: self.center_app.open_actions(self._recorded, animal))

    def action_grid(self) -> None:
        table = self.query_one(RoundTable)
        task, shown = table.marked, [one.id for one in table.lines]
        self.center_app.as_somebody(lambda: self.center_app.open_grid_of(task, shown, self._recorded))

    def action_person(self) -> None:
        self.center_app.who_are_you(self.show)

"""The plan of a season: a line for each dam, and below why she has this male, or none."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Static

from breeding_center.errors import BreedingCenterError
from breeding_center.text import N_, _, cells, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.form import Values
from breeding_center.tui.report import Parameters
from breeding_center.tui.texts import cell
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.lines import Lines
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.declarations.report import ReportResult, Row
    from breeding_center.office.center import Center, Outcome

WAITING = N_("Planning …")
SAID = 3  # of the plan's notes, those that say what it comes to


class Wishes(Parameters):
    """Asks what the plan shall be; gives the answer to the plan's own screen."""

    def __init__(self, screen: "PlanScreen") -> None:
        from breeding_center.tui.menus import report_sheet

        super().__init__(screen.desk, lambda center: report_sheet(center, "breeding-plan"), "breeding-plan")
        self.plan_screen = screen

    def _answered(self, values: Values, result: "ReportResult") -> None:
        self.is_saving = False
        self.plan_screen.planned(values, result)
        self.dismiss(None)


class PlanScreen(Spoken[None]):
    """The plan as it is computed for some wishes; it can be made the season's."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.PLAN)
    AUTO_FOCUS = "Lines"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.values: Values = {}
        self.result: ReportResult | None = None

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Static(id="notes", markup=False)
        yield Lines()
        yield Static(id="pair", markup=False)
        yield KeyLine()

    def words(self) -> None:
        self.query_one("#title", Static).update(Content(_(WAITING)))
        self.call_after_refresh(self.load)

    def load(self) -> None:
        """Plan again with the same wishes."""
        values = self.values
        self.ask(
            lambda center: center.report("breeding-plan", values),
            lambda result: self.planned(values, result),
            self._not_planned,
            group="plan",
        )

    def _not_planned(self, error: BreedingCenterError) -> None:
        self.complain(error)
        if self.result is None:
            self.dismiss(None)

    def planned(self, values: Values, result: "ReportResult") -> None:
        """Show a plan and remember what it was asked for."""
        self.values, self.result = values, result
        self.query_one(Banner).tick()
        self.show()

    def show(self) -> None:
        """Show what was planned."""
        if self.result is None:
            return
        self.query_one("#title", Static).update(Content.styled(safe_text(self.result.title), "bold"))
        said = [Content(safe_text(one)) for one in self.result.notes[:SAID]]
        self.query_one("#notes", Static).update(Content("\n").join(said))
        titles = [_("dam"), _("primary sire"), _("backup sire"), _("method"), "F", _("ΔGD")]
        rows = [_line(row) for row in self.result.rows]
        table = self.query_one(Lines)
        table.clear(columns=True)
        widths = [max(map(cells, column)) for column in zip(titles, *rows, strict=True)]
        spare = table.room - sum(widths) - len(widths)
        for at in (3, 0, 1, 2):  # what is too wide gives way: the method first
            cut = min(max(-spare, 0), max(widths[at] - 10, 0))
            widths[at] -= cut
            spare += cut
        for title, width in zip(titles, widths, strict=True):
            table.add_column(cell(title, width, "bold"), width=width + 1)
        for row in rows:
            table.add_row(*(cell(words, width) for words, width in zip(row, widths, strict=True)))
        self._say_why()

    @on(DataTable.RowHighlighted)
    def _say_why(self) -> None:
        rows = self.result.rows if self.result else []
        marked = self.query_one(Lines).cursor_row
        why = str(rows[marked]["reason"]) if 0 <= marked < len(rows) else ""
        self.query_one("#pair", Static).update(Content(safe_text(why)))

    def on_resize(self, _event: events.Resize) -> None:
        self.show()

    def action_ask_again(self) -> None:
        self.app.push_screen(Wishes(self))

    def action_adopt(self) -> None:
        asked = {name: value for name, value in self.values.items() if name != "as_of"}

        def adopt(center: "Center", reason: str | None, confirm: bool) -> "Outcome":
            return center.perform("breeding.adopt-plan", asked, by=self.desk.by, reason=reason, confirm=confirm)

        self.center_app.as_somebody(lambda: self.center_app.record(adopt, self.load))


def _line(row: "Row") -> list[str]:
    sire = row.get("primary_sire")
    if sire is None:
        return [str(row["dam"]), "–", "", "", "", ""]
    return [
        str(row["dam"]), str(sire), str(row.get("backup_sire") or "–"), label(str(row["method"])),
        f"{row['offspring_inbreeding']:.4f}", f"{row['gene_diversity_gain']:+.6f}",
    ]  # fmt: skip

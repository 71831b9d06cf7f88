"""Every female with every male: a number and a color for each pair, and below the reason of the one that is marked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Static

from breeding_center.errors import BreedingCenterError
from breeding_center.text import N_, _, cells, clip, listed, pad, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.texts import cell
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.vocabulary.choosing import PairVerdict
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.declarations.report import ReportResult, Row

DAM_WIDTH, SIRE_WIDTH = 14, 5
# From very beneficial to very detrimental; the number says it without the color.
COLORS = {1: "#ffffff on #2166ac", 2: "#1f2933 on #67a9cf", 3: "#1f2933 on #d1e5f0", 4: "#1f2933 on #fddbc7",
          5: "#1f2933 on #ef8a62", 6: "#ffffff on #b2182b"}  # fmt: skip
_NUMBER = re.compile(r" \([^()]*\)$")
WAITING = N_("Computing every pair …")


@dataclass(frozen=True)
class Pairs:
    """The report's rows by who they are about, females and males in the order of their names."""

    dams: Sequence[str]
    sires: Sequence[str]
    rows: "dict[tuple[str, str], Row]"

    @classmethod
    def of(cls, result: "ReportResult") -> "Pairs":
        rows = {(str(row["dam"]), str(row["sire"])): row for row in result.rows}
        dams = list(dict.fromkeys(dam for dam, _sire in rows))
        sires = sorted({sire for _dam, sire in rows}, key=str.casefold)
        return cls(dams, sires, rows)

    def possible(self) -> "Pairs":
        """Without the animals of which no pair may be made."""
        allowed = [who for who, row in self.rows.items() if row["verdict"] == PairVerdict.ALLOWED]
        dams, sires = {dam for dam, _sire in allowed}, {sire for _dam, sire in allowed}
        return Pairs(
            [one for one in self.dams if one in dams], [one for one in self.sires if one in sires], self.rows
        )  # fmt: skip


class Matrix(DataTable[Text], inherit_bindings=False):
    """Females down, males across."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.MATRIX)

    def __init__(self) -> None:
        super().__init__(cursor_type="cell", cell_padding=0, fixed_columns=1)

    def action_cursor_left(self) -> None:
        if self.cursor_column > 1:  # the names are no males
            super().action_cursor_left()


class PairScreen(Spoken[None]):
    """The matrix of the coming season, and the pair that is marked in it."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.PAIRS)
    AUTO_FOCUS = "Matrix"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.result: ReportResult | None = None
        self.shown: Pairs | None = None
        self.is_possible_only = False

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Matrix()
        yield Static(id="pair", markup=False)
        yield KeyLine()

    # ------------------------------------------------------------ reading

    def words(self) -> None:
        self.query_one("#title", Static).update(Content(_(WAITING)))
        self.call_after_refresh(self.load)

    def load(self) -> None:
        """Compute the pairs again."""
        self.ask(lambda center: center.report("pairs"), self._loaded, self._not_loaded, group="pairs")

    def _loaded(self, result: "ReportResult") -> None:
        self.result = result
        self.query_one(Banner).tick()
        self.show()

    def _not_loaded(self, error: BreedingCenterError) -> None:
        self.complain(error)
        if self.result is None:
            self.dismiss(None)

    # ------------------------------------------------------------ showing

    def show(self) -> None:
        """Show what was computed."""
        if self.result is None:
            return
        whole = Pairs.of(self.result)
        self.shown = whole.possible() if self.is_possible_only else whole
        count = _("{females} females, {males} males").format(
            females=len(self.shown.dams), males=len(self.shown.sires)
        )  # fmt: skip
        self.query_one("#title", Static).update(
            Content.assemble((safe_text(self.result.title), "bold"), "  ", safe_text(count))
        )
        table = self.query_one(Matrix)
        table.clear(columns=True)
        table.add_column(cell("", DAM_WIDTH), width=DAM_WIDTH)
        for sire in short_names(self.shown.sires).values():
            name = beginning(safe_text(sire), SIRE_WIDTH - 1)
            table.add_column(cell(pad(name, SIRE_WIDTH), style="bold"), width=SIRE_WIDTH)
        names = short_names(self.shown.dams)
        for dam in self.shown.dams:
            table.add_row(cell(clip(safe_text(names[dam]), DAM_WIDTH - 1), DAM_WIDTH), *self._cells(dam))
        if self.shown.dams and self.shown.sires:
            table.move_cursor(row=0, column=1)
        self._say_pair()

    def _cells(self, dam: str) -> Iterator[Text]:
        assert self.shown is not None
        for sire in self.shown.sires:
            words, style = shown_cell(self.shown.rows[dam, sire])
            found = Text(f"{words:^{SIRE_WIDTH - 1}}", style=style, no_wrap=True, end="")
            found.append(" ", style="not bold")
            yield found

    @on(DataTable.CellHighlighted)
    def _say_pair(self) -> None:
        words = self.query_one("#pair", Static)
        row = self.marked
        words.update(Content("") if row is None else said_of(row))

    @property
    def marked(self) -> "Row | None":
        """The pair that the mark is on."""
        at = self.query_one(Matrix).cursor_coordinate
        if self.shown is None or not (0 <= at.row < len(self.shown.dams) and 1 <= at.column <= len(self.shown.sires)):
            return None
        return self.shown.rows[self.shown.dams[at.row], self.shown.sires[at.column - 1]]

    # ------------------------------------------------------------ keys

    def action_possible(self) -> None:
        self.is_possible_only = not self.is_possible_only
        self.show()

    def action_what_if(self) -> None:
        row = self.marked
        if row is not None:
            self.center_app.open_report_about("what-if", {"dam": str(row["dam"]), "sire": str(row["sire"])})

    def action_plan(self) -> None:
        from breeding_center.tui.plan import PlanScreen

        self.app.push_screen(PlanScreen(self.desk))

    def action_decide(self) -> None:
        row = self.marked
        if row is not None:
            about = {"female": str(row["dam"]), "male": str(row["sire"])}
            self.center_app.as_somebody(
                lambda: self.center_app.open_action_about("breeding.decide-pair", about, self.load)
            )


def shown_cell(row: "Row") -> tuple[str, str]:
    """A pair's number and its color: in brackets where it may not be made now, a dash where it never may."""
    grade, verdict = row["suitability"], row["verdict"]
    if not isinstance(grade, int):
        return "–", "dim"
    if verdict != PairVerdict.ALLOWED:
        return f"({grade})", "dim"
    return str(grade), COLORS[grade]


def said_of(row: "Row") -> Content:
    """All there is to say of a pair, in a few lines."""
    head = _("{dam} with {sire}: {verdict}").format(
        dam=row["dam"], sire=row["sire"], verdict=label(str(row["verdict"]))
    )
    if row["method"] is not None:
        head = listed([head, label(str(row["method"]))])
    said = _("F {inbreeding} · gene diversity {change} · MK apart {difference} · unknown {unknown}")
    figures = said.format(
        inbreeding=f"{row['offspring_inbreeding']:.4f}", change=f"{row['gene_diversity_change']:+.6f}",
        difference=f"{row['mean_kinship_difference']:.4f}", unknown=f"{row['unknown_share']:.4f}",
    )  # fmt: skip
    reason = safe_text(str(row["reason"]))
    return Content("\n").join([Content.styled(safe_text(head), "bold"), Content(figures), Content(reason)])


def short_names(labels: Sequence[str]) -> dict[str, str]:
    """The names without their numbers, where that still tells them apart."""
    names = {label: _NUMBER.sub("", label) for label in labels}
    counted = Counter(names.values())
    return {label: name if counted[name] == 1 else label for label, name in names.items()}


def beginning(name: str, width: int) -> str:
    """As much of a name as fits a narrow column."""
    while cells(name) > width:
        name = name[:-1]
    return name

"""One animal: who it is, where it stands, and what happened to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import DataTable, Sparkline, Static

from breeding_center.errors import BreedingCenterError
from breeding_center.quantities import show_mass
from breeding_center.text import _, cells, n_, safe_text
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.round_view import following, line_of
from breeding_center.tui.texts import cell, listed
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.chip import Chip
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.lines import Lines
from breeding_center.vocabulary import CareLine
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.declarations.room import TimelineRow
    from breeding_center.office.center import Center
    from breeding_center.office.history import Snapshot

PERIODS = (14, 60, 365, 36500)
MOST_ROWS = 1000
TREND = timedelta(days=30)


class AnimalScreen(Spoken[None]):
    """A snapshot on top; below it the timeline, the weights or the work due."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.ANIMAL)
    AUTO_FOCUS = "Lines"

    def __init__(self, desk: Desk, animal_id: UUID, part: str = "timeline") -> None:
        super().__init__(desk)
        self.animal_id = animal_id
        self.shown_part = part
        self.care_line: CareLine | None = None
        self.days = PERIODS[0]
        self.snapshot: Snapshot | None = None
        self.rows: list[TimelineRow] = []
        self.names: dict[UUID, str] = {}
        self.full_texts: list[str] = []

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Static(id="facts", markup=False)
        with Horizontal(id="trend"):
            yield Static(id="weight", markup=False)
            yield Sparkline([])
        with Horizontal(id="filters"):
            yield Chip("part('timeline')", "1", id="chip-timeline")
            yield Chip("part('weights')", "2", id="chip-weights")
            yield Chip("part('due')", "3", id="chip-due")
            yield Chip("line", "n", id="chip-line")
            yield Chip("longer", "y", id="chip-longer")
        yield Lines()
        yield Static(id="whole", markup=False)
        yield KeyLine()

    # ------------------------------------------------------------ reading

    def words(self) -> None:
        self._say_parts()
        self.call_after_refresh(self.load)

    def load(self) -> None:
        """Read the animal again."""
        key, line, days = self.animal_id, self.care_line, self.days

        def question(center: "Center") -> "tuple[Snapshot, list[TimelineRow], dict[UUID, str]]":
            names = {one.id: one.label for one in center.people()}
            return center.snapshot(key), center.timeline(key, line=line, days=days)[:MOST_ROWS], names

        self.ask(question, self._loaded, self._not_loaded, group="animal")

    def _loaded(self, found: "tuple[Snapshot, list[TimelineRow], dict[UUID, str]]") -> None:
        self.snapshot, self.rows, self.names = found
        self.query_one(Banner).tick()
        self.show()

    def _not_loaded(self, error: BreedingCenterError) -> None:
        self.complain(error)
        if self.snapshot is None:
            self.dismiss(None)

    # ------------------------------------------------------------ showing

    def show(self) -> None:
        """Show what was read."""
        center, found = self.desk.opened, self.snapshot
        if center is None or found is None:
            return
        animal, today = found.animal, center.now().astimezone(center.site.zone).date()
        who = " · ".join((label(animal.sex), animal.age(today)))
        self.query_one("#title", Static).update(
            Content.assemble((safe_text(animal.label), "bold"), "  ", safe_text(who))
        )
        self.query_one("#facts", Static).update(
            Content("\n").join(Content(safe_text(one)) for one in self._facts(found))
        )
        self.query_one("#weight", Static).update(Content(self._weight(found)))
        trend = self.query_one(Sparkline)
        trend.data = [weight for _at, weight in sorted(found.weights)]
        trend.display = len(found.weights) > 1
        self._say_parts()
        self._fill()

    def _facts(self, found: "Snapshot") -> list[str]:
        place = " · ".join(dict.fromkeys(part for part in (found.house, found.place) if part))
        return [
            _("where: {place}").format(place=place or _("not in the collection")),
            _("keepers: {names}").format(names=listed(found.keepers) or _("nobody")),
            _("holds now: {conditions}").format(conditions=listed(found.conditions) or _("nothing special")),
        ]

    def _weight(self, found: "Snapshot") -> str:
        center = self.desk.opened
        assert center is not None
        if found.weight_g is None or found.weighed_at is None:
            return _("weight: never weighed")
        day = f"{found.weighed_at.astimezone(center.site.zone):%Y-%m-%d}"
        words = _("weight: {mass} on {day}").format(mass=show_mass(found.weight_g), day=day)
        change = trend_words(found.weights)
        return f"{words} · {change}" if change else words

    def _say_parts(self) -> None:
        parts = {"timeline": _("timeline"), "weights": _("weights"), "due": _("due today")}
        for name, words in parts.items():
            self.query_one(f"#chip-{name}", Chip).say(words, is_set=name == self.shown_part)
        line = self.query_one("#chip-line", Chip)
        line.say(label(self.care_line) if self.care_line else _("all lines"), is_set=self.care_line is not None)
        longer = self.query_one("#chip-longer", Chip)
        whole = self.days == PERIODS[-1]
        period = _("whole life") if whole else n_("{n} day", "{n} days", self.days).format(n=self.days)
        longer.say(period, is_set=self.days != PERIODS[0])
        line.display = longer.display = self.shown_part == "timeline"

    def _fill(self) -> None:
        columns, rows = {"timeline": self._timeline, "weights": self._weights, "due": self._due}[self.shown_part]()
        table = self.query_one(Lines)
        table.clear(columns=True)
        widths = [max(map(cells, column)) for column in zip(*([columns, *rows]), strict=True)]
        flexible = {"timeline": 3, "weights": 1, "due": 2}[self.shown_part]
        widths[flexible] = max(table.room - sum(widths) + widths[flexible] - len(widths), 10)
        for title, width in zip(columns, widths, strict=True):
            table.add_column(cell(title, width, "bold"), width=width + 1)
        for row in rows:
            table.add_row(*(cell(words, width) for words, width in zip(row, widths, strict=True)))
        self.full_texts = [row[flexible] for row in rows]
        self._say_whole()

    @on(DataTable.RowHighlighted)
    def _say_whole(self) -> None:
        """The text of the marked line, of which the table may show only the beginning."""
        marked = self.query_one(Lines).cursor_row
        text = self.full_texts[marked] if 0 <= marked < len(self.full_texts) else ""
        self.query_one("#whole", Static).update(Content(safe_text(text)))

    def _timeline(self) -> tuple[list[str], list[list[str]]]:
        center = self.desk.opened
        assert center is not None
        zone, this_year = center.site.zone, center.now().year
        # Within the year the year need not be said: the line is short.
        form = "%m-%d %H:%M" if all(row.at.year == this_year for row in self.rows) else "%Y-%m-%d %H:%M"
        rows = [
            [
                row.at.astimezone(zone).strftime(form), label(row.line) if row.line else "",
                self.names.get(row.by_id, "") if row.by_id else "", row.sentence,
            ]
            for row in self.rows
        ]  # fmt: skip
        return [_("time"), _("line"), _("who"), _("what")], rows

    def _weights(self) -> tuple[list[str], list[list[str]]]:
        center, found = self.desk.opened, self.snapshot
        assert center is not None
        assert found is not None
        rows, before = [], None
        for at, weight in sorted(found.weights):
            change = "" if before is None else _signed(weight - before)
            rows.append([f"{at.astimezone(center.site.zone):%Y-%m-%d %H:%M}", show_mass(weight), change])
            before = weight
        return [_("time"), _("weight"), _("since the time before")], rows[::-1]

    def _due(self) -> tuple[list[str], list[list[str]]]:
        center, found = self.desk.opened, self.snapshot
        assert center is not None
        assert found is not None
        lines = [line_of(task, center.now(), center.site.zone) for task in found.open_tasks]
        rows = [[line["time"], line["state"], line["title"], line["feeder"]] for line in lines]
        return [_("time"), _("state"), _("work"), _("feeder")], rows

    def on_resize(self, _event: events.Resize) -> None:
        self.show()

    # ------------------------------------------------------------ keys

    def action_part(self, name: str) -> None:
        self.shown_part = name
        self.show()

    def action_line(self) -> None:
        self.shown_part = "timeline"
        self.care_line = following([None, *CareLine], self.care_line)
        self._say_parts()
        self.load()

    def action_longer(self) -> None:
        self.shown_part = "timeline"
        self.days = following(PERIODS, self.days)
        self._say_parts()
        self.load()

    def action_pedigree(self) -> None:
        self.center_app.open_pedigree(self.animal_id)

    def action_undo(self) -> None:
        self.center_app.as_somebody(lambda: self.center_app.undo(self.load))

    def action_actions(self) -> None:
        self.center_app.as_somebody(lambda: self.center_app.open_actions(self.load, self.animal_id))


def trend_words(weights: Sequence[tuple[datetime, float]]) -> str:
    """How the weight went over the last thirty days that were weighed."""
    if len(weights) < 2:
        return ""
    ordered = sorted(weights)
    last_at, last = ordered[-1]
    first_at, first = next(one for one in ordered if one[0] >= last_at - TREND)
    days = round((last_at - first_at) / timedelta(days=1))
    if not days:
        return ""
    return n_("{change} in {n} day", "{change} in {n} days", days).format(change=_signed(last - first), n=days)


def _signed(change_g: float) -> str:
    return f"{'+' if change_g >= 0 else '-'}{show_mass(abs(change_g))}"

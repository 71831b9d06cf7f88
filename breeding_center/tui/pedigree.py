"""An animal's pedigree to walk in: its ancestors as a tree, its sibs and its young below."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Static

from breeding_center.errors import BreedingCenterError
from breeding_center.text import _, cells, safe_text, sentences
from breeding_center.tui import keys
from breeding_center.tui.base import Spoken
from breeding_center.tui.desk import Desk
from breeding_center.tui.round_view import following
from breeding_center.tui.texts import cell
from breeding_center.tui.widgets.banner import Banner
from breeding_center.tui.widgets.key_line import KeyLine
from breeding_center.tui.widgets.lines import Lines
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.breeding.drawing.picture import PedigreePicture
    from breeding_center.breeding.drawing.text_tree import TreeLine
    from breeding_center.office.center import Center

GENERATIONS = (2, 3, 4, 5, 6)
GAP = 2


class Kin(Lines, inherit_bindings=False):
    """The lines of a pedigree, in which the arrows lead from parent to young."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.PEDIGREE)

    def action_kin(self, role: str) -> None:
        """Go to a relative of the marked animal; the screen knows where it stands."""
        if isinstance(self.screen, PedigreeScreen):
            self.screen.go_to(role)


class PedigreeScreen(Spoken[None]):
    """One animal in the middle; whoever is marked can take its place."""

    BINDINGS: ClassVar[list[BindingType]] = list(keys.KIN)
    AUTO_FOCUS = "Kin"

    def __init__(self, desk: Desk, animal_id: UUID) -> None:
        super().__init__(desk)
        self.animal_id = animal_id
        self.generations = GENERATIONS[1]
        self.path: list[UUID] = []
        self.picture: PedigreePicture | None = None
        self.notes: list[str] = []

    def compose(self) -> ComposeResult:
        yield Banner(self.desk)
        yield Static(id="title", markup=False)
        yield Kin()
        yield Static(id="whole", markup=False)
        yield KeyLine()

    # ------------------------------------------------------------ reading

    def words(self) -> None:
        self.when_painted(self.load)

    def load(self) -> None:
        """Read the pedigree of the animal in the middle."""
        values: dict[str, object] = {"animal": self.animal_id, "family": True, "generations": self.generations}

        def question(center: "Center") -> "tuple[PedigreePicture, list[str]]":
            from breeding_center.breeding.drawing.picture import PedigreePicture

            result = center.report("pedigree", values)
            assert isinstance(result.drawing, PedigreePicture)
            return result.drawing, result.notes

        self.ask(question, self._loaded, self._not_loaded, group="pedigree")

    def _loaded(self, found: "tuple[PedigreePicture, list[str]]") -> None:
        self.picture, self.notes = found
        self.query_one(Banner).tick()
        self.show()

    def _not_loaded(self, error: BreedingCenterError) -> None:
        self.complain(error)
        if self.picture is None:
            self.dismiss(None)

    # ------------------------------------------------------------ showing

    @property
    def kin_lines(self) -> "list[TreeLine]":
        """The lines shown."""
        return [] if self.picture is None else list(self.picture.tree)

    def show(self) -> None:
        """Show what was read, the animal in the middle marked."""
        if self.picture is None:
            return
        self.query_one("#title", Static).update(Content.styled(safe_text(self.picture.title), "bold"))
        table, lines = self.query_one(Kin), self.kin_lines
        table.clear(columns=True)
        born = max(cells(_("born")), *(cells(line.born) for line in lines))
        inbred = max(1, *(cells(line.inbreeding) for line in lines))
        room = max(table.room - born - inbred - 3 * GAP, 20)
        for title, width in ((_("animal"), room), (_("born"), born), ("F", inbred)):
            table.add_column(cell(title, width, "bold"), width=width + GAP)
        for line in lines:
            style = "" if line.who is not None else "dim"
            table.add_row(
                cell(line.drawn + line.text, room, style), cell(line.born, born), cell(line.inbreeding, inbred)
            )
        self._say_whole()

    @on(DataTable.RowHighlighted)
    def _say_whole(self) -> None:
        """Who is marked, in full; of the animal in the middle, what is known of its genes."""
        marked, lines = self.query_one(Kin).cursor_row, self.kin_lines
        if not 0 <= marked < len(lines):
            return
        line = lines[marked]
        who = line.who
        text = line.text
        if marked == 0 and self.notes:
            text = sentences(self.notes)
        elif who is not None:
            text = _("{animal}, {sex}, F {value}: enter puts it in the middle.").format(
                animal=who.label, sex=label(who.sex), value=line.inbreeding or f"{who.inbreeding:g}"
            )
        self.query_one("#whole", Static).update(Content(safe_text(text)))

    def on_resize(self, _event: events.Resize) -> None:
        self.show()

    # ------------------------------------------------------------ keys

    def go_to(self, role: str) -> None:
        """Mark the sire, the dam or the young of the marked animal."""
        from breeding_center.breeding.drawing.walking import kin_line

        table = self.query_one(Kin)
        place = kin_line(self.kin_lines, table.cursor_row, role)
        if place is None:
            self.center_app.bell()
        else:
            table.move_cursor(row=place)

    def _marked(self) -> UUID | None:
        marked, lines = self.query_one(Kin).cursor_row, self.kin_lines
        who = lines[marked].who if 0 <= marked < len(lines) else None
        return None if who is None or self.picture is None else self.picture.animals.get(who.key)

    @on(DataTable.RowSelected)
    def _focus_marked(self, event: DataTable.RowSelected) -> None:
        event.stop()
        animal = self._marked()
        if animal is not None and animal != self.animal_id:
            self.path.append(self.animal_id)
            self.animal_id = animal
            self.load()

    def action_before(self) -> None:
        """Back to the animal that was in the middle before."""
        if self.path:
            self.animal_id = self.path.pop()
            self.load()

    def action_deeper(self) -> None:
        """One more generation of ancestors."""
        self.generations = following(GENERATIONS, self.generations)
        self.load()

    def action_animal(self) -> None:
        """The screen of the marked animal."""
        animal = self._marked()
        if animal is not None:
            self.center_app.open_animal(animal, "timeline")

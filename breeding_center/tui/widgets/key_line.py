"""The line of keys at the bottom of every screen: what may be pressed now, also with the mouse.

One widget that draws its line at once; a widget for every key takes a fifth of the start (measured).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from breeding_center.text import cells, safe_text

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen

GAP = 1


@dataclass(frozen=True, slots=True)
class KeyShown:
    """A key on the line, and the columns [start, end) where it stands."""

    binding: "ActiveBinding"
    key: str
    words: str
    start: int
    end: int


class KeyLine(Widget, can_focus=False, inherit_bindings=False):
    """The keys that work now, as many as fit; a click does what the key does."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--off"}

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[KeyShown] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: "Screen[Any]") -> None:
        self.refresh()

    def _keys(self) -> list[KeyShown]:
        """What stands where: each action once, with its first key."""
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                found.setdefault(active.binding.action, active)
        line: list[KeyShown] = []
        start = 0
        for active in found.values():
            key = self.app.get_key_display(active.binding)
            words = safe_text(active.binding.description)
            end = start + cells(key) + 1 + cells(words)
            if end > self.size.width:
                break
            line.append(KeyShown(active, key, words, start, end))
            start = end + GAP
        return line

    def render(self) -> RenderResult:
        self._shown = self._keys()
        pressed = self.get_visual_style("key-line--key")
        off = self.get_visual_style("key-line--off")
        parts: list[str | Content] = []
        for one in self._shown:
            parts += [Content.styled(one.key, pressed if one.binding.enabled else off), f" {one.words}", " " * GAP]
        return Content.assemble(*parts)

    def _at(self, column: int) -> KeyShown | None:
        return next((one for one in self._shown if one.start <= column < one.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Says what the key under the mouse does."""
        one = self._at(event.x)
        self.tooltip = one.binding.tooltip if one else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        one = self._at(event.x)
        if one is None:
            return
        if one.binding.enabled:
            self.app.simulate_key(one.binding.binding.key)
        else:
            self.app.bell()

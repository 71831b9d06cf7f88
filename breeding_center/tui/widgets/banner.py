"""The line on top of every screen: the center, who sits here, and the center's time."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from breeding_center.text import _, cells, clip, pad, safe_text
from breeding_center.tui.desk import Desk
from breeding_center.tui.texts import clock_words

TICK_S = 5.0


class Banner(Widget, inherit_bindings=False):
    """One line: the title to the left, the clock to the right, and between them who sits here, where it fits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def on_mount(self) -> None:
        self.set_interval(TICK_S, self.tick)

    def tick(self) -> None:
        """Show the time that it is now."""
        self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width
        center, now = self.desk.opened, self.desk.now()
        if center is None or now is None:
            return Content(clip(_("Opening the records …"), width))
        clock = clock_words(now, center.site.zone, is_practice=center.site.is_practice)
        who = self.desk.person.label if self.desk.person else _("nobody yet")
        right = f"  {safe_text(who)}  {clock}"
        room = width - cells(right)
        left = clip(safe_text(center.name), room) if room > 0 else ""
        return Content(clip(pad(left, max(room, 0)) + right, width))

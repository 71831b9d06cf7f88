"""A word on the screen that is pressed like a key: what a key does, for the mouse."""

from textual import events
from textual.content import Content
from textual.widgets import Static

from breeding_center.text import safe_text


class Chip(Static):
    """Shows a key and what it stands for now; a click does what the key does."""

    def __init__(self, action: str, key_shown: str, *, id: str) -> None:
        super().__init__(id=id)
        self.action = action
        self.key_shown = key_shown

    def say(self, words: str, *, is_set: bool = False) -> None:
        """Show these words; `is_set` marks that it differs from what is usual."""
        self.set_class(is_set, "-set")
        self.update(Content.assemble((f"{self.key_shown} ", "bold"), safe_text(words)))

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        await self.screen.run_action(self.action)

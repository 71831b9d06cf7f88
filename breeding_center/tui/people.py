"""Lists of people: who sits here, and to whom work is given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from breeding_center.text import N_, _, listed
from breeding_center.tui.desk import Colleague, Desk, Person, colleagues
from breeding_center.tui.pick import Choice, Pick
from breeding_center.words import label

if TYPE_CHECKING:
    from breeding_center.office.center import Center


def choices(people: Sequence[Colleague]) -> list[Choice]:
    """A line for each, those on shift first."""
    return [
        Choice(
            str(one.person.id),
            one.person.label,
            listed(sorted(label(post) for post in one.person.posts)),
            _("On shift now") if one.is_on_shift else _("Not on shift"),
        )
        for one in people
    ]


class People(Pick):
    """Picks a person by name, pinyin or number."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(
            desk, lambda: _(title), self._read, hint=lambda: _("type a part of the name"), lookup="person"
        )  # fmt: skip
        self.known: dict[str, Person] = {}

    def _read(self, center: "Center") -> list[Choice]:
        people = colleagues(center)
        self.known = {str(one.person.id): one.person for one in people}
        return choices(people)


class WhoFirst(People):
    """The first screen, where nobody was named: it stays at the bottom, and the round is shown on top of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, N_("Who are you?"))

    def _loaded(self, choices: Sequence[Choice]) -> None:
        super()._loaded(choices)
        # While somebody looks for their name, what the round takes longest to load is loaded.
        self.ask(lambda center: center.today(), lambda _tasks: None, lambda _error: None, group="ahead")

    def give(self, key: str | None) -> None:
        if key is not None:
            self.center_app.sit_down(self.known[key])
        self.center_app.show_round()

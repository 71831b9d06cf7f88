"""Whatever is typed into any field of any action or report, it is done or it is answered with one sentence.

The values are drawn from what people type well and badly, and from the center's own animals, people, lots and cases, so
that many get as far as the rules; nothing is written. A draw that fails names itself.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from breeding_center.clock import FixedClock
from breeding_center.declarations.action import Action, Field, Kind
from breeding_center.declarations.report import Report
from breeding_center.errors import BreedingCenterError
from breeding_center.office import rooms
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MORNING = datetime(2020, 9, 25, 0, 40, tzinfo=UTC)  # 08:40 at the center
DRAWS = 6

TEXTS = [
    "all well",
    "a\x1b[2J",
    "[red]x[/]",
    "x" * 5000,
    "",
    "😀",
    "北栋",
    "a\nb",
    "\x00",
    "' OR 1=1 --",
    "=1+1",
    "\u202eabc",
]
NUMBERS = ["0", "1", "3", "12", "0.5", "-1", "1e308", "nan", "inf", "９", "", "abc", "100000000000000000000000", "1e-7"]
TYPED = {
    "mass": ["98.4kg", "350 g", "0", "-3kg", "1e400kg", "1 t", "12", "0.1 g", "５kg", "140g"],
    "volume": ["5ml", "0 ml", "1 l", "-2ml", "1e300 ml", "3"],
    "dose": ["5 mg", "0 mg", "1 g", "1e9 mg", "-1mg"],
    "temperature": ["37.5", "371", "-300", "37.2 C", "98F"],
    "date": ["2020-09-24", "2020-09-26", "2019", "~2010", "0001-01-01", "9999-12-31", "2020-02-30", "yesterday"],
    "instant": ["now", "08:00", "yesterday 16:30", "2020-09-26 08:00", "25:00", "1900-01-01 00:00", "9999-12-31 23:59"],
    "yes_no": ["yes", "no", "maybe"],
    "file": ["/nonexistent", "/", ""],
}  # fmt: skip
LIKE_DATES = ("span", "as_of")


@pytest.fixture(scope="module")
def center(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Center]:
    path = tmp_path_factory.mktemp("nonsense") / "center.db"
    seed(str(path), days=1, clock=FixedClock(REAL))
    with Center.open(path, FixedClock(MORNING)) as opened:
        yield opened


class Drawing:
    """Values for fields, alike every time for the same name."""

    def __init__(self, center: Center, name: str) -> None:
        self.center, self.chance = center, random.Random(name)

    def one(self, kind: Kind) -> str:
        if self.chance.random() < 0.08:
            return self.chance.choice(TEXTS)
        if kind.words is not None:
            return str(self.chance.choice(list(kind.words)).value)
        if kind.lookup is not None:
            known = self.center.options(kind)
            found = str(self.chance.choice(known).id) if known else "七仔"
            return f"{found} {self.chance.choice(TYPED['mass'])}" if kind.name == "portion" else found
        if kind.name == "scale" and kind.low is not None and kind.high is not None:
            return str(self.chance.randint(int(kind.low), int(kind.high)))
        typed = TYPED.get("date" if kind.name in LIKE_DATES else kind.name)
        return self.chance.choice(typed or (TEXTS if kind.name in ("line", "text") else NUMBERS))

    def values(self, fields: tuple[Field, ...]) -> dict[str, object]:
        """What is required, and some of the rest."""
        some = self.chance.choice((0.2, 0.5, 1.0))
        asked = [field for field in fields if (field.required and field.default is None) or self.chance.random() < some]
        return {field.name: [self.one(field.kind)] if field.many else self.one(field.kind) for field in asked}


@pytest.mark.parametrize("action", rooms.actions().values(), ids=lambda action: str(action.name))
def test_an_action_is_rehearsed_or_refused_in_a_sentence(action: Action, center: Center) -> None:
    drawing = Drawing(center, action.name)
    for _draw in range(DRAWS):
        values = drawing.values(action.fields)
        try:
            said = center.rehearse(action.name, values, by="f01", reason="because", confirm=True)
        except BreedingCenterError as refusal:
            said = refusal.sentence
        assert said, values


@pytest.mark.parametrize("report", rooms.reports().values(), ids=lambda report: str(report.name))
def test_a_report_answers_or_refuses_in_a_sentence(report: Report, center: Center) -> None:
    drawing = Drawing(center, report.name)
    for _draw in range(2):
        values = drawing.values(report.parameters)
        said: object
        try:
            said = center.report(report.name, values).columns
        except BreedingCenterError as refusal:
            said = refusal.sentence
        assert said, values

"""What a person can ask: a `Report`, declared once, from which the command and the screen are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from breeding_center.declarations.action import AS_OF_KIND, NOW, Field, resolve
from breeding_center.declarations.drawing import Drawing
from breeding_center.text import N_, _

# A column's kind says how its raw values are shown to people; files for machines get the raw values. What is "computed"
# has more digits than anybody reads: people see four decimals, six of a "change". A "grade" that is missing is a dash.
COLUMN_KINDS = frozenset(
    {
        "text", "number", "count", "mass_g", "volume_ml", "dose_mg", "temperature_c", "percent", "date", "span",
        "instant", "yes_no", "choice", "key", "computed", "change", "grade",
    }
)  # fmt: skip

AS_OF = Field(
    "as_of", N_("as of"), AS_OF_KIND, default=NOW, help=N_("the date or moment the report looks at; now, if not said")
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `code` is its name for machines and never translates, `title` is what people read.

    `share` is its part of a printed sheet's width beside the other columns' shares; without one, its texts decide.
    What is `extra` is in every file, and leaves a terminal's table where that would be too wide with it.
    `unit` names the column that holds the unit of this one's numbers: people read the two as one, 60 g.
    A column that `is_term` is headed by a word of an exchange format, which is that word in every language.
    """

    code: str
    title: str
    kind: str = "text"
    share: int = 0
    extra: bool = False
    unit: str = ""
    is_term: bool = False

    def __post_init__(self) -> None:
        if self.kind not in COLUMN_KINDS:
            raise ValueError(f"column {self.code}: no kind {self.kind}")

    @property
    def heading(self) -> str:
        """What people read above it, in the language spoken now."""
        return self.title if self.is_term else _(self.title)


Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn beside the rows: a level (`y`), a time (`x`), a stretch of time (`x` to `until`), a point (both).

    On a map `x` and `y` are a longitude and a latitude, and `radius_km` makes a ring around them.
    """

    name: str
    x: date | datetime | float | None = None
    y: float | None = None
    until: date | datetime | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report's question was answered with: rows by column code, sentences to read beside them, a picture.

    `columns` only where they follow from the answer itself, as those of a matrix do.
    `marks` are drawn with the rows, where the report declares a plot.
    """

    rows: Sequence[Row]
    notes: Sequence[str] = ()
    title: str = ""
    columns: tuple[Column, ...] = ()
    marks: Sequence[Mark] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """How a report is drawn: columns against a column, a curve for each value of a third. Grams are drawn as kg.

    `unit` stands in the heading where the columns do not say it. A map has a longitude for `x` and a latitude for `y`,
    and is drawn in kilometers from the first mark.
    """

    x: str
    y: tuple[str, ...]
    by: str | None = None
    is_line: bool = True
    is_map: bool = False
    unit: str = ""
    is_apart: bool = False  # each column on a scale of its own, one above the other
    has_gaps: bool = False  # a curve is broken where a row has no value for it


@dataclass(frozen=True, slots=True)
class Report:
    """A question. `answers` is `module:function`, called with a reading and the parameters' values by name.

    `alias` is `group.verb`: a group's own command for it, such as `animal.list`. An `upright` report has one row of
    many figures, which people read one below the other. `shown_as` is the format that a terminal gets where none is
    asked for: the table, or the plot where a picture says more.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    answers: str
    parameters: tuple[Field, ...] = ()
    help: str = ""
    page_by: str | None = None
    alias: str = ""
    plot: Plot | None = None
    upright: bool = False
    shown_as: str = "table"

    def answer(self) -> Callable[..., "Answer | list[dict[str, object]]"]:
        found: Callable[..., Answer | list[dict[str, object]]] = resolve(self.answers)
        return found

    def shown_title(self) -> str:
        return _(self.title)


@dataclass(frozen=True, slots=True)
class ReportResult:
    """A report as it came out: typed columns, raw rows, and what every page of it must say."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    page_by: str | None = None
    generated_at: datetime | None = None
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    center_name: str = ""
    plot: Plot | None = None
    upright: bool = False
    marks: Sequence[Mark] = ()
    drawing: Drawing | None = None
    shown_as: str = "table"

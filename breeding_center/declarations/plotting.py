"""A report as a plot: in the terminal by plotext, as SVG or PNG by matplotlib (the optional extra `plot`).

What is drawn against what is declared with the report; the values are the report's own rows.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from breeding_center.declarations.report import Mark, Plot, ReportResult
from breeding_center.declarations.written import shown_value
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import _, listed, safe_text

PLOT_FORMATS = ("plot", "svg", "png")
WIDTH, HEIGHT = 78, 22
TICKS = 5  # words under the x axis, about
KILO = 1000.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its name, and where it goes; `x` in days since 1970, or in steps where x is a word.

    `gaps` are the places where nothing is known of it.
    """

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    code: str = ""
    gaps: tuple[float, ...] = ()


def curves(result: ReportResult) -> list[Curve]:
    """The report's curves; raises `NotUnderstood` where none is declared, and `Refused` where nothing can be drawn."""
    plot = result.plot
    if plot is None:
        raise NotUnderstood(_("The report '{name}' has no plot; ask for it as a table.").format(name=result.name))
    titles = {column.code: column.heading for column in result.columns}
    words: dict[str, float] = {}
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    gaps: dict[tuple[str, str], list[float]] = {}
    for row in result.rows:
        x = _place(row.get(plot.x), words)
        if x is None:
            continue
        for code in plot.y:
            value = row.get(code)
            name = str(row.get(plot.by) or "") if plot.by else ""
            if len(plot.y) > 1:
                name = f"{name}, {titles[code]}" if name else titles[code]
            if isinstance(value, int | float):
                found.setdefault((name, code), []).append((x, value / KILO if code.endswith("_g") else float(value)))
            else:
                gaps.setdefault((name, code), []).append(x)  # pending or unknown
    if not found:
        raise Refused(_("There is nothing to draw: no value is known."))
    return [
        Curve(safe_text(name), *_columns(sorted(points)), code, tuple(gaps.get((name, code), ())))
        for (name, code), points in sorted(found.items())
    ]


def _columns(points: list[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(x for x, _y in points), tuple(y for _x, y in points)


def _place(value: object, words: dict[str, float]) -> float | None:
    if isinstance(value, datetime):
        return value.timestamp() / 86_400
    if isinstance(value, date):
        return float(value.toordinal() - date(1970, 1, 1).toordinal())
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value  # a year, an age: as far apart as the numbers are
    return words.setdefault(str(value), float(len(words)))


def _heading(result: ReportResult, plot: Plot) -> str:
    units = {_("kg") if code.endswith("_g") else "%" if code.endswith("_percent") else "" for code in plot.y}
    unit = _(plot.unit) if plot.unit else listed(sorted(filter(None, units)))
    return f"{result.title} [{unit}]" if unit else result.title


def _words(result: ReportResult, plot: Plot) -> list[str]:
    """The words of the x axis in order, each once; none where it has days or numbers."""
    column = next(one for one in result.columns if one.code == plot.x)
    values = dict.fromkeys(row[plot.x] for row in result.rows if row.get(plot.x) is not None)
    if any(isinstance(value, date | int | float) for value in values):
        return []
    return [shown_value(value, column, result.zone) for value in values]


def _ends(result: ReportResult, plot: Plot) -> tuple[str, str]:
    """What stands at both ends of the x axis."""
    column = next(one for one in result.columns if one.code == plot.x)
    values: list[Any] = [row[plot.x] for row in result.rows if row.get(plot.x) is not None]
    ordered = sorted(values) if values and isinstance(values[0], date) else values
    return shown_value(ordered[0], column, result.zone), shown_value(ordered[-1], column, result.zone)


def _ticks(result: ReportResult, plot: Plot, first: float, last: float) -> tuple[list[float], list[str]]:
    """Where something is written on the x axis: at every word; or at both ends, and between at whole years or days."""
    if words_there := _words(result, plot):
        return [float(place) for place in range(len(words_there))], words_there
    value = next(row[plot.x] for row in result.rows if row.get(plot.x) is not None)
    begins, ends = _ends(result, plot)
    step = max(round((last - first) / TICKS), 1)
    between: list[float] = []
    if isinstance(value, date | int | float) and first + step < last:
        between = [first + step * number for number in range(1, TICKS) if first + step * (number + 0.6) <= last]
    if isinstance(value, date):
        words = [(date(1970, 1, 1) + timedelta(days=int(place))).isoformat() for place in between]
    else:
        words = [f"{place:g}" for place in between]
    return [first, *between, last], [begins, *words, ends]


def terminal_lines(result: ReportResult, width: int = WIDTH) -> Iterable[str]:
    """The plot in characters."""
    if result.plot is not None and result.plot.is_map:
        from breeding_center.declarations.mapping import map_lines

        yield from map_lines(result, width)
        return
    drawn = curves(result)
    try:
        import plotext
    except ImportError:
        raise _missing() from None
    assert result.plot is not None
    beside = list(_beside(result.marks, drawn))
    yield safe_text(_heading(result, result.plot)) + "\n"
    figure = plotext.figure
    for group in filter(None, _groups(drawn, result.plot)):
        figure.clear()
        if result.plot.is_apart:
            yield f"{group[0].name}\n"
            values = {value for curve in group for value in curve.y}
            if len(values) == 1:  # a flat line says less than its number, and has no scale
                yield _("always {value}").format(value=f"{values.pop():g}") + "\n"
                continue
        points = [mark for mark in beside if len(mark.x) == 1]  # drawn last: a point is not hidden by a curve
        for mark in [mark for mark in beside if mark not in points]:
            figure.draw(figure.signal(list(mark.x), list(mark.y), marker=mark.sign))
        for curve in group:
            sign = MARKS[drawn.index(curve) % len(MARKS)]
            figure.draw(figure.signal(list(curve.x), list(curve.y), marker=sign))
        for mark in points:
            figure.draw(figure.signal(list(mark.x), list(mark.y), marker=mark.sign))
        figure.plot_size(width, HEIGHT // 2 if result.plot.is_apart else HEIGHT)
        canvas = str(plotext.uncolorize(str(figure.build()))).rstrip("\n").split("\n")
        # The days since 1970 under the axis say nothing to a person; the first and the last day do.
        yield from (line.rstrip() + "\n" for line in canvas[:-1])
    yield " → ".join(_words(result, result.plot) or _ends(result, result.plot)) + "\n"
    if len(drawn) > 1 and not result.plot.is_apart:
        yield "  ".join(f"{MARKS[number % len(MARKS)]} {curve.name}" for number, curve in enumerate(drawn)) + "\n"
    yield from (f"{mark.sign} {mark.name}\n" for mark in beside)


MARKS = "*+ox#@%&"
LEVEL, TIME, STRETCH, POINT = "-|=^"


@dataclass(frozen=True, slots=True)
class _Beside:
    """A mark as the characters that draw it."""

    name: str
    sign: str
    x: tuple[float, ...]
    y: tuple[float, ...]


def _beside(marks: Iterable[Mark], drawn: Sequence[Curve]) -> Iterable[_Beside]:
    """The marks as rows of characters across the curves."""
    first, last = min(curve.x[0] for curve in drawn), max(curve.x[-1] for curve in drawn)
    highest = max(max(curve.y) for curve in drawn)
    for mark in marks:
        name, x, until = safe_text(mark.name), _place(mark.x, {}), _place(mark.until, {})
        if x is None:
            yield _Beside(name, LEVEL, _steps(first, last, WIDTH), (mark.y or 0.0,) * WIDTH)
        elif until is not None:
            yield _Beside(name, STRETCH, _steps(x, until, WIDTH), (0.0,) * WIDTH)
        elif mark.y is None:
            yield _Beside(name, TIME, (x,) * HEIGHT, _steps(0.0, highest, HEIGHT))
        else:
            yield _Beside(name, POINT, (x,), (mark.y,))


def _steps(first: float, last: float, count: int) -> tuple[float, ...]:
    return tuple(first + (last - first) * number / (count - 1) for number in range(count))


def _groups(drawn: list[Curve], plot: Plot) -> list[list[Curve]]:
    """The curves that share an axis."""
    return [[curve for curve in drawn if curve.code == code] for code in plot.y] if plot.is_apart else [drawn]


def figure_bytes(result: ReportResult, form: str) -> bytes:
    """The plot as an SVG or a PNG file; the same rows give the same bytes."""
    is_map = result.plot is not None and result.plot.is_map
    drawn = [] if is_map else curves(result)
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise _missing() from None
    assert result.plot is not None
    with mpl.rc_context({"svg.hashsalt": result.name, "svg.fonttype": "none", "font.family": _fonts()}):
        groups = [group for group in _groups(drawn, result.plot) if group]
        shape = (8.0, 8.0) if is_map else (9.0, 5.0 if len(groups) == 1 else 3.2 * len(groups))
        figure = Figure(figsize=shape, layout="constrained")
        figure.suptitle(_heading(result, result.plot))
        if is_map:
            from breeding_center.declarations.mapping import draw_map

            draw_map(figure.add_subplot(), result)
        else:
            above = None  # what stands one above the other has its days one above the other
            for number, group in enumerate(groups, 1):
                above = figure.add_subplot(len(groups), 1, number, sharex=above)
                _draw_curves(above, result, group, drawn)
        written = BytesIO()
        figure.savefig(written, format=form, dpi=120, metadata={"Date": None} if form == "svg" else {"Software": None})
    return written.getvalue()


FONTS = ("Noto Sans CJK SC", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC")


def _fonts() -> list[str]:
    """The fonts of this machine that have Chinese; of one that is missing every letter would be complained of."""
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return [*(one for one in FONTS if one in known), "DejaVu Sans"]


def _draw_curves(axes: Any, result: ReportResult, group: Sequence[Curve], drawn: Sequence[Curve]) -> None:
    """One pair of axes; all of them reach from the first day of any curve to the last."""
    assert result.plot is not None
    for curve in group:
        broken = [(x, math.nan) for x in curve.gaps] if result.plot.has_gaps else []
        points = sorted([*zip(curve.x, curve.y, strict=True), *broken])
        axes.plot(*_columns(points), marker=".", linestyle="-" if result.plot.is_line else "none", label=curve.name)
    _draw_marks(axes, result.marks)
    ends = min(curve.x[0] for curve in drawn), max(curve.x[-1] for curve in drawn)
    axes.set_xticks(*_ticks(result, result.plot, *ends))
    is_flat = not any(value for curve in group for value in curve.y)
    if is_flat or not result.plot.is_apart:
        axes.set_ylim(bottom=0, top=1 if is_flat else None)
    axes.grid(visible=True, axis="y", alpha=0.3)
    if len(drawn) > 1 or result.marks:
        axes.legend()


def _draw_marks(axes: Any, marks: Iterable[Mark]) -> None:
    """Levels dashed, times as lines, stretches of time shaded, points ringed; each named in the legend."""
    for mark in marks:
        name, x, until = safe_text(mark.name), _place(mark.x, {}), _place(mark.until, {})
        if x is None:
            axes.axhline(mark.y, linestyle="--", linewidth=1, color="gray", label=name)
        elif until is not None:
            axes.axvspan(x, until, alpha=0.2, color="tab:green", label=name)
        elif mark.y is None:
            axes.axvline(x, linestyle=":", color="tab:red", label=name)
        else:
            axes.plot([x], [mark.y], marker="o", markersize=10, fillstyle="none", color="tab:red", linestyle="none",
                      label=name)  # fmt: skip


def _missing() -> Refused:
    return Refused(_("Plots need the optional part 'plot': pip install 'breeding-center[plot]'."))

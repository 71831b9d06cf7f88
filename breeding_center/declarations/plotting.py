"""A report as a plot: in the terminal by plotext, as SVG or PNG by matplotlib (the optional extra `plot`).

What is drawn against what is declared with the report; the values are the report's own rows.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from breeding_center.declarations.report import Plot, ReportResult
from breeding_center.declarations.written import shown_value
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import _, safe_text

PLOT_FORMATS = ("plot", "svg", "png")
WIDTH, HEIGHT = 78, 22
KILO = 1000.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its name, and where it goes; `x` in days since 1970, or in steps where x is a word."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    code: str = ""


def curves(result: ReportResult) -> list[Curve]:
    """The report's curves; raises `NotUnderstood` where none is declared, and `Refused` where nothing can be drawn."""
    plot = result.plot
    if plot is None:
        raise NotUnderstood(_("The report '{name}' has no plot; ask for it as a table.").format(name=result.name))
    titles = {column.code: _(column.title) for column in result.columns}
    words: dict[str, float] = {}
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in result.rows:
        x = _place(row.get(plot.x), words)
        for code in plot.y:
            value = row.get(code)
            if x is None or not isinstance(value, int | float):
                continue  # pending or unknown: a gap in the curve
            name = str(row.get(plot.by) or "") if plot.by else ""
            if len(plot.y) > 1:
                name = f"{name}, {titles[code]}" if name else titles[code]
            found.setdefault((name, code), []).append((x, value / KILO if code.endswith("_g") else float(value)))
    if not found:
        raise Refused(_("There is nothing to draw: no value is known."))
    return [Curve(safe_text(name), *_columns(sorted(points)), code) for (name, code), points in sorted(found.items())]


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
    unit = ", ".join(sorted(filter(None, units)))
    return f"{result.title} [{unit}]" if unit else result.title


def _ends(result: ReportResult, plot: Plot) -> tuple[str, str]:
    """What stands at both ends of the x axis."""
    column = next(one for one in result.columns if one.code == plot.x)
    values: list[Any] = [row[plot.x] for row in result.rows if row.get(plot.x) is not None]
    ordered = sorted(values) if values and isinstance(values[0], date) else values
    return shown_value(ordered[0], column, result.zone), shown_value(ordered[-1], column, result.zone)


def terminal_lines(result: ReportResult, width: int = WIDTH) -> Iterable[str]:
    """The plot in characters."""
    drawn = curves(result)
    try:
        import plotext
    except ImportError:
        raise _missing() from None
    assert result.plot is not None
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
        for curve in group:
            mark = MARKS[drawn.index(curve) % len(MARKS)]
            figure.draw(figure.signal(list(curve.x), list(curve.y), marker=mark))
        figure.plot_size(width, HEIGHT // 2 if result.plot.is_apart else HEIGHT)
        canvas = str(plotext.uncolorize(str(figure.build()))).rstrip("\n").split("\n")
        # The days since 1970 under the axis say nothing to a person; the first and the last day do.
        yield from (line.rstrip() + "\n" for line in canvas[:-1])
    first, last = _ends(result, result.plot)
    yield f"{first} → {last}\n"
    if len(drawn) > 1 and not result.plot.is_apart:
        yield "  ".join(f"{MARKS[number % len(MARKS)]} {curve.name}" for number, curve in enumerate(drawn)) + "\n"


MARKS = "*+ox#@%&"


def _groups(drawn: list[Curve], plot: Plot) -> list[list[Curve]]:
    """The curves that share an axis."""
    return [[curve for curve in drawn if curve.code == code] for code in plot.y] if plot.is_apart else [drawn]


def figure_bytes(result: ReportResult, form: str) -> bytes:
    """The plot as an SVG or a PNG file; the same rows give the same bytes."""
    drawn = curves(result)
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise _missing() from None
    assert result.plot is not None
    # It would complain of every font that this machine has not.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    fonts = ["Noto Sans CJK SC", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "DejaVu Sans"]
    with mpl.rc_context({"svg.hashsalt": result.name, "svg.fonttype": "none", "font.family": fonts}):
        groups = [group for group in _groups(drawn, result.plot) if group]
        figure = Figure(figsize=(9, 5 if len(groups) == 1 else 3.2 * len(groups)), layout="constrained")
        figure.suptitle(_heading(result, result.plot))
        style = "-" if result.plot.is_line else "none"
        ends = min(curve.x[0] for curve in drawn), max(curve.x[-1] for curve in drawn)
        for number, group in enumerate(groups, 1):
            axes = figure.add_subplot(len(groups), 1, number)
            for curve in group:
                axes.plot(curve.x, curve.y, marker=".", linestyle=style, label=curve.name)
            axes.set_xticks(list(ends), list(_ends(result, result.plot)))
            is_flat = not any(value for curve in group for value in curve.y)
            if is_flat or not result.plot.is_apart:
                axes.set_ylim(bottom=0, top=1 if is_flat else None)
            axes.grid(visible=True, axis="y", alpha=0.3)
            if len(drawn) > 1:
                axes.legend()
        written = BytesIO()
        figure.savefig(written, format=form, dpi=120, metadata={"Date": None} if form == "svg" else {"Software": None})
    return written.getvalue()


def _missing() -> Refused:
    return Refused(_("Plots need the optional part 'plot': pip install 'breeding-center[plot]'."))

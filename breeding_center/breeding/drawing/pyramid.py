"""An age pyramid: males to the left, females to the right, the youngest below; in characters, as SVG and PNG."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from breeding_center.breeding.drawing.png import png_of
from breeding_center.text import _, cells, pad, safe_text
from breeding_center.vocabulary import Sex

BAR = "█"
WIDTH = 80
POINTS, STEP, TALL = 300.0, 22.0, 16.0
INK, SOFT, LEFT, RIGHT = "#1f2933", "#52606d", "#4c78a8", "#e07b91"
FONTS = "'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','DejaVu Sans',sans-serif"


@dataclass(frozen=True, slots=True)
class Band:
    """One age class: what its ages are called, and how many of each sex are in it."""

    ages: str
    by_sex: Mapping[Sex, int]

    def of(self, sex: Sex) -> int:
        return self.by_sex.get(sex, 0)


@dataclass(frozen=True, slots=True)
class PyramidPicture:
    """The pyramid of a population on a day; `told` stands below it."""

    title: str
    bands: Sequence[Band]
    told: Sequence[str] = ()

    @property
    def _most(self) -> int:
        return max((band.of(sex) for band in self.bands for sex in (Sex.MALE, Sex.FEMALE)), default=0)

    def lines(self) -> Iterator[str]:
        """The pyramid in characters, both sides on one scale."""
        ages = max([cells(band.ages) for band in self.bands] + [cells(_("age"))])
        figures = len(str(self._most))
        room = (WIDTH - ages - 2 * figures - 6 - 4) // 2
        scale = min(2.0, room / self._most) if self._most else 1.0
        long = max(int(self._most * scale), cells(_("males")))
        yield safe_text(self.title)
        yield ""
        gap = " " * (figures + 1)
        yield f"{pad(_('males'), long, right=True)}{gap} {pad(_('age'), ages, right=True)} {gap}{_('females')}"
        for band in reversed(self.bands):
            yield self._line(band, ages, figures, scale, long)
        if self.told:
            yield ""
            yield from map(safe_text, self.told)

    @staticmethod
    def _line(band: Band, ages: int, figures: int, scale: float, long: int) -> str:
        sides = [(band.of(sex), BAR * round(band.of(sex) * scale)) for sex in (Sex.MALE, Sex.FEMALE)]
        (males, left), (females, right) = sides
        unknown = band.of(Sex.UNKNOWN)
        text = f"{pad(left, long, right=True)} {males or '':>{figures}} {pad(band.ages, ages, right=True)} "
        text += f"{females or '':<{figures}} {right}"
        return (text + (f"  + {unknown} ◇" if unknown else "")).rstrip()

    def svg(self) -> str:
        """The pyramid as bars."""
        width, top = 2 * POINTS + 190.0, 86.0
        middle = width / 2
        height = top + STEP * len(self.bands) + 28 + 18 * len(self.told)
        parts = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
                f'viewBox="0 0 {width:g} {height:g}" font-family="{FONTS}">'
            ),
            f"<title>{_escaped(self.title)}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            _text(28, 40, self.title, size=17, weight=600),
            _text(middle - 38, 72, _("males"), anchor="end", weight=600),
            _text(middle, 72, _("age"), anchor="middle", fill=SOFT),
            _text(middle + 38, 72, _("females"), weight=600),
        ]
        for place, band in enumerate(reversed(self.bands)):
            parts += self._bars(band, middle, top + STEP * place)
        for place, line in enumerate(self.told):
            parts.append(_text(28, height - 18 * (len(self.told) - place), line, fill=SOFT, size=11.5))
        return "\n".join([*parts, "</svg>"]) + "\n"

    def _bars(self, band: Band, middle: float, y: float) -> Iterator[str]:
        yield _text(middle, y + 12.5, band.ages, anchor="middle", fill=SOFT, size=11.5)
        scale = min(48.0, (POINTS - 30) / self._most) if self._most else 0.0
        for sex, side, color in ((Sex.MALE, -1, LEFT), (Sex.FEMALE, 1, RIGHT)):
            count = band.of(sex)
            if not count:
                continue
            long = count * scale
            begin = middle + 38 if side > 0 else middle - 38 - long
            yield f'<rect x="{begin:g}" y="{y:g}" width="{long:g}" height="{TALL:g}" fill="{color}" rx="1.5"/>'
            at = begin + long + 6 if side > 0 else begin - 6
            yield _text(at, y + 12.5, str(count), anchor="start" if side > 0 else "end", size=11.5)
        if band.of(Sex.UNKNOWN):
            at = middle + 38 + band.of(Sex.FEMALE) * scale + 26
            yield _text(at, y + 12.5, f"+ {band.of(Sex.UNKNOWN)} ◇", fill=SOFT, size=11.5)

    def png(self) -> bytes:
        """The same in pixels."""
        return png_of(self.svg())


def _escaped(text: str) -> str:
    return escape(safe_text(text))


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, size: float = 12.5, weight: int = 400
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{fill}" font-size="{size:g}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{_escaped(words)}</text>'
    )

"""Quantities as people write them, kept as plain numbers in one unit each: g, mL, mg, °C, cm, minutes.

A number that could mean two things is asked about and never guessed: a comma, a missing unit, a pound.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from breeding_center.errors import NotUnderstood
from breeding_center.text import N_, _, as_typed, shown
from breeding_center.words import label

_LONGEST = 60  # characters of a quantity that are worth reading
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_FORM = rf"({_NUMBER}) ?([^\d.,+\-_ ].*)?"
_PARTS = r"(\d+(?:\.\d+)?) ?([^\d.,+\-_ ]+) ?"
_COMMA = r"\d ?[,'\u066c] ?\d"
_NOT_USED = frozenset((
    "lb", "lbs", "pound", "pounds", "磅", "oz", "ounce", "ounces", "盎司", "stone", "f", "°f", "fahrenheit", "华氏",
    "华氏度", "in", "inch", "inches", "英寸", "ft", "foot", "feet", "英尺", "gal", "gallon", "gallons", "加仑", "floz",
))  # fmt: skip


@dataclass(frozen=True)
class _Kind:
    """One kind of quantity: what it is called, how it is written, its units in terms of the one that is kept."""

    what: str
    examples: str
    units: Mapping[str, str]
    largest: Decimal = Decimal(10) ** 9
    may_be_negative: bool = False
    factors: Mapping[str, Decimal] = field(init=False)

    def __post_init__(self) -> None:
        factors = {unit: Decimal(factor) for factor, units in self.units.items() for unit in units.split()}
        object.__setattr__(self, "factors", factors)


_MASS = _Kind(
    N_("a weight"),
    N_("98.4 kg or 350 g"),
    {
        "0.001": "mg 毫克",
        "1": "g gram grams gramme grammes 克",
        "50": "两 市两",
        "500": "斤 市斤",
        "1000": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes 千克 公斤",
        "1000000": "t tonne tonnes 吨",
    },
)
_VOLUME = _Kind(
    N_("a volume"),
    N_("15 mL or 1.2 L"),
    {
        "0.001": "μl 微升",
        "1": "ml milliliter milliliters millilitre millilitres 毫升",
        "10": "cl",
        "100": "dl 分升",
        "1000": "l liter liters litre litres 升",
    },
)
_DOSE = _Kind(
    N_("a dose"),
    N_("250 mg, 1.5 g or 40 µg"),
    {
        "0.001": "μg ug mcg microgram micrograms 微克",
        "1": "mg milligram milligrams 毫克",
        "1000": "g gram grams 克",
    },
    largest=Decimal(10) ** 7,
)
_LENGTH = _Kind(
    N_("a length"),
    N_("142 cm or 1.42 m"),
    {
        "0.1": "mm millimeter millimeters millimetre millimetres 毫米",
        "1": "cm centimeter centimeters centimetre centimetres 厘米 公分",
        "100": "m meter meters metre metres 米",
        "100000": "km 千米 公里",
    },
)
_TEMPERATURE = _Kind(
    N_("a temperature"),
    N_("36.8 or 36.8 °C"),
    {"1": "°c c celsius 度 摄氏度"},
    largest=Decimal(200),
    may_be_negative=True,
)
_DURATION = _Kind(
    N_("a length of time"),
    N_("15 min, 1 h 30 min or 2 d"),
    {
        "1": "min mins minute minutes 分 分钟",
        "60": "h hr hrs hour hours 小时 时",
        "1440": "d day days 天 日",
    },
)
_PLAIN = _Kind(N_("a number"), N_("12 or 3.5"), {}, largest=Decimal(10) ** 12)
_COUNT = _Kind(N_("a count"), "2", {})
_MOST_DIGITS, _MOST_DECIMALS = 15, 9


# ---------------------------------------------------------------- reading


def parse_mass_g(text: str, *, bare_unit: str | None = None, allow_zero: bool = False) -> float:
    """A weight in grams: 98.4kg, 350 g, 12斤. A number alone is read only where `bare_unit` says in which unit."""
    return _parse(_MASS, text, bare_unit, allow_zero)


def parse_volume_ml(text: str, *, bare_unit: str | None = None, allow_zero: bool = False) -> float:
    """A volume in milliliters: 15 mL, 1.2 L, 200毫升."""
    return _parse(_VOLUME, text, bare_unit, allow_zero)


def parse_dose_mg(text: str) -> float:
    """A dose in milligrams: 250 mg, 1.5 g, 40 µg. Never without its unit, never zero."""
    return _parse(_DOSE, text, None, allow_zero=False)


def parse_length_cm(text: str, *, bare_unit: str | None = None, allow_zero: bool = False) -> float:
    """A length in centimeters: 142 cm, 1.42 m, 85 mm."""
    return _parse(_LENGTH, text, bare_unit, allow_zero)


def parse_temperature_c(text: str) -> float:
    """A temperature in degrees Celsius: 36.8, 36.8 °C, -4 °C."""
    return _parse(_TEMPERATURE, text, "c", allow_zero=True)


def parse_minutes(text: str, *, bare_unit: str | None = None, allow_zero: bool = False) -> float:
    """A length of time in minutes: 15 min, 1 h, 1 h 30 min, 2小时."""
    plain = _plain(text)
    parts = re.findall(_PARTS, plain)
    if len(parts) < 2 or re.sub(_PARTS, "", plain):
        return _parse(_DURATION, text, bare_unit, allow_zero)
    factors = [_DURATION.factors.get(unit) for _number, unit in parts]
    known = [factor for factor in factors if factor is not None]
    if len(known) < len(factors) or known != sorted(set(known), reverse=True):
        raise _not_understood(_DURATION, text)
    numbers = [_number(_DURATION, text, number) for number, _unit in parts]
    total = sum((number * factor for number, factor in zip(numbers, known, strict=True)), Decimal(0))
    return _checked(_DURATION, text, total, allow_zero)


def parse_number(text: str, *, allow_zero: bool = True, allow_negative: bool = False) -> float:
    """A number without a unit: 12, 3.5."""
    kind = _SIGNED if allow_negative else _PLAIN
    return _parse(kind, text, "", allow_zero)


def parse_count(text: str, *, allow_zero: bool = True) -> int:
    """A whole number of things: 2."""
    number = _parse(_COUNT, text, "", allow_zero)
    if "." in _plain(text):
        raise NotUnderstood(_("'{text}' is not a whole number.").format(text=shown(text)))
    return int(number)


_SIGNED = _Kind(_PLAIN.what, _PLAIN.examples, {}, largest=_PLAIN.largest, may_be_negative=True)


_ANGLE = re.compile(
    r"(?P<before>[nsew北南东西])?[纬经]?\s*(?P<sign>-)?(?P<d>\d+(?:\.\d+)?)\s*"
    r"(?P<mark>[°度]\s*(?:(?P<m>\d+(?:\.\d+)?)\s*['′分]\s*(?:(?P<s>\d+(?:\.\d+)?)\s*(?:\"|''|′′|秒)\s*)?)?)?"
    r"(?P<after>[nsew北南东西])?"
)
_QUOTES = str.maketrans({"º": "°", "˚": "°", "“": '"', "”": '"', "‘": "'", "’": "'"})
_NEGATIVE_SIDES = frozenset("sw南西")


def parse_degrees(text: str) -> float:
    """A latitude or longitude: 33.62, or as a receiver shows it: 33°37'12"N, N33°37.2', 北纬33度37分12秒."""
    found = re.fullmatch(_ANGLE, _plain(text.translate(_QUOTES))) if len(text) <= _LONGEST else None
    sides = [side for side in (found["before"], found["after"]) if side] if found else []
    if found is None or not (found["mark"] or sides):
        return parse_number(text, allow_negative=True)
    degrees, minutes, seconds = (Decimal(found[one] or 0) for one in ("d", "m", "s"))
    is_broken = (found["m"] and degrees % 1) or (found["s"] and minutes % 1)  # only the last part has decimals
    if is_broken or minutes >= 60 or seconds >= 60 or len(sides) > 1 or (found["sign"] and sides):
        raise NotUnderstood(
            _("'{text}' is no latitude or longitude: write it such as 33.62 or 33°37'12\".").format(text=shown(text))
        )
    value = degrees + minutes / 60 + seconds / 3600
    return round(float(-value if found["sign"] or set(sides) & _NEGATIVE_SIDES else value), 7)


def _parse(kind: _Kind, text: str, bare_unit: str | None, allow_zero: bool) -> float:
    plain = _plain(text)
    if re.search(_COMMA, plain):
        raise NotUnderstood(
            _(
                "'{text}': is the comma a decimal point or a thousands separator? "
                "Write a point for decimals and no separators."
            ).format(text=shown(text))
        )
    found = re.fullmatch(_FORM, plain)
    if found is None:
        raise _not_understood(kind, text)
    number = _number(kind, text, found[1])
    return _checked(kind, text, number * _factor(kind, text, found[2], bare_unit), allow_zero)


def _plain(text: str) -> str:
    return as_typed(text).casefold() if len(text) <= _LONGEST else text[: _LONGEST + 1]


def _factor(kind: _Kind, text: str, unit: str | None, bare_unit: str | None) -> Decimal:
    if unit is None:
        if bare_unit is None:
            raise NotUnderstood(
                _("'{text}' has no unit: write it such as {examples}.").format(
                    text=shown(text), examples=_(kind.examples)
                )
            )
        return kind.factors[bare_unit.casefold()] if bare_unit else Decimal(1)
    factor = kind.factors.get(unit)
    if factor is not None:
        return factor
    if unit.rstrip(".").replace(" ", "") in _NOT_USED and kind.factors:
        raise NotUnderstood(
            _("'{text}': {unit} is not used here; write it such as {examples}.").format(
                text=shown(text), unit=shown(unit), examples=_(kind.examples)
            )
        )
    raise _not_understood(kind, text)


def _number(kind: _Kind, text: str, written: str) -> Decimal:
    whole, _point, decimals = written.lstrip("+-").partition(".")
    if len(whole) > _MOST_DIGITS or len(decimals) > _MOST_DECIMALS:
        raise NotUnderstood(
            _("'{text}' has more digits than {what} can have.").format(text=shown(text), what=_(kind.what))
        )
    return Decimal(written)


def _checked(kind: _Kind, text: str, number: Decimal, allow_zero: bool) -> float:
    if number < 0 and not kind.may_be_negative:
        raise NotUnderstood(_("'{text}': {what} cannot be negative.").format(text=shown(text), what=_(kind.what)))
    if number == 0 and not allow_zero:
        raise NotUnderstood(_("'{text}': {what} cannot be zero here.").format(text=shown(text), what=_(kind.what)))
    if abs(number) > kind.largest:
        raise NotUnderstood(_("'{text}' is too large for {what}.").format(text=shown(text), what=_(kind.what)))
    return float(number) or 0.0  # never -0.0


def _not_understood(kind: _Kind, text: str) -> NotUnderstood:
    return NotUnderstood(
        _("'{text}' is not understood as {what}: write it such as {examples}.").format(
            text=shown(text), what=_(kind.what), examples=_(kind.examples)
        )
    )


# ---------------------------------------------------------------- showing


def show_mass(mass_g: float) -> str:
    """The weight in grams below a kilogram (136 g), in kilograms from there (98.4 kg)."""
    if 0 < abs(mass_g) < 1:
        return f"{_digits(mass_g, 6)} g"
    grams = _rounded(mass_g, 3)
    return f"{_trimmed(grams)} g" if abs(grams) < 1000 else f"{_digits(mass_g / 1000, 3)} kg"


def show_volume(volume_ml: float) -> str:
    """The volume in milliliters below a liter, in liters from there."""
    milliliters = _rounded(volume_ml, 3)
    return f"{_trimmed(milliliters)} mL" if abs(milliliters) < 1000 else f"{_digits(volume_ml / 1000, 3)} L"


def show_dose(dose_mg: float) -> str:
    """The dose in µg below a milligram, in mg, and in g from a gram."""
    if 0 < abs(dose_mg) < 1:
        micrograms = _rounded(dose_mg * 1000, 3)
        if abs(micrograms) < 1000:
            return f"{_trimmed(micrograms)} µg"
    milligrams = _rounded(dose_mg, 3)
    return f"{_trimmed(milligrams)} mg" if abs(milligrams) < 1000 else f"{_digits(dose_mg / 1000, 6)} g"


def show_amount(amount: float, unit: str) -> str:
    """An amount in the unit that it is kept in (mg, ml, or another), as people read it: 60000 mg is 60 g."""
    how = {"mg": show_dose, "ml": show_volume}.get(unit)
    return how(amount) if how is not None else f"{show_number(amount)} {label(unit)}"


def round_to_digits(number: float, digits: int) -> float:
    """The number with so many digits, be they before the point or after it: 1497.5 to three is 1500."""
    return float(f"{number:.{digits - 1}e}")


def show_length(length_cm: float) -> str:
    """The length in centimeters."""
    return f"{_digits(length_cm, 2)} cm"


def show_temperature(temperature_c: float) -> str:
    """The temperature with at least one decimal, as thermometers show it: 36.8 °C, 37.0 °C."""
    digits = _digits(temperature_c, 2)
    return f"{digits} °C" if "." in digits else f"{digits}.0 °C"


def show_minutes(minutes: float) -> str:
    """The length of time in hours and minutes: 15 min, 1 h, 1 h 30 min."""
    hours, rest = divmod(_rounded(minutes, 2), 60)
    if not hours:
        return _("{minutes} min").format(minutes=_trimmed(rest))
    said = _("{hours} h {minutes} min") if rest else _("{hours} h")
    return said.format(hours=_trimmed(hours), minutes=_trimmed(rest))


def show_number(number: float, decimals: int = 3) -> str:
    """The number with no more decimals than it needs."""
    return _digits(number, decimals)


def show_count(count: int) -> str:
    """The count, without separators: it can be typed again."""
    return str(count)


@lru_cache(maxsize=2048)
def _digits(number: float, decimals: int) -> str:
    return _trimmed(_rounded(number, decimals))


def _rounded(number: float, decimals: int) -> Decimal:
    return round(Decimal(repr(float(number))), decimals)


def _trimmed(number: Decimal) -> str:
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written

"""What a person can do: an `Action`, declared once, from which the command and the form are made.

A field says what is asked for and what kind of thing it is; the kind knows how people type it. Nothing here
knows the database: the service that does the deed is named, and found only when it is needed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from importlib import import_module
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from breeding_center.errors import BreedingCenterError, NotUnderstood
from breeding_center.text import N_, _, listed, pick
from breeding_center.vocabulary import CareLine, Post


@dataclass(frozen=True, slots=True)
class Moment:
    """What typed values are understood against: the present, and the center's time zone and date."""

    now: datetime
    zone: ZoneInfo
    today: date


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value. `lookup` names a register to look the value up in; `words` a vocabulary to choose from."""

    name: str
    metavar: str
    lookup: str | None = None
    words: type[StrEnum] | None = None
    low: float | None = None
    high: float | None = None


ANIMAL = Kind("animal", N_("ANIMAL"), lookup="animal")
PAIR = Kind("pair", N_("'DAM x SIRE'"), lookup="animal")  # two animals in one box
PERSON = Kind("person", N_("PERSON"), lookup="person")
ENCLOSURE = Kind("enclosure", N_("ENCLOSURE"), lookup="enclosure")
ACCESS_SET = Kind("access_set", N_("ENCLOSURE"), lookup="access_set")
TAXON = Kind("taxon", N_("TAXON"), lookup="taxon")
INSTITUTION = Kind("institution", N_("INSTITUTION"), lookup="institution")
SHIFT_PATTERN = Kind("shift_pattern", N_("SHIFT"), lookup="shift_pattern")
PROTOCOL = Kind("protocol", N_("PROTOCOL"), lookup="protocol")
PLAN = Kind("plan", N_("PLAN"), lookup="plan")
FOOD = Kind("food", N_("FOOD"), lookup="food")
TASK = Kind("task", N_("TASK"), lookup="task")
CASE = Kind("case", N_("CASE"), lookup="case")
PERMIT = Kind("permit", N_("PERMIT"), lookup="permit")
FOOD_LOT = Kind("food_lot", N_("LOT"), lookup="food_lot")
TRIAL = Kind("trial", N_("TRIAL"), lookup="trial")
URINE_SAMPLE = Kind("urine_sample", N_("SAMPLE"), lookup="urine_sample")
STRAW = Kind("straw", N_("STRAW"), lookup="straw")
ASSUMPTION = Kind("assumption", N_("ASSUMPTION"), lookup="assumption")
ALERT = Kind("alert", N_("ALERT"), lookup="alert")
THRESHOLD = Kind("threshold", N_("FIGURE"), lookup="threshold")
MEDICINE = Kind("medicine", N_("MEDICINE"), lookup="medicine")
MEDICINE_LOT = Kind("medicine_lot", N_("LOT"), lookup="medicine_lot")
PRESCRIPTION = Kind("prescription", N_("PRESCRIPTION"), lookup="prescription")
DRAW = Kind("draw", N_("DRAW"), lookup="draw")
DISCREPANCY = Kind("discrepancy", N_("DISCREPANCY"), lookup="discrepancy")
DIAGNOSIS = Kind("diagnosis", N_("PROBLEM"), lookup="diagnosis")
SAMPLE = Kind("sample", N_("SAMPLE"), lookup="sample")
ALIQUOT = Kind("aliquot", N_("ALIQUOT"), lookup="aliquot")
ANALYTE = Kind("analyte", N_("ANALYTE"), lookup="analyte")
REFERENCE_INTERVAL = Kind("reference_interval", N_("INTERVAL"), lookup="reference_interval")
ANESTHESIA = Kind("anesthesia", N_("ANESTHESIA"), lookup="anesthesia")
CONFINEMENT = Kind("confinement", N_("GROUP"), lookup="confinement")
OUTBREAK = Kind("outbreak", N_("OUTBREAK"), lookup="outbreak")
PORTION = Kind("portion", N_("FOOD WEIGHT"), lookup="food")
MASS = Kind("mass", N_("WEIGHT"))
VOLUME = Kind("volume", N_("VOLUME"))
DOSE = Kind("dose", N_("DOSE"))
TEMPERATURE = Kind("temperature", N_("TEMPERATURE"))
LENGTH = Kind("length", N_("LENGTH"))
MINUTES = Kind("minutes", N_("MINUTES"))
NUMBER = Kind("number", N_("NUMBER"))
DEGREES = Kind("degrees", N_("DEGREES"))
COUNT = Kind("count", N_("COUNT"))
DATE = Kind("date", N_("DATE"))
SPAN = Kind("span", N_("DATE"))
INSTANT = Kind("instant", N_("TIME"))
AS_OF_KIND = Kind("as_of", N_("DATE"))
LINE = Kind("line", N_("TEXT"))
TEXT = Kind("text", N_("TEXT"))
YES_NO = Kind("yes_no", N_("YES/NO"))
FILE = Kind("file", N_("FILE"))


def choice(words: type[StrEnum]) -> Kind:
    """One word of a vocabulary, by its value or as people call it."""
    return Kind("choice", N_("WORD"), words=words)


def scale(low: int, high: int) -> Kind:
    """A whole number from `low` to `high`, such as a score."""
    return Kind("scale", f"{low}-{high}", low=low, high=high)


# A food by any of its names, then a weight with or without a space before its unit.
_PORTION = re.compile(r"(.*\S)\s+([-+]?[\d０-９][^\s]*(?:\s+[^\s\d]+)?)")

# What stands between two animals of a pair: a multiplication sign, or an x by itself.
_TIMES = re.compile(r"\s*[×✕]\s*|\s+[xX]\s+")

NOW = "now"
ME = "me"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an action asks for. `name` is the service's keyword; `option` what it is called on the command line."""

    name: str
    label: str
    kind: Kind
    required: bool = True
    many: bool = False
    default: object = None
    help: str = ""
    positional: bool = False
    option: str = ""

    @property
    def flag(self) -> str:
        """The command line's word for it, without its dashes."""
        if self.option:
            return self.option
        name = self.name
        for unit in ("_id", "_g", "_ml", "_mg", "_cm", "_c", "_min", "_kind"):
            name = name.removesuffix(unit)
        return name.replace("_", "-")


# What every record of a deed has: when it was done and by whom, apart from who writes it down and when.
HAPPENED = (
    Field("done_at", N_("when"), INSTANT, default=NOW, option="at", help=N_("when it was done; now, if not said")),
    Field("done_by", N_("done by"), PERSON, required=False, default=ME, option="done-by",
          help=N_("who did it; you, if not said")),
    Field("note", N_("note"), TEXT, required=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """What an action did: a sentence for the person, and the key of the record it made."""

    sentence: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A use case. `name` is `group.verb`, its word in the journal; `does` is `module:function` of its service."""

    name: str
    title: str
    fields: tuple[Field, ...]
    does: str
    help: str = ""
    posts: frozenset[Post] = frozenset()
    needs_reason: bool = False

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.name.partition(".")[2]

    def service(self) -> Callable[..., Deed]:
        """The function that does it: called with an open entry and the fields' values by name."""
        found: Callable[..., Deed] = resolve(self.does)
        return found

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of work: the action whose form completes it.

    `one_key` kinds may be confirmed as planned with one key; what is measured or counted never is. `subject`
    is the field that takes the task's animal, `place` the one that takes its access set, `enclosure` the one
    that takes its enclosure, `topic` the one that takes its topic. `prefill` names what fills the form where the plan
    itself does not: (reading, list of occurrences) → what to fill in, by the occurrence's key.
    """

    code: str
    title: str
    line: CareLine
    action: str
    one_key: bool = False
    subject: str | None = "animal"
    place: str | None = None
    enclosure: str | None = None
    topic: str | None = None
    prefill: str | None = None


def resolve(name: str) -> Any:
    """The object called `module:attribute`."""
    module, _colon, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


Lookup = Callable[[Kind, str], object]


@dataclass(frozen=True)
class Parser:
    """Understands what was typed into fields; `lookup` finds records by what people call them."""

    moment: Moment
    lookup: Lookup
    me: UUID | None = None
    _kinds: Mapping[str, Callable[[Kind, Field, str], object]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        import breeding_center.quantities as quantities

        object.__setattr__(
            self,
            "_kinds",
            {
                "mass": lambda _k, _f, t: quantities.parse_mass_g(t, allow_zero=True),
                "volume": lambda _k, _f, t: quantities.parse_volume_ml(t),
                "dose": lambda _k, _f, t: quantities.parse_dose_mg(t),
                "temperature": lambda _k, _f, t: quantities.parse_temperature_c(t),
                "length": lambda _k, _f, t: quantities.parse_length_cm(t),
                "minutes": lambda _k, _f, t: quantities.parse_minutes(t, allow_zero=True),
                "number": lambda k, _f, t: quantities.parse_number(t, allow_negative=(k.low or 0) < 0),
                "degrees": lambda _k, _f, t: quantities.parse_degrees(t),
                "count": lambda _k, _f, t: quantities.parse_count(t),
                "portion": self._portion,
                "pair": self._pair,
                "choice": self._choice,
                "scale": self._scale,
                "yes_no": self._yes_no,
                "date": self._date,
                "span": self._span,
                "instant": self._instant,
                "as_of": self._as_of,
                "line": self._line,
                "text": self._text,
                "file": lambda _k, _f, t: t,
            },
        )

    def values(self, fields: tuple[Field, ...], typed: Mapping[str, object]) -> dict[str, object]:
        """The fields' values by name; raises `NotUnderstood` for a field that is missing or none of them."""
        known = {one.name for one in fields}
        strange = sorted(set(typed) - known)
        if strange:
            raise NotUnderstood(_("There is no field called {name} here.").format(name=listed(strange)))
        return {one.name: self._value(one, typed.get(one.name)) for one in fields}

    def _value(self, one: Field, typed: object) -> object:
        if typed is None or typed == "" or typed == () or typed == []:
            typed = one.default
            if typed is None:
                if one.required:
                    raise NotUnderstood(_("{field} is missing.").format(field=_(one.label)))
                return [] if one.many else None
        if one.many:
            items = typed if isinstance(typed, list | tuple) else _split(str(typed))
            return [self.one(one, item) for item in items]
        return self.one(one, typed)

    def one(self, field: Field, typed: object) -> object:
        """One value; what is not text is taken as it is."""
        kind = field.kind
        if not isinstance(typed, str):
            return typed
        if typed == ME and kind.lookup == "person":
            return self.me
        try:
            if kind.lookup and kind.name not in ("portion", "pair"):
                return self.lookup(kind, typed)
            return self._kinds[kind.name](kind, field, typed)
        except BreedingCenterError as error:
            # The sentence says where, too: which of the fields it is about.
            raise type(error)(_("{field}: {sentence}").format(field=_(field.label), sentence=error.sentence)) from None

    def _portion(self, kind: Kind, _field: Field, typed: str) -> object:
        import breeding_center.quantities as quantities

        found = _PORTION.fullmatch(typed.strip())
        if found is None:
            raise NotUnderstood(
                _("'{typed}' needs a food and its weight, such as 'bamboo leaf 6kg'.").format(typed=typed)
            )
        return self.lookup(kind, found[1]), quantities.parse_mass_g(found[2], allow_zero=True)

    def _pair(self, kind: Kind, _field: Field, typed: str) -> object:
        names = [name.strip() for name in _TIMES.split(typed.strip())]
        if len(names) != 2 or not all(names):
            raise NotUnderstood(_("'{typed}' is no pair; write it as 'dam x sire'.").format(typed=typed))
        return self.lookup(kind, names[0]), self.lookup(kind, names[1])

    def _choice(self, kind: Kind, _field: Field, typed: str) -> object:
        from breeding_center.words import label

        assert kind.words is not None
        wanted = typed.strip().casefold().replace(" ", "_").replace("-", "_")
        for word in kind.words:
            if wanted in (word.value, label(word).casefold().replace(" ", "_").replace("-", "_")):
                return word
        # Commands take the codes as well as the words; whoever types Chinese is helped with the words.
        words = listed(pick(word.value, label(word)) for word in kind.words)
        raise NotUnderstood(_("'{typed}' is none of {words}.").format(typed=typed, words=words))

    def _scale(self, kind: Kind, _field: Field, typed: str) -> object:
        import breeding_center.quantities as quantities

        number = quantities.parse_count(typed)
        assert kind.low is not None
        assert kind.high is not None
        if not kind.low <= number <= kind.high:
            raise NotUnderstood(
                _("{typed} is outside {low} to {high}.").format(typed=typed, low=kind.low, high=kind.high)
            )
        return number

    def _yes_no(self, _kind: Kind, _field: Field, typed: str) -> object:
        word = typed.strip().casefold()
        if word in ("yes", "y", "true", "1", "是", "有", "好"):
            return True
        if word in ("no", "n", "false", "0", "否", "无", "不"):
            return False
        raise NotUnderstood(_("'{typed}' is neither yes nor no.").format(typed=typed))

    def _date(self, _kind: Kind, _field: Field, typed: str) -> object:
        import breeding_center.moments as moments

        return moments.parse_date(typed, self.moment.today)

    def _span(self, _kind: Kind, _field: Field, typed: str) -> object:
        import breeding_center.moments as moments

        return moments.parse_date_span(typed, self.moment.today)

    def _instant(self, _kind: Kind, _field: Field, typed: str) -> object:
        import breeding_center.moments as moments

        return moments.parse_instant(typed, self.moment.now, self.moment.zone)

    def _as_of(self, _kind: Kind, _field: Field, typed: str) -> object:
        """An instant, or the end of a day as far as it has come: what left that morning is gone."""
        import breeding_center.moments as moments

        try:
            day = moments.parse_date(typed, self.moment.today)
        except NotUnderstood:
            return moments.parse_instant(typed, self.moment.now, self.moment.zone)
        end = moments.wall_time(day + timedelta(days=1), time(0), self.moment.zone) - timedelta(microseconds=1)
        return min(end, self.moment.now) if day == self.moment.today else end

    def _line(self, _kind: Kind, field: Field, typed: str) -> object:
        import breeding_center.text as text

        return text.one_line(typed, _(field.label))

    def _text(self, _kind: Kind, field: Field, typed: str) -> object:
        import breeding_center.text as text

        return text.free_text(typed, _(field.label))


def _split(typed: str) -> list[str]:
    """Several values typed into one box: apart by commas or semicolons, of either script."""
    for mark in "，；;、":
        typed = typed.replace(mark, ",")
    return [part.strip() for part in typed.split(",") if part.strip()]

"""A row about an animal that the records know: the same, something new, or a contradiction."""

from collections.abc import Callable
from dataclasses import dataclass, field

from breeding_center.moments import DateSpan, show_span
from breeding_center.office.exchange.columns import TITLES
from breeding_center.office.exchange.record import UNKNOWN, WILD, Parent, Record
from breeding_center.text import _, fold
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.words import label as word

# An animal moves without anybody being wrong; other texts that stand are left as they are.
MOVING = frozenset({"location", "local_id"})


@dataclass(slots=True)
class Comparison:
    """What a row tells that the records do not know (`news`), and what of it takes another fact's place."""

    news: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The new facts by their names."""
        return ", ".join(_(TITLES[fact]) for fact in self.news)


def compare(record: Record, known: Record, *, confirmed: bool) -> Comparison:
    """Hold a row against what is known; a contradiction is refused, or a doubt where it was confirmed."""
    found = Comparison()
    for fact, of, shown in _FACTS:
        new, old = of(record), of(known)
        if new is None or new == old:
            continue
        if old is None:
            found.news.append(fact)
            continue
        sentence = _("The records say {fact} {old}, not {new}.").format(
            fact=_(TITLES[fact]), old=shown(old), new=shown(new)
        )
        if confirmed and not (known.is_registered and fact in ("death", "status")):
            record.doubts.append(sentence)
            found.news.append(fact)
            found.instead.append(fact)
        else:
            record.refusals.append(sentence)
    for fact, written in record.texts.items():
        standing = known.texts.get(fact)
        if standing is not None and fold(standing) == fold(written):
            continue
        if fact == "taxon" and standing is not None:
            record.refusals.append(
                _("The records say {fact} {old}, not {new}.").format(fact=_(TITLES[fact]), old=standing, new=written)
            )
        if fact in MOVING and known.is_registered:
            continue  # the center's own register tells where its animals are
        if standing is None or fact in MOVING:
            found.news.append(fact)
    if record.in_reference is False and known.in_reference is not False and not _is_dead(record, known):
        found.news.append("ref")
    return found


def _is_dead(record: Record, known: Record) -> bool:
    return bool(record.is_dead or record.death or known.is_dead or known.death)


def _parent(parent: Parent) -> Parent | None:
    return parent if parent.is_known else None


def show_parent(parent: Parent) -> str:
    """A parent as it is written in a file: a number, WILD, UNK or candidates with probabilities."""
    if parent.is_wild:
        return WILD
    if not parent.candidates:
        return UNKNOWN
    if parent.sole is not None:
        return parent.sole
    return ";".join(f"{number}:{probability!r}" for number, probability in parent.candidates)


def _sex(record: Record) -> Sex | None:
    return None if record.sex is Sex.UNKNOWN else record.sex


def _origin(record: Record) -> BirthType | None:
    return None if record.birth_type is BirthType.UNKNOWN else record.birth_type


def _span(span: DateSpan | None) -> DateSpan | None:
    return None if span is None or (span.from_on is None and span.until_on is None) else span


_FACTS: tuple[tuple[str, Callable[[Record], object], Callable[..., str]], ...] = (
    ("sire", lambda record: _parent(record.sire), show_parent),
    ("dam", lambda record: _parent(record.dam), show_parent),
    ("sex", _sex, word),
    ("birth", lambda record: _span(record.birth), show_span),
    ("death", lambda record: _span(record.death), show_span),
    ("status", lambda record: True if record.is_dead or record.death else None, str),
    ("origin", _origin, word),
)

"""A pedigree in characters: a tree that fits a terminal of eighty columns, straight with Chinese names, too.

The lines themselves are data (`TreeLine`), so that a report, a screen and the README print the very same tree.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from breeding_center.breeding.drawing.kindred import DAM, FOCUS, OFFSPRING, Brood, Family, Relative, Stand
from breeding_center.text import _, cells, clip, pad, safe_text
from breeding_center.vocabulary import Sex

WIDTH = 80
SEX_SIGNS = {Sex.MALE: "♂", Sex.FEMALE: "♀"}
UNKNOWN_SIGN = "◇"
DEAD_SIGN = "†"
GAP = "  "
# How far a generation is moved in: what fits.
WIDE_STEPS, NARROW_STEPS = 8, 14


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line: `drawn` are the branches before it, `text` what stands there, `born` and `inbreeding` beside it,
    `who` stands there (None: nobody, or nobody knows)."""

    drawn: str
    text: str
    born: str = ""
    inbreeding: str = ""
    stand: Stand | None = None
    who: Relative | None = None


def sex_sign(who: Relative | None) -> str:
    """♂, ♀, or a diamond where the sex is not known."""
    return UNKNOWN_SIGN if who is None else SEX_SIGNS.get(who.sex, UNKNOWN_SIGN)


def shown_inbreeding(value: float) -> str:
    """F as a tree has room for it; files for machines have it in full."""
    if value == 0.0:
        return "0"
    return f"{value:.6f}".rstrip("0") if value >= 5e-7 else f"{value:.0e}"


def shown_share(probability: float) -> str:
    """A probability in percent."""
    return f"{100 * probability:.3g} %"


# ---------------------------------------------------------------- lines


def ancestor_lines(first: Stand) -> list[TreeLine]:
    """The animal and its ancestors: the sire's side first, each parent under its young."""
    depth = max(stand.generation for stand in first.walk())
    step = 3 if depth <= WIDE_STEPS else 2 if depth <= NARROW_STEPS else 1
    return list(_lines(first, "", "", step))


def _lines(stand: Stand, branch: str, below: str, step: int) -> Iterator[TreeLine]:
    yield _line(stand, branch)
    parents = stand.parents
    related = stand.who is not None and stand.who.is_of_related
    for place, parent in enumerate(parents):
        is_last = place == len(parents) - 1
        dash = "═" if related else "─" if parent.is_sure else "╌"
        corner = ("╘" if related else "└") if is_last else ("╞" if related else "├")
        line = corner + dash * (step - 2) + (" " if step > 1 else "")
        yield from _lines(parent, below + line, below + ("" if is_last else "│").ljust(step), step)


def _line(stand: Stand, branch: str) -> TreeLine:
    parts = [_role(stand)] if stand.role != FOCUS else []
    if not stand.is_sure:
        parts.append(shown_share(stand.probability))
    if stand.who is None:
        parts.append(_("unknown"))
        return TreeLine(branch, " ".join(parts), stand=stand)
    if stand.is_assumed:
        parts.append(f"({_('assumed')})")
    parts.append(animal_text(stand.who))
    if stand.letter:
        parts.append(f"→ [{stand.letter}]" if stand.is_repeat else f"[{stand.letter}]")
    if stand.is_cut:
        parts.append("…")
    return TreeLine(
        branch, " ".join(parts), safe_text(stand.who.born), shown_inbreeding(stand.who.inbreeding), stand, stand.who
    )


def _role(stand: Stand) -> str:
    words = {"sire": _("sire"), "dam": _("dam")}
    return pad(words[stand.role], max(map(cells, words.values())))


def animal_text(who: Relative) -> str:
    """Sex, name, number, and whether it is dead or comes from the wild."""
    if who.key == OFFSPRING:
        return f"{UNKNOWN_SIGN} {safe_text(who.name)}"
    text = f"{sex_sign(who)} {safe_text(who.label)}"
    if who.is_dead:
        text += f" {DEAD_SIGN}"
    if who.is_founder:
        text = _("{animal}, {origin}").format(animal=text, origin=_("wild") if who.is_wild else _("parents unknown"))
    return text


def family_lines(found: Family) -> list[TreeLine]:
    """The ancestors, then sibs, half sibs and young, each brood under the parent that is not named above it."""
    lines = ancestor_lines(found.focus)
    seen = {stand.who.key for stand in found.focus.walk() if stand.who is not None}
    marks = _Marks(found.letters, seen)
    if found.sibs:
        lines += [TreeLine("", ""), TreeLine("", _("Full sibs"))]
        lines += _young(found.sibs, "", marks)
    for heading, broods in (
        (_("Half sibs by the sire"), found.by_sire),
        (_("Half sibs by the dam"), found.by_dam),
        (_("Young"), found.broods),
    ):
        if broods:
            lines += [TreeLine("", ""), TreeLine("", heading)]
            lines += _brood_lines(broods, marks)
    return lines


@dataclass(slots=True)
class _Marks:
    """The letters of a family, and who has been shown already."""

    letters: Mapping[Hashable, str]
    seen: set[Hashable]

    def text(self, who: Relative) -> str:
        """The animal with its letter, → where it stands elsewhere before."""
        sign = self.letters.get(who.key, "")
        arrow = "→ " if who.key in self.seen else ""
        self.seen.add(who.key)
        return animal_text(who) + (f" {arrow}[{sign}]" if sign else "")


def _brood_lines(broods: Sequence[Brood], marks: _Marks) -> Iterator[TreeLine]:
    for place, brood in enumerate(broods):
        is_last = place == len(broods) - 1
        mate = marks.text(brood.mate) if brood.mate else _("unknown")
        yield TreeLine("└─ " if is_last else "├─ ", _("with {mate}").format(mate=mate), who=brood.mate)
        yield from _young(brood.young, "   " if is_last else "│  ", marks)


def _young(animals: Sequence[Relative], before: str, marks: _Marks) -> Iterator[TreeLine]:
    for place, one in enumerate(animals):
        is_last = place == len(animals) - 1
        dash = "═" if one.is_of_related else "─"
        corner = ("╘" if one.is_of_related else "└") if is_last else ("╞" if one.is_of_related else "├")
        yield TreeLine(
            f"{before}{corner}{dash} ", marks.text(one), safe_text(one.born), shown_inbreeding(one.inbreeding), who=one
        )


# ---------------------------------------------------------------- the page


def table(lines: Sequence[TreeLine], width: int = WIDTH) -> Iterator[str]:
    """The lines with birth and F in columns to their right, no line wider than `width` cells."""
    born = max([cells(line.born) for line in lines] + [cells(_("born"))])
    inbred = max([cells(line.inbreeding) for line in lines] + [1])
    room = max(20, width - born - inbred - 2 * len(GAP))
    texts = [clip(line.drawn + line.text, room) for line in lines]
    tree = max(map(cells, texts), default=0)
    yield f"{pad('', tree)}{GAP}{pad(_('born'), born)}{GAP}{pad('F', inbred, right=True)}".rstrip()
    for line, text in zip(lines, texts, strict=True):
        beside = f"{pad(line.born, born)}{GAP}{pad(line.inbreeding, inbred, right=True)}"
        yield f"{pad(text, tree)}{GAP}{beside}".rstrip()


def legend(lines: Sequence[TreeLine]) -> list[str]:
    """What the signs that were used mean."""
    text = "\n".join(line.drawn + line.text for line in lines)
    stands = [line.stand for line in lines if line.stand is not None]
    told = []
    if DEAD_SIGN in text:
        told.append(_("† dead"))
    if "═" in text:
        told.append(_("═ the parents are related"))
    if any(not stand.is_sure for stand in stands):
        told.append(_("% one of several possible parents"))
    if "[A]" in text:
        told.append(_("[A] stands in several places; its ancestors are shown at one, → says where"))
    if any(stand.is_cut for stand in stands):
        told.append(_("… more ancestors are known: --generations"))
    if UNKNOWN_SIGN in text:
        told.append(_("◇ sex not known"))
    return told


def paths(first: Stand) -> dict[int, str]:
    """The way to each place, by `id` of the stand: "" the animal itself, s its sire, sd its sire's dam."""
    ways = {id(first): ""}
    for stand in first.walk():
        for parent in stand.parents:
            ways[id(parent)] = ways[id(stand)] + ("d" if parent.role == DAM else "s")
    return ways

"""Who is drawn in a pedigree, and where each animal stands in it.

An animal that is reached by several ways stands in several places. Its ancestors are drawn once, where it stands
nearest to the animal asked about; the other places carry the same letter and end there.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from breeding_center.errors import NotUnderstood
from breeding_center.text import _
from breeding_center.vocabulary import ParentageKind, Sex

MOST_GENERATIONS = 30
SURE = 1.0 - 1e-9
ASSUMED = frozenset({ParentageKind.ASSUMED.value, "analytic"})  # a claim's ground, or an analysis's


@dataclass(frozen=True, slots=True)
class Candidate:
    """An animal that may be a parent: how probably, and on what ground."""

    key: Hashable
    probability: float = 1.0
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """An animal as a pedigree shows it. `inbreeding` is F, expected over the candidates where parents are uncertain."""

    key: Hashable
    name: str
    number: str | None = None
    sex: Sex = Sex.UNKNOWN
    born: str = ""
    is_dead: bool = False
    is_wild: bool = False
    sires: tuple[Candidate, ...] = ()
    dams: tuple[Candidate, ...] = ()
    inbreeding: float = 0.0

    @property
    def label(self) -> str:
        """Its name with its number: names repeat, numbers do not."""
        return f"{self.name} ({self.number})" if self.number and self.number != self.name else self.name

    @property
    def is_founder(self) -> bool:
        """Nothing is known of its parents."""
        return not self.sires and not self.dams

    @property
    def is_of_related(self) -> bool:
        """Its parents are related, as far as the pedigree is known."""
        return self.inbreeding > 0.0


Kindred = Mapping[Hashable, Relative]


@dataclass(slots=True, eq=False)
class Stand:
    """One place in a pedigree: who stands there (None: nobody knows who), as whose sire or dam, how probably.

    `letter` marks an animal with several places; `is_repeat` all of them but the one that has its ancestors. `is_cut`
    says that more ancestors are known than were asked for.
    """

    who: Relative | None
    role: str
    generation: int
    probability: float = 1.0
    ground: str = ""
    sires: list["Stand"] = field(default_factory=list)
    dams: list["Stand"] = field(default_factory=list)
    letter: str = ""
    is_repeat: bool = False
    is_cut: bool = False

    @property
    def is_assumed(self) -> bool:
        """Is it the parent by assumption only?"""
        return self.ground in ASSUMED

    @property
    def is_sure(self) -> bool:
        """Is there no other who may stand here?"""
        return self.probability >= SURE

    @property
    def parents(self) -> list["Stand"]:
        """The places above it, sires first."""
        return [*self.sires, *self.dams]

    def walk(self) -> Iterator["Stand"]:
        """This place and all above it, in the order in which they are read."""
        waiting = [self]
        while waiting:
            stand = waiting.pop()
            yield stand
            waiting.extend(reversed(stand.parents))


FOCUS, SIRE, DAM, YOUNG = "focus", "sire", "dam", "young"
OFFSPRING = "(offspring)"  # the key of a pair's imagined young


def checked_generations(generations: int) -> int:
    """How many generations of ancestors are shown, refused where that makes no picture."""
    if not 1 <= generations <= MOST_GENERATIONS:
        raise NotUnderstood(_("Ask for 1 to {most} generations.").format(most=MOST_GENERATIONS))
    return generations


def ancestry(kindred: Kindred, root: Relative, generations: int) -> Stand:
    """The places of an animal and its ancestors, so many generations back."""
    first = Stand(root, FOCUS, 0)
    seen: dict[Hashable, int] = {}
    queue = deque([first])
    while queue:
        stand = queue.popleft()
        if stand.who is None:
            continue
        times = seen[stand.who.key] = seen.get(stand.who.key, 0) + 1
        if times > 1:
            stand.is_repeat = True
        elif stand.generation < generations:
            stand.sires = _places(kindred, stand, stand.who.sires, SIRE)
            stand.dams = _places(kindred, stand, stand.who.dams, DAM)
            queue.extend(stand.parents)
        else:
            stand.is_cut = not stand.who.is_founder
    _give_letters(first, {key for key, times in seen.items() if times > 1})
    return first


def _places(kindred: Kindred, child: Stand, candidates: tuple[Candidate, ...], role: str) -> list[Stand]:
    """The candidates for one parent, and the unknown one where they do not make certain; none of a founder's."""
    assert child.who is not None
    if child.who.is_founder:
        return []
    generation = child.generation + 1
    found = [
        Stand(kindred[one.key], role, generation, one.probability, one.ground)
        for one in candidates
        if one.key in kindred
    ]
    rest = 1.0 - sum(stand.probability for stand in found)
    if rest > 1.0 - SURE:
        found.append(Stand(None, role, generation, rest))
    return found


def _give_letters(first: Stand, repeated: set[Hashable]) -> None:
    """A letter for each animal that stands in several places, in the order in which they are read."""
    letters: dict[Hashable, str] = {}
    for stand in first.walk():
        if stand.who is not None and stand.who.key in repeated:
            stand.letter = letters.setdefault(stand.who.key, letter(len(letters)))


def letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    text = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        text = chr(ord("A") + place) + text
    return text


# ---------------------------------------------------------------- families


@dataclass(frozen=True, slots=True)
class Brood:
    """Young of one pair: `mate` is the parent that the heading does not name (None: unknown)."""

    mate: Relative | None
    young: tuple[Relative, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """An animal with its ancestors, its full sibs, the half sibs by its sire's and its dam's other mates, its young.

    Only parents that are certain make sibs: who may be a half sib by one of several sires is not drawn as one.
    """

    focus: Stand
    sibs: tuple[Relative, ...]
    by_sire: tuple[Brood, ...]
    by_dam: tuple[Brood, ...]
    broods: tuple[Brood, ...]
    letters: Mapping[Hashable, str] = field(default_factory=dict)

    def others(self) -> Iterator[Relative]:
        """All who stand beside and below, in the order in which they are read."""
        yield from self.sibs
        for brood in (*self.by_sire, *self.by_dam, *self.broods):
            if brood.mate is not None:
                yield brood.mate
            yield from brood.young


def sure_parent(candidates: tuple[Candidate, ...]) -> Hashable | None:
    """The parent, where it is certain."""
    return candidates[0].key if len(candidates) == 1 and candidates[0].probability >= SURE else None


def family(kindred: Kindred, root: Relative, generations: int) -> Family:
    """The family of an animal, out of all that are handed in."""
    sire, dam = sure_parent(root.sires), sure_parent(root.dams)
    others = [one for one in kindred.values() if one.key != root.key]
    sibs = [
        one
        for one in others
        if sire is not None and dam is not None and (sure_parent(one.sires), sure_parent(one.dams)) == (sire, dam)
    ]
    full = {one.key for one in sibs}
    found = Family(
        ancestry(kindred, root, generations),
        tuple(sorted(sibs, key=by_birth)),
        _broods(kindred, (one for one in others if one.key not in full), sire, root),
        _broods(kindred, (one for one in others if one.key not in full), dam, root),
        _broods(kindred, others, root.key, root),
    )
    return replace(found, letters=_family_letters(found))


def _family_letters(found: Family) -> dict[Hashable, str]:
    """Letters for all that stand in several places of a family, those among the ancestors included."""
    stands = [stand for stand in found.focus.walk() if stand.who is not None]
    keys = [stand.who.key for stand in stands if stand.who] + [one.key for one in found.others()]
    letters: dict[Hashable, str] = {}
    for key in keys:
        if keys.count(key) > 1:
            letters.setdefault(key, letter(len(letters)))
    for stand in stands:
        stand.letter = letters.get(stand.who.key, "") if stand.who else ""
    return letters


def _broods(
    kindred: Kindred, animals: Iterable[Relative], parent: Hashable | None, root: Relative
) -> tuple[Brood, ...]:
    """The young of one parent, by its mates, in the order of birth."""
    found: dict[Hashable | None, list[Relative]] = {}
    for one in animals if parent is not None else ():
        sire, dam = sure_parent(one.sires), sure_parent(one.dams)
        is_young_of_root = parent == root.key and any(
            each.key == parent for each in (*one.sires, *one.dams)
        )  # fmt: skip
        if parent in (sire, dam) or is_young_of_root:
            of_sire = any(each.key == parent for each in one.sires)
            found.setdefault(dam if of_sire else sire, []).append(one)
    broods = [
        Brood(kindred.get(mate) if mate is not None else None, tuple(sorted(young, key=by_birth)))
        for mate, young in found.items()
    ]
    return tuple(sorted(broods, key=lambda brood: by_birth(brood.young[0])))


def by_birth(one: Relative) -> tuple[str, str]:
    """Sorts animals by their birth as written, then by number."""
    digits = "".join(sign for sign in one.born if sign.isdigit() or sign == "-")
    return digits or "9999", one.number or one.name


def needed(
    parents_of: Callable[[Hashable], Iterable[Hashable]], roots: Iterable[Hashable], generations: int
) -> set[Hashable]:
    """The animals within so many generations above the roots, the roots included."""
    found = set(roots)
    layer = set(found)
    for _step in range(generations):
        layer = {parent for one in layer for parent in parents_of(one)} - found
        found |= layer
    return found

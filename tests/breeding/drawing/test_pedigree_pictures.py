"""Pedigrees as text and as drawings: everybody once with ancestors, lines straight and narrow, record text inert."""

import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.drawing.kindred import (
    OFFSPRING,
    Candidate,
    Relative,
    ancestry,
    checked_generations,
    family,
    letter,
)
from breeding_center.breeding.drawing.layout import Plan, plan_ancestors, plan_family
from breeding_center.breeding.drawing.png import png_of
from breeding_center.breeding.drawing.svg import svg_of
from breeding_center.breeding.drawing.text_tree import ancestor_lines, family_lines, legend, paths, table
from breeding_center.breeding.drawing.walking import kin_line
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import cells
from breeding_center.vocabulary import Sex

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>&\x1b[2J\u202e\"'"


def an_animal(key: int, sire: object = None, dam: object = None, **rest: object) -> Relative:
    sires = (Candidate(sire),) if isinstance(sire, int) else tuple(sire or ())  # type: ignore[arg-type]
    dams = (Candidate(dam),) if isinstance(dam, int) else ()
    values = {"name": f"A{key}", "number": str(key), "sex": Sex.UNKNOWN, **rest}
    return Relative(key, sires=sires, dams=dams, **values)  # type: ignore[arg-type]


def herd(*animals: Relative) -> dict[object, Relative]:
    return {one.key: one for one in animals}


COUSINS = herd(
    an_animal(1, sex=Sex.MALE), an_animal(2, sex=Sex.FEMALE, is_wild=True), an_animal(3, 1, 2, sex=Sex.MALE),
    an_animal(4, 1, 2, sex=Sex.FEMALE), an_animal(5, sex=Sex.FEMALE), an_animal(6, sex=Sex.MALE, is_dead=True),
    an_animal(7, 3, 5, sex=Sex.MALE), an_animal(8, 6, 4, sex=Sex.FEMALE), an_animal(9, 7, 8, inbreeding=0.0625),
)  # fmt: skip


def test_repeated_ancestors_are_marked_and_drawn_once() -> None:
    lines = [line.drawn + line.text for line in ancestor_lines(ancestry(COUSINS, COUSINS[9], 5))]
    assert lines == [
        "◇ A9 (9)",
        "╞═ sire ♂ A7 (7)",
        "│  ├─ sire ♂ A3 (3)",
        "│  │  ├─ sire ♂ A1 (1), parents unknown [A]",
        "│  │  └─ dam  ♀ A2 (2), wild [B]",
        "│  └─ dam  ♀ A5 (5), parents unknown",
        "╘═ dam  ♀ A8 (8)",
        "   ├─ sire ♂ A6 (6) †, parents unknown",
        "   └─ dam  ♀ A4 (4)",
        "      ├─ sire ♂ A1 (1), parents unknown → [A]",
        "      └─ dam  ♀ A2 (2), wild → [B]",
    ]


def test_ancestors_of_one_that_stands_nearer_by_another_way_are_drawn_there() -> None:
    found = herd(an_animal(0), an_animal(1, 0), an_animal(2, 1), an_animal(3, 2, 1))
    first = ancestry(found, found[3], 5)
    homes = [(stand.generation, stand.letter) for stand in first.walk() if stand.letter and not stand.is_repeat]
    assert homes == [(1, "A")]  # as the dam, one generation nearer than as the sire's sire


def test_what_lies_further_back_is_said() -> None:
    lines = ancestor_lines(ancestry(COUSINS, COUSINS[9], 1))
    assert [line.text for line in lines[1:]] == ["sire ♂ A7 (7) …", "dam  ♀ A8 (8) …"]
    assert legend(lines)[-2:] == ["… more ancestors are known: --generations", "◇ sex not known"]


def test_several_possible_sires_stand_with_their_weights_and_the_rest_is_unknown() -> None:
    found = herd(
        an_animal(1, sex=Sex.MALE), an_animal(2, sex=Sex.MALE), an_animal(3, sex=Sex.FEMALE),
        an_animal(4, [Candidate(1, 0.5, "assumed"), Candidate(2, 0.3)], 3),
    )  # fmt: skip
    first = ancestry(found, found[4], 3)
    assert [line.drawn + line.text for line in ancestor_lines(first)] == [
        "◇ A4 (4)",
        "├╌ sire 50 % (assumed) ♂ A1 (1), parents unknown",
        "├╌ sire 30 % ♂ A2 (2), parents unknown",
        "├╌ sire 20 % unknown",
        "└─ dam  ♀ A3 (3), parents unknown",
    ]
    assert list(paths(first).values()) == ["", "s", "s", "s", "d"]
    drawn = svg_of(plan_ancestors(first), "x")
    assert drawn.count('rx="9"') == 1  # one dashed box around the three
    assert "Assumed parents: A1." in drawn


@pytest.mark.parametrize(("number", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(number: int, text: str) -> None:
    assert letter(number) == text


@pytest.mark.parametrize("generations", [0, -1, 31, 10**6])
def test_a_number_of_generations_that_makes_no_picture_is_refused(generations: int) -> None:
    with pytest.raises(NotUnderstood, match="1 to 30"):
        checked_generations(generations)


def test_a_family_has_sibs_half_sibs_and_young() -> None:
    found = herd(
        *(an_animal(key) for key in (1, 2, 10, 11, 12)), an_animal(3, 1, 2, born="2010"),
        an_animal(4, 1, 2, born="2009"), an_animal(5, 1, 10), an_animal(6, 11, 2), an_animal(7, 3, 12, born="2019"),
        an_animal(8, 3, 12, born="2018"), an_animal(9, [Candidate(3, 0.5), Candidate(4, 0.5)], 12, born="2020"),
    )  # fmt: skip
    made = family(found, found[3], 2)
    assert [one.key for one in made.sibs] == [4]
    assert [(brood.mate.key if brood.mate else None, [one.key for one in brood.young]) for brood in made.by_sire] == [
        (10, [5])
    ]
    assert [[one.key for one in brood.young] for brood in made.by_dam] == [[6]]
    assert [[one.key for one in brood.young] for brood in made.broods] == [[8, 7, 9]]  # by birth, the possible one too
    lines = family_lines(made)
    assert [line.text for line in lines if line.who is None and line.text] == [
        "Full sibs", "Half sibs by the sire", "Half sibs by the dam", "Young",
    ]  # fmt: skip
    assert_apart(plan_family(made))


def test_walking_goes_up_and_down_again() -> None:
    lines = ancestor_lines(ancestry(COUSINS, COUSINS[9], 5))
    for at, line in enumerate(lines):
        assert line.stand is not None
        for role in ("sire", "dam"):
            parent = kin_line(lines, at, role)
            if parent is not None:
                assert lines[parent].stand in line.stand.parents
                assert kin_line(lines, parent, "young") == at
    assert kin_line(lines, 0, "young") is None
    assert kin_line(lines, 99, "sire") is None


def test_record_text_is_only_text() -> None:
    found = herd(an_animal(1, name=EVIL, born=EVIL), an_animal(2, 1, name="宝" * 60, number=None))
    first = ancestry(found, found[2], 2)
    drawn = svg_of(plan_ancestors(first), EVIL)
    root = ElementTree.fromstring(drawn)
    assert root.find(f".//{SVG}script") is None
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    told = list(table(ancestor_lines(first)))
    assert all(line.isprintable() and cells(line) <= 80 for line in told)


# ---------------------------------------------------------------- whatever the pedigree


@st.composite
def kindreds(draw: st.DrawFn) -> dict[object, Relative]:
    count = draw(st.integers(1, 16))
    found = []
    for key in range(count):
        older = st.one_of(st.none(), st.integers(max(0, key - draw(st.sampled_from([2, 5, 16]))), key - 1))
        sire, dam = (draw(older), draw(older)) if key else (None, None)
        others = draw(st.lists(st.integers(0, key - 1), max_size=3, unique=True)) if key else []
        several = [Candidate(one, 1 / (len(others) + 1)) for one in others]
        sires = several if len(several) > 1 else sire
        name = draw(st.sampled_from(["七仔", "Qizai", "a very long name that nobody has", EVIL]))
        sex = draw(st.sampled_from(list(Sex)))
        found.append(an_animal(key, sires, dam, name=name, sex=sex, is_dead=draw(st.booleans())))
    return herd(*found)


def assert_apart(plan: Plan) -> None:
    """Nobody stands on anybody else."""
    rows: dict[int, list[float]] = {}
    for spot in plan.spots:
        rows.setdefault(spot.row, []).append(spot.x)
    for row in rows.values():
        assert all(right - left >= 0.99 for left, right in pairwise(sorted(row))), rows


@given(kindreds(), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_any_pedigree_fits_and_text_and_drawing_name_the_same(found: dict[object, Relative], generations: int) -> None:
    root = list(found.values())[-1]
    first = ancestry(found, root, generations)
    expanded = [stand.who.key for stand in first.walk() if stand.who and stand.parents]
    assert len(expanded) == len(set(expanded))  # nobody's ancestors are drawn twice
    lines, plan = ancestor_lines(first), plan_ancestors(first)
    assert all(cells(line) <= 80 and line.isprintable() for line in table(lines))
    assert_apart(plan)
    in_text = sorted(str(line.who.key) for line in lines if line.who)
    assert in_text == sorted(str(spot.who.key) for spot in plan.spots if spot.who)
    root_of = ElementTree.fromstring(svg_of(plan, "x"))
    assert len(root_of.findall(f"{SVG}g/{SVG}title")) == len(in_text)


@given(kindreds())
@settings(max_examples=100, deadline=None)
def test_any_family_stands_apart(found: dict[object, Relative]) -> None:
    for root in list(found.values())[:4]:
        made = family(found, root, 2)
        plan = plan_family(made)
        assert_apart(plan)
        in_text = sorted(str(line.who.key) for line in family_lines(made) if line.who)
        assert in_text == sorted(str(spot.who.key) for spot in plan.spots if spot.who)
        ElementTree.fromstring(svg_of(plan, "x"))


def test_a_pair_is_drawn_as_its_young() -> None:
    young = Relative(OFFSPRING, "their young", sires=(Candidate(7),), dams=(Candidate(8),), inbreeding=0.0625)
    lines = ancestor_lines(ancestry({**COUSINS, OFFSPRING: young}, young, 2))
    assert lines[0].text == "◇ their young"
    assert lines[0].inbreeding == "0.0625"
    assert lines[1].drawn == "╞═ "


def test_a_chain_of_thirty_generations_still_fits() -> None:
    found = herd(*(an_animal(key, key - 1 if key else None, name="楼观台的大熊猫") for key in range(31)))
    lines = list(table(ancestor_lines(ancestry(found, found[30], 30))))
    assert all(cells(line) <= 80 for line in lines)
    assert len(lines) == 1 + 31 + 30  # the heading, everybody, and as many unknown dams


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(Refused, match="too large for a PNG"):
        png_of('<svg width="90000" height="200"></svg>')

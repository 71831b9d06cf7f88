"""Parents stand before their offspring, and who would be his own ancestor is named."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics.pedigree import (
    NoSuchParent,
    PedigreeLoop,
    RepeatedAnimal,
    arrange,
    name_pedigree,
)
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees


@given(pedigrees())
@settings(max_examples=100, deadline=None)
def test_parents_stand_before_their_offspring_whatever_the_order_handed_in(drawn: Drawn) -> None:
    pedigree, place = drawn.arranged, drawn.arranged.place
    here = np.arange(len(drawn))
    assert (pedigree.sire < here).all()
    assert (pedigree.dam < here).all()
    for parents, found in ((drawn.sire, pedigree.sire), (drawn.dam, pedigree.dam)):
        assert [place[p] if p >= 0 else -1 for p in parents] == found[place].tolist()


@given(pedigrees())
@settings(max_examples=100, deadline=None)
def test_no_run_holds_a_parent_of_one_of_its_members(drawn: Drawn) -> None:
    pedigree = drawn.arranged
    assert [b - a for a, b in pedigree.spans] == np.diff(pedigree.runs).tolist()
    for a, b in pedigree.spans:
        assert pedigree.sire[a:b].max() < a
        assert pedigree.dam[a:b].max() < a


@given(pedigrees(least=2), st.data())
@settings(max_examples=100, deadline=None)
def test_a_loop_names_the_animals_of_one_circle(drawn: Drawn, data: st.DataObject) -> None:
    """Give an animal one of its own descendants (or itself) as a parent: the circle named must be real."""
    sire, dam = list(drawn.sire), list(drawn.dam)
    child = data.draw(st.integers(0, len(drawn) - 1))
    descends = {child}
    for animal in range(child, len(drawn)):
        if descends & {sire[animal], dam[animal]}:
            descends.add(animal)
    sire[child] = data.draw(st.sampled_from(sorted(descends)))
    names = [f"animal {at}" for at in range(len(drawn))]
    with pytest.raises(PedigreeLoop) as caught:
        arrange(sire, dam, names)
    circle = [names.index(name) for name in caught.value.animals]
    assert len(set(circle)) == len(circle)
    for animal, parent in zip(circle, [*circle[1:], circle[0]], strict=True):
        assert parent in (sire[animal], dam[animal])
    assert all(name in caught.value.sentence for name in caught.value.animals)


def test_an_animal_that_is_its_own_parent_is_a_circle_of_one() -> None:
    with pytest.raises(PedigreeLoop) as caught:
        arrange([-1, 1], [-1, 0], ["Mimi", "Qizai"])
    assert caught.value.animals == ("Qizai",)


def test_five_thousand_generations_are_arranged_from_the_last_to_the_first() -> None:
    chain = full_sib_chain(5000)
    back = np.arange(len(chain))[::-1]
    sire, dam = (np.where(side < 0, -1, len(chain) - 1 - side)[back] for side in (chain.sire, chain.dam))
    turned = arrange(sire, dam)
    assert (turned.level == chain.level).all()
    assert turned.level[-1] == 5000


def test_a_parent_number_that_stands_for_nobody_is_refused() -> None:
    for wrong in (7, -2):
        with pytest.raises(NoSuchParent) as caught:
            arrange([-1, wrong], [-1, 0], ["Mimi", "Qizai"])
        assert caught.value.animal == "Qizai"


def test_one_identity_twice_counts_once_with_the_same_parents_and_is_refused_with_others() -> None:
    same = name_pedigree(["a", "b", "c", "c"], [None, None, "a", "a"], [None, None, "b", "b"])
    assert sorted(same.ids) == ["a", "b", "c"]
    with pytest.raises(RepeatedAnimal) as caught:
        name_pedigree(["a", "b", "c", "c"], [None, None, "a", "a"], [None, None, "b", None])
    assert caught.value.animal == "c"


def test_a_parent_named_but_not_listed_stands_as_a_founder() -> None:
    named = name_pedigree(["b", "c", "d"], ["a", "a", "b"], [None, None, "c"])
    assert named.added == ("a",)
    assert named.pedigree.founder[named.place["a"]]
    assert named.pedigree.sire[named.place["b"]] == named.place["a"]


def test_an_empty_pedigree_is_a_pedigree() -> None:
    empty = arrange([], [])
    assert (len(empty), empty.spans, len(empty.level)) == (0, [], 0)

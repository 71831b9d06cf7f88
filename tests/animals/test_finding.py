"""An animal is found by whatever it is called, and never guessed."""

import unicodedata

import pytest

from breeding_center.animals.queries import animal_options, find_animals, suggest_animals
from breeding_center.animals.service import name, rename
from breeding_center.errors import NotFound
from breeding_center.office.center import Center
from breeding_center.vocabulary import DispositionKind, IdentifierKind, Sex
from tests.builders import a_reading, an_animal, an_entry, an_identifier

CHIP = "156000090298026"


def found(center: Center, typed: str) -> list[str]:
    with a_reading(center) as reading:
        return [candidate.label for candidate in find_animals(reading, typed)]


@pytest.fixture
def qizai(center: Center) -> str:
    with an_entry(center) as entry:
        key = an_animal(entry, "Qizai", "七仔", number="802", chip=CHIP, born="2009-08..2009-09")
        an_identifier(entry, key, "LGT-2009-01", kind=IdentifierKind.ACCESSION_NUMBER)
        an_animal(entry, "Zhuzhu", "珠珠", sex=Sex.FEMALE, number="90012")
    return key.hex


@pytest.mark.parametrize(
    "typed",
    [
        "Qizai", "qizai", " QIZAI ", "七仔", "qz", "802", "sb802", "SB 802", "#802", "８０２", "Ｑｉｚａｉ", CHIP,
        "8026", "156 000 090 298 026", "lgt-2009-01", "qiz", "zai", "仔", "Qizai (802)",
        unicodedata.normalize("NFD", "Qizai"),
    ],
)  # fmt: skip
def test_animal_is_found_by(center: Center, qizai: str, typed: str) -> None:
    assert found(center, typed) == ["Qizai"]


def test_animal_is_found_by_its_key_and_by_the_tail_of_it(center: Center, qizai: str) -> None:
    assert found(center, qizai) == found(center, qizai[-6:]) == ["Qizai"]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "%", "_", "'; DROP TABLE animal", "x" * 5000])
def test_nothing_is_found_by_what_names_nothing(center: Center, qizai: str, typed: str) -> None:
    assert found(center, typed) == []


def test_composed_and_decomposed_names_are_one(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Zoë")
    assert found(center, unicodedata.normalize("NFD", "Zoë")) == ["Zoë"]


def test_misspelt_name_is_suggested_but_not_chosen(center: Center, qizai: str) -> None:
    with a_reading(center) as reading:
        with pytest.raises(NotFound, match=r"did you mean Qizai \(802\)"):
            find_animals(reading, "Qiazi")
        assert [candidate.label for candidate in suggest_animals(reading, "Qiazi")] == ["Qizai"]


def test_whole_name_wins_over_a_part_of_another(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Qin")
        an_animal(entry, "Qinqin")
    assert found(center, "qin") == ["Qin"]


def test_present_animal_wins_over_a_dead_one_of_the_same_name(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Qinqin", number="90001", left="2010-01-01", left_kind=DispositionKind.DEATH, born="1990")
        present = an_animal(entry, "Qinqin", number="90002")
    with a_reading(center) as reading:
        assert [candidate.id for candidate in find_animals(reading, "Qinqin")] == [present]
        assert len(find_animals(reading, "9000")) == 2


def test_two_present_animals_of_one_name_are_both_offered_with_their_numbers(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Yangyang", number="90001")
        an_animal(entry, "Yangyang", number="90002")
    assert found(center, "Yangyang") == ["Yangyang (90001)", "Yangyang (90002)"]


def test_dead_animal_is_found_and_said_to_be_dead(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Dandan", left="2000-09-07", left_kind=DispositionKind.DEATH, born="1985")
    with a_reading(center) as reading:
        assert "died 2000-09-07" in find_animals(reading, "dandan")[0].detail


def test_animals_that_are_here_are_offered_first(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Aaron", came=None)
        an_animal(entry, "Zora")
    with a_reading(center) as reading:
        assert [candidate.label for candidate in animal_options(reading)] == ["Zora", "Aaron"]


def test_renamed_animal_is_still_found_by_its_former_name(center: Center) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry, "Xiaoxin", "小馨")
    with an_entry(center) as entry:
        rename(entry, animal=animal, name_en="An'an", name_zh="安安")
        name(entry, animal=animal, name="胖胖", from_on=None)
    assert [found(center, typed) for typed in ("xiaoxin", "小馨", "安安", "pp", "xx")] == [["An'an"]] * 5

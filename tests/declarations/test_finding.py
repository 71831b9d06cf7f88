"""Every kind of record is found in the same way by what people call it."""

from uuid import UUID

import pytest

from breeding_center.declarations.finding import Called, Rank, Typed, matching, rank, stored_key
from breeding_center.declarations.room import Candidate

KEY = UUID("0197f3a2-7c11-7d00-8f00-00000abc1234")
OTHER = UUID("0197f3a2-7c11-7d00-8f00-0000ffffffff")


def called(name: str, key: UUID = KEY, *more: str) -> Called:
    return Called(Candidate(key, name), (name, *more), stored_key(name, *more))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Hillside 1", Rank.WHOLE), ("HILLSIDE１", Rank.SOUND), ("hillside1", Rank.SOUND), ("坡上", Rank.WHOLE),
        ("ps", Rank.SOUND), ("poshang", Rank.SOUND), ("hill", Rank.BEGINNING), ("side", Rank.PART),
        (str(KEY), Rank.WHOLE), (KEY.hex, Rank.WHOLE), ("0abc1234", Rank.SOUND), ("-0abc1234", Rank.SOUND),
        ("1234", Rank.PART), ("234", None), ("x", None), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_rank_of_what_was_typed(typed: str, found: Rank | None) -> None:
    one = called("Hillside 1", KEY, "坡上")
    assert rank(Typed.of(typed), KEY, one.names, one.key) is found


def test_only_those_that_answer_best_are_meant() -> None:
    records = [called("Li"), called("Lin", OTHER), called("梨", UUID(int=3))]
    assert [one.label for one in matching("li", records)] == ["Li"], "a whole name wins over a sound and a beginning"
    assert [one.label for one in matching("lin", records)] == ["Lin"]
    assert [one.label for one in matching("i", records)] == ["Li", "Lin", "梨"]
    assert matching("z", records) == []


def test_four_digits_that_begin_a_name_are_no_key() -> None:
    records = [called("1234-A", OTHER), called("Hillside")]
    assert [one.label for one in matching("1234", records)] == ["1234-A"]

"""The words after `task done TASK`: options of a form that is known only when the task is."""

import pytest

from breeding_center.cli.tasks import answered
from breeding_center.declarations.action import ANIMAL, LINE, MASS, YES_NO, Action, Field
from breeding_center.errors import NotUnderstood

FORM = Action(
    "nutrition.weigh-leftovers", "Weigh the leftovers",
    (Field("animal", "animal", ANIMAL), Field("left_g", "left", MASS), Field("foods", "foods", LINE, many=True),
     Field("mucus", "mucus", YES_NO)),
    "x:y",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ([], {}),
        (["--left", "350 g"], {"left_g": "350 g"}),
        (["--left=350g"], {"left_g": "350g"}),
        (["left=350g"], {"left_g": "350g"}),
        (["--left_g", "350g"], {"left_g": "350g"}),
        (["--left", "-5kg"], {"left_g": "-5kg"}),
        (["--foods", "leaf", "--foods", "shoot"], {"foods": ["leaf", "shoot"]}),
        (["--mucus"], {"mucus": "yes"}),
        (["--mucus", "no"], {"mucus": "no"}),
        (["--mucus", "--left", "1kg"], {"mucus": "yes", "left_g": "1kg"}),
        (["--left", "a=b"], {"left_g": "a=b"}),
    ],
)
def test_words_become_the_fields_values(words: list[str], values: dict[str, object]) -> None:
    assert answered(FORM, words) == values


@pytest.mark.parametrize("words", [["--weight", "3kg"], ["weight=3kg"], ["350g"], ["--left"]])
def test_what_the_form_does_not_ask_is_refused(words: list[str]) -> None:
    with pytest.raises(NotUnderstood):
        answered(FORM, words)

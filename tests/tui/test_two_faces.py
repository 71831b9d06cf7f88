"""The stories of the lines, told with keys alone and as commands: the journal has the same of both."""

import pytest

from tests.stories import Step, Tell, actions_told, do, home, practice, run, tell

__all__ = ["home", "practice", "run", "tell"]

MORNING = "2020-09-25T08:20+08:00"

NUTRITION = (
    Step(
        do("feces", "Qizai", feces_g="8.4kg", score="2", has_mucus="yes"),
        "task done {task:feces:Qizai} --weight 8.4kg --score 2 --mucus yes",
        at=MORNING,
        by="Zhao Lin",
    ),
)


@pytest.mark.parametrize("spoken", ["en", "zh"])
async def test_a_nutrition_story_is_the_same_with_keys_and_as_commands(tell: Tell, spoken: str) -> None:
    assert actions_told(await tell(NUTRITION, spoken)) == ["task.done"]

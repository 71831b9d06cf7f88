"""The stories of the lines, told with keys alone and as commands: the journal has the same of both."""

import pytest

from breeding_center.tui.grid import Grid
from tests.stories import Player, Step, Tell, actions_told, do, home, practice, record, run, skip, tell

__all__ = ["home", "practice", "run", "tell"]

DAY, NEXT = "2020-09-25", "2020-09-26"

# The evening feed of one shift is closed by the next morning's weighing of a pile that two animals share.
NUTRITION = (
    Step(
        do("leftovers", "Young 3", left_g="3.2kg"),
        "task done {task:leftovers:Young 3} --left 3.2kg",
        at=f"{DAY}T08:20+08:00",
        by="Shen Fang",
    ),
    Step(
        do("feces", "Chushu", feces_g="8.4kg", score="2", has_mucus="yes", color="green"),
        "task done {task:feces:Chushu} --weight 8.4kg --score 2 --mucus yes --color green",
    ),
    Step(
        record(
            "nutrition.mucous-event", animal="Qizai", onset_at="06:30", passed_at="07:50", mucus_g="80 g",
            off_feed_min="90 min", note="kneading his belly",
        ),
        "nutrition mucous-event Qizai --onset 06:30 --passed 07:50 --mucus 80g --off-feed 90min"
        " --note 'kneading his belly'",
        at=f"{DAY}T08:50+08:00",
        by="Zhao Lin",
    ),
    Step(
        record("diet.set", animal="Qizai", daily="bashania_leaf 15kg, bashania_culm 8kg, panda_cake 900g",
               feeds_per_day="5", ramp_days="10"),
        "diet set Qizai --food 'bashania_leaf 15kg' --food 'bashania_culm 8kg' --food 'panda_cake 900g'"
        " --feeds 5 --over 10",
        at=f"{DAY}T09:30+08:00",
        by="Tao Jiamin",
    ),
    Step(
        record("bamboo.deliver", food="fargesia_leaf", mass_g="320kg", lot_code="B-0925", supplier="Banfangzi",
               cut_on="yesterday"),
        "bamboo deliver fargesia_leaf 320kg --lot B-0925 --supplier Banfangzi --cut yesterday",
    ),
    Step(
        record("bamboo.waste", lot="B-0925", mass_g="12kg", note="moldy"),
        "bamboo waste B-0925 12kg --note moldy",
    ),
    Step(
        record("nutrition.body-condition", animal="Qizai", score="5"),
        "nutrition body-condition Qizai --score 5",
    ),
    Step(
        skip("feces", "Hanlu", "could not be told apart"),
        "task skip {task:feces:Hanlu} --why 'could not be told apart'",
        at=f"{DAY}T10:00+08:00",
        by="Shen Fang",
    ),
    Step(
        do("offering", "Young 3"),
        "task done {task:offering:Young 3}",
        at=f"{DAY}T20:10+08:00",
        by="Zhu Qiang",
    ),
    Step(
        do("leftovers", "Young 3", left_g="40kg", doubted="weighed with the old crate"),
        "task done {task:leftovers:Young 3} --left 40kg --confirm --reason 'weighed with the old crate'",
        at=f"{NEXT}T08:10+08:00",
        by="Shen Fang",
    ),
)  # fmt: skip


@pytest.mark.parametrize("spoken", ["en", "zh"])
async def test_a_nutrition_story_is_the_same_with_keys_and_as_commands(tell: Tell, spoken: str) -> None:
    told = await tell(NUTRITION, spoken)
    assert actions_told(told) == [
        "task.done", "task.done", "nutrition.mucous-event", "diet.set", "bamboo.deliver", "bamboo.waste",
        "nutrition.body-condition", "task.skip", "task.done", "task.done",
    ]  # fmt: skip
    assert told[-1].reason == "weighed with the old crate"


async def _a_grid_of_leftovers(player: Player) -> None:
    await player.mark("leftovers", "Dashu")
    await player.press("g")
    player.must_see(Grid)
    await player.type("2kg")
    await player.press("enter")
    await player.type("90kg")
    await player.press("enter")
    await player.type("3 kg")
    await player.press("tab")
    await player.type("wet")
    await player.press("enter")
    await player.type("guyu")
    await player.press("enter", "enter")
    await player.type("1.5kg")
    await player.press("ctrl+s")
    await player.answer("the old crate")


GRID = (
    Step(
        _a_grid_of_leftovers,
        "care grid leftovers {file} --confirm --reason 'the old crate'",
        at=f"{DAY}T08:20+08:00",
        by="Shen Fang",
        file="Dashu,2kg\nLixia,90kg\nYoung 3,3 kg,wet\nGuyu,1.5kg\n",
    ),
)


@pytest.mark.parametrize("spoken", ["en", "zh"])
async def test_a_grid_of_leftovers_is_the_same_with_keys_and_as_a_file(tell: Tell, spoken: str) -> None:
    [told] = await tell(GRID, spoken)
    assert told.action == "care.grid"
    settled = [after["kind"] for table, _row, _before, after in told.changes if table == "task"]
    assert settled == ["leftovers"] * 4


DISEASE = (
    Step(
        do("medication", "Maidong"),
        "task done {task:medication:Maidong}",
        at=f"{DAY}T08:40+08:00",
        by="Sun Haitao",
    ),
    Step(
        record(
            "disease-control.examine", animal="Guyu", kind="review", subjective="left its cake", objective="dull",
            findings="skin: bald patch, eyes", temperature_c="38.2", heart_rate="96", recheck_on="tomorrow",
        ),
        "disease-control examine Guyu --kind review --subjective 'left its cake' --objective dull"
        " --finding 'skin: bald patch' --finding eyes --temperature 38.2 --heart-rate 96 --recheck tomorrow",
        at=f"{DAY}T09:10+08:00",
        by="Cao Ruixue",
    ),
    Step(
        record("disease-control.diagnose", animal="Guyu", problem="dermatitis", certainty="probable"),
        "disease-control diagnose Guyu --problem dermatitis --certainty probable",
    ),
    Step(
        record("laboratory.sample", animal="Guyu", kind="serum", code="GY-1", volume_ml="4 mL"),
        "laboratory sample Guyu --kind serum --code GY-1 --volume 4mL",
    ),
    Step(
        record("laboratory.result", sample="GY-1", analyte="albumin", value="31", unit="g/L", kit="dry slide"),
        "laboratory result GY-1 albumin --value 31 --unit g/L --kit 'dry slide'",
    ),
    Step(
        record("disease-control.prescribe", animal="Guyu", medicine="amoxicillin", dose_mg_kg="12.5",
               slots="noon 12:00, evening 20:30", until_on="2020-09-30"),
        "disease-control prescribe Guyu amoxicillin --mg-per-kg 12.5 --slot 'noon 12:00' --slot 'evening 20:30'"
        " --until 2020-09-30",
    ),
    Step(
        record("quarantine.start", kind="isolation", animals="Guyu", days="10", keeper="Shi Yue", reason="skin"),
        "quarantine start isolation Guyu --days 10 --keeper 'Shi Yue' --why skin",
    ),
    Step(
        do("medication", "Guyu", state="partial", taken_mg="800 mg", note="spat out the rest"),
        "task done {task:medication:Guyu} --state partial --taken 800mg --note 'spat out the rest'",
        at=f"{DAY}T12:05+08:00",
        by="Qian Meili",
    ),
)  # fmt: skip


@pytest.mark.parametrize("spoken", ["en", "zh"])
async def test_a_disease_control_story_is_the_same_with_keys_and_as_commands(tell: Tell, spoken: str) -> None:
    told = await tell(DISEASE, spoken)
    assert actions_told(told) == [
        "task.done", "disease-control.examine", "disease-control.diagnose", "laboratory.sample", "laboratory.result",
        "disease-control.prescribe", "quarantine.start", "task.done",
    ]  # fmt: skip

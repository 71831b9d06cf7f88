"""A breeding year told with keys alone and as commands, from the plan of the season to the DNA of a cub."""

import pytest

from tests.stories import Step, Tell, actions_told, home, practice, record, run, tell

__all__ = ["home", "practice", "run", "tell"]

VET, FEEDER, CURATOR, REGISTRAR = "Hua Qing", "Zhao Lin", "Jin Wenyuan", "Wei Shuhui"
LEVELS = (9, 45, 24)  # ng per mg of creatinine: before the rise, the peak, the fall


def _sampled(number: int, level: int) -> tuple[Step, Step]:
    day = f"2021-04-{15 + number:02d}"
    return (
        Step(
            record("breeding.urine-sample", animal="Hehuan", code=f"U21-{number}", volume_ml="20 ml"),
            f"breeding urine-sample Hehuan --code U21-{number} --volume 20ml",
            at=f"{day}T09:00+08:00",
            by=VET,
        ),
        Step(
            record("breeding.assay", sample=f"U21-{number}", hormone="estrogen", value_ng_ml=str(level),
                   creatinine_mg_ml="1"),
            f"breeding assay U21-{number} --hormone estrogen --value {level} --creatinine 1",
            at=f"{day}T16:00+08:00",
        ),
    )  # fmt: skip


SEASON = (
    Step(
        record("breeding.plan-season", dam="Hehuan", year="2021", primary_sire="Tianma", backup_sire="Jingzhe"),
        "breeding plan-season Hehuan 2021 --primary-sire Tianma --backup-sire Jingzhe",
        at="2021-02-10T09:00+08:00",
        by=CURATOR,
    ),
    *(step for number, level in enumerate(LEVELS) for step in _sampled(number, level)),
    Step(
        record("breeding.estrus", animal="Hehuan", bleating="2", tail_up="3", vulva="3"),
        "breeding estrus Hehuan --bleating 2 --tail-up 3 --vulva 3",
        at="2021-04-18T17:00+08:00",
        by=FEEDER,
    ),
    Step(
        record("breeding.introduce", female="Hehuan", male="Tianma", aggression="1", mounts="3", intromission="yes"),
        "breeding introduce Hehuan Tianma --aggression 1 --mounts 3 --intromission yes",
        at="2021-04-18T17:30+08:00",
    ),
    Step(
        record("breeding.mate", female="Hehuan", male="Tianma", intromission="yes", ejaculation="yes"),
        "breeding mate Hehuan Tianma --intromission yes --ejaculation yes",
        at="2021-04-18T18:00+08:00",
    ),
    # What happened is recorded, though he was held apart: with the reason.
    Step(
        record("breeding.mate", doubted="the gate stood open", female="Hehuan", male="Maidong", intromission="yes"),
        "breeding mate Hehuan Maidong --intromission yes --confirm --reason 'the gate stood open'",
        at="2021-04-19T10:00+08:00",
    ),
)

BIRTH = (
    Step(
        record("breeding.begin-pregnancy", animal="Hehuan", day_zero_on="2021-04-17", ground="hormones"),
        "breeding begin-pregnancy Hehuan --day-zero 2021-04-17 --ground hormones",
        at="2021-04-20T10:00+08:00",
        by=VET,
    ),
    Step(
        record("breeding.pregnancy-step", animal="Hehuan", state="luteal_1"),
        "breeding pregnancy-step Hehuan luteal_1",
        at="2021-04-24T10:00+08:00",
    ),
    Step(
        record("breeding.check-pregnancy", animal="Hehuan", method="ultrasound", finding="pregnant", fetuses="1"),
        "breeding check-pregnancy Hehuan --method ultrasound --finding pregnant --fetuses 1",
        at="2021-08-10T10:00+08:00",
    ),
    Step(
        record("animal.birth", dam="Hehuan", born="2021-08-21", cub_sexes="female, male", cub_weights="150 g, 128 g",
               cub_names="Heyi, Heer"),
        "animal birth Hehuan --born 2021-08-21 --cub female --cub male --weight 150g --weight 128g"
        " --name Heyi --name Heer",
        at="2021-08-21T06:00+08:00",
        by=REGISTRAR,
    ),
    Step(
        record("breeding.mark-cub", animal="Heyi", mark="dye", site="back", color="green"),
        "breeding mark-cub Heyi --mark dye --site back --color green",
        at="2021-08-21T07:00+08:00",
        by=FEEDER,
    ),
    Step(
        record("breeding.swap-twins", animal="Heyi"),
        "breeding swap-twins Heyi",
        at="2021-08-21T08:30+08:00",
    ),
    Step(
        record("breeding.cub-feed", animal="Heer", milk_ml="6 ml", formula="colostrum", has_urinated="yes"),
        "breeding cub-feed Heer --milk 6ml --formula colostrum --urinated yes",
        at="2021-08-21T09:00+08:00",
    ),
    Step(
        record("breeding.swap-twins", animal="Heer"),
        "breeding swap-twins Heer",
        at="2021-08-21T12:30+08:00",
    ),
    Step(
        record("animal.weigh", animal="Heyi", weight_g="147 g"),
        "animal weigh Heyi 147g",
        at="2021-08-22T09:00+08:00",
    ),
    Step(
        record("breeding.watch-nest", animal="Hehuan", cubs_seen="1", is_nursing="yes", dam_away_min="3 h"),
        "breeding watch-nest Hehuan --cubs-seen 1 --nursing yes --dam-away 3h",
        at="2021-08-22T09:30+08:00",
    ),
    # One of the twins is settled by DNA; the other keeps both candidates.
    Step(
        record("breeding.dna-sire", animal="Heyi", sire="Maidong", laboratory="Xi'an"),
        "breeding dna-sire Heyi Maidong --laboratory \"Xi'an\"",
        at="2021-10-20T09:30+08:00",
        by=REGISTRAR,
    ),
)  # fmt: skip


@pytest.mark.parametrize("spoken", ["zh"])
async def test_a_breeding_year_is_the_same_with_keys_and_as_commands(tell: Tell, spoken: str) -> None:
    entries = await tell((*SEASON, *BIRTH), spoken)
    assert actions_told(entries) == [
        "breeding.plan-season", *["breeding.urine-sample", "breeding.assay"] * len(LEVELS), "breeding.estrus",
        "breeding.introduce", "breeding.mate", "breeding.mate", "breeding.begin-pregnancy", "breeding.pregnancy-step",
        "breeding.check-pregnancy", "animal.birth", "breeding.mark-cub", "breeding.swap-twins", "breeding.cub-feed",
        "breeding.swap-twins", "animal.weigh", "breeding.watch-nest", "breeding.dna-sire",
    ]  # fmt: skip
    assert [one.reason for one in entries if one.reason] == ["the gate stood open"]

"""What a nutritionist records: analyses, diets, the store, mucous events, feeding trials."""

from breeding_center.declarations.action import (
    ACCESS_SET,
    ANIMAL,
    COUNT,
    DATE,
    FOOD,
    FOOD_LOT,
    HAPPENED,
    INSTANT,
    LINE,
    MASS,
    MINUTES,
    NUMBER,
    PORTION,
    TEXT,
    TRIAL,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import FoodPart, Nutrient, Post, TrialDesign, TrialSampleOf

_FOODS, _DIETS = "breeding_center.nutrition.foods", "breeding_center.nutrition.diets"
_STORE, _TRIALS = "breeding_center.nutrition.store", "breeding_center.nutrition.trials"
_TRIAL = Field("trial", N_("trial"), TRIAL, positional=True)
_SUBJECT = (
    Field("animal", N_("animal"), ANIMAL, required=False, positional=True),
    Field("access_set", N_("enclosure"), ACCESS_SET, required=False, option="enclosure",
          help=N_("instead of an animal: all that feed together there")),
)  # fmt: skip
_OUT = (
    Field("lot", N_("lot"), FOOD_LOT, positional=True),
    Field("mass_g", N_("how much"), MASS, positional=True),
    *HAPPENED,
)
_DONE_BY, _NOTE = HAPPENED[1], HAPPENED[2]

SIGNERS = frozenset({Post.VETERINARIAN, Post.CURATOR})

RESEARCH_ACTIONS: tuple[Action, ...] = (
    Action(
        "food.analyze",
        N_("Record an analysis of a food"),
        (
            Field("food", N_("food"), FOOD, positional=True),
            Field("nutrient", N_("nutrient"), choice(Nutrient), positional=True),
            Field("value", N_("value"), NUMBER, positional=True,
                  help=N_("percent of dry matter; dry matter in percent as fed; energy in MJ/kg of dry matter")),
            Field("unit", N_("unit"), LINE, required=False,
                  help=N_("percent, or MJ/kg, if not said; also g/kg, mg/kg, kcal/kg, kcal/g, kJ/g")),
            Field("is_as_fed", N_("of the food as fed"), YES_NO, default="no", option="as-fed",
                  help=N_("it is turned into dry matter by what is known of the food")),
            Field("sampled_on", N_("sampled on"), DATE, default="today", option="on"),
            Field("method", N_("method"), LINE, required=False),
            Field("source", N_("source"), LINE, help=N_("the laboratory, or the paper")),
        ),
        f"{_FOODS}:add_analysis",
    ),
    Action(
        "food.digestibility",
        N_("Set how much of a food is digested"),
        (
            Field("part", N_("part or kind"), choice(FoodPart), positional=True),
            Field("food", N_("food"), FOOD, required=False, help=N_("one food only; else all of the part")),
            Field("dry_matter_percent", N_("dry matter digested in percent"), NUMBER, option="dry-matter"),
            Field("energy_percent", N_("gross energy metabolized in percent"), NUMBER, required=False, option="energy"),
            Field("source", N_("source"), LINE),
        ),
        f"{_FOODS}:set_digestibility",
        help=N_("Where nothing is set, digestible dry matter and energy are printed as unknown."),
    ),
    Action(
        "food.verify",
        N_("Sign what is known of a food"),
        (
            Field("food", N_("food"), FOOD, positional=True),
            Field("nutrient", N_("nutrient"), choice(Nutrient), required=False, positional=True,
                  help=N_("its last analysis is signed; the dry matter, if not said")),
            Field("source", N_("source"), LINE, required=False, help=N_("as it is, if not said")),
        ),
        f"{_FOODS}:verify_food",
        help=N_("Until its dry matter is signed, a fall of intake on dry matter only shows."),
        posts=SIGNERS,
    ),
    Action(
        "food.verify-digestibility",
        N_("Sign how much of a food is digested"),
        (
            Field("part", N_("part or kind"), choice(FoodPart), positional=True),
            Field("food", N_("food"), FOOD, required=False, help=N_("one food only; else all of the part")),
            Field("source", N_("source"), LINE, required=False, help=N_("as it is, if not said")),
        ),
        f"{_FOODS}:verify_digestibility",
        posts=SIGNERS,
    ),
    Action(
        "diet.set",
        N_("Set a diet"),
        (
            *_SUBJECT,
            Field("daily", N_("foods a day"), PORTION, many=True, option="food",
                  help=N_("a food and its weight a day, such as 'bamboo leaf 18kg'; may be repeated")),
            Field("feeds_per_day", N_("feeds a day"), COUNT, default=6, option="feeds"),
            Field("from_on", N_("from"), DATE, default="today", option="from"),
            Field("ramp_days", N_("days to bring it in"), COUNT, default=7, option="over",
                  help=N_("the former diet goes as the new one comes; 7 to 14 days are usual")),
            Field("note", N_("note"), TEXT, required=False),
        ),
        f"{_DIETS}:set_diet",
        help=N_("All that is fed in a day. The diet before it ends. Plans say at what hours, the diet says how much."),
    ),
    Action(
        "diet.end",
        N_("End a diet"),
        (*_SUBJECT, Field("until_on", N_("no longer from"), DATE, default="today", option="on")),
        f"{_DIETS}:end_diet",
    ),
    Action(
        "bamboo.deliver",
        N_("Take in a delivery"),
        (
            Field("food", N_("food"), FOOD, positional=True),
            Field("mass_g", N_("how much"), MASS, positional=True),
            Field("lot_code", N_("lot"), LINE, required=False, option="lot", help=N_("food and day, if not said")),
            Field("supplier", N_("supplier"), LINE, required=False),
            Field("grown_at", N_("where it grew"), LINE, required=False, option="grown-at"),
            Field("cut_on", N_("cut on"), DATE, required=False, option="cut"),
            *HAPPENED,
        ),
        f"{_STORE}:deliver",
    ),
    Action("bamboo.issue", N_("Take food out of the store"), _OUT, f"{_STORE}:take_out"),
    Action("bamboo.waste", N_("Throw food away"), _OUT, f"{_STORE}:waste"),
    Action(
        "bamboo.count",
        N_("Weigh what is left of a lot"),
        (
            Field("lot", N_("lot"), FOOD_LOT, positional=True),
            Field("found_g", N_("found"), MASS, positional=True),
            *HAPPENED,
        ),
        f"{_STORE}:count",
    ),
    Action(
        "nutrition.mucous-event",
        N_("Record a mucous event"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("onset_at", N_("discomfort began"), INSTANT, default="now", option="onset"),
            Field("passed_at", N_("mucus passed"), INSTANT, required=False, option="passed"),
            Field("mucus_g", N_("weight of mucus"), MASS, required=False, option="mucus"),
            Field("off_feed_min", N_("off its food for"), MINUTES, required=False, option="off-feed"),
            _DONE_BY,
            _NOTE,
        ),
        "breeding_center.nutrition.digestive:record_mucous_event",
        help=N_("What is not known yet is left out; 'mucus-passed' adds it."),
    ),
    Action(
        "nutrition.mucus-passed",
        N_("Complete a mucous event"),
        (
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("passed_at", N_("mucus passed"), INSTANT, default="now", option="at"),
            Field("mucus_g", N_("weight of mucus"), MASS, required=False, option="mucus"),
            Field("off_feed_min", N_("off its food for"), MINUTES, required=False, option="off-feed"),
            _DONE_BY,
            _NOTE,
        ),
        "breeding_center.nutrition.digestive:pass_mucus",
        help=N_("When the mucus came, how much of it, and how long the animal did not eat."),
    ),
    Action(
        "trial.design",
        N_("Design a feeding trial"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("title", N_("title"), LINE),
            Field("design", N_("design"), choice(TrialDesign), default="crossover"),
            Field("treatments", N_("treatments"), LINE, many=True, option="treatment",
                  help=N_("a short code and what it is, such as 'A leaf only'; repeated for each")),
            Field("question", N_("question"), TEXT, required=False),
        ),
        f"{_TRIALS}:design_trial",
    ),
    Action(
        "trial.period",
        N_("Add a period to a trial"),
        (
            _TRIAL,
            Field("from_on", N_("from"), DATE, option="from"),
            Field("collect_from_on", N_("collected from"), DATE, required=False, option="collect",
                  help=N_("when the animals have got used to the food")),
            Field("until_on", N_("until"), DATE, option="until", help=N_("the first day that is no longer part of it")),
        ),
        f"{_TRIALS}:add_period",
    ),
    Action(
        "trial.allocate",
        N_("Put an animal into a trial"),
        (
            _TRIAL,
            Field("animal", N_("animal"), ANIMAL, positional=True),
            Field("order", N_("treatments in order"), LINE, many=True, option="order",
                  help=N_("one for each period, such as A, B")),
        ),
        f"{_TRIALS}:allocate",
    ),
    Action(
        "trial.sample",
        N_("Record a dried sample"),
        (
            _TRIAL,
            Field("sample_of", N_("of what"), choice(TrialSampleOf), option="of"),
            Field("dry_matter_percent", N_("dry matter in percent"), NUMBER, option="dry-matter"),
            Field("food", N_("food"), FOOD, required=False),
            Field("animal", N_("animal"), ANIMAL, required=False),
            *HAPPENED,
        ),
        f"{_TRIALS}:record_sample",
    ),
)  # fmt: skip

"""What is done with the medicines in the cabinet."""

from breeding_center.declarations.action import (
    ANIMAL,
    COUNT,
    DATE,
    DISCREPANCY,
    DRAW,
    HAPPENED,
    LINE,
    MEDICINE,
    NUMBER,
    PERSON,
    TEXT,
    YES_NO,
    Action,
    Field,
    choice,
)
from breeding_center.text import N_
from breeding_center.vocabulary import Post
from breeding_center.vocabulary.disease_control import MovementKind, StockUnit

_SERVICE = "breeding_center.disease_control.service"
_MEDICINE = Field("medicine", N_("medicine"), MEDICINE, positional=True)
_AMOUNT = Field("amount", N_("amount"), LINE, help=N_("with its unit, such as 50 mg or 2 mL; pieces without"))
_LOT = Field("lot", N_("lot"), LINE, required=False)
_WITNESS = Field("witness", N_("witness"), PERSON, required=False, help=N_("the second person, for controlled drugs"))
_RANGE = (
    Field("low_mg_kg", N_("lowest dose"), NUMBER, required=False, option="low", help=N_("mg per kg of body")),
    Field("high_mg_kg", N_("highest dose"), NUMBER, required=False, option="high", help=N_("mg per kg of body")),
)
VET = frozenset({Post.VETERINARIAN})

ACTIONS: tuple[Action, ...] = (
    Action(
        "medicine.add",
        N_("Add a medicine"),
        (
            Field("code", N_("code"), LINE, positional=True),
            Field("name_en", N_("English name"), LINE),
            Field("name_zh", N_("Chinese name"), LINE, required=False),
            Field("drug_class", N_("class of drug"), LINE, required=False),
            Field("stock_unit", N_("stock unit"), choice(StockUnit), default=StockUnit.MILLIGRAM),
            Field("concentration_mg_ml", N_("concentration"), NUMBER, required=False, option="concentration",
                  help=N_("mg per mL")),
            *_RANGE,
            Field("min_interval_h", N_("shortest interval"), NUMBER, required=False, option="min-interval",
                  help=N_("in hours, between two doses taken as needed")),
            Field("controlled", N_("controlled"), YES_NO, required=False),
            Field("source", N_("source"), LINE, required=False),
        ),
        f"{_SERVICE}:add_medicine",
    ),
    Action(
        "medicine.range",
        N_("Set the range of doses"),
        (_MEDICINE, *_RANGE, Field("source", N_("source"), LINE, required=False)),
        f"{_SERVICE}:set_range",
    ),
    Action(
        "medicine.verify",
        N_("Sign the range of doses"),
        (_MEDICINE, Field("source", N_("source"), LINE, required=False)),
        f"{_SERVICE}:verify_medicine",
        posts=VET,
    ),
    Action(
        "medicine.receive",
        N_("Receive medicine"),
        (
            _MEDICINE,
            _AMOUNT,
            Field("lot", N_("lot"), LINE),
            Field("expires_on", N_("expiry date"), DATE, required=False, option="expires"),
            Field("supplier", N_("supplier"), LINE, required=False),
            _WITNESS,
            *HAPPENED,
        ),
        f"{_SERVICE}:receive",
    ),
    Action(
        "medicine.draw",
        N_("Draw from the cabinet"),
        (_MEDICINE, _AMOUNT, _LOT, Field("animal", N_("for which animal"), ANIMAL, required=False), _WITNESS,
         *HAPPENED),
        f"{_SERVICE}:draw",
    ),
    Action(
        "medicine.settle",
        N_("Settle a draw"),
        (
            Field("draw", N_("draw"), DRAW, positional=True),
            Field("wasted", N_("wasted"), LINE, required=False, help=N_("with its unit, such as 50 mg or 2 mL")),
            Field("lost", N_("lost"), LINE, required=False, help=N_("with its unit, such as 50 mg or 2 mL")),
            Field("ampoules", N_("empty ampoules returned"), COUNT, required=False),
            _WITNESS,
            *HAPPENED,
        ),
        f"{_SERVICE}:settle_draw",
        help=N_("What was drawn is what was given, wasted and lost; the rest opens a discrepancy."),
    ),
    Action(
        "medicine.write-off",
        N_("Write medicine off, or put it back"),
        (
            _MEDICINE,
            Field("kind", N_("what became of it"), choice(MovementKind), option="kind",
                  help=N_("wasted, lost or returned")),
            _AMOUNT,
            _LOT,
            _WITNESS,
            *HAPPENED,
        ),
        f"{_SERVICE}:write_off",
    ),
    Action(
        "medicine.load-reference-sets",
        N_("Enter the reference sets"),
        (),
        "breeding_center.disease_control.reference_sets:load_reference_sets",
        help=N_("Medicines, vaccination schedules and reference intervals that travel with the program."),
        posts=VET,
    ),
    Action(
        "medicine.explain",
        N_("Explain a discrepancy"),
        (
            Field("discrepancy", N_("discrepancy"), DISCREPANCY, positional=True),
            Field("explanation", N_("explanation"), TEXT),
            _WITNESS,
        ),
        f"{_SERVICE}:explain",
    ),
)  # fmt: skip

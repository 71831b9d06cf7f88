"""The figures that breeding judges by. None of them is published as a limit; they ship unsigned."""

from breeding_center.breeding.pairing_thresholds import PAIRING_THRESHOLDS
from breeding_center.declarations.threshold import Threshold
from breeding_center.text import N_

_DEFAULT = N_("center default, not published")

SWAP_INTERVAL_H = Threshold(
    "breeding.swap_interval", N_("time between two swaps of twins"), 4, N_("h"),
    "every 4 h, for example (covid-19.chinadaily.com.cn, 8 Aug 2006)",
)  # fmt: skip
SWAP_GRACE_MIN = Threshold("breeding.swap_grace", N_("grace of a swap of twins"), 30, N_("min"), _DEFAULT)
LOW_BIRTH_G = Threshold("breeding.low_birth_weight", N_("low birth weight"), 80, "g", _DEFAULT)
REGAINED_DAYS = Threshold(
    "breeding.birth_weight_regained", N_("day the birth weight is regained by"), 5, N_("d"), _DEFAULT
)
LOSS_PERCENT = Threshold("breeding.cub_loss", N_("loss of weight in 24 h, after day 3"), 5, "%", _DEFAULT)
NO_GAIN_H = Threshold("breeding.cub_no_gain", N_("no gain, day 4 to 60"), 48, N_("h"), _DEFAULT)
MILK_PERCENT = Threshold(
    "breeding.cub_milk", N_("milk a day of a cub fed by hand, day 4 to 19"), 20, N_("% of weight"),
    "two thirds of the 30.2 % that dam-reared cubs take (Huang et al. 2005)",
)  # fmt: skip
UNFED_H = Threshold("breeding.cub_unfed", N_("time since a cub was fed by hand, before day 15"), 4, N_("h"), _DEFAULT)
DAM_AWAY_H = Threshold("breeding.dam_away", N_("dam away from the nest"), 24, N_("h"), _DEFAULT)

FALL_PERCENT = Threshold(
    "breeding.estrogen_fall", N_("fall of estrogen that ends the peak"), 30, "%",
    "a drop of 30-50 % (Wilson 2019; Kersey 2010; jzar.org 498)",
)  # fmt: skip

THRESHOLDS = (
    SWAP_INTERVAL_H, SWAP_GRACE_MIN, LOW_BIRTH_G, REGAINED_DAYS, LOSS_PERCENT, NO_GAIN_H, MILK_PERCENT, UNFED_H,
    DAM_AWAY_H, FALL_PERCENT, *PAIRING_THRESHOLDS,
)  # fmt: skip

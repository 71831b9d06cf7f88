"""Quantities: what people write, what is refused, and that what is shown can be typed again."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.errors import NotUnderstood
from breeding_center.quantities import (
    parse_count,
    parse_degrees,
    parse_dose_mg,
    parse_length_cm,
    parse_mass_g,
    parse_minutes,
    parse_number,
    parse_temperature_c,
    parse_volume_ml,
    show_count,
    show_dose,
    show_length,
    show_mass,
    show_minutes,
    show_number,
    show_temperature,
    show_volume,
)


@pytest.mark.parametrize(
    ("written", "grams"),
    [
        ("98.4kg", 98_400),
        ("98.4 KG", 98_400),
        ("350 g", 350),
        ("1斤", 500),
        ("3两", 150),
        ("12公斤", 12_000),
        ("1.5 千克", 1_500),
        ("80克", 80),
        ("１２ｋｇ", 12_000),
        ("١٢ kg", 12_000),
        ("+5 kg", 5_000),
        ("2 t", 2_000_000),
        ("0.1kg", 100),
    ],
)
def test_weights_are_read_as_people_write_them(written: str, grams: float) -> None:
    assert parse_mass_g(written) == grams


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nan kg", "not understood"),
        ("inf", "not understood"),
        ("1e999", "not understood"),
        ("1_000 g", "not understood"),
        ("9" * 5000, "more digits"),
        ("9223372036854775808 g", "more digits"),
        ("999999999999 kg", "too large"),
        ("3,5 kg", "comma a decimal point or a thousands"),
        ("1,000 g", "comma"),
        ("٣٬٥ kg", "comma"),
        ("3，5公斤", "comma"),
        ("-5 kg", "cannot be negative"),
        ("0 g", "cannot be zero"),
        ("98.4", "has no unit: write it such as 98.4 kg or 350 g"),
        ("10 lb", "lb is not used here"),
        ("10磅", "not used here"),
        ("5 stoat", "not understood as a weight"),
        ("", "not understood"),
        ("kg", "not understood"),
        ("5²kg", "not understood"),
        (".5 kg", "not understood"),
        ("3 500 g", "not understood"),
        ("1.2.3 kg", "not understood"),
        ("5 kg 2", "not understood"),
        ("\x1b[2J kg", "␛"),
    ],
)
def test_weights_that_cannot_be_understood_are_refused_in_one_sentence(written: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said) as refused:
        parse_mass_g(written)
    assert len(refused.value.sentence) < 200


def test_a_number_alone_is_read_only_where_the_unit_is_known() -> None:
    assert parse_mass_g("98.4", bare_unit="kg") == 98_400
    assert parse_mass_g("136 g", bare_unit="kg") == 136
    assert parse_mass_g("0", bare_unit="g", allow_zero=True) == 0


def test_doses_need_a_unit_and_are_never_zero() -> None:
    assert (parse_dose_mg("250 mg"), parse_dose_mg("1.5g"), parse_dose_mg("40 µg")) == (250, 1500, 0.04)
    assert parse_dose_mg("40mcg") == parse_dose_mg("40微克") == 0.04
    for written in ("250", "0 mg", "-1 mg", "5 ml", "2 kg"):
        with pytest.raises(NotUnderstood):
            parse_dose_mg(written)


def test_temperatures_are_celsius() -> None:
    assert (parse_temperature_c("36.8"), parse_temperature_c("36.8℃"), parse_temperature_c("-4 °C")) == (36.8, 36.8, -4)
    assert parse_temperature_c("37度") == 37
    with pytest.raises(NotUnderstood, match="not used here"):
        parse_temperature_c("98.6 °F")
    with pytest.raises(NotUnderstood, match="comma"):
        parse_temperature_c("36,8")
    with pytest.raises(NotUnderstood, match="too large"):
        parse_temperature_c("368")


def test_volumes_lengths_and_times() -> None:
    assert (parse_volume_ml("15 mL"), parse_volume_ml("1.2L"), parse_volume_ml("200毫升")) == (15, 1200, 200)
    assert (parse_length_cm("1.42 m"), parse_length_cm("85mm"), parse_length_cm("142厘米")) == (142, 8.5, 142)
    assert (parse_minutes("15 min"), parse_minutes("1 h"), parse_minutes("1h30min")) == (15, 60, 90)
    assert (parse_minutes("2小时"), parse_minutes("1.5 h"), parse_minutes("90", bare_unit="min")) == (120, 90, 90)


@pytest.mark.parametrize("written", ["90", "1 h 2 h", "30 min 1 h", "1 h 30", "1 h 5 kg", "1:30", "-5 min", "0 min"])
def test_lengths_of_time_that_are_none(written: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_minutes(written)


def test_counts_are_whole() -> None:
    assert (parse_count("2"), parse_count("２"), parse_count("0")) == (2, 2, 0)
    for written in ("2.0", "-1", "1e3", "1,000", "two", "2 kg", "9" * 30):
        with pytest.raises(NotUnderstood):
            parse_count(written)
    with pytest.raises(NotUnderstood, match="zero"):
        parse_count("0", allow_zero=False)


def test_plain_numbers() -> None:
    assert (
        parse_number("3.5"),
        parse_number("-3.5", allow_negative=True),
        parse_number("-0", allow_negative=True),
    ) == (
        3.5,
        -3.5,
        0,
    )
    for written in ("nan", "inf", "1e999", "1_000", "3,5", "-1", "5 kg", "5 in"):
        with pytest.raises(NotUnderstood):
            parse_number(written)


@pytest.mark.parametrize(
    "written",
    [
        "33.62",
        "33.62°",
        "33.62N",
        "N 33.62",
        "33°37'12\"N",
        "33° 37.2' N",
        "33º37’12”",
        "３３°37′12″",
        "北纬33度37分12秒",
    ],
)  # fmt: skip
def test_place_is_read_as_a_receiver_shows_it(written: str) -> None:
    assert parse_degrees(written) == 33.62


def test_south_and_west_are_below_nought_and_what_is_no_angle_is_refused() -> None:
    assert (parse_degrees("-33.5"), parse_degrees("33°30'S"), parse_degrees("W 33.5°")) == (-33.5, -33.5, -33.5)
    for written in ("33°60'", "33.5°12'", "33°12.5'3\"", "33°N E", "N33°S", "-33°N", '33°37"', "3351'", "", "north"):
        with pytest.raises(NotUnderstood):
            parse_degrees(written)


@pytest.mark.parametrize(
    ("show", "kept", "seen"),
    [
        (show_mass, 136, "136 g"),
        (show_mass, 98_400, "98.4 kg"),
        (show_mass, 999.9999, "1 kg"),
        (show_mass, 98_433.3333, "98.433 kg"),
        (show_mass, 0.0005, "0.0005 g"),
        (show_mass, 0, "0 g"),
        (show_mass, -250, "-250 g"),
        (show_volume, 15, "15 mL"),
        (show_volume, 1200, "1.2 L"),
        (show_dose, 0.04, "40 µg"),
        (show_dose, 0.9999999, "1 mg"),
        (show_dose, 250, "250 mg"),
        (show_dose, 1500, "1.5 g"),
        (show_temperature, 37, "37.0 °C"),
        (show_temperature, 36.85, "36.85 °C"),
        (show_length, 142, "142 cm"),
        (show_minutes, 15, "15 min"),
        (show_minutes, 60, "1 h"),
        (show_minutes, 90.5, "1 h 30.5 min"),
        (show_minutes, 59.999, "1 h"),
        (show_number, 3.14159, "3.142"),
        (show_number, -0.0001, "0"),
        (show_count, 31, "31"),
    ],
)
def test_quantities_are_shown_in_a_handy_unit(show: Callable[[float], str], kept: float, seen: str) -> None:
    assert show(kept) == seen


@given(st.integers(1, 999_999).map(lambda milligrams: milligrams / 1000) | st.integers(1000, 10**9).map(float))
def test_a_weight_shown_can_be_typed_again(mass_g: float) -> None:
    assert parse_mass_g(show_mass(mass_g)) == mass_g


@given(st.integers(1, 10**9).map(lambda nanograms: nanograms / 10**6) | st.integers(1, 10**7).map(float))
def test_a_dose_shown_can_be_typed_again(dose_mg: float) -> None:
    kept = round(dose_mg, 3) if dose_mg >= 1 else dose_mg
    assert parse_dose_mg(show_dose(kept)) == kept


@given(st.integers(1, 999_999).map(lambda microliters: microliters / 1000) | st.integers(1000, 10**9).map(float))
def test_a_volume_shown_can_be_typed_again(volume_ml: float) -> None:
    assert parse_volume_ml(show_volume(volume_ml)) == volume_ml


@given(st.integers(-9000, 20_000).map(lambda hundredths: hundredths / 100))
def test_a_temperature_shown_can_be_typed_again(temperature_c: float) -> None:
    assert parse_temperature_c(show_temperature(temperature_c)) == temperature_c


@given(st.integers(1, 10**7).map(lambda hundredths: hundredths / 100))
def test_lengths_and_times_shown_can_be_typed_again(number: float) -> None:
    assert parse_length_cm(show_length(number)) == number
    assert parse_minutes(show_minutes(number)) == number


@given(st.text(max_size=80))
def test_nothing_typed_ends_in_a_traceback(written: str) -> None:
    for parse in (parse_mass_g, parse_dose_mg, parse_minutes, parse_count, parse_temperature_c):
        with suppress(NotUnderstood):
            parse(written)

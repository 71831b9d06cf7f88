"""Where a workstation's settings come from, and which word is the last."""

from pathlib import Path

import pytest

from breeding_center.errors import NotUnderstood
from breeding_center.settings import (
    DATABASE_VARIABLE,
    LANGUAGE_VARIABLE,
    PERSON_VARIABLE,
    SETTINGS_VARIABLE,
    Settings,
    default_database,
    settings_file,
)


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The settings file of a computer that has been told nothing."""
    for variable in (DATABASE_VARIABLE, LANGUAGE_VARIABLE, PERSON_VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    path = tmp_path / "settings.toml"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(path))
    return path


def test_a_computer_told_nothing_has_no_database_and_no_person() -> None:
    assert Settings.gather() == Settings(database=None, language="en", person=None)


def test_flag_wins_over_environment_and_environment_over_file(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written.write_text('database = "file.db"\nlanguage = "zh"\nperson = "He Xin"\n', encoding="utf-8")
    assert Settings.gather() == Settings("file.db", "zh", "He Xin")
    monkeypatch.setenv(DATABASE_VARIABLE, "environment.db")
    monkeypatch.setenv(PERSON_VARIABLE, "何鑫")
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    assert Settings.gather() == Settings("environment.db", "en", "何鑫")
    assert Settings.gather(database="flag.db", language="zh", person="E07") == Settings("flag.db", "zh", "E07")


def test_language_follows_the_computer_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert Settings.gather().language == "zh"
    assert Settings.gather(language="en").language == "en"


@pytest.mark.parametrize("text", ["databse = 'x'", "database = 3", "database = ", "\xff"])
def test_a_settings_file_that_is_wrong_is_named(written: Path, text: str) -> None:
    written.write_text(text, encoding="latin-1")
    with pytest.raises(NotUnderstood, match=r"settings\.toml"):
        Settings.gather()


def test_a_settings_file_that_was_named_must_exist(written: Path) -> None:
    written.unlink()
    with pytest.raises(NotUnderstood, match="no settings file"):
        Settings.gather()


def test_settings_and_records_lie_in_the_users_own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", SETTINGS_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings_file().is_relative_to(tmp_path)
    assert default_database().is_relative_to(tmp_path)
    assert Settings.gather().database is None

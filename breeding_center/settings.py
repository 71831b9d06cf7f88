"""What a workstation is set up with: where the records are, which language, and who usually sits there.

A flag wins over the environment, the environment over the settings file, and the file over what the computer says of
itself. Facts about the center (its name, its time zone, when its day starts) are records, not settings.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from breeding_center.errors import NotUnderstood
from breeding_center.text import _, language_from_environment, listed

APPLICATION = "breeding-center"
DATABASE_VARIABLE = "BREEDING_CENTER_DATABASE"
LANGUAGE_VARIABLE = "BREEDING_CENTER_LANGUAGE"
PERSON_VARIABLE = "BREEDING_CENTER_PERSON"
SETTINGS_VARIABLE = "BREEDING_CENTER_SETTINGS"
ON_LINUX = sys.platform.startswith("linux")
_KEYS = frozenset({"database", "language", "person"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One workstation's settings; `None` where nobody said anything."""

    database: str | None
    language: str
    person: str | None

    @classmethod
    def gather(
        cls, *, database: str | None = None, language: str | None = None, person: str | None = None
    ) -> "Settings":
        """The settings in force, given what the command line said."""
        said, written = os.environ, _written_settings()
        return cls(
            database=database or said.get(DATABASE_VARIABLE) or written.get("database") or None,
            language=language or said.get(LANGUAGE_VARIABLE) or written.get("language") or language_from_environment(),
            person=person or said.get(PERSON_VARIABLE) or written.get("person") or None,
        )


def settings_file() -> Path:
    """Where this workstation's settings are written, whether or not the file exists."""
    named = os.environ.get(SETTINGS_VARIABLE)
    if named:
        return Path(named).expanduser()
    if ON_LINUX:
        # What platformdirs would say (XDG base directories), without its cost: every start asks this.
        told = os.environ.get("XDG_CONFIG_HOME", "").strip()
        return (Path(told) if told else Path.home() / ".config") / APPLICATION / "settings.toml"
    import platformdirs

    return platformdirs.user_config_path(APPLICATION) / "settings.toml"


def data_directory() -> Path:
    """The folder of the user's own data: records are kept here unless somebody names another place."""
    import platformdirs

    return platformdirs.user_data_path(APPLICATION)


def default_database() -> Path:
    """Where the records are when nobody says where."""
    return data_directory() / "center.db"


def _written_settings() -> dict[str, str]:
    path = settings_file()
    if not os.environ.get(SETTINGS_VARIABLE) and not path.exists():
        return {}
    import tomllib

    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if os.environ.get(SETTINGS_VARIABLE):
            raise NotUnderstood(_("There is no settings file {path}.").format(path=path)) from None
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotUnderstood(
            _("The settings file {path} cannot be read: {problem}.").format(path=path, problem=error)
        ) from error
    for key, value in written.items():
        if key not in _KEYS or not isinstance(value, str):
            raise NotUnderstood(
                _("The settings file {path} says '{key}'; it may say {keys}, each as a text.").format(
                    path=path, key=key, keys=listed(sorted(_KEYS))
                )
            )
    return written

"""The program as it is installed: a wheel, in an environment of its own, in a folder with nothing in it."""

import json
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from breeding_center import resources
from breeding_center.storage.revision import SCHEMA_REVISION

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in an environment that has the wheel, and of the checkout nothing.

    What the wheel depends on is borrowed from the environment of the tests; that it is declared, and can be had, the
    README's first command shows.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    command = [python, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet", str(wheel)]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [packages] = home.glob("lib/python3*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin" / "breeding-center"


def run(program: Path, folder: Path, *words: str) -> str:
    """What the command prints, in a folder and a HOME with nothing else in them."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "COLUMNS": "200"}
    environment["BREEDING_CENTER_DATABASE"] = str(folder / "center.db")
    environment["BREEDING_CENTER_CLOCK"] = "2020-09-25T08:00+08:00"
    done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True, input="")
    assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
    return done.stdout


def test_wheel_carries_migrations_sample_data_and_catalogs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    migrations = {path.name for path in (ROOT / "migrations" / "versions").glob("*.py")}
    assert migrations
    assert {f"breeding_center/_migrations/versions/{name}" for name in migrations} <= names
    assert {"breeding_center/_migrations/env.py", "breeding_center/_migrations/script.py.mako"} <= names
    samples = {path.name for path in (ROOT / "sample_data").glob("*.csv")}
    assert samples
    assert {f"breeding_center/_sample_data/{name}" for name in samples} <= names
    assert "breeding_center/locale/zh_Hans/LC_MESSAGES/messages.mo" in names
    assert "breeding_center/py.typed" in names
    assert [name for name in names if name.startswith("tests/") or "__pycache__" in name] == []


def test_a_checkout_finds_what_lies_beside_the_package() -> None:
    assert resources.migrations_directory() == ROOT / "migrations"
    assert resources.sample_data_directory() == ROOT / "sample_data"
    assert resources.locale_directory() == ROOT / "breeding_center" / "locale"


@pytest.mark.slow
def test_installed_wheel_runs_a_center_in_an_empty_folder(program: Path, tmp_path: Path) -> None:
    where = run(program, tmp_path, "--version")
    assert re.search(r"\d+\.\d+", where)
    run(program, tmp_path, "seed", "--days", "3")
    animals = json.loads(run(program, tmp_path, "animal", "list", "--format", "json"))
    assert len(animals) == 31
    tasks = json.loads(run(program, tmp_path, "today", "--format", "json"))
    assert {"id", "line", "kind", "subject", "due_at", "state", "feeder"} <= set(tasks[0])
    run(program, tmp_path, "database", "upgrade")
    assert SCHEMA_REVISION in run(program, tmp_path, "database", "status")
    run(program, tmp_path, "journal", "verify")
    assert "七仔" in run(program, tmp_path, "--language", "zh", "today")


@pytest.mark.slow
def test_installed_wheel_begins_a_real_center(program: Path, tmp_path: Path) -> None:
    run(
        program, tmp_path, "init", "--name", "Foping", "--time-zone", "Asia/Shanghai", "--registrar", "He Xin"
    )  # fmt: skip
    assert (tmp_path / "center.db").stat().st_mode & 0o777 == 0o600
    assert json.loads(run(program, tmp_path, "animal", "list", "--format", "json")) == []


def test_readme_has_exactly_two_setup_commands_of_one_line_each() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if line.startswith("python3 -m venv ")]
    assert len(commands) == 2
    assert commands[0].endswith("/breeding-center demo")
    assert commands[1].endswith("/pytest")


def test_no_committed_file_names_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hosts = re.compile(r"p[y]pi\.org|python[h]osted|npm[j]s\.org|deb[.]debian", re.IGNORECASE)  # not naming them itself
    naming = [
        name
        for name in listed.split("\0")
        if name and (ROOT / name).is_file() and hosts.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert naming == []


def test_every_dependency_is_imported_somewhere() -> None:
    """What nobody uses is not asked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^A-Za-z0-9]", name, maxsplit=1)[0].lower() for name in project["dependencies"]}
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("breeding_center", "migrations")
        for path in (ROOT / folder).rglob("*.py")
    )
    unused = {name for name in asked if not re.search(rf"(?:import|from) {name}\b", source)}
    assert unused == {"tzdata"}  # found by zoneinfo where the computer has no time zones of its own

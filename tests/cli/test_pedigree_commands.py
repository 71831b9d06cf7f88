"""Pedigrees on the command line: a tree where nothing is said, a file by its ending, one sentence for what is wrong."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("records")


@pytest.fixture
def cub(run: Run) -> str:
    """A cub of the founded center's two animals."""
    for line in (
        ["animal", "add", "--taxon", "qinlingensis", "--accession", "birth", "--name", "Xiao Qi", "--name-zh", "小七",
         "--sex", "female", "--born", "2019-08-20", "--came", "2019-08-20", "--studbook-number", "90002"],
        ["animal", "claim-parent", "Xiao Qi", "sire", "--candidate", "Qi Zai", "--kind", "observed"],
        ["animal", "claim-parent", "Xiao Qi", "dam", "--candidate", "Qin Ling", "--kind", "observed"],
    ):  # fmt: skip
        ended = run(*line)
        assert ended.code == 0, ended.err
    return "Xiao Qi"


def test_a_pipe_gets_the_tree_and_notes_go_to_standard_error(run: Run, cub: str) -> None:
    ended = run("breeding", "pedigree", cub)
    assert ended.code == 0
    assert [line.split("  ")[0] for line in ended.out.splitlines()[3:6]] == [
        "♀ Xiao Qi (90002)",
        "├─ sire ♂ Qi Zai (90001), parents unknown",
        "└─ dam",
    ]
    assert "Inbreeding F of Xiao Qi (90002): 0." in ended.err


def test_the_ending_of_the_file_says_what_is_drawn(run: Run, cub: str, tmp_path: Path) -> None:
    for ending, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("txt", b"Pedigree of"), ("csv", b"part,generation")):
        file = tmp_path / f"p.{ending}"
        assert run("breeding", "pedigree", cub, "--output", str(file)).code == 0
        assert file.read_bytes().startswith(start), ending
    assert run("report", "pedigree", cub, "--format", "table").out.startswith("part")


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (["breeding", "pedigree"], 2, "ANIMAL"),
        (["breeding", "pedigree", "Nobody"], 1, "Nobody"),
        (["breeding", "pedigree", "Qi Zai", "--generations", "0"], 2, "1 to 30"),
        (["breeding", "pedigree", "Qi Zai", "--generations", "many"], 2, "many"),
        (["breeding", "pedigree", "Qi Zai", "--generations", "-3"], 2, ""),
        (["breeding", "pedigree", "Qi Zai", "--with", "Qi Zai"], 1, "no pair with itself"),
        (["breeding", "pedigree", "Qi Zai", "--with", "Qin Ling", "--family"], 2, "not for both"),
        (["breeding", "pedigree", "Qi Zai", "--output", "p.exe"], 2, "which format"),
        (["breeding", "pedigree", "Qi Zai", "--as-of", "2020-13-01"], 2, "month 13"),
        (["report", "common-ancestors", "Qi Zai"], 2, "ANIMAL"),
        (["report", "common-ancestors", "Qi Zai", "Qin Ling", "--most", "9999"], 2, "0 to 500"),
        (["report", "census", "--since", "nineteen"], 2, "nineteen"),
        (["report", "projection", "--goal", "nan"], 2, "nan"),
        (["report", "projection", "--seed", "-1"], 2, ""),
        (["report", "projection"], 1, "projected"),
        (["report", "life-table", "--format", "plot", "--since", "2021-01-01"], 2, "after the last"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(run: Run, line: list[str], code: int, words: str) -> None:
    ended = run(*line)
    assert ended.code == code, ended.err
    assert ended.out == ""
    assert words in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert "Traceback" not in ended.err

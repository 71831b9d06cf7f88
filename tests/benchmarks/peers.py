"""Other programs that compute all inbreeding, for the same benchmark: each takes part if it is installed.

An adapter takes parents' positions (-1 unknown) and gives F of every animal. They are never needed by the tests.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

# Beyond these sizes a program would take minutes on the shape or more memory than a workstation has.
LARGEST: dict[tuple[str, str], int] = {("sgkit", "wide"): 10_000}


def sgkit(sire: Any, dam: Any) -> Any:
    """sgkit's `pedigree_inbreeding` (numba-compiled; Kerr et al. 2012 and Hamilton & Kerr 2017)."""
    numpy, xarray, program = (import_module(name) for name in ("numpy", "xarray", "sgkit"))
    pedigree = xarray.Dataset()
    pedigree["parent"] = ["samples", "parents"], numpy.stack([sire, dam], axis=1)
    found = program.pedigree_inbreeding(pedigree, allow_half_founders=True)
    return found["stat_pedigree_inbreeding"].values


KNOWN: dict[str, Callable[[Any, Any], Any]] = {"sgkit": sgkit}


def installed() -> Iterator[tuple[str, Callable[[Any, Any], Any]]]:
    """The programs that are here."""
    for name, run in KNOWN.items():
        if find_spec(name) is not None:
            yield name, run

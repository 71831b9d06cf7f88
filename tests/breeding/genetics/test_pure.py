"""The kernels know no database and no face, and numpy loads only when one of them runs."""

import pkgutil
import subprocess
import sys

import breeding_center.breeding.genetics as genetics

MODULES = sorted(module.name for module in pkgutil.iter_modules(genetics.__path__, f"{genetics.__name__}."))


def test_importing_every_kernel_loads_neither_numpy_nor_a_database_nor_a_face() -> None:
    lines = [f"import {name}" for name in (genetics.__name__, *MODULES)]
    lines += [
        "import sys",
        "print([m for m in ('numpy', 'scipy', 'sqlalchemy', 'click', 'textual') if m in sys.modules])",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert len(MODULES) > 10


def test_a_kernel_loads_numpy_when_it_runs() -> None:
    code = (
        "from breeding_center.breeding.genetics import inbreeding, pedigree\n"
        "import sys\n"
        "before = 'numpy' in sys.modules\n"
        "found = inbreeding.inbreeding(pedigree.arrange([-1, -1, 0, 0, 2], [-1, -1, 1, 1, 3]))\n"
        "print(before, 'numpy' in sys.modules, found.tolist())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False True [0.0, 0.0, 0.0, 0.0, 0.25]"

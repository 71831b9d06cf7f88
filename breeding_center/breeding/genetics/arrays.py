"""numpy, loaded when a kernel first asks for it: the daily round never pays for population genetics.

Every kernel takes and returns plain arrays; this module knows how they are typed and nothing else.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ["Booleans", "Floats", "Integers", "np"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]
    Booleans: TypeAlias = NDArray[np.bool_]
else:

    class _LoadedWhenUsed:
        """Stands for numpy until somebody asks it for something."""

        def __getattr__(self, name: str) -> Any:
            found = getattr(importlib.import_module("numpy"), name)
            setattr(self, name, found)
            return found

    np = _LoadedWhenUsed()
    Floats = Integers = Booleans = object

"""Whether what a step was given fits into this computer's memory, as far as is known of the step.

``needs.json`` has bytes of memory for each byte of a file, or each row of a layer: a little less
than the slope between two sizes, as ``make growth`` measures it (for a ``.pbf``, Andorra side by
side with itself 20 times; Toulouse, which is but roads, takes twice as much), so that nothing is
refused that fits. What is not in it was not measured.
"""

from __future__ import annotations

import json
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProcessingParameterFile

from ..common.memory import require_memory
from ..common.progress import Progress
from .given import Given
from .labels import called

NEEDS = Path(__file__).with_name("needs.json")


def require_fitting(given: Given, progress: Progress) -> None:
    """Warns of inputs that take much of the memory; raises InputError for more than there is."""
    factors = json.loads(NEEDS.read_text(encoding="utf-8")).get(given.algorithm.name(), {})
    needed = {name: factor * _amount(given, name) for name, factor in factors.items()}
    if any(needed.values()):
        largest = called(given.algorithm, max(needed, key=lambda name: needed[name]))
        require_memory(largest, sum(needed.values()), gdal.GetUsablePhysicalRAM(), progress)


def _amount(given: Given, name: str) -> int:
    """The bytes of a file, or the rows of a layer; 0 where nothing was given, or nobody knows."""
    if not given.has(name):
        return 0
    if isinstance(given.algorithm.parameterDefinition(name), QgsProcessingParameterFile):
        return _size(Path(given.file(name)))
    file = given.file_behind(name)
    if (
        file is not None and file.suffix.lower() == ".pbf"
    ):  # whose rows are counted by reading it all
        return _size(file)
    source = given.algorithm.parameterAsSource(given.parameters, name, given.context)
    return max(source.featureCount(), 0) if source is not None else 0


def _size(path: Path) -> int:
    """The bytes of a file; 0 for what is none, which says so when it is read."""
    return path.stat().st_size if path.is_file() else 0

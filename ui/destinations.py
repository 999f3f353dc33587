"""Where a form proposes to write: in the working folder of the options, if there is one."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from qgis.core import (
    QgsProcessingDestinationParameter,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)


def free_path(folder: str, algorithm: str, parameter: QgsProcessingDestinationParameter) -> str:
    """A path in ``folder`` where nothing is: "isochrones.gpkg", "isochrones_failures_2.gpkg".

    Empty without a folder, or where it is gone.
    """
    if not folder or not Path(folder).is_dir():
        return ""
    is_main = parameter.name().startswith("OUTPUT")
    name = algorithm if is_main else f"{algorithm}_{parameter.name().lower()}"
    if isinstance(parameter, QgsProcessingParameterFolderDestination):
        ending = ""
    elif isinstance(parameter, QgsProcessingParameterFileDestination):
        ending = f".{parameter.defaultFileExtension()}"
    else:
        ending = ".gpkg"  # of a table QGIS would make a .dbf, which cuts the names of its fields
    names = (f"{name}{ending}" if n == 1 else f"{name}_{n}{ending}" for n in count(1))
    return str(next(path for each in names if not (path := Path(folder) / each).exists()))

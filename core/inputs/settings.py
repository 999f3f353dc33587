"""What a person sets once for all runs, in QGIS's own settings: the window's, and headless ones."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qgis.core import QgsSettings

from ..common.errors import InputError
from ..common.text import tr


@dataclass(frozen=True)
class Setting:
    """One setting, under ``maillage/`` in QGIS's. Its default "" stands for what each row says."""

    key: str
    kind: Literal["folder", "address", "authcfg", "language"]
    default: str = ""

    @property
    def path(self) -> str:
        """Where QGIS keeps it."""
        return f"maillage/{self.key}"


#: Where answers of services and isochrones are kept; "": the person's own cache.
CACHE_FOLDER = Setting("cache_folder", "folder")
#: Where the dock proposes to write results; "": temporary layers and files, as QGIS does.
WORKING_FOLDER = Setting("working_folder", "folder")
#: What language dossiers are in; "": that of QGIS.
LANGUAGE = Setting("language", "language")
#: The geocoder's address; "": the public one, of ``geocoder.json``.
GEOCODER = Setting("geocoder/address", "address")
#: The routing services' addresses by the word of ENGINE; "": those of ``services.json``.
ROUTERS = {
    word: Setting(f"{word}/address", "address")
    for word in ("valhalla", "geoplateforme", "openrouteservice")
}
#: The authentication configurations of those that want a key; "": none.
KEYS = {"openrouteservice": Setting("openrouteservice/authcfg", "authcfg")}

SETTINGS = (CACHE_FOLDER, WORKING_FOLDER, LANGUAGE, GEOCODER, *ROUTERS.values(), *KEYS.values())
LANGUAGES = ("fr", "en")


def stored(setting: Setting) -> str:
    """What is set; the default where nothing is, or a language that no dossier knows."""
    value = str(QgsSettings().value(setting.path, setting.default) or "").strip()
    known = setting.kind != "language" or value in LANGUAGES
    return value if known else setting.default


def store(setting: Setting, value: str) -> None:
    """Sets it; the default is not written, but removed. Raises InputError for a bad value."""
    value = value.strip()
    refuse_bad(setting, value)
    if value == setting.default:
        QgsSettings().remove(setting.path)
    else:
        QgsSettings().setValue(setting.path, value)


def refuse_bad(setting: Setting, value: str) -> None:
    """Raises InputError, saying what is wrong with ``value``; the default is always good."""
    if value.strip() == setting.default:
        return
    from ..net.faults import refuse_other_schemes  # QGIS starts without what it brings

    if setting.kind == "folder":
        _refuse_unwritable(Path(value.strip()))
    elif setting.kind == "address":
        refuse_other_schemes(value.strip())
    elif setting.kind == "language" and value not in LANGUAGES:
        raise InputError(tr("{value} is no language of the dossiers: fr or en.", value=value))


def _refuse_unwritable(folder: Path) -> None:
    """Raises InputError unless a file can be written in the folder: it is tried."""
    if not folder.is_absolute() or not folder.is_dir():
        raise InputError(tr("There is no folder {path}. Choose one that exists.", path=folder))
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise InputError(
            tr(
                "Nothing can be written in {path}: {reason}. Choose another folder.",
                path=folder,
                reason=error.strerror or error,
            )
        ) from error


def public_addresses() -> dict[Setting, tuple[str, str]]:
    """Of each service's address: the service's own name ("" for a geocoder), and what "" means.

    That is "" itself for a service that nobody offers to all.
    """
    from ..engines.engine import services
    from ..geocoding.answers import settings as geocoding

    routers = {ROUTERS[word]: (service.title, service.url) for word, service in services().items()}
    return {GEOCODER: ("", geocoding()["endpoint"]), **routers}


def router_address(word: str, given: str) -> str:
    """Where to ask the routing service: as ``given`` to the algorithm, else as set, else ""."""
    return given.strip() or stored(ROUTERS[word])


def router_authcfg(word: str, given: str, given_address: str) -> str:
    """The configuration of its key: as ``given`` to the algorithm, else as set.

    What is set goes with the address that is set: another one, given to the algorithm, never gets
    that key.
    """
    if given or given_address.strip() or word not in KEYS:
        return given
    return stored(KEYS[word])

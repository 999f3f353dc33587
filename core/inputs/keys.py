"""Keys from QGIS's authentication manager. They are shown and logged nowhere."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ..common.errors import InputError
from ..common.text import tr


def key_of(authcfg: str) -> str:
    """The key that a configuration holds: its header Authorization, or its password.

    On the main thread only: QGIS may ask for its master password. Raises InputError.
    """
    config, manager = QgsAuthMethodConfig(), QgsApplication.authManager()
    key = ""
    if not manager.isDisabled() and manager.loadAuthenticationConfig(authcfg, config, True):
        headers = {name.casefold(): value for name, value in config.configMap().items()}
        kind = "password" if config.method() != "APIHeader" else "authorization"
        key = headers.get(kind, "").strip()
    if not key:
        raise InputError(
            tr(
                "The authentication configuration {authcfg} cannot be read, or holds no key. "
                "Choose one of the kind “API Header”, with Authorization as the header and the key "
                "as its value, and give QGIS's master password (without a window: the file that "
                "QGIS_AUTH_PASSWORD_FILE names).",
                authcfg=authcfg,
            )
        )
    return key

"""Keys from QGIS's authentication manager. They are shown and logged nowhere."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ..common.errors import InputError
from ..common.text import tr


def key_of(authcfg: str) -> str:
    """The key that a configuration holds ("" for none): a header's value, or a password.

    On the main thread only: QGIS may ask for its master password. Raises InputError.
    """
    if not authcfg:
        return ""
    config = QgsAuthMethodConfig()
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.loadAuthenticationConfig(authcfg, config, True):
        raise InputError(
            tr(
                "The authentication configuration {authcfg} cannot be read. Choose another one in "
                "AUTHCFG, and give QGIS's master password (without a window: the file that "
                "QGIS_AUTH_PASSWORD_FILE names).",
                authcfg=authcfg,
            )
        )
    if config.method() == "APIHeader":
        headers = {name.casefold(): value for name, value in config.configMap().items()}
        key = headers.get("authorization") or next(iter(headers.values()), "")
    else:
        key = config.config("password")
    if not key.strip():
        raise InputError(
            tr(
                "The authentication configuration {authcfg} holds no key. Choose one of the kind "
                "“API Header”, with Authorization as the header and the key as its value.",
                authcfg=authcfg,
            )
        )
    return key.strip()

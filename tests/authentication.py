"""Authentication configurations and authorities, kept in the throw-away QGIS of the tests."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsAuthManager, QgsAuthMethodConfig


def manager() -> QgsAuthManager:
    """QGIS's authentication manager, open; the test is skipped where there is none."""
    found = QgsApplication.authManager()
    if found.isDisabled():
        pytest.skip("no authentication manager in this QGIS")
    if not found.masterPasswordIsSet():
        assert found.setMasterPassword("master", True)
    return found


def stored(kind: str, values: dict[str, str]) -> str:
    """The identifier of a configuration of a kind ("APIHeader", "Basic") with such values."""
    config = QgsAuthMethodConfig(kind)
    config.setName("of a test")
    config.setConfigMap(values)
    done = manager().storeAuthenticationConfig(config)
    assert done[0] if isinstance(done, tuple) else done
    return config.id()

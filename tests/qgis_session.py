"""A real QGIS window with the plugin, in a throw-away profile and on a screen of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

#: No dialog may open at the start: nobody would be there to close it.
_SETTINGS = """
[PythonPlugins]
maillage={enabled}
[app]
askToSaveTempLayers=false
[qgis]
checkVersion=false
showTips=false
[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true
[locale]
overrideFlag=true
userLocale={language}
globalLocale={language}
"""


def plugin_folder(folder: Path) -> Path:
    """A folder in which the checkout is the plugin ``maillage``, whatever it is called."""
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "maillage"
    if not link.exists():
        link.symlink_to(ROOT)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """What QGIS and ``qgis_process`` need to find the plugin, and nothing of the user."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.environ | {
        "QGIS_PLUGINPATH": str(plugin_folder(folder / "plugins")),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
    }


def run_in_qgis(
    script: Path,
    folder: Path,
    language: str = "en",
    seconds: int = 120,
    size: str = "1400x900",
    plugin: bool = True,
) -> dict[str, Any]:
    """Starts QGIS, lets it run ``script``, and returns what that wrote into ``result.json``.

    ``plugin`` enables the plugin. The script finds ``folder`` in the environment as MAILLAGE_OUT.
    Raises AssertionError when QGIS does not end in time, ends badly or leaves no result.
    """
    profile = folder / "profiles" / "profiles" / "trial" / "QGIS"
    profile.mkdir(parents=True, exist_ok=True)
    settings = _SETTINGS.format(language=language, enabled=str(plugin).lower())
    (profile / "QGIS3.ini").write_text(settings, encoding="utf-8")
    result = folder / "result.json"
    result.unlink(missing_ok=True)
    command = ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24", "qgis"]
    command += ["--nologo", "--noversioncheck", "--lang", language]
    command += ["--profiles-path", str(folder / "profiles"), "--profile", "trial"]
    command += ["--code", str(script)]
    log = folder / "qgis.log"
    with log.open("w", encoding="utf-8") as output:
        # A group of its own, so that a hanging QGIS ends together with its screen.
        process = subprocess.Popen(
            command,
            env=environment(folder) | {"MAILLAGE_OUT": str(folder)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            code = None
    said = log.read_text(encoding="utf-8", errors="replace")[-4000:]
    assert code is not None, f"QGIS did not end within {seconds} s. It said:\n{said}"
    assert code == 0, f"QGIS ended with {code}. It said:\n{said}"
    assert result.is_file(), f"The script left no result. QGIS said:\n{said}"
    return json.loads(result.read_text(encoding="utf-8"))

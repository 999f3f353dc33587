"""Makes the installable ``build/maillage-VERSION.zip`` of the tracked files, and checks it."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "maillage"
LIMIT = 25 * 1024 * 1024  # the plugin repository's own

#: What the plugin needs to run; the rest of the repository is for those who develop it.
SHIPPED_FILES = ("LICENSE", "metadata.txt", "icon.svg", "__init__.py", "plugin.py")
SHIPPED_FOLDERS = ("core/", "ui/", "styles/", "sample/", "docs/help/")
NEEDED = ("LICENSE", "metadata.txt", "icon.svg", "__init__.py", "plugin.py")
UNWANTED = (".pyc", ".pyo", ".so", ".dll", ".exe")


def version() -> str:
    """The version that metadata.txt states."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def shipped_files() -> list[str]:
    """Paths of what goes into the package: tracked files, and the compiled translations."""
    tracked = _git("ls-files", "-z").split("\0")
    compiled = [f"i18n/{file.name}" for file in (ROOT / "i18n").glob("*.qm")]
    shipped = [
        name
        for name in tracked
        if name in SHIPPED_FILES or name.startswith(SHIPPED_FOLDERS)
        if (ROOT / name).is_file()
    ]
    return sorted(shipped + compiled)


def build(target: Path) -> None:
    """Writes the package; the same commit gives the same bytes."""
    date = _git("log", "-1", "--format=%cd", "--date=format:%Y %m %d %H %M %S")
    moment = tuple(int(part) for part in date.split())
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in shipped_files():
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (ROOT / name).read_bytes())


def problems(package: Path) -> list[str]:
    """What QGIS or the plugin repository would refuse in the package, one sentence each."""
    found = []
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        if archive.testzip():
            found.append("the archive is damaged")
    inside = {name.removeprefix(f"{FOLDER}/") for name in names}
    found += [f"{name} is outside the folder {FOLDER}" for name in names if name in inside]
    found += [f"{name} is missing" for name in NEEDED if name not in inside]
    sources = {file.stem for file in (ROOT / "i18n").glob("*.ts")}
    found += [
        f"the compiled translation {stem}.qm is missing; run make setup"
        for stem in sorted(sources)
        if f"i18n/{stem}.qm" not in inside
    ]
    found += [
        f"{name} does not belong there"
        for name in sorted(inside)
        if name.endswith(UNWANTED) or any(part.startswith(".") for part in name.split("/"))
    ]
    if package.stat().st_size > LIMIT:
        found.append(f"it is larger than {LIMIT} bytes")
    return found


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    target = ROOT / "build" / f"{FOLDER}-{version()}.zip"
    build(target)
    found = problems(target)
    if found:
        target.unlink()
        sys.exit("\n".join(f"{target.name}: {problem}" for problem in found))
    size = target.stat().st_size / 1024
    print(f"{target.relative_to(ROOT)}: {len(shipped_files())} files, {size:,.0f} kB")


if __name__ == "__main__":
    main()

"""Runs in a process of its own that is killed at the nth step on the disk: killed.py N HOW FOLDER.

HOW is "exchange", or "aside" for a system that cannot exchange folders. A publication of three
files and its index goes into FOLDER.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

STEPS = ("os.rename", "os.remove", "os.rmdir", "os.link", "os.mkdir", "ctypes.dlsym", "open")
OWN = ("a", "b", "gone", "index")
NEW = {"a": b"new", "b": b"new", "index": b"new"}


def main() -> None:
    last, how, folder = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build" / "plugins"))
    from maillage.core.common import files, folders

    if how == "aside":
        folders._exchange_at_once = lambda *_: False
    left = last

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        is_ours = event != "open" or str(arguments[0]).startswith(str(folder.parent))
        if event in STEPS and is_ours:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with folders.folder_anew(folder, "index", OWN) as new:
        for name, content in NEW.items():
            with files.atomic_output(new / name) as aside:
                aside.write_bytes(content)
        (new / "gone").unlink(missing_ok=True)
    print(last - left)


if __name__ == "__main__":
    main()

"""Whether a window can be shown, asked before Qt is: without a display Qt ends the process."""

import os
import sys


def has_display() -> bool:
    """Tell whether Qt finds something to draw on, be it only its own offscreen platform."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

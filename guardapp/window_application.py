"""The one QApplication, and showing a window until it is closed."""

import sys

from PySide6.QtWidgets import QApplication, QWidget


def application() -> QApplication:
    """Return the one QApplication, made if need be."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("guardapp")
    return app


def run(window: QWidget) -> int:
    """Show the window until it is closed, filling a screen it would not fit; return the status."""
    room = window.screen().availableSize()
    fits = window.width() < room.width() and window.height() < room.height()
    if fits or window.isMaximized():
        window.show()
    else:
        window.showMaximized()
    return application().exec()
